//! The verdict on a redundant set, before or after its circuits are ordered.
//!
//! A set of planned values needs no request, so its verdict is known in the plan that orders it. Members with a SID are read one by one
//! and without a cache. A verdict during apply is about objects that have just been changed.

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
    /// The data source on a connection, which may not be configured yet.
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
    /// The members, as planned or as in the account. All missing members are reported together; a service that does not answer is reported
    /// once.
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

/// The verdict on a redundant set of cross connects, with the bandwidth that remains after the worst loss. It includes the reasons, advice, and a
/// report for a pull request.
///
/// The data source applies the same rules as the plan checks of group 2xx. Each loss removes one circuit, one exchange, or one cage or patch
/// panel that several members share according to their letters of authorization. The data source compares the bandwidth that remains after the
/// worst loss with `required_mbps`. At the same `required_mbps`, adding a circuit or bandwidth never makes the verdict worse.
///
/// Bandwidth counts whether or not routes are announced over it. Routes announced by only one member, unequal bandwidth, and a pair of exchanges
/// that Twilio does not recommend appear as `advice`. Advice does not change the verdict, and neither do `plan_checks` or the live health in
/// `health`. A rejected order or a cross connect that is being removed does not count as a member.
///
/// If all members have planned values, Terraform reads the verdict during the plan, without a request to the service. If a value is known only
/// after apply, Terraform reads the verdict during the apply.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct RedundancyModel {
    /// The losses that the set must withstand. With `geographic`, it must withstand the loss of a circuit, an exchange, or a shared element. With
    /// `metro`, it must withstand the loss of a circuit or a shared element, but not of an exchange. With `none`, the set is not assessed, but
    /// the report is still produced.
    #[attr(required)]
    intent: Attr<RedundancyIntent>,
    /// The bandwidth in Mbps that must remain after the worst loss. Defaults to the bandwidth of the smallest primary or, if there is no primary,
    /// of the smallest member.
    #[attr(optional, computed)]
    required_mbps: Attr<RequiredMbps>,
    /// A member of the set. Set either `sid`, or `name`, `exchange`, `bandwidth_mbps`, and `ip_routes`.
    #[block(min = 1)]
    member: BlockList<MemberModel>,
    /// The verdict: `redundant`; `not_redundant`, if there are `blockers`; or `not_assessed`, if the intent is `none`.
    #[attr(computed)]
    verdict: Attr<String>,
    /// The bandwidth in Mbps that remains after the worst loss; null if no loss is assessed.
    #[attr(computed)]
    remaining_mbps: Attr<u32>,
    /// The approximate number of concurrent G.711 calls that the remaining bandwidth carries; null if no loss is assessed.
    #[attr(computed)]
    remaining_calls: Attr<u32>,
    /// A sentence that describes the worst loss and the bandwidth that remains after it; null if no loss is assessed.
    #[attr(computed)]
    worst_loss: Attr<String>,
    /// A table of all losses and the bandwidth that remains after each one, worst first, in GitHub Flavored Markdown.
    #[attr(computed)]
    losses_markdown: Attr<String>,
    /// The reasons why the set is not redundant, in the order of [the codes](../codes.md). Each has a `code`. `summary` states the fault,
    /// `explanation` states why it matters, and `fix` is the remedy.
    #[attr(computed)]
    blockers: Attr<List<BlockerModel>>,
    /// The advice, in the same form as `blockers`. Advice does not change the verdict.
    #[attr(computed)]
    advice: Attr<List<BlockerModel>>,
    /// The live health of each member, by name: `planned`, or the status of the member's cross connect and session.
    #[attr(computed)]
    health: Attr<Map<String>>,
    /// The verdict, the table of losses, the blockers, the advice, a table of the members, their health, and a Mermaid diagram, in GitHub
    /// Flavored Markdown.
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

    /// The configured requirement, or else the default one that the judgement used.
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

/// The paths of the member blocks, in the order of the configuration.
fn places() -> impl Iterator<Item = Path> {
    (0..).map(|index| Path::attribute("member").child(Step::Index(index)))
}
