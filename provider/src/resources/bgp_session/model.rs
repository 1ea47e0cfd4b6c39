//! The model of `twilio_bgp_session`: schema, codec, and documentation; and its conversions from and to the records of the service.

use framework::collection::Set;
use framework::private::Private;
use framework::{Attr, Model};

use super::assigned::{own_address, own_asn};
use super::{ADDRESS_IS_CUSTOMERS, ASN_IS_CUSTOMERS};
use crate::api::{self, BgpSessionChange, BgpSessionOrder, Edit};
use crate::attributes::KeyText;
use crate::domain::{
    AccountSid, Asn, BgpSessionSid, BgpSessionStatus, CrossConnectSid, InterfaceAddress, IpRoute, IpRoutes, Md5Key,
};
use crate::resources::timeouts::Timeouts;
use crate::run::Missing;

/// A BGP session on a cross connect, through which your router and Twilio's router exchange routes.
///
/// You can declare the session together with its cross connect. The session stays `pending` until the connection is configured.
///
/// Set `cross_connect_sid` to a reference to the cross connect. The apply that completes the cross connect then also stores the ASNs and
/// addresses of the session. That apply waits for Twilio's automatic steps, up to the time limit `update`, but never for a person. If you use a
/// literal SID, Terraform may plan the session before its cross connect. The next apply then stores the ASNs and addresses.
///
/// Generated configuration can contain the private ASN and the link-local address that Twilio assigned. The plan warns that you can omit them
/// (`TWX123`, `TWX132`), and the provider never sends them.
///
/// Twilio publishes no API for Interconnect: this resource uses *Interconnect v1*, this project's own HTTP contract.
#[derive(Clone, Debug, Model)]
pub(crate) struct BgpSessionModel {
    /// The cross connect that carries the session. A cross connect carries at most one session. A change forces replacement.
    #[attr(required, replace)]
    pub(crate) cross_connect_sid: Attr<CrossConnectSid>,
    /// The routes that you announce. A change does not reset the session.
    #[attr(required)]
    pub(crate) ip_routes: Attr<Set<IpRoute>>,
    /// Your ASN. If you omit it, Twilio assigns a private ASN, and the value is null until the connection is configured. A change resets the
    /// session.
    #[attr(optional, computed, stable)]
    pub(crate) customer_asn: Attr<Asn>,
    /// Your router's address on the link, with its prefix length. If you omit it, Twilio assigns a link-local address, and the value is null
    /// until the connection is configured. A change resets the session.
    #[attr(optional, computed, stable)]
    pub(crate) customer_address: Attr<InterfaceAddress>,
    /// The administrative state of the session: `true` enables it, and `false` keeps it down.
    #[attr(default = true)]
    pub(crate) enabled: Attr<bool>,
    /// The MD5 key of the session. The provider sends the key when `md5_key_wo_version` changes, and Terraform does not store it. A change resets
    /// the session.
    #[attr(optional, write_only, sensitive)]
    pub(crate) md5_key_wo: Attr<KeyText>,
    /// The version of `md5_key_wo`. To send a new key, increase the version. To remove the key, remove both attributes. If the service has lost
    /// the key, the provider removes the version from the state, and the next apply sends the key again (`TWX325`).
    #[attr(optional)]
    pub(crate) md5_key_wo_version: Attr<i64>,
    /// The longest time that Terraform waits for each operation.
    #[block]
    pub(crate) timeouts: Attr<Timeouts>,
    /// The SID of the session, the same as `sid`.
    #[attr(computed, stable)]
    pub(crate) id: Attr<BgpSessionSid>,
    /// The SID of the session.
    #[attr(computed, stable)]
    pub(crate) sid: Attr<BgpSessionSid>,
    /// The account that the session belongs to.
    #[attr(computed, stable)]
    pub(crate) account_sid: Attr<AccountSid>,
    /// The time when the session was created, in UTC.
    #[attr(computed, stable)]
    pub(crate) date_created: Attr<String>,
    /// The status of the configuration: `pending` (the cross connect is not configured yet), `configuring`, `available`, `updating`, `failed`, or
    /// `deleting`. It does not indicate whether the session is established.
    #[attr(computed)]
    pub(crate) status: Attr<BgpSessionStatus>,
    /// Twilio's ASN; null until the connection is configured.
    #[attr(computed, stable)]
    pub(crate) twilio_asn: Attr<Asn>,
    /// Twilio's address on the link; null until the connection is configured.
    #[attr(computed, stable)]
    pub(crate) twilio_address: Attr<InterfaceAddress>,
}

impl BgpSessionModel {
    /// The request that creates a planned session; `None` while one of its values is unknown.
    pub(super) fn to_order(&self, config: &Self) -> Option<BgpSessionOrder> {
        Some(BgpSessionOrder {
            cross_connect_sid: self.cross_connect_sid.known()?.clone(),
            ip_routes: routes(&self.ip_routes)?,
            customer_asn: self.customer_asn.known().copied(),
            customer_address: self.customer_address.known().copied(),
            enabled: self.enabled.known().filter(|enabled| !**enabled).copied(),
            md5_key: config.md5_key_wo.known().map(KeyText::key),
        })
    }

    /// The changes that lead from `prior` to this model; `None` if there are none.
    pub(super) fn change_from(&self, prior: &Self, config: &Self, private: &Private) -> Option<BgpSessionChange> {
        let change = BgpSessionChange {
            ip_routes: (!same_routes(&self.ip_routes, &prior.ip_routes))
                .then(|| routes(&self.ip_routes))
                .flatten(),
            customer_asn: given_or_released(
                &own_asn(&config.customer_asn),
                &prior.customer_asn,
                is_customers(private, ASN_IS_CUSTOMERS),
            ),
            customer_address: given_or_released(
                &own_address(&config.customer_address),
                &prior.customer_address,
                is_customers(private, ADDRESS_IS_CUSTOMERS),
            ),
            enabled: self
                .enabled
                .known()
                .filter(|enabled| prior.enabled.known() != Some(enabled))
                .copied(),
            md5_key: self.key_change(prior, config),
        };
        (!change.is_empty()).then_some(change)
    }

    /// The change of the key. The key is sent only when its version changes, and removed when both attributes are removed.
    fn key_change(&self, prior: &Self, config: &Self) -> Edit<Md5Key> {
        if self.md5_key_wo_version == prior.md5_key_wo_version {
            return Edit::Keep;
        }
        Edit::to(config.md5_key_wo.known().map(KeyText::key))
    }

    /// This model with the values of the service. Values that only Terraform has are kept: the version of the key, and the time limits.
    pub(super) fn refreshed_from(&self, seen: &api::BgpSession) -> Self {
        Self {
            cross_connect_sid: seen.cross_connect_sid.clone().into(),
            ip_routes: Set::from_iter(seen.ip_routes.iter().copied()).into(),
            customer_asn: seen.customer_asn.into(),
            customer_address: seen.customer_address.into(),
            enabled: seen.enabled.into(),
            md5_key_wo: Attr::Null,
            id: seen.sid.clone().into(),
            sid: seen.sid.clone().into(),
            account_sid: seen.account_sid.clone().into(),
            date_created: seen.date_created.to_string().into(),
            status: seen.status.clone().into(),
            twilio_asn: seen.twilio_asn.into(),
            twilio_address: seen.twilio_address.into(),
            ..self.clone()
        }
    }

    /// The facts in the state about a session that the service does not find.
    pub(super) fn missing(&self, sid: &BgpSessionSid) -> Missing<BgpSessionSid, CrossConnectSid> {
        Missing {
            sid: sid.clone(),
            place: self.cross_connect_sid.known().cloned(),
            created_at: self.date_created.known().and_then(|created| created.parse().ok()),
        }
    }

    /// The model of an imported session.
    pub(super) fn imported(seen: &api::BgpSession) -> Self {
        Self {
            cross_connect_sid: Attr::Null,
            ip_routes: Attr::Null,
            customer_asn: Attr::Null,
            customer_address: Attr::Null,
            enabled: Attr::Null,
            md5_key_wo: Attr::Null,
            md5_key_wo_version: Attr::Null,
            timeouts: Attr::Null,
            id: Attr::Null,
            sid: Attr::Null,
            account_sid: Attr::Null,
            date_created: Attr::Null,
            status: Attr::Null,
            twilio_asn: Attr::Null,
            twilio_address: Attr::Null,
        }
        .refreshed_from(seen)
    }
}

/// True if the private data record a value as set by the customer.
pub(super) fn is_customers(private: &Private, key: &str) -> bool {
    private.get(key).unwrap_or_default()
}

/// The edit of a value: set if the configuration has it, cleared if the user has removed it.
fn given_or_released<T: Clone + PartialEq>(config: &Attr<T>, prior: &Attr<T>, was_customers: bool) -> Edit<T> {
    match config {
        Attr::Known(given) if prior.known() == Some(given) && was_customers => Edit::Keep,
        Attr::Known(given) => Edit::Set(given.clone()),
        Attr::Null if was_customers => Edit::Clear,
        Attr::Null | Attr::Unknown => Edit::Keep,
    }
}

fn routes(routes: &Attr<Set<IpRoute>>) -> Option<IpRoutes> {
    routes.known().map(|routes| IpRoutes::trusted(routes.known().copied()))
}

fn same_routes(one: &Attr<Set<IpRoute>>, other: &Attr<Set<IpRoute>>) -> bool {
    routes(one) == routes(other)
}
