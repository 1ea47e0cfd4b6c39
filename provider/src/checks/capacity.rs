//! Group 5xx: bandwidth that the exchange cannot deliver.

use super::Check;
use super::finding::{Finding, Subject};
use super::picture::Picture;
use super::planned::{Change, Planned};
use super::record::CrossConnect;
use crate::domain::{Bandwidth, Exchange};

/// True where a plan requests bandwidth at an exchange.
pub fn asks_for_bandwidth(planned: &Planned<CrossConnect>) -> bool {
    wanted(planned).is_some()
}

/// The exchange and the bandwidth that a plan requests there.
pub fn wanted(planned: &Planned<CrossConnect>) -> Option<(&Exchange, Bandwidth)> {
    let after = match &planned.change {
        Change::Created(after) | Change::Replaced { after, .. } => after,
        Change::Kept { before, after } if before.bandwidth.changes_to(&after.bandwidth) => {
            // A request for the bandwidth in service withdraws a change that waits.
            after_a_real_change(planned, after)?
        }
        Change::Kept { .. } | Change::Untouched(_) | Change::Destroyed(_) | Change::Forgotten(_) => return None,
    };
    Some((after.exchange.known()?, *after.bandwidth.known()?))
}

fn after_a_real_change<'a>(planned: &Planned<CrossConnect>, after: &'a CrossConnect) -> Option<&'a CrossConnect> {
    let in_service = planned.today()?.bandwidth.known();
    (in_service != after.bandwidth.known()).then_some(after)
}

/// `TWX501`: a bandwidth that the exchange sells but cannot deliver today.
pub fn of_cross_connect(picture: &Picture, planned: &Planned<CrossConnect>) -> Vec<Finding> {
    let wanted = wanted(planned);
    let found = wanted.and_then(|(exchange, bandwidth)| {
        let detail = short(exchange, bandwidth, picture.capacity.get(exchange)?)?;
        Some((format!("{bandwidth} is not available at {exchange}"), detail))
    });
    let about = |(title, detail): (String, String)| {
        Finding::about(Check::NO_CAPACITY, Subject::new_circuit(planned))
            .on("bandwidth_mbps")
            .saying(title, detail)
    };
    found.map(about).into_iter().collect()
}

fn short(exchange: &Exchange, wanted: Bandwidth, available: &[Bandwidth]) -> Option<String> {
    if available.contains(&wanted) {
        return None;
    }
    let left = available.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let instead = if left.is_empty() {
        format!("No bandwidth is available at {exchange} right now. Order")
    } else {
        format!("Available now: {left}. Choose one of these, order")
    };
    let partner = exchange.recommended_partner();
    let elsewhere = partner.map_or_else(String::new, |partner| format!(" such as {partner}"));
    Some(format!(
        "{exchange} cannot deliver {wanted} today, so the service would decline the request (62220). {instead} at another \
         exchange{elsewhere}, or ask Twilio when capacity will be available."
    ))
}

#[cfg(test)]
mod tests;
