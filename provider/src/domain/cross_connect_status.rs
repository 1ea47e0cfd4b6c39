//! The status of an order for a cross connect.

super::open_enum::open_enum! {
    /// The status of a cross connect in Interconnect v1.
    CrossConnectStatus {
        /// Ordered; Twilio has to issue the letter of authorization.
        Requested = "requested",
        /// The letter is issued; the customer has to order the cable and report its completion.
        LoaIssued = "loa_issued",
        /// The letter's 60 days are over; the customer may have it issued again.
        LoaExpired = "loa_expired",
        /// Completion is reported; Twilio's machines are configuring the port.
        Configuring = "configuring",
        /// In service.
        Active = "active",
        /// A new bandwidth is being configured.
        Updating = "updating",
        /// Taken out of service by the customer.
        Inactive = "inactive",
        /// Configuration failed; the service tries again by itself.
        Failed = "failed",
        /// Twilio rejected the order. No step follows.
        Rejected = "rejected",
        /// Deletion is accepted; the data center has to remove the cable.
        PendingDeletion = "pending_deletion",
        /// Removed. The service usually answers "not found" instead.
        Deleted = "deleted",
    }
}

impl CrossConnectStatus {
    /// True where a machine takes the next step within minutes, so that an operation waits for it.
    pub fn is_in_transition(&self) -> bool {
        matches!(
            self,
            Self::Configuring | Self::Updating | Self::Failed | Self::PendingDeletion
        )
    }

    /// True where the order has ended without a circuit. It stays visible, and only a new order gives a circuit.
    pub fn is_dead(&self) -> bool {
        matches!(self, Self::Rejected | Self::Deleted)
    }

    /// True where completion is reported, so that another `loa_entity` needs a new order.
    pub fn is_past_completion(&self) -> bool {
        matches!(
            self,
            Self::Configuring | Self::Active | Self::Updating | Self::Inactive | Self::Failed | Self::PendingDeletion
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_go_there_and_back_and_an_unknown_one_is_kept() {
        for word in CrossConnectStatus::WORDS {
            let status = CrossConnectStatus::trusted(word);
            assert_eq!(status.as_str(), *word);
            assert!(!matches!(status, CrossConnectStatus::Other(_)), "{word} has no variant");
        }
        let tomorrow = CrossConnectStatus::trusted("being_polished");
        assert_eq!(tomorrow, CrossConnectStatus::Other("being_polished".to_owned()));
        assert_eq!(tomorrow.to_string(), "being_polished");
    }
}
