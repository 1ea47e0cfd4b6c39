//! Tests of bandwidth that an exchange cannot deliver.

use super::*;
use crate::checks::specimen::{
    account, changed, circuit, codes, created, destroyed, kept, only, order, plan, replaced,
};
use crate::checks::{Fact, Severities, Severity, judge};

fn faster(mbps: u32, circuit: CrossConnect) -> CrossConnect {
    CrossConnect {
        bandwidth: Bandwidth::trusted(mbps).into(),
        ..circuit
    }
}

fn says(available: &[u32], planned: Planned<CrossConnect>) -> Vec<Finding> {
    let mut picture = account([], []);
    let all = available.iter().map(|mbps| Bandwidth::trusted(*mbps)).collect();
    picture.capacity.insert(Exchange::trusted("ashburn-ix"), all);
    let found = plan(&mut picture, planned).into_iter();
    found.filter(|finding| finding.check == Check::NO_CAPACITY).collect()
}

#[test]
fn bandwidth_is_asked_for_by_orders_and_by_changes_of_it() {
    let a = || circuit(1, "a", "ashburn-ix");
    let table = [
        ("order", created(order("a", "ashburn-ix")), Some(Severity::Warn)),
        (
            "replacement",
            replaced(a(), order("a", "ashburn-ix"), &["loa_entity"]),
            Some(Severity::Warn),
        ),
        ("change", changed(faster(100, a()), a()), Some(Severity::Error)),
        (
            "other change",
            changed(a(), crate::checks::specimen::named("b", a())),
            None,
        ),
        ("nothing", kept(a()), None),
        ("destroy", destroyed(a()), None),
        ("another exchange", created(order("a", "london-ix")), None),
    ];
    for (which, planned, severity) in table {
        let found = says(&[100, 5000], planned);
        let told: Vec<_> = found
            .iter()
            .map(|it| judge::severity_in_plan(it, &Severities::default()))
            .collect();
        assert_eq!(told, severity.into_iter().collect::<Vec<_>>(), "{which}");
        assert!(found.iter().all(|finding| finding.attribute == Some("bandwidth_mbps")));
    }
    assert_eq!(says(&[1000], created(order("a", "ashburn-ix"))), []);
}

#[test]
fn the_bandwidth_in_service_is_not_asked_for_when_a_waiting_change_is_taken_back() {
    let (in_service, asked_for) = (
        faster(1000, circuit(1, "a", "ashburn-ix")),
        faster(5000, circuit(1, "a", "ashburn-ix")),
    );
    let mut picture = account([in_service.clone()], []);
    picture.capacity.insert(Exchange::trusted("ashburn-ix"), Vec::new());
    assert_eq!(
        codes(&plan(&mut picture.clone(), changed(asked_for.clone(), in_service))),
        [""; 0]
    );
    let other = faster(100, asked_for.clone());
    assert_eq!(codes(&plan(&mut picture, changed(asked_for, other))), ["TWX501"]);
}

#[test]
fn what_is_available_instead_is_listed() {
    let found = only(says(&[100, 5000], created(order("a", "ashburn-ix"))));
    let told = "ashburn-ix cannot deliver 1000 Mbps today, so the service would decline the request (62220). Available now: 100 Mbps, 5000 \
                Mbps. Choose one of these, order at another exchange such as san-jose-ix, or ask Twilio";
    assert!(found.detail.starts_with(told), "{}", found.detail);
    assert_eq!(found.to_string(), "1000 Mbps is not available at ashburn-ix [TWX501]");
    let found = only(says(&[], created(order("a", "ashburn-ix"))));
    assert!(
        found
            .detail
            .contains("No bandwidth is available at ashburn-ix right now. Order at another"),
        "{}",
        found.detail
    );
}

#[test]
fn what_is_not_known_postpones() {
    let nowhere = CrossConnect {
        exchange: Fact::Unknown,
        ..order("a", "ashburn-ix")
    };
    let unsized_order = CrossConnect {
        bandwidth: Fact::Unknown,
        ..order("a", "ashburn-ix")
    };
    for planned in [created(nowhere), created(unsized_order.clone())] {
        assert!(!asks_for_bandwidth(&planned));
        assert_eq!(says(&[], planned), []);
    }
    let unsized_circuit = CrossConnect {
        bandwidth: Fact::Unknown,
        ..circuit(1, "a", "ashburn-ix")
    };
    assert_eq!(says(&[], changed(circuit(1, "a", "ashburn-ix"), unsized_circuit)), []);
    let mut unanswered = account([], []);
    assert_eq!(
        codes(&plan(&mut unanswered, created(order("a", "ashburn-ix")))),
        [""; 0]
    );
}
