//! The gate of `examples/ci` on what a pipeline can meet beside a good plan. A script plays terraform and prints what a test
//! says; the case `example-ci` has the real one.

#![expect(clippy::unwrap_used, reason = "a test ends where something goes wrong")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

const PASSED: i32 = 0;
const GATED: i32 = 1;
const UNJUDGED: i32 = 2;

/// A pipeline with a terraform that prints the same whatever it is asked.
struct Pipeline {
    folder: TempDir,
}

/// What a gate did.
struct Ended {
    status: Option<i32>,
    printed: String,
    complaints: String,
    report: String,
}

impl Pipeline {
    fn new(lines: &[String], status: i32) -> Self {
        let pipeline = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::write(pipeline.path("printed"), lines.join("\n")).unwrap();
        let script = format!(
            "#!/bin/sh\necho \"$@\" > asked\ncat '{}'\nexit {status}\n",
            pipeline.text("printed")
        );
        fs::write(pipeline.path("terraform"), script).unwrap();
        fs::set_permissions(pipeline.path("terraform"), Permissions::from_mode(0o755)).unwrap();
        pipeline
    }

    /// With a plan that is made, and these diagnostics beside it.
    fn with_plan(diagnostics: &[Value]) -> Self {
        let lines = diagnostics.iter().map(told).chain([summary(1)]);
        Self::new(&lines.collect::<Vec<_>>(), 0)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    fn gate(&self, arguments: &[&str]) -> Ended {
        self.gate_on(&self.path("terraform"), arguments)
    }

    fn gate_on(&self, terraform: &Path, arguments: &[&str]) -> Ended {
        let mut gate = Command::new(ci_folder().join("plan-gate"));
        gate.current_dir(self.folder.path())
            .args(["--report", "report.md", "--terraform"]);
        // A pipeline's runner need not say in which language it speaks.
        gate.arg(terraform).args(arguments).env("PYTHONIOENCODING", "ascii");
        let output = gate.output().unwrap();
        let report = fs::read_to_string(self.path("report.md")).unwrap_or_default();
        Ended {
            status: output.status.code(),
            printed: String::from_utf8(output.stdout).unwrap(),
            complaints: String::from_utf8(output.stderr).unwrap(),
            report,
        }
    }
}

fn ci_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ci")
}

fn told(diagnostic: &Value) -> String {
    json!({"@level": "warn", "type": "diagnostic", "diagnostic": diagnostic}).to_string()
}

fn summary(add: u32) -> String {
    let changes = json!({"add": add, "change": 0, "import": 0, "remove": 0, "operation": "plan"});
    json!({"type": "change_summary", "changes": changes}).to_string()
}

fn planned(action: &str, address: &str) -> String {
    json!({"type": "planned_change", "change": {"action": action, "resource": {"addr": address}}}).to_string()
}

fn warning(summary: &str, detail: &str) -> Value {
    json!({"severity": "warning", "summary": summary, "detail": detail, "address": "twilio_cross_connect.ashburn"})
}

fn error(summary: &str) -> Value {
    json!({"severity": "error", "summary": summary, "detail": "Because."})
}

#[test]
fn a_plan_without_findings_passes_and_is_saved_where_it_is_asked_for() {
    let pipeline = Pipeline::with_plan(&[]);
    fs::create_dir(pipeline.path("network")).unwrap();
    fs::write(pipeline.path("network/reviewed"), "an earlier plan").unwrap();

    let ended = pipeline.gate(&["--chdir", "network", "--out", "reviewed", "--", "-var", "x=--"]);

    assert_eq!(ended.status, Some(PASSED), "{}", ended.complaints);
    assert_eq!(
        ended.printed,
        "Plan: 1 to add, 0 to change, 0 to destroy.\n\nPassed, without findings.\n"
    );
    assert_eq!(
        fs::read_to_string(pipeline.path("asked")).unwrap(),
        "-chdir=network plan -json -input=false -out=reviewed -var x=--\n"
    );
    assert!(!pipeline.path("network/reviewed").exists(), "the earlier plan is left");
}

#[test]
fn findings_stop_by_code_by_group_and_by_severity() {
    let pipeline = Pipeline::with_plan(&[warning("Careful [TWX901]", ""), warning("Careful too [TWX402]", "")]);
    let table: [(&[&str], i32); 9] = [
        (&[], PASSED),
        (&["--fail-on", ""], PASSED),
        (&["--fail-on", "TWX902,3xx"], PASSED),
        (&["--fail-on", "TWX901"], GATED),
        (&["--fail-on", "1xx, 4XX"], GATED),
        (&["--fail-on-severity", "error"], PASSED),
        (&["--fail-on-severity", "warning"], GATED),
        (&["--fail-on", "TWX9"], UNJUDGED),
        (&["--fail-on-severity", "none"], UNJUDGED),
    ];
    for (arguments, status) in table {
        let ended = pipeline.gate(arguments);
        assert_eq!(ended.status, Some(status), "{arguments:?}: {}", ended.complaints);
    }
    let ended = pipeline.gate(&["--fail-on", "9xx"]);
    assert!(
        ended.printed.ends_with("\nStopped by 1 of 2 findings.\n"),
        "{}",
        ended.printed
    );
    let codes: Vec<_> = ended
        .printed
        .lines()
        .take(3)
        .map(|line| line.get(10..16).unwrap())
        .collect();
    assert_eq!(codes, ["CODE  ", "TWX402", "TWX901"]);
}

#[test]
fn a_warning_without_a_code_is_shown_and_stops_nothing() {
    let ended = Pipeline::with_plan(&[warning("Check block assertion failed", "It is [TWX901] down.")]).gate(&[
        "--fail-on-severity",
        "warning",
        "--fail-on",
        "9xx",
    ]);
    assert_eq!(ended.status, Some(PASSED));
    assert!(
        ended
            .printed
            .contains("warning: Check block assertion failed (twilio_cross_connect.ashburn)\nIt is [TWX901] down.\n"),
        "{}",
        ended.printed
    );
}

#[test]
fn checks_that_could_not_ask_the_service_have_not_passed_where_they_are_gated() {
    let left_out = Pipeline::with_plan(&[warning("Plan checks could not ask the service", "It did not answer.")]);
    let table: [(&[&str], i32); 3] = [
        (&[], PASSED),
        (&["--fail-on", "2xx"], UNJUDGED),
        (&["--fail-on-severity", "warning"], UNJUDGED),
    ];
    for (arguments, status) in table {
        let ended = left_out.gate(arguments);
        assert_eq!(ended.status, Some(status), "{arguments:?}: {}", ended.printed);
    }
    let answered = Pipeline::with_plan(&[warning("Cross connect a waits for you", "It is loa_issued.")]);
    assert_eq!(answered.gate(&["--fail-on", "2xx"]).status, Some(PASSED));
}

#[test]
fn an_error_that_is_a_finding_stops_and_any_other_leaves_nothing_to_judge() {
    let table: [(&[Value], i32); 3] = [
        (&[error("Wrong [TWX901]")], GATED),
        (&[error("Wrong [TWX901]"), error("The service is down")], UNJUDGED),
        (&[error("The service is down")], UNJUDGED),
    ];
    for (errors, status) in table {
        let lines: Vec<_> = errors.iter().map(told).chain([summary(0)]).collect();
        let ended = Pipeline::new(&lines, 1).gate(&[]);
        assert_eq!(ended.status, Some(status), "{errors:?}");
        assert!(ended.report.contains("There is no plan to apply"), "{}", ended.report);
        assert!(!ended.report.contains("0 to add"), "{}", ended.report);
    }
}

#[test]
fn what_is_no_json_does_not_disturb_and_is_shown() {
    let lines = [
        "[command]/usr/bin/terraform plan".to_owned(),
        told(&warning("Careful [TWX901]", "")),
        "[1, 2]".to_owned(),
        "null".to_owned(),
        "{\"type\": \"diagnostic\", \"diagn".to_owned(),
        summary(1),
        "{\"type\": \"tomorrow\"}".to_owned(),
    ];
    let ended = Pipeline::new(&lines, 0).gate(&["--fail-on", "9xx"]);
    assert_eq!(ended.status, Some(GATED));
    let shown =
        "terraform also printed:\n[command]/usr/bin/terraform plan\n[1, 2]\nnull\n{\"type\": \"diagnostic\", \"diagn\n";
    assert!(ended.printed.contains(shown), "{}", ended.printed);
}

#[test]
fn a_terraform_that_says_nothing_of_a_plan_is_not_judged() {
    let crash = vec!["panic: runtime error".to_owned()];
    let strange = vec![json!({"type": "planned_change", "change": 1}).to_string(), summary(1)];
    let table = [
        (Vec::new(), 0, "did not say what it plans"),
        (crash.clone(), 0, "panic: runtime error"),
        (crash, 11, "ended with status 11 and did not say why"),
        (strange, 0, "AttributeError"),
    ];
    for (lines, status, words) in table {
        let ended = Pipeline::new(&lines, status).gate(&[]);
        assert_eq!(ended.status, Some(UNJUDGED), "{lines:?}");
        let said = ended.printed + &ended.complaints;
        assert!(said.contains(words), "{words:?} is not in\n{said}");
    }
}

#[test]
fn a_plan_with_changes_is_one_under_detailed_exitcode() {
    let pipeline = Pipeline::new(&[summary(1)], 2);
    assert_eq!(pipeline.gate(&["--", "-detailed-exitcode"]).status, Some(PASSED));
}

#[test]
fn a_missing_terraform_is_not_judged_and_reported() {
    let pipeline = Pipeline::with_plan(&[]);
    let ended = pipeline.gate_on(Path::new("no-such-terraform"), &[]);
    assert_eq!(ended.status, Some(UNJUDGED));
    let words = "Not judged: no-such-terraform cannot be run: No such file or directory.";
    assert!(ended.printed.starts_with(words), "{}", ended.printed);
    assert!(ended.report.contains(words), "{}", ended.report);
}

#[test]
fn where_the_plan_is_saved_is_said_to_the_gate() {
    for argument in ["-out=elsewhere", "-out", "--out=elsewhere"] {
        let ended = Pipeline::with_plan(&[]).gate(&["--", argument, "elsewhere"]);
        assert_eq!(ended.status, Some(UNJUDGED), "{argument}");
        assert!(ended.complaints.contains("say with --out"), "{}", ended.complaints);
    }
}

#[test]
fn markdown_and_html_in_a_message_are_shown_as_they_are() {
    let detail = "First | second\n\n</td><b>&amp; `code` @twilio";
    let mut finding = warning("*Müller* [link](x) |\n_a_ [TWX901]", detail);
    *finding.get_mut("address").unwrap() = json!("module.a[\"x|`y`\"].twilio_cross_connect.b");

    let ended = Pipeline::with_plan(&[finding]).gate(&[]);

    let row = ended.report.lines().find(|line| line.contains("TWX901")).unwrap();
    assert_eq!(
        row,
        "| warning | TWX901 | ``module.a[\"x\\|`y`\"].twilio_cross_connect.b`` | **\\*Müller\\* \\[link\\](x) \\| \\_a\\_**<br>\
         First \\| second<br>&lt;/td&gt;&lt;b&gt;&amp;amp; \\`code\\` @\u{200b}twilio |"
    );
    assert!(
        ended.printed.contains("*Müller* [link](x) | _a_\n"),
        "{}",
        ended.printed
    );
}

#[test]
fn the_report_lists_what_happens_to_what_the_most_harmful_first() {
    let lines = [
        planned("create", "a.created"),
        planned("tomorrow", "a.tomorrow"),
        planned("noop", "a.untouched"),
        planned("replace", "a.replaced"),
        planned("update", "a.changed"),
        planned("delete", "a.destroyed_too"),
        planned("delete", "a.destroyed"),
        json!({"type": "planned_change", "change": {"action": "noop", "importing": {"id": "1"}, "resource": {"addr": "a.imported"}}})
            .to_string(),
        json!({"type": "resource_drift", "change": {"action": "update", "resource": {"addr": "a.drifted"}}}).to_string(),
        json!({"type": "change_summary", "changes": {"add": 2, "change": 1, "import": 1, "remove": 3}}).to_string(),
    ];
    let ended = Pipeline::new(&lines, 0).gate(&[]);
    let expected = "## Terraform plan\n\n**Passed, without findings.**\n\n### Changes\n\n1 to import, 2 to add, 1 to change, 3 to destroy.\n\n\
                    **Destroyed**\n\n- `a.destroyed`\n- `a.destroyed_too`\n\n**Replaced**\n\n- `a.replaced`\n\n\
                    **Changed in place**\n\n- `a.changed`\n\n**Created**\n\n- `a.created`\n\n**Imported**\n\n- `a.imported`\n\n\
                    **tomorrow**\n\n- `a.tomorrow`\n\n### Changed outside of Terraform\n\n- `a.drifted`\n";
    assert_eq!(ended.report, expected);
}

#[test]
fn a_report_stays_short_enough_for_a_comment() {
    let findings: Vec<_> = (0..100)
        .map(|number| warning(&format!("Finding {number} [TWX901]"), &"<".repeat(100_000)))
        .collect();
    let ended = Pipeline::with_plan(&findings).gate(&[]);
    assert_eq!(ended.status, Some(PASSED));
    assert!(ended.report.chars().count() < 65_536);
    let row = ended.report.lines().find(|line| line.contains("TWX901")).unwrap();
    assert!(
        row.ends_with("&lt; ... (the whole text is in the output of terraform plan) |"),
        "{row}"
    );
    assert!(
        ended
            .report
            .ends_with("The report is cut here; the rest is in the output of terraform plan.\n")
    );
    assert_eq!(ended.printed.matches("TWX901").count(), 100);
}

#[test]
fn a_report_that_cannot_be_written_is_no_gated_finding() {
    let ended = Pipeline::with_plan(&[]).gate(&["--report", "no/such/folder/report.md"]);
    assert_eq!(ended.status, Some(UNJUDGED), "{}", ended.complaints);
}

#[test]
fn the_workflow_calls_the_gate_as_it_is() {
    let workflow = fs::read_to_string(ci_folder().join(".github/workflows/interconnect.yml")).unwrap();
    let call = workflow
        .lines()
        .find_map(|line| line.trim().strip_prefix("- run: ./plan-gate "));
    let arguments: Vec<_> = call.unwrap().split(' ').collect();
    let pipeline = Pipeline::with_plan(&[warning("Careful [TWX901]", "")]);

    let ended = pipeline.gate(&arguments);

    assert_eq!(ended.status, Some(PASSED), "{}", ended.complaints);
    assert!(arguments.contains(&"tfplan") && arguments.contains(&"report.md"));
    for use_of_a_file in [
        "run: cat report.md >>",
        "--body-file report.md ",
        "run: terraform apply -input=false tfplan\n",
    ] {
        assert!(workflow.contains(use_of_a_file), "{use_of_a_file:?}");
    }
}
