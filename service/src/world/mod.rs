//! The world behind the API: the objects, and their steps over time.
//!
//! The module contains pure data and rules, without HTTP, waits, or a clock. Each call receives the time.
//! [`World::advance_to`] first carries out every step that was due by then, in the order of time, with the instant at
//! which it was due.

pub mod asn;
pub mod bgp_session;
pub mod bgp_session_change;
pub mod calendar;
pub mod cross_connect;
pub mod cross_connect_change;
mod decisions;
pub mod deletion;
pub mod event;
pub mod exchange;
pub mod health;
pub mod idempotency;
pub mod interface_address;
pub mod ip_route;
pub mod letter;
pub mod maintenance;
pub mod outcome;
pub mod printable;
pub mod proposal;
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
use crate::world::calendar::Calendar;
use crate::world::cross_connect::{Completion, CrossConnect, CrossConnectStatus, Identity, Order};
use crate::world::cross_connect_change::CrossConnectChange;
use crate::world::event::Actor;
use crate::world::exchange::Exchange;
use crate::world::idempotency::Memory;
use crate::world::letter::{Dates, Letter};
use crate::world::outcome::Outcome;

/// The objects that a command touches, and the data that all commands share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// The catalog of exchanges.
    pub exchanges: Vec<Exchange>,
    /// The objects, in the order of creation.
    pub cross_connects: Vec<CrossConnect>,
    /// The objects, in the order of creation.
    pub bgp_sessions: Vec<BgpSession>,
    /// The pace and the durations of the steps that begin from now on.
    pub step_times: StepTimes,
    /// The outcomes of future steps, as set by tests.
    pub outcomes: Vec<Outcome>,
    /// The idempotency keys, with the objects that they have created.
    pub idempotency: Memory,
    /// The interface subnets of the sessions that are not loaded.
    #[serde(skip)]
    pub taken_subnets: Vec<Ipv4Net>,
    sids: SidGenerator,
    ordinals: u64,
}

impl World {
    /// A world without orders.
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

    /// The SID generator and the last ordinal.
    pub fn counters(&self) -> (SidGenerator, u64) {
        (self.sids.clone(), self.ordinals)
    }

    /// Continues to count from these counters.
    pub fn count_from(&mut self, (sids, ordinals): (SidGenerator, u64)) {
        (self.sids, self.ordinals) = (sids, ordinals);
    }

    /// The seed of its SIDs, which does not change.
    pub fn sid_seed(&self) -> u64 {
        self.sids.seed()
    }

    /// The exchange with an edge id.
    pub fn exchange(&self, edge: &str) -> Option<&Exchange> {
        self.exchanges.iter().find(|exchange| exchange.edge == edge)
    }

    fn refuse_without_capacity(&self, change: &CrossConnectChange, current: &CrossConnect) -> Result<(), Refusal> {
        let exchange = self.exchange(&current.exchange);
        let in_service = current.proposals.bandwidth_mbps.in_service();
        let wanted = change.bandwidth_mbps.filter(|wanted| Some(wanted) != in_service);
        match wanted.zip(exchange) {
            Some((wanted, exchange)) if !exchange.available().contains(&wanted) => {
                let message = format!("{} does not have capacity for {wanted} Mbps", exchange.edge);
                Err(Refusal::new(Code::NoCapacity, message).about("BandwidthMbps"))
            }
            _ => Ok(()),
        }
    }

    /// Every prefix that Twilio announces at any exchange.
    pub fn announced_by_twilio(&self) -> Vec<Ipv4Net> {
        self.exchanges
            .iter()
            .flat_map(|exchange| exchange.prefixes.iter().copied())
            .collect()
    }

    /// The cross connect with a SID.
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

    /// The SID of the cross connect for its own SID, or for the SID of a session over it.
    pub fn carrier_of(&self, sid: &str) -> Option<&str> {
        let cross_connect = self.cross_connects.iter().find(|found| found.sid == sid);
        let session = self.bgp_sessions.iter().find(|found| found.sid == sid);
        let carrier = session.map(|session| session.cross_connect_sid.as_str());
        cross_connect.map(|found| found.sid.as_str()).or(carrier)
    }

    /// The cross connect with a SID, mutable.
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

// The commands of a customer for cross connects.
impl World {
    /// Places an order with checked values.
    ///
    /// # Errors
    /// 20409 with `existing_sid` if the name is in use, also by a cross connect whose removal is not decided yet.
    pub fn order(&mut self, order: Order, at: Timestamp) -> Result<&CrossConnect, Refusal> {
        self.refuse_used_name(&order.unique_name)?;
        let identity = self.identity(sid::CROSS_CONNECT);
        let sid = identity.sid.clone();
        self.cross_connects.push(order.place(identity, &self.step_times, at));
        self.cross_connect(&sid)
    }

    /// Changes a cross connect to checked values. Either all values change, or none.
    ///
    /// # Errors
    /// 62020, 62034, and the refusal of a value that the status does not allow; 20409 for a name in use.
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
            Some(entity) if !self.step_times.wait_for_people() => self.next_letter(sid, entity, at)?,
            Some(_) | None => None,
        };
        let times = self.step_times;
        let changed = self.cross_connect_mut(sid)?;
        changed.revision += 1;
        change.apply(changed, &times, at);
        if let Some(letter) = new_letter {
            changed.replace_letter(letter, Actor::Customer, at);
        }
        self.settle_session_of(sid, at);
        Ok(())
    }

    /// Re-issues the letter, or requests a new letter from a person.
    ///
    /// # Errors
    /// 62014 before the first letter, 20409 after completion was reported, 62028 for a declined order, 62020.
    pub fn reissue_letter(&mut self, sid: &str, at: Timestamp) -> Result<(), Refusal> {
        let current = self.cross_connect(sid)?;
        current.allow_reissue()?;
        if self.step_times.wait_for_people() {
            self.cross_connect_mut(sid)?.ask_for_letter(at);
            return Ok(());
        }
        let entity = current.loa_entity.clone();
        let letter = self.next_letter(sid, &entity, at)?;
        let changed = self.cross_connect_mut(sid)?;
        if let Some(letter) = letter {
            changed.revision += 1;
            changed.replace_letter(letter, Actor::Customer, at);
        }
        Ok(())
    }

    /// Reports completion with checked values.
    ///
    /// # Errors
    /// 20404.
    pub fn complete(&mut self, sid: &str, completion: Completion, at: Timestamp) -> Result<(), Refusal> {
        let times = self.step_times;
        self.cross_connect_mut(sid)?.complete(completion, &times, at);
        Ok(())
    }

    /// Deletes a cross connect. It is gone when the data center has removed it; an order that no one has acted on is gone at once.
    /// A repeated deletion changes nothing. A session in deletion is removed with its cross connect.
    ///
    /// # Errors
    /// 20409 with `bgp_session_sids` while a session runs over it.
    pub fn delete_cross_connect(&mut self, sid: &str, at: Timestamp) -> Result<(), Refusal> {
        if let Some(session) = self.session_in_place(sid) {
            let message = format!("a BGP session runs over {sid}; delete the BGP session first");
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

    /// The letter that replaces the present one; none before the first letter.
    fn next_letter(&mut self, sid: &str, entity: &str, at: Timestamp) -> Result<Option<Letter>, Refusal> {
        let current = self.cross_connect(sid)?;
        let (present, exchange) = (current.letter.clone(), self.exchange(&current.exchange));
        let Some((present, exchange)) = present.zip(exchange) else {
            return Ok(None);
        };
        let dates = Dates::from(at, &Calendar::of(exchange));
        Ok(Some(present.reissued(self.sids.draw(sid::LETTER), entity, dates)))
    }

    /// The next letter of a cross connect: the first one, or the replacement of the present one.
    pub fn usual_letter(&mut self, sid: &str, at: Timestamp) -> Option<Letter> {
        let ordered = self.cross_connect(sid).ok()?;
        let entity = ordered.loa_entity.clone();
        if ordered.letter.is_some() {
            return self.next_letter(sid, &entity, at).ok().flatten();
        }
        let letter_sid = self.sids.draw(sid::LETTER);
        let exchange = self.exchange(&self.cross_connect(sid).ok()?.exchange)?;
        let dates = Dates::from(at, &Calendar::of(exchange));
        Some(Letter::first(letter_sid, &entity, exchange, dates))
    }

    /// Refuses a name that a cross connect has.
    ///
    /// # Errors
    /// 20409 with `existing_sid`.
    pub fn refuse_used_name(&self, name: &str) -> Result<(), Refusal> {
        match self
            .cross_connects
            .iter()
            .find(|cross_connect| cross_connect.unique_name == name && cross_connect.holds_name())
        {
            None => Ok(()),
            Some(holder) => {
                let message = format!("\"{name}\" is the name of {} already", holder.sid);
                Err(Refusal::new(Code::Conflict, message)
                    .about("UniqueName")
                    .held_by(&holder.sid))
            }
        }
    }
}
