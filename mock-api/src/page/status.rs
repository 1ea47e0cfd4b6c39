//! Statuses as badges.

use maud::{Markup, html};
use service::world::bgp_session::{BgpSessionStatus, SessionState};
use service::world::cross_connect::{CrossConnectStatus, LinkStatus};

/// Every status of a cross connect, in the order of its life.
pub(super) const CROSS_CONNECT: [CrossConnectStatus; 10] = [
    CrossConnectStatus::Requested,
    CrossConnectStatus::LoaIssued,
    CrossConnectStatus::LoaExpired,
    CrossConnectStatus::Configuring,
    CrossConnectStatus::Active,
    CrossConnectStatus::Inactive,
    CrossConnectStatus::Updating,
    CrossConnectStatus::Failed,
    CrossConnectStatus::Rejected,
    CrossConnectStatus::PendingDeletion,
];

/// Every status of a BGP session, in the order of its life.
pub(super) const BGP_SESSION: [BgpSessionStatus; 6] = [
    BgpSessionStatus::Pending,
    BgpSessionStatus::Configuring,
    BgpSessionStatus::Available,
    BgpSessionStatus::Updating,
    BgpSessionStatus::Failed,
    BgpSessionStatus::Deleting,
];

/// A status of the contract, with its word and its color.
pub(super) trait Status: Copy + PartialEq {
    /// The word of the contract.
    fn word(self) -> &'static str;

    /// The class of its color: `good`, `moving`, `idle`, or `bad`.
    fn meaning(self) -> &'static str;

    /// The status as a badge.
    fn badge(self) -> Markup {
        let mut parts = self.word().split('_');
        let first = parts.next();
        html! {
            span class={ "badge " (self.meaning()) } {
                // A narrow column can break the word after an underscore.
                @if let Some(first) = first { (first) }
                @for part in parts { "_" wbr; (part) }
            }
        }
    }
}

impl Status for CrossConnectStatus {
    fn word(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Rejected => "rejected",
            Self::LoaIssued => "loa_issued",
            Self::LoaExpired => "loa_expired",
            Self::Configuring => "configuring",
            Self::Failed => "failed",
            Self::Active => "active",
            Self::Updating => "updating",
            Self::Inactive => "inactive",
            Self::PendingDeletion => "pending_deletion",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Active => "good",
            Self::Requested | Self::LoaIssued | Self::Configuring | Self::Updating => "moving",
            Self::Inactive | Self::PendingDeletion => "idle",
            Self::Rejected | Self::LoaExpired | Self::Failed => "bad",
        }
    }
}

impl Status for BgpSessionStatus {
    fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Configuring => "configuring",
            Self::Available => "available",
            Self::Updating => "updating",
            Self::Failed => "failed",
            Self::Deleting => "deleting",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Available => "good",
            Self::Pending | Self::Configuring | Self::Updating => "moving",
            Self::Deleting => "idle",
            Self::Failed => "bad",
        }
    }
}

/// The word of the contract for a session's operational state.
pub(super) fn session_state(state: SessionState) -> &'static str {
    match state {
        SessionState::Idle => "idle",
        SessionState::Connect => "connect",
        SessionState::Active => "active",
        SessionState::OpenSent => "open_sent",
        SessionState::OpenConfirm => "open_confirm",
        SessionState::Established => "established",
    }
}

/// The word of the contract for the operational status of the fiber.
pub(super) fn link(status: LinkStatus) -> &'static str {
    match status {
        LinkStatus::Up => "up",
        LinkStatus::Down => "down",
        LinkStatus::Unknown => "unknown",
    }
}
