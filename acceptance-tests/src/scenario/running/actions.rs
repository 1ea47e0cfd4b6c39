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
            self.show_requests(self.scenario.case.settings.unordered);
        }
        Ok(())
    }

    /// Does something behind Terraform's back. Says what.
    fn act(&mut self, action: &Action) -> Result<String, Failure> {
        let action = self.filled_action(action)?;
        if let Some(arguments) = &action.gate {
            return self.gate(arguments, action.status);
        }
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
            (None, None, Some(arguments), None) => done(&self.terraform()?.run(arguments)?, arguments.join(" ")),
            (None, None, None, Some(script)) => {
                let ran = self.terraform()?.script(&examples_folder().join(script))?;
                done(&ran, format!("sh {}", script.display()))
            }
            _ => Err(Failure::Case(
                "an action is one of mock, colleague, terraform, script and gate".to_owned(),
            )),
        }
    }

    /// Runs the gate of `examples/ci`. Says what it printed and what it reported.
    fn gate(&mut self, arguments: &[String], status: i32) -> Result<String, Failure> {
        let (gate, file) = (
            examples_folder().join("ci/plan-gate"),
            self.scenario.workspace.path("report"),
        );
        let ran = self.terraform()?.gate(&gate, &file, arguments)?;
        if ran.status.code() != Some(status) {
            let ended = format!(
                "{} ends with {}, not {status}:\n{}",
                ran.command,
                ran.status,
                ran.printed()
            );
            return Err(Failure::Mismatch(ended));
        }
        let report = fs::read_to_string(&file).map_err(Failure::file(&file))?;
        fs::remove_file(&file).map_err(Failure::file(&file))?;
        for (place, text) in [
            ("printed by plan-gate", &ran.printed()),
            ("report of plan-gate", &report),
        ] {
            self.scenario.search.add(place, text);
        }
        let (printed, reported) = (indented(&ran.printed()), indented(&report));
        Ok(format!(
            "{} ends with {status}\n{printed}report\n{reported}",
            ran.command
        ))
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
