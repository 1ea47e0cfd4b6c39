//! The commands of a customer for BGP sessions, and the effects of their cross connects.

use std::collections::HashSet;

use ipnet::Ipv4Net;
use jiff::Timestamp;

use crate::code::Code;
use crate::refusal::Refusal;
use crate::sid;
use crate::world::World;
use crate::world::bgp_session::{BgpSession, BgpSessionStatus, SessionRequest};
use crate::world::bgp_session_change::SessionChange;
use crate::world::cross_connect::{CrossConnectStatus, LinkStatus};
use crate::world::interface_address::{self, Allocation};
use crate::world::special_purpose::overlap;

impl World {
    /// The session with a SID.
    ///
    /// # Errors
    /// 20404.
    pub fn bgp_session(&self, sid: &str) -> Result<&BgpSession, Refusal> {
        let found = self.bgp_sessions.iter().find(|session| session.sid == sid);
        found.ok_or_else(|| Refusal::new(Code::NotFound, format!("there is no BGP session {sid}")))
    }

    /// The sessions over a cross connect.
    pub fn sessions_of<'a>(&'a self, cross_connect_sid: &'a str) -> impl Iterator<Item = &'a BgpSession> {
        self.bgp_sessions
            .iter()
            .filter(move |session| session.cross_connect_sid == cross_connect_sid)
    }

    /// Refuses a cross connect that does not exist, or whose status does not allow a session.
    ///
    /// # Errors
    /// 62012 if it does not exist, 62028 if it is expired or declined, 62020 while it is removed.
    pub fn refuse_dead_carrier(&self, cross_connect_sid: &str) -> Result<(), Refusal> {
        let carrier = self.cross_connect(cross_connect_sid).map_err(|_| {
            let message = format!("there is no cross connect {cross_connect_sid}");
            Refusal::new(Code::ConnectionNotFound, message).about("CrossConnectSid")
        })?;
        carrier.refuse_if_expired()?;
        carrier.refuse_if_pending_deletion()
    }

    /// The session of a cross connect, unless it is being deleted.
    pub fn session_in_place(&self, cross_connect_sid: &str) -> Option<&BgpSession> {
        let mut sessions = self.bgp_sessions.iter();
        sessions.find(|session| {
            session.cross_connect_sid == cross_connect_sid && session.status != BgpSessionStatus::Deleting
        })
    }

    /// Refuses a cross connect that already carries a session.
    fn refuse_used_carrier(&self, cross_connect_sid: &str) -> Result<(), Refusal> {
        match self.session_in_place(cross_connect_sid) {
            None => Ok(()),
            Some(holder) => {
                let message = format!("{} already runs over {cross_connect_sid}", holder.sid);
                Err(Refusal::new(Code::Conflict, message)
                    .about("CrossConnectSid")
                    .held_by(&holder.sid))
            }
        }
    }

    /// Opens a session with checked values over a checked cross connect.
    ///
    /// # Errors
    /// - 20409 with the session that the cross connect already carries
    /// - 62100 if another session has the interface subnet
    /// - 62200 if the pool of addresses is used up
    pub fn open_session(&mut self, request: SessionRequest, at: Timestamp) -> Result<&BgpSession, Refusal> {
        self.refuse_used_carrier(&request.cross_connect_sid)?;
        self.refuse_used_subnet(request.customer_address, None)?;
        let allocation = self.allocate()?;
        let times = self.step_times;
        let identity = self.identity(sid::BGP_SESSION);
        let sid = identity.sid.clone();
        let mut session = request.open(identity, at);
        if self
            .cross_connect(&session.cross_connect_sid)
            .is_ok_and(|carrier| carrier.configured)
        {
            session.assign(&allocation);
            session.configure(&times, at);
        }
        let cross_connect_sid = session.cross_connect_sid.clone();
        self.bgp_sessions.push(session);
        self.settle_session_of(&cross_connect_sid, at);
        self.bgp_session(&sid)
    }

    /// Changes a session to checked values.
    ///
    /// # Errors
    /// 62015 during a transition, 62034 if nothing is new, 62100 for a used subnet, 62200 if the pool of addresses is used up.
    pub fn change_session(&mut self, sid: &str, change: SessionChange, at: Timestamp) -> Result<(), Refusal> {
        let current = self.bgp_session(sid)?;
        let cross_connect_sid = current.cross_connect_sid.clone();
        current.allow_change()?;
        let change = change.without_what_is_so(current);
        if change.is_empty() {
            return Err(Refusal::new(
                Code::NothingToChange,
                "the request does not change anything",
            ));
        }
        self.refuse_used_subnet(change.customer_address.flatten(), Some(sid))?;
        let allocation = self.allocate()?;
        let times = self.step_times;
        self.with_session(sid, |session| {
            if session.status == BgpSessionStatus::Available && times.wait_for_people() {
                return change.ask(session, at);
            }
            let resets = change.resets_session() || session.status == BgpSessionStatus::Failed;
            let is_pending = session.status == BgpSessionStatus::Pending;
            change.apply(session);
            match (is_pending, resets) {
                (true, _) => session.date_updated = at,
                (false, true) => {
                    session.assign(&allocation);
                    session.configure(&times, at);
                }
                (false, false) => session.update(&times, at),
            }
        });
        self.settle_session_of(&cross_connect_sid, at);
        Ok(())
    }

    /// Deletes a session. A session that was never configured is gone at once. A repeated deletion changes nothing.
    ///
    /// # Errors
    /// 20404.
    pub fn delete_session(&mut self, sid: &str, at: Timestamp) -> Result<(), Refusal> {
        let session = self.bgp_session(sid)?;
        let cross_connect_sid = session.cross_connect_sid.clone();
        if session.was_never_configured() {
            self.bgp_sessions.retain(|session| session.sid != sid);
        } else if session.status != BgpSessionStatus::Deleting {
            let times = self.step_times;
            self.with_session(sid, |session| session.delete(&times, at));
            self.settle_session_of(&cross_connect_sid, at);
        }
        Ok(())
    }

    /// Changes a session, if it exists.
    pub fn with_session(&mut self, sid: &str, change: impl FnOnce(&mut BgpSession)) {
        if let Some(session) = self.bgp_sessions.iter_mut().find(|session| session.sid == sid) {
            change(session);
        }
    }

    /// Updates the sessions over a cross connect after a change of the cross connect.
    pub fn settle_session_of(&mut self, cross_connect_sid: &str, at: Timestamp) {
        let Ok(carrier) = self.cross_connect(cross_connect_sid) else {
            return;
        };
        let (status, reason, configured) = (carrier.status, carrier.status_reason.clone(), carrier.configured);
        let link_is_up = carrier.link_status() == LinkStatus::Up;
        let times = self.step_times;
        let sessions: Vec<String> = self
            .sessions_of(cross_connect_sid)
            .map(|found| found.sid.clone())
            .collect();
        for sid in sessions {
            let is_pending = self
                .bgp_session(&sid)
                .is_ok_and(|found| found.status == BgpSessionStatus::Pending);
            let allocation = if is_pending && configured {
                self.allocate().ok()
            } else {
                None
            };
            self.with_session(&sid, |session| {
                if let Some(allocation) = allocation {
                    session.assign(&allocation);
                    session.configure(&times, at);
                } else if is_pending && status == CrossConnectStatus::Rejected {
                    session.fail_with_cross_connect(reason.clone(), at);
                }
                session.settle_state(link_is_up, at);
            });
        }
    }

    pub(super) fn allocate(&self) -> Result<Allocation, Refusal> {
        let loaded = self.bgp_sessions.iter().flat_map(BgpSession::subnets);
        let taken: HashSet<Ipv4Net> = loaded.chain(self.taken_subnets.iter().copied()).collect();
        interface_address::allocate(|subnet| taken.contains(subnet))
            .ok_or_else(|| Refusal::new(Code::NetworkUnavailable, "no interface address is available"))
    }

    fn refuse_used_subnet(&self, address: Option<Ipv4Net>, except: Option<&str>) -> Result<(), Refusal> {
        let others = self
            .bgp_sessions
            .iter()
            .filter(|session| Some(session.sid.as_str()) != except && session.status != BgpSessionStatus::Deleting);
        let used = address.is_some_and(|address| {
            others
                .flat_map(BgpSession::subnets)
                .chain(self.taken_subnets.iter().copied())
                .any(|subnet| overlap(&subnet, &address.trunc()))
        });
        match used {
            false => Ok(()),
            true => Err(
                Refusal::new(Code::AddressInUse, "the subnet is already in use by another connection")
                    .about(interface_address::PARAMETER),
            ),
        }
    }
}
