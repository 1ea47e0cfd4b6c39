//! Tests of each rule with each input unknown: an unknown value never counts as different. It gives no finding that the good value does
//! not give. For an object that stays, the good value is that of the other moment.

use std::slice::from_ref;

use super::*;
use crate::checks::planned::Change;
use crate::checks::record::Notice;
use crate::checks::specimen::{health, letter, routes_of, session_replaced, xc};
use crate::domain::{
    Bandwidth, BgpSessionStatus, CompletedOn, CompletionReference, CrossConnectStatus, Exchange, InterfaceAddress,
    LinkStatus, LoaEntity,
};

/// One field of a record, with a function that makes it unknown and a function that copies it from another record.
struct Field<T> {
    name: &'static str,
    forget: fn(&mut T),
    copy: fn(&mut T, &T),
}

macro_rules! fields {
    ($kind:ty: $($field:ident),*) => {
        vec![$(Field {
            name: stringify!($field),
            forget: |it: &mut $kind| it.$field = Fact::Unknown,
            copy: |it: &mut $kind, from: &$kind| it.$field = from.$field.clone(),
        }),*]
    };
}

macro_rules! fields_of_notice {
    ($($field:ident),*) => {
        vec![$(Field {
            name: concat!("completion.", stringify!($field)),
            forget: |it: &mut CrossConnect| if let Fact::Known(notice) = &mut it.completion {
                notice.$field = Fact::Unknown;
            },
            copy: |it: &mut CrossConnect, from: &CrossConnect| {
                if let (Fact::Known(notice), Fact::Known(from)) = (&mut it.completion, &from.completion) {
                    notice.$field = from.$field.clone();
                }
            },
        }),*]
    };
}

fn of_circuits() -> Vec<Field<CrossConnect>> {
    let mut all = fields![
        CrossConnect: name, exchange, bandwidth, loa_entity, group, completion, protection, status, reason, link, letter, ordered_at
    ];
    all.extend(fields_of_notice![reference, completed_on]);
    all
}

fn of_sessions() -> Vec<Field<BgpSession>> {
    fields![BgpSession: cross_connect_sid, routes, enabled, customer_asn, customer_address, md5_key_version, status]
}

/// The moments of an object: before and after the plan.
fn moments<T>(change: &mut Change<T>) -> Vec<&mut T> {
    match change {
        Change::Untouched(it) | Change::Created(it) | Change::Destroyed(it) | Change::Forgotten(it) => vec![it],
        Change::Kept { before, after } | Change::Replaced { before, after, .. } => vec![before, after],
    }
}

/// The plan of one object with a field unknown, and with the good value of the field.
type Variant<T> = (String, Planned<T>, Planned<T>);

fn variants<T: Clone>(bad: &Planned<T>, good: &Planned<T>, fields: &[Field<T>]) -> Vec<Variant<T>> {
    let stays = matches!(bad.change, Change::Kept { .. });
    let source = if stays { bad } else { good };
    let mut values: Vec<T> = moments(&mut source.change.clone())
        .into_iter()
        .map(|it| it.clone())
        .collect();
    if stays {
        values.reverse();
    }
    let mut all = Vec::new();
    for field in fields {
        for (at, value) in values.iter().enumerate() {
            let (mut unknown, mut well) = (bad.clone(), bad.clone());
            (field.forget)(moments(&mut unknown.change).remove(at));
            (field.copy)(moments(&mut well.change).remove(at), value);
            all.push((format!("{} at moment {at}", field.name), unknown, well));
        }
    }
    all
}

/// A bad plan, and the same plan with good values.
struct Scenario {
    name: String,
    bad: Vec<Step>,
    good: Vec<Step>,
}

fn scenario(name: impl Into<String>, bad: &[Step], good: &[Step]) -> Scenario {
    assert_eq!(bad.len(), good.len());
    Scenario {
        name: name.into(),
        bad: bad.to_vec(),
        good: good.to_vec(),
    }
}

impl Scenario {
    /// Every plan with one field unknown, and its counterpart.
    fn variants(&self) -> Vec<(String, Vec<Step>, Vec<Step>)> {
        let mut all = Vec::new();
        for (at, (bad, good)) in self.bad.iter().zip(&self.good).enumerate() {
            let both: Vec<(String, Step, Step)> = match (bad, good) {
                (Step::Circuit(bad), Step::Circuit(good)) => steps(variants(bad, good, &of_circuits())),
                (Step::Session(bad), Step::Session(good)) => steps(variants(bad, good, &of_sessions())),
                _ => panic!("{}: the good plan has other objects", self.name),
            };
            for (field, unknown, well) in both {
                let with = |step: Step| {
                    let mut steps = self.bad.clone();
                    steps[at] = step;
                    steps
                };
                all.push((
                    format!("{}: object {at}, {field}", self.name),
                    with(unknown),
                    with(well),
                ));
            }
        }
        all
    }
}

fn steps<T>(variants: Vec<Variant<T>>) -> Vec<(String, Step, Step)>
where
    Step: From<Planned<T>>,
{
    let both = variants.into_iter();
    both.map(|(field, unknown, well)| (field, unknown.into(), well.into()))
        .collect()
}

/// The identity of a finding whose text depends on a value: the code, the attribute, and the objects.
type Key = (&'static str, Option<&'static str>, BTreeSet<Option<String>>);

fn key(finding: &Finding) -> Key {
    let objects = std::iter::once(&finding.subject).chain(&finding.others);
    let sids = objects.map(|object| object.sid.clone()).collect();
    (finding.check.code, finding.attribute, sids)
}

/// The findings of a plan in a growing and in a whole picture.
fn findings(steps: &[Step]) -> [BTreeSet<Key>; 2] {
    let mut picture = account([], []);
    picture.now = "2026-02-01T12:00:00Z".parse().ok();
    picture
        .capacity
        .insert(Exchange::trusted("ashburn-ix"), vec![Bandwidth::trusted(100)]);
    picture
        .health
        .insert(crate::checks::specimen::bg(2), health("established"));
    for step in steps {
        match step {
            Step::Circuit(it) => picture.cross_connects.add_account(it.before().cloned()),
            Step::Session(it) => picture.sessions.add_account(it.before().cloned()),
        }
    }
    let is_planned = |step: &&Step| match step {
        Step::Circuit(it) => it.is_planned(),
        Step::Session(it) => it.is_planned(),
    };
    let planned: Vec<Step> = steps.iter().filter(is_planned).cloned().collect();
    let growing = plan_all(&picture, &planned).into_iter().flatten();
    let whole = whole(&picture, &planned);
    [growing.map(|it| key(&it)).collect(), whole.iter().map(key).collect()]
}

fn a() -> CrossConnect {
    leg(1, "a", "ashburn-ix")
}

fn b() -> CrossConnect {
    leg(2, "b", "san-jose-ix")
}

fn there(circuit: CrossConnect) -> Step {
    Planned::untouched(circuit).into()
}

fn session_there(session: BgpSession) -> Step {
    Planned::untouched(session).into()
}

fn of_names() -> Vec<Scenario> {
    let rename = |from: CrossConnect, to: &str| Step::from(changed(from.clone(), named(to, from)));
    let new = |name: &str| Step::from(created(order(name, "london-ix")));
    let gone = |name: &str| Step::from(destroyed(named(name, b())));
    vec![
        scenario(
            "rename into use",
            &[rename(a(), "b"), kept(b()).into()],
            &[rename(a(), "b"), kept(b()).into()],
        ),
        scenario(
            "exchange",
            &[rename(a(), "b"), rename(b(), "a")],
            &[rename(a(), "b"), rename(b(), "a")],
        ),
        scenario(
            "one name for two",
            &[rename(a(), "x"), rename(b(), "x")],
            &[rename(a(), "x"), rename(b(), "x")],
        ),
        scenario(
            "order in use",
            &[there(b()), new("b")],
            &[there(named("y", b())), new("x")],
        ),
        scenario("forgotten moved", &[gone("b"), new("b")], &[gone("y"), new("x")]),
        scenario("two orders", &[new("x"), new("x")], &[new("y"), new("z")]),
    ]
}

fn of_places() -> Vec<Scenario> {
    let new = |on, routes: &[&str]| Step::from(created(new_session(on, routes)));
    let rejected = |status| there(being(status, a()));
    let moved = |to| Step::from(session_replaced(session(1, ROUTES), new_session(to, ROUTES)));
    vec![
        scenario(
            "second session",
            &[there(a()), session_there(session(1, ROUTES)), new(1, ROUTES)],
            &[
                there(a()),
                session_there(BgpSession {
                    cross_connect_sid: xc(2).into(),
                    ..session(1, ROUTES)
                }),
                new(3, &[]),
            ],
        ),
        scenario(
            "session moved",
            &[there(b()), session_there(session(2, ROUTES)), moved(2)],
            &[
                there(b()),
                session_there(BgpSession {
                    cross_connect_sid: xc(7).into(),
                    ..session(2, ROUTES)
                }),
                moved(1),
            ],
        ),
        scenario(
            "unfit",
            &[rejected("rejected"), new(1, ROUTES)],
            &[rejected("active"), new(1, ROUTES)],
        ),
        scenario(
            "no circuit",
            &[there(a()), new(9, ROUTES)],
            &[there(a()), new(1, ROUTES)],
        ),
        scenario(
            "session left",
            &[destroyed(a()).into(), kept(session(1, ROUTES)).into()],
            &[destroyed(a()).into(), kept(session(1, ROUTES)).into()],
        ),
        scenario(
            "overlap",
            &[
                there(circuit(1, "a", "ashburn-ix")),
                there(circuit(2, "b", "san-jose-ix")),
                session_there(session(2, ROUTES)),
                new(1, ROUTES),
            ],
            &[
                there(a()),
                there(b()),
                session_there(session(2, &["52.1.9.0/24"])),
                new(1, &["52.1.8.0/24"]),
            ],
        ),
    ]
}

fn with_everything(circuit: CrossConnect) -> CrossConnect {
    let notice = Notice {
        reference: CompletionReference::trusted("X-1").into(),
        completed_on: CompletedOn::parse("2026-02-20").unwrap().into(),
    };
    CrossConnect {
        completion: notice.into(),
        bandwidth: Bandwidth::trusted(5000).into(),
        loa_entity: LoaEntity::trusted("Other").into(),
        ..grouped(named("other", circuit), "video")
    }
}

fn of_statuses() -> Vec<Scenario> {
    let letter = letter("2026-01-05T11:00:00Z", "2026-02-10T11:00:00Z");
    let ordered = |status: &str| CrossConnect {
        letter: letter.into(),
        ordered_at: "2026-01-01T11:00:00Z".parse::<jiff::Timestamp>().unwrap().into(),
        ..being(status, a())
    };
    let mut all = Vec::new();
    for status in CrossConnectStatus::WORDS {
        let reported = || with_everything(ordered(status));
        let corrected = CrossConnect {
            completion: Notice {
                reference: CompletionReference::trusted("X-2").into(),
                completed_on: CompletedOn::parse("2026-01-06").unwrap().into(),
            }
            .into(),
            ..reported()
        };
        for (what, after) in [
            ("changed", reported()),
            ("kept", ordered(status)),
            ("withdrawn", ordered(status)),
        ] {
            let before = if what == "withdrawn" {
                reported()
            } else {
                ordered(status)
            };
            let step = Step::from(changed(before, after));
            all.push(scenario(
                format!("{what} while {status}"),
                from_ref(&step),
                from_ref(&step),
            ));
        }
        let step = Step::from(changed(reported(), corrected));
        all.push(scenario(
            format!("corrected while {status}"),
            from_ref(&step),
            from_ref(&step),
        ));
    }
    all
}

fn of_orders() -> Vec<Scenario> {
    let new = with_everything(order("a", "ashburn-ix"));
    let good = CrossConnect {
        completion: Fact::Null,
        bandwidth: Bandwidth::trusted(100).into(),
        ..order("a", "london-ix")
    };
    let replace = |before: CrossConnect, after: &CrossConnect| {
        let cause = Cause::Changed(vec!["exchange".to_owned()]);
        Step::from(replaced_because(cause, before, after.clone()))
    };
    let idle = || being("requested", circuit(1, "a", "ashburn-ix"));
    vec![
        scenario("order", &[created(new.clone()).into()], &[created(good.clone()).into()]),
        scenario(
            "replacement",
            &[replace(a(), &protected(new.clone()))],
            &[replace(idle(), &good)],
        ),
        scenario(
            "protected replacement",
            &[replace(protected(a()), &new)],
            &[replace(idle(), &good)],
        ),
        scenario(
            "protected destroy",
            &[destroyed(protected(a())).into()],
            &[destroyed(a()).into()],
        ),
    ]
}

fn reset_every_way() -> Step {
    let before = BgpSession {
        customer_asn: Asn::trusted(65_000).into(),
        md5_key_version: 1.into(),
        ..session(1, ROUTES)
    };
    let after = BgpSession {
        customer_asn: Asn::trusted(65_001).into(),
        customer_address: InterfaceAddress::trusted("169.254.1.6/30".parse().unwrap()).into(),
        md5_key_version: 2.into(),
        ..before.clone()
    };
    changed(before, after).into()
}

fn of_traffic() -> Vec<Scenario> {
    let dark = |status: &str, link: LinkStatus, circuit| CrossConnect {
        link: link.into(),
        ..being(status, circuit)
    };
    let elsewhere = || grouped(b(), "other");
    let far_session = || session(2, &["52.1.9.0/24"]);
    let quiet = |enabled: bool, status: &str| BgpSession {
        enabled: enabled.into(),
        status: BgpSessionStatus::trusted(status).into(),
        ..session(7, ROUTES)
    };
    let partner_of_quiet = || leg(7, "q", "san-jose-ix");
    let pair = |one: Step, other: Step| vec![there(a()), one, there(b()), other];
    vec![
        scenario(
            "lone",
            &[
                there(a()),
                reset_every_way(),
                there(elsewhere()),
                session_there(far_session()),
            ],
            &[
                there(a()),
                reset_every_way(),
                there(b()),
                session_there(session(2, ROUTES)),
            ],
        ),
        scenario(
            "inactive partner",
            &pair(reset_every_way(), session_there(session(2, ROUTES)))
                .into_iter()
                .map(|step| {
                    if matches!(&step, Step::Circuit(it) if it.sid() == Some(&xc(2))) {
                        there(dark("inactive", LinkStatus::Down, b()))
                    } else {
                        step
                    }
                })
                .collect::<Vec<_>>(),
            &pair(reset_every_way(), session_there(session(2, ROUTES))),
        ),
        scenario(
            "dark partner",
            &[
                there(a()),
                reset_every_way(),
                there(dark("active", LinkStatus::Down, b())),
                session_there(session(2, ROUTES)),
            ],
            &[
                there(a()),
                reset_every_way(),
                there(dark("active", LinkStatus::Up, b())),
                session_there(session(2, ROUTES)),
            ],
        ),
        scenario(
            "quiet partner",
            &[
                there(a()),
                reset_every_way(),
                there(partner_of_quiet()),
                session_there(quiet(false, "available")),
            ],
            &[
                there(a()),
                reset_every_way(),
                there(partner_of_quiet()),
                session_there(quiet(true, "available")),
            ],
        ),
        scenario(
            "failed partner",
            &[
                there(a()),
                reset_every_way(),
                there(partner_of_quiet()),
                session_there(quiet(true, "failed")),
            ],
            &[
                there(a()),
                reset_every_way(),
                there(partner_of_quiet()),
                session_there(quiet(true, "available")),
            ],
        ),
        scenario(
            "both legs",
            &pair(reset_every_way(), destroyed(session(2, ROUTES)).into()),
            &pair(reset_every_way(), destroyed(quiet_two()).into()),
        ),
        scenario(
            "everything",
            &[
                destroyed(a()).into(),
                destroyed(session(1, ROUTES)).into(),
                destroyed(b()).into(),
                destroyed(session(2, ROUTES)).into(),
            ],
            &[
                destroyed(a()).into(),
                destroyed(session(1, ROUTES)).into(),
                destroyed(b()).into(),
                destroyed(quiet_two()).into(),
            ],
        ),
    ]
}

fn quiet_two() -> BgpSession {
    BgpSession {
        enabled: false.into(),
        ..session(2, ROUTES)
    }
}

fn of_groups() -> Vec<Scenario> {
    let poor = || CrossConnect {
        bandwidth: Bandwidth::trusted(100).into(),
        ..leg(2, "b", "ashburn-ix")
    };
    let narrow = |routes: &[&str]| BgpSession {
        routes: routes_of(routes).into(),
        ..session(2, ROUTES)
    };
    vec![
        scenario(
            "poor pair",
            &[
                kept(a()).into(),
                there(poor()),
                session_there(session(1, ROUTES)),
                session_there(narrow(&["52.1.2.0/25"])),
            ],
            &[
                kept(a()).into(),
                there(b()),
                session_there(session(1, ROUTES)),
                session_there(narrow(ROUTES)),
            ],
        ),
        scenario("lone member", &[kept(a()).into()], &[kept(a()).into()]),
        scenario(
            "far pair",
            &[kept(a()).into(), there(leg(2, "b", "london-ix"))],
            &[kept(a()).into(), there(b())],
        ),
    ]
}

#[test]
fn unknown_is_never_taken_for_different() {
    let scenarios = [
        of_names(),
        of_places(),
        of_statuses(),
        of_orders(),
        of_traffic(),
        of_groups(),
    ];
    let mut faults = Vec::new();
    for scenario in scenarios.into_iter().flatten() {
        for (which, unknown, well) in scenario.variants() {
            for (unknown, well) in findings(&unknown).into_iter().zip(findings(&well)) {
                let new: Vec<_> = unknown
                    .difference(&well)
                    .filter(|key| !is_part_of_a_set(key, &well))
                    .collect();
                if !new.is_empty() {
                    faults.push(format!("{which}: {new:?} beside {well:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// True where a finding about one circuit is part of another finding about its whole set.
fn is_part_of_a_set(key: &Key, all: &BTreeSet<Key>) -> bool {
    key.0 == Check::LEG_DISRUPTED.code && all.iter().any(|each| each.0 == Check::ALL_LEGS_DISRUPTED.code)
}

#[test]
fn every_scenario_but_the_quiet_ones_finds_something_bad() {
    let scenarios = [of_names(), of_places(), of_orders(), of_traffic(), of_groups()];
    for scenario in scenarios.into_iter().flatten() {
        let [growing, whole] = findings(&scenario.bad);
        assert!(!growing.is_empty() || !whole.is_empty(), "{}", scenario.name);
    }
}
