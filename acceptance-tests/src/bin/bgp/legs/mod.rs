//! Two legs of one router, with one ASN of its own and two of the sessions'. Each option is tested with and without it.

mod customer;
mod twilio;

use std::time::Duration;

use crate::customer::Platform;
use crate::namespaces::Namespaces;
use crate::rendered::Legs;
use crate::trial::{Judged, lasting, settled};
use crate::{Outcome, twilio::MEANT as PREFIXES};
use customer::LegRouter;
use twilio::{LegPeer, Side};

/// One of the two legs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leg {
    /// The leg with VLAN 100, BFD, and a limit of prefixes.
    First,
    /// The leg with VLAN 200 and TTL security: FRRouting does not run BFD beside it.
    Second,
}

impl Leg {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::First, Self::Second];

    /// Its tagged sub-interface, on either side.
    pub(crate) fn interface(self) -> &'static str {
        match self {
            Self::First => "uplink.100",
            Self::Second => "uplink.200",
        }
    }
}

/// Both running routers, with both legs.
#[derive(Debug)]
pub(crate) struct LegTrial<'a> {
    // The daemons end before their namespaces.
    customer: LegRouter<'a>,
    twilio: LegPeer<'a>,
    namespaces: Namespaces,
}

/// The time for which a refused session has to stay down: Twilio's side tries every two seconds.
const REFUSED: Duration = Duration::from_secs(12);
/// The time for which a session without BFD has to outlive its link: far above three BFD intervals, far below a hold time.
const OUTLIVES: Duration = Duration::from_secs(8);

impl<'a> LegTrial<'a> {
    /// Starts both routers.
    pub(crate) fn prepare(platform: Platform, legs: &'a Legs) -> Outcome<Self> {
        let namespaces = Namespaces::new()?;
        let twilio = LegPeer::start(&namespaces, legs)?;
        let customer = LegRouter::start(&namespaces, platform, legs)?;
        Ok(Self {
            customer,
            twilio,
            namespaces,
        })
    }

    /// True if both legs are tagged on one link instead of separate links.
    pub(crate) fn has_vlans(&self) -> bool {
        self.namespaces.has_vlans()
    }

    /// Checks every claim.
    pub(crate) fn judge(&mut self) -> Outcome<Vec<Judged>> {
        let parts = [
            self.asns()?,
            self.preference()?,
            self.drain()?,
            self.bfd()?,
            self.ttl_security()?,
            self.limit()?,
        ];
        Ok(parts.into_iter().flatten().collect())
    }

    fn asns(&mut self) -> Outcome<Vec<Judged>> {
        let up = self.up([true, true])?;
        let paths = settled(&self.twilio.paths_meant(), || self.twilio.paths())?;
        let refused = self.customer.refuses("first_without_asn")?;
        // FRRouting waits for the end of a refused text, which the next text supplies.
        self.customer.load("first", "second")?;
        self.customer.open_as_itself()?;
        let alien = lasting(REFUSED, &[false, true], || self.customer.established())?;
        self.customer.load("first", "second")?;
        self.customer.restart(Leg::First)?;
        Ok(vec![
            (
                "two legs on two sub-interfaces, one router's ASN and two of sessions: both are established",
                up,
            ),
            (
                "Twilio sees each session's ASN alone, once on the primary leg and three times on the backup leg",
                paths,
            ),
            (
                "control: FRRouting refuses the text without router_asn; BIRD needs none",
                refused,
            ),
            (
                "control: a first leg that opens as the router's own ASN is refused, and the second stays up",
                alien,
            ),
        ])
    }

    fn preference(&mut self) -> Outcome<Vec<Judged>> {
        let chosen = self.chosen(Leg::First)?;
        let hinted = settled(&Leg::First, || self.twilio.chosen())?;
        self.customer.load("first_backup", "second_primary")?;
        let swapped = self.chosen(Leg::Second)?;
        let hint_swapped = settled(&Leg::Second, || self.twilio.chosen())?;
        self.customer.load("first", "second")?;
        Ok(vec![
            ("the router uses the primary leg", chosen),
            ("a peer that compares AS paths uses it too", hinted),
            (
                "control: with the preferences swapped the router uses the other leg",
                swapped,
            ),
            ("control: and so does the peer", hint_swapped),
            (
                "swapped back, the router uses the first leg again",
                self.chosen(Leg::First)?,
            ),
        ])
    }

    fn drain(&mut self) -> Outcome<Vec<Judged>> {
        let untagged = settled(&[false, false], || self.twilio.communities())?;
        self.customer.load("first_drained", "second")?;
        let tagged = settled(&[true, false], || self.twilio.communities())?;
        let moved = self.chosen(Leg::Second)?;
        let up = self.up([true, true])?;
        self.customer.load("first", "second")?;
        Ok(vec![
            (
                "control: without graceful_shutdown no route has the community",
                untagged,
            ),
            ("with it the leg's routes have 65535:0, and no others", tagged),
            ("the router uses the other leg", moved),
            ("and both sessions stay established", up),
            (
                "the text without it takes the community away",
                settled(&[false, false], || self.twilio.communities())?,
            ),
            ("and moves the router back", self.chosen(Leg::First)?),
        ])
    }

    fn bfd(&mut self) -> Outcome<Vec<Judged>> {
        self.twilio.cut(Leg::First)?;
        let ended = settled(&[false, true], || self.customer.established())?;
        let taken = self.chosen(Leg::Second)?;
        self.twilio.join(Leg::First)?;
        self.customer.restart(Leg::First)?;
        let back = self.chosen(Leg::First)?;
        self.twilio.cut(Leg::Second)?;
        let outlived = lasting(OUTLIVES, &true, || Ok(self.customer.established()?[1]))?;
        self.twilio.join(Leg::Second)?;
        Ok(vec![
            ("bfd: the session ends when the link carries nothing more", ended),
            ("the router uses the backup leg", taken),
            ("and the primary one when it is back", back),
            ("control: without bfd the session outlives its link", outlived),
        ])
    }

    fn ttl_security(&mut self) -> Outcome<Vec<Judged>> {
        self.twilio.configure(Side {
            has_ttl_security: false,
            ..Side::default()
        })?;
        self.customer.restart(Leg::Second)?;
        // BIRD opens a session that its neighbor does not open. Only the router reports what it drops.
        let refused = lasting(REFUSED, &[true, false], || self.customer.established())?;
        self.twilio.configure(Side::default())?;
        self.customer.restart(Leg::Second)?;
        Ok(vec![
            (
                "ttl_security: packets that may come from afar are refused; the leg without it takes them",
                refused,
            ),
            ("control: packets with TTL 255 are taken", self.up([true, true])?),
        ])
    }

    fn limit(&mut self) -> Outcome<Vec<Judged>> {
        let flood = |further, last| Side {
            further,
            last,
            ..Side::default()
        };
        self.twilio.configure(flood(100, None))?;
        let below = lasting(OUTLIVES, &[true, true], || self.customer.established())?;
        self.twilio.configure(flood(300, None))?;
        // FRRouting compares with the limit only when a prefix passes the filter.
        self.twilio.configure(flood(300, Some("168.86.170.0/24")))?;
        let ended = lasting(OUTLIVES, &[false, true], || self.customer.established())?;
        Ok(vec![
            (
                "max_prefixes: 104 prefixes, most of them denied by the filter, are within the limit of 256",
                below,
            ),
            (
                "305 prefixes end the session; control: the leg without a limit stays",
                ended,
            ),
        ])
    }

    fn up(&self, expected: [bool; 2]) -> Outcome<Option<String>> {
        settled(&[expected, expected], || {
            Ok([self.twilio.established()?, self.customer.established()?])
        })
    }

    fn chosen(&self, leg: Leg) -> Outcome<Option<String>> {
        settled(&PREFIXES.map(|_| Some(leg)), || self.customer.chosen(&PREFIXES))
    }
}
