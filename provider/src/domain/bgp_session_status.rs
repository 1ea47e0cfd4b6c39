//! The administrative status of a BGP session: the progress of its configuration at the service.

super::open_enum::open_enum! {
    /// The administrative status of a BGP session in Interconnect v1.
    ///
    /// The operational state of the session is another value: see [`SessionState`](super::SessionState).
    BgpSessionStatus {
        /// Its cross connect is not configured yet.
        Pending = "pending",
        /// Being configured, which resets a session that was established.
        Configuring = "configuring",
        /// Configured.
        Available = "available",
        /// A change that does not drop the session is being configured.
        Updating = "updating",
        /// Configuration failed.
        Failed = "failed",
        /// Being removed.
        Deleting = "deleting",
    }
}

impl BgpSessionStatus {
    /// True where the service is changing the session and refuses other changes meanwhile.
    pub fn is_in_transition(&self) -> bool {
        matches!(self, Self::Configuring | Self::Updating | Self::Deleting)
    }
}
