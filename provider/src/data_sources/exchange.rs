//! One exchange, looked up by its edge id.

use async_trait::async_trait;
use framework::collection::{List, Set};
use framework::data_source::{DataSource, Found};
use framework::path::Path;
use framework::resource::Context;
use framework::{Attr, Diagnostics, Model};

use crate::api;
use crate::attributes::broken_rule;
use crate::connection::Connection;
use crate::domain::{Bandwidth, Exchange, ExchangeSid, Problem, Rule};
use crate::refusal::FailedOperation;

/// The data source `twilio_exchange`.
pub(super) struct ExchangeLookup {
    connection: Connection,
}

impl ExchangeLookup {
    /// The data source on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for ExchangeLookup {
    type Model = ExchangeModel;

    fn type_name(&self) -> &'static str {
        "twilio_exchange"
    }

    async fn read(&self, config: ExchangeModel, context: &Context) -> Result<Found<ExchangeModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        let client = &run.client;
        let Some(edge) = config.edge.known() else {
            return Ok(Found::new(config));
        };
        match client.exchange(edge).await {
            Ok(found) => Ok(Found::new(ExchangeModel::of(&found.value))),
            Err(api::Error::NotFound(_)) => Err(unknown(edge)),
            Err(error) => Err(FailedOperation {
                verb: "look up exchange",
                existing: "",
            }
            .failed_at(client, &error)),
        }
    }
}

/// An exchange where Twilio Interconnect is sold.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct ExchangeModel {
    /// The edge id of the exchange.
    #[attr(required)]
    edge: Attr<Exchange>,
    /// The SID of the exchange.
    #[attr(computed)]
    sid: Attr<ExchangeSid>,
    /// The city of the exchange.
    #[attr(computed)]
    city: Attr<String>,
    /// The data center of the exchange.
    #[attr(computed)]
    data_center: Attr<String>,
    /// The postal address of the data center.
    #[attr(computed)]
    address: Attr<String>,
    /// The Twilio region of the exchange. The region can be far from the city.
    #[attr(computed)]
    region: Attr<String>,
    /// The bandwidths that Twilio sells at the exchange, in Mbps.
    #[attr(computed)]
    bandwidths_mbps: Attr<List<Bandwidth>>,
    /// The prefixes that Twilio announces at the exchange. Use them in your firewall rules.
    #[attr(computed)]
    prefixes: Attr<Set<String>>,
    /// The edge id of the exchange that Twilio recommends for a redundant pair with this one; null if Twilio does not recommend one.
    #[attr(computed)]
    recommended_partner: Attr<Exchange>,
}

impl ExchangeModel {
    /// The model of an exchange that the service returned.
    pub(super) fn of(listed: &api::Exchange) -> Self {
        Self {
            edge: listed.edge.clone().into(),
            sid: listed.sid.clone().into(),
            city: listed.city.clone().into(),
            data_center: listed.data_center.clone().into(),
            address: listed.address.clone().into(),
            region: listed.region.clone().into(),
            bandwidths_mbps: List::from_iter(listed.bandwidths.iter().copied()).into(),
            prefixes: Set::from_iter(listed.prefixes.iter().map(ToString::to_string)).into(),
            recommended_partner: listed.recommended_partner.clone().into(),
        }
    }
}

fn unknown(edge: &Exchange) -> Diagnostics {
    let detail = format!("The service does not list it. {}", Exchange::RULE_TEXT);
    let problem = Problem::new(
        Rule::EXCHANGE,
        format!("\"{edge}\" is not an Interconnect exchange"),
        detail,
    );
    broken_rule(&problem).at(Path::attribute("edge")).into()
}
