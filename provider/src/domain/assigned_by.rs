//! Who chose a value of a session.

super::word::words! {
    /// Whether the customer supplied a value or Twilio assigned it.
    AssignedBy {
        /// Supplied with the order or a change.
        Customer = "customer",
        /// Assigned when the connection is configured.
        Twilio = "twilio",
    }
}
