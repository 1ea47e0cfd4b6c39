//! The VLAN id of a tagged sub-interface.

use super::rule::{Problem, Rule};
use super::text::as_written;
use std::fmt;

/// A VLAN id, 1 to 4094: IEEE 802.1Q reserves 0 and 4095.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VlanId(u16);

impl VlanId {
    /// Reads an id in decimal.
    ///
    /// # Errors
    /// `TWX187` for anything but a whole number from 1 to 4094.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let is_decimal = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse::<u16>().ok().filter(|number| (1..=4094).contains(number));
        number
            .filter(|_| is_decimal)
            .map(Self)
            .ok_or_else(|| vec![malformed(text)])
    }
}

impl fmt::Display for VlanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn malformed(text: &str) -> Problem {
    Problem::new(
        Rule::ROUTER_VLAN,
        format!("vlan: {} is not a VLAN id", as_written(text)),
        "A VLAN id is a whole number from 1 to 4094. Use the id that your exchange or carrier assigned to the link. For an untagged link, leave \
         vlan out.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_from_1_to_4094_are_read() {
        for text in ["1", "100", "4094"] {
            assert_eq!(VlanId::parse(text).map(|id| id.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn anything_else_is_refused_with_the_bounds() {
        for text in ["0", "4095", "-1", "100.5", "1e2", "", "x", "+5", "65636", "99999999999"] {
            let problem = VlanId::parse(text).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::ROUTER_VLAN, "{text}");
            assert!(problem.summary.starts_with("vlan: "), "{}", problem.summary);
            assert!(problem.detail.contains("from 1 to 4094"), "{}", problem.detail);
        }
    }
}
