//! The last argument of `router_config`: the name of an interface, or an object of options.
//!
//! The parameter of a Terraform function cannot have optional attributes. So the parameter accepts any value, and this module reads the object.
//! A missing attribute is null, and text is converted to a number or a bool, as Terraform does.

use std::collections::BTreeMap;

use framework::value::Value;

use crate::domain::text::quoted;
use crate::domain::{
    AnnouncedPrefix, Asn, LegPreference, PrefixLimit, Problem, RouterInterface, RouterPlatform, Rule, VlanId,
};
use crate::router;

/// The options as they are written. Each value is valid by itself.
#[derive(Debug, Default, PartialEq)]
pub(super) struct RouterOptions {
    interface: Option<RouterInterface>,
    vlan: Option<VlanId>,
    router_asn: Option<Asn>,
    preference: Option<LegPreference>,
    max_prefixes: Option<String>,
    graceful_shutdown: bool,
    ttl_security: bool,
    bfd: bool,
}

/// The values of a call that the options are checked against.
#[derive(Debug)]
pub(super) struct Call<'a> {
    /// The platform.
    pub(super) platform: RouterPlatform,
    /// The session's customer ASN.
    pub(super) customer: Asn,
    /// The session's Twilio ASN.
    pub(super) twilio: Asn,
    /// The prefixes that Twilio announces at the exchange.
    pub(super) announced: &'a [AnnouncedPrefix],
}

/// The interface and the options of a router configuration.
#[derive(Debug)]
pub(super) struct Resolved {
    /// The interface or, with a VLAN, the sub-interface.
    pub(super) interface: RouterInterface,
    /// The VLAN.
    pub(super) vlan: Option<VlanId>,
    /// The other options.
    pub(super) options: router::Options,
}

/// The name of each option, and other names for it.
const NAMES: [(&str, &[&str]); 8] = [
    ("interface", &["ifname", "port"]),
    ("vlan", &["vlan_id", "vlan_tag", "vid"]),
    ("router_asn", &["asn", "local_asn", "local_as", "own_asn"]),
    ("preference", &["local_preference", "local_pref", "priority", "role"]),
    ("max_prefixes", &["maximum_prefix", "prefix_limit", "maximum_routes"]),
    ("graceful_shutdown", &["gshut", "drain"]),
    ("ttl_security", &["gtsm", "ttl"]),
    ("bfd", &["fall_over"]),
];

impl RouterOptions {
    /// Reads the options argument.
    ///
    /// # Errors
    /// `TWX185` for a value that is neither text nor an object, for an unknown option, and for a value of another type. The option's
    /// own rule for a value out of bounds. Every broken rule is reported at once.
    pub(super) fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        if let Some(name) = value.as_str() {
            let interface = Some(RouterInterface::parse(name)?);
            return Ok(Self {
                interface,
                ..Self::default()
            });
        }
        let Some(fields) = value.as_object().or_else(|| value.as_map()) else {
            return Err(vec![neither(value)]);
        };
        let mut reading = Reading {
            fields,
            problems: fields.keys().filter_map(|name| unknown(name)).collect(),
        };
        let options = reading.options();
        match reading.problems.is_empty() {
            true => Ok(options),
            false => Err(reading.problems),
        }
    }

    /// The interface and the options of a router configuration, for a platform and a session.
    ///
    /// # Errors
    /// `TWX185` for an option that the platform does not have, or not together with another option. `TWX186` if the router's ASN is Twilio's.
    /// `TWX187` for an invalid sub-interface. `TWX189` for a limit out of bounds.
    pub(super) fn resolve(self, call: &Call) -> Result<Resolved, Vec<Problem>> {
        let vlan = self.vlan;
        let placed = self.placed(call.platform);
        let limit = self
            .max_prefixes
            .as_deref()
            .map_or(Ok(None), |written| limit(written, call.announced));
        let others = [
            self.router_asn.and_then(|asn| asn.router_problem(call.twilio)),
            self.ttl_problem(call.platform),
        ];
        match (placed, limit) {
            (Ok(interface), Ok(limit)) if others.iter().all(Option::is_none) => Ok(Resolved {
                interface,
                vlan,
                options: self.options(call.customer, limit),
            }),
            (placed, limit) => Err([placed.err(), limit.err()]
                .into_iter()
                .flatten()
                .flatten()
                .chain(others.into_iter().flatten())
                .collect()),
        }
    }

    fn placed(&self, platform: RouterPlatform) -> Result<RouterInterface, Vec<Problem>> {
        let interface = self.interface.clone().unwrap_or_else(RouterInterface::placeholder);
        let Some(vlan) = self.vlan else {
            return Ok(interface);
        };
        let tagged = interface.tagged(vlan)?;
        match tagged.linux_problem().filter(|_| platform.is_on_linux()) {
            Some(problem) => Err(vec![problem]),
            None => Ok(tagged),
        }
    }

    /// The limits of a platform for `ttl_security`, alone or with `bfd`.
    fn ttl_problem(&self, platform: RouterPlatform) -> Option<Problem> {
        match platform {
            RouterPlatform::Junos if self.ttl_security => Some(no_ttl_security()),
            RouterPlatform::Frr if self.ttl_security && self.bfd => Some(no_bfd_with_ttl_security()),
            RouterPlatform::Frr
            | RouterPlatform::Bird
            | RouterPlatform::IosXe
            | RouterPlatform::Junos
            | RouterPlatform::Eos => None,
        }
    }

    fn options(&self, customer: Asn, max_prefixes: Option<PrefixLimit>) -> router::Options {
        router::Options {
            router_asn: self.router_asn.filter(|asn| *asn != customer),
            preference: self.preference,
            max_prefixes,
            graceful_shutdown: self.graceful_shutdown,
            ttl_security: self.ttl_security,
            bfd: self.bfd,
        }
    }
}

/// The reading of one object, with all its problems.
struct Reading<'a> {
    fields: &'a BTreeMap<String, Value>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn options(&mut self) -> RouterOptions {
        RouterOptions {
            interface: self.value("interface", RouterInterface::parse),
            vlan: self.value("vlan", VlanId::parse),
            router_asn: self.value("router_asn", Asn::parse_router),
            preference: self.value("preference", LegPreference::parse),
            max_prefixes: self.value("max_prefixes", |written| Ok(written.to_owned())),
            graceful_shutdown: self.truth("graceful_shutdown"),
            ttl_security: self.truth("ttl_security"),
            bfd: self.truth("bfd"),
        }
    }

    /// The value of an option by its text; `None` if it is not set, or after a problem.
    fn value<T>(&mut self, name: &str, parse: impl Fn(&str) -> Result<T, Vec<Problem>>) -> Option<T> {
        let value = self.fields.get(name).filter(|value| !value.is_null())?;
        let parsed = match text(value) {
            Some(text) => parse(&text),
            None => Err(vec![of_another_type(name, value)]),
        };
        parsed.map_err(|problems| self.problems.extend(problems)).ok()
    }

    fn truth(&mut self, name: &str) -> bool {
        let truth = self.value(name, |text| match text {
            "true" => Ok(true),
            "false" => Ok(false),
            other => Err(vec![not_a_truth(name, other)]),
        });
        truth.unwrap_or_default()
    }
}

/// The text of a primitive value, as Terraform converts it.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str().map(str::to_owned);
    text.or_else(|| value.as_number().map(ToString::to_string))
        .or_else(|| value.as_bool().map(|truth| truth.to_string()))
}

fn limit(written: &str, announced: &[AnnouncedPrefix]) -> Result<Option<PrefixLimit>, Vec<Problem>> {
    match written {
        "true" => Ok(Some(PrefixLimit::of(announced))),
        "false" => Ok(None),
        number => PrefixLimit::parse(number, announced).map(Some),
    }
}

fn neither(value: &Value) -> Problem {
    let kind = value.concrete().kind();
    Problem::new(
        Rule::ROUTER_OPTIONS,
        format!("options: a {kind} is neither an interface nor an object of options"),
        format!(
            "Pass the name of the interface, such as \"eth1\", or an object with any of {}.",
            names()
        ),
    )
}

fn unknown(written: &str) -> Option<Problem> {
    if NAMES.iter().any(|(name, _)| *name == written) {
        return None;
    }
    let guess = meant(written)
        .map(|name| format!("; did you mean {name}?"))
        .unwrap_or_default();
    Some(Problem::new(
        Rule::ROUTER_OPTIONS,
        format!("options: {} is not an option{guess}", quoted(written)),
        format!("Remove it, or use one of {}.", names()),
    ))
}

/// The option that was probably intended, by another of its names or with a typing error.
fn meant(written: &str) -> Option<&'static str> {
    let written = written.to_lowercase().replace('-', "_");
    let called = NAMES
        .iter()
        .find(|(name, others)| *name == written || others.contains(&written.as_str()));
    let near = |name: &&str| strsim::osa_distance(&written, name) <= if name.len() > 4 { 2 } else { 1 };
    called
        .map(|(name, _)| *name)
        .or_else(|| NAMES.iter().map(|(name, _)| *name).find(near))
}

fn names() -> String {
    NAMES.map(|(name, _)| name).join(", ")
}

fn of_another_type(name: &str, value: &Value) -> Problem {
    let kind = value.concrete().kind();
    Problem::new(
        Rule::ROUTER_OPTIONS,
        format!("{name}: a {kind} is not a valid value for this option"),
        "Use a string for interface and preference, and a whole number for vlan and router_asn. Use true, false, or a whole number for \
         max_prefixes. Use true or false for graceful_shutdown, ttl_security, and bfd.",
    )
}

fn not_a_truth(name: &str, text: &str) -> Problem {
    Problem::new(
        Rule::ROUTER_OPTIONS,
        format!("{name}: {} is neither true nor false", quoted(text)),
        format!("To enable the option, set {name} = true. To disable it, omit it or set it to false."),
    )
}

fn no_ttl_security() -> Problem {
    Problem::new(
        Rule::ROUTER_OPTIONS,
        "ttl_security: not available on junos",
        "Junos checks the TTL only in a firewall filter on the interface, and a generated filter would replace yours. Omit ttl_security, and add a term with ttl-except 255 for TCP port 179 to your own filter.",
    )
}

/// The problem of `bfd` with `ttl_security` on FRRouting. Measured with FRRouting 8.4: `show bfd peers` prints `multihop`, and a peer of one hop
/// does not answer.
fn no_bfd_with_ttl_security() -> Problem {
    Problem::new(
        Rule::ROUTER_OPTIONS,
        "bfd: not available together with ttl_security on frr",
        "With ttl-security, FRRouting treats the neighbor as several hops away and sends multihop BFD. The other end of the link does not \
         answer it, so only the hold timer would detect a failure. Omit ttl_security or bfd.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Exchange;
    use framework::number::Number;

    fn number(text: &str) -> Value {
        Value::Number(text.parse::<Number>().unwrap())
    }

    fn read<const N: usize>(fields: [(&str, Value); N]) -> Result<RouterOptions, Vec<Problem>> {
        RouterOptions::read(&Value::object(fields))
    }

    fn refused<const N: usize>(fields: [(&str, Value); N]) -> Vec<String> {
        let problems = read(fields).expect_err("bad options");
        assert!(problems.iter().all(|problem| !problem.detail.is_empty()));
        problems.iter().map(ToString::to_string).collect()
    }

    fn resolved<const N: usize>(
        platform: RouterPlatform,
        fields: [(&str, Value); N],
    ) -> Result<Resolved, Vec<Problem>> {
        let announced = AnnouncedPrefix::all_at(&Exchange::trusted("ashburn-ix")).unwrap();
        read(fields)?.resolve(&Call {
            platform,
            customer: Asn::trusted(65_010),
            twilio: Asn::trusted(394_434),
            announced: &announced,
        })
    }

    fn codes<const N: usize>(platform: RouterPlatform, fields: [(&str, Value); N]) -> Vec<&'static str> {
        let problems = resolved(platform, fields).err().unwrap_or_default();
        problems.iter().map(|problem| problem.rule.code).collect()
    }

    #[test]
    fn a_text_is_the_interface_and_an_object_may_leave_out_everything() {
        let interface = RouterOptions::read(&Value::string("eth1")).unwrap().interface;
        assert_eq!(interface.map(|name| name.to_string()), Some("eth1".to_owned()));
        assert_eq!(read([]), Ok(RouterOptions::default()));
        assert_eq!(
            read([("interface", Value::Null), ("bfd", Value::Null), ("vlan", Value::Null)]),
            Ok(RouterOptions::default())
        );
    }

    #[test]
    fn a_map_of_texts_is_read_as_an_object_of_its_types() {
        let texts = [
            ("vlan", "100"),
            ("bfd", "true"),
            ("max_prefixes", "false"),
            ("router_asn", "65000"),
        ];
        let map = Value::Map(
            texts
                .map(|(name, text)| (name.to_owned(), Value::string(text)))
                .into_iter()
                .collect(),
        );
        let object = read([
            ("vlan", number("100")),
            ("bfd", Value::Bool(true)),
            ("max_prefixes", Value::Bool(false)),
            ("router_asn", number("65000")),
        ]);

        assert_eq!(RouterOptions::read(&map), object);
        assert!(object.is_ok());
    }

    #[test]
    fn an_argument_that_is_neither_is_refused_with_the_options() {
        let problem = RouterOptions::read(&number("7")).expect_err("a number").remove(0);

        assert_eq!(problem.rule, Rule::ROUTER_OPTIONS);
        assert!(
            problem.detail.contains("\"eth1\"") && problem.detail.contains("graceful_shutdown"),
            "{}",
            problem.detail
        );
    }

    #[test]
    fn an_unknown_option_is_refused_with_the_one_that_was_meant() {
        let table = [
            ("vlna", "vlan"),
            ("vlan_id", "vlan"),
            ("local_as", "router_asn"),
            ("max-prefixes", "max_prefixes"),
            ("max_prefix", "max_prefixes"),
            ("preferance", "preference"),
            ("gtsm", "ttl_security"),
            ("bdf", "bfd"),
        ];
        for (written, meant) in table {
            assert_eq!(
                refused([(written, Value::Bool(true))]),
                [format!(
                    "options: \"{written}\" is not an option; did you mean {meant}? [TWX185]"
                )]
            );
        }
        assert_eq!(
            refused([("mtu", number("9000"))]),
            ["options: \"mtu\" is not an option [TWX185]"]
        );
    }

    #[test]
    fn every_bad_value_is_reported_at_once_under_the_name_of_its_option() {
        let texts = refused([
            ("vlan", number("4095")),
            ("router_asn", number("64496")),
            ("preference", number("300")),
            ("bfd", Value::string("yes")),
            ("interface", Value::string("eth 1")),
            ("max_prefixes", Value::List(vec![])),
        ]);

        let starts = [
            "\"eth 1\"",
            "vlan:",
            "router_asn:",
            "preference:",
            "max_prefixes:",
            "bfd:",
        ];
        assert_eq!(texts.len(), starts.len(), "{texts:?}");
        for (text, start) in texts.iter().zip(starts) {
            assert!(text.starts_with(start), "{text}");
        }
    }

    #[test]
    fn a_routers_asn_that_is_the_sessions_changes_nothing() {
        let own = |asn: &str| {
            resolved(RouterPlatform::Frr, [("router_asn", number(asn))])
                .unwrap()
                .options
                .router_asn
        };

        assert_eq!(own("65010"), None);
        assert_eq!(own("65000"), Some(Asn::trusted(65_000)));
        assert_eq!(
            codes(RouterPlatform::Frr, [("router_asn", number("394434"))]),
            ["TWX186"]
        );
    }

    #[test]
    fn a_vlan_makes_the_sub_interface_where_the_platform_can_name_it() {
        let fields = |name: &str| [("interface", Value::string(name)), ("vlan", number("100"))];
        for platform in RouterPlatform::ALL {
            let placed = resolved(platform, fields("eth1")).unwrap();
            assert_eq!(placed.interface.to_string(), "eth1.100");
            assert_eq!(codes(platform, fields("eth1.7")), ["TWX187"]);
            let long = codes(platform, fields("GigabitEthernet0/0/0"));
            assert_eq!(!long.is_empty(), platform.is_on_linux(), "{platform}");
        }
    }

    #[test]
    fn a_limit_is_made_for_the_exchange_and_ttl_security_is_not_for_junos() {
        let limit = |value| {
            let resolved = resolved(RouterPlatform::Frr, [("max_prefixes", value)]).unwrap();
            resolved.options.max_prefixes.map(|limit| limit.to_string())
        };
        assert_eq!(limit(Value::Bool(true)).as_deref(), Some("256"));
        assert_eq!(limit(number("500")).as_deref(), Some("500"));
        assert_eq!(limit(Value::Bool(false)), None);
        assert_eq!(codes(RouterPlatform::Frr, [("max_prefixes", number("1"))]), ["TWX189"]);
        for platform in RouterPlatform::ALL {
            let codes = codes(platform, [("ttl_security", Value::Bool(true))]);
            assert_eq!(codes.is_empty(), platform != RouterPlatform::Junos, "{platform}");
        }
    }

    #[test]
    fn frr_runs_bfd_or_ttl_security() {
        let both = [("ttl_security", Value::Bool(true)), ("bfd", Value::Bool(true))];
        for platform in [RouterPlatform::Bird, RouterPlatform::IosXe, RouterPlatform::Eos] {
            assert_eq!(codes(platform, both.clone()), [""; 0], "{platform}");
        }
        assert_eq!(codes(RouterPlatform::Frr, both), ["TWX185"]);
        assert_eq!(codes(RouterPlatform::Frr, [("bfd", Value::Bool(true))]), [""; 0]);
    }
}
