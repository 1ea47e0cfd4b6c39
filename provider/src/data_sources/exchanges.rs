//! All exchanges, as the service lists them.

use async_trait::async_trait;
use framework::collection::List;
use framework::data_source::{DataSource, Found};
use framework::resource::Context;
use framework::{Attr, Diagnostics, Model};

use super::exchange::ExchangeModel;
use crate::connection::Connection;
use crate::refusal::FailedOperation;

/// The data source `twilio_exchanges`.
pub(super) struct ExchangesLookup {
    connection: Connection,
}

impl ExchangesLookup {
    /// The data source on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for ExchangesLookup {
    type Model = ExchangesModel;

    fn type_name(&self) -> &'static str {
        "twilio_exchanges"
    }

    async fn read(&self, _config: ExchangesModel, context: &Context) -> Result<Found<ExchangesModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        let client = &run.client;
        let listed = client.exchanges().await;
        let listed = listed.map_err(|error| {
            FailedOperation {
                verb: "list exchanges",
                existing: "",
            }
            .failed_at(client, &error)
        })?;
        let exchanges = List::from_iter(listed.value.iter().map(ExchangeModel::of));
        Ok(Found::new(ExchangesModel {
            exchanges: exchanges.into(),
        }))
    }
}

/// The exchanges where Twilio Interconnect is sold.
#[derive(Clone, Debug, Model)]
pub(super) struct ExchangesModel {
    /// The exchanges, in the order in which the service lists them.
    #[attr(computed)]
    exchanges: Attr<List<ExchangeModel>>,
}
