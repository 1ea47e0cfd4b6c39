//! A running step: its commands and their expected results.

mod actions;
mod end;

use std::fs;
use std::path::{Path, PathBuf};

use super::Scenario;
use crate::case::Step;
use crate::interruption::{During, Interruption};
use crate::plan::Plan;
use crate::requests::{Counting, RequestFormat};
use crate::step::{Command, Instructions, SecondPlan, Stage};
use crate::terraform::{Ran, Terraform};
use crate::transcript::Transcript;
use crate::{Failure, printed_diagnostics, requests};

const INTERRUPTED_APPLY: &str = "apply, interrupted";
const INTERRUPTED_PLAN: &str = "plan, interrupted";

/// A running step.
pub(super) struct Running<'s, 'a> {
    scenario: &'s mut Scenario<'a>,
    instructions: &'s Instructions,
    transcript: Transcript,
    /// True once the client has refused a step that it cannot do.
    is_refused: bool,
}

impl<'s, 'a> Running<'s, 'a> {
    /// Runs a step and returns its transcript.
    pub(super) fn step(scenario: &'s mut Scenario<'a>, step: &'s Step) -> Result<Transcript, Failure> {
        let instructions = &step.instructions;
        let mut running = Self {
            scenario,
            instructions,
            transcript: Transcript::default(),
            is_refused: false,
        };
        running.configure(step)?;
        running.actions("before", &instructions.before)?;
        running.command()?;
        running.assert_a_refusal()?;
        running.actions("after", &instructions.after)?;
        running.end()?;
        Ok(running.transcript)
    }

    fn command(&mut self) -> Result<(), Failure> {
        match self.instructions.command {
            Command::Apply => self.apply(&[]),
            Command::RefreshOnly => self.apply(&["-refresh-only"]),
            Command::Destroy => self.apply(&["-destroy"]),
            Command::Plan => self.plan(&[]).map(|_| ()),
            Command::Validate => self.validate().map(|_| ()),
            Command::Import => self.import(),
            Command::Test => self.test(),
            Command::Query => self.query(),
            Command::None => Ok(()),
        }
    }

    fn apply(&mut self, flags: &[&str]) -> Result<(), Failure> {
        if !self.plan(flags)? {
            return Ok(());
        }
        self.actions("between plan and apply", &self.instructions.between)?;
        let ran = self.run_apply()?;
        if self.interrupts(During::Apply) {
            return self.show(INTERRUPTED_APPLY, &ran, &[]);
        }
        let title = self.expect(Stage::Apply, &ran, ran.status.success())?;
        self.show(&title, &ran, &[])?;
        self.second_plan(flags.contains(&"-destroy"))
    }

    fn run_apply(&mut self) -> Result<Ran, Failure> {
        self.interruptible(During::Apply, &["apply", "-parallelism=1", "tfplan"])
    }

    /// Runs a command, which receives the step's signal if the signal is meant for it.
    fn interruptible<T: AsRef<str>>(&self, command: During, arguments: &[T]) -> Result<Ran, Failure> {
        let (world, log) = (&self.scenario.world, self.scenario.workspace.path("log"));
        let is_logged = |text: &String| fs::read_to_string(&log).is_ok_and(|log| log.contains(text));
        let interruption = self.instructions.interrupt.as_ref();
        let mut watch = || {
            let Interruption {
                request,
                times,
                logged,
                signal,
                to,
                ..
            } = interruption.filter(|interruption| interruption.during == command)?;
            let is_due = request
                .as_ref()
                .is_some_and(|request| world.received(request) >= *times)
                || logged.as_ref().is_some_and(is_logged);
            is_due.then_some((*signal, *to))
        };
        self.terraform()?.watched(arguments, &mut watch)
    }

    fn interrupts(&self, command: During) -> bool {
        let interruption = self.instructions.interrupt.as_ref();
        interruption.is_some_and(|interruption| interruption.during == command)
    }

    /// Validates, and returns true where the step continues.
    fn validate(&mut self) -> Result<bool, Failure> {
        let ran = self.terraform()?.run(&["validate"])?;
        let title = self.expect(Stage::Validate, &ran, ran.status.success())?;
        self.show(&title, &ran, &[])?;
        Ok(ran.status.success())
    }

    /// Validates and plans, and returns true where there is a plan to apply.
    fn plan(&mut self, flags: &[&str]) -> Result<bool, Failure> {
        if !self.validate()? {
            return Ok(false);
        }
        let ran = self.run_plan(flags, "tfplan")?;
        if self.interrupts(During::Plan) {
            self.show(INTERRUPTED_PLAN, &ran, &[])?;
            return Ok(false);
        }
        let title = self.expect(Stage::Plan, &ran, ran.status.code() != Some(1))?;
        let plan = match ran.status.success() || ran.status.code() == Some(2) {
            true => self.saved_plan("tfplan")?.lines(),
            false => Vec::new(),
        };
        self.show(&title, &ran, &plan)?;
        self.transcript.planned(&format!("{}{}", ran.stdout, ran.stderr));
        Ok(ran.status.code() != Some(1))
    }

    fn run_plan(&mut self, flags: &[&str], file: &str) -> Result<Ran, Failure> {
        let mut arguments = ["plan", "-detailed-exitcode"].map(str::to_owned).to_vec();
        arguments.push(format!("-out={file}"));
        arguments.extend(flags.iter().map(|&flag| flag.to_owned()));
        arguments.extend(self.variables());
        arguments.extend(self.instructions.arguments.iter().cloned());
        let arguments = self.filled(&arguments)?;
        match file {
            "tfplan" => self.interruptible(During::Plan, &arguments),
            _ => self.terraform()?.run(&arguments),
        }
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
        let failed = self.instructions.fails_at.is_some() || self.is_refused;
        if wanted == SecondPlan::None || destroyed || failed {
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
        arguments.extend(self.variables());
        arguments.extend([address, id]);
        let ran = self.terraform()?.run(&self.filled(&arguments)?)?;
        let title = self.expect(Stage::Import, &ran, ran.status.success())?;
        self.show(&title, &ran, &[])?;
        self.second_plan(false)
    }

    /// Runs the root module's tests, and shows the result of each.
    fn test(&mut self) -> Result<(), Failure> {
        let ran = self.terraform()?.run(&["test"])?;
        let title = self.expect(Stage::Test, &ran, ran.status.success())?;
        self.show(&title, &ran, &ran.tests())
    }

    /// Queries, and shows the generated configuration.
    fn query(&mut self) -> Result<(), Failure> {
        let generated = self.scenario.workspace.module().join("found.tf");
        let ran = self.terraform()?.run(&["query", "-generate-config-out=found.tf"])?;
        let title = self.expect(Stage::Query, &ran, ran.status.success())?;
        let text = match generated.exists() {
            true => fs::read_to_string(&generated).map_err(Failure::file(&generated))?,
            false => String::new(),
        };
        self.show(&title, &ran, &generated_by_lists(&text))
    }

    /// Fails a step that declares the client unable, although the client can run it.
    fn assert_a_refusal(&self) -> Result<(), Failure> {
        let client = self.scenario.executables.client;
        match self.is_refused || self.instructions.is_for(client) {
            true => Ok(()),
            false => Err(Failure::Case(format!("{client} refuses nothing; add it to `since`"))),
        }
    }

    /// Returns the title of a command's section, if the command ended as the step expects.
    fn expect(&mut self, stage: Stage, ran: &Ran, succeeded: bool) -> Result<String, Failure> {
        let name = ran.name();
        if !succeeded && !self.instructions.is_for(self.scenario.executables.client) {
            self.is_refused = true;
            return Ok(format!("{name}: refused by the client"));
        }
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
        self.number_sids()?;
        self.scenario
            .search
            .add(&format!("printed by {}", ran.name()), &ran.printed());
        self.transcript.section(title);
        self.transcript.lines(plan, &mut self.scenario.redaction);
        let mut diagnostics = ran.diagnostics();
        printed_diagnostics::order_within_places(&mut diagnostics);
        if !self.scenario.case.settings.places {
            diagnostics = diagnostics
                .iter()
                .map(|each| printed_diagnostics::without_place(each))
                .collect();
        }
        // A plan reads several objects concurrently, as for a user.
        let is_unordered = self.scenario.case.settings.unordered || ran.name() == "plan";
        if is_unordered {
            diagnostics.sort();
        }
        let is_interrupted = [INTERRUPTED_APPLY, INTERRUPTED_PLAN].contains(&title);
        if is_interrupted {
            // Terraform reports the halt once or twice, at random.
            diagnostics.dedup();
        }
        self.transcript.diagnostics(&diagnostics, &mut self.scenario.redaction);
        self.show_requests(is_unordered, is_interrupted);
        Ok(())
    }

    fn show_requests(&mut self, is_unordered: bool, is_interrupted: bool) {
        let received = self.scenario.world.take_requests();
        let settings = &self.scenario.case.settings;
        let format = RequestFormat {
            sorted_by: is_unordered.then(|| self.scenario.world.subjects()),
            counting: match is_interrupted {
                true => Counting::None,
                false if settings.count_polls => Counting::Exact,
                false => Counting::Repeated,
            },
            first_reads: settings.first_reads,
        };
        let lines = requests::lines(&received, &format);
        self.transcript.requests(&lines, &mut self.scenario.redaction);
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
        let root = step.instructions.example.first();
        let parent = root.and_then(|root| root.parent()).unwrap_or(Path::new(""));
        for folder in &step.instructions.beside {
            self.scenario
                .workspace
                .place_beside(&examples_folder(), folder, parent)?;
        }
        if self.scenario.workspace.configure(&sources, &fill)? {
            let ran = self.terraform()?.run(&["get"])?;
            if !ran.status.success() {
                return Err(Failure::Mismatch(ran.printed()));
            }
        }
        Ok(())
    }

    fn variables(&self) -> impl Iterator<Item = String> {
        self.instructions
            .variables
            .iter()
            .map(|(name, value)| format!("-var={name}={value}"))
    }

    fn filled(&self, texts: &[String]) -> Result<Vec<String>, Failure> {
        texts
            .iter()
            .map(|text| self.scenario.placeholders.fill(text, &self.scenario.world))
            .collect()
    }

    fn terraform(&self) -> Result<Terraform<'_>, Failure> {
        let scenario = &self.scenario;
        let mut environment = scenario.environment();
        for (name, value) in &self.instructions.environment {
            environment.insert(name.clone(), scenario.placeholders.fill(value, &scenario.world)?);
        }
        Ok(Terraform {
            executables: scenario.executables,
            workspace: &scenario.workspace,
            environment,
        })
    }
}

fn examples_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

/// The lines of a configuration that `query` has generated. Terraform writes the blocks of each list in the order in which the lists end, so
/// the lists are sorted here.
fn generated_by_lists(text: &str) -> Vec<String> {
    let mark = "# __generated__ by Terraform\n";
    let parts = text.split(mark).map(str::trim);
    let mut lists: Vec<String> = parts
        .filter(|list| !list.is_empty())
        .map(|list| format!("{mark}{list}\n"))
        .collect();
    lists.sort_unstable();
    lists.iter().flat_map(|list| list.lines().map(str::to_owned)).collect()
}
