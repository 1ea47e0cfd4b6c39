//! The customer's router with both legs.

use std::collections::BTreeMap;

use crate::Outcome;
use crate::bird::Bird;
use crate::customer::{MEANT, OWN_ADDRESS, Platform, protocol};
use crate::frr::Frr;
use crate::legs::Leg;
use crate::namespaces::{Namespaces, Router};
use crate::rendered::Legs;
use crate::twilio::bare;

/// A running router.
#[derive(Debug)]
pub(crate) struct LegRouter<'a> {
    daemon: LegDaemon,
    legs: &'a Legs,
    texts: &'a BTreeMap<String, String>,
}

/// The daemon of a platform.
#[derive(Debug)]
enum LegDaemon {
    Frr(Frr),
    Bird(Bird),
}

/// The router before it has a leg. FRRouting runs BGP with the router's own ASN.
const OWN_FRR: &str = "router bgp 65000\nexit\n";
/// The router before it has a leg. Routes from BGP go to the kernel, where the test sees which are used.
const OWN_BIRD: &str = "router id 52.1.10.1;\nprotocol device {}\nprotocol bfd {}\nprotocol kernel {\n  learn;\n  scan time 1;\n  ipv4 {\n    \
                        import all;\n    export where source = RTS_BGP;\n  };\n}\n";

impl<'a> LegRouter<'a> {
    /// Creates the sub-interfaces with the commands of the texts, starts the platform with its own configuration, and adds both texts.
    pub(crate) fn start(namespaces: &Namespaces, platform: Platform, legs: &'a Legs) -> Outcome<Self> {
        namespaces.address(OWN_ADDRESS)?;
        for network in MEANT {
            namespaces.connect(network)?;
        }
        let texts = legs
            .texts
            .get(platform.name())
            .ok_or("there are no texts for the platform")?;
        for name in ["first", "second"] {
            commands_of(namespaces, text(texts, name)?)?;
        }
        let daemon = match platform {
            Platform::Frr => {
                let frr = Frr::start(namespaces, Router::Customer)?;
                frr.load(OWN_FRR)?;
                LegDaemon::Frr(frr)
            }
            Platform::Bird => LegDaemon::Bird(Bird::start(namespaces, Router::Customer, OWN_BIRD)?),
        };
        let router = Self { daemon, legs, texts };
        router.load("first", "second")?;
        Ok(router)
    }

    /// Gives the router the texts of both legs, by the names of their variants.
    pub(crate) fn load(&self, first: &str, second: &str) -> Outcome<()> {
        let [first, second] = [text(self.texts, first)?, text(self.texts, second)?];
        match &self.daemon {
            LegDaemon::Frr(frr) => {
                frr.load(first)?;
                frr.load(second)?;
                frr.refresh()
            }
            LegDaemon::Bird(bird) => bird.configure(&format!("{OWN_BIRD}{first}{second}")),
        }
    }

    /// Returns the finding where the router accepts a text without the router's ASN; `None` where it refuses the text.
    pub(crate) fn refuses(&self, name: &str) -> Outcome<Option<String>> {
        let text = text(self.texts, name)?;
        match &self.daemon {
            LegDaemon::Frr(frr) => Ok(frr.load(text).is_ok().then(|| "FRRouting takes it".to_owned())),
            // In BIRD an ASN belongs to a protocol, and both texts differ only in a comment.
            LegDaemon::Bird(_) => {
                Ok((!text.contains("as 6501")).then(|| "the session's ASN is not in the text".to_owned()))
            }
        }
    }

    /// Starts BGP for the first leg with the router's own ASN.
    pub(crate) fn open_as_itself(&self) -> Outcome<()> {
        match &self.daemon {
            LegDaemon::Frr(frr) => {
                let neighbor = self.neighbor(Leg::First);
                frr.load(&format!("router bgp 65000\n no neighbor {neighbor} local-as\nexit\n"))
            }
            LegDaemon::Bird(bird) => {
                let local = format!(" as {};", self.legs.first.customer_asn);
                let [first, second] = [text(self.texts, "first")?, text(self.texts, "second")?];
                bird.configure(&format!("{OWN_BIRD}{}{second}", first.replace(&local, " as 65000;")))
            }
        }
    }

    /// True where this router reports each session as established.
    pub(crate) fn established(&self) -> Outcome<[bool; 2]> {
        let is_established = |leg| match &self.daemon {
            LegDaemon::Frr(frr) => frr.is_established(self.neighbor(leg)),
            LegDaemon::Bird(bird) => bird.is_established(&self.protocol(leg)),
        };
        Ok([is_established(Leg::First)?, is_established(Leg::Second)?])
    }

    /// Restarts a leg's session, as an operator does instead of waiting.
    pub(crate) fn restart(&self, leg: Leg) -> Outcome<()> {
        match &self.daemon {
            LegDaemon::Frr(frr) => frr.restart(self.neighbor(leg)),
            LegDaemon::Bird(bird) => bird.restart(&self.protocol(leg)),
        }
    }

    /// Returns the leg that the kernel uses for each prefix.
    pub(crate) fn chosen<const N: usize>(&self, prefixes: &[&str; N]) -> Outcome<[Option<Leg>; N]> {
        let routes = Router::Customer.ip(&["route", "show"])?;
        Ok(prefixes.map(|prefix| {
            let line = routes.lines().find(|line| line.starts_with(&format!("{prefix} ")))?;
            Leg::ALL
                .into_iter()
                .find(|leg| line.contains(&format!("dev {} ", leg.interface())))
        }))
    }

    fn neighbor(&self, leg: Leg) -> &str {
        match leg {
            Leg::First => bare(&self.legs.first.twilio_address),
            Leg::Second => bare(&self.legs.second.twilio_address),
        }
    }

    /// Returns BIRD's name for a leg, from the text.
    fn protocol(&self, leg: Leg) -> String {
        protocol(self.neighbor(leg))
    }
}

fn text<'a>(texts: &'a BTreeMap<String, String>, name: &str) -> Outcome<&'a str> {
    let text = texts.get(name).map(String::as_str);
    Ok(text.ok_or_else(|| format!("there is no text {name}"))?)
}

/// Runs the commands of the text that create the sub-interface and, on BIRD, set its address.
fn commands_of(namespaces: &Namespaces, text: &str) -> Outcome<()> {
    let comments = text.lines().filter_map(|line| line.strip_prefix(['!', '#']));
    let commands = comments.filter_map(|line| line.trim().strip_prefix("ip "));
    let is_of_interface = |command: &&str| command.starts_with("link ") || command.starts_with("address ");
    let commands: Vec<_> = commands.filter(is_of_interface).collect();
    if commands.len() < 2 {
        return Err("the text does not say how the sub-interface is made".into());
    }
    for command in commands {
        let words: Vec<_> = command.split(' ').collect();
        match words.as_slice() {
            // Without VLANs in the kernel, Twilio's end of the link has already created this one.
            ["link", "add", ..] if !namespaces.has_vlans() => {}
            words => drop(Router::Customer.ip(words)?),
        }
    }
    Ok(())
}
