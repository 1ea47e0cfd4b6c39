//! Every situation in which an operation is tried: each status of the contract, and the conditions other than statuses.

use std::fmt;

use crate::condition::Condition;
use crate::contract;
use crate::operation::Operation::{self, *};

/// A parameter with its value.
pub(crate) type Parameter = (&'static str, &'static str);

/// The parameters of a request.
pub(crate) type Form = Vec<Parameter>;

/// An operation with a condition and the parameters that cause it.
type Case = (Operation, &'static str, &'static [Parameter]);

/// An operation, and the state of the service in which it is tried.
#[derive(Clone, Debug)]
pub(crate) struct Situation {
    pub(crate) operation: Operation,
    pub(crate) condition: Condition,
    pub(crate) form: Form,
    /// The status of the cross connect; active by default.
    pub(crate) circuit: Option<String>,
    /// The status of its session, if it does not follow from the cross connect.
    pub(crate) session: Option<String>,
    /// True where the cross connect has a session, whatever the operation.
    has_session: bool,
    /// The number of the object that the request is about.
    pub(crate) number: u32,
    /// True where the object has changed since it was read.
    pub(crate) is_stale: bool,
    /// True where Twilio declines the order.
    pub(crate) is_declined: bool,
}

/// A refusal as the service returns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: u32,
}

impl Situation {
    fn of(operation: Operation, condition: Condition) -> Self {
        Self {
            operation,
            condition,
            form: operation.form(),
            circuit: None,
            session: None,
            has_session: false,
            number: 1,
            is_stale: false,
            is_declined: false,
        }
    }

    fn other(operation: Operation, words: &'static str) -> Self {
        Self::of(operation, Condition::Other(words))
    }

    /// Returns the same situation with other parameters.
    fn with(mut self, form: &[Parameter]) -> Self {
        self.form.retain(|(key, _)| !form.iter().any(|(other, _)| other == key));
        self.form.extend(form);
        self
    }

    /// Returns the same situation without a parameter.
    fn without(mut self, key: &str) -> Self {
        self.form.retain(|(other, _)| *other != key);
        self
    }

    /// The value of a parameter.
    pub(crate) fn value(&self, key: &str) -> &'static str {
        let found = self.form.iter().find(|(other, _)| *other == key);
        found.map_or("", |(_, value)| value)
    }

    /// True where the cross connect has a session.
    pub(crate) fn has_session(&self) -> bool {
        self.has_session || Operation::OF_SESSIONS.contains(&self.operation)
    }
}

impl fmt::Display for Situation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} ({:?})", self.operation, self.condition)
    }
}

/// Returns every situation.
pub(crate) fn all() -> Vec<Situation> {
    let changes = Operation::OF_CIRCUITS.into_iter().chain(Operation::OF_SESSIONS);
    of_circuit_statuses()
        .chain(of_session_statuses())
        .chain(changes.clone().map(stale))
        .chain(changes.map(gone))
        .chain(orders())
        .chain(of_circuits())
        .chain(completions())
        .chain(sessions_opened())
        .chain(of_values_of_sessions())
        .chain(of_nothing_new())
        .collect()
}

/// Every operation while the cross connect has each status of the contract.
fn of_circuit_statuses() -> impl Iterator<Item = Situation> {
    let operations = Operation::OF_CIRCUITS.into_iter().chain([OpenSession]);
    let operations: Vec<_> = operations.chain(Operation::OF_SESSIONS).collect();
    contract::words("CrossConnectStatus")
        .into_iter()
        .flat_map(move |status| {
            let situation = |operation: &Operation| Situation {
                circuit: Some(status.clone()),
                ..Situation::of(*operation, Condition::Circuit(status.clone()))
            };
            operations.iter().map(situation).collect::<Vec<_>>()
        })
}

/// The statuses of sessions in situations. A session is pending if the cross connect is not configured yet.
pub(crate) fn session_statuses() -> impl Iterator<Item = String> {
    ["pending", "configuring", "available", "updating", "failed", "deleting"]
        .into_iter()
        .map(str::to_owned)
}

fn of_session_statuses() -> impl Iterator<Item = Situation> {
    session_statuses().flat_map(|status| {
        let circuit = (status == "pending").then(|| "loa_issued".to_owned());
        Operation::OF_SESSIONS.map(|operation| Situation {
            circuit: circuit.clone(),
            session: Some(status.clone()),
            ..Situation::of(operation, Condition::Session(status.clone()))
        })
    })
}

fn stale(operation: Operation) -> Situation {
    Situation {
        is_stale: true,
        circuit: (operation == ReportCompletion).then(|| "loa_issued".to_owned()),
        ..Situation::other(
            operation,
            "Another client changed the object between the plan and the apply.",
        )
    }
}

fn gone(operation: Operation) -> Situation {
    Situation {
        number: 9,
        ..Situation::other(
            operation,
            "Another client deleted the object between the plan and the apply.",
        )
    }
}

fn orders() -> impl Iterator<Item = Situation> {
    let order = |words| Situation::other(Order, words);
    let declined = Situation {
        is_declined: true,
        ..order("Twilio declines the order although the exchange reports capacity.")
    };
    [
        order("Another cross connect of the account has the name.").with(&[("UniqueName", "circuit-2")]),
        order("`unique_name` is malformed.").with(&[("UniqueName", "a name")]),
        order("`redundancy_group` is malformed.").with(&[("RedundancyGroup", "a group")]),
        order("`loa_entity` is blank.").with(&[("LoaEntity", " ")]),
        order("The exchange does not exist, and its id is malformed.").with(&[("Exchange", "ashburn")]),
        order("The exchange does not exist, but its id is well-formed.").with(&[("Exchange", "madrid-ix")]),
        order("`exchange` is missing.").with(&[("Exchange", "")]),
        order("`bandwidth_mbps` is missing.").with(&[("BandwidthMbps", "")]),
        order("No exchange sells the bandwidth.").with(&[("BandwidthMbps", "250")]),
        order("The exchange does not sell the bandwidth.").with(&[("BandwidthMbps", "500")]),
        order("The exchange has no capacity for the bandwidth.").with(&[("BandwidthMbps", "100")]),
        declined,
    ]
    .into_iter()
}

fn of_circuits() -> impl Iterator<Item = Situation> {
    let of = Situation::other;
    let with_session = Situation {
        has_session: true,
        ..of(DeleteCircuit, "The cross connect carries a BGP session.")
    };
    [
        of(Rename, "Another cross connect of the account has the name.").with(&[("UniqueName", "circuit-2")]),
        of(Rename, "The name is malformed.").with(&[("UniqueName", "a name")]),
        of(Regroup, "The group is malformed.").with(&[("RedundancyGroup", "a group")]),
        of(ChangeBandwidth, "No exchange sells the bandwidth.").with(&[("BandwidthMbps", "250")]),
        of(ChangeBandwidth, "The exchange does not sell the bandwidth.").with(&[("BandwidthMbps", "500")]),
        of(ChangeBandwidth, "The exchange has no capacity for the bandwidth.").with(&[("BandwidthMbps", "100")]),
        Situation {
            circuit: Some("loa_issued".to_owned()),
            ..of(ChangeEntity, "The entity is blank.").with(&[("LoaEntity", " ")])
        },
        with_session,
    ]
    .into_iter()
}

fn completions() -> impl Iterator<Item = Situation> {
    let report = |words, key, value| Situation {
        circuit: Some("loa_issued".to_owned()),
        ..Situation::other(ReportCompletion, words).with(&[(key, value)])
    };
    [
        report("`completed_on` is after today.", "CompletedOn", "2026-01-06"),
        report("`completed_on` is before the letter.", "CompletedOn", "2026-01-04"),
        report("`completed_on` is not a day.", "CompletedOn", "2026-02-30"),
        report("`reference` is malformed.", "Reference", ""),
    ]
    .into_iter()
}

fn sessions_opened() -> impl Iterator<Item = Situation> {
    let of = |words, sid| Situation::other(OpenSession, words).with(&[("CrossConnectSid", sid)]);
    [
        of(
            "The account has no such cross connect.",
            "XC00000000000000000000000000000009",
        ),
        of(
            "The cross connect has a BGP session.",
            "XC00000000000000000000000000000002",
        ),
        of("The SID is malformed.", "XC1"),
        of("`cross_connect_sid` is missing.", ""),
        Situation::other(OpenSession, "`ip_routes` is empty.").without("IpRoutes"),
        Situation::other(ChangeAddress, ROUTE_OVERLAP).with(ROUTE_AND_SUBNET),
    ]
    .into_iter()
}

const ROUTE_OVERLAP: &str = "The interface subnet overlaps a route.";
const ROUTE_AND_SUBNET: &[Parameter] = &[("IpRoutes", "52.9.8.0/24"), ("CustomerAddress", "52.9.8.1/30")];

/// Values that no session can have, for creation and change.
const VALUES: [Case; 19] = [
    (ChangeRoutes, ROUTE_OVERLAP, ROUTE_AND_SUBNET),
    (ChangeRoutes, "A route is not a CIDR block.", &[("IpRoutes", "52.1.2")]),
    (ChangeRoutes, "A route is IPv6.", &[("IpRoutes", "2001:db8::/64")]),
    (
        ChangeRoutes,
        "A route has more than 256 addresses.",
        &[("IpRoutes", "52.1.2.0/23")],
    ),
    (ChangeRoutes, "A route has host bits.", &[("IpRoutes", "52.1.2.9/24")]),
    (ChangeRoutes, "A route is private.", &[("IpRoutes", "10.1.2.0/24")]),
    (
        ChangeRoutes,
        "A route is in a special-purpose block.",
        &[("IpRoutes", "192.0.2.0/24")],
    ),
    (
        ChangeRoutes,
        "Two routes overlap.",
        &[("IpRoutes", "52.1.2.0/24"), ("IpRoutes", "52.1.2.0/25")],
    ),
    (
        ChangeRoutes,
        "A route overlaps a prefix of Twilio.",
        &[("IpRoutes", "208.78.112.0/25")],
    ),
    (ChangeAsn, "The ASN is malformed.", &[("CustomerAsn", "x")]),
    (ChangeAsn, "The ASN is reserved.", &[("CustomerAsn", "64496")]),
    (ChangeAsn, "The ASN is private.", &[("CustomerAsn", "65010")]),
    (ChangeAsn, "The ASN is Twilio's.", &[("CustomerAsn", "394434")]),
    (
        ChangeAddress,
        "The address is malformed.",
        &[("CustomerAddress", "52.9.8.1/24")],
    ),
    (
        ChangeAddress,
        "The address is private.",
        &[("CustomerAddress", "10.9.8.1/30")],
    ),
    (
        ChangeAddress,
        "The address is not a host of its subnet.",
        &[("CustomerAddress", "52.9.8.0/30")],
    ),
    (
        ChangeAddress,
        "The interface subnet overlaps a prefix of Twilio.",
        &[("CustomerAddress", "208.78.112.1/30")],
    ),
    (
        ChangeAddress,
        "Another BGP session of the account has the interface subnet.",
        &[("CustomerAddress", "52.9.9.2/30")],
    ),
    (ChangeKey, "The key is malformed.", &[("Md5Key", "short")]),
];

fn of_values_of_sessions() -> impl Iterator<Item = Situation> {
    VALUES.into_iter().flat_map(|(operation, words, form)| {
        [operation, OpenSession].map(|operation| Situation::other(operation, words).with(form))
    })
}

/// Updates that set the present values.
fn of_nothing_new() -> impl Iterator<Item = Situation> {
    [
        (Rename, ("UniqueName", "circuit-1")),
        (Regroup, ("RedundancyGroup", "")),
        (ChangeBandwidth, ("BandwidthMbps", "1000")),
        (ChangeEntity, ("LoaEntity", "Example Corp")),
        (ChangeRoutes, ("IpRoutes", "52.1.2.0/24")),
        (ChangeAsn, ("CustomerAsn", "")),
        (ChangeAddress, ("CustomerAddress", "")),
        (ChangeEnabled, ("Enabled", "true")),
    ]
    .into_iter()
    .map(|(operation, pair)| Situation::other(operation, "The object has the value already.").with(&[pair]))
}
