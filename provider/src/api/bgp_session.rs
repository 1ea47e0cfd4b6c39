//! A BGP session: its record, and the parameters to create, find, and change it.

use super::body::Form;
use super::cross_connect::is_asked_for;
use super::edit::Edit;
use super::pending::{Declined, DeclinedChange, Hold, Pending, PendingChange};
use super::reason::StatusReason;
use super::revision::Revision;
use super::waiting::{self, WaitingFor};
use super::wire;
use crate::domain::{
    AccountSid, Asn, AssignedBy, BgpSessionSid, BgpSessionStatus, CrossConnectSid, InterfaceAddress, IpRoute, IpRoutes,
    Md5Key, SessionState,
};
use jiff::Timestamp;
use serde::Deserialize;

/// A BGP session as the service has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BgpSession {
    /// The SID.
    #[serde(deserialize_with = "wire::one")]
    pub sid: BgpSessionSid,
    /// The account.
    #[serde(deserialize_with = "wire::one")]
    pub account_sid: AccountSid,
    /// The cross connect that carries it.
    #[serde(deserialize_with = "wire::one")]
    pub cross_connect_sid: CrossConnectSid,
    /// The customer's routes, in the service's order.
    #[serde(deserialize_with = "wire::many")]
    pub ip_routes: Vec<IpRoute>,
    /// The customer's ASN; none until Twilio has assigned it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub customer_asn: Option<Asn>,
    /// The source of the customer's ASN: the customer or Twilio.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub customer_asn_assigned_by: Option<AssignedBy>,
    /// The customer's end of the link; none until Twilio has assigned it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub customer_address: Option<InterfaceAddress>,
    /// The source of the customer's address: the customer or Twilio.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub customer_address_assigned_by: Option<AssignedBy>,
    /// Twilio's ASN; none until the connection is configured.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub twilio_asn: Option<Asn>,
    /// Twilio's end of the link; none until the connection is configured.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub twilio_address: Option<InterfaceAddress>,
    /// The value of `enabled`.
    pub enabled: bool,
    /// True where an MD5 key is set; none if the service does not report it. The service never returns the key.
    #[serde(default)]
    pub has_md5_key: Option<bool>,
    /// The status of its configuration.
    #[serde(deserialize_with = "wire::one")]
    pub status: BgpSessionStatus,
    /// The reason for the status, if the service reports one.
    #[serde(default)]
    pub status_reason: Option<StatusReason>,
    /// The present wait; none if the service reports none, or if there is none.
    #[serde(default)]
    pub waiting_for: Option<WaitingFor>,
    /// The changes that wait for a person.
    #[serde(default)]
    pub pending_change: Option<Box<BgpSessionPending>>,
    /// The declined changes that have not been requested again.
    #[serde(default)]
    pub last_declined: Option<Box<BgpSessionDeclined>>,
    /// The hold, if there is one.
    #[serde(default)]
    pub on_hold: Option<Box<Hold>>,
    /// The operational state of the session, if the service reports it.
    #[serde(default, deserialize_with = "wire::maybe")]
    pub session_state: Option<SessionState>,
    /// The revision, which grows with each change of a customer.
    #[serde(deserialize_with = "wire::one")]
    pub revision: Revision,
    /// The instant of the creation.
    #[serde(deserialize_with = "wire::one")]
    pub date_created: Timestamp,
    /// The instant of the last change.
    #[serde(deserialize_with = "wire::one")]
    pub date_updated: Timestamp,
}

/// The changes of a session that wait for a person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BgpSessionPending {
    /// Of the routes.
    #[serde(default)]
    pub ip_routes: Option<Pending<Vec<IpRoute>>>,
    /// Of the customer's ASN. None means that Twilio assigns it.
    #[serde(default)]
    pub customer_asn: Option<Pending<Option<Asn>>>,
    /// Of the customer's address. None means that Twilio assigns it.
    #[serde(default)]
    pub customer_address: Option<Pending<Option<InterfaceAddress>>>,
    /// Of the MD5 key. True means that a key is set.
    #[serde(default)]
    pub md5_key: Option<Pending<bool>>,
    /// Of `enabled`.
    #[serde(default)]
    pub enabled: Option<Pending<bool>>,
}

/// The changes of a session that were declined.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BgpSessionDeclined {
    /// Of the routes.
    #[serde(default)]
    pub ip_routes: Option<Declined<Vec<IpRoute>>>,
    /// Of the customer's ASN. None means that Twilio would have assigned it.
    #[serde(default)]
    pub customer_asn: Option<Declined<Option<Asn>>>,
    /// Of the customer's address. None means that Twilio would have assigned it.
    #[serde(default)]
    pub customer_address: Option<Declined<Option<InterfaceAddress>>>,
    /// Of the MD5 key. True means that a key would have been set.
    #[serde(default)]
    pub md5_key: Option<Declined<bool>>,
    /// Of `enabled`.
    #[serde(default)]
    pub enabled: Option<Declined<bool>>,
}

impl BgpSessionDeclined {
    /// The reasons of all declined changes, which the service wrote.
    pub(super) fn reasons(&mut self) -> impl Iterator<Item = &mut String> {
        let reasons = [
            self.ip_routes.as_mut().and_then(|it| it.reason.as_mut()),
            self.customer_asn.as_mut().and_then(|it| it.reason.as_mut()),
            self.customer_address.as_mut().and_then(|it| it.reason.as_mut()),
            self.md5_key.as_mut().and_then(|it| it.reason.as_mut()),
            self.enabled.as_mut().and_then(|it| it.reason.as_mut()),
        ];
        reasons.into_iter().flatten()
    }
}

impl BgpSession {
    /// The changes that wait for a person, by attribute.
    pub fn pending_changes(&self) -> Vec<PendingChange> {
        let Some(pending) = &self.pending_change else {
            return Vec::new();
        };
        let told = [
            pending
                .ip_routes
                .as_ref()
                .map(|it| it.told("ip_routes", |routes| listed(routes))),
            pending
                .customer_asn
                .as_ref()
                .map(|it| it.told("customer_asn", assigned)),
            pending
                .customer_address
                .as_ref()
                .map(|it| it.told("customer_address", assigned)),
            pending
                .md5_key
                .as_ref()
                .map(|it| it.told_without_values("md5_key_wo_version")),
            pending
                .enabled
                .as_ref()
                .map(|it| it.told("enabled", ToString::to_string)),
        ];
        told.into_iter().flatten().collect()
    }

    /// The declined changes, by attribute.
    pub fn declined_changes(&self) -> Vec<DeclinedChange> {
        let Some(declined) = &self.last_declined else {
            return Vec::new();
        };
        let told = [
            declined
                .ip_routes
                .as_ref()
                .map(|it| it.told("ip_routes", |routes| listed(routes))),
            declined
                .customer_asn
                .as_ref()
                .map(|it| it.told("customer_asn", assigned)),
            declined
                .customer_address
                .as_ref()
                .map(|it| it.told("customer_address", assigned)),
            declined
                .md5_key
                .as_ref()
                .map(|it| it.told_without_value("md5_key_wo_version")),
            declined
                .enabled
                .as_ref()
                .map(|it| it.told("enabled", ToString::to_string)),
        ];
        told.into_iter().flatten().collect()
    }

    /// The wait for a person other than the customer, if there is one.
    pub fn waits_for_somebody(&self) -> Option<&WaitingFor> {
        waiting::somebody(self.waiting_for.as_ref())
    }
}

fn listed(routes: &[IpRoute]) -> String {
    let routes: Vec<String> = routes.iter().map(ToString::to_string).collect();
    routes.join(", ")
}

fn assigned<T: ToString>(value: &Option<T>) -> String {
    value
        .as_ref()
        .map_or_else(|| "one that Twilio assigns".to_owned(), ToString::to_string)
}

/// An order for a BGP session. Twilio assigns an ASN or an address that is left out.
#[derive(Debug, Clone)]
pub struct BgpSessionOrder {
    /// The cross connect that carries it.
    pub cross_connect_sid: CrossConnectSid,
    /// The customer's routes.
    pub ip_routes: IpRoutes,
    /// The customer's own public ASN.
    pub customer_asn: Option<Asn>,
    /// The customer's own public address on the link.
    pub customer_address: Option<InterfaceAddress>,
    /// The value of `enabled`; true if left out.
    pub enabled: Option<bool>,
    /// The MD5 key.
    pub md5_key: Option<Md5Key>,
}

/// A change of a BGP session. Values that do not change are not sent.
///
/// A new ASN, address, or key resets the session. New routes and `enabled` do not.
#[derive(Debug, Clone, Default)]
pub struct BgpSessionChange {
    /// The new routes, all of them.
    pub ip_routes: Option<IpRoutes>,
    /// A new ASN, or one that Twilio assigns.
    pub customer_asn: Edit<Asn>,
    /// A new address, or one that Twilio assigns.
    pub customer_address: Edit<InterfaceAddress>,
    /// The new value of `enabled`.
    pub enabled: Option<bool>,
    /// A new MD5 key, or none. The service treats every key as a new one.
    pub md5_key: Edit<Md5Key>,
}

/// The filter of a list of BGP sessions. An empty filter lists all of the account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BgpSessionFilter {
    /// On this cross connect.
    pub cross_connect_sid: Option<CrossConnectSid>,
    /// In this status.
    pub status: Option<BgpSessionStatus>,
}

impl BgpSessionOrder {
    pub(super) fn form(&self) -> Form {
        Form::default()
            .with("CrossConnectSid", self.cross_connect_sid.as_str())
            .list("IpRoutes", self.ip_routes.iter().map(|route| route.to_string()))
            .maybe("CustomerAsn", self.customer_asn.map(|asn| asn.to_string()))
            .maybe(
                "CustomerAddress",
                self.customer_address.map(|address| address.to_string()),
            )
            .maybe("Enabled", self.enabled.map(|enabled| enabled.to_string()))
            .secret("Md5Key", self.md5_key.as_ref().map(|key| key.expose().to_owned()))
    }
}

impl BgpSessionChange {
    /// True where it changes nothing. Such a change is never sent.
    pub fn is_empty(&self) -> bool {
        self.form().is_empty()
    }

    pub(super) fn form(&self) -> Form {
        let routes = self.ip_routes.iter().flat_map(IpRoutes::iter);
        Form::default()
            .list("IpRoutes", routes.map(|route| route.to_string()))
            .maybe("CustomerAsn", self.customer_asn.parameter(ToString::to_string))
            .maybe("CustomerAddress", self.customer_address.parameter(ToString::to_string))
            .maybe("Enabled", self.enabled.map(|enabled| enabled.to_string()))
            .secret("Md5Key", self.md5_key.parameter(|key| key.expose().to_owned()))
    }
}

impl BgpSessionFilter {
    /// True where a record matches the filter.
    pub(super) fn admits(&self, listed: &BgpSession) -> bool {
        is_asked_for(self.cross_connect_sid.as_ref(), &listed.cross_connect_sid)
            && is_asked_for(self.status.as_ref(), &listed.status)
    }

    pub(super) fn form(&self) -> Form {
        Form::default()
            .maybe(
                "CrossConnectSid",
                self.cross_connect_sid.as_ref().map(CrossConnectSid::as_str),
            )
            .maybe("Status", self.status.as_ref().map(BgpSessionStatus::as_str))
    }
}
