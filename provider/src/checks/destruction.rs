//! Group 6xx: unprotected circuits that a plan destroys or replaces, and the losses that follow.

use super::finding::{Finding, Subject};
use super::picture::Picture;
use super::planned::Planned;
use super::record::CrossConnect;
use super::{Check, Fact, protection};
use crate::domain::CrossConnectStatus as Status;

/// True where a plan destroys or replaces an unprotected circuit with traffic, a cable, or a letter.
pub fn is_unprotected(planned: &Planned<CrossConnect>) -> bool {
    let before = planned
        .destroyed_or_replaced()
        .filter(|_| !protection::is_dead(planned) && !protection::ends_protected(planned));
    before.is_some_and(|before| !losses(before).is_empty())
}

/// `TWX604`: an unprotected circuit that a plan destroys or replaces, with the losses.
pub fn of_cross_connect(_: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let before = planned.destroyed_or_replaced().filter(|_| is_unprotected(planned));
    before.map(|before| destroyed(before, planned)).into_iter().collect()
}

fn destroyed(before: &CrossConnect, planned: &Planned<CrossConnect>) -> Finding {
    let told: String = losses(before).iter().map(|loss| format!(" {loss}")).collect();
    let detail = format!(
        "This plan will destroy {}.{told} Your contracts with Twilio and the data center determine when its charges end, so check them before \
         you apply.",
        before.shown_in_full()
    );
    let found = Finding::about(Check::UNPROTECTED_DESTROYED, Subject::circuit(planned));
    found.saying(format!("Cross connect {} will be destroyed", before.shown()), detail)
}

fn losses(circuit: &CrossConnect) -> Vec<&'static str> {
    let status = circuit.status.known();
    if status.is_some_and(|status| status.is_dead() || *status == Status::PendingDeletion) {
        return Vec::new();
    }
    let is_built = status.is_some_and(Status::is_past_completion);
    let has_letter = !is_built && matches!(circuit.letter, Fact::Known(_));
    let losses = [
        (circuit.is_in_service(), "Its traffic ends."),
        (is_built, "The data center removes its cable."),
        (
            has_letter,
            "Its letter of authorization becomes void. If the data center already has the letter, cancel the order there.",
        ),
    ];
    losses
        .into_iter()
        .filter(|(ends, _)| *ends)
        .map(|(_, told)| told)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::planned::Change;
    use crate::checks::specimen::{circuit, letter, order};
    use crate::domain::CrossConnectSid;

    fn found(before: CrossConnect) -> Option<String> {
        let planned = Planned::new(Change::Destroyed(before));
        assert_eq!(
            is_unprotected(&planned),
            !of_cross_connect(&Picture::default(), &planned).is_empty()
        );
        of_cross_connect(&Picture::default(), &planned)
            .pop()
            .map(|found| found.detail)
    }

    #[test]
    fn a_circuit_in_service_loses_its_traffic_and_its_cable() {
        let told = found(circuit(1, "voice", "ashburn-ix")).unwrap();
        assert!(
            told.contains("Its traffic ends. The data center removes its cable."),
            "{told}"
        );
        assert!(told.contains("determine when its charges end"), "{told}");
    }

    #[test]
    fn an_order_with_a_letter_loses_the_letter() {
        let ordered = CrossConnect {
            sid: Some(CrossConnectSid::trusted("XC1")),
            status: Status::LoaIssued.into(),
            letter: letter("2026-01-05T00:00:00Z", "2026-03-06T00:00:00Z").into(),
            ..order("voice", "ashburn-ix")
        };
        let told = found(ordered).unwrap();
        assert!(told.contains("becomes void"), "{told}");
        assert!(!told.contains("traffic"), "{told}");
    }

    #[test]
    fn what_has_nothing_to_lose_or_is_protected_is_not_told() {
        let with = |status: Status| CrossConnect {
            status: status.into(),
            ..circuit(1, "voice", "ashburn-ix")
        };
        for status in [Status::Requested, Status::Rejected, Status::PendingDeletion] {
            assert_eq!(found(with(status.clone())), None, "{status}");
        }
        let protected = CrossConnect {
            protection: true.into(),
            ..with(Status::Active)
        };
        assert_eq!(found(protected), None);
    }
}
