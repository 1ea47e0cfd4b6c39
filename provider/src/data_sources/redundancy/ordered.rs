//! A member of the account, looked up by its SID.

use framework::Diagnostics;

use super::member::Member;
use crate::account;
use crate::api::{self, BgpSession, BgpSessionFilter, Client, CrossConnect};
use crate::data_sources::not_found::Sought;
use crate::domain::{BgpSessionStatus, CrossConnectSid, CrossConnectStatus, IpRoutes, RedundancyRole, SessionState};
use crate::refusal::FailedOperation;

/// The member, with its values in the account.
///
/// # Errors
/// [`api::Error::NotFound`] if the account has no such cross connect, and every other error of the requests.
pub(super) async fn member(client: &Client, sid: &CrossConnectSid) -> Result<Member, api::Error> {
    let cross_connect = client.cross_connect(sid).await?.value;
    let session = session_on(client, sid).await?;
    Ok(of(&cross_connect, session.as_ref()))
}

/// The errors of a member that could not be read.
pub(super) fn unavailable(client: &Client, sid: &CrossConnectSid, error: &api::Error) -> Diagnostics {
    if let api::Error::NotFound(_) = error {
        let sought = Sought {
            attribute: "sid",
            kind: "cross connect",
            which: sid.as_str(),
            advice: "Check the SID and the account.",
        };
        return sought.not_found(client, Some(error));
    }
    FailedOperation {
        verb: "look up a member of a redundant set",
        existing: "",
    }
    .failed_at(client, error)
}

/// The session over a cross connect. There is at most one, and a session that is being removed does not count.
async fn session_on(client: &Client, sid: &CrossConnectSid) -> Result<Option<BgpSession>, api::Error> {
    let filter = BgpSessionFilter {
        cross_connect_sid: Some(sid.clone()),
        status: None,
    };
    let mut sessions = client.list_bgp_sessions(&filter).await?.value.into_iter();
    Ok(sessions.find(|session| session.status != BgpSessionStatus::Deleting))
}

fn of(cross_connect: &CrossConnect, session: Option<&BgpSession>) -> Member {
    let routes = session.iter().flat_map(|session| session.ip_routes.iter().copied());
    Member {
        name: cross_connect.unique_name.to_string(),
        exchange: cross_connect.exchange.clone(),
        bandwidth: account::bandwidth_in_service(cross_connect),
        role: cross_connect.redundancy_role.unwrap_or(RedundancyRole::Primary),
        demarcation: cross_connect.letter_of_authorization.as_ref().map(account::demarcation),
        routes: IpRoutes::trusted(routes),
        status: format!("{}, {}", cross_connect.status, session_words(session)),
        is_leg: !cross_connect.status.is_dead() && cross_connect.status != CrossConnectStatus::PendingDeletion,
    }
}

/// The status of a session: `session established`, `session pending`, or `no session`.
fn session_words(session: Option<&BgpSession>) -> String {
    let Some(session) = session else {
        return "no session".to_owned();
    };
    let measured = session
        .session_state
        .as_ref()
        .filter(|_| session.status == BgpSessionStatus::Available);
    match measured {
        _ if !session.enabled => "session disabled".to_owned(),
        Some(SessionState::Established) => "session established".to_owned(),
        Some(state) => format!("session in state {state}"),
        None => format!("session {}", session.status),
    }
}
