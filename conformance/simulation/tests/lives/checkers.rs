//! Each checker alone, with evidence that it catches and a control that it passes.

use conformance::provider::Stored;
use framework::value::Value;
use mock_api::{Clock, MockApi, Seed, Settings};
use simulation::NameRefusal;
use simulation::check::{self, Evidence};
use simulation::effect::{Effect, EffectKind};
use simulation::message::{During, Message};
use simulation::state::{Address, Instance, Kind};

const SID: &str = "XC00000000000000000000000000000001";
const OTHER: &str = "XC00000000000000000000000000000002";
const ADDRESS: Address = Address {
    label: 'a',
    kind: Kind::CrossConnect,
};

/// A step in which voice-a was ordered as planned, and is in the state.
fn well() -> Evidence {
    Evidence {
        step: 1,
        messages: Vec::new(),
        state: [(ADDRESS, instance(SID, false))].into(),
        effects: vec![effect(EffectKind::Ordered, "voice-a", SID)],
        name_refusals: Vec::new(),
        cross_connects: held(&[(SID, "voice-a")]),
        sessions: Vec::new(),
        to_destroy: Vec::new(),
        to_create: vec![(1, "voice-a".to_owned())],
        to_change: Vec::new(),
        broken: Vec::new(),
        wild: false,
        killed: false,
        excused: Vec::new(),
        calm_plan: true,
    }
}

fn held(named: &[(&str, &str)]) -> Vec<mock_api::CrossConnect> {
    let rows: Vec<_> = named.iter().map(|(sid, _)| serde_json::json!({"sid": sid, "unique_name": sid, "exchange": "ashburn-ix", "bandwidth_mbps": 100})).collect();
    let seed: Seed = serde_json::from_value(serde_json::json!({"cross_connects": rows})).unwrap();
    let settings = Settings {
        clock: Clock {
            start: Some("2026-01-05T09:00:00Z".parse().unwrap()),
            ..Clock::default()
        },
        seed,
        ..Settings::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let mut held = runtime.block_on(async { MockApi::unplugged(&settings).await.unwrap().cross_connects().await });
    for (cross_connect, (_, name)) in held.iter_mut().zip(named) {
        cross_connect.unique_name = (*name).to_owned();
    }
    held
}

fn instance(sid: &str, tainted: bool) -> Instance {
    let state = Value::object([("sid", Value::string(sid)), ("status", Value::string("active"))]);
    Instance {
        stored: Stored::of(state),
        tainted,
    }
}

fn effect(kind: EffectKind, subject: &str, sid: &str) -> Effect {
    Effect {
        step: 1,
        kind,
        subject: subject.to_owned(),
        sid: sid.to_owned(),
        told: false,
    }
}

fn message(text: &str) -> Message {
    Message {
        step: 1,
        address: ADDRESS,
        during: During::Create,
        subjects: vec![String::new(), "voice-a".to_owned()],
        is_error: true,
        text: text.to_owned(),
    }
}

/// Returns the checkers with a finding.
fn found(evidence: &Evidence) -> Vec<&'static str> {
    check::all(evidence).iter().map(|breach| breach.checker).collect()
}

#[test]
fn a_good_step_passes() {
    assert_eq!(found(&well()), [""; 0]);
}

#[test]
fn a_second_circuit_of_one_name_is_caught() {
    let mut evidence = well();
    evidence.cross_connects = held(&[(SID, "voice-a"), (OTHER, "voice-a")]);
    assert_eq!(found(&evidence), [""; 0], "the other one is a colleague's");
    evidence.effects.push(Effect {
        step: 2,
        ..effect(EffectKind::Ordered, "voice-a", OTHER)
    });
    evidence.to_create.push((2, "voice-a".to_owned()));
    evidence.messages.push(message(OTHER));
    assert_eq!(found(&evidence), ["orders"]);
}

#[test]
fn an_order_that_no_plan_asked_for_is_caught() {
    let mut evidence = well();
    evidence.to_create.clear();
    assert_eq!(found(&evidence), ["orders"]);
}

#[test]
fn a_refused_name_without_its_import_block_is_caught() {
    let mut evidence = well();
    evidence.cross_connects = held(&[(SID, "voice-a"), (OTHER, "voice-b")]);
    evidence.name_refusals.push(NameRefusal {
        step: 1,
        existing_sid: OTHER.to_owned(),
    });
    assert_eq!(found(&evidence), ["orders"]);
    evidence
        .messages
        .push(message(&format!("import {{ id = \"{OTHER}\" }}")));
    assert_eq!(found(&evidence), [""; 0]);
}

#[test]
fn an_order_in_no_state_and_no_message_is_caught() {
    let mut evidence = well();
    evidence.state.clear();
    assert_eq!(found(&evidence), ["accounted"]);
    evidence.messages.push(message("voice-a may have been ordered"));
    assert_eq!(found(&evidence), [""; 0], "no answer could be read");
    evidence.effects[0].told = true;
    assert_eq!(found(&evidence), ["accounted"], "an answer was read");
    evidence.messages.push(message(SID));
    assert_eq!(found(&evidence), [""; 0]);
}

#[test]
fn a_plan_after_a_kill_that_does_not_name_the_order_is_caught() {
    let mut evidence = well();
    evidence.state.clear();
    evidence.excused.push(SID.to_owned());
    assert_eq!(found(&evidence), ["accounted"]);
    evidence.killed = true;
    assert_eq!(found(&evidence), [""; 0], "the plan was made before the kill");
    evidence.killed = false;
    evidence.calm_plan = false;
    assert_eq!(found(&evidence), [""; 0]);
}

#[test]
fn a_denial_of_what_happened_is_caught() {
    let mut evidence = well();
    evidence.messages.push(message("Nothing was ordered."));
    assert_eq!(found(&evidence), ["claims"]);
    evidence.messages[0].step = 2;
    assert_eq!(found(&evidence), [""; 0], "another step");
}

#[test]
fn a_second_order_of_one_step_is_caught_when_one_of_them_is_gone() {
    let mut evidence = well();
    // The second circuit is no longer at the service.
    evidence.effects.push(effect(EffectKind::Ordered, "voice-a", OTHER));
    assert_eq!(found(&evidence), ["orders"]);
    evidence.effects[1].step = 2;
    evidence.to_create.push((2, "voice-a".to_owned()));
    assert_eq!(found(&evidence), [""; 0], "another step");
}

#[test]
fn a_change_that_no_plan_asked_for_is_caught() {
    for kind in [EffectKind::Changed, EffectKind::Completed, EffectKind::Reissued] {
        let mut evidence = well();
        evidence.effects.push(effect(kind, SID, SID));
        assert_eq!(found(&evidence), ["orders"]);
        evidence.to_change.push((1, SID.to_owned()));
        assert_eq!(found(&evidence), [""; 0]);
    }
}

#[test]
fn a_broken_rule_is_caught() {
    let mut evidence = well();
    evidence.broken.push((1, "P3".to_owned()));
    assert_eq!(found(&evidence), ["rules"]);
    evidence.broken[0].0 = 2;
    assert_eq!(found(&evidence), [""; 0], "another step");
}

#[test]
fn a_tainted_circuit_is_caught() {
    let mut evidence = well();
    evidence.state.insert(ADDRESS, instance(SID, true));
    assert_eq!(found(&evidence), ["traffic"]);
}

#[test]
fn a_deletion_that_no_plan_said_is_caught() {
    let mut evidence = well();
    evidence.effects.push(effect(EffectKind::Deleted, SID, SID));
    assert_eq!(found(&evidence), ["traffic"]);
    evidence.to_destroy.push((1, SID.to_owned()));
    assert_eq!(found(&evidence), [""; 0]);
}

#[test]
fn a_message_that_calls_itself_a_bug_is_caught() {
    let mut evidence = well();
    evidence.messages.push(message("This is a bug in the provider"));
    assert_eq!(found(&evidence), ["bugs"]);
}
