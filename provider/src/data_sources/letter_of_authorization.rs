//! The letter of authorization of a cross connect, stored in the state.

use async_trait::async_trait;
use framework::Diagnostics;
use framework::data_source::{DataSource, Found};
use framework::resource::Context;

use crate::connection::Connection;
use crate::letter_of_authorization::LetterOfAuthorizationModel;

/// The data source `twilio_letter_of_authorization`.
pub(super) struct LetterLookup {
    connection: Connection,
}

impl LetterLookup {
    /// The data source on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for LetterLookup {
    type Model = LetterOfAuthorizationModel;

    fn type_name(&self) -> &'static str {
        "twilio_letter_of_authorization"
    }

    async fn read(
        &self,
        config: LetterOfAuthorizationModel,
        context: &Context,
    ) -> Result<Found<LetterOfAuthorizationModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        let client = &run.client;
        let Some(sid) = config.cross_connect_sid.known() else {
            return Ok(Found::new(config));
        };
        LetterOfAuthorizationModel::read(client, sid).await.map(Found::new)
    }
}
