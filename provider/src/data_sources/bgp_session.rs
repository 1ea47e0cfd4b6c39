//! One BGP session, looked up by its SID or by its cross connect.

use async_trait::async_trait;
use framework::collection::Set;
use framework::data_source::{DataSource, Found};
use framework::resource::{Context, Validates};
use framework::{Attr, Diagnostics, Model};

use super::look_up_key::named_once;
use super::not_found::Sought;
use crate::api::{self, BgpSessionFilter, Client};
use crate::connection::Connection;
use crate::domain::{AccountSid, Asn, BgpSessionSid, BgpSessionStatus, CrossConnectSid, InterfaceAddress, IpRoute};
use crate::refusal::FailedOperation;

/// The data source `twilio_bgp_session`.
pub(super) struct BgpSessionLookup {
    connection: Connection,
}

impl BgpSessionLookup {
    /// The data source on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for BgpSessionLookup {
    type Model = BgpSessionModel;

    fn type_name(&self) -> &'static str {
        "twilio_bgp_session"
    }

    async fn read(&self, config: BgpSessionModel, context: &Context) -> Result<Found<BgpSessionModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        let client = &run.client;
        let seen = match (&config.sid, &config.cross_connect_sid) {
            (Attr::Known(sid), _) => by_sid(client, sid).await?,
            (_, Attr::Known(carrier)) => by_cross_connect(client, carrier).await?,
            _ => return Ok(Found::new(config)),
        };
        Ok(Found::new(BgpSessionModel::of(&seen)))
    }

    fn validates(&self) -> Option<&dyn Validates<BgpSessionModel>> {
        Some(self)
    }
}

impl Validates<BgpSessionModel> for BgpSessionLookup {
    fn validate(&self, config: &BgpSessionModel) -> Diagnostics {
        named_once(
            ("sid", (&config.sid).into()),
            ("cross_connect_sid", (&config.cross_connect_sid).into()),
        )
    }
}

/// A BGP session in the account, looked up by `sid` or by the cross connect that carries it.
///
/// Terraform reads the session during each plan, and again during an apply if a dependency of the data source changes. If the session does not
/// exist, the data source returns an error. To read many sessions at once, or to get an empty list instead of an error, use
/// `twilio_bgp_sessions`. For the live health of a session, use `twilio_bgp_session_health`.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct BgpSessionModel {
    /// The SID of the session. Set either `sid` or `cross_connect_sid`.
    #[attr(optional, computed)]
    sid: Attr<BgpSessionSid>,
    /// The cross connect that carries the session. Set either `cross_connect_sid` or `sid`.
    #[attr(optional, computed)]
    cross_connect_sid: Attr<CrossConnectSid>,
    /// The routes that you announce.
    #[attr(computed)]
    ip_routes: Attr<Set<IpRoute>>,
    /// Your ASN. If you did not set one, the value is null until Twilio assigns it.
    #[attr(computed)]
    customer_asn: Attr<Asn>,
    /// Your router's address on the link, with its prefix length. If you did not set one, the value is null until Twilio assigns it.
    #[attr(computed)]
    customer_address: Attr<InterfaceAddress>,
    /// Twilio's ASN; null until the connection is configured.
    #[attr(computed)]
    twilio_asn: Attr<Asn>,
    /// Twilio's address on the link; null until the connection is configured.
    #[attr(computed)]
    twilio_address: Attr<InterfaceAddress>,
    /// True if the session is administratively enabled. `false` keeps the session down.
    #[attr(computed)]
    enabled: Attr<bool>,
    /// True if the session has an MD5 key. The service never returns the key itself.
    #[attr(computed)]
    has_md5_key: Attr<bool>,
    /// The status of the configuration: `pending` (the cross connect is not configured yet), `configuring`, `available`, `updating`, `failed`, or
    /// `deleting`. It does not indicate whether the session is established.
    #[attr(computed)]
    status: Attr<BgpSessionStatus>,
    /// The account that the session belongs to.
    #[attr(computed)]
    account_sid: Attr<AccountSid>,
    /// The time when the session was created, in UTC.
    #[attr(computed)]
    date_created: Attr<String>,
}

impl BgpSessionModel {
    /// The model of a session that the service returned.
    pub(super) fn of(seen: &api::BgpSession) -> Self {
        Self {
            sid: seen.sid.clone().into(),
            cross_connect_sid: seen.cross_connect_sid.clone().into(),
            ip_routes: Set::from_iter(seen.ip_routes.iter().copied()).into(),
            customer_asn: seen.customer_asn.into(),
            customer_address: seen.customer_address.into(),
            twilio_asn: seen.twilio_asn.into(),
            twilio_address: seen.twilio_address.into(),
            enabled: seen.enabled.into(),
            has_md5_key: seen.has_md5_key.into(),
            status: seen.status.clone().into(),
            account_sid: seen.account_sid.clone().into(),
            date_created: seen.date_created.to_string().into(),
        }
    }
}

async fn by_sid(client: &Client, sid: &BgpSessionSid) -> Result<api::BgpSession, Diagnostics> {
    let sought = Sought {
        attribute: "sid",
        kind: "BGP session",
        which: sid.as_str(),
        advice: "Check the SID and the account.",
    };
    match client.bgp_session(sid).await {
        Ok(answer) => Ok(answer.value),
        Err(error @ api::Error::NotFound(_)) => Err(sought.not_found(client, Some(&error))),
        Err(error) => Err(LOOKING_UP.failed_at(client, &error)),
    }
}

async fn by_cross_connect(client: &Client, carrier: &CrossConnectSid) -> Result<api::BgpSession, Diagnostics> {
    let filter = BgpSessionFilter {
        cross_connect_sid: Some(carrier.clone()),
        status: None,
    };
    let listed = client.list_bgp_sessions(&filter).await;
    let listed = listed.map_err(|error| LOOKING_UP.failed_at(client, &error))?.value;
    let sought = Sought {
        attribute: "cross_connect_sid",
        kind: "BGP session",
        which: &format!("on cross connect {carrier}"),
        advice: "Check the SID of the cross connect and the account, or create the session first.",
    };
    sought.only(client, listed, |found| found.sid.as_str())
}

const LOOKING_UP: FailedOperation<'_> = FailedOperation {
    verb: "look up BGP session",
    existing: "",
};
