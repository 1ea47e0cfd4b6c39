//! A situation as a plan, and the findings of the plan checks in it.

use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, MockApi};
use provider::api::{BaseUrl, Client, Credentials, Settings, UserAgent};
use provider::checks::picture::Extent;
use provider::checks::planned::{Cause, Change};
use provider::checks::record::{BgpSession, CrossConnect};
use provider::checks::{Fact, Picture, Planned, judge};
use provider::domain::{
    AccountSid, BgpSessionSid, CrossConnectSid, CrossConnectStatus, MaxConcurrentRequests, RequestTimeout,
};
use secrecy::SecretString;

use crate::operation::Operation;
use crate::record;
use crate::service::{CIRCUIT, SESSION, Service};
use crate::situation::Situation;

/// Returns the codes of the findings in the plan that leads to the request of a situation.
pub(crate) async fn judged(situation: &Situation) -> Vec<&'static str> {
    let service = Service::before(situation).await;
    let mut picture = account(&service.mock).await;
    plan(&mut picture, situation);
    picture.extent = Extent::Whole;
    judge::all(&picture)
        .into_iter()
        .map(|finding| finding.check.code)
        .collect()
}

/// Reads the whole account.
async fn account(mock: &MockApi) -> Picture {
    let client = client(mock);
    let circuits = client.list_cross_connects(&Default::default()).await.unwrap().value;
    let sessions = client.list_bgp_sessions(&Default::default()).await.unwrap().value;
    let exchanges = client.exchanges().await.unwrap().value;
    let mut picture = Picture::default();
    picture.cross_connects.add_account(circuits.iter().map(record::circuit));
    picture.sessions.add_account(sessions.iter().map(record::session));
    picture.now = Some(mock.now());
    let available = exchanges
        .into_iter()
        .map(|exchange| (exchange.edge, exchange.available_bandwidths));
    picture.capacity = available
        .filter_map(|(edge, available)| Some((edge, available?)))
        .collect();
    picture
}

/// Creates a client of the service.
pub(crate) fn client(mock: &MockApi) -> Client {
    let settings = Settings {
        base_url: BaseUrl::parse(&mock.base_url()).unwrap(),
        account_sid: AccountSid::parse(DEFAULT_ACCOUNT_SID).unwrap(),
        credentials: Credentials::AuthToken(SecretString::from(DEFAULT_AUTH_TOKEN)),
        max_retries: None,
        max_concurrent_requests: MaxConcurrentRequests::default(),
        request_timeout: RequestTimeout::default(),
        user_agent: UserAgent::new(None, None),
    };
    Client::new(settings).unwrap()
}

/// Plans the change of the situation's object.
fn plan(picture: &mut Picture, situation: &Situation) {
    let form = &situation.form;
    match situation.operation {
        Operation::Order => {
            let order = record::circuit_with(form, CrossConnect::default().ordered());
            picture.cross_connects.plan(Planned::new(Change::Created(order)));
        }
        Operation::OpenSession => {
            let session = record::session_with(form, BgpSession::default().created());
            picture.sessions.plan(Planned::new(Change::Created(session)));
        }
        operation if Operation::OF_CIRCUITS.contains(&operation) => plan_circuit(picture, situation),
        _ => plan_session(picture, situation),
    }
}

fn plan_circuit(picture: &mut Picture, situation: &Situation) {
    let sid = CrossConnectSid::parse(&CIRCUIT.sid(situation.number)).unwrap();
    let before = CrossConnect {
        // The plan adds the block. The state has none.
        completion: Fact::Null,
        ..picture.cross_connects.get(&sid).unwrap().latest().clone()
    };
    let after = record::circuit_with(&situation.form, before.clone());
    let change = match situation.operation {
        Operation::DeleteCircuit => Change::Destroyed(before),
        Operation::ChangeEntity if is_replaced(&before, &after) => Change::Replaced {
            before,
            after: after.ordered(),
            cause: Cause::Changed(vec!["loa_entity".to_owned()]),
        },
        _ => Change::Kept { before, after },
    };
    picture.cross_connects.plan(Planned::new(change));
}

/// The plan replaces a circuit whose letter has been used.
fn is_replaced(before: &CrossConnect, after: &CrossConnect) -> bool {
    let is_used = before
        .status
        .known()
        .is_some_and(CrossConnectStatus::is_past_completion);
    is_used && before.loa_entity.changes_to(&after.loa_entity)
}

fn plan_session(picture: &mut Picture, situation: &Situation) {
    let sid = BgpSessionSid::parse(&SESSION.sid(situation.number)).unwrap();
    let before = picture.sessions.get(&sid).unwrap().latest().clone();
    let change = match situation.operation {
        Operation::DeleteSession => Change::Destroyed(before),
        _ => Change::Kept {
            after: record::session_with(&situation.form, before.clone()),
            before,
        },
    };
    picture.sessions.plan(Planned::new(change));
}
