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
        let Some(run) = self.connection.ready(context) else {
            let review = Review::unjudged("The provider block is not known before the apply");
            return Ok(Found::new(config.reviewed(&review)));
        };
        let (scene, mut said) = scene::of(&run, &request).await;
        let review = review::of(scene, &request, &run.severities);
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
/// A plan tells each resource by itself, and never that it was the last one. So the plan of a resource cannot say that a redundancy group
/// has one member only. This data source can: where its arguments reach the resources **through local values**, Terraform and OpenTofu read it
/// in the plan, after they have planned all of these resources, at any `-parallelism`. It also asks the account, once in a run.
///
/// Findings are those of [the plan checks](../guides/plan-checks.md), each with the severity of [its code](../codes.md), as `plan_checks` sets
/// it. Each is a warning of the plan, beside what the resources report themselves. With `fail = true` errors fail the plan. Results hold absolute dates only.
///
/// **When it is read.** These put the read off to the apply, where it reports what the account has, as warnings only: a `unique_name` that is
/// known after apply; a reference to a resource in its arguments that does not go through a local value; a `precondition` or
/// `postcondition` inside the data block; `depends_on`, in the data block or on its module. Inside a `check` block it is read early, before the resources are
/// planned, and judges what the account has. A plan that refreshes only (`-refresh-only`) plans no resource: names are then `read`.
///
/// **Fail on it.** Without `fail`, refer to `findings` in the `precondition` of an output, as in the example; a `check` block that refers to the data source warns. With
/// `fail = true`, a plan that has errors stops before a `destroy`, too: `terraform destroy -refresh=false` does not read it, and passes.
///
/// **How many.** Each provider configuration (each `alias`) is a process of its own and needs a review of its own. Several under one are
/// allowed, as when a module is used twice, and each judges the circuits that it names. A circuit that no longer has a name in the configuration, because the plan
/// destroys it, is reported where a finding about it names another circuit of the review; [the command](../guides/gating-in-ci.md) reports all of them.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct PlanReviewModel {
    /// The cross connects to judge, by `unique_name`.
    #[attr(required)]
    unique_names: Attr<Set<UniqueName>>,
    /// How many BGP sessions the configuration has on these cross connects, as a count that reaches them. Without it, the rules about BGP sessions
    /// are not judged, because sessions may be planned after the review.
    #[attr(optional)]
    bgp_session_count: Attr<u32>,
    /// Whether findings of severity `error` fail the plan; `false` unless set. They never fail an apply.
    #[attr(optional)]
    fail: Attr<bool>,
    /// What the review knows of each name: `planned`, by this plan; `read`, by a plan that refreshes only; `in_the_account`, not planned before the review
    /// was read; or `missing`.
    #[attr(computed)]
    circuits: Attr<Map<String>>,
    /// What was found, in a fixed order: `code`; `severity`, `error` or `warning`; `subject`, the object that it is about; `summary`; `detail`; and
    /// `fix`, what to do, where that can be told apart from the detail.
    #[attr(computed)]
    findings: Attr<List<FindingModel>>,
    /// A verdict for each redundancy group of the named cross connects: `redundancy_group`; `verdict`, which is `redundant`, `not_redundant` or
    /// `not_judged`; `blockers`, the codes of the rules that are broken; `members`, after the plan; `may_be_changed`, the members that
    /// are in the account, not named, and not planned before the review, so that this plan may still change them; and `reason`, why it is not judged.
    #[attr(computed)]
    verdicts: Attr<List<VerdictModel>>,
    /// What was not judged and why, one sentence for each reason.
    #[attr(computed)]
    not_judged: Attr<List<String>>,
    /// All of this in GitHub's Markdown.
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
    /// What the user is told beside the results.
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
            "Not planned before this review was read, and not in the account as far as it is known: {}. {NAMES_ELSEWHERE}",
            names.join(", ")
        );
        Some(Diagnostic::warning("Cross connects missing in the review", detail))
    }
}

const NAMES_ELSEWHERE: &str = "Take the names through a local value from the resources themselves, under the same provider configuration; a \
                               review inside a check block is read before they are planned.";

const SESSIONS_ELSEWHERE: &str =
    "Count, through a local value, the sessions of this provider configuration that are on the named cross connects.";
