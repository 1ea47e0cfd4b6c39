//! The identity of a BGP session: its SID, within an account.

use async_trait::async_trait;
use framework::resource::{Context, Identifies, Saved};
use framework::{Attr, Diagnostics, Model};

use super::BgpSession;
use super::model::BgpSessionModel;
use crate::domain::{AccountSid, BgpSessionSid};

/// The identity of a BGP session.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct BgpSessionIdentity {
    /// The SID of the BGP session.
    #[attr(required)]
    pub(super) sid: Attr<BgpSessionSid>,
    /// The account that the BGP session belongs to. Defaults to the provider's account.
    #[attr(optional)]
    pub(super) account_sid: Attr<AccountSid>,
}

impl BgpSessionIdentity {
    /// The identity of a BGP session that exists.
    pub(super) fn of(state: &BgpSessionModel) -> Self {
        Self {
            sid: state.sid.clone(),
            account_sid: state.account_sid.clone(),
        }
    }
}

#[async_trait]
impl Identifies<BgpSessionModel> for BgpSession {
    type Identity = BgpSessionIdentity;

    fn identity(&self, state: &BgpSessionModel) -> BgpSessionIdentity {
        BgpSessionIdentity::of(state)
    }

    async fn import(
        &self,
        identity: BgpSessionIdentity,
        context: &Context,
    ) -> Result<Saved<BgpSessionModel>, Diagnostics> {
        let run = self.connection.run(context)?;
        crate::resources::identified_here(&run.client, &identity.account_sid)?;
        match identity.sid.known() {
            Some(sid) => Self::found(&run, sid).await,
            None => Err(super::message::without_sid().into()),
        }
    }
}
