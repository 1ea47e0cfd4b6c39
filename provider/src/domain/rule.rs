//! The catalog of input rules, which are group 1xx of the codes, and the problem of a broken rule.
//!
//! A rule has a code that never changes its meaning, a title, and a source. The bounds and messages are in the
//! types that check them.

use std::fmt;

/// One input rule. Its code is stable, so that pipelines can be gated by it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// `TWX` and three digits; never reused for another meaning.
    pub code: &'static str,
    /// The subject of the rule, in a few words.
    pub title: &'static str,
    /// The source of the rule: a Twilio page, an RFC, a registry, or Interconnect v1.
    pub source: &'static str,
    /// The code of Twilio's error dictionary with which the service would answer, if there is one.
    pub service_code: Option<u32>,
}

/// One broken rule, about one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// The title of the message: it names the value, without a full stop and without the rule's code.
    pub summary: String,
    /// The reason and the advice, in full sentences.
    pub detail: String,
}

impl Problem {
    /// The problem of a broken rule. The detail ends with the service's error code, if there is one.
    pub fn new(rule: &'static Rule, summary: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut detail = detail.into();
        if let Some(code) = rule.service_code {
            detail.push_str(&format!(" The service refuses this value with error {code}."));
        }
        Self {
            rule,
            summary: summary.into(),
            detail,
        }
    }
}

/// The summary with the rule's code in brackets: `52.1.2.9/24 has host bits set; use 52.1.2.0/24 [TWX115]`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.summary, self.rule.code)
    }
}

/// Writes the constants and the list of all rules from one table, so that none is missing.
macro_rules! catalogue {
    ($($name:ident = $code:literal, $title:literal, $source:expr, $service_code:expr;)*) => {
        impl Rule {
            $(
                #[doc = concat!("`", $code, "`: ", $title, ".")]
                pub const $name: &'static Rule =
                    &Rule { code: $code, title: $title, source: $source, service_code: $service_code };
            )*

            /// Every input rule, in the order of the codes.
            pub const ALL: &'static [&'static Rule] = &[$(Rule::$name),*];
        }
    };
}

const OVERVIEW: &str = "Twilio Interconnect overview, https://www.twilio.com/docs/interconnect";
const CROSS_CONNECT_PAGE: &str = "Twilio Cross Connect page, https://www.twilio.com/docs/interconnect/crossconnect";
const CONTRACT: &str = "Interconnect v1, this project's HTTP contract";
const SPECIAL_PURPOSE: &str =
    "IANA IPv4 Special-Purpose Address Registry, https://www.iana.org/assignments/iana-ipv4-special-registry";
const SPECIAL_ASN: &str =
    "IANA Special-Purpose AS Numbers, https://www.iana.org/assignments/iana-as-numbers-special-registry";
const SID_FORM: &str = "Twilio's SID form, https://www.twilio.com/docs/glossary/what-is-a-sid";
const PROVIDER: &str = "the provider's own configuration";

catalogue! {
    EXCHANGE = "TWX101", "exchange is an edge id of Twilio Interconnect", OVERVIEW, Some(62002);
    BANDWIDTH = "TWX102", "bandwidth is sold, and sold at the exchange", OVERVIEW, Some(62035);
    LOA_ENTITY = "TWX103", "entity on the letter of authorization", CONTRACT, Some(20422);
    UNIQUE_NAME = "TWX104", "unique name", CONTRACT, Some(20422);
    REDUNDANCY_GROUP = "TWX105", "redundancy group", CONTRACT, Some(20422);
    COMPLETION = "TWX106", "reference and date of the completion notice", CONTRACT, Some(20422);
    SID = "TWX107", "form of a SID", SID_FORM, Some(62001);
    LOOK_UP = "TWX108", "object to look up is identified in one way", PROVIDER, None;
    REDUNDANCY_ROLE = "TWX109", "redundancy role", CONTRACT, Some(20422);
    LOA_REVISION = "TWX110", "minimum revision of the letter of authorization", PROVIDER, None;
    IP_ROUTES_EMPTY = "TWX111", "at least one IP route", "Twilio error 62017", Some(62017);
    IP_ROUTE_FORM = "TWX112", "IP route is a CIDR block", "Twilio error 62018", Some(62018);
    IP_ROUTE_VERSION = "TWX113", "IP route is IPv4", CROSS_CONNECT_PAGE, Some(62018);
    IP_ROUTE_LENGTH = "TWX114", "IP route holds at most 256 addresses", "Twilio error 62019", Some(62019);
    IP_ROUTE_HOST_BITS = "TWX115", "IP route has no host bits", CONTRACT, Some(62018);
    IP_ROUTE_PRIVATE = "TWX116", "IP route is outside RFC 1918", CROSS_CONNECT_PAGE, Some(62018);
    IP_ROUTE_SPECIAL = "TWX117", "IP route does not overlap a special-purpose block", SPECIAL_PURPOSE, Some(62018);
    IP_ROUTE_OVERLAP = "TWX118", "IP routes of one session do not overlap", CONTRACT, Some(62018);
    IP_ROUTE_TWILIO = "TWX119", "IP route does not overlap a Twilio prefix", OVERVIEW, Some(62018);
    IP_ROUTE_INTERFACE = "TWX120", "IP route does not overlap the interface subnet", CONTRACT, Some(62018);
    ASN_FORM = "TWX121", "ASN is a whole number from 1 to 4294967295", "RFC 6793; RFC 5396 for its notation", Some(20422);
    ASN_RESERVED = "TWX122", "ASN is not reserved", SPECIAL_ASN, Some(20422);
    ASN_PRIVATE = "TWX123", "ASN is public", "Twilio Interconnect FAQ; RFC 6996", Some(20422);
    ASN_TWILIO = "TWX124", "ASN is not Twilio's own", "eBGP joins two ASNs, RFC 4271; AS394434 is Twilio's", Some(20422);
    INTERFACE_FORM = "TWX131", "interface address is IPv4 with /30 or /31", CONTRACT, Some(20422);
    INTERFACE_PUBLIC = "TWX132", "interface address is public", CROSS_CONNECT_PAGE, Some(20422);
    INTERFACE_HOST = "TWX133", "interface address is a host of its /30", "RFC 950; RFC 3021 for /31", Some(20422);
    INTERFACE_OVERLAP = "TWX134", "interface subnet overlaps neither Twilio's prefixes nor the IP routes", CONTRACT, Some(20422);
    INTERFACE_PEERS = "TWX135", "interface addresses differ and share one subnet", CONTRACT, Some(20422);
    MD5_KEY = "TWX141", "MD5 key has 6 to 80 printable ASCII characters", CONTRACT, Some(20422);
    MD5_KEY_VERSION = "TWX142", "MD5 key and its version go together", PROVIDER, None;
    WAIT_FOR = "TWX151", "status that a creation waits for", PROVIDER, None;
    TIMEOUT = "TWX152", "time limit of an operation", PROVIDER, None;
    BASE_URL = "TWX161", "base URL of the service", PROVIDER, None;
    CREDENTIALS = "TWX162", "credentials are one complete pair", "Twilio's authentication, https://www.twilio.com/docs/usage/requests-to-twilio", None;
    ACCOUNT_SID = "TWX163", "form of the account SID", SID_FORM, None;
    MAX_RETRIES = "TWX164", "number of retries", PROVIDER, None;
    REQUEST_TIMEOUT = "TWX165", "time limit of one request", PROVIDER, None;
    PLAN_CHECKS = "TWX166", "settings of the plan checks", PROVIDER, None;
    MAX_CONCURRENT_REQUESTS = "TWX167", "number of concurrent requests", PROVIDER, None;
    ACCEPTED = "TWX168", "accepted finding", PROVIDER, None;
    REQUIRED_MBPS = "TWX169", "required bandwidth of a redundancy group", PROVIDER, None;
    CALLS = "TWX171", "number of concurrent calls", "Twilio Interconnect FAQ, https://www.twilio.com/docs/interconnect/faq", None;
    EXCHANGE_PARTNER = "TWX172", "exchange has a recommended redundant partner", CROSS_CONNECT_PAGE, None;
    AGGREGATE = "TWX173", "network to aggregate is /8 or longer", "IANA IPv4 Address Space Registry, https://www.iana.org/assignments/ipv4-address-space", None;
    ROUTER_PLATFORM = "TWX181", "platform of a router configuration", PROVIDER, None;
    ROUTER_INTERFACE = "TWX182", "name of a router's interface", PROVIDER, None;
    EXCHANGE_PREFIXES = "TWX183", "prefixes of the exchange are known", OVERVIEW, None;
    SESSION_CONFIGURED = "TWX184", "session has its ASNs and addresses", CONTRACT, None;
    ROUTER_OPTIONS = "TWX185", "options of a router configuration", PROVIDER, None;
    ROUTER_ASN = "TWX186", "router's own ASN is neither reserved nor Twilio's", SPECIAL_ASN, None;
    ROUTER_VLAN = "TWX187", "VLAN of a sub-interface", "IEEE 802.1Q, which reserves 0 and 4095", None;
    ROUTER_PREFERENCE = "TWX188", "preference between the legs of a router", PROVIDER, None;
    ROUTER_PREFIX_LIMIT = "TWX189", "prefix limit is not below the number of announced prefixes", OVERVIEW, None;
    REDUNDANCY_INTENT = "TWX191", "intent of a redundant set", PROVIDER, None;
    REDUNDANCY_MEMBER = "TWX192", "member of a redundant set is a SID or planned values, and is listed once", PROVIDER, None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_code_of_its_own_in_group_one_and_in_order() {
        let codes: Vec<_> = Rule::ALL.iter().map(|rule| rule.code).collect();
        let ordered: BTreeSet<_> = codes.iter().copied().collect();
        assert_eq!(codes, ordered.into_iter().collect::<Vec<_>>());
        for code in codes {
            assert!(code.len() == 6 && code.starts_with("TWX1"), "{code} is not TWX1nn");
        }
    }

    #[test]
    fn a_problem_shows_its_code_in_brackets_and_the_services_code_in_its_detail() {
        let problem = Problem::new(
            Rule::IP_ROUTE_FORM,
            "x is not an IPv4 CIDR block",
            "Write an address and a length.",
        );
        assert_eq!(problem.to_string(), "x is not an IPv4 CIDR block [TWX112]");
        assert_eq!(
            problem.detail,
            "Write an address and a length. The service refuses this value with error 62018."
        );
        let own = Problem::new(Rule::WAIT_FOR, "x is not a status to wait for", "Write requested.");
        assert_eq!(own.detail, "Write requested.");
    }
}
