//! What happens behind Terraform's back.

use std::fs;

use super::{Running, examples_folder};
use crate::Failure;
use crate::action::Action;
use crate::terraform::Ran;

impl Running<'_, '_> {
    /// Does what the step says, and writes down what it was.
    pub(super) fn actions(&mut self, when: &str, actions: &[Action]) -> Result<(), Failure> {
        let told: Vec<_> = actions
            .iter()
            .map(|action| self.act(action))
            .collect::<Result<_, _>>()?;
        if !told.is_empty() {
            self.transcript.section(when);
            self.transcript.lines(&told, &mut self.scenario.redaction);
            self.show_requests(self.scenario.case.settings.unordered, false);
        }
        Ok(())
    }

    /// Does something behind Terraform's back. Says what.
    fn act(&mut self, action: &Action) -> Result<String, Failure> {
        let action = self.filled_action(action)?;
        let kinds = (
            &action.mock,
            &action.colleague,
            &action.terraform,
            &action.script,
            &action.gate,
        );
        match kinds {
            (Some(call), None, None, None, None) => {
                self.scenario.colleague.control(call, &action)?;
                let body = action.body.as_ref().map(|body| format!(" {body}")).unwrap_or_default();
                Ok(format!("{call}{body}"))
            }
            (None, Some(call), None, None, None) => {
                self.scenario.colleague.change(call, &action)?;
                Ok(format!("a colleague: {call}"))
            }
            (None, None, Some(arguments), None, None) => done(&self.terraform()?.run(arguments)?, arguments.join(" ")),
            (None, None, None, Some(script), None) => {
                let ran = self.terraform()?.script(&examples_folder().join(script))?;
                done(&ran, format!("sh {}", script.display()))
            }
            (None, None, None, None, Some(arguments)) => self.gate(arguments, action.status),
            _ => Err(Failure::Case(
                "an action is one of mock, colleague, terraform, script and gate".to_owned(),
            )),
        }
    }

    /// Runs the gate of `examples/ci`. Says what it printed and what it reported.
    fn gate(&mut self, arguments: &[String], status: i32) -> Result<String, Failure> {
        let gate = examples_folder().join("ci/plan-gate");
        let file = self.scenario.workspace.path("report");
        let ran = self.terraform()?.gate(&gate, &file, arguments)?;
        let (command, printed) = (&ran.command, ran.printed());
        if ran.status.code() != Some(status) {
            return Err(Failure::Mismatch(format!("{command}: {}\n{printed}", ran.status)));
        }
        let report = fs::read_to_string(&file).map_err(Failure::file(&file))?;
        fs::remove_file(&file).map_err(Failure::file(&file))?;
        self.scenario.search.add("printed by plan-gate", &printed);
        self.scenario.search.add("report of plan-gate", &report);
        let (printed, report) = (indented(&printed), indented(&report));
        Ok(format!("{command} ends with {status}\n{printed}report\n{report}"))
    }

    fn filled_action(&self, action: &Action) -> Result<Action, Failure> {
        let text = serde_json::to_string(action).map_err(|error| Failure::Case(error.to_string()))?;
        let text = self.scenario.placeholders.fill(&text, &self.scenario.world)?;
        serde_json::from_str(&text).map_err(|error| Failure::Case(error.to_string()))
    }
}

fn indented(text: &str) -> String {
    let line = |line: &str| format!("    {line}").trim_end().to_owned() + "\n";
    text.lines().map(line).collect()
}

fn done(ran: &Ran, words: String) -> Result<String, Failure> {
    match ran.status.success() {
        true => Ok(words),
        false => Err(Failure::Mismatch(format!("{words}:\n{}", ran.printed()))),
    }
}
