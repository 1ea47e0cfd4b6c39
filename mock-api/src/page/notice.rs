//! Notices above the content of a page: an action was carried out, or was refused.

use maud::{Markup, html};
use service::refusal::Refusal;

/// An action that was carried out. The URL contains only its name, so that a link cannot show any other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// An awaited step ended.
    StepEnded,
    /// An order was rejected.
    Rejected,
    /// An order, a removal, or a change was declined.
    Declined,
    /// A configuration failed.
    ConfigurationFailed,
    /// An object was activated.
    Activated,
    /// An object was deactivated.
    Deactivated,
    /// A colleague changed an object.
    Changed,
    /// An object was removed.
    Gone,
    /// A session was taken down.
    SessionDown,
    /// A session was brought up again.
    SessionUp,
    /// A letter was issued.
    LetterIssued,
    /// A completion notice was recorded.
    CompletionRecorded,
    /// An object was put on hold.
    Held,
    /// A hold was lifted.
    HoldLifted,
    /// A maintenance was announced.
    MaintenanceAnnounced,
    /// All maintenance was removed.
    MaintenanceRemoved,
    /// A session's health was made unknown.
    HealthUnknown,
    /// A session's health was made known again.
    HealthKnown,
    /// The clock advanced.
    ClockAdvanced,
    /// A fault was set.
    FaultSet,
    /// All faults were cleared.
    FaultsCleared,
}

const ALL: [Notice; 21] = [
    Notice::StepEnded,
    Notice::Rejected,
    Notice::Declined,
    Notice::ConfigurationFailed,
    Notice::Activated,
    Notice::Deactivated,
    Notice::Changed,
    Notice::Gone,
    Notice::SessionDown,
    Notice::SessionUp,
    Notice::LetterIssued,
    Notice::CompletionRecorded,
    Notice::Held,
    Notice::HoldLifted,
    Notice::MaintenanceAnnounced,
    Notice::MaintenanceRemoved,
    Notice::HealthUnknown,
    Notice::HealthKnown,
    Notice::ClockAdvanced,
    Notice::FaultSet,
    Notice::FaultsCleared,
];

impl Notice {
    /// The notice with a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        ALL.into_iter().find(|notice| notice.name() == name)
    }

    /// The name in a URL.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::StepEnded => "step-ended",
            Self::Rejected => "rejected",
            Self::Declined => "declined",
            Self::ConfigurationFailed => "configuration-failed",
            Self::Activated => "activated",
            Self::Deactivated => "deactivated",
            Self::Changed => "changed",
            Self::Gone => "gone",
            Self::SessionDown => "session-down",
            Self::SessionUp => "session-up",
            Self::LetterIssued => "letter-issued",
            Self::CompletionRecorded => "completion-recorded",
            Self::Held => "held",
            Self::HoldLifted => "hold-lifted",
            Self::MaintenanceAnnounced => "maintenance-announced",
            Self::MaintenanceRemoved => "maintenance-removed",
            Self::HealthUnknown => "health-unknown",
            Self::HealthKnown => "health-known",
            Self::ClockAdvanced => "clock-advanced",
            Self::FaultSet => "fault-set",
            Self::FaultsCleared => "faults-cleared",
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::StepEnded => "The step has ended.",
            Self::Rejected => "Twilio rejected the order.",
            Self::Declined => "It was declined.",
            Self::ConfigurationFailed => "The configuration failed.",
            Self::Activated => "A colleague activated it.",
            Self::Deactivated => "A colleague deactivated it.",
            Self::Changed => "A colleague changed it. The next plan shows the drift.",
            Self::Gone => "It was removed.",
            Self::SessionDown => "The BGP session is idle until it comes up again.",
            Self::SessionUp => "The BGP session is in its regular state again.",
            Self::LetterIssued => "The letter is issued.",
            Self::CompletionRecorded => "Completion is recorded.",
            Self::Held => "It is on hold. No one acts on it until the hold is lifted.",
            Self::HoldLifted => "The hold is lifted.",
            Self::MaintenanceAnnounced => "The maintenance is announced.",
            Self::MaintenanceRemoved => "All maintenance is removed.",
            Self::HealthUnknown => "The session's health is unknown until you make it known again.",
            Self::HealthKnown => "The session's health is known again.",
            Self::ClockAdvanced => "The clock has advanced. Everything that was due has happened.",
            Self::FaultSet => "The fault is set.",
            Self::FaultsCleared => "All faults are cleared.",
        }
    }
}

/// A notice above the content of a page.
#[derive(Debug)]
pub(super) enum Message {
    /// An action was carried out.
    Done(Notice),
    /// An action was refused, for this reason.
    Problem(String),
}

impl Message {
    /// The reason of a refusal, as a sentence.
    pub(super) fn refused(refusal: &Refusal) -> Self {
        Self::Problem(format!("{} Nothing was changed.", sentence(refusal.message())))
    }

    /// The message as markup.
    pub(super) fn shown(&self) -> Markup {
        html! {
            @match self {
                Self::Done(notice) => p.message.done role="status" { (notice.sentence()) },
                Self::Problem(reason) => div.message.problem role="alert" {
                    strong { "This did not work." } " " (reason)
                },
            }
        }
    }
}

/// A text with a capital at its beginning and a full stop at its end.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_is_found_by_its_name() {
        for notice in ALL {
            assert_eq!(Notice::named(notice.name()), Some(notice));
        }
        assert_eq!(Notice::named("<script>"), None);
    }
}
