//! One cross connect and one BGP session at one moment, as far as a plan or the account shows them.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use jiff::Timestamp;
use jiff::civil::Date;

use super::demarcation::Demarcation;
use super::fact::Fact;
use crate::domain::{
    Asn, Bandwidth, BgpSessionSid, BgpSessionStatus, CompletedOn, CompletionReference, CrossConnectSid,
    CrossConnectStatus, Exchange, InterfaceAddress, IpRoutes, LinkStatus, LoaEntity, LoaRevision, RedundancyGroup,
    RedundancyRole, UniqueName,
};

/// A cross connect at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrossConnect {
    /// Its SID, once it is ordered.
    pub sid: Option<CrossConnectSid>,
    /// The customer's name for it.
    pub name: Fact<UniqueName>,
    /// The exchange at which it ends.
    pub exchange: Fact<Exchange>,
    /// Its bandwidth.
    pub bandwidth: Fact<Bandwidth>,
    /// The party on its letter of authorization.
    pub loa_entity: Fact<LoaEntity>,
    /// The redundant set that it belongs to.
    pub group: Fact<RedundancyGroup>,
    /// The role in that set; null counts as primary.
    pub role: Fact<RedundancyRole>,
    /// The administrative state: true for a circuit that must be in service; null counts as true.
    pub enabled: Fact<bool>,
    /// The administrative state in the Terraform state before the read, if a read came before the plan.
    pub last_enabled: Fact<bool>,
    /// The minimum revision of its letter.
    pub loa_revision: Fact<LoaRevision>,
    /// The completion notice.
    pub completion: Fact<Notice>,
    /// True where it is protected against deletion.
    pub protection: Fact<bool>,
    /// The status of the order.
    pub status: Fact<CrossConnectStatus>,
    /// The service's reason for the status, if it gives one.
    pub reason: Fact<String>,
    /// The state of the fiber, if it is measured.
    pub link: Fact<LinkStatus>,
    /// The letter of authorization.
    pub letter: Fact<Letter>,
    /// Its end at the data center, as the letter shows it.
    pub demarcation: Fact<Demarcation>,
    /// The instant of the order.
    pub ordered_at: Fact<Timestamp>,
    /// True after its removal is decided: another circuit can have its name.
    pub has_given_up_name: bool,
    /// The times at which it may be out of service.
    pub maintenance: Vec<Maintenance>,
    /// Its changes that were declined and not requested again.
    pub declined: Vec<Declined>,
    /// The new letter that a person has not issued yet.
    pub letter_to_come: Option<LetterToCome>,
}

/// A new letter of authorization that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterToCome {
    /// A letter for another party, requested by `loa_entity`.
    ForAnotherParty {
        /// The party on the current letter.
        current: LoaEntity,
        /// The party on the new letter.
        requested: LoaEntity,
    },
    /// A letter of the next revision, requested by `loa_revision`.
    OfRevision(u64),
}

/// A time at which a circuit may be out of service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maintenance {
    /// The beginning.
    pub from: Timestamp,
    /// The end.
    pub until: Timestamp,
    /// The work.
    pub reason: String,
}

/// A change that was declined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declined {
    /// The attribute.
    pub attribute: &'static str,
    /// The requested value, such as `to 1000`; empty if there is no value to show.
    pub change: String,
    /// The party that declined it, with its role.
    pub by: String,
    /// The instant of the decision.
    pub at: Timestamp,
    /// The reason, if one was given.
    pub reason: Option<String>,
}

/// The data center's completion notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The reference on it.
    pub reference: Fact<CompletionReference>,
    /// The day on which the work was completed.
    pub completed_on: Fact<CompletedOn>,
}

/// The dates of a letter of authorization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The first day of its validity, at the exchange, if it is known.
    pub issued_on: Option<Date>,
    /// The last day of its validity, at the exchange, if it is known.
    pub expires_on: Option<Date>,
    /// The number of letters issued for the circuit, this one included, if it is known.
    pub revision: Option<u64>,
    /// The instant of its issue.
    pub issued_at: Timestamp,
    /// The instant from which it is no longer valid.
    pub expires_at: Timestamp,
}

/// A BGP session at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BgpSession {
    /// Its SID, once it is created.
    pub sid: Option<BgpSessionSid>,
    /// The cross connect that carries it.
    pub cross_connect_sid: Fact<CrossConnectSid>,
    /// The customer's routes.
    pub routes: Fact<IpRoutes>,
    /// True where it is administratively enabled.
    pub enabled: Fact<bool>,
    /// The customer's ASN; null if Twilio assigns one.
    pub customer_asn: Fact<Asn>,
    /// The customer's interface address; null if Twilio assigns one.
    pub customer_address: Fact<InterfaceAddress>,
    /// The version of the MD5 key.
    pub md5_key_version: Fact<i64>,
    /// True where the service has an MD5 key for it; unknown while a change of the key waits for a decision.
    pub has_md5_key: Fact<bool>,
    /// The status of its configuration.
    pub status: Fact<BgpSessionStatus>,
    /// Its changes that were declined and not requested again.
    pub declined: Vec<Declined>,
}

impl CrossConnect {
    /// The same as an order that does not exist yet.
    #[must_use]
    pub fn ordered(self) -> Self {
        Self {
            sid: None,
            status: Fact::Null,
            reason: Fact::Null,
            letter: Fact::Null,
            demarcation: Fact::Null,
            ordered_at: Fact::Null,
            ..self
        }
    }

    /// The same as the change of a circuit that stays. Values that the service decides are taken from `before`.
    #[must_use]
    pub fn kept_from(self, before: &Self) -> Self {
        Self {
            sid: before.sid.clone(),
            status: before.status.clone(),
            letter: before.letter,
            demarcation: before.demarcation.clone(),
            ..self
        }
    }

    /// The name for messages, quoted as the user writes it.
    pub fn shown(&self) -> String {
        match (&self.name, &self.sid, self.exchange.known()) {
            (Fact::Known(name), _, _) => format!("\"{name}\""),
            (_, Some(sid), _) => sid.to_string(),
            (_, None, Some(exchange)) => format!("a cross connect at {exchange} whose name is not known yet"),
            (_, None, None) => "a cross connect whose name is not known yet".to_owned(),
        }
    }

    /// The name and the SID, as far as there are any.
    pub fn shown_in_full(&self) -> String {
        match (&self.name, &self.sid) {
            (Fact::Known(name), Some(sid)) => format!("\"{name}\" ({sid})"),
            _ => self.shown(),
        }
    }

    /// True where it is or will be a circuit: neither rejected nor being removed.
    pub fn is_standing(&self) -> bool {
        use CrossConnectStatus as Status;
        !matches!(
            self.status.known(),
            Some(Status::Rejected | Status::PendingDeletion | Status::Deleted)
        )
    }

    /// True where it carries traffic, by its status.
    pub fn is_in_service(&self) -> bool {
        use CrossConnectStatus as Status;
        matches!(self.status.known(), Some(Status::Active | Status::Updating))
    }

    /// True where it is known to be protected against deletion. A rejected order is never protected.
    pub fn is_protected(&self) -> bool {
        self.protection.is(&true) && !self.is_dead()
    }

    /// True where its order is known to be rejected or deleted.
    pub fn is_dead(&self) -> bool {
        self.status.known().is_some_and(CrossConnectStatus::is_dead)
    }
}

impl BgpSession {
    /// The same as a session that does not exist yet.
    #[must_use]
    pub fn created(self) -> Self {
        Self {
            sid: None,
            status: Fact::Null,
            ..self
        }
    }

    /// The same as the change of a session that stays. Values that the service decides are taken from `before`.
    #[must_use]
    pub fn kept_from(self, before: &Self) -> Self {
        Self {
            sid: before.sid.clone(),
            status: before.status.clone(),
            ..self
        }
    }

    /// True where it carries traffic, by its status.
    pub fn is_in_service(&self) -> bool {
        use BgpSessionStatus as Status;
        self.enabled.is(&true) && matches!(self.status.known(), Some(Status::Available | Status::Updating))
    }

    /// The /24 blocks that its routes lie in, each as the number of its first address. A route has at most 256 addresses.
    pub fn blocks(&self) -> BTreeSet<u32> {
        let routes = self.routes.known().into_iter().flat_map(IpRoutes::iter);
        routes.map(|route| u32::from(route.get().network()) & !0xff).collect()
    }

    /// True where one of its routes is in the /24 that begins at `block`.
    pub fn announces_in(&self, block: u32) -> bool {
        let block = Ipv4Net::new(Ipv4Addr::from(block), 24);
        let inside = |routes: &IpRoutes| block.is_ok_and(|block| routes.inside(block).next().is_some());
        self.routes.known().is_some_and(inside)
    }
}
