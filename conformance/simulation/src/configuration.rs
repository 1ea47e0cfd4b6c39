//! The configuration of a life: circuits with at most one session each, and their values in the user's spelling.

use std::collections::BTreeMap;

use conformance::provider::Resource;
use fastrand::Rng;
use framework::value::Value;
use mock_api::{CrossConnect, Letter};

use crate::relocation::elsewhere;

/// A cross connect in the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Circuit {
    pub(crate) unique_name: String,
    pub(crate) exchange: &'static str,
    pub(crate) bandwidth_mbps: i64,
    pub(crate) loa_entity: &'static str,
    pub(crate) redundancy_group: Option<&'static str>,
    pub(crate) redundancy_role: Option<&'static str>,
    pub(crate) enabled: Option<bool>,
    pub(crate) loa_revision: Option<i64>,
    pub(crate) wait_for: Option<&'static str>,
    pub(crate) deletion_protection: bool,
    pub(crate) completed_on: Option<String>,
    pub(crate) session: Option<Session>,
}

/// A session in the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) third_octet: u8,
    pub(crate) customer_asn: Option<i64>,
    pub(crate) enabled: bool,
    pub(crate) md5_key_version: Option<i64>,
}

/// The circuits by their label.
pub(crate) type Configuration = BTreeMap<char, Circuit>;

const EXCHANGES: [&str; 3] = ["ashburn-ix", "san-jose-ix", "london-ix"];
const BANDWIDTHS: [i64; 3] = [10, 100, 1000];
const ENTITIES: [&str; 2] = ["Example Corp", "Example GmbH"];
const ROLES: [Option<&str>; 3] = [None, Some("primary"), Some("backup")];
const WAITS: [Option<&str>; 4] = [None, Some("requested"), Some("loa_issued"), Some("active")];

/// Creates a configuration of 1 to 4 circuits.
pub(crate) fn drawn(random: &mut Rng) -> Configuration {
    let labels = ['a', 'b', 'c', 'd'];
    let count = random.usize(1..=4);
    labels
        .into_iter()
        .take(count)
        .map(|label| (label, circuit(label, random)))
        .collect()
}

/// Creates a circuit of a label.
pub(crate) fn circuit(label: char, random: &mut Rng) -> Circuit {
    Circuit {
        unique_name: format!("voice-{label}"),
        exchange: one_of(random, &EXCHANGES),
        bandwidth_mbps: one_of(random, &BANDWIDTHS),
        loa_entity: ENTITIES[0],
        redundancy_group: random.bool().then_some("voice"),
        redundancy_role: None,
        enabled: None,
        loa_revision: None,
        wait_for: one_of(random, &WAITS),
        deletion_protection: random.u8(0..5) == 0,
        completed_on: None,
        session: random.bool().then(|| session(label, random)),
    }
}

fn session(label: char, random: &mut Rng) -> Session {
    Session {
        third_octet: u8::try_from(u32::from(label)).unwrap_or_default(),
        customer_asn: random.bool().then_some(3320),
        enabled: true,
        md5_key_version: (random.u8(0..3) == 0).then_some(1),
    }
}

/// Changes one value of one circuit.
pub(crate) fn change(configuration: &mut Configuration, random: &mut Rng) -> String {
    let labels: Vec<char> = configuration.keys().copied().collect();
    let Some(label) = random.choice(labels) else {
        let drawn = circuit('a', random);
        configuration.insert('a', drawn);
        return "a is added".to_owned();
    };
    let Some(circuit) = configuration.get_mut(&label) else {
        return String::new();
    };
    match random.u8(0..10) {
        0 => circuit.exchange = one_of(random, &EXCHANGES),
        1 | 2 => circuit.bandwidth_mbps = one_of(random, &BANDWIDTHS),
        3 => circuit.loa_entity = one_of(random, &ENTITIES),
        4 => circuit.redundancy_group = random.bool().then_some("voice"),
        5 => circuit.wait_for = one_of(random, &WAITS),
        6 => circuit.deletion_protection = random.bool(),
        7 => circuit.unique_name = format!("voice-{label}-{}", random.u8(0..3)),
        8 if circuit.session.is_none() => circuit.session = Some(session(label, random)),
        _ => change_session(circuit, random),
    }
    format!("{label} is now {circuit:?}")
}

/// Draws the values that the circuits of a narrow life do not have.
pub(crate) fn widen(configuration: &mut Configuration, random: &mut Rng) {
    for circuit in configuration.values_mut() {
        circuit.redundancy_role = one_of(random, &ROLES);
        circuit.enabled = (random.u8(0..6) == 0).then_some(false);
        circuit.loa_revision = (random.u8(0..4) == 0).then_some(1);
    }
}

/// Changes one value of one circuit that a narrow life does not have.
pub(crate) fn change_more(configuration: &mut Configuration, random: &mut Rng) -> String {
    let labels: Vec<char> = configuration.keys().copied().collect();
    let chosen = random
        .choice(labels)
        .and_then(|label| Some((label, configuration.get_mut(&label)?)));
    let Some((label, circuit)) = chosen else {
        return "there is nothing to change".to_owned();
    };
    match random.u8(0..5) {
        0 | 1 => circuit.enabled = one_of(random, &[None, Some(true), Some(false)]),
        2 | 3 => circuit.loa_revision = Some(circuit.loa_revision.unwrap_or(1) + random.i64(0..2)),
        _ => circuit.redundancy_role = one_of(random, &ROLES),
    }
    format!("{label} is now {circuit:?}")
}

fn change_session(circuit: &mut Circuit, random: &mut Rng) {
    let Some(session) = &mut circuit.session else {
        return;
    };
    match random.u8(0..5) {
        0 => session.enabled = !session.enabled,
        1 => session.customer_asn = random.bool().then_some(3320),
        2 => session.md5_key_version = Some(session.md5_key_version.unwrap_or_default() + 1),
        3 => session.third_octet = session.third_octet.wrapping_add(10),
        _ => circuit.session = None,
    }
}

fn one_like(choices: &[&'static str], text: &str) -> Option<&'static str> {
    choices.iter().copied().find(|choice| *choice == text)
}

fn one_of<T: Copy>(random: &mut Rng, choices: &[T]) -> T {
    choices[random.usize(0..choices.len())]
}

impl Circuit {
    /// Resets the values that would replace the circuit, or that the service refuses to change in its status.
    pub(crate) fn keep(&mut self, held: &CrossConnect) {
        self.bandwidth_mbps = held.bandwidth_mbps.into();
        self.exchange = one_like(&EXCHANGES, &held.exchange).unwrap_or(self.exchange);
        self.loa_entity = one_like(&ENTITIES, &held.loa_entity).unwrap_or(self.loa_entity);
    }

    /// Takes the party and the revision of the present letter.
    pub(crate) fn keep_letter(&mut self, letter: &Letter) {
        self.loa_entity = one_like(&ENTITIES, &letter.entity).unwrap_or(self.loa_entity);
        self.loa_revision = i64::try_from(letter.revision).ok();
    }

    /// Creates a circuit under another label at another exchange, with the same routes.
    pub(crate) fn successor(&self, label: char, random: &mut Rng) -> Self {
        Self {
            unique_name: format!("voice-{label}"),
            exchange: elsewhere(&EXCHANGES, self.exchange, random).unwrap_or(self.exchange),
            deletion_protection: false,
            enabled: None,
            loa_revision: None,
            completed_on: None,
            session: self.session.clone(),
            ..self.clone()
        }
    }

    /// Disables the session, so that the other circuit carries the routes.
    pub(crate) fn drain(&mut self) {
        self.deletion_protection = false;
        if let Some(session) = &mut self.session {
            session.enabled = false;
        }
    }

    /// Selects another exchange than the given one.
    pub(crate) fn order_elsewhere(&mut self, exchange: &str) {
        let others = EXCHANGES.into_iter().find(|other| *other != exchange);
        self.exchange = others.unwrap_or(self.exchange);
    }

    /// Returns the block of a cross connect.
    pub(crate) fn value(&self, resource: &Resource<'_>) -> Value {
        let mut config = resource.config([
            ("unique_name", Value::string(&self.unique_name)),
            ("exchange", Value::string(self.exchange)),
            ("bandwidth_mbps", Value::Number(self.bandwidth_mbps.into())),
            ("loa_entity", Value::string(self.loa_entity)),
            (
                "redundancy_group",
                self.redundancy_group.map_or(Value::Null, Value::string),
            ),
            (
                "redundancy_role",
                self.redundancy_role.map_or(Value::Null, Value::string),
            ),
            ("enabled", self.enabled.map_or(Value::Null, Value::Bool)),
            (
                "loa_revision",
                self.loa_revision
                    .map_or(Value::Null, |revision| Value::Number(revision.into())),
            ),
            ("wait_for", self.wait_for.map_or(Value::Null, Value::string)),
            ("deletion_protection", Value::Bool(self.deletion_protection)),
        ]);
        if let (Some(date), Some(fields)) = (&self.completed_on, config.as_object_mut()) {
            let notice = [
                ("reference", Value::string("N-1")),
                ("completed_on", Value::string(date)),
            ];
            fields.insert("completion".to_owned(), Value::object(notice));
        }
        config
    }
}

impl Session {
    /// Returns the block of a session over a cross connect whose SID may be unknown yet.
    pub(crate) fn value(&self, resource: &Resource<'_>, cross_connect_sid: Value) -> Value {
        let number = |number: Option<i64>| number.map_or(Value::Null, |number| Value::Number(number.into()));
        let key = self
            .md5_key_version
            .map_or(Value::Null, |version| Value::string(format!("made-up-key-{version}")));
        resource.config([
            ("cross_connect_sid", cross_connect_sid),
            (
                "ip_routes",
                Value::set([Value::string(format!("52.1.{}.0/24", self.third_octet))]),
            ),
            ("customer_asn", number(self.customer_asn)),
            ("enabled", Value::Bool(self.enabled)),
            ("md5_key_wo", key),
            ("md5_key_wo_version", number(self.md5_key_version)),
        ])
    }
}
