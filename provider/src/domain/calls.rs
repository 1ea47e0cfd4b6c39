//! The number of calls that a cross connect carries.

use super::bandwidth::Bandwidth;
use super::exchange::Exchange;
use super::rule::{Problem, Rule};

/// A number of concurrent G.711 calls, at least one.
///
/// Other codecs are not supported: Twilio states its rule of thumb for G.711 only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Calls(u32);

impl Calls {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str =
        "Must be a whole number of concurrent G.711 calls from 1 to 10000, the capacity of the largest cross connect.";

    /// Reads a whole number, in decimal.
    ///
    /// # Errors
    /// `TWX171` for anything but 1 to 10000.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        match text.parse::<u32>() {
            Ok(0) => Err(vec![not_a_number_of_calls(text)]),
            Ok(calls) if calls <= MOST => Ok(Self(calls)),
            Ok(_) => Err(vec![too_many(text)]),
            Err(_) if is_whole(text) => Err(vec![too_many(text)]),
            Err(_) => Err(vec![not_a_number_of_calls(text)]),
        }
    }

    /// Takes a number without a check.
    pub fn trusted(calls: u32) -> Self {
        Self(calls)
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The approximate number of calls that a bandwidth in Mbps carries; it may be the sum of several cross connects.
    pub fn carried_by_mbps(mbps: u32) -> u32 {
        mbps.saturating_mul(CALLS_PER_MBPS)
    }

    /// The smallest bandwidth on sale that carries the calls: at `exchange` if one is given, otherwise at any exchange.
    ///
    /// An exchange that this version does not list is assumed to sell every bandwidth.
    ///
    /// # Errors
    /// `TWX171` if no bandwidth carries them.
    pub fn bandwidth(self, exchange: Option<&Exchange>) -> Result<Bandwidth, Problem> {
        let listing = exchange.and_then(Exchange::listing);
        let sold = listing.map_or(Bandwidth::SOLD_MBPS, |listing| listing.bandwidths_mbps);
        let enough = sold.iter().find(|mbps| **mbps >= self.0.div_ceil(CALLS_PER_MBPS));
        enough
            .map(|mbps| Bandwidth::trusted(*mbps))
            .ok_or_else(|| too_many(&self.0.to_string()))
    }
}

fn is_whole(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn not_a_number_of_calls(text: &str) -> Problem {
    Problem::new(
        Rule::CALLS,
        format!("{text} is not a number of concurrent calls"),
        "Use the number of calls in the busiest hour, as a whole number of 1 or more.",
    )
}

fn too_many(text: &str) -> Problem {
    Problem::new(
        Rule::CALLS,
        format!("{text} calls exceed what one cross connect carries"),
        format!(
            "The largest cross connect has 1000 Mbps and carries about {MOST} G.711 calls. Divide the calls among several \
             cross connects, and call the function for each of them."
        ),
    )
}

/// The number of concurrent G.711 calls on 1 Mbps, by rule of thumb: <https://www.twilio.com/docs/interconnect/faq>.
const CALLS_PER_MBPS: u32 = 10;
/// The number of calls that the largest bandwidth carries.
const MOST: u32 = 10_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn mbps(calls: u32, exchange: Option<&str>) -> u32 {
        let exchange = exchange.map(Exchange::trusted);
        Calls::trusted(calls).bandwidth(exchange.as_ref()).unwrap().get()
    }

    #[test]
    fn the_smallest_sold_bandwidth_that_carries_the_calls_is_chosen() {
        for (calls, expected) in [
            (1, 10),
            (100, 10),
            (101, 100),
            (1000, 100),
            (1001, 500),
            (5000, 500),
            (5001, 1000),
            (10_000, 1000),
        ] {
            assert_eq!(mbps(calls, None), expected, "{calls}");
            assert_eq!(mbps(calls, Some("london-ix")), expected, "{calls} at london-ix");
        }
    }

    #[test]
    fn an_exchange_that_does_not_sell_it_gets_the_next_larger() {
        assert_eq!(mbps(1001, Some("ashburn-ix")), 1000);
        assert_eq!(mbps(1000, Some("ashburn-ix")), 100);
        assert_eq!(mbps(1001, Some("osaka-ix")), 500);
    }

    #[test]
    fn more_calls_than_the_largest_bandwidth_carries_are_refused() {
        for text in ["10001", "4294967295", "4294967296", "99999999999999999999"] {
            let problem = Calls::parse(text).expect_err(text).remove(0);
            assert_eq!(
                problem.to_string(),
                format!("{text} calls exceed what one cross connect carries [TWX171]")
            );
        }
        assert!(Calls::trusted(10_001).bandwidth(None).is_err());
        assert_eq!(Calls::parse("10000").map(Calls::get), Ok(10_000));
    }

    #[test]
    fn what_is_no_number_of_calls_is_refused() {
        for text in ["0", "-1", "1.5", "1e3", ""] {
            let problem = Calls::parse(text).expect_err(text).remove(0);
            assert_eq!(
                problem.to_string(),
                format!("{text} is not a number of concurrent calls [TWX171]")
            );
        }
    }
}
