//! Group 3xx: changes that come too early, too late, or cannot be taken back.

use super::{Check, Finding};
use crate::domain::CrossConnectStatus;

/// What a plan says of the completion notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionChange {
    /// It is reported by this plan.
    Added,
    /// It had been reported with other words.
    Changed,
    /// It had been reported and is no longer in the configuration.
    Removed,
}

/// A completion notice in the plan of an order that does not exist yet.
pub fn completion_of_new_order() -> Finding {
    Finding {
        check: Check::COMPLETION_WITHOUT_LETTER,
        attribute: Some("completion.reference"),
        summary: "Completion is reported for a cross connect that is not ordered yet".to_owned(),
        detail: "This plan orders a new circuit, which has no letter of authorization and which no data centre has worked \
                 on; an earlier circuit's notice does not count for it. Remove the completion block, apply, order the cross connect \
                 at the data centre with the letter, and put the block back when its completion notice is there. If the circuit exists and only its state was lost, leave the \
                 block and import the cross connect instead."
            .to_owned(),
    }
}

/// What is wrong with a completion notice on an order in `status`.
pub fn completion(change: CompletionChange, status: &CrossConnectStatus) -> Option<Finding> {
    match change {
        CompletionChange::Added if *status == CrossConnectStatus::Requested => Some(Finding {
            check: Check::COMPLETION_WITHOUT_LETTER,
            attribute: Some("completion.reference"),
            summary: "Completion is reported before a letter of authorization exists".to_owned(),
            detail: "The order is still requested: Twilio has not issued the letter that the data centre works by, so the \
                     service refuses a completion notice (62014). Remove the completion block until the letter is there."
                .to_owned(),
        }),
        CompletionChange::Added => None,
        CompletionChange::Changed => Some(Finding {
            check: Check::COMPLETION_CHANGED,
            attribute: Some("completion.reference"),
            summary: "Completion has been reported and cannot be changed".to_owned(),
            detail: "The service took the notice when it was reported. Write the block as it was; to correct the notice, write to \
                     Twilio's support."
                .to_owned(),
        }),
        CompletionChange::Removed => Some(Finding {
            check: Check::COMPLETION_REMOVED,
            attribute: Some("completion"),
            summary: "Removing the completion block does not take the notice back".to_owned(),
            detail: "The service keeps the notice, and the circuit stays as it is; only Terraform forgets the block. Put it \
                     back to keep the configuration a true record."
                .to_owned(),
        }),
    }
}

/// A bandwidth that changes while the circuit is in `status`.
pub fn bandwidth(status: &CrossConnectStatus) -> Option<Finding> {
    if *status == CrossConnectStatus::Active {
        return None;
    }
    Some(Finding {
        check: Check::BANDWIDTH_BEFORE_ACTIVE,
        attribute: Some("bandwidth_mbps"),
        summary: format!("Bandwidth cannot change while the cross connect is {}", status.as_str()),
        detail: "The service changes the bandwidth of an active cross connect only (62014, 62016). Write the bandwidth as it \
                 was, and change it once status is active."
            .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use CompletionChange::{Added, Changed, Removed};

    fn code(finding: Option<Finding>) -> Option<&'static str> {
        finding.map(|finding| finding.check.code)
    }

    #[test]
    fn completion_is_found_wanting_before_the_letter_and_after_the_report() {
        let table = [
            (Added, CrossConnectStatus::Requested, Some("TWX305")),
            (Added, CrossConnectStatus::LoaIssued, None),
            (Added, CrossConnectStatus::Other("hibernating".to_owned()), None),
            (Changed, CrossConnectStatus::Active, Some("TWX308")),
            (Removed, CrossConnectStatus::Active, Some("TWX309")),
        ];
        for (change, status, expected) in table {
            assert_eq!(code(completion(change, &status)), expected, "{change:?} while {status}");
        }
        assert_eq!(completion_of_new_order().check.code, "TWX305");
    }

    #[test]
    fn bandwidth_changes_while_active_and_in_no_other_status() {
        for word in CrossConnectStatus::WORDS {
            let status = CrossConnectStatus::trusted(word);
            let expected = (status != CrossConnectStatus::Active).then_some("TWX307");
            assert_eq!(code(bandwidth(&status)), expected, "{word}");
        }
    }

    #[test]
    fn a_finding_ends_with_its_code_and_stands_on_its_attribute() {
        let finding = bandwidth(&CrossConnectStatus::Requested).unwrap();

        assert_eq!(
            finding.to_string(),
            "Bandwidth cannot change while the cross connect is requested [TWX307]"
        );
        assert_eq!(finding.attribute, Some("bandwidth_mbps"));
    }
}
