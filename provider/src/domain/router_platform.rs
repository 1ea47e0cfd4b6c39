//! The platforms whose routers a BGP configuration is written for.

use super::rule::{Problem, Rule};
use super::text::quoted;

/// The software of a customer's router.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouterPlatform {
    /// FRRouting.
    Frr,
    /// BIRD 2.
    Bird,
    /// Cisco IOS XE.
    IosXe,
    /// Juniper's Junos.
    Junos,
    /// Arista EOS.
    Eos,
}

impl RouterPlatform {
    /// Every platform, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Frr, Self::Bird, Self::IosXe, Self::Junos, Self::Eos];
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str =
        "Must be `frr` (FRRouting), `bird` (BIRD 2), `ios_xe` (Cisco IOS XE), `junos` (Junos), or `eos` (Arista EOS).";

    /// Reads one of the words.
    ///
    /// # Errors
    /// `TWX181` for any other text, with the platform that was probably meant.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let platform = Self::ALL.into_iter().find(|platform| platform.as_str() == text);
        platform.ok_or_else(|| vec![unknown(text)])
    }

    /// The word as it is written in configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Frr => "frr",
            Self::Bird => "bird",
            Self::IosXe => "ios_xe",
            Self::Junos => "junos",
            Self::Eos => "eos",
        }
    }

    /// The vendor's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Frr => "FRRouting",
            Self::Bird => "BIRD 2",
            Self::IosXe => "Cisco IOS XE",
            Self::Junos => "Junos",
            Self::Eos => "Arista EOS",
        }
    }

    /// True where `make test-bgp` runs its configurations on real daemons.
    pub fn is_tried(self) -> bool {
        matches!(self, Self::Frr | Self::Bird)
    }

    /// True where its interfaces are those of the Linux that it runs on.
    pub fn is_on_linux(self) -> bool {
        matches!(self, Self::Frr | Self::Bird)
    }

    /// Other names for it, in lowercase without spaces.
    fn also_called(self) -> &'static [&'static str] {
        match self {
            Self::Frr => &["frrouting"],
            Self::Bird => &["bird2", "bird3"],
            Self::IosXe => &["iosxe", "ios", "cisco", "ciscoios", "ciscoiosxe", "ciscoxe"],
            Self::Junos => &["juniper", "juniperjunos", "junosevolved"],
            Self::Eos => &["arista", "aristaeos"],
        }
    }
}

impl std::fmt::Display for RouterPlatform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

fn unknown(text: &str) -> Problem {
    let words = RouterPlatform::ALL.map(RouterPlatform::as_str).join(", ");
    let guess = meant(text)
        .map(|platform| format!("; did you mean {platform}?"))
        .unwrap_or_default();
    Problem::new(
        Rule::ROUTER_PLATFORM,
        format!("{} is not a platform{guess}", quoted(text)),
        format!("Use one of {words}."),
    )
}

/// The platform that was probably meant: by another name, another spelling, or a typing error.
fn meant(text: &str) -> Option<RouterPlatform> {
    let written: String = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    let called =
        |platform: &RouterPlatform| platform.also_called().contains(&written.as_str()) || platform.as_str() == written;
    let slip = |platform: RouterPlatform| (strsim::osa_distance(&written, platform.as_str()), platform);
    let nearest = RouterPlatform::ALL
        .map(slip)
        .into_iter()
        .min_by_key(|(distance, _)| *distance);
    RouterPlatform::ALL.into_iter().find(called).or_else(|| {
        nearest
            .filter(|(distance, _)| *distance <= FURTHEST_SLIP)
            .map(|(_, platform)| platform)
    })
}

/// The most typing errors in a near miss. With two errors in such short words, any word could be any other.
const FURTHEST_SLIP: usize = 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read_and_no_other_spelling() {
        for platform in RouterPlatform::ALL {
            assert_eq!(RouterPlatform::parse(platform.as_str()), Ok(platform));
            assert!(RouterPlatform::RULE_TEXT.contains(&format!("`{platform}` ({})", platform.name())));
        }
        assert!(RouterPlatform::parse("FRR").is_err());
    }

    #[test]
    fn another_name_gets_the_word_that_was_meant() {
        let table = [
            ("FRR", "frr"),
            ("fr", "frr"),
            ("bird2", "bird"),
            ("BIRD 2", "bird"),
            ("brid", "bird"),
            ("ios-xe", "ios_xe"),
            ("Cisco IOS XE", "ios_xe"),
            ("ios", "ios_xe"),
            ("juniper", "junos"),
            ("JunOS", "junos"),
            ("arista", "eos"),
        ];
        for (text, word) in table {
            let problem = RouterPlatform::parse(text).expect_err(text).remove(0);
            assert_eq!(problem.rule, Rule::ROUTER_PLATFORM);
            assert!(
                problem.summary.ends_with(&format!("did you mean {word}?")),
                "{}",
                problem.summary
            );
        }
    }

    #[test]
    fn a_platform_that_is_none_of_them_gets_the_list() {
        for text in ["", "openbgpd", "sros", "vyos"] {
            let problem = RouterPlatform::parse(text).expect_err(text).remove(0);
            assert!(!problem.summary.contains("did you mean"), "{}", problem.summary);
            assert_eq!(problem.detail, "Use one of frr, bird, ios_xe, junos, eos.");
        }
    }
}
