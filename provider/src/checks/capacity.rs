//! Group 5xx: bandwidth that the exchange has no port left for.

use super::{Check, Finding};
use crate::domain::{Bandwidth, Exchange};

/// `TWX501`: a bandwidth that is sold at the exchange, but not to be had there now.
///
/// `available` is what the service says it can deliver today.
pub fn bandwidth(exchange: &Exchange, wanted: Bandwidth, available: &[Bandwidth]) -> Option<Finding> {
    if available.contains(&wanted) {
        return None;
    }
    let left = available.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let instead = if left.is_empty() {
        "Nothing is to be had there now. Order".to_owned()
    } else {
        format!("To be had there now: {left}. Write one of these, order")
    };
    let partner = exchange.recommended_partner();
    let elsewhere = partner.map_or_else(String::new, |partner| format!(" such as {partner}"));
    Some(Finding {
        check: Check::NO_CAPACITY,
        attribute: Some("bandwidth_mbps"),
        summary: format!("{wanted} is not available at {exchange} now"),
        detail: format!(
            "The service says that no device there has the capacity left, so it would turn this down (62220). {instead} at another \
             exchange{elsewhere}, or ask Twilio when there will be capacity."
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(wanted: u32, available: &[u32]) -> Option<Finding> {
        let available: Vec<_> = available.iter().copied().map(Bandwidth::trusted).collect();
        bandwidth(&Exchange::trusted("ashburn-ix"), Bandwidth::trusted(wanted), &available)
    }

    #[test]
    fn a_bandwidth_is_found_where_the_service_cannot_deliver_it() {
        assert_eq!(found(100, &[10, 100]), None);
        let short = found(1000, &[10, 100]).unwrap();
        assert_eq!(
            short.to_string(),
            "1000 Mbps is not available at ashburn-ix now [TWX501]"
        );
        assert!(
            short.detail.contains("To be had there now: 10 Mbps, 100 Mbps."),
            "{}",
            short.detail
        );
        assert!(short.detail.contains("such as san-jose-ix"), "{}", short.detail);
        assert!(
            found(10, &[])
                .unwrap()
                .detail
                .contains("Nothing is to be had there now. Order at another exchange such as san-jose-ix")
        );
    }
}
