//! The name of a router's interface, as the router writes it.

use super::rule::{Problem, Rule};
use super::text::quoted;
use super::vlan_id::VlanId;
use std::fmt;

/// A name such as `eth1`, `GigabitEthernet0/0/0`, `xe-0/0/0.100` or `Ethernet1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouterInterface(String);

impl RouterInterface {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Must be the name in the router's own notation, without spaces: a letter, followed by letters, digits, or \
         `/ . : _ -`, at most 64 characters in total.";

    /// Reads a name.
    ///
    /// # Errors
    /// `TWX182` for a text that could be more than one word of a router's configuration.
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
            "Use the name from the router's configuration, without spaces: eth1, GigabitEthernet0/0/0, xe-0/0/0.100, Ethernet1.",
        )])
    }

    /// The sub-interface of this one for a VLAN: `eth1.100` of `eth1`.
    ///
    /// # Errors
    /// `TWX187` if this is a sub-interface already.
    pub fn tagged(&self, vlan: VlanId) -> Result<Self, Vec<Problem>> {
        let (port, unit) = self.unit();
        if port.len() == self.0.len() {
            return Ok(Self(format!("{self}.{vlan}")));
        }
        Err(vec![Problem::new(
            Rule::ROUTER_VLAN,
            format!("interface: {self} is already a sub-interface, and vlan is set"),
            format!(
                "The function adds the VLAN to the name itself. Use interface = \"{port}\" with vlan = {vlan}. If unit {unit} of the interface is \
                 already tagged, leave vlan out."
            ),
        )])
    }

    /// `TWX187` for a name that is too long for an interface on Linux. The code is that of the VLAN, because only the added VLAN makes
    /// a name too long.
    pub fn linux_problem(&self) -> Option<Problem> {
        (self.0.len() > LONGEST_OF_LINUX && !self.is_placeholder()).then(|| {
            Problem::new(
                Rule::ROUTER_VLAN,
                format!("interface: {self} has more than {LONGEST_OF_LINUX} characters, the limit on Linux"),
                "Create the VLAN interface under a shorter name, use that name as interface, and leave vlan out.",
            )
        })
    }

    /// The placeholder for a name that is not given. No platform accepts it as a name.
    pub fn placeholder() -> Self {
        Self("<INTERFACE>".to_owned())
    }

    /// True where the user must still write the name.
    pub fn is_placeholder(&self) -> bool {
        self.0.starts_with('<')
    }

    /// The name without its logical unit, and the number of the unit: `xe-0/0/0` and `100` of `xe-0/0/0.100`. The unit is 0 if the
    /// name has none.
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

/// `IFNAMSIZ` of Linux, less the byte that ends the name.
const LONGEST_OF_LINUX: usize = 15;
/// The longest name. Real names are shorter.
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
    fn a_sub_interface_has_the_name_of_its_vlan_and_no_sub_interface_of_its_own() {
        let vlan = VlanId::parse("100").unwrap();
        let tagged = |text: &str| RouterInterface::parse(text).unwrap().tagged(vlan);

        assert_eq!(tagged("eth1").unwrap().to_string(), "eth1.100");
        let placeholder = RouterInterface::placeholder().tagged(vlan).unwrap();
        assert_eq!(placeholder.to_string(), "<INTERFACE>.100");
        assert!(placeholder.is_placeholder());
        let problem = tagged("xe-0/0/0.7").unwrap_err().remove(0);
        assert_eq!(problem.rule, Rule::ROUTER_VLAN);
        assert!(
            problem.detail.contains("interface = \"xe-0/0/0\" with vlan = 100"),
            "{}",
            problem.detail
        );
    }

    #[test]
    fn linux_has_no_interface_of_more_than_15_characters() {
        let problem = |text: &str| RouterInterface::parse(text).unwrap().linux_problem();

        assert_eq!(problem("enp175s0f1.4094"), None);
        assert_eq!(
            problem("enp175s0f1np.100").map(|problem| problem.rule),
            Some(Rule::ROUTER_VLAN)
        );
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
