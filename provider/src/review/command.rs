//! The command `review`, from its arguments to its exit code.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::accepted::AcceptedFindings;
use super::arguments::{Arguments, Other, PlanArguments};
use super::explain::explain;
use super::judgement::{self, ReviewOptions};
use super::plan_file::Judgeable;
use super::{PlanFile, Report, Verdict, WorkingTree, account, relay};
use crate::api::Client;

/// The dependencies of the command: the environment, and a client of the account.
pub struct Dependencies<'a> {
    /// The value of the environment variable `TWILIO_INTERCONNECT_PLAN_CHECKS`.
    pub plan_checks: Option<&'a str>,
    /// Builds a client with the credentials of the environment. Its error is the reason why there is no client.
    pub client: &'a dyn Fn() -> Result<Client, String>,
}

/// Runs the command with the arguments that follow `review`.
pub fn run(arguments: impl IntoIterator<Item = OsString>, dependencies: &Dependencies<'_>) -> ExitCode {
    let name = OsString::from("terraform-provider-twilio review");
    let arguments = match Arguments::try_parse_from(std::iter::once(name).chain(arguments)) {
        Ok(arguments) => arguments,
        Err(help) => {
            let code = if help.use_stderr() { NOT_JUDGED } else { PASSED };
            drop(help.print());
            return ExitCode::from(code);
        }
    };
    match arguments.other {
        Some(Other::Explain { code }) => explained(&code),
        None => reviewed(&arguments.plan, dependencies),
    }
}

fn explained(code: &str) -> ExitCode {
    match explain(code) {
        Ok(page) => {
            drop(std::io::stdout().lock().write_all(page.as_bytes()));
            ExitCode::from(PASSED)
        }
        Err(unknown) => {
            drop(writeln!(std::io::stderr(), "{unknown}"));
            ExitCode::from(NOT_JUDGED)
        }
    }
}

fn reviewed(arguments: &PlanArguments, dependencies: &Dependencies<'_>) -> ExitCode {
    let report = report(arguments, dependencies);
    let report = report.unwrap_or_else(|reason| Report::new(Verdict::NotJudged(reason), Vec::new()));
    match written(arguments, &report) {
        Ok(()) => ExitCode::from(exit_code(&report)),
        Err(reason) => {
            drop(writeln!(std::io::stderr(), "{reason}"));
            ExitCode::from(NOT_JUDGED)
        }
    }
}

fn exit_code(report: &Report) -> u8 {
    let fails = report.findings().iter().any(|finding| finding.fails);
    match report.verdict {
        Verdict::Passed => PASSED,
        Verdict::Failed => FAILED,
        Verdict::Relayed if fails => FAILED,
        Verdict::Relayed => PASSED,
        Verdict::NotJudged(_) => NOT_JUDGED,
    }
}

/// The report of the review, or the reason why the plan cannot be judged.
fn report(arguments: &PlanArguments, dependencies: &Dependencies<'_>) -> Result<Report, String> {
    let input = input(arguments.file.as_deref())?;
    if arguments.relay {
        return relayed(&input, arguments);
    }
    let today = Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
    let accepted = accepted(arguments, today)?;
    let plan = PlanFile::parse(&input).map_err(|unreadable| unreadable.to_string())?;
    let mut judgeables = plan.judgeables().map_err(|unreadable| unreadable.to_string())?;
    let unasked = ask(&mut judgeables, arguments, dependencies)?;
    let options = ReviewOptions {
        fail_on: &arguments.fail_on,
        accepted,
        plan_checks: dependencies.plan_checks,
        today,
    };
    let mut tree = WorkingTree::new(Path::new("."), &arguments.chdir);
    let mut report = judgement::of(&plan, &judgeables, options, &mut tree)?;
    report.notes.extend(unasked);
    Ok(report)
}

fn input(file: Option<&Path>) -> Result<Vec<u8>, String> {
    match file.filter(|file| *file != Path::new("-")) {
        Some(file) => std::fs::read(file).map_err(|error| format!("{} could not be read: {error}.", file.display())),
        None => {
            let mut input = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut input);
            read.map_err(|error| format!("Standard input could not be read: {error}."))?;
            Ok(input)
        }
    }
}

fn accepted(arguments: &PlanArguments, today: Date) -> Result<AcceptedFindings, String> {
    let file = match &arguments.accepted {
        Some(file) => Some(file.clone()),
        None => Some(arguments.chdir.join(ACCEPTED)).filter(|file| file.is_file()),
    };
    let mut accepted = AcceptedFindings::default();
    if let Some(file) = file {
        let text = std::fs::read_to_string(&file);
        let text = text.map_err(|error| format!("{} could not be read: {error}.", file.display()))?;
        accepted
            .read(&text, today)
            .map_err(|reason| format!("{}: {reason}.", file.display()))?;
    }
    Ok(accepted)
}

/// Reads the account if `--account` or `--require-account` is set.
///
/// Returns the reason for a failure as a remark under `--account`, and as an error under `--require-account`.
fn ask(
    all: &mut [Judgeable],
    arguments: &PlanArguments,
    dependencies: &Dependencies<'_>,
) -> Result<Option<String>, String> {
    if !arguments.account && !arguments.require_account {
        return Ok(None);
    }
    match (asked(all, dependencies), arguments.require_account) {
        (Ok(()), _) => Ok(None),
        (Err(reason), true) => Err(format!("The account could not be read: {reason}")),
        (Err(reason), false) => Ok(Some(format!("The account could not be read: {reason}"))),
    }
}

fn asked(all: &mut [Judgeable], dependencies: &Dependencies<'_>) -> Result<(), String> {
    let client = (dependencies.client)()?;
    let own = client.account_sid().to_string();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    for judgeable in all {
        if judgeable.account_sid.as_ref().is_some_and(|account| *account != own) {
            return Err(format!(
                "The credentials belong to account {own}, but the plan is for another account."
            ));
        }
        let added = runtime.block_on(account::add_account(&mut judgeable.picture, &client));
        added.map_err(|error| format!("{} ({}).", error.in_full(), client.base_url()))?;
    }
    Ok(())
}

/// A report of the findings in a log. It judges no plan.
fn relayed(input: &[u8], arguments: &PlanArguments) -> Result<Report, String> {
    let text = std::str::from_utf8(input).map_err(|_| "The log is not UTF-8.".to_owned())?;
    let (mut findings, without_code) =
        relay::findings(text).map_err(|reason| format!("The log cannot be relayed: {reason}."))?;
    for finding in &mut findings {
        finding.fails = arguments.fail_on.includes(&finding.code, finding.severity);
    }
    let mut report = Report::new(Verdict::Relayed, findings);
    report.root = WorkingTree::new(Path::new("."), &arguments.chdir).root_place();
    if without_code > 0 {
        report.notes.push(format!(
            "Messages without a code are not included (number: {without_code})."
        ));
    }
    Ok(report)
}

fn written(arguments: &PlanArguments, report: &Report) -> Result<(), String> {
    for output in &arguments.output {
        let text = output.format.render(report);
        let written = std::fs::write(&output.file, text);
        written.map_err(|error| format!("{} could not be written: {error}.", output.file.display()))?;
    }
    let text = arguments.format.render(report);
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .map_err(|error| format!("Standard output could not be written: {error}."))
}

/// The default file of accepted findings, in the root module.
const ACCEPTED: &str = ".twilio-accepted.toml";
const PASSED: u8 = 0;
const FAILED: u8 = 1;
const NOT_JUDGED: u8 = 2;
