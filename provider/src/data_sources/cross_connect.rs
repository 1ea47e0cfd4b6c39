//! One cross connect, looked up by its SID or by its name.

use async_trait::async_trait;
use framework::data_source::{DataSource, Found};
use framework::resource::{Context, Validates};
use framework::{Attr, Diagnostics, Model};

use super::look_up_key::named_once;
use super::not_found::Sought;
use crate::api::{self, Client, CrossConnectFilter};
use crate::connection::Connection;
use crate::domain::{
    AccountSid, Bandwidth, CrossConnectSid, CrossConnectStatus, Exchange, LoaEntity, RedundancyGroup, RedundancyRole,
    UniqueName,
};
use crate::refusal::FailedOperation;
use crate::resources::{CompletionModel, LetterModel, next_action};

/// The data source `twilio_cross_connect`.
pub(super) struct CrossConnectLookup {
    connection: Connection,
}

impl CrossConnectLookup {
    /// The data source on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for CrossConnectLookup {
    type Model = CrossConnectModel;

    fn type_name(&self) -> &'static str {
        "twilio_cross_connect"
    }

    async fn read(
        &self,
        config: CrossConnectModel,
        context: &Context,
    ) -> Result<Found<CrossConnectModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        let client = &run.client;
        let seen = match (&config.sid, &config.unique_name) {
            (Attr::Known(sid), _) => by_sid(client, sid).await?,
            (_, Attr::Known(name)) => by_name(client, name).await?,
            _ => return Ok(Found::new(config)),
        };
        Ok(Found::new(CrossConnectModel::of(&seen)))
    }

    fn validates(&self) -> Option<&dyn Validates<CrossConnectModel>> {
        Some(self)
    }
}

impl Validates<CrossConnectModel> for CrossConnectLookup {
    fn validate(&self, config: &CrossConnectModel) -> Diagnostics {
        named_once(
            ("sid", (&config.sid).into()),
            ("unique_name", (&config.unique_name).into()),
        )
    }
}

/// A cross connect in the account, looked up by `sid` or by `unique_name`.
///
/// Terraform reads the cross connect during each plan, and again during an apply if a dependency of the data source changes. If the cross connect
/// does not exist, the data source returns an error. To read many cross connects at once, or to get an empty list instead of an error, use
/// `twilio_cross_connects`.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct CrossConnectModel {
    /// The SID of the cross connect. Set either `sid` or `unique_name`.
    #[attr(optional, computed)]
    sid: Attr<CrossConnectSid>,
    /// Your name for the circuit. Set either `unique_name` or `sid`.
    #[attr(optional, computed)]
    unique_name: Attr<UniqueName>,
    /// The edge id of the exchange.
    #[attr(computed)]
    exchange: Attr<Exchange>,
    /// The bandwidth in Mbps.
    #[attr(computed)]
    bandwidth_mbps: Attr<Bandwidth>,
    /// The company named on the letter of authorization.
    #[attr(computed)]
    loa_entity: Attr<LoaEntity>,
    /// The label that all members of a redundant set share; null if the cross connect does not belong to a set.
    #[attr(computed)]
    redundancy_group: Attr<RedundancyGroup>,
    /// The role of the cross connect in its redundant set: `primary` or `backup`; null if no role was set, which is equivalent to `primary`.
    #[attr(computed)]
    redundancy_role: Attr<RedundancyRole>,
    /// True if the cross connect is administratively enabled. `false` keeps it out of service.
    #[attr(computed)]
    enabled: Attr<bool>,
    /// The status of the order: `requested`, `loa_issued`, `loa_expired`, `configuring`, `active`, `updating`, `inactive`, `failed`,
    /// `rejected`, or `pending_deletion`.
    #[attr(computed)]
    status: Attr<CrossConnectStatus>,
    /// The next step of the order: who has to act, what to do, and by when.
    #[attr(computed)]
    next_action: Attr<String>,
    /// The link status of the fiber: `up`, `down`, or, before the port is configured, `unknown`.
    #[attr(computed)]
    link_status: Attr<String>,
    /// The data center of the exchange.
    #[attr(computed)]
    data_center: Attr<String>,
    /// The current letter of authorization, including the reserved port and its dates; null until Twilio issues a letter.
    #[attr(computed)]
    letter_of_authorization: Attr<LetterModel>,
    /// The data center's completion notice; null until completion is reported.
    #[attr(computed)]
    completion: Attr<CompletionModel>,
    /// The account that the cross connect belongs to.
    #[attr(computed)]
    account_sid: Attr<AccountSid>,
    /// The time when the cross connect was ordered, in UTC.
    #[attr(computed)]
    date_created: Attr<String>,
}

impl CrossConnectModel {
    /// The model of a cross connect that the service returned.
    pub(super) fn of(seen: &api::CrossConnect) -> Self {
        Self {
            sid: seen.sid.clone().into(),
            unique_name: seen.unique_name.clone().into(),
            exchange: seen.exchange.clone().into(),
            bandwidth_mbps: seen.bandwidth.into(),
            loa_entity: seen.loa_entity.clone().into(),
            redundancy_group: seen.redundancy_group.clone().into(),
            redundancy_role: seen.redundancy_role.into(),
            enabled: seen.enabled.into(),
            status: seen.status.clone().into(),
            next_action: next_action::of(seen).sentence.into(),
            link_status: seen.link_status.as_ref().map(ToString::to_string).into(),
            data_center: seen.data_center.clone().into(),
            letter_of_authorization: seen.letter_of_authorization.as_ref().map(LetterModel::of).into(),
            completion: seen.completion.as_ref().map(CompletionModel::of).into(),
            account_sid: seen.account_sid.clone().into(),
            date_created: seen.date_created.to_string().into(),
        }
    }
}

async fn by_sid(client: &Client, sid: &CrossConnectSid) -> Result<api::CrossConnect, Diagnostics> {
    let sought = Sought {
        attribute: "sid",
        kind: "cross connect",
        which: sid.as_str(),
        advice: "Check the SID and the account.",
    };
    match client.cross_connect(sid).await {
        Ok(answer) => Ok(answer.value),
        Err(error @ api::Error::NotFound(_)) => Err(sought.not_found(client, Some(&error))),
        Err(error) => Err(LOOKING_UP.failed_at(client, &error)),
    }
}

async fn by_name(client: &Client, name: &UniqueName) -> Result<api::CrossConnect, Diagnostics> {
    let filter = CrossConnectFilter {
        unique_name: Some(name.clone()),
        ..CrossConnectFilter::default()
    };
    let listed = client.list_cross_connects(&filter).await;
    let listed = listed.map_err(|error| LOOKING_UP.failed_at(client, &error))?.value;
    let sought = Sought {
        attribute: "unique_name",
        kind: "cross connect",
        which: &format!("named {name}"),
        advice: "Check the account and the name, which is case-sensitive.",
    };
    sought.only(client, listed, |found| found.sid.as_str())
}

const LOOKING_UP: FailedOperation<'_> = FailedOperation {
    verb: "look up cross connect",
    existing: "",
};
