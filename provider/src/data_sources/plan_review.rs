//! The review of the whole plan, inside the plan.
//!
//! Terraform reads a data source in the plan if its arguments refer to resources only through local values. It does so after it has planned
//! all these resources. So this data source has the complete plan of the named circuits, and judges it as the command `review` judges a
//! saved plan.

mod circuit;
mod finding;
mod input;
mod report;
mod review;
mod verdict;

use async_trait::async_trait;
use framework::collection::{List, Map, Set};
use framework::data_source::{DataSource, Found};
use framework::resource::Context;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::connection::Connection;
use crate::domain::UniqueName;
use circuit::NameSource;
use finding::FindingModel;
use review::{Request, Review};
use verdict::VerdictModel;

/// The data source `twilio_plan_review`.
pub(super) struct PlanReview {
    connection: Connection,
}

impl PlanReview {
    /// The data source on a connection, which may not be configured yet.
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
            let review = Review::unjudged("The provider block is known only after apply");
            return Ok(Found::new(config.reviewed(&review)));
        };
        let (input, mut said) = input::of(&run, &request).await;
        let mut review = review::of(input, &request, &run.severities);
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

/// A review of the whole plan, available during the plan. It contains the findings of the plan checks, a verdict for each redundancy group, and a
/// report for a pull request.
///
/// A review covers the cross connects in `unique_names` and their BGP sessions. Terraform plans resources one by one, and a provider cannot
/// determine which one is last. The plan of a cross connect therefore cannot report that the cross connect is alone in its redundancy group, but
/// this data source can. In its arguments, refer to the resources **through local values**. Terraform and OpenTofu then read the review during
/// the plan, after they have planned all these resources, at any `-parallelism`. The data source also reads the cross connects and BGP sessions
/// in the account.
///
/// The findings are those of [the plan checks](../guides/plan-checks.md), each with the severity of [its code](../codes.md) or of `plan_checks`.
/// The plan shows each finding as a warning. If a resource reports the same finding, Terraform prints "one more similar warning". Results contain
/// only absolute dates.
///
/// The review assesses each redundancy group as a set, by the bandwidth that remains after its worst loss, as
/// [`twilio_redundancy`](redundancy.md) does with the intent `geographic`. To set the bandwidth that must remain, use `required_mbps` in the
/// provider block.
///
/// If this plan orders a cross connect, its SID is known only after apply. If all new sessions announce the same routes, the advice on routes
/// (`TWX205`) does not depend on that SID. Otherwise, the advice is not available until the next plan, and `reason` explains why. The verdict
/// does not depend on routes.
///
/// Live health is not part of a review, so the plan after an apply stays empty. For live health, see [`twilio_bgp_session_health`](bgp_session_health.md).
///
/// ### When Terraform reads the review
///
/// - *During the plan*, if the names are known and refer to the resources through local values. Each name is then `planned`.
///
/// - *During the apply*, if a name or the count is known only after apply, or if an argument refers to a resource directly. The same applies to a
///   data block with a `precondition` or a `postcondition`. It also applies if the data block or its module has a `depends_on` on something that
///   changes. The plan then has no review. The review during the apply covers the objects in the account (`in_the_account`) and gives only
///   warnings.
///
/// - *During the plan and again during the apply*, if the data block is inside a `check` block. The plan is then never empty, and the review
///   cannot fail the plan. Instead, put the data block outside the `check` block, and refer to it in the assertion.
///
/// - *During a plan with `-refresh-only`*, which does not plan resources. Each name is then `read`.
///
/// ### Fail the plan on errors
///
/// Set `fail = true`, or add a `precondition` to an output as in the example. Both also stop the plan that precedes a `destroy`. Neither stops
/// `terraform destroy -refresh=false`, which does not read this data source.
///
/// ### Number of reviews
///
/// Use one review for each provider configuration. Each `alias` has its own process, and a review covers only the plans of its own process. One
/// provider configuration can have several reviews, for example if you use a module twice. Each review covers the cross connects in its
/// `unique_names`. Other cross connects count with their values in the account, unless Terraform has already planned them.
///
/// A cross connect that the plan destroys no longer has a name in the configuration. The review includes a finding about it only if the finding
/// also involves a cross connect in the review. [The command](../guides/gating-in-ci.md) `review` reports all of these findings.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct PlanReviewModel {
    /// The cross connects to review, by `unique_name`.
    #[attr(required)]
    unique_names: Attr<Set<UniqueName>>,
    /// The number of BGP sessions on these cross connects in the configuration, counted through a local value. If you omit it, the review does
    /// not apply the rules about BGP sessions, because Terraform may plan sessions after the review.
    #[attr(optional)]
    bgp_session_count: Attr<u32>,
    /// If `true`, findings of severity `error` fail the plan. Defaults to `false`. Findings do not fail an apply that has changed a cross connect
    /// or a BGP session.
    #[attr(optional)]
    fail: Attr<bool>,
    /// The source of each cross connect, by name. `planned`: this plan includes it. `read`: the plan only refreshes it. `in_the_account`: the
    /// account has it, but Terraform did not plan it before the review. `missing`: neither the plan nor the account has it.
    #[attr(computed)]
    circuits: Attr<Map<String>>,
    /// The findings, in a fixed order. Each has a `code`, a `summary`, and a `detail`. `severity` is `error` or `warning`. `subject` is the
    /// object that the finding is about. `fix` is the remedy, if it is separate from the detail.
    #[attr(computed)]
    findings: Attr<List<FindingModel>>,
    /// The verdicts, one for each redundancy group of the reviewed cross connects. `verdict` is `redundant`, `not_redundant`, or `not_judged`.
    /// `required_mbps` is the bandwidth that must remain after the worst loss, and `remaining_mbps` is the bandwidth that remains. `worst_loss`
    /// is a sentence about the worst loss, and `losses_markdown` is a table of all losses. `blockers` has the codes of the broken rules, and
    /// `advice` has the codes of the advice. `members` lists the members after the plan. `may_be_changed` lists members in the account that are
    /// not in `unique_names` and were not planned before the review. This plan may still change them. `reason` explains why the group was not
    /// judged.
    #[attr(computed)]
    verdicts: Attr<List<VerdictModel>>,
    /// The rules that the review did not apply, with one sentence for each reason.
    #[attr(computed)]
    not_judged: Attr<List<String>>,
    /// The cross connects, verdicts, findings, and rules that the review did not apply, in GitHub Flavored Markdown. The report changes only if
    /// the result changes. You can therefore use it in an output, and the plan after an apply stays empty.
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
        let sources = circuits.map(|(name, circuit)| (name.to_string(), circuit.source.as_str().to_owned().into()));
        Self {
            circuits: Map(sources.collect()).into(),
            findings: List::from_iter(review.findings.iter().map(FindingModel::of)).into(),
            verdicts: List::from_iter(review.verdicts.iter().map(VerdictModel::of)).into(),
            not_judged: List::from_iter(review.not_judged.iter().map(ToString::to_string)).into(),
            report_markdown: report::Report(review).to_string().into(),
            ..self
        }
    }
}

impl Review {
    /// The diagnostics of the review, in addition to its results.
    fn diagnostics(&self, is_failing: bool) -> Diagnostics {
        let found = self.findings.iter().map(|found| found.diagnostic(is_failing));
        let missing = self.missing().into_iter();
        let uncounted = self.too_few_sessions.iter().map(|told| {
            Diagnostic::warning(
                "BGP sessions not checked by the plan review",
                format!("{told} {SESSIONS_ELSEWHERE}"),
            )
        });
        found.chain(missing).chain(uncounted).collect()
    }

    fn missing(&self) -> Option<Diagnostic> {
        let circuits = self.circuits.iter();
        let missing = circuits.filter(|(_, circuit)| circuit.source == NameSource::Missing);
        let names: Vec<_> = missing.map(|(name, _)| format!("\"{name}\"")).collect();
        if names.is_empty() {
            return None;
        }
        let detail = format!(
            "The review found no cross connects with these names: {}. They are not in the account, and Terraform did not plan them before it \
             read this review. {NAMES_ELSEWHERE}",
            names.join(", ")
        );
        Some(Diagnostic::warning(
            "Cross connects not found for the plan review",
            detail,
        ))
    }
}

const NAMES_ELSEWHERE: &str = "Set unique_names through a local value that refers to the resources of this provider configuration, so that Terraform plans these \
     resources first.";

const SESSIONS_ELSEWHERE: &str = "Set bgp_session_count through a local value that counts the sessions of this provider configuration on the named cross connects. \
     Terraform then plans these sessions first.";
