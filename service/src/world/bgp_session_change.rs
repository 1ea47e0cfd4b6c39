//! The changes of a BGP session by a customer, and the decisions about changes that wait for a person.

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::world::asn;
use crate::world::bgp_session::{AssignedBy, BgpSession, BgpSessionStatus, assigned_by};
use crate::world::interface_address::{self, Allocation};
use crate::world::proposal::{Proposal, Refused};

/// The values of a session whose change can wait for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposals {
    /// The routes.
    pub ip_routes: Proposal<Vec<Ipv4Net>>,
    /// The customer's ASN; none: Twilio assigns one.
    pub customer_asn: Proposal<Option<u32>>,
    /// The customer's end of the link; none: Twilio assigns one.
    pub customer_address: Proposal<Option<Ipv4Net>>,
    /// True if an MD5 key is set.
    pub md5_key: Proposal<bool>,
    /// The administrative switch.
    pub enabled: Proposal<bool>,
}

impl Proposals {
    /// True while a change waits.
    pub fn are_pending(&self) -> bool {
        self.ip_routes.pending.is_some() || self.enabled.pending.is_some() || self.reset_session()
    }

    /// The instant of the earliest request that waits.
    pub fn since(&self) -> Option<Timestamp> {
        let instants = [
            self.ip_routes.since(),
            self.customer_asn.since(),
            self.customer_address.since(),
            self.md5_key.since(),
            self.enabled.since(),
        ];
        instants.into_iter().flatten().min()
    }

    /// True while a change waits that will reset the session.
    fn reset_session(&self) -> bool {
        self.customer_asn.pending.is_some() || self.customer_address.pending.is_some() || self.md5_key.pending.is_some()
    }

    /// True if a change was declined and not requested again.
    pub fn were_declined(&self) -> bool {
        self.ip_routes.declined.is_some()
            || self.customer_asn.declined.is_some()
            || self.customer_address.declined.is_some()
            || self.md5_key.declined.is_some()
            || self.enabled.declined.is_some()
    }
}

/// The values that a request changes in a session. `None` does not change a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionChange {
    /// The complete list of routes.
    pub ip_routes: Option<Vec<Ipv4Net>>,
    /// The customer's value; `Some(None)`: Twilio assigns one.
    pub customer_asn: Option<Option<u32>>,
    /// The customer's value; `Some(None)`: Twilio assigns one.
    pub customer_address: Option<Option<Ipv4Net>>,
    /// The administrative switch.
    pub enabled: Option<bool>,
    /// The MD5 key.
    pub md5_key: Option<Md5KeyChange>,
}

/// The change of an MD5 key. The key itself is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Md5KeyChange {
    /// A key is set. It always counts as new.
    Set,
    /// The key is removed.
    Remove,
}

impl SessionChange {
    /// Removes the values that the session already has.
    pub fn without_what_is_so(mut self, session: &BgpSession) -> Self {
        self.ip_routes = self.ip_routes.filter(|routes| !same_set(routes, &session.ip_routes));
        let asn = supplied(session.customer_asn, session.customer_asn_assigned_by);
        self.customer_asn = self.customer_asn.filter(|wanted| *wanted != asn);
        let address = supplied(session.customer_address, session.customer_address_assigned_by);
        self.customer_address = self.customer_address.filter(|wanted| *wanted != address);
        self.enabled = self.enabled.filter(|wanted| *wanted != session.enabled);
        self.md5_key = self
            .md5_key
            .filter(|change| *change == Md5KeyChange::Set || session.has_md5_key);
        self
    }

    /// True if the change has no value.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// True if the change resets the session.
    pub fn resets_session(&self) -> bool {
        self.customer_asn.is_some() || self.customer_address.is_some() || self.md5_key.is_some()
    }

    /// Writes the values into the session. The world changes the status and the assigned values.
    pub fn apply(self, session: &mut BgpSession) {
        if let Some(routes) = self.ip_routes {
            session.ip_routes = routes;
        }
        if let Some(asn) = self.customer_asn {
            session.take_asn(asn);
        }
        if let Some(address) = self.customer_address {
            session.take_address(address);
        }
        session.enabled = self.enabled.unwrap_or(session.enabled);
        if let Some(change) = self.md5_key {
            session.has_md5_key = change == Md5KeyChange::Set;
        }
        session.revision += 1;
    }

    /// Requests the values, which wait for a person. The session shows them from now on.
    pub(super) fn ask(mut self, session: &mut BgpSession, at: Timestamp) {
        self.withdraw_for_assigned(session);
        let proposals = &mut session.proposals;
        if let Some(routes) = &self.ip_routes {
            proposals.ip_routes.ask(session.ip_routes.clone(), routes.clone(), at);
        }
        if let Some(asn) = self.customer_asn {
            proposals.customer_asn.ask(session.customer_asn, asn, at);
        }
        if let Some(address) = self.customer_address {
            proposals.customer_address.ask(session.customer_address, address, at);
        }
        if let Some(enabled) = self.enabled {
            proposals.enabled.ask(session.enabled, enabled, at);
        }
        if let Some(change) = self.md5_key {
            let is_set = change == Md5KeyChange::Set;
            proposals.md5_key.ask_always(session.has_md5_key, is_set, at);
        }
        session.date_updated = at;
        self.apply(session);
    }

    /// Withdraws the request for a customer's value, if this change requests an assigned value and the value in service is assigned.
    fn withdraw_for_assigned(&mut self, session: &BgpSession) {
        let asn = session.proposals.customer_asn.in_service().copied().flatten();
        if self.customer_asn == Some(None) && asn.is_some_and(asn::is_assigned) {
            self.customer_asn = Some(asn);
        }
        let address = session.proposals.customer_address.in_service().copied().flatten();
        if self.customer_address == Some(None) && address.is_some_and(interface_address::is_assigned) {
            self.customer_address = Some(address);
        }
    }
}

impl BgpSession {
    fn take_asn(&mut self, asn: Option<u32>) {
        self.customer_asn = asn;
        self.customer_asn_assigned_by = assigned_by(asn.is_some_and(|asn| !asn::is_assigned(asn)));
    }

    fn take_address(&mut self, address: Option<Ipv4Net>) {
        self.customer_address = address;
        let is_supplied = address.is_some_and(|address| !interface_address::is_assigned(address));
        self.customer_address_assigned_by = assigned_by(is_supplied);
    }

    /// The routes in service.
    pub fn routes_in_service(&self) -> &[Ipv4Net] {
        self.proposals.ip_routes.in_service().unwrap_or(&self.ip_routes)
    }

    /// The administrative switch in service.
    pub fn is_enabled_in_service(&self) -> bool {
        *self.proposals.enabled.in_service().unwrap_or(&self.enabled)
    }

    /// The subnets of the link: the one in service, and the requested one.
    pub fn subnets(&self) -> impl Iterator<Item = Ipv4Net> {
        let in_service = self.proposals.customer_address.in_service().copied().flatten();
        [self.customer_address, in_service]
            .into_iter()
            .flatten()
            .map(|address| address.trunc())
    }

    /// Accepts every waiting change.
    pub(super) fn accept_changes(&mut self, allocation: &Allocation, at: Timestamp) {
        if self.proposals.reset_session() {
            self.forced_state = None;
            self.session_state_since = at;
        }
        self.proposals.ip_routes.accept();
        self.proposals.enabled.accept();
        self.proposals.customer_asn.accept();
        self.proposals.customer_address.accept();
        self.proposals.md5_key.accept();
        self.assign(allocation);
        self.date_updated = at;
    }

    /// Declines every waiting change. The session shows the values in service again.
    pub(super) fn decline_changes(&mut self, by: &Refused, at: Timestamp) {
        if let Some(routes) = self.proposals.ip_routes.decline(by, at) {
            self.ip_routes = routes;
        }
        if let Some(enabled) = self.proposals.enabled.decline(by, at) {
            self.enabled = enabled;
        }
        if let Some(asn) = self.proposals.customer_asn.decline(by, at) {
            self.take_asn(asn);
        }
        if let Some(address) = self.proposals.customer_address.decline(by, at) {
            self.take_address(address);
        }
        if let Some(is_set) = self.proposals.md5_key.decline(by, at) {
            self.has_md5_key = is_set;
        }
        self.date_updated = at;
    }

    /// Withdraws the removal, and restores the former status.
    pub(super) fn keep(&mut self, at: Timestamp) {
        if let Some(deletion) = self
            .deletion
            .take()
            .filter(|_| self.status == BgpSessionStatus::Deleting)
        {
            self.enter(deletion.status_before, at);
        }
    }
}

fn supplied<T>(value: Option<T>, by: AssignedBy) -> Option<T> {
    value.filter(|_| by == AssignedBy::Customer)
}

fn same_set(one: &[Ipv4Net], other: &[Ipv4Net]) -> bool {
    let sorted = |routes: &[Ipv4Net]| {
        let mut routes = routes.to_vec();
        routes.sort();
        routes
    };
    sorted(one) == sorted(other)
}
