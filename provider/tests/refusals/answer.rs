//! The table of answers: the finding that reports a refusal in the plan, or the reason why none can.

use crate::condition::Condition;
use crate::operation::Operation::{self, *};
use crate::situation::{Refusal, Situation};

/// The knowledge of a plan about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer {
    /// A finding reports it.
    Told(&'static str),
    /// One of these input rules reports it.
    Input(&'static [&'static str]),
    /// The plan reads from the service, and an input rule reports it.
    Asked(&'static str),
    /// The apply waits, and retries the request.
    Waited,
    /// No plan leads to the request, for this reason.
    NotSent(&'static str),
    /// It cannot be known in the plan, for this reason.
    NotKnowable(&'static str),
}

use Answer::*;

impl Answer {
    /// The plan check that reports it.
    pub(crate) fn finding(self) -> Option<&'static str> {
        match self {
            Told(code) => Some(code),
            _ => None,
        }
    }

    /// Every code in the answer.
    pub(crate) fn codes(self) -> Vec<&'static str> {
        match self {
            Told(code) | Asked(code) => vec![code],
            Input(codes) => codes.to_vec(),
            Waited | NotSent(_) | NotKnowable(_) => Vec::new(),
        }
    }
}

/// The conditions of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    Always,
    /// The status of the cross connect decides.
    OfCircuit,
    /// The BGP session has this status.
    Session(&'static str),
    /// The condition begins with these words.
    Words(&'static str),
}

use When::*;

impl When {
    fn is(self, condition: &Condition) -> bool {
        match (self, condition) {
            (Always, _) | (OfCircuit, Condition::Circuit(_)) => true,
            (Session(status), Condition::Session(other)) => status == other,
            (Words(words), Condition::Other(other)) => other.starts_with(words),
            _ => false,
        }
    }
}

/// A row of the table.
pub(crate) struct Row {
    operations: &'static [Operation],
    code: u32,
    when: When,
    pub(crate) answer: Answer,
}

const fn row(operations: &'static [Operation], code: u32, when: When, answer: Answer) -> Row {
    Row {
        operations,
        code,
        when,
        answer,
    }
}

/// Returns the number of the first row that matches a refusal.
pub(crate) fn number(situation: &Situation, refusal: Refusal) -> usize {
    let fits = |row: &Row| {
        let is_meant = row.operations.is_empty() || row.operations.contains(&situation.operation);
        is_meant && row.code == refusal.code && row.when.is(&situation.condition)
    };
    let found = TABLE.iter().position(fits);
    found.unwrap_or_else(|| panic!("{situation}: nothing is said of {refusal:?}"))
}

/// The knowledge of a plan about a refusal.
pub(crate) fn of(situation: &Situation, refusal: Refusal) -> Answer {
    TABLE[number(situation, refusal)].answer
}

const ANY: &[Operation] = &[];
const ROUTES: &[Operation] = &[OpenSession, ChangeRoutes];
const SUBNET: &[Operation] = &[OpenSession, ChangeRoutes, ChangeAddress];
const ADDRESS: &[Operation] = &[OpenSession, ChangeAddress];
const ASN: &[Operation] = &[OpenSession, ChangeAsn];
const KEY: &[Operation] = &[OpenSession, ChangeKey];
const CHANGES_OF_SESSIONS: &[Operation] = &[ChangeRoutes, ChangeAsn, ChangeAddress, ChangeEnabled, ChangeKey];

const REQUIRED: Answer = NotSent("Terraform reports that the required argument is missing.");
const NOTHING_NEW: Answer = NotSent("the plan has no change.");
const CHANGED_SINCE: Answer = NotKnowable("the change happens after the plan. Plan again.");
const GONE_SINCE: Answer =
    NotKnowable("the deletion happens after the plan. Plan again: the refresh reports `TWX310`.");
const DELETED_SINCE: Answer =
    NotKnowable("the deletion happens after the plan. The apply succeeds if lists prove that the object is gone.");

/// The table.
#[rustfmt::skip]
pub(crate) const TABLE: &[Row] = &[
    row(ANY, 20412, Always, CHANGED_SINCE),
    row(&[DeleteCircuit, DeleteSession], 20404, Always, DELETED_SINCE),
    row(ANY, 20404, Always, GONE_SINCE),
    row(ANY, 62034, Always, NOTHING_NEW),
    row(&[Order, Rename], 20409, Always, Told("TWX301")),
    row(&[Order, Rename], 20422, Words("`unique_name`"), Input(&["TWX104"])),
    row(&[Rename], 20422, Always, Input(&["TWX104"])),
    row(&[Order], 20422, Words("`redundancy_group`"), Input(&["TWX105"])),
    row(&[Regroup], 20422, Always, Input(&["TWX105"])),
    row(&[Order, ChangeEntity], 20422, Always, Input(&["TWX103"])),
    row(&[Order], 62002, Words("The exchange does not exist, and"), Input(&["TWX101"])),
    row(&[Order], 62002, Words("The exchange does not exist, but"), Asked("TWX101")),
    row(&[Order], 62023, Always, REQUIRED),
    row(&[Order], 62035, Words("`bandwidth_mbps` is missing"), REQUIRED),
    row(&[Order, ChangeBandwidth], 62035, Always, Input(&["TWX102"])),
    row(&[Order, ChangeBandwidth], 62220, Words("The exchange has no capacity"), Told("TWX501")),
    row(&[Order], 62220, Always, NotKnowable("Twilio decides after the order. The apply and later plans report `TWX313`.")),
    row(&[Rename, Regroup, ChangeBandwidth], 62020, Always, Told("TWX319")),
    row(&[ChangeBandwidth], 62028, Always, Told("TWX319")),
    row(&[ChangeBandwidth], 62014, Always, Told("TWX307")),
    row(&[ChangeBandwidth], 62016, Always, Told("TWX307")),
    row(&[ChangeBandwidth], 62015, Always, Waited),
    row(&[ChangeEntity], 62028, Always, Told("TWX319")),
    row(&[ChangeEntity], 62020, Always, Told("TWX406")),
    row(&[ChangeEntity], 62015, Always, Told("TWX406")),
    row(&[ChangeEntity], 20409, Always, Told("TWX406")),
    row(&[ReportCompletion], 62014, Always, Told("TWX305")),
    row(&[ReportCompletion], 62028, Always, Told("TWX305")),
    row(&[ReportCompletion], 62020, Always, Told("TWX305")),
    row(&[ReportCompletion], 20409, Always, Told("TWX308")),
    row(&[ReportCompletion], 20422, Words("`completed_on` is not a day"), Input(&["TWX106"])),
    row(&[ReportCompletion], 20422, Words("`reference`"), Input(&["TWX106"])),
    row(&[ReportCompletion], 20422, Always, Told("TWX305")),
    row(&[DeleteCircuit], 20409, Always, Told("TWX318")),
    row(&[OpenSession], 62012, Always, Told("TWX317")),
    row(&[OpenSession], 62028, Always, Told("TWX317")),
    row(&[OpenSession], 62020, Always, Told("TWX317")),
    row(&[OpenSession], 20409, Always, Told("TWX302")),
    row(&[OpenSession], 62001, Always, Input(&["TWX107"])),
    row(&[OpenSession], 20422, Words("`cross_connect_sid`"), REQUIRED),
    row(&[OpenSession], 62017, Always, Input(&["TWX111"])),
    row(ROUTES, 62018, Words("A route is not"), Input(&["TWX112"])),
    row(ROUTES, 62018, Words("A route is IPv6"), Input(&["TWX113"])),
    row(ROUTES, 62019, Always, Input(&["TWX114"])),
    row(ROUTES, 62018, Words("A route has host bits"), Input(&["TWX115"])),
    row(ROUTES, 62018, Words("A route is private"), Input(&["TWX116"])),
    row(ROUTES, 62018, Words("A route is in a special"), Input(&["TWX117"])),
    row(ROUTES, 62018, Words("Two routes"), Input(&["TWX118"])),
    row(ROUTES, 62018, Words("A route overlaps a prefix"), Input(&["TWX119"])),
    row(SUBNET, 62018, Words("The interface subnet overlaps a route"), Input(&["TWX120"])),
    row(ASN, 20422, Words("The ASN is malformed"), Input(&["TWX121"])),
    row(ASN, 20422, Words("The ASN is reserved"), Input(&["TWX122"])),
    row(ASN, 20422, Words("The ASN is private"), Input(&["TWX123"])),
    row(ASN, 20422, Words("The ASN is Twilio"), Input(&["TWX124"])),
    row(ADDRESS, 20422, Words("The address is malformed"), Input(&["TWX131"])),
    row(ADDRESS, 20422, Words("The address is private"), Input(&["TWX132"])),
    row(ADDRESS, 20422, Words("The address is not a host"), Input(&["TWX133"])),
    row(ADDRESS, 20422, Words("The interface subnet overlaps a prefix"), Input(&["TWX134"])),
    row(ADDRESS, 62100, Words("Another BGP session"), Told("TWX503")),
    row(KEY, 20422, Words("The key"), Input(&["TWX141"])),
    row(CHANGES_OF_SESSIONS, 62028, OfCircuit, Told("TWX317")),
    row(CHANGES_OF_SESSIONS, 62015, Session("deleting"), Told("TWX319")),
    row(CHANGES_OF_SESSIONS, 62015, Always, Waited),
];
