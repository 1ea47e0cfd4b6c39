//! The words for the awaited party and its step.

use jiff::Timestamp;
use maud::{Markup, html};
use service::world::bgp_session::{BgpSession, BgpSessionStatus};
use service::world::cross_connect::{CrossConnect, CrossConnectStatus};
use service::world::cross_connect_change::Proposals;
use service::world::event::Actor;
use service::world::waiting::{Kind, WaitingFor};

use crate::page::instant;

/// A wait with its step.
#[derive(Clone, Debug)]
pub(super) struct Awaited {
    waiting: WaitingFor,
    step: &'static str,
}

impl Awaited {
    /// The wait of a cross connect.
    pub(super) fn of_cross_connect(cross_connect: &CrossConnect) -> Option<Self> {
        let proposals = &cross_connect.proposals;
        if let Some(since) = proposals.since().filter(|_| !cross_connect.has_step_of_others()) {
            return Some(Self::decision(step_of_proposals(proposals), since));
        }
        let removal = cross_connect.can_be_kept().then_some("accept the removal");
        Some(Self {
            waiting: cross_connect.waiting_for()?,
            step: removal.or_else(|| step_of_cross_connect(cross_connect.status))?,
        })
    }

    /// The wait of a session with its own step.
    pub(super) fn of_session(session: &BgpSession) -> Option<Self> {
        if let Some(since) = session.proposals.since().filter(|_| !session.has_step()) {
            return Some(Self::decision(ACCEPT, since));
        }
        let is_undecided = session.status == BgpSessionStatus::Deleting && session.due.is_none();
        let removal = is_undecided.then_some("accept the removal, and take the session down");
        Some(Self {
            waiting: session.waiting_for(None)?,
            step: removal.or_else(|| step_of_session(session.status))?,
        })
    }

    /// A wait for a decision at Twilio.
    fn decision(step: &'static str, since: Timestamp) -> Self {
        let waiting = WaitingFor {
            actor: Actor::Twilio,
            role: None,
            kind: Kind::Person,
            since,
            expected_by: None,
        };
        Self { waiting, step }
    }

    /// The label of the step: the party and the step.
    pub(super) fn label(&self) -> String {
        format!("{}: {}", party(self.waiting.actor), self.step)
    }

    /// True if the customer is awaited, who acts through Terraform.
    pub(super) fn is_for_customer(&self) -> bool {
        self.waiting.actor == Actor::Customer
    }

    /// The beginning and the end of the wait.
    pub(super) fn times(&self) -> Markup {
        let end = match self.waiting.kind {
            Kind::Machine => "ends by itself at",
            Kind::Person => "at the latest until",
        };
        html! {
            "since " (instant::shown(self.waiting.since))
            @match self.waiting.expected_by {
                Some(at) => { ", " (end) " " (instant::shown(at)) },
                None => ", until someone acts",
            }
        }
    }
}

/// The step that accepts a change of the customer.
const ACCEPT: &str = "accept the change";

/// The step that accepts the changes of a cross connect. Before completion, only a new letter can wait; afterwards, only other changes.
fn step_of_proposals(proposals: &Proposals) -> &'static str {
    match proposals.want_letter() {
        true => "issue the letter again",
        false => ACCEPT,
    }
}

fn step_of_cross_connect(status: CrossConnectStatus) -> Option<&'static str> {
    match status {
        CrossConnectStatus::Requested => Some("issue the letter"),
        CrossConnectStatus::LoaIssued => Some("have the cable laid, then report completion"),
        CrossConnectStatus::LoaExpired => Some("have the letter issued again"),
        CrossConnectStatus::Configuring => Some("finish the configuration"),
        CrossConnectStatus::Failed => Some("try the configuration again"),
        CrossConnectStatus::Updating => Some("finish the change of bandwidth"),
        CrossConnectStatus::PendingDeletion => Some("remove the cross connect"),
        CrossConnectStatus::Rejected | CrossConnectStatus::Active | CrossConnectStatus::Inactive => None,
    }
}

fn step_of_session(status: BgpSessionStatus) -> Option<&'static str> {
    match status {
        BgpSessionStatus::Configuring => Some("finish the session"),
        BgpSessionStatus::Updating => Some("finish the session's change"),
        BgpSessionStatus::Failed => Some("try the session again"),
        BgpSessionStatus::Deleting => Some("take the session down"),
        BgpSessionStatus::Pending | BgpSessionStatus::Available => None,
    }
}

/// The name of an actor.
pub(super) fn party(actor: Actor) -> &'static str {
    match actor {
        Actor::Customer => "Customer",
        Actor::Twilio => "Twilio",
        Actor::DataCenter => "Data center",
    }
}
