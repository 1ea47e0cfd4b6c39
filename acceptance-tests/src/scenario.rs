//! A case from its first step to its last.

use std::path::{Path, PathBuf};

use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};

use crate::action::Action;
use crate::case::{Case, Step};
use crate::colleague::Colleague;
use crate::placeholders::Placeholders;
use crate::plan::Plan;
use crate::redaction::Redaction;
use crate::requests::Manner;
use crate::secrets::Search;
use crate::state::{Block, State};
use crate::step::{Command, Instructions, SecondPlan, Stage};
use crate::terraform::{Executables, Ran, Terraform};
use crate::transcript::Transcript;
use crate::workspace::Workspace;
use crate::world::World;
use crate::{Failure, expectation, requests};

/// What is done with expectations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Compared.
    Check,
    /// Written.
    Update,
}

/// Runs a case.
///
/// # Errors
/// The first step in which something else happens than the case says, or all differences from the expectations.
pub fn run(case: &Case, executables: &Executables, mode: Mode) -> Result<(), Failure> {
    let mut scenario = Scenario::start(case, executables)?;
    let mut differences = Vec::new();
    for step in &case.steps {
        let transcript = scenario.step(step).map_err(|failure| in_step(case, step, &failure))?;
        match expectation::check(&step.expectation, transcript.text(), mode) {
            Err(Failure::Mismatch(difference)) => differences.push(difference),
            other => other?,
        }
    }
    if differences.is_empty() {
        Ok(())
    } else {
        Err(Failure::Mismatch(differences.join("\n\n")))
    }
}

fn in_step(case: &Case, step: &Step, failure: &Failure) -> Failure {
    Failure::Mismatch(format!(
        "{}, step {} ({}): {failure}",
        case.name, step.number, step.title
    ))
}

/// A case while it runs.
struct Scenario<'a> {
    case: &'a Case,
    executables: &'a Executables,
    world: World,
    colleague: Colleague,
    workspace: Workspace,
    placeholders: Placeholders,
    redaction: Redaction,
    search: Search,
    before: Vec<Block>,
}

impl<'a> Scenario<'a> {
    fn start(case: &'a Case, executables: &'a Executables) -> Result<Self, Failure> {
        let world = World::start(&case.settings)?;
        let workspace = Workspace::new(&executables.provider)?;
        let base_url = world.base_url();
        let host = base_url.trim_start_matches("http://").to_owned();
        let texts = vec![(host.clone(), "<mock>"), (workspace.text(), "<folder>")];
        Ok(Self {
            case,
            executables,
            colleague: Colleague::new(host.clone()),
            world,
            workspace,
            placeholders: Placeholders::new()?,
            redaction: Redaction::new(texts)?,
            search: Search::default(),
            before: Vec::new(),
        })
    }

    fn step(&mut self, step: &Step) -> Result<Transcript, Failure> {
        let mut running = Running {
            transcript: Transcript::default(),
            instructions: &step.instructions,
            scenario: self,
        };
        running.configure(step)?;
        running.actions("before", &step.instructions.before)?;
        running.command()?;
        running.actions("after", &step.instructions.after)?;
        running.end()?;
        Ok(running.transcript)
    }
}

/// A step while it runs.
struct Running<'s, 'a> {
    scenario: &'s mut Scenario<'a>,
    instructions: &'s Instructions,
    transcript: Transcript,
}

impl Running<'_, '_> {
    fn command(&mut self) -> Result<(), Failure> {
        match self.instructions.command {
            Command::Apply => self.apply(&[]),
            Command::RefreshOnly => self.apply(&["-refresh-only"]),
            Command::Destroy => self.apply(&["-destroy"]),
            Command::Plan => self.plan(&[]).map(|_| ()),
            Command::Validate => self.validate().map(|_| ()),
            Command::Import => self.import(),
            Command::None => Ok(()),
        }
    }

    fn apply(&mut self, flags: &[&str]) -> Result<(), Failure> {
        if !self.plan(flags)? {
            return Ok(());
        }
        self.actions("between plan and apply", &self.instructions.between)?;
        let ran = self.run_apply()?;
        if self.instructions.interrupt.is_some() {
            return self.show("apply, interrupted", &ran, &[]);
        }
        let title = self.expect(Stage::Apply, &ran, ran.status.success())?;
        self.show(&title, &ran, &[])?;
        self.second_plan(flags.contains(&"-destroy"))
    }

    fn run_apply(&mut self) -> Result<Ran, Failure> {
        let arguments = ["apply", "-parallelism=1", "tfplan"];
        let world = &self.scenario.world;
        let mut watch = || {
            let interruption = self.instructions.interrupt.as_ref()?;
            world.has_received(&interruption.request).then_some(interruption.signal)
        };
        self.terraform()?.watched(&arguments, &mut watch)
    }

    /// Validates. Says whether there is anything to go on with.
    fn validate(&mut self) -> Result<bool, Failure> {
        let ran = self.terraform()?.run(&["validate"])?;
        let title = self.expect(Stage::Validate, &ran, ran.status.success())?;
        self.show(&title, &ran, &[])?;
        Ok(ran.status.success())
    }

    /// Validates and plans. Says whether there is a plan to apply.
    fn plan(&mut self, flags: &[&str]) -> Result<bool, Failure> {
        if !self.validate()? {
            return Ok(false);
        }
        let ran = self.run_plan(flags, "tfplan")?;
        let title = self.expect(Stage::Plan, &ran, ran.status.code() != Some(1))?;
        let plan = match ran.status.success() || ran.status.code() == Some(2) {
            true => self.saved_plan("tfplan")?.lines(),
            false => Vec::new(),
        };
        self.show(&title, &ran, &plan)?;
        Ok(ran.status.code() != Some(1))
    }

    fn run_plan(&mut self, flags: &[&str], file: &str) -> Result<Ran, Failure> {
        let mut arguments: Vec<String> = vec![
            "plan".to_owned(),
            "-parallelism=1".to_owned(),
            "-detailed-exitcode".to_owned(),
        ];
        arguments.push(format!("-out={file}"));
        arguments.extend(flags.iter().map(|&flag| flag.to_owned()));
        arguments.extend(
            self.instructions
                .variables
                .iter()
                .map(|(name, value)| format!("-var={name}={value}")),
        );
        arguments.extend(self.filled(&self.instructions.arguments)?);
        self.terraform()?.run(&arguments)
    }

    fn saved_plan(&mut self, file: &str) -> Result<Plan, Failure> {
        let shown = self.terraform()?.run(&["show", "-json", file])?;
        if !shown.status.success() {
            return Err(Failure::Mismatch(shown.printed()));
        }
        self.scenario.search.add("plan as JSON", &shown.stdout);
        self.scenario
            .search
            .add_plan(&self.scenario.workspace.module().join(file))?;
        Plan::read(&shown.stdout)
    }

    fn second_plan(&mut self, destroyed: bool) -> Result<(), Failure> {
        let wanted = self.instructions.second_plan;
        if wanted == SecondPlan::None || destroyed || self.instructions.fails_at.is_some() {
            return Ok(());
        }
        let ran = self.run_plan(&[], "second")?;
        let lines = match ran.status.code() {
            Some(2) => self.saved_plan("second")?.lines(),
            _ => Vec::new(),
        };
        match (ran.status.code(), wanted) {
            (Some(0), SecondPlan::Empty) => self.show("second plan: empty", &ran, &[]),
            (Some(2), SecondPlan::Changes) => self.show("second plan: changes", &ran, &lines),
            _ => Err(Failure::Mismatch(format!(
                "the second plan:\n{}\n{}",
                lines.join("\n"),
                ran.printed()
            ))),
        }
    }

    fn import(&mut self) -> Result<(), Failure> {
        let (address, id) = self.instructions.import.clone().unwrap_or_default();
        let mut arguments = vec!["import".to_owned()];
        arguments.extend(
            self.instructions
                .variables
                .iter()
                .map(|(name, value)| format!("-var={name}={value}")),
        );
        arguments.extend([address, id]);
        let ran = self.terraform()?.run(&self.filled(&arguments)?)?;
        let title = self.expect(Stage::Import, &ran, ran.status.success())?;
        self.show(&title, &ran, &[])?;
        self.second_plan(false)
    }

    /// The title of a command's section, if it ended as the step says.
    fn expect(&self, stage: Stage, ran: &Ran, succeeded: bool) -> Result<String, Failure> {
        let name = ran.command.split(' ').next().unwrap_or_default();
        let meant_to_fail = self.instructions.fails_at == Some(stage);
        match (succeeded, meant_to_fail) {
            (true, false) => Ok(format!("{name}: succeeds")),
            (false, true) => Ok(format!("{name}: fails")),
            (true, true) => Err(Failure::Mismatch(format!(
                "{name} succeeds, but should fail:\n{}",
                ran.printed()
            ))),
            (false, false) => Err(Failure::Mismatch(format!("{name} fails:\n{}", ran.printed()))),
        }
    }

    /// Writes a command's section.
    fn show(&mut self, title: &str, ran: &Ran, plan: &[String]) -> Result<(), Failure> {
        self.scenario.search.add(
            &format!("printed by {}", ran.command.split(' ').next().unwrap_or_default()),
            &ran.printed(),
        );
        self.transcript.section(title);
        self.transcript.lines(plan, &mut self.scenario.redaction);
        self.transcript
            .diagnostics(&ran.diagnostics(), &mut self.scenario.redaction);
        self.show_requests()
    }

    fn show_requests(&mut self) -> Result<(), Failure> {
        let received = self.scenario.world.take_requests();
        let state = self.state()?;
        // Numbers are drawn in the order of the addresses, which is the same in every run.
        self.redacted(state.blocks());
        let settings = &self.scenario.case.settings;
        let manner = Manner {
            sorted_by: settings.unordered.then(|| self.scenario.world.subjects()),
            counted: settings.count_polls,
        };
        let lines = requests::lines(&received, &manner);
        self.transcript.requests(&lines, &mut self.scenario.redaction);
        Ok(())
    }

    fn configure(&mut self, step: &Step) -> Result<(), Failure> {
        let sources = match (&step.configuration, step.instructions.example.as_slice()) {
            (Some(path), []) => vec![path.clone()],
            (None, []) => return Ok(()),
            (None, examples) => examples.iter().map(|path| examples_folder().join(path)).collect(),
            (Some(_), _) => {
                return Err(Failure::Case(
                    "a step has either a configuration or an example".to_owned(),
                ));
            }
        };
        let fill = |text: &str| self.scenario.placeholders.fill(text, &self.scenario.world);
        if self.scenario.workspace.configure(&sources, &fill)? {
            let ran = self.terraform()?.run(&["get"])?;
            if !ran.status.success() {
                return Err(Failure::Mismatch(ran.printed()));
            }
        }
        Ok(())
    }

    fn actions(&mut self, when: &str, actions: &[Action]) -> Result<(), Failure> {
        let told: Vec<_> = actions
            .iter()
            .map(|action| self.act(action))
            .collect::<Result<_, _>>()?;
        if !told.is_empty() {
            self.transcript.section(when);
            self.transcript.lines(&told, &mut self.scenario.redaction);
            self.show_requests()?;
        }
        Ok(())
    }

    /// Does something behind Terraform's back. Says what.
    fn act(&mut self, action: &Action) -> Result<String, Failure> {
        let action = self.filled_action(action)?;
        match (&action.mock, &action.colleague, &action.terraform, &action.script) {
            (Some(call), None, None, None) => {
                self.scenario.colleague.control(call, &action)?;
                let body = action.body.as_ref().map(|body| format!(" {body}")).unwrap_or_default();
                Ok(format!("{call}{body}"))
            }
            (None, Some(call), None, None) => {
                self.scenario.colleague.change(call, &action)?;
                Ok(format!("a colleague: {call}"))
            }
            (None, None, Some(arguments), None) => self.done(&self.terraform()?.run(arguments)?, arguments.join(" ")),
            (None, None, None, Some(script)) => {
                let ran = self.terraform()?.script(&examples_folder().join(script))?;
                self.done(&ran, format!("sh {}", script.display()))
            }
            _ => Err(Failure::Case(
                "an action is one of mock, colleague, terraform and script".to_owned(),
            )),
        }
    }

    fn done(&self, ran: &Ran, words: String) -> Result<String, Failure> {
        if ran.status.success() {
            Ok(words)
        } else {
            Err(Failure::Mismatch(format!("{words}:\n{}", ran.printed())))
        }
    }

    fn filled_action(&self, action: &Action) -> Result<Action, Failure> {
        let text = serde_json::to_string(action).map_err(|error| Failure::Case(error.to_string()))?;
        let text = self.scenario.placeholders.fill(&text, &self.scenario.world)?;
        serde_json::from_str(&text).map_err(|error| Failure::Case(error.to_string()))
    }

    fn filled(&self, texts: &[String]) -> Result<Vec<String>, Failure> {
        texts
            .iter()
            .map(|text| self.scenario.placeholders.fill(text, &self.scenario.world))
            .collect()
    }

    fn terraform(&self) -> Result<Terraform<'_>, Failure> {
        let scenario = &self.scenario;
        let mut environment: std::collections::BTreeMap<String, String> = [
            ("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID.to_owned()),
            ("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN.to_owned()),
            ("TWILIO_INTERCONNECT_BASE_URL", scenario.world.base_url()),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
        for (name, value) in &self.instructions.environment {
            environment.insert(name.clone(), scenario.placeholders.fill(value, &scenario.world)?);
        }
        if self.instructions.trace {
            environment.insert("TF_LOG".to_owned(), "TRACE".to_owned());
            environment.insert(
                "TF_LOG_PATH".to_owned(),
                scenario.workspace.path("trace").display().to_string(),
            );
        }
        Ok(Terraform {
            executables: scenario.executables,
            workspace: &scenario.workspace,
            environment,
        })
    }

    fn state(&self) -> Result<State, Failure> {
        State::read(&self.scenario.workspace.module().join("terraform.tfstate"))
    }

    /// Writes what is left at the end of the step, and looks for secrets.
    fn end(&mut self) -> Result<(), Failure> {
        let state = self.state()?;
        let mut blocks = self.redacted(state.blocks());
        self.transcript.section("state");
        if blocks.is_empty() {
            self.transcript
                .lines(&["no resources".to_owned()], &mut self.scenario.redaction);
        }
        blocks.extend(
            self.redacted(vec![state.outputs()])
                .into_iter()
                .filter(|outputs| !outputs.lines.is_empty()),
        );
        for block in &blocks {
            self.transcript
                .lines(&block.since(&self.scenario.before), &mut self.scenario.redaction);
        }
        self.scenario.before = blocks;
        for (address, sid) in state.sids() {
            self.scenario.placeholders.remember(address, sid);
        }
        self.look_for_secrets(&state)
    }

    fn redacted(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let redaction = &mut self.scenario.redaction;
        let redacted = |block: Block| Block {
            title: redaction.apply(&block.title),
            lines: block.lines.iter().map(|line| redaction.apply(line)).collect(),
        };
        blocks.into_iter().map(redacted).collect()
    }

    fn look_for_secrets(&mut self, state: &State) -> Result<(), Failure> {
        let settings = &self.scenario.case.settings;
        if settings.secrets.is_empty() {
            return Ok(());
        }
        for (_, private) in state.private() {
            self.scenario.search.add_base64("private data", private);
        }
        let files: [(&str, PathBuf); 3] = [
            ("state", self.scenario.workspace.module().join("terraform.tfstate")),
            (
                "state",
                self.scenario.workspace.module().join("terraform.tfstate.backup"),
            ),
            ("log", self.scenario.workspace.path("trace")),
        ];
        for (place, path) in &files {
            self.scenario.search.add_file(place, path)?;
        }
        self.report_search()
    }

    fn report_search(&mut self) -> Result<(), Failure> {
        let settings = &self.scenario.case.settings;
        for secret in &settings.secrets {
            let places = self.scenario.search.find(secret);
            if !places.is_empty() {
                return Err(Failure::Mismatch(format!("the secret {secret:?} is in {places:?}")));
            }
        }
        self.transcript.section("search");
        let mut lines = vec![format!("no secret in {}", listed(self.scenario.search.places()))];
        for text in &settings.visible {
            lines.push(format!(
                "{text:?} in {}",
                listed(self.scenario.search.find(text).into_iter())
            ));
        }
        self.transcript.lines(&lines, &mut self.scenario.redaction);
        Ok(())
    }
}

fn listed<'t>(places: impl Iterator<Item = &'t str>) -> String {
    places.collect::<Vec<_>>().join(", ")
}

fn examples_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}
