//! The verdict on a redundant set, before money is spent or after.
//!
//! A set of planned values needs no service, so its verdict is known in the plan that orders it. Members that are given by SID are
//! looked up one by one, and freshly: a verdict during apply is about what has just been changed.

mod blocker;
mod member;
mod mermaid;
mod ordered;
mod report;

use async_trait::async_trait;
use framework::collection::List;
use framework::data_source::{DataSource, Found};
use framework::nested::BlockList;
use framework::path::{Path, Step};
use framework::resource::{Context, Validates};
use framework::{Attr, Diagnostics, Model};

use crate::api;
use crate::checks::redundancy_verdict::judge;
use crate::connection::Connection;
use crate::domain::RedundancyIntent;
use blocker::BlockerModel;
use member::{Member, MemberModel};
use report::Report;

/// The data source `twilio_redundancy`.
pub(super) struct RedundancyLookup {
    connection: Connection,
}

impl RedundancyLookup {
    /// The data source on a connection that need not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for RedundancyLookup {
    type Model = RedundancyModel;

    fn type_name(&self) -> &'static str {
        "twilio_redundancy"
    }

    async fn read(&self, config: RedundancyModel, context: &Context) -> Result<Found<RedundancyModel>, Diagnostics> {
        let (Some(intent), BlockList::Known(written)) = (config.intent.known().copied(), &config.member) else {
            return Ok(Found::new(config));
        };
        let members = self.members(written, context).await?;
        Ok(Found::new(config.judged(intent, &members)))
    }

    fn validates(&self) -> Option<&dyn Validates<RedundancyModel>> {
        Some(self)
    }
}

impl RedundancyLookup {
    /// Every member as it is planned, or as the account has it. Whichever the account lacks are told in one run, a silent service
    /// is told once.
    async fn members(&self, written: &[MemberModel], context: &Context) -> Result<Vec<Member>, Diagnostics> {
        let (mut members, mut missing) = (Vec::new(), Diagnostics::new());
        for (place, model) in places().zip(written) {
            let Some(sid) = model.sid.known() else {
                members.extend(model.planned());
                continue;
            };
            let run = self.connection.run(context)?;
            let client = &run.client;
            match ordered::member(client, sid).await {
                Ok(member) => members.push(member),
                Err(error) => {
                    let told = ordered::unavailable(client, sid, &error).into_iter();
                    missing.extend(told.map(|found| found.at(place.child_attribute("sid"))));
                    if !matches!(error, api::Error::NotFound(_)) {
                        break;
                    }
                }
            }
        }
        if missing.is_empty() {
            missing = member::named_twice(written, &members);
        }
        missing.into_result(members)
    }
}

impl Validates<RedundancyModel> for RedundancyLookup {
    fn validate(&self, config: &RedundancyModel) -> Diagnostics {
        let BlockList::Known(written) = &config.member else {
            return Diagnostics::new();
        };
        let each = places().zip(written).flat_map(|(place, model)| model.problems(&place));
        each.chain(member::repetitions(written)).collect()
    }
}

/// Whether cross connects stand in for each other: the verdict, what stands in its way, and a report for a pull request.
///
/// Judged is how the set is built: the exchanges, the bandwidths and the routes of its members, by the same rules as the plan's findings
/// of group 2xx. `plan_checks` does not change a verdict. Whether a member is in service stands in the report and decides nothing; only a rejected
/// order and a cross connect that is being removed are no members any more.
///
/// A set of planned values is judged in the plan and without the service. A set with a value that is decided only during apply is judged then.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct RedundancyModel {
    /// What the set is meant to withstand: the loss of an exchange (`geographic`: exchanges in different metros, a pair that Twilio recommends),
    /// the loss of a cross connect (`metro`: the members may share their exchange), or nothing (`none`: nothing is judged, and the report is
    /// made all the same).
    #[attr(required)]
    intent: Attr<RedundancyIntent>,
    /// A member of the set: either `sid`, or `name`, `exchange`, `bandwidth_mbps` and `ip_routes`.
    #[block(min = 1)]
    member: BlockList<MemberModel>,
    /// `redundant`; `not_redundant`, where there are `blockers`; or `not_assessed`, where the intent is `none`.
    #[attr(computed)]
    verdict: Attr<String>,
    /// What keeps the set from being redundant, in the order of the codes (see [the codes](../codes.md)): `code`; `summary`, what is wrong;
    /// `explanation`, why it matters; and `fix`, what to write instead.
    #[attr(computed)]
    blockers: Attr<List<BlockerModel>>,
    /// The verdict, a table of the members, the blockers and a diagram (Mermaid), in GitHub's Markdown.
    #[attr(computed)]
    report_markdown: Attr<String>,
}

impl RedundancyModel {
    fn judged(self, intent: RedundancyIntent, members: &[Member]) -> Self {
        let legs: Vec<_> = members.iter().filter_map(Member::leg).collect();
        let judgement = judge(intent, &legs);
        let report = Report {
            intent,
            members,
            judgement: &judgement,
        };
        Self {
            verdict: judgement.verdict.as_str().to_owned().into(),
            report_markdown: report.to_string().into(),
            blockers: List::from_iter(judgement.blockers.iter().map(BlockerModel::of)).into(),
            ..self
        }
    }
}

/// The places of the member blocks, in the user's order.
fn places() -> impl Iterator<Item = Path> {
    (0..).map(|index| Path::attribute("member").child(Step::Index(index)))
}
