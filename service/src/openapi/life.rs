//! The life of a circuit, for the examples of the description. The service reads each form and builds each answer.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};

use crate::openapi::examples::Example;
use crate::page::PageRequest;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::routes::Place;
use crate::routes::bgp_session_body::BgpSessionBody;
use crate::routes::bgp_session_form::{read_change as read_session_change, read_request};
use crate::routes::bgp_sessions::BgpSessionList;
use crate::routes::completion_notices::{Days, read_notice};
use crate::routes::cross_connect_body::CrossConnectBody;
use crate::routes::cross_connect_form::{read_change, read_order};
use crate::routes::cross_connects::CrossConnectList;
use crate::routes::events::EventList;
use crate::routes::exchanges::{ExchangeBody, ExchangeList};
use crate::step_times::{Pace, StepTimes};
use crate::world::World;
use crate::world::event::Actor;
use crate::world::exchange::catalogue;
use crate::world::health::Health;
use crate::world::maintenance::Maintenance;
use crate::world::proposal::Refused;

/// 2026-01-05 at 09:00 UTC, the time of the order.
const START: Timestamp = Timestamp::constant(1_767_603_600, 0);

/// The account and the base URL of the answers.
const PLACE: Place<'static> = Place {
    account_sid: "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    base_url: "http://127.0.0.1:8080",
};

/// The number of items on a page of an example, so that two items need two pages.
const PAGE_SIZE: usize = 1;

/// Runs the life, and returns its forms and answers: first the ones in service, then the ones of single steps.
///
/// # Errors
/// The refusal of a form. The service accepts every form under the present rules.
pub(super) fn live() -> Result<Vec<Example>, Refusal> {
    let mut life = Life::new();
    life.order_pair()?;
    life.ask_for_letter()?;
    life.enter_service()?;
    life.list()?;
    life.change_circuit()?;
    life.change_session()?;
    life.end()?;
    life.in_service.extend(life.steps);
    Ok(life.in_service)
}

/// The state of the life.
struct Life {
    world: World,
    now: Timestamp,
    circuit: String,
    backup: String,
    session: String,
    in_service: Vec<Example>,
    steps: Vec<Example>,
}

impl Life {
    /// A world without orders, at the pace of people.
    fn new() -> Self {
        let times = StepTimes {
            pace: Pace::People,
            ..StepTimes::default()
        };
        Self {
            world: World::new(catalogue(), times, 1),
            now: START,
            circuit: String::new(),
            backup: String::new(),
            session: String::new(),
            in_service: Vec::new(),
            steps: Vec::new(),
        }
    }

    fn hours_pass(&mut self, hours: i64) {
        let later = self.now.checked_add(SignedDuration::from_hours(hours));
        self.now = later.unwrap_or(self.now);
    }

    /// Stores the example of a form, and returns its parameters.
    fn fill_in(&mut self, schema: &'static str, form: Value) -> Parameters {
        let parameters = encoded(&form);
        self.in_service.push(Example { schema, value: form });
        parameters
    }

    /// Stores the example of an answer.
    fn answer(&mut self, schema: &'static str, body: &impl Serialize) {
        self.in_service.push(Example::of(schema, body));
    }

    /// Stores the answer about a circuit at this step.
    fn show(&mut self, circuit: &str) -> Result<(), Refusal> {
        let body = self.circuit_body(circuit)?;
        self.steps.push(Example::of("CrossConnect", &body));
        Ok(())
    }

    /// Stores the answer about the session at this step.
    fn show_session(&mut self) -> Result<(), Refusal> {
        let body = self.session_body()?;
        self.steps.push(Example::of("BgpSession", &body));
        Ok(())
    }

    fn circuit_body(&self, sid: &str) -> Result<CrossConnectBody, Refusal> {
        let circuit = self.world.cross_connect(sid)?;
        Ok(CrossConnectBody::new(circuit, &self.world, PLACE))
    }

    fn session_body(&self) -> Result<BgpSessionBody, Refusal> {
        let session = self.world.bgp_session(&self.session)?;
        Ok(BgpSessionBody::new(session, &self.world, PLACE))
    }
}

// The steps, in the order of time.
impl Life {
    /// Orders both circuits of a redundant pair, and issues both letters.
    fn order_pair(&mut self) -> Result<(), Refusal> {
        let backup = json!({
            "UniqueName": "san-jose-backup", "Exchange": "san-jose-ix", "BandwidthMbps": 100, "LoaEntity": "Example Corp",
            "RedundancyGroup": "voice", "RedundancyRole": "backup",
        });
        let primary = json!({
            "UniqueName": "ashburn-primary", "Exchange": "ashburn-ix", "BandwidthMbps": 100, "LoaEntity": "Example Corp",
            "RedundancyGroup": "voice", "RedundancyRole": "primary", "Enabled": true,
        });
        let form = self.fill_in("CrossConnectOrder", primary);
        self.circuit = self.order(&form)?;
        self.backup = self.order(&encoded(&backup))?;
        self.hours_pass(2);
        self.world.finish_step(&self.circuit, self.now)?;
        self.world.finish_step(&self.backup, self.now)
    }

    fn order(&mut self, form: &Parameters) -> Result<String, Refusal> {
        let order = read_order(form, &self.world)?;
        let sid = self.world.order(order, self.now)?.sid.clone();
        self.show(&sid)?;
        Ok(sid)
    }

    /// Requests a new letter and another party for the backup circuit, which a person declines.
    fn ask_for_letter(&mut self) -> Result<(), Refusal> {
        let backup = self.backup.clone();
        self.ask_for_change(&backup, &encoded(&json!({"LoaEntity": "Example Networks"})))?;
        self.world.reissue_letter(&backup, self.now)?;
        self.show(&backup)?;
        self.hours_pass(1);
        let refused = declined("The party is not a customer of the data center.");
        self.world.decline(&backup, &refused, self.now)?;
        self.show(&backup)
    }

    /// Reports completion, and opens a session. Both the circuit and the session enter service.
    fn enter_service(&mut self) -> Result<(), Refusal> {
        self.hours_pass(24);
        let notice = json!({"Reference": "1-23456", "CompletedOn": "2026-01-06"});
        let form = self.fill_in("CompletionNotice", notice);
        let days = Days::at(&self.world, self.world.cross_connect(&self.circuit)?, self.now);
        let completion = read_notice(&form, &days, self.now)?;
        self.answer("Completion", &completion);
        self.world.complete(&self.circuit, completion, self.now)?;
        self.hours_pass(4);
        self.world.finish_step(&self.circuit, self.now)?;
        self.open_session()?;
        self.world.with_cross_connect(&self.circuit, |circuit| {
            circuit.maintenance.push(Maintenance {
                from: START + SignedDuration::from_hours(24 * 14),
                until: START + SignedDuration::from_hours(24 * 14 + 4),
                reason: "Replacement of a line card".to_owned(),
            });
        });
        self.show_service()
    }

    fn open_session(&mut self) -> Result<(), Refusal> {
        let announced = self.world.announced_by_twilio();
        let wrong = json!({"CrossConnectSid": self.circuit, "IpRoutes": ["10.1.2.0/24", "52.1.2.0/23"]});
        if let Err(refusal) = read_request(&encoded(&wrong), &announced) {
            self.answer("Error", refusal.read_at(PLACE.base_url).body());
        }
        let request = json!({
            "CrossConnectSid": self.circuit, "IpRoutes": ["52.1.2.0/24", "52.1.4.0/28"], "Md5Key": "example-md5-key",
        });
        let form = self.fill_in("BgpSessionRequest", request);
        let request = read_request(&form, &announced)?;
        self.session = self.world.open_session(request, self.now)?.sid.clone();
        self.hours_pass(1);
        self.world.finish_session_step(&self.session, self.now)
    }

    /// Stores the answers about the circuit and its session in service.
    fn show_service(&mut self) -> Result<(), Refusal> {
        let circuit = self.circuit_body(&self.circuit)?;
        self.answer("CrossConnect", &circuit);
        let session = self.session_body()?;
        self.answer("BgpSession", &session);
        let health = Health::of(self.world.bgp_session(&self.session)?);
        self.answer("BgpSessionHealth", &health);
        Ok(())
    }

    /// Lists the exchanges, and the events of the circuit.
    fn list(&mut self) -> Result<(), Refusal> {
        let bodies = self.world.exchanges.iter();
        let bodies = bodies.map(|exchange| ExchangeBody::new(exchange, PLACE.base_url));
        let (exchanges, meta) = first_page("exchanges", "/v1/Exchanges").cut(bodies);
        self.answer("ExchangeList", &ExchangeList { exchanges, meta });
        let path = format!("/v1/CrossConnects/{}/Events", self.circuit);
        let events = self.world.cross_connect(&self.circuit)?.events.clone();
        let (events, meta) = first_page("events", &path).cut(events.into_iter());
        self.answer("EventList", &EventList { events, meta });
        self.list_objects();
        Ok(())
    }

    fn list_objects(&mut self) {
        let circuits = self.world.cross_connects.iter();
        let bodies = circuits.map(|circuit| CrossConnectBody::new(circuit, &self.world, PLACE));
        let (cross_connects, meta) = first_page("cross_connects", "/v1/CrossConnects").cut(bodies);
        self.answer("CrossConnectList", &CrossConnectList { cross_connects, meta });
        let sessions = self.world.bgp_sessions.iter();
        let bodies = sessions.map(|session| BgpSessionBody::new(session, &self.world, PLACE));
        let (bgp_sessions, meta) = first_page("bgp_sessions", "/v1/BgpSessions").cut(bodies);
        self.answer("BgpSessionList", &BgpSessionList { bgp_sessions, meta });
    }

    /// Requests another bandwidth and the deactivation of the circuit, which are declined. Then the circuit is put on hold.
    fn change_circuit(&mut self) -> Result<(), Refusal> {
        let form = self.fill_in("CrossConnectUpdate", json!({"BandwidthMbps": 1000, "Enabled": false}));
        let circuit = self.circuit.clone();
        self.ask_for_change(&circuit, &form)?;
        self.show(&circuit)?;
        self.hours_pass(1);
        let refused = declined("The device has no capacity until March.");
        self.world.decline(&circuit, &refused, self.now)?;
        let (reason, now) = ("Payment is overdue.".to_owned(), self.now);
        self.world
            .with_cross_connect(&circuit, |circuit| circuit.hold(Some(reason), now));
        self.show(&circuit)
    }

    fn ask_for_change(&mut self, circuit: &str, form: &Parameters) -> Result<(), Refusal> {
        let change = read_change(form, &self.world, self.world.cross_connect(circuit)?)?;
        self.world.change(circuit, change, self.now)
    }

    /// Requests other values of the session, which a person declines.
    fn change_session(&mut self) -> Result<(), Refusal> {
        let change = json!({
            "IpRoutes": ["52.1.2.0/24", "52.1.6.0/24"], "CustomerAsn": "3356", "CustomerAddress": "52.9.9.1/30",
            "Md5Key": "another-md5-key", "Enabled": false,
        });
        let form = self.fill_in("BgpSessionUpdate", change);
        let current = self.world.bgp_session(&self.session)?;
        let change = read_session_change(&form, current, &self.world.announced_by_twilio())?;
        self.world.change_session(&self.session, change, self.now)?;
        self.show_session()?;
        self.hours_pass(1);
        let refused = declined("The routes are not registered for the customer.");
        self.world.decline_session(&self.session, &refused, self.now)?;
        self.show_session()
    }

    /// Deletes the session and the circuit. The order of a third circuit is declined.
    fn end(&mut self) -> Result<(), Refusal> {
        self.world.delete_session(&self.session, self.now)?;
        let circuit = self.circuit.clone();
        self.world.delete_cross_connect(&circuit, self.now)?;
        self.show(&circuit)?;
        let third = json!({
            "UniqueName": "london-primary", "Exchange": "london-ix", "BandwidthMbps": 500, "LoaEntity": "Example Corp",
        });
        let third = self.order(&encoded(&third))?;
        let refused = declined("The exchange takes no new circuits.");
        self.world.decline(&third, &refused, self.now)?;
        self.show(&third)
    }
}

fn first_page(key: &'static str, path: &str) -> PageRequest {
    PageRequest::first(key, PLACE.base_url, path, PAGE_SIZE)
}

fn declined(reason: &str) -> Refused {
    Refused {
        actor: Actor::Twilio,
        role: Some("network planning".to_owned()),
        reason: reason.to_owned(),
    }
}

/// The parameters of a form. Each item of a list is a parameter.
fn encoded(form: &Value) -> Parameters {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form.as_object().into_iter().flatten() {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            pairs.append_pair(name, &text);
        }
    }
    Parameters::decode(pairs.finish().as_bytes())
}
