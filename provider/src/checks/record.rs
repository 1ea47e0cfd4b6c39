//! One cross connect and one BGP session, as far as a plan or the account tells of them.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use jiff::Timestamp;

use crate::domain::{
    Bandwidth, BgpSessionStatus, CrossConnectSid, CrossConnectStatus, Exchange, IpRoutes, LinkStatus, RedundancyGroup,
    UniqueName,
};

/// A cross connect at one moment. `None` is what is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossConnect {
    /// The customer's name for it.
    pub name: Option<UniqueName>,
    /// Where it ends.
    pub exchange: Option<Exchange>,
    /// What it carries.
    pub bandwidth: Option<Bandwidth>,
    /// The redundant set it belongs to.
    pub group: Grouping,
    /// Where the order stands.
    pub status: Option<CrossConnectStatus>,
    /// Whether light is on the fibre, where it is measured.
    pub link: Option<LinkStatus>,
}

/// The redundant set of a cross connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Not known yet.
    Unknown,
    /// None.
    Alone,
    /// This one.
    In(RedundancyGroup),
}

/// A BGP session at one moment. `None` is what is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BgpSession {
    /// The cross connect that carries it.
    pub cross_connect_sid: Option<CrossConnectSid>,
    /// The customer's routes.
    pub routes: Option<IpRoutes>,
    /// Whether it may come up.
    pub enabled: Option<bool>,
    /// What the service is doing with its configuration.
    pub status: Option<BgpSessionStatus>,
    /// The attributes whose change in this plan resets it or takes it down; empty where none does.
    pub reset_by: Vec<&'static str>,
}

/// A letter of authorization and how long the order has stood where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Where the order stands.
    pub status: CrossConnectStatus,
    /// When it was ordered.
    pub ordered_at: Option<Timestamp>,
    /// When the letter was issued and when it expires, once there is one.
    pub letter: Option<(Timestamp, Timestamp)>,
}

impl CrossConnect {
    /// The name for messages.
    pub fn shown(&self) -> String {
        match (&self.name, &self.exchange) {
            (Some(name), _) => name.to_string(),
            (None, Some(exchange)) => format!("a cross connect at {exchange} whose name is not known yet"),
            (None, None) => "a cross connect whose name is not known yet".to_owned(),
        }
    }

    /// Whether it belongs to a redundant set.
    pub fn is_in(&self, group: &RedundancyGroup) -> bool {
        matches!(&self.group, Grouping::In(own) if own == group)
    }

    /// Whether it is, or is to become, a circuit: not turned down and not on its way out.
    pub fn is_standing(&self) -> bool {
        !matches!(
            self.status,
            Some(CrossConnectStatus::Rejected | CrossConnectStatus::PendingDeletion | CrossConnectStatus::Deleted)
        )
    }

    /// Whether it carries traffic as far as its status tells.
    pub fn is_in_service(&self) -> bool {
        matches!(
            self.status,
            Some(CrossConnectStatus::Active | CrossConnectStatus::Updating)
        )
    }
}

impl BgpSession {
    /// Whether it carries traffic as far as its status tells.
    pub fn is_in_service(&self) -> bool {
        self.enabled == Some(true)
            && matches!(
                self.status,
                Some(BgpSessionStatus::Available | BgpSessionStatus::Updating)
            )
    }

    /// The /24 blocks that its routes lie in, each as the number of its first address. A route holds 256 addresses at most.
    pub fn blocks(&self) -> BTreeSet<u32> {
        let routes = self.routes.iter().flat_map(IpRoutes::iter);
        routes.map(|route| u32::from(route.get().network()) & !0xff).collect()
    }

    /// Whether one of its routes lies in the /24 that begins at `block`.
    pub fn announces_in(&self, block: u32) -> bool {
        let block = Ipv4Net::new(Ipv4Addr::from(block), 24);
        let inside = |routes: &IpRoutes| block.is_ok_and(|block| routes.inside(block).next().is_some());
        self.routes.as_ref().is_some_and(inside)
    }
}
