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
use framework::collection::{List, Map};
use framework::data_source::{DataSource, Found};
use framework::nested::BlockList;
use framework::path::{Path, Step};
use framework::resource::{Context, Validates};
use framework::{Attr, Diagnostics, Model};

use super::losses::{LossesTable, worst};
use crate::api;
use crate::checks::redundancy_verdict::judge_members;
use crate::checks::{Fact, Judgement, Leg};
use crate::connection::Connection;
use crate::domain::{Calls, RedundancyIntent, RequiredMbps};
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
        let required = config.required_mbps.known().copied().into();
        let members = self.members(written, context).await?;
        Ok(Found::new(config.judged(intent, &members, required)))
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

/// The verdict on a redundant set: what remains after its worst loss, the reasons, advice, and a report for a pull request.
///
/// A set is judged by the same rules as the plan's findings of group 2xx. Each loss takes away one circuit, one exchange, or one cage or patch
/// panel that the letters of authorization show to be shared. What remains after the worst loss is measured against `required_mbps`. One more circuit, or more
/// bandwidth on one, never makes a verdict worse at the same `required_mbps`.
///
/// Bandwidth counts whether or not routes are announced on it. Routes on one side only, unequal bandwidth, and exchanges that Twilio does not recommend
/// together are `advice`, which does not change the verdict. `plan_checks` does not change it either. Live health is in `health` and decides nothing;
/// only a rejected order and a cross connect that is being removed are no members any more.
///
/// A set of planned values is judged in the plan and without the service. A set with a value that is decided only during apply is judged then.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct RedundancyModel {
    /// The losses that the set is meant to withstand: that of a circuit, an exchange, or a shared element (`geographic`); that of a circuit or a
    /// shared element, not of the exchange (`metro`); or none (`none`: nothing is judged, and the report is made all the same).
    #[attr(required)]
    intent: Attr<RedundancyIntent>,
    /// The bandwidth in Mbps that must remain after the worst loss. By default it is that of the smallest primary, or of the smallest member where none is
    /// a primary.
    #[attr(optional, computed)]
    required_mbps: Attr<RequiredMbps>,
    /// A member of the set: either `sid`, or `name`, `exchange`, `bandwidth_mbps` and `ip_routes`.
    #[block(min = 1)]
    member: BlockList<MemberModel>,
    /// `redundant`; `not_redundant`, where there are `blockers`; or `not_assessed`, where the intent is `none`.
    #[attr(computed)]
    verdict: Attr<String>,
    /// The bandwidth in Mbps that remains after the worst loss; null where nothing is judged.
    #[attr(computed)]
    remaining_mbps: Attr<u32>,
    /// About how many G.711 calls that bandwidth carries; null where nothing is judged.
    #[attr(computed)]
    remaining_calls: Attr<u32>,
    /// The worst loss with what remains after it, in one sentence; null where nothing is judged.
    #[attr(computed)]
    worst_loss: Attr<String>,
    /// Every loss with what remains after it as a table, the worst first, in GitHub's Markdown.
    #[attr(computed)]
    losses_markdown: Attr<String>,
    /// The reasons why the set is not redundant, in the order of the codes (see [the codes](../codes.md)): `code`; `summary`, what is wrong;
    /// `explanation`, why it matters; and `fix`, what to write instead.
    #[attr(computed)]
    blockers: Attr<List<BlockerModel>>,
    /// The advice beside the verdict, in the same form.
    #[attr(computed)]
    advice: Attr<List<BlockerModel>>,
    /// The live health of each member, by name: `planned`, or the status of its cross connect and of its session.
    #[attr(computed)]
    health: Attr<Map<String>>,
    /// The verdict, the table of losses, the blockers, the advice, a table of the members, their health, and a diagram (Mermaid), in GitHub's Markdown.
    #[attr(computed)]
    report_markdown: Attr<String>,
}

impl RedundancyModel {
    fn judged(self, intent: RedundancyIntent, members: &[Member], required: Fact<RequiredMbps>) -> Self {
        let legs: Vec<Leg> = members.iter().filter_map(Member::leg).collect();
        let judgement = judge_members(intent, &legs, required);
        let remaining = judgement.worst_loss().and_then(|loss| loss.remains);
        let report = Report {
            intent,
            members,
            judgement: &judgement,
        };
        Self {
            verdict: judgement.verdict.as_str().to_owned().into(),
            required_mbps: self.required(&judgement).into(),
            remaining_mbps: remaining.into(),
            remaining_calls: remaining.map(Calls::carried_by_mbps).into(),
            worst_loss: worst(&judgement).into(),
            losses_markdown: LossesTable(&judgement).to_string().into(),
            report_markdown: report.to_string().into(),
            blockers: List::from_iter(judgement.blockers.iter().map(BlockerModel::of)).into(),
            advice: List::from_iter(judgement.advice.iter().map(BlockerModel::of)).into(),
            health: health(members).into(),
            ..self
        }
    }

    /// The requirement that is written, else the one that was judged by.
    fn required(&self, judgement: &Judgement) -> Option<RequiredMbps> {
        let judged = judgement.requirement.map(|requirement| requirement.mbps);
        let written = self.required_mbps.known().copied();
        written.or(judged.map(RequiredMbps::trusted))
    }
}

/// The live health of members, by name.
fn health(members: &[Member]) -> Map<String> {
    let each = members.iter();
    let each = each.map(|member| (member.name.clone(), member.status.clone().into()));
    Map(each.collect())
}

/// The places of the member blocks, in the user's order.
fn places() -> impl Iterator<Item = Path> {
    (0..).map(|index| Path::attribute("member").child(Step::Index(index)))
}
