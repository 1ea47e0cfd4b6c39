//! The router in Twilio's place, on both legs: BIRD without a filter, with BFD on the first and TTL 255 on the second.

use crate::Outcome;
use crate::bird::Bird;
use crate::customer::MEANT;
use crate::legs::Leg;
use crate::namespaces::{Namespaces, Router};
use crate::rendered::{Legs, Session};
use crate::twilio::{MEANT as PREFIXES, bare};

/// A running router.
#[derive(Debug)]
pub(crate) struct LegPeer<'a> {
    bird: Bird,
    legs: &'a Legs,
}

/// The settings of Twilio's side that a test changes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    /// True if packets on the second leg have TTL 255.
    pub(crate) has_ttl_security: bool,
    /// The number of additional prefixes beside those of the exchange.
    pub(crate) further: usize,
    /// A prefix that passes the filter and is announced after all of them.
    pub(crate) last: Option<&'static str>,
}

impl Default for Side {
    fn default() -> Self {
        Self {
            has_ttl_security: true,
            further: 0,
            last: None,
        }
    }
}

/// BIRD's names for the legs.
const PROTOCOLS: [&str; 2] = ["leg_first", "leg_second"];

impl<'a> LegPeer<'a> {
    /// Creates the sub-interfaces and starts the daemon.
    pub(crate) fn start(namespaces: &Namespaces, legs: &'a Legs) -> Outcome<Self> {
        for (leg, session) in Leg::ALL.into_iter().zip([&legs.first, &legs.second]) {
            let name = leg.interface();
            namespaces.twilio_end(name)?;
            Router::Twilio.ip(&["address", "add", &session.twilio_address, "dev", name])?;
        }
        let bird = Bird::start(namespaces, Router::Twilio, &configuration(legs, Side::default()))?;
        Ok(Self { bird, legs })
    }

    /// Replaces the configuration.
    pub(crate) fn configure(&self, side: Side) -> Outcome<()> {
        self.bird.configure(&configuration(self.legs, side))
    }

    /// True where this router reports each session as established.
    pub(crate) fn established(&self) -> Outcome<[bool; 2]> {
        Ok([
            self.bird.is_established(PROTOCOLS[0])?,
            self.bird.is_established(PROTOCOLS[1])?,
        ])
    }

    /// Returns the AS paths of the customer's network on both legs.
    pub(crate) fn paths(&self) -> Outcome<[String; 2]> {
        Ok([
            self.attribute(PROTOCOLS[0], "BGP.as_path:")?,
            self.attribute(PROTOCOLS[1], "BGP.as_path:")?,
        ])
    }

    /// The expected AS paths of a primary and a backup leg.
    pub(crate) fn paths_meant(&self) -> [String; 2] {
        let [first, second] = [self.legs.first.customer_asn, self.legs.second.customer_asn];
        [first.to_string(), format!("{second} {second} {second}")]
    }

    /// True where the routes of each leg have the community GRACEFUL_SHUTDOWN.
    pub(crate) fn communities(&self) -> Outcome<[bool; 2]> {
        let has = |protocol| {
            Ok::<_, Box<dyn std::error::Error>>(self.attribute(protocol, "BGP.community:")?.contains("(65535,0)"))
        };
        Ok([has(PROTOCOLS[0])?, has(PROTOCOLS[1])?])
    }

    /// Returns the leg that a peer uses for the customer's network by its AS paths.
    pub(crate) fn chosen(&self) -> Outcome<Leg> {
        match self.bird.best(MEANT[0])?.contains(&format!("[{} ", PROTOCOLS[0])) {
            true => Ok(Leg::First),
            false => Ok(Leg::Second),
        }
    }

    /// Makes a leg drop traffic to the customer while its link stays up: packets go to a missing station.
    pub(crate) fn cut(&self, leg: Leg) -> Outcome<()> {
        let words = [
            "neighbour",
            "replace",
            self.customer(leg),
            "lladdr",
            "02:00:00:00:00:01",
            "dev",
            leg.interface(),
        ];
        Router::Twilio.ip(&words).map(drop)
    }

    /// Makes a leg carry traffic again.
    pub(crate) fn join(&self, leg: Leg) -> Outcome<()> {
        let words = ["neighbour", "delete", self.customer(leg), "dev", leg.interface()];
        Router::Twilio.ip(&words).map(drop)
    }

    fn customer(&self, leg: Leg) -> &str {
        match leg {
            Leg::First => bare(&self.legs.first.customer_address),
            Leg::Second => bare(&self.legs.second.customer_address),
        }
    }

    fn attribute(&self, protocol: &str, name: &str) -> Outcome<String> {
        let printed = self.bird.route(MEANT[0], protocol)?;
        let line = printed.lines().find_map(|line| line.trim().strip_prefix(name));
        Ok(line.unwrap_or_default().trim().to_owned())
    }
}

fn configuration(legs: &Legs, side: Side) -> String {
    let route = |prefix: String| format!("  route {prefix} unreachable;\n");
    let further = (0..side.further).map(|number| format!("198.18.{}.{}/28", number / 16, number % 16 * 16));
    let prefixes = PREFIXES.into_iter().chain(side.last).map(str::to_owned).chain(further);
    let routes: String = prefixes.map(route).collect();
    let ttl = if side.has_ttl_security {
        "  ttl security on;\n"
    } else {
        ""
    };
    let first = protocol(PROTOCOLS[0], &legs.first, "  bfd { interval 300 ms; multiplier 3; };\n");
    let second = protocol(PROTOCOLS[1], &legs.second, ttl);
    let id = bare(&legs.first.twilio_address);
    format!(
        "router id {id};\nprotocol device {{}}\nprotocol bfd {{}}\nprotocol static {{\n  ipv4;\n{routes}}}\n{first}{second}"
    )
}

fn protocol(name: &str, session: &Session, settings: &str) -> String {
    let [ours, theirs] = [&session.twilio_address, &session.customer_address].map(|address| bare(address));
    format!(
        "protocol bgp {name} {{\n  local {ours} as {};\n  neighbor {theirs} as {};\n{settings}  connect delay time 1;\n  connect retry \
         time 2;\n  error wait time 1, 4;\n  ipv4 {{\n    import all;\n    export all;\n  }};\n}}\n",
        session.twilio_asn, session.customer_asn
    )
}
