//! The administrative status of a BGP session: what the service is doing with its configuration.

super::word::words! {
    /// The administrative status of a BGP session in Interconnect v1.
    ///
    /// Whether routers actually talk is another matter: see [`SessionState`](super::SessionState).
    BgpSessionStatus {
        /// Its cross connect is not configured yet.
        Pending = "pending",
        /// Being configured, which drops a session that stood.
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
    /// Whether the service is working on it right now and refuses other changes meanwhile.
    pub fn is_in_transition(&self) -> bool {
        matches!(self, Self::Configuring | Self::Updating | Self::Deleting)
    }
}
