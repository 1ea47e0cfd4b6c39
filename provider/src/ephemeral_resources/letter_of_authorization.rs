//! The letter of authorization of a cross connect, for one run and not stored in the state.

use async_trait::async_trait;
use framework::Diagnostics;
use framework::ephemeral::{EphemeralResource, Open, Opened};

use crate::connection::Connection;
use crate::letter_of_authorization::LetterOfAuthorizationModel;

/// The ephemeral resource `twilio_letter_of_authorization`.
pub(super) struct LetterForARun {
    connection: Connection,
}

impl LetterForARun {
    /// The ephemeral resource on a connection, which may not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl EphemeralResource for LetterForARun {
    type Model = LetterOfAuthorizationModel;

    fn type_name(&self) -> &'static str {
        "twilio_letter_of_authorization"
    }

    async fn open(
        &self,
        request: Open<LetterOfAuthorizationModel>,
    ) -> Result<Opened<LetterOfAuthorizationModel>, Diagnostics> {
        let run = self.connection.run(&request.context)?;
        let Some(sid) = request.config.cross_connect_sid.known() else {
            return Ok(Opened::new(request.config));
        };
        LetterOfAuthorizationModel::read_issued(&run.client, sid)
            .await
            .map(Opened::new)
    }
}
