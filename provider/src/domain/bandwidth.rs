//! The bandwidths that Twilio sells on a cross connect.

use super::exchange::Exchange;
use super::rule::{Problem, Rule};
use super::text::as_written;
use std::fmt;

/// A bandwidth in Mbps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bandwidth(u32);

impl Bandwidth {
    /// Every bandwidth that is sold at some exchange, in Mbps.
    pub const SOLD_MBPS: &'static [u32] = &[10, 100, 500, 1000];
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str =
        "Must be `10`, `100`, `500`, or `1000`. Twilio does not sell 500 Mbps at `ashburn-ix` or `san-jose-ix`.";

    /// Reads a whole number of Mbps, in decimal.
    ///
    /// # Errors
    /// `TWX102` for anything but 10, 100, 500 and 1000.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let sold = Self::SOLD_MBPS.iter().find(|mbps| mbps.to_string() == text);
        sold.map(|mbps| Self(*mbps)).ok_or_else(|| {
            vec![Problem::new(
                Rule::BANDWIDTH,
                format!("{text} Mbps is not sold", text = as_written(text)),
                "A cross connect has 10, 100, 500, or 1000 Mbps. Use one of these as a whole number.",
            )]
        })
    }

    /// Takes a bandwidth of the service or of the state, in Mbps, without a check.
    pub fn trusted(mbps: u32) -> Self {
        Self(mbps)
    }

    /// The bandwidth in Mbps.
    pub fn get(self) -> u32 {
        self.0
    }

    /// `TWX102` if the exchange does not sell this bandwidth. An exchange that this version does not list gives no
    /// problem.
    pub fn problem_at(&self, exchange: &Exchange) -> Option<Problem> {
        let sold = exchange.listing()?.bandwidths_mbps;
        (!sold.contains(&self.0)).then(|| {
            let sold = sold.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            Problem::new(
                Rule::BANDWIDTH,
                format!("{self} is not sold at {exchange}"),
                format!("At {exchange}, Twilio sells these bandwidths in Mbps: {sold}. Use one of them, or order at another exchange."),
            )
        })
    }
}

impl fmt::Display for Bandwidth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} Mbps", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_bandwidths_are_read_and_others_are_refused() {
        for mbps in Bandwidth::SOLD_MBPS {
            assert_eq!(Bandwidth::parse(&mbps.to_string()).map(Bandwidth::get), Ok(*mbps));
        }
        for wrong in [
            "0", "1", "9", "11", "99", "101", "499", "501", "999", "1001", "10000", "-10", "10.5", "", "0100",
        ] {
            let problems = Bandwidth::parse(wrong).expect_err(wrong);
            assert_eq!(problems[0].rule, Rule::BANDWIDTH);
            assert!(problems[0].summary.contains(wrong), "{}", problems[0].summary);
        }
    }

    #[test]
    fn the_matrix_of_exchange_and_bandwidth_is_twilios() {
        for edge in crate::domain::exchange::edges() {
            let exchange = Exchange::trusted(edge);
            for mbps in Bandwidth::SOLD_MBPS {
                let refused = *mbps == 500 && ["ashburn-ix", "san-jose-ix"].contains(&edge);
                let problem = Bandwidth::trusted(*mbps).problem_at(&exchange);
                assert_eq!(problem.is_some(), refused, "{mbps} at {edge}");
            }
        }
    }

    #[test]
    fn a_refusal_names_what_is_sold_there_and_the_services_code() {
        let problem = Bandwidth::trusted(500)
            .problem_at(&Exchange::trusted("ashburn-ix"))
            .unwrap();
        assert_eq!(problem.summary, "500 Mbps is not sold at ashburn-ix");
        assert!(
            problem.detail.contains("in Mbps: 10, 100, 1000.") && problem.detail.contains("62035"),
            "{}",
            problem.detail
        );
    }

    #[test]
    fn an_exchange_that_is_not_listed_is_not_judged() {
        assert_eq!(Bandwidth::trusted(500).problem_at(&Exchange::trusted("osaka-ix")), None);
    }
}
