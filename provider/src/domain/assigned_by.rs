//! The party that chose a value of a session.

super::open_enum::open_enum! {
    /// The party that chose a value: the customer supplied it, or Twilio assigned it.
    AssignedBy {
        /// Supplied with the order or a change.
        Customer = "customer",
        /// Assigned when the connection is configured.
        Twilio = "twilio",
    }
}
