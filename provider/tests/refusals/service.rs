//! The mock service in the state of a situation.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{Request, Response, header};
use mock_api::{
    Clock, CrossConnectStatus, DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, MockApi, Outcome, OutcomeKind, Seed,
    SeedBgpSession, SeedCrossConnect, Settings,
};
use std::time::Duration;
use url::form_urlencoded::Serializer;

use crate::operation::Operation;
use crate::situation::{Refusal, Situation};

/// A kind of object, by the prefix of its SIDs.
#[derive(Clone, Copy)]
pub(crate) struct Kind(&'static str);

pub(crate) const CIRCUIT: Kind = Kind("XC");
pub(crate) const SESSION: Kind = Kind("BG");

impl Kind {
    /// Returns the SID of the object with a number. 1 is the object of a situation, 2 is another object, and 9 does not exist.
    pub(crate) fn sid(self, number: u32) -> String {
        format!("{}{number:032}", self.0)
    }
}

/// The service before the request of a situation.
pub(crate) struct Service {
    pub(crate) mock: MockApi,
}

impl Service {
    /// Starts a service with the objects of a situation.
    pub(crate) async fn before(situation: &Situation) -> Self {
        let clock = Clock {
            start: Some("2026-01-05T09:00:00Z".parse().unwrap()),
            speed: 0,
            ..Clock::default()
        };
        let settings = Settings {
            clock,
            seed: seed(situation),
            ..Settings::default()
        };
        let service = Self {
            mock: MockApi::start(settings).await.unwrap(),
        };
        service.prepare(situation).await;
        service
    }

    /// Applies the history of a situation: an earlier change of the session, or a failed change.
    async fn prepare(&self, situation: &Situation) {
        let earlier = match situation.session.as_deref() {
            Some("configuring" | "failed") => Operation::ChangeAsn,
            Some("updating") => Operation::ChangeEnabled,
            Some("deleting") => Operation::DeleteSession,
            _ => return,
        };
        if situation.session.as_deref() == Some("failed") {
            self.mock
                .decide(Outcome {
                    unique_name: None,
                    outcome: OutcomeKind::SessionFailed,
                })
                .await;
        }
        let form = match earlier {
            Operation::ChangeAsn => vec![("CustomerAsn", "2914")],
            Operation::ChangeEnabled => vec![("Enabled", "false")],
            _ => Vec::new(),
        };
        let answer = self.call(earlier, 1, &form, None).await;
        assert!(answer.status().is_success(), "{situation}");
        if situation.session.as_deref() == Some("failed") {
            self.mock.advance(Duration::from_secs(600)).await;
        }
    }

    /// Sends the request of a situation. An accepted order can be declined afterwards.
    pub(crate) async fn send(&self, situation: &Situation) -> Option<Refusal> {
        if situation.is_declined {
            self.mock
                .decide(Outcome {
                    unique_name: Some("new".to_owned()),
                    outcome: OutcomeKind::Rejected,
                })
                .await;
        }
        let revision = situation.is_stale.then_some("99");
        let answer = self
            .call(situation.operation, situation.number, &situation.form, revision)
            .await;
        let status = answer.status().as_u16();
        if answer.status().is_success() {
            return self.declined().await.map(|code| Refusal { status, code });
        }
        let body: serde_json::Value = serde_json::from_slice(answer.body()).unwrap();
        let code = u32::try_from(body["code"].as_u64().unwrap()).unwrap();
        Some(Refusal { status, code })
    }

    /// The reason why a new order is declined.
    async fn declined(&self) -> Option<u32> {
        self.mock.advance(Duration::from_secs(86_400)).await;
        let orders = self.mock.cross_connects().await;
        let order = orders.into_iter().find(|order| order.unique_name == "new")?;
        order.status_reason.map(|reason| reason.code)
    }

    async fn call(
        &self,
        operation: Operation,
        number: u32,
        form: &[(&'static str, &'static str)],
        revision: Option<&str>,
    ) -> Response<Bytes> {
        let body = Serializer::new(String::new()).extend_pairs(form).finish();
        let pair = STANDARD.encode(format!("{DEFAULT_ACCOUNT_SID}:{DEFAULT_AUTH_TOKEN}"));
        let mut request = Request::builder()
            .method(operation.method())
            .uri(operation.path(number))
            .header(header::HOST, "localhost")
            .header(header::AUTHORIZATION, format!("Basic {pair}"));
        if operation.method() == "POST" {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(revision) = revision {
            request = request.header(header::IF_MATCH, revision);
        }
        self.mock.answer(request.body(body).unwrap()).await.unwrap()
    }
}

/// Two cross connects. The first is the object of the situation. The second is in service, with a session. Ashburn has no
/// capacity for 100 Mbps.
fn seed(situation: &Situation) -> Seed {
    let mut exchanges = mock_api::catalogue();
    for exchange in &mut exchanges {
        if exchange.edge == "ashburn-ix" {
            exchange.available_bandwidths_mbps = Some(vec![10, 1000]);
        }
    }
    let status = situation.circuit.as_deref().unwrap_or("active");
    let own = situation.has_session().then(|| session(1, &["52.1.2.0/24"], None));
    let other = session(2, &["52.1.3.0/24"], Some("52.9.9.1/30"));
    Seed {
        exchanges: Some(exchanges),
        cross_connects: vec![circuit(1, "ashburn-ix", status), circuit(2, "san-jose-ix", "active")],
        bgp_sessions: own.into_iter().chain([other]).collect(),
        ..Seed::default()
    }
}

fn circuit(number: u32, exchange: &str, status: &str) -> SeedCrossConnect {
    let status: CrossConnectStatus = serde_json::from_value(status.into()).unwrap();
    SeedCrossConnect {
        sid: Some(CIRCUIT.sid(number)),
        unique_name: format!("circuit-{number}"),
        exchange: exchange.to_owned(),
        bandwidth_mbps: 1000,
        loa_entity: "Example Corp".to_owned(),
        redundancy_group: None,
        redundancy_role: None,
        status,
        ordered_at: None,
    }
}

fn session(number: u32, routes: &[&str], address: Option<&str>) -> SeedBgpSession {
    SeedBgpSession {
        sid: Some(SESSION.sid(number)),
        cross_connect: CIRCUIT.sid(number),
        ip_routes: routes.iter().map(|route| route.parse().unwrap()).collect(),
        customer_asn: None,
        customer_address: address.map(|address| address.parse().unwrap()),
        enabled: true,
        has_md5_key: false,
    }
}
