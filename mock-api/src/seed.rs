//! Seeds: objects that exist from the start, or are added later.
//!
//! Objects are created in the status of the seed, with the history that leads to it. The rules for
//! requests are not applied: a seed can have objects that no customer can order.

use ipnet::Ipv4Net;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

use crate::fault::Fault;
use service::step_times::StepTimes;
use service::world::World;
use service::world::bgp_session::{BgpSessionStatus, SessionRequest};
use service::world::cross_connect::{Completion, CrossConnect, CrossConnectStatus, Order, RedundancyRole};
use service::world::exchange::Exchange;
use service::world::letter::DAYS_OF_VALIDITY;
use service::world::outcome::Outcome;

/// The objects and settings of a seed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Seed {
    /// The catalog of exchanges, which replaces the built-in catalog.
    pub exchanges: Option<Vec<Exchange>>,
    /// The pace and the durations of steps, which replace the settings.
    pub step_times: Option<StepTimes>,
    /// The cross connects, in creation order.
    pub cross_connects: Vec<SeedCrossConnect>,
    /// The BGP sessions, in creation order.
    pub bgp_sessions: Vec<SeedBgpSession>,
    /// The outcomes of future steps.
    pub outcomes: Vec<Outcome>,
    /// The faults.
    pub faults: Vec<Fault>,
}

/// A cross connect in a seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCrossConnect {
    /// The SID. If it is omitted, the server generates one.
    #[serde(default)]
    pub sid: Option<String>,
    /// The name, unique in the account.
    pub unique_name: String,
    /// The edge id of the exchange.
    pub exchange: String,
    /// The bandwidth in Mbps.
    pub bandwidth_mbps: u32,
    /// The party on the letter of authorization.
    #[serde(default = "example_entity")]
    pub loa_entity: String,
    /// The redundancy group.
    #[serde(default)]
    pub redundancy_group: Option<String>,
    /// The role in the redundancy group.
    #[serde(default)]
    pub redundancy_role: Option<RedundancyRole>,
    /// The status. For `inactive`, `enabled` is false.
    #[serde(default = "active")]
    pub status: CrossConnectStatus,
    /// The time of the order and of its letter. The default is the current time. For `loa_expired`, the default is a time such
    /// that the letter expires now.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ordered_at: Option<Timestamp>,
}

/// A BGP session in a seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedBgpSession {
    /// The SID. If it is omitted, the server generates one.
    #[serde(default)]
    pub sid: Option<String>,
    /// The SID or the unique name of the cross connect.
    pub cross_connect: String,
    /// The routes.
    #[schema(value_type = Vec<String>)]
    pub ip_routes: Vec<Ipv4Net>,
    /// The customer's ASN.
    #[serde(default)]
    pub customer_asn: Option<u32>,
    /// The customer's address.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub customer_address: Option<Ipv4Net>,
    /// The administrative switch.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// True if an MD5 key is set.
    #[serde(default)]
    pub has_md5_key: bool,
}

fn example_entity() -> String {
    "Example Corp".to_owned()
}

fn active() -> CrossConnectStatus {
    CrossConnectStatus::Active
}

fn yes() -> bool {
    true
}

/// The error of a seed that cannot be planted.
#[derive(Debug, Error)]
pub enum SeedError {
    /// The exchange is not in the catalog.
    #[error("the seed has the cross connect {unique_name} at {exchange}, which is not in the catalog")]
    UnknownExchange {
        /// The cross connect.
        unique_name: String,
        /// The edge id of its exchange.
        exchange: String,
    },
    /// Two cross connects have the same name.
    #[error("the seed has the cross connect {unique_name}, which already exists")]
    NameInUse {
        /// The name.
        unique_name: String,
    },
    /// The cross connect of a session does not exist, or already carries a session.
    #[error("the seed has a BGP session over {cross_connect}, which does not exist or already carries a session")]
    NoCarrier {
        /// The name or SID of its cross connect.
        cross_connect: String,
    },
    /// The planted objects cannot be stored.
    #[error("the seed cannot be stored: {0}")]
    NotKept(String),
    /// The interface subnet of the session is already in use.
    #[error("the seed has a BGP session over {cross_connect} with an interface subnet that is already in use")]
    SubnetInUse {
        /// The name or SID of its cross connect.
        cross_connect: String,
    },
}

impl Seed {
    /// Plants everything except the faults, which are not part of the world.
    ///
    /// # Errors
    /// The first object that cannot be planted. Earlier objects stay.
    pub(crate) fn plant(&self, world: &mut World, now: Timestamp) -> Result<(), SeedError> {
        if let Some(exchanges) = &self.exchanges {
            world.exchanges.clone_from(exchanges);
        }
        if let Some(step_times) = self.step_times {
            world.step_times = step_times;
        }
        world.outcomes.extend(self.outcomes.iter().cloned());
        for cross_connect in &self.cross_connects {
            cross_connect.plant(world, now)?;
        }
        self.bgp_sessions
            .iter()
            .try_for_each(|session| session.plant(world, now))
    }
}

impl SeedCrossConnect {
    fn plant(&self, world: &mut World, now: Timestamp) -> Result<(), SeedError> {
        if world.exchange(&self.exchange).is_none() {
            let (unique_name, exchange) = (self.unique_name.clone(), self.exchange.clone());
            return Err(SeedError::UnknownExchange { unique_name, exchange });
        }
        let ordered_at = self.ordered_at.unwrap_or_else(|| self.usual_time_of_order(now));
        let taken = |_| SeedError::NameInUse {
            unique_name: self.unique_name.clone(),
        };
        let drawn = world.order(self.to_order(), ordered_at).map_err(taken)?.sid.clone();
        let sid = self.sid.clone().unwrap_or_else(|| drawn.clone());
        if let Ok(placed) = world.cross_connect_mut(&drawn) {
            placed.sid.clone_from(&sid);
        }
        self.lead(world, &sid, Moments { ordered_at, now });
        Ok(())
    }

    fn to_order(&self) -> Order {
        Order {
            unique_name: self.unique_name.clone(),
            exchange: self.exchange.clone(),
            bandwidth_mbps: self.bandwidth_mbps,
            loa_entity: self.loa_entity.clone(),
            redundancy_group: self.redundancy_group.clone(),
            redundancy_role: self.redundancy_role,
            enabled: true,
        }
    }

    fn usual_time_of_order(&self, now: Timestamp) -> Timestamp {
        if self.status == CrossConnectStatus::LoaExpired {
            // More days than the validity of the letter, so that its last day is over at every exchange.
            let longest = SignedDuration::from_hours(24 * i64::from(DAYS_OF_VALIDITY + 2));
            return now.checked_sub(longest).unwrap_or(now);
        }
        now
    }

    /// Carries out the steps from the order to the status of the seed.
    fn lead(&self, world: &mut World, sid: &str, moments: Moments) {
        let Moments { ordered_at, now } = moments;
        if self.status == CrossConnectStatus::Requested {
            return;
        }
        if self.status == CrossConnectStatus::Rejected {
            world.with_cross_connect(sid, |placed| placed.reject(ordered_at));
            return;
        }
        world.issue_first_letter(sid, ordered_at);
        let times = world.step_times;
        world.with_cross_connect(sid, |placed| match self.status {
            CrossConnectStatus::Requested | CrossConnectStatus::Rejected | CrossConnectStatus::LoaIssued => {}
            CrossConnectStatus::LoaExpired => placed.expire(now),
            CrossConnectStatus::Configuring => placed.complete(notice(now), &times, now),
            CrossConnectStatus::Failed => {
                placed.complete(notice(now), &times, now);
                placed.fail(&times, now);
            }
            CrossConnectStatus::Active => lead_to_service(placed, &times, ordered_at),
            CrossConnectStatus::Updating => {
                lead_to_service(placed, &times, ordered_at);
                placed.order_bandwidth(self.bandwidth_mbps, &times, now);
            }
            CrossConnectStatus::Inactive => {
                lead_to_service(placed, &times, ordered_at);
                placed.enable(false, now);
            }
            CrossConnectStatus::PendingDeletion => placed.delete(&times, now),
        });
    }
}

#[derive(Clone, Copy)]
struct Moments {
    ordered_at: Timestamp,
    now: Timestamp,
}

fn lead_to_service(placed: &mut CrossConnect, times: &StepTimes, at: Timestamp) {
    placed.complete(notice(at), times, at);
    placed.configure(at);
}

fn notice(at: Timestamp) -> Completion {
    Completion {
        reference: "SEED-1".to_owned(),
        completed_on: TimeZone::UTC.to_datetime(at).date(),
        reported_at: at,
    }
}

impl SeedBgpSession {
    fn plant(&self, world: &mut World, now: Timestamp) -> Result<(), SeedError> {
        let no_carrier = || SeedError::NoCarrier {
            cross_connect: self.cross_connect.clone(),
        };
        let named = |name: &str| name == self.cross_connect;
        let mut cross_connects = world.cross_connects.iter();
        let found = cross_connects
            .find(|found| named(&found.sid) || named(&found.unique_name))
            .ok_or_else(no_carrier)?;
        let carrier = found.sid.clone();
        if world.sessions_of(&carrier).next().is_some() {
            return Err(no_carrier());
        }
        let taken = |_| SeedError::SubnetInUse {
            cross_connect: self.cross_connect.clone(),
        };
        let drawn = world
            .open_session(self.to_request(carrier.clone()), now)
            .map_err(taken)?
            .sid
            .clone();
        world.with_session(&drawn, |session| {
            if session.status == BgpSessionStatus::Configuring {
                session.become_available(now);
            }
            session.sid = self.sid.clone().unwrap_or_else(|| drawn.clone());
        });
        world.settle_session_of(&carrier, now);
        Ok(())
    }

    fn to_request(&self, cross_connect_sid: String) -> SessionRequest {
        SessionRequest {
            cross_connect_sid,
            ip_routes: self.ip_routes.clone(),
            customer_asn: self.customer_asn,
            customer_address: self.customer_address,
            enabled: self.enabled,
            has_md5_key: self.has_md5_key,
        }
    }
}
