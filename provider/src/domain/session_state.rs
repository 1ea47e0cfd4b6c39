//! The operational state of a BGP session, as its routers report it.

super::open_enum::open_enum! {
    /// The state of a BGP session's finite state machine (RFC 4271 section 8.2.2).
    SessionState {
        /// Refusing connections.
        Idle = "idle",
        /// Waiting for TCP to connect.
        Connect = "connect",
        /// Trying to reach the peer by TCP.
        Active = "active",
        /// OPEN sent, waiting for the peer's OPEN.
        OpenSent = "open_sent",
        /// Waiting for KEEPALIVE or NOTIFICATION.
        OpenConfirm = "open_confirm",
        /// Exchanging routes.
        Established = "established",
        /// Not measured. This is not a state of the machine, but a word of the service (Interconnect v1, "BGP sessions").
        Unknown = "unknown",
    }
}
