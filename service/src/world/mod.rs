//! The world behind the API: what has been ordered, and how it moves on.
//!
//! Pure data and rules. Nothing here knows HTTP, waits, or reads a clock: each call is told the time, and
//! [`World::advance_to`] first carries out every step that was due by then, in the order of time, dated when it
//! happened.

pub mod asn;
pub mod bgp_session;
pub mod cross_connect;
pub mod event;
pub mod exchange;
pub mod health;
pub mod idempotency;
pub mod interface_address;
pub mod ip_route;
pub mod letter;
pub mod outcome;
pub mod printable;
pub mod reason;
mod sessions;
pub mod special_purpose;
mod steps;
pub mod waiting;

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::refusal::Refusal;
use crate::sid::{self, SidGenerator};
use crate::step_times::StepTimes;
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::{Completion, CrossConnect, CrossConnectStatus, Identity, Order, RedundancyRole};
use crate::world::event::Actor;
use crate::world::exchange::Exchange;
use crate::world::idempotency::Memory;
use crate::world::letter::Letter;
use crate::world::outcome::Outcome;

/// The objects of the contract, as far as a command touches them, and what all commands share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// The catalogue.
    pub exchanges: Vec<Exchange>,
    /// In the order of creation.
    pub cross_connects: Vec<CrossConnect>,
    /// In the order of creation.
    pub bgp_sessions: Vec<BgpSession>,
    /// How long steps take from now on.
    pub step_times: StepTimes,
    /// What tests have decided about steps to come.
    pub outcomes: Vec<Outcome>,
    /// What each idempotency key has created.
    pub idempotency: Memory,
    /// The interface subnets of the sessions that are not loaded.
    #[serde(skip)]
    pub taken_subnets: Vec<Ipv4Net>,
    sids: SidGenerator,
    ordinals: u64,
}

impl World {
    /// A world in which nothing has been ordered.
    pub fn new(exchanges: Vec<Exchange>, step_times: StepTimes, sid_seed: u64) -> Self {
        Self {
            exchanges,
            cross_connects: Vec::new(),
            bgp_sessions: Vec::new(),
            step_times,
            outcomes: Vec::new(),
            idempotency: Memory::default(),
            taken_subnets: Vec::new(),
            sids: SidGenerator::new(sid_seed),
            ordinals: 0,
        }
    }

    /// The SIDs drawn, and the last ordinal.
    pub fn counters(&self) -> (SidGenerator, u64) {
        (self.sids.clone(), self.ordinals)
    }

    /// Goes on counting from there.
    pub fn count_from(&mut self, (sids, ordinals): (SidGenerator, u64)) {
        (self.sids, self.ordinals) = (sids, ordinals);
    }

    /// The seed of its SIDs, which stays the same for as long as the world is kept.
    pub fn sid_seed(&self) -> u64 {
        self.sids.seed()
    }

    /// The exchange with an edge id.
    pub fn exchange(&self, edge: &str) -> Option<&Exchange> {
        self.exchanges.iter().find(|exchange| exchange.edge == edge)
    }

    fn refuse_without_capacity(&self, change: &CrossConnectChange, current: &CrossConnect) -> Result<(), Refusal> {
        let exchange = self.exchange(&current.exchange);
        match change.bandwidth_mbps.zip(exchange) {
            Some((wanted, exchange)) if !exchange.available().contains(&wanted) => {
                let message = format!("no device at {} has capacity for {wanted} Mbps", exchange.edge);
                Err(Refusal::new(Code::NoCapacity, message).about("BandwidthMbps"))
            }
            _ => Ok(()),
        }
    }

    /// Every prefix that Twilio announces somewhere.
    pub fn announced_by_twilio(&self) -> Vec<Ipv4Net> {
        self.exchanges
            .iter()
            .flat_map(|exchange| exchange.prefixes.iter().copied())
            .collect()
    }

    /// A cross connect by its SID.
    ///
    /// # Errors
    /// 20404.
    pub fn cross_connect(&self, sid: &str) -> Result<&CrossConnect, Refusal> {
        let found = self
            .cross_connects
            .iter()
            .find(|cross_connect| cross_connect.sid == sid);
        found.ok_or_else(|| Refusal::new(Code::NotFound, format!("there is no cross connect {sid}")))
    }

    /// The SID of the cross connect that a SID leads to: its own, or that of a session over it.
    pub fn carrier_of(&self, sid: &str) -> Option<&str> {
        let cross_connect = self.cross_connects.iter().find(|found| found.sid == sid);
        let session = self.bgp_sessions.iter().find(|found| found.sid == sid);
        let carrier = session.map(|session| session.cross_connect_sid.as_str());
        cross_connect.map(|found| found.sid.as_str()).or(carrier)
    }

    /// A cross connect by its SID, to change it.
    ///
    /// # Errors
    /// 20404.
    pub fn cross_connect_mut(&mut self, sid: &str) -> Result<&mut CrossConnect, Refusal> {
        let found = self
            .cross_connects
            .iter_mut()
            .find(|cross_connect| cross_connect.sid == sid);
        found.ok_or_else(|| Refusal::new(Code::NotFound, format!("there is no cross connect {sid}")))
    }

    fn identity(&mut self, prefix: &str) -> Identity {
        self.ordinals += 1;
        Identity {
            ordinal: self.ordinals,
            sid: self.sids.draw(prefix),
        }
    }
}

// What a customer does to cross connects.
impl World {
    /// Places an order whose values have been judged.
    ///
    /// # Errors
    /// 20409 with `existing_sid` when the name is in use: also by one that is still being removed.
    pub fn order(&mut self, order: Order, at: Timestamp) -> Result<&CrossConnect, Refusal> {
        self.refuse_used_name(&order.unique_name)?;
        let identity = self.identity(sid::CROSS_CONNECT);
        let sid = identity.sid.clone();
        self.cross_connects.push(order.place(identity, &self.step_times, at));
        self.cross_connect(&sid)
    }

    /// Changes a cross connect whose new values have been judged. All of the change happens, or none.
    ///
    /// # Errors
    /// 62020, 62034, and per value what its status does not allow; 20409 for a name in use.
    pub fn change(&mut self, sid: &str, change: CrossConnectChange, at: Timestamp) -> Result<(), Refusal> {
        let current = self.cross_connect(sid)?;
        current.refuse_if_pending_deletion()?;
        let change = change.without_what_is_so(current);
        change.refuse_unless_allowed(current)?;
        self.refuse_without_capacity(&change, current)?;
        if let Some(name) = &change.unique_name {
            self.refuse_used_name(name)?;
        }
        let new_letter = match &change.loa_entity {
            Some(entity) => self.next_letter(sid, entity, at)?,
            None => None,
        };
        let times = self.step_times;
        let changed = self.cross_connect_mut(sid)?;
        changed.revision += 1;
        change.apply(changed, &times, at);
        if let Some(letter) = new_letter {
            changed.replace_letter(letter, at);
        }
        self.settle_session_of(sid, at);
        Ok(())
    }

    /// Issues the letter anew.
    ///
    /// # Errors
    /// 62014 before the first letter, 20409 once completion is reported, 62028 on a declined order, 62020.
    pub fn reissue_letter(&mut self, sid: &str, at: Timestamp) -> Result<(), Refusal> {
        let current = self.cross_connect(sid)?;
        current.allow_reissue()?;
        let entity = current.loa_entity.clone();
        let letter = self.next_letter(sid, &entity, at)?;
        let changed = self.cross_connect_mut(sid)?;
        if let Some(letter) = letter {
            changed.revision += 1;
            changed.replace_letter(letter, at);
        }
        Ok(())
    }

    /// Reports completion. Its values have been judged.
    ///
    /// # Errors
    /// 20404.
    pub fn complete(&mut self, sid: &str, completion: Completion, at: Timestamp) -> Result<(), Refusal> {
        let times = self.step_times;
        self.cross_connect_mut(sid)?.complete(completion, &times, at);
        Ok(())
    }

    /// Deletes a cross connect; it is gone when the data centre has removed it, and an order that nobody has acted on is gone at once.
    /// Deleting it again changes nothing. A session whose deletion waits goes with it.
    ///
    /// # Errors
    /// 20409 with `bgp_session_sids` while a session hangs on it.
    pub fn delete_cross_connect(&mut self, sid: &str, at: Timestamp) -> Result<(), Refusal> {
        if let Some(session) = self.session_in_place(sid) {
            let message = format!("a BGP session runs over {sid}; delete it first");
            return Err(Refusal::new(Code::Conflict, message).with_sessions(vec![session.sid.clone()]));
        }
        let times = self.step_times;
        let deleted = self.cross_connect_mut(sid)?;
        if deleted.is_untouched() {
            self.remove_cross_connect(sid);
        } else if deleted.status != CrossConnectStatus::PendingDeletion {
            deleted.delete(&times, at);
        }
        Ok(())
    }

    /// The letter that replaces the present one; none while no letter has been issued.
    fn next_letter(&mut self, sid: &str, entity: &str, at: Timestamp) -> Result<Option<Letter>, Refusal> {
        let Some(present) = self.cross_connect(sid)?.letter.clone() else {
            return Ok(None);
        };
        Ok(Some(present.reissued(self.sids.draw(sid::LETTER), entity, at)))
    }

    fn refuse_used_name(&self, name: &str) -> Result<(), Refusal> {
        match self
            .cross_connects
            .iter()
            .find(|cross_connect| cross_connect.unique_name == name)
        {
            None => Ok(()),
            Some(holder) => {
                let message = format!("{name} is the name of {} already", holder.sid);
                Err(Refusal::new(Code::Conflict, message)
                    .about("UniqueName")
                    .held_by(&holder.sid))
            }
        }
    }
}

/// What a request changes in a cross connect. `None` leaves a value alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrossConnectChange {
    /// The name.
    pub unique_name: Option<String>,
    /// The bandwidth, in Mbps.
    pub bandwidth_mbps: Option<u32>,
    /// The party that the letter names.
    pub loa_entity: Option<String>,
    /// `Some(None)`: no group.
    pub redundancy_group: Option<Option<String>>,
    /// `Some(None)`: no role.
    pub redundancy_role: Option<Option<RedundancyRole>>,
    /// Switched on or off.
    pub enabled: Option<bool>,
}

impl CrossConnectChange {
    fn without_what_is_so(mut self, current: &CrossConnect) -> Self {
        self.unique_name = self.unique_name.filter(|name| *name != current.unique_name);
        self.bandwidth_mbps = self
            .bandwidth_mbps
            .filter(|bandwidth| *bandwidth != current.bandwidth_mbps);
        self.loa_entity = self.loa_entity.filter(|entity| *entity != current.loa_entity);
        self.redundancy_group = self.redundancy_group.filter(|group| *group != current.redundancy_group);
        self.redundancy_role = self.redundancy_role.filter(|role| *role != current.redundancy_role);
        self.enabled = self.enabled.filter(|enabled| *enabled != current.enabled);
        self
    }

    fn refuse_unless_allowed(&self, current: &CrossConnect) -> Result<(), Refusal> {
        if *self == Self::default() {
            return Err(Refusal::new(Code::NothingToChange, "the request changes nothing"));
        }
        if self.loa_entity.is_some() {
            current.allow_entity()?;
        }
        if self.bandwidth_mbps.is_some() {
            current.allow_bandwidth(self.enabled == Some(true))?;
        }
        Ok(())
    }

    /// Writes the values. A new letter is the caller's business.
    fn apply(self, changed: &mut CrossConnect, times: &StepTimes, at: Timestamp) {
        if let Some(name) = self.unique_name {
            let description = format!("renamed from {} to {name}", changed.unique_name);
            changed.unique_name = name;
            changed.note(Actor::Customer, at, &description);
        }
        if let Some(group) = self.redundancy_group {
            changed.redundancy_group = group;
            changed.note(Actor::Customer, at, "redundancy group changed");
        }
        if let Some(entity) = self.loa_entity {
            changed.loa_entity = entity;
            changed.note(Actor::Customer, at, "party of the letter changed");
        }
        if let Some(role) = self.redundancy_role {
            changed.redundancy_role = role;
            changed.note(Actor::Customer, at, "redundancy role changed");
        }
        if self.enabled == Some(true) {
            changed.enable(true, at);
        }
        if let Some(bandwidth) = self.bandwidth_mbps {
            changed.order_bandwidth(bandwidth, times, at);
        }
        if self.enabled == Some(false) {
            changed.enable(false, at);
        }
    }
}
