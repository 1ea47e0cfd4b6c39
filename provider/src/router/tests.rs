//! Compares each platform's configuration with the checked-in one, and reads its filters back from the text.
//!
//! `UPDATE=1 cargo test -p provider --lib router` writes the checked-in configurations again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ipnet::Ipv4Net;
use proptest::prelude::*;

use super::*;
use crate::domain::exchange::edges;
use crate::domain::{Asn, End, InterfaceAddress, IpRoutes};

/// A session whose values are all assigned by Twilio, with a key and without the name of an interface.
fn assigned() -> Session {
    Session {
        interface: RouterInterface::placeholder(),
        has_md5_key: true,
        ..session(
            "ashburn-ix",
            ["65010", "169.254.1.2/30", "169.254.1.1/30"],
            &["52.1.2.0/24"],
        )
    }
}

/// A session with the customer's own 32-bit ASN and /31, at the exchange without parts, and no key.
fn own() -> Session {
    session(
        "sao-paulo-ix",
        ["4199999999", "52.1.9.0/31", "52.1.9.1/31"],
        &["52.1.2.0/25", "52.1.2.128/32", "52.1.3.0/24"],
    )
}

/// The first of two legs of one router at one exchange.
fn primary() -> Session {
    let first = session(
        "ashburn-ix",
        ["65010", "169.254.1.2/30", "169.254.1.1/30"],
        &["52.1.2.0/24"],
    );
    Session {
        options: Options {
            preference: Some(LegPreference::Primary),
            max_prefixes: Some(PrefixLimit::of(&first.announced)),
            bfd: true,
            ..own_asn()
        },
        ..tagged(first, "100")
    }
}

/// The second leg, which is the backup of the first one.
fn backup() -> Session {
    let second = session(
        "ashburn-ix",
        ["65011", "169.254.1.6/30", "169.254.1.5/30"],
        &["52.1.2.0/24"],
    );
    Session {
        options: Options {
            preference: Some(LegPreference::Backup),
            ..own_asn()
        },
        ..tagged(second, "200")
    }
}

/// The second leg during a drain.
fn drained() -> Session {
    let options = Options {
        graceful_shutdown: true,
        ..backup().options
    };
    Session { options, ..backup() }
}

/// A session with TTL security and nothing else, for the platforms that have it.
fn near(platform: RouterPlatform) -> Session {
    let options = Options {
        ttl_security: platform != RouterPlatform::Junos,
        ..Options::default()
    };
    Session { options, ..assigned() }
}

fn own_asn() -> Options {
    Options {
        router_asn: Some(Asn::parse("65000").unwrap()),
        ..Options::default()
    }
}

fn tagged(session: Session, vlan: &str) -> Session {
    let vlan = VlanId::parse(vlan).unwrap();
    Session {
        interface: RouterInterface::parse("eth1").unwrap().tagged(vlan).unwrap(),
        vlan: Some(vlan),
        ..session
    }
}

fn session(edge: &str, [asn, customer, twilio]: [&str; 3], routes: &[&str]) -> Session {
    let end = |asn: &str, address: &str| End {
        asn: Asn::parse(asn).unwrap(),
        address: InterfaceAddress::parse_assigned(address).unwrap(),
    };
    let exchange = Exchange::parse(edge).unwrap();
    let routes = IpRoutes::parse(routes).unwrap();
    Session {
        announced: AnnouncedPrefix::all_at(&exchange).unwrap(),
        exchange,
        peering: Peering::new(end(asn, customer), end("394434", twilio), routes).unwrap(),
        interface: RouterInterface::parse("xe-0/0/0.100").unwrap(),
        vlan: None,
        options: Options::default(),
        has_md5_key: false,
    }
}

#[test]
fn each_platform_has_the_text_that_is_checked_in() {
    let differences: Vec<_> = RouterPlatform::ALL
        .into_iter()
        .flat_map(|platform| {
            [
                (platform, "assigned", assigned()),
                (platform, "own", own()),
                (platform, "primary", primary()),
                (platform, "backup", backup()),
                (platform, "drained", drained()),
                (platform, "near", near(platform)),
            ]
        })
        .filter_map(|(platform, name, session)| {
            differs(&format!("{platform}-{name}.txt"), &configuration(platform, &session))
        })
        .collect();

    assert_eq!(differences, Vec::<PathBuf>::new());
}

/// The path of the checked-in file, if its content differs. With `UPDATE`, the file is written, and no path is returned.
#[expect(
    clippy::disallowed_methods,
    reason = "the switch that writes expected texts is of the tests, and no part of the provider"
)]
fn differs(file: &str, text: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/router/expected")
        .join(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    (std::fs::read_to_string(&path).ok().as_deref() != Some(text)).then_some(path)
}

#[test]
fn the_key_has_its_place_only_where_the_session_has_one() {
    for platform in RouterPlatform::ALL {
        let with = configuration(platform, &assigned());
        let without = configuration(platform, &own());

        assert!(code(&with).any(|line| line.contains(MD5_KEY_PLACEHOLDER)), "{platform}");
        assert!(
            !without.contains(MD5_KEY_PLACEHOLDER) && !without.contains("password"),
            "{platform}"
        );
    }
}

#[test]
fn the_text_says_whose_it_is_before_anything_else() {
    for platform in RouterPlatform::ALL {
        let text = configuration(platform, &own());
        let head: Vec<_> = text.lines().take(5).collect();

        assert!(head.join(" ").contains("not a product of Twilio's"), "{platform}");
        assert!(head.join(" ").contains("Review it before you use it."), "{platform}");
        assert_eq!(
            head.join(" ").contains("has not been run on a router"),
            !platform.is_tried(),
            "{platform}"
        );
    }
}

#[test]
fn lines_are_short_and_the_last_one_ends() {
    for platform in RouterPlatform::ALL {
        for session in [assigned(), own(), primary(), backup(), drained()] {
            let text = configuration(platform, &session);

            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{platform}");
            let long = text.lines().find(|line| *line != line.trim_end() || line.len() > 120);
            assert_eq!(long, None, "{platform}");
        }
    }
}

/// The names that a text defines, each with the word before it.
fn made(text: &str) -> BTreeSet<String> {
    let words = [
        "ip prefix-list",
        "route-map",
        "interface",
        "filter",
        "protocol bgp",
        "policy-statement",
        "group",
        "community",
        "unit",
    ];
    let name = |line: &str| {
        let line = line.trim();
        let word = words.into_iter().find(|word| line.starts_with(&format!("{word} ")))?;
        let name = line.get(word.len()..)?.split_whitespace().next()?;
        Some(format!("{word} {name}"))
    };
    code(text).filter_map(name).collect()
}

#[test]
fn two_legs_of_one_router_share_no_name_even_at_one_exchange() {
    for platform in RouterPlatform::ALL {
        let [first, second, drained] = [primary(), backup(), drained()].map(|leg| configuration(platform, &leg));

        assert!(made(&first).len() >= 3, "{platform}: {:?}", made(&first));
        for other in [&second, &drained] {
            let shared: Vec<_> = made(&first).intersection(&made(other)).cloned().collect();
            assert_eq!(shared, Vec::<String>::new(), "{platform}");
        }
    }
}

#[test]
fn another_asn_of_the_router_leaves_the_session_its_own() {
    for platform in RouterPlatform::ALL {
        let [with, without] = [backup(), own()].map(|session| configuration(platform, &session));
        let own = |text: &str| code(text).any(|line| line.contains("65000"));

        assert!(code(&with).any(|line| line.contains("65011")), "{platform}");
        assert_eq!(
            own(&with),
            !matches!(platform, RouterPlatform::Bird | RouterPlatform::Junos),
            "{platform}"
        );
        assert!(!code(&without).any(|line| line.contains("local-as")), "{platform}");
    }
}

#[test]
fn every_option_has_a_comment_and_so_has_every_one_that_is_off() {
    let off = "Off, because Twilio has not confirmed support: ";
    for platform in RouterPlatform::ALL {
        let [leg, none, near] = [primary(), own(), near(platform)].map(|session| configuration(platform, &session));

        assert!(
            none.contains(&format!("{off}max_prefixes, graceful_shutdown, ttl_security, bfd.")),
            "{platform}"
        );
        assert!(
            leg.contains(&format!("{off}graceful_shutdown, ttl_security.")),
            "{platform}"
        );
        for option in ["preference:", "max_prefixes:", "bfd:"] {
            assert!(leg.contains(option) && !none.contains(option), "{platform} {option}");
        }
        assert_eq!(
            near.contains("ttl_security:"),
            platform != RouterPlatform::Junos,
            "{platform}"
        );
    }
}

#[test]
fn no_traffic_is_discarded_unless_the_reader_takes_a_comment_away() {
    let words = ["blackhole", "Null0", "discard", "unreachable"];
    for platform in RouterPlatform::ALL {
        let text = configuration(platform, &own());

        assert!(words.iter().any(|word| text.contains(word)), "{platform}");
        assert!(
            !code(&text).any(|line| words.iter().any(|word| line.contains(word))),
            "{platform}"
        );
    }
}

/// The lines that are not comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let is_comment = |line: &&str| {
        ["!", "#", "/*", "*"]
            .iter()
            .any(|mark| line.trim_start().starts_with(mark))
    };
    text.lines().filter(move |line| !is_comment(line))
}

/// Prefixes with the longest length that passes.
type Passing = BTreeSet<(Ipv4Net, u8)>;

/// The prefixes that a filter accepts, read back from the text by the rules of its platform.
fn passing(platform: RouterPlatform, text: &str, filter: &str) -> Passing {
    let lines = code(text).map(str::trim);
    match platform {
        RouterPlatform::Frr | RouterPlatform::IosXe | RouterPlatform::Eos => {
            let start = format!("ip prefix-list {filter} permit ");
            let entries = lines.filter_map(|line| line.strip_prefix(&start));
            entries.map(|entry| range(entry, " le ")).collect()
        }
        RouterPlatform::Bird => {
            let entries = body(lines, format!("filter {filter} {{")).filter(|line| line.contains('/'));
            entries
                .map(|entry| range(entry.trim_end_matches([',', '}']), "{"))
                .collect()
        }
        RouterPlatform::Junos => {
            let entries = body(lines, format!("policy-statement {filter} {{"));
            let entries = entries.filter_map(|line| line.strip_prefix("route-filter "));
            let bare = |entry: &str| entry.trim_end_matches(';').trim_end_matches(" exact").to_owned();
            entries.map(|entry| range(&bare(entry), " upto /")).collect()
        }
    }
}

/// The lines after a first line, up to the first line with only the end of a reject.
fn body<'a>(lines: impl Iterator<Item = &'a str>, first: String) -> impl Iterator<Item = &'a str> {
    lines
        .skip_while(move |line| *line != first)
        .take_while(|line| !["reject;", "then reject;"].contains(line))
}

/// A prefix, a separator, and the longest length. The shortest length and a comma may come before the longest one.
fn range(entry: &str, separator: &str) -> (Ipv4Net, u8) {
    let (net, longest) = entry.split_once(separator).unwrap_or((entry, ""));
    let net: Ipv4Net = net.parse().expect(entry);
    let longest = longest.rsplit(',').next().filter(|text| !text.is_empty());
    (net, longest.map_or(net.prefix_len(), |text| text.parse().expect(entry)))
}

/// The names of both filters.
fn filters(platform: RouterPlatform, session: &Session) -> [String; 2] {
    let name = format!("twilio-{}-{}", session.exchange, session.neighbor()).replace('.', "-");
    match platform {
        RouterPlatform::Bird => ["in", "out"].map(|way| format!("{name}_{way}").replace('-', "_")),
        RouterPlatform::Frr | RouterPlatform::IosXe | RouterPlatform::Junos | RouterPlatform::Eos => {
            ["in", "out"].map(|way| format!("{name}-{way}").to_uppercase())
        }
    }
}

/// The filters that are applied to the neighbor, in the order of the text, each as often as it is applied.
fn applied(platform: RouterPlatform, text: &str) -> Vec<String> {
    let lines = code(text).map(str::trim);
    let name = |line: &str| match platform {
        RouterPlatform::Frr | RouterPlatform::IosXe | RouterPlatform::Eos => Some(
            line.strip_prefix("neighbor ")?
                .split_once(" prefix-list ")?
                .1
                .split(' ')
                .next()?
                .to_owned(),
        ),
        RouterPlatform::Bird => Some(line.split_once("port filter ")?.1.trim_end_matches(';').to_owned()),
        RouterPlatform::Junos => {
            let name = line.strip_prefix("import ").or_else(|| line.strip_prefix("export "))?;
            Some(name.trim_end_matches(';').to_owned())
        }
    };
    lines.filter_map(name).collect()
}

/// The networks that the text announces, on platforms that need a line for it.
fn networks(text: &str) -> BTreeSet<Ipv4Net> {
    let networks = code(text).filter_map(|line| line.trim().strip_prefix("network "));
    networks
        .map(|network| match network.split_once(" mask ") {
            Some((address, mask)) => Ipv4Net::with_netmask(address.parse().unwrap(), mask.parse().unwrap()).unwrap(),
            None => network.parse().unwrap(),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_filter_lets_pass_exactly_the_routes_and_the_prefixes(
        written in proptest::collection::btree_set((0_u32..2048, 24_u8..=32), 1..12),
        exchange in 0..8_usize,
    ) {
        let edge = edges().nth(exchange).unwrap();
        let networks_written: Vec<_> = written
            .into_iter()
            .map(|(offset, length)| Ipv4Net::new((0x3401_0000 + offset).into(), length).unwrap().trunc().to_string())
            .collect();
        let routes: Vec<_> = IpRoutes::aggregated(&networks_written).unwrap().iter().map(|route| route.to_string()).collect();
        let routes: Vec<_> = routes.iter().map(String::as_str).collect();
        let session = session(edge, ["65010", "169.254.1.2/30", "169.254.1.1/30"], &routes);
        let announced: Passing = session.announced.iter().map(|prefix| (prefix.block, prefix.longest)).collect();
        let exact: BTreeSet<Ipv4Net> = session.peering.ip_routes().iter().map(|route| route.get()).collect();

        for platform in RouterPlatform::ALL {
            let text = configuration(platform, &session);
            let names = filters(platform, &session);

            prop_assert_eq!(applied(platform, &text), names.to_vec(), "{}", platform);
            prop_assert_eq!(&passing(platform, &text, &names[0]), &announced, "{}", platform);
            let passing_out = passing(platform, &text, &names[1]);
            prop_assert_eq!(passing_out, exact.iter().map(|net| (*net, net.prefix_len())).collect::<Passing>(), "{}", platform);
            if !matches!(platform, RouterPlatform::Bird | RouterPlatform::Junos) {
                prop_assert_eq!(&networks(&text), &exact, "{}", platform);
            }
        }
    }
}
