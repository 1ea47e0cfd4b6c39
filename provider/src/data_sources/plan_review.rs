//! The judgement on the whole plan, inside the plan.
//!
//! Terraform reads a data source whose arguments reach resources through local values only in the plan, after it has planned all of
//! them. So what this one sees of the named circuits is complete, and it judges them as the command `review` judges a saved plan.

mod circuit;
mod finding;
mod report;
mod review;
mod scene;
mod verdict;

use async_trait::async_trait;
use framework::collection::{List, Map, Set};
use framework::data_source::{DataSource, Found};
use framework::resource::Context;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::connection::Connection;
use crate::domain::UniqueName;
use circuit::Standing;
use finding::FindingModel;
use review::{Request, Review};
use verdict::VerdictModel;

/// The data source `twilio_plan_review`.
pub(super) struct PlanReview {
    connection: Connection,
}

impl PlanReview {
    /// The data source on a connection that need not be configured yet.
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
        }
    }
}

#[async_trait]
impl DataSource for PlanReview {
    type Model = PlanReviewModel;

    fn type_name(&self) -> &'static str {
        "twilio_plan_review"
    }

    async fn read(&self, config: PlanReviewModel, context: &Context) -> Result<Found<PlanReviewModel>, Diagnostics> {
        let Some(request) = config.request() else {
            return Ok(Found::new(config));
        };
        if self.connection.defers(context) {
            return Err(Diagnostics::new());
        }
        let Some(run) = self.connection.ready(context) else {
            let review = Review::unjudged("The provider block is not known before the apply");
            return Ok(Found::new(config.reviewed(&review)));
        };
        let (scene, mut said) = scene::of(&run, &request).await;
        let mut review = review::of(scene, &request, &run.severities);
        review.accept(|found| run.accept(found));
        let is_failing = config.fail.known() == Some(&true) && !run.has_applied();
        said.extend(review.diagnostics(is_failing));
        if said.has_errors() {
            return Err(said);
        }
        Ok(Found {
            state: config.reviewed(&review),
            diagnostics: said,
        })
    }
}

/// The judgement on the whole plan, inside the plan: what the plan checks find in the cross connects that it names and in their BGP
/// sessions, a verdict for each redundancy group, and a report for a pull request.
///
/// Terraform plans resources one by one and does not tell a provider which one is the last. So the plan of a cross connect cannot report that it is
/// alone in its redundancy group. This data source can: if its arguments reach the resources **through local values**, Terraform and OpenTofu
/// read it in the plan, after they have planned all of these resources, at any `-parallelism`. It also lists the cross connects and BGP sessions of the account.
///
/// Findings are those of [the plan checks](../guides/plan-checks.md), each with the severity of [its code](../codes.md) or of `plan_checks`. Each is
/// a warning of the plan. A finding that a resource reports as well is shown as "one more similar warning". Results contain absolute dates only.
///
/// A group is judged as a set, by what remains after its worst loss, as [`twilio_redundancy`](redundancy.md) judges with the intent `geographic`. `required_mbps` of the provider
/// block sets what must remain.
///
/// The session of a cross connect that this plan orders refers to a SID that is known after apply. If all new sessions announce the same routes, the advice on
/// routes (`TWX205`) does not depend on it. Otherwise it is not judged until the next plan, with the `reason`. The verdict does not depend on routes.
///
/// Live health is not part of a review, so that the plan after an apply stays empty: see [`twilio_bgp_session_health`](bgp_session_health.md).
///
/// ### When it is read
///
/// - *In the plan*, if the names are known and reached through local values. Each name is then `planned`.
///
/// - *In the apply*, if a name or the count is known after apply, if an argument refers to a resource directly, if the data block has a `precondition` or a
///   `postcondition`, or if the data block or its module has `depends_on` on something that changes. The plan then has no review. In the apply it reviews
///   what the account has (`in_the_account`), and gives warnings only.
///
/// - *In the plan and once more in the apply*, inside a `check` block. Then no plan is empty, and the review cannot fail the plan. Put the data block outside, and refer
///   to it in the assertion of the `check` block.
///
/// - *In a plan with `-refresh-only`*, which plans no resource. Each name is then `read`.
///
/// ### Fail on it
///
/// Set `fail = true`, or write the `precondition` of an output as in the example. Both also stop the plan that comes before a `destroy`. Neither stops
/// `terraform destroy -refresh=false`, which does not read this data source.
///
/// ### How many to write
///
/// Write one for each provider configuration: each `alias` has a process of its own, and a review sees only what its own process plans. Several under one provider
/// configuration are allowed, as when a module is used twice. Each reviews the cross connects that it names. What it does not name counts as the account has it,
/// unless Terraform has planned it before.
///
/// A cross connect that the plan destroys has no name in the configuration any more. A finding about it is in the review only if it also names a cross connect of
/// the review. [The command](../guides/gating-in-ci.md) `review` reports all of them.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct PlanReviewModel {
    /// The cross connects to judge, by `unique_name`.
    #[attr(required)]
    unique_names: Attr<Set<UniqueName>>,
    /// The number of BGP sessions that the configuration has on these cross connects, as a count that reaches them. Without it, the rules about BGP sessions
    /// are not judged, because sessions may be planned after the review.
    #[attr(optional)]
    bgp_session_count: Attr<u32>,
    /// Whether findings of severity `error` fail the plan; `false` unless set. They do not fail an apply that has changed a cross connect
    /// or a BGP session.
    #[attr(optional)]
    fail: Attr<bool>,
    /// The source of each name: `planned`, by this plan; `read`, by a plan that refreshes only; `in_the_account`, not planned before the review
    /// was read; or `missing`.
    #[attr(computed)]
    circuits: Attr<Map<String>>,
    /// The findings, in a fixed order: `code`; `severity`, `error` or `warning`; `subject`, the object that it is about; `summary`; `detail`; and
    /// `fix`, what to do, where that can be told apart from the detail.
    #[attr(computed)]
    findings: Attr<List<FindingModel>>,
    /// A verdict for each redundancy group of the named cross connects: `redundancy_group`; `verdict`, which is `redundant`, `not_redundant` or
    /// `not_judged`; `required_mbps`, what must remain after the worst loss; `remaining_mbps`, what remains; `worst_loss`, in one sentence; `losses_markdown`, a table of
    /// all losses; `blockers`, the codes of the rules that are broken; `advice`, the codes of the advice; `members`, after the plan; `may_be_changed`, the members that
    /// are in the account, not named, and not planned before the review, so that this plan may still change them; and `reason`, why it is not judged.
    #[attr(computed)]
    verdicts: Attr<List<VerdictModel>>,
    /// The rules that were not judged, one sentence for each reason.
    #[attr(computed)]
    not_judged: Attr<List<String>>,
    /// The cross connects, the verdicts, the findings, and what was not judged, in GitHub's Markdown. It changes only where the judgement does, so
    /// that the plan after an apply stays empty where an output has it.
    #[attr(computed)]
    report_markdown: Attr<String>,
}

impl PlanReviewModel {
    fn request(&self) -> Option<Request> {
        Some(Request {
            names: self.unique_names.known()?.known().cloned().collect(),
            sessions: self.bgp_session_count.known().copied(),
        })
    }

    fn reviewed(self, review: &Review) -> Self {
        let circuits = review.circuits.iter();
        let standings = circuits.map(|(name, circuit)| (name.to_string(), circuit.standing.as_str().to_owned().into()));
        Self {
            circuits: Map(standings.collect()).into(),
            findings: List::from_iter(review.findings.iter().map(FindingModel::of)).into(),
            verdicts: List::from_iter(review.verdicts.iter().map(VerdictModel::of)).into(),
            not_judged: List::from_iter(review.not_judged.iter().map(ToString::to_string)).into(),
            report_markdown: report::Report(review).to_string().into(),
            ..self
        }
    }
}

impl Review {
    /// The diagnostics beside the results.
    fn diagnostics(&self, is_failing: bool) -> Diagnostics {
        let found = self.findings.iter().map(|found| found.diagnostic(is_failing));
        let missing = self.missing().into_iter();
        let uncounted = self
            .too_few_sessions
            .iter()
            .map(|told| Diagnostic::warning("BGP sessions not judged", format!("{told} {SESSIONS_ELSEWHERE}")));
        found.chain(missing).chain(uncounted).collect()
    }

    fn missing(&self) -> Option<Diagnostic> {
        let circuits = self.circuits.iter();
        let missing = circuits.filter(|(_, circuit)| circuit.standing == Standing::Missing);
        let names: Vec<_> = missing.map(|(name, _)| format!("\"{name}\"")).collect();
        if names.is_empty() {
            return None;
        }
        let detail = format!(
            "No cross connect with these names was planned before this review was read, and the account is not known to have them: {}. \
             {NAMES_ELSEWHERE}",
            names.join(", ")
        );
        Some(Diagnostic::warning("Cross connects missing in the review", detail))
    }
}

const NAMES_ELSEWHERE: &str =
    "Take unique_names through a local value from the resources themselves, under the same provider configuration.";

const SESSIONS_ELSEWHERE: &str =
    "Count, through a local value, the sessions of this provider configuration that are on the named cross connects.";
