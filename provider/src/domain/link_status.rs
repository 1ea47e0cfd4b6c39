//! The status of the light on the fiber.

super::open_enum::open_enum! {
    /// The operational state of a cross connect's link.
    LinkStatus {
        /// The link is up.
        Up = "up",
        /// The link is down.
        Down = "down",
        /// Not measured, as before the port is configured.
        Unknown = "unknown",
    }
}
