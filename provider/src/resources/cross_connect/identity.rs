//! The identity of a cross connect: its SID, within an account.

use async_trait::async_trait;
use framework::resource::{Context, Identifies, Saved};
use framework::{Attr, Diagnostics, Model};

use super::CrossConnect;
use super::model::CrossConnectModel;
use crate::domain::{AccountSid, CrossConnectSid};

/// The identity of a cross connect.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct CrossConnectIdentity {
    /// The SID of the cross connect.
    #[attr(required)]
    pub(super) sid: Attr<CrossConnectSid>,
    /// The account that the cross connect belongs to. Defaults to the provider's account.
    #[attr(optional)]
    pub(super) account_sid: Attr<AccountSid>,
}

impl CrossConnectIdentity {
    /// The identity of a cross connect that exists.
    pub(super) fn of(state: &CrossConnectModel) -> Self {
        Self {
            sid: state.sid.clone(),
            account_sid: state.account_sid.clone(),
        }
    }
}

#[async_trait]
impl Identifies<CrossConnectModel> for CrossConnect {
    type Identity = CrossConnectIdentity;

    fn identity(&self, state: &CrossConnectModel) -> CrossConnectIdentity {
        CrossConnectIdentity::of(state)
    }

    async fn import(
        &self,
        identity: CrossConnectIdentity,
        context: &Context,
    ) -> Result<Saved<CrossConnectModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        crate::resources::identified_here(&run.client, &identity.account_sid)?;
        match identity.sid.known() {
            Some(sid) => Self::found(&run, sid).await,
            None => Err(super::message::without_sid().into()),
        }
    }
}
