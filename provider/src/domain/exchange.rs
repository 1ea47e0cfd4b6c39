//! The exchanges where Twilio Interconnect is sold, as a dated table, and the edge id that names one.
//!
//! The list of exchanges changes, so an exchange is not an enum. An edge id of the right form that the table does
//! not contain is accepted, and the service decides about it.

use super::rule::{Problem, Rule};
use super::text::quoted;
use ipnet::Ipv4Net;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, Offset, TimeZone};
use std::fmt;
use std::sync::LazyLock;

/// An edge id such as `ashburn-ix`: an id of the table, or another id that the service checks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Exchange(String);

/// One row of the table: the data that Twilio publishes about an exchange.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// The edge id, as the user writes it.
    pub edge: &'static str,
    /// The older id that `edge` replaced.
    pub legacy_edge: &'static str,
    /// The city of the exchange.
    pub city: &'static str,
    /// The data center that runs it.
    pub data_center: &'static str,
    /// The street address of the data center.
    pub address: &'static str,
    /// The time zone of the city. The dates of letters and completions are dates there.
    pub time_zone: &'static TimeZone,
    /// The Twilio region that the exchange connects to. For some exchanges it is in another city.
    pub region: &'static str,
    /// The bandwidths sold there, in Mbps, ascending.
    pub bandwidths_mbps: &'static [u32],
    /// The prefixes that Twilio announces there.
    pub prefixes: &'static [Ipv4Net],
    /// The edge id of the exchange that Twilio names as its redundant partner, where it names one.
    pub recommended_partner: Option<&'static str>,
}

impl Exchange {
    /// The accepted values, as schema descriptions and documentation print them.
    pub const RULE_TEXT: &'static str = "Known edge ids are `ashburn-ix`, `san-jose-ix`, `sao-paulo-ix`, \
         `london-ix`, `frankfurt-ix`, `singapore-ix`, `tokyo-ix`, and `sydney-ix`. The service checks any other id that ends \
         in `-ix`.";

    /// Reads an edge id.
    ///
    /// An id of the right form that the table does not contain is accepted. [`Exchange::is_listed`] is false for it.
    ///
    /// # Errors
    /// `TWX101` for a legacy id, a near miss, or another spelling of a listed exchange. The message has the right
    /// id. Also for `gll-ix` and `roaming`, and for a text that is not an edge id.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        if find(text).is_some() {
            return Ok(Self(text.to_owned()));
        }
        let problem = not_an_exchange(text)
            .or_else(|| legacy(text))
            .or_else(|| near_miss(text));
        match problem {
            Some(problem) => Err(vec![problem]),
            None if has_edge_form(text) => Ok(Self(text.to_owned())),
            None => Err(vec![malformed(text)]),
        }
    }

    /// Takes an edge id of the service or of the state without a check.
    pub fn trusted(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The edge id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True where the table of this version contains the exchange.
    pub fn is_listed(&self) -> bool {
        self.listing().is_some()
    }

    /// The row of the exchange, if the table of this version contains it.
    pub fn listing(&self) -> Option<&'static Listing> {
        find(&self.0)
    }

    /// The exchange that Twilio names as redundant partner.
    ///
    /// # Errors
    /// `TWX172` for an exchange that the table does not contain, and for an exchange without a partner. The detail lists the pairs.
    pub fn partner(&self) -> Result<Exchange, Problem> {
        match self.listing() {
            None => Err(not_listed(self)),
            Some(listing) => listing
                .recommended_partner
                .map(Self::trusted)
                .ok_or_else(|| alone(listing)),
        }
    }

    /// The current date at the exchange. For an exchange that the table does not contain, it is the date where a day begins first: UTC+14.
    /// A day that has not begun there has begun nowhere.
    pub fn today(&self, now: Timestamp) -> Date {
        match self.listing() {
            Some(listing) => listing.time_zone.to_datetime(now),
            None => FIRST_DAY.to_datetime(now),
        }
        .date()
    }

    /// The exchange that Twilio names as redundant partner, where it names one.
    pub fn recommended_partner(&self) -> Option<Exchange> {
        self.listing()?.recommended_partner.map(Self::trusted)
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The edge ids of the table, in its order, for messages and documentation.
pub fn edges() -> impl Iterator<Item = &'static str> {
    LISTINGS.iter().map(|listing| listing.edge)
}

/// Every prefix that Twilio announces at any exchange, each once.
pub fn twilio_prefixes() -> &'static [Ipv4Net] {
    static PREFIXES: LazyLock<Vec<Ipv4Net>> = LazyLock::new(|| {
        let mut prefixes: Vec<Ipv4Net> = LISTINGS.iter().flat_map(|listing| listing.prefixes).copied().collect();
        prefixes.sort();
        prefixes.dedup();
        prefixes
    });
    &PREFIXES
}

fn find(edge: &str) -> Option<&'static Listing> {
    LISTINGS.iter().find(|listing| listing.edge == edge)
}

fn not_an_exchange(text: &str) -> Option<Problem> {
    matches!(text.to_ascii_lowercase().as_str(), "gll-ix" | "roaming").then(|| {
        Problem::new(
            Rule::EXCHANGE,
            format!("{} is not an exchange", quoted(text)),
            format!(
                "`gll-ix` (roaming) is in Twilio's table of SIP media addresses, but no cross connect can be ordered there. Use one of {}.",
                listed()
            ),
        )
    })
}

fn legacy(text: &str) -> Option<Problem> {
    let lower = text.to_ascii_lowercase();
    let listing = LISTINGS.iter().find(|listing| listing.legacy_edge == lower)?;
    Some(Problem::new(
        Rule::EXCHANGE,
        format!("{} is the legacy id of {}", quoted(text), listing.edge),
        format!(
            "Use \"{}\", the edge id of the exchange in {}.",
            listing.edge, listing.city
        ),
    ))
}

/// Finds the listed exchange that was probably meant: another spelling, a missing `-ix`, or up to two typing errors.
fn near_miss(text: &str) -> Option<Problem> {
    let meant = text.trim().to_lowercase().replace([' ', '_'], "-").replace('ã', "a");
    let meant = if meant.ends_with("-ix") {
        meant
    } else {
        format!("{meant}-ix")
    };
    let (distance, listing) = LISTINGS
        .iter()
        .map(|listing| (strsim::osa_distance(&meant, listing.edge), listing))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= FURTHEST_SLIP).then(|| {
        Problem::new(
            Rule::EXCHANGE,
            format!("{} is not an exchange; did you mean {}?", quoted(text), listing.edge),
            format!(
                "Use \"{}\", the edge id of the exchange in {} ({}).",
                listing.edge, listing.city, listing.data_center
            ),
        )
    })
}

fn malformed(text: &str) -> Problem {
    Problem::new(
        Rule::EXCHANGE,
        format!("{} is not the edge id of an exchange", quoted(text)),
        format!(
            "An edge id is in lowercase and ends in \"-ix\". Use one of {}.",
            listed()
        ),
    )
}

fn not_listed(exchange: &Exchange) -> Problem {
    Problem::new(
        Rule::EXCHANGE_PARTNER,
        format!(
            "{} is not in the table of exchanges of {LISTED_AS_OF}",
            quoted(exchange.as_str())
        ),
        format!(
            "This version of the provider lists {}. To look up another exchange, use the data source twilio_exchange.",
            listed()
        ),
    )
}

fn alone(listing: &Listing) -> Problem {
    Problem::new(
        Rule::EXCHANGE_PARTNER,
        format!("Twilio does not recommend a redundant partner for {}", listing.edge),
        format!(
            "Twilio recommends these pairs: {}. For {}, choose an exchange in another region yourself.",
            pairs(),
            listing.city
        ),
    )
}

/// The pairs that Twilio names, each once, in the table's order: `ashburn-ix with san-jose-ix, ...`.
pub fn pairs() -> String {
    let mut named: Vec<&str> = Vec::new();
    let mut pairs = Vec::new();
    for listing in LISTINGS {
        if let Some(partner) = listing.recommended_partner.filter(|partner| !named.contains(partner)) {
            pairs.push(format!("{} with {partner}", listing.edge));
            named.push(listing.edge);
        }
    }
    pairs.join(", ")
}

/// True where a text has the form of an edge id: words of lowercase letters and digits, joined by hyphens, the last one `ix`.
fn has_edge_form(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    text.len() <= LONGEST_EDGE
        && text
            .strip_suffix("-ix")
            .is_some_and(|place| place.split('-').all(is_word))
}

fn listed() -> String {
    edges().collect::<Vec<_>>().join(", ")
}

/// The offset of the place where each day begins first.
const FIRST_DAY: Offset = Offset::constant(14);
/// The most typing errors (a letter wrong, missing, added, or two swapped) in a near miss.
const FURTHEST_SLIP: usize = 2;
/// The longest edge id: the limit of a label of a host name (RFC 1035 section 2.3.4).
const LONGEST_EDGE: usize = 63;

/// The day of the copy of the table of exchanges, in ISO 8601.
pub const LISTED_AS_OF: &str = "2026-07-18";

const fn net(a: u8, b: u8, c: u8, d: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(std::net::Ipv4Addr::new(a, b, c, d), length)
}

/// The block of Twilio's media addresses, announced at every exchange but Sao Paulo, there in part.
pub(super) const MEDIA: Ipv4Net = net(168, 86, 128, 0, 18);
const WITHOUT_500: &[u32] = &[10, 100, 1000];
const ALL_FOUR: &[u32] = &[10, 100, 500, 1000];

/// The exchanges of Twilio's overview page, <https://www.twilio.com/docs/interconnect>, as of [`LISTED_AS_OF`]. The time zones are those of
/// their cities.
pub const LISTINGS: &[Listing] = &[
    Listing {
        edge: "ashburn-ix",
        legacy_edge: "us1-ix",
        city: "Ashburn",
        data_center: "Equinix DC1",
        address: "21711 Filigree Ct, Ashburn, VA 20147",
        time_zone: &tz::get!("America/New_York"),
        region: "US East (Virginia)",
        bandwidths_mbps: WITHOUT_500,
        prefixes: &[net(208, 78, 112, 0, 25), MEDIA],
        recommended_partner: Some("san-jose-ix"),
    },
    Listing {
        edge: "san-jose-ix",
        legacy_edge: "us2-ix",
        city: "San Jose",
        data_center: "Equinix SV1",
        address: "11 Great Oaks Blvd, San Jose, CA 95119",
        time_zone: &tz::get!("America/Los_Angeles"),
        region: "US West (Oregon)",
        bandwidths_mbps: WITHOUT_500,
        prefixes: &[net(67, 213, 136, 0, 25), MEDIA],
        recommended_partner: Some("ashburn-ix"),
    },
    Listing {
        edge: "sao-paulo-ix",
        legacy_edge: "br1-ix",
        city: "Sao Paulo",
        data_center: "Equinix SP4",
        address: "Av. Ceci 1900, Tambore, Barueri",
        time_zone: &tz::get!("America/Sao_Paulo"),
        region: "Sao Paulo",
        bandwidths_mbps: ALL_FOUR,
        prefixes: &[
            net(159, 183, 255, 0, 24),
            net(159, 183, 255, 64, 26),
            net(168, 86, 175, 0, 24),
        ],
        recommended_partner: None,
    },
    Listing {
        edge: "london-ix",
        legacy_edge: "ie1-ix",
        city: "London",
        data_center: "Equinix LD8",
        address: "6/7 Harbour Exchange Sq, London E14 9GE",
        time_zone: &tz::get!("Europe/London"),
        region: "Ireland",
        bandwidths_mbps: ALL_FOUR,
        prefixes: &[net(185, 187, 132, 0, 25), net(185, 187, 133, 0, 24), MEDIA],
        recommended_partner: Some("frankfurt-ix"),
    },
    Listing {
        edge: "frankfurt-ix",
        legacy_edge: "de1-ix",
        city: "Frankfurt",
        data_center: "Equinix FR4",
        address: "Laerchenstrasse 110, 65933 Frankfurt",
        time_zone: &tz::get!("Europe/Berlin"),
        region: "Frankfurt",
        bandwidths_mbps: ALL_FOUR,
        prefixes: &[net(185, 194, 136, 0, 25), MEDIA],
        recommended_partner: Some("london-ix"),
    },
    Listing {
        edge: "singapore-ix",
        legacy_edge: "sg1-ix",
        city: "Singapore",
        data_center: "Equinix SG3",
        address: "26A Ayer Rajah Crescent 139963",
        time_zone: &tz::get!("Asia/Singapore"),
        region: "Singapore",
        bandwidths_mbps: ALL_FOUR,
        prefixes: &[net(103, 75, 151, 0, 25), MEDIA],
        recommended_partner: Some("tokyo-ix"),
    },
    Listing {
        edge: "tokyo-ix",
        legacy_edge: "jp1-ix",
        city: "Tokyo",
        data_center: "Equinix TY6",
        address: "2-2-43(A) Higashi-Shinagawa, 140-0002",
        time_zone: &tz::get!("Asia/Tokyo"),
        region: "Tokyo",
        bandwidths_mbps: ALL_FOUR,
        prefixes: &[net(103, 144, 142, 0, 25), MEDIA],
        recommended_partner: Some("singapore-ix"),
    },
    Listing {
        edge: "sydney-ix",
        legacy_edge: "au1-ix",
        city: "Sydney",
        data_center: "Equinix SY3",
        address: "47 Bourke Road, NSW 2015",
        time_zone: &tz::get!("Australia/Sydney"),
        region: "Sydney",
        bandwidths_mbps: ALL_FOUR,
        prefixes: &[net(103, 146, 214, 0, 25), MEDIA],
        recommended_partner: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_the_exchange() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        // The last second of a day and the first of the next, on both sides of UTC and of daylight saving time.
        let table = [
            ("ashburn-ix", "2026-02-02T05:00:00Z", "2026-02-02"),
            ("ashburn-ix", "2026-07-02T04:00:00Z", "2026-07-02"),
            ("san-jose-ix", "2026-02-02T08:00:00Z", "2026-02-02"),
            ("sao-paulo-ix", "2026-02-02T03:00:00Z", "2026-02-02"),
            ("london-ix", "2026-02-02T00:00:00Z", "2026-02-02"),
            ("london-ix", "2026-07-01T23:00:00Z", "2026-07-02"),
            ("frankfurt-ix", "2026-02-01T23:00:00Z", "2026-02-02"),
            ("singapore-ix", "2026-02-01T16:00:00Z", "2026-02-02"),
            ("tokyo-ix", "2026-02-01T15:00:00Z", "2026-02-02"),
            ("sydney-ix", "2026-02-01T13:00:00Z", "2026-02-02"),
            ("mars-ix", "2026-02-01T10:00:00Z", "2026-02-02"),
        ];
        for (edge, begins, day) in table {
            let exchange = Exchange::parse(edge).unwrap();
            let day: Date = day.parse().unwrap();
            let begins = at(begins);
            assert_eq!(exchange.today(begins), day, "{edge}");
            let before = begins - std::time::Duration::from_secs(1);
            assert_eq!(exchange.today(before), day.yesterday().unwrap(), "{edge}");
        }
    }

    fn problem(text: &str) -> Problem {
        let mut problems = Exchange::parse(text).expect_err(text);
        assert_eq!(problems.len(), 1, "{text}");
        let problem = problems.remove(0);
        assert_eq!(problem.rule, Rule::EXCHANGE, "{text}");
        problem
    }

    #[test]
    fn the_eight_edge_ids_are_listed() {
        assert_eq!(LISTINGS.len(), 8);
        for edge in edges() {
            let exchange = Exchange::parse(edge).unwrap();
            assert!(exchange.is_listed());
            assert_eq!(exchange.to_string(), edge);
            assert!(
                Exchange::RULE_TEXT.contains(edge),
                "{edge} is missing in the rule's text"
            );
        }
    }

    #[test]
    fn another_id_of_the_right_form_is_left_to_the_service() {
        for text in ["osaka-ix", "dc2-ix", "new-york-ix"] {
            assert!(!Exchange::parse(text).unwrap().is_listed(), "{text}");
        }
    }

    #[test]
    fn every_legacy_id_names_the_edge_id_that_replaced_it() {
        for listing in LISTINGS {
            assert!(problem(listing.legacy_edge).detail.contains(listing.edge));
            assert!(
                problem(&listing.legacy_edge.to_uppercase())
                    .detail
                    .contains(listing.edge)
            );
        }
    }

    #[test]
    fn a_spelling_that_comes_near_names_the_right_id() {
        let cases = [
            ("sau-paulo-ix", "sao-paulo-ix"),
            ("singapore", "singapore-ix"),
            ("Ashburn-IX", "ashburn-ix"),
            ("ashburn", "ashburn-ix"),
            (" ashburn-ix", "ashburn-ix"),
            ("San Jose", "san-jose-ix"),
            ("san_jose_ix", "san-jose-ix"),
            ("São Paulo", "sao-paulo-ix"),
            ("frankfrut-ix", "frankfurt-ix"),
            ("londn-ix", "london-ix"),
            ("sidney-ix", "sydney-ix"),
        ];
        for (written, meant) in cases {
            let problem = problem(written);
            assert!(problem.summary.contains(meant), "{written}: {}", problem.summary);
            assert!(problem.detail.contains(meant), "{written}: {}", problem.detail);
        }
    }

    #[test]
    fn roaming_is_refused_with_the_list_of_the_eight() {
        for text in ["gll-ix", "roaming"] {
            let problem = problem(text);
            assert!(edges().all(|edge| problem.detail.contains(edge)), "{}", problem.detail);
        }
    }

    #[test]
    fn a_text_that_is_no_edge_id_is_refused_with_the_list_of_the_eight() {
        for text in [
            "",
            "-ix",
            "ix",
            "--ix",
            "a--b-ix",
            "US East (Virginia)",
            "umatilla",
            "é-ix",
            "OSAKA-IX",
        ] {
            let problem = problem(text);
            assert!(
                edges().all(|edge| problem.detail.contains(edge)),
                "{text}: {}",
                problem.detail
            );
        }
        assert!(Exchange::parse(&format!("{}-ix", "a".repeat(61))).is_err());
        assert!(Exchange::parse(&format!("{}-ix", "a".repeat(60))).is_ok());
    }

    #[test]
    fn partners_name_each_other_and_two_exchanges_have_none() {
        for listing in LISTINGS {
            if let Some(partner) = Exchange::trusted(listing.edge).recommended_partner() {
                assert_eq!(partner.recommended_partner(), Some(Exchange::trusted(listing.edge)));
            }
        }
        let alone: Vec<_> = LISTINGS
            .iter()
            .filter(|row| row.recommended_partner.is_none())
            .map(|row| row.edge)
            .collect();
        assert_eq!(alone, ["sao-paulo-ix", "sydney-ix"]);
    }

    #[test]
    fn an_exchange_without_a_partner_is_answered_with_the_pairs_that_there_are() {
        let problem = Exchange::trusted("sydney-ix").partner().unwrap_err();
        assert_eq!(
            problem.to_string(),
            "Twilio does not recommend a redundant partner for sydney-ix [TWX172]"
        );
        assert!(
            problem.detail.starts_with(
                "Twilio recommends these pairs: ashburn-ix with san-jose-ix, london-ix with frankfurt-ix, singapore-ix with tokyo-ix."
            ),
            "{}",
            problem.detail
        );
        assert_eq!(
            Exchange::trusted("tokyo-ix").partner(),
            Ok(Exchange::trusted("singapore-ix"))
        );
        assert_eq!(
            Exchange::trusted("osaka-ix").partner().unwrap_err().rule,
            Rule::EXCHANGE_PARTNER
        );
    }

    #[test]
    fn every_prefix_is_a_network_address_and_stands_once() {
        let prefixes = twilio_prefixes();
        assert_eq!(prefixes.len(), 12);
        for prefix in prefixes {
            assert_eq!(*prefix, prefix.trunc());
        }
    }
}
