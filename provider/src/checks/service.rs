//! Group 3xx: sessions on circuits that cannot carry them, and circuits that are destroyed before their sessions.

use super::finding::{Finding, Subject};
use super::picture::Picture;
use super::planned::Planned;
use super::record::{BgpSession, CrossConnect};
use super::{Check, identity, lifecycle};
use crate::domain::{BgpSessionStatus, CrossConnectSid, CrossConnectStatus as Status};

/// True where a plan destroys or replaces a circuit.
pub fn is_given_up(planned: &Planned<CrossConnect>) -> bool {
    planned.destroyed_or_replaced().is_some()
}

/// True where a plan creates a session, or changes a failed session. The circuit must allow both.
pub fn asks_of_a_circuit(planned: &Planned<BgpSession>) -> bool {
    let has_failed = |before: &BgpSession| before.status.is(&BgpSessionStatus::Failed);
    let is_tried_again = planned.before().is_some_and(has_failed) && lifecycle::changed_in_session(planned).is_some();
    identity::takes_a_circuit(planned) || is_tried_again
}

/// `TWX318`: a circuit that a plan destroys or replaces while its session stays. The service refuses to delete the circuit.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let session = planned
        .destroyed_or_replaced()
        .and(planned.sid())
        .and_then(|sid| picture.session_over(sid));
    session
        .and_then(|session| left(picture, planned, session))
        .into_iter()
        .collect()
}

/// `TWX317` and `TWX318` for a session.
pub fn of_session(picture: &Picture, planned: &Planned<BgpSession>) -> Vec<Finding> {
    let created = planned.created().filter(|_| identity::takes_a_circuit(planned));
    let unfit = created.and_then(|session| unfit(picture, planned, session.cross_connect_sid.known()?));
    let carrier = planned.before().and_then(|before| picture.carrier(before));
    let failed = carrier.and_then(|carrier| failed_with(carrier, planned));
    let left = carrier
        .filter(|carrier| is_given_up(carrier))
        .and_then(|carrier| left(picture, carrier, planned));
    unfit.into_iter().chain(failed).chain(left).collect()
}

/// A change of a session that failed with its rejected order.
fn failed_with(carrier: &Planned<CrossConnect>, planned: &Planned<BgpSession>) -> Option<Finding> {
    let attribute = lifecycle::changed_in_session(planned)?;
    let circuit = carrier.before().filter(|before| before.status.is(&Status::Rejected))?;
    let detail = format!(
        "The order for {} was rejected, and its BGP session {} failed with it, so the service refuses this change (62028). Set the value \
         back, or remove the session.",
        circuit.shown_in_full(),
        planned.sid()?
    );
    let found = Finding::about(Check::UNFIT_CIRCUIT, Subject::session(planned, Some(carrier))).on(attribute);
    Some(found.saying(
        format!("Cross connect {} cannot carry a BGP session", circuit.shown()),
        detail,
    ))
}

fn left(picture: &Picture, circuit: &Planned<CrossConnect>, session: &Planned<BgpSession>) -> Option<Finding> {
    // An ordinary destroy also destroys the session. So a session that is not planned yet decides nothing.
    let stays = session.stays().filter(|_| !picture.is_open(session))?;
    let (name, sid) = (circuit.before()?.shown_in_full(), session.sid()?);
    if !stays.cross_connect_sid.is(circuit.sid()?) {
        return None;
    }
    let detail = format!(
        "This plan destroys {name} but leaves BGP session {sid} on it, and the service refuses to delete a cross connect that has a session \
         (20409). Remove the session too. If another configuration manages it, remove it there first."
    );
    let found = Finding::about(Check::SESSION_LEFT, Subject::circuit(circuit));
    let found = found.saying(
        format!("BGP session left on cross connect {}", circuit.before()?.shown()),
        detail,
    );
    Some(found.beside([Subject::session(session, Some(circuit))]))
}

/// A new session on a circuit on which the service refuses sessions.
fn unfit(picture: &Picture, planned: &Planned<BgpSession>, on: &CrossConnectSid) -> Option<Finding> {
    let circuit = picture.cross_connects.get(on);
    let subject = Subject {
        is_new: true,
        ..Subject::session(planned, circuit)
    };
    let found = Finding::about(Check::UNFIT_CIRCUIT, subject).on("cross_connect_sid");
    let Some(circuit) = circuit else {
        let detail = format!(
            "The account has no cross connect {on}, so the service would refuse the session (62012). Check the SID."
        );
        return picture
            .cross_connects
            .is_complete()
            .then(|| found.saying("Unknown cross connect", detail));
    };
    let name = circuit.latest().shown_in_full();
    let status = circuit.before()?.status.known()?;
    let elsewhere = "Create the session on another cross connect.";
    let refusals = [
        (Status::Rejected, 62028, elsewhere),
        (
            Status::LoaExpired,
            62028,
            "Request a new letter of authorization first.",
        ),
        (Status::PendingDeletion, 62020, elsewhere),
    ];
    let (_, code, way_out) = refusals.into_iter().find(|(refused, ..)| refused == status)?;
    let detail =
        format!("{name} has status {status}, so the service would refuse a BGP session on it ({code}). {way_out}");
    Some(found.saying(
        format!("Cross connect {} cannot carry a BGP session", circuit.latest().shown()),
        detail,
    ))
}

#[cfg(test)]
mod tests;
