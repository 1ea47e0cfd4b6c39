//! The name of a router's interface, as the router writes it.

use super::rule::{Problem, Rule};
use super::text::quoted;
use std::fmt;

/// A name such as `eth1`, `GigabitEthernet0/0/0`, `xe-0/0/0.100` or `Ethernet1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouterInterface(String);

impl RouterInterface {
    /// What may be written, in one sentence.
    pub const RULE_TEXT: &'static str = "The name as the router writes it, without spaces: a letter, then letters, digits and `/ . : _ -`, 64 \
         characters at most.";

    /// Reads a name.
    ///
    /// # Errors
    /// `TWX182` for anything that could be more than one word of a router's configuration.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let is_sound = text.len() <= LONGEST
            && text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "/.:_-".contains(c));
        if is_sound {
            return Ok(Self(text.to_owned()));
        }
        Err(vec![Problem::new(
            Rule::ROUTER_INTERFACE,
            format!("{} is not the name of an interface", quoted(text)),
            "Write the name as the router's own configuration has it, without spaces: eth1, GigabitEthernet0/0/0, xe-0/0/0.100, \
             Ethernet1.",
        )])
    }

    /// What stands for the name where none is given; no platform takes it for a name.
    pub fn placeholder() -> Self {
        Self("<INTERFACE>".to_owned())
    }

    /// Whether the name is still to be written.
    pub fn is_placeholder(&self) -> bool {
        *self == Self::placeholder()
    }

    /// The name without the number of its logical unit, and that number: `xe-0/0/0` and `100` of `xe-0/0/0.100`, unit 0 where
    /// there is none.
    pub fn unit(&self) -> (&str, &str) {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let split = self.0.rsplit_once('.').filter(|(_, unit)| is_number(unit));
        split.unwrap_or((&self.0, "0"))
    }
}

impl fmt::Display for RouterInterface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Longer than any interface is called; Linux stops at 15.
const LONGEST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_platform_are_read() {
        for text in [
            "eth1",
            "eth1.100",
            "GigabitEthernet0/0/0",
            "xe-0/0/0.100",
            "ae0",
            "Ethernet1/1",
            "Port-Channel10",
        ] {
            assert_eq!(
                RouterInterface::parse(text).map(|name| name.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn what_could_be_more_than_a_name_is_refused() {
        let long = "e".repeat(65);
        for text in [
            "",
            "1",
            "<INTERFACE>",
            "eth1 down",
            "eth1\nrouter bgp 1",
            "eth1;",
            "eth\"1",
            "ethé",
            &long,
        ] {
            let problems = RouterInterface::parse(text).expect_err(text);
            assert_eq!(problems[0].rule, Rule::ROUTER_INTERFACE, "{text}");
        }
        assert!(RouterInterface::placeholder().is_placeholder());
    }

    #[test]
    fn the_unit_is_the_number_behind_the_last_dot_or_0() {
        let unit = |text: &str| {
            let name = RouterInterface::parse(text).unwrap();
            let (port, unit) = name.unit();
            format!("{port} {unit}")
        };
        assert_eq!(unit("xe-0/0/0.100"), "xe-0/0/0 100");
        assert_eq!(unit("xe-0/0/0"), "xe-0/0/0 0");
        assert_eq!(unit("xe-0/0/0.x"), "xe-0/0/0.x 0");
    }
}
