//! What happens behind Terraform's back.

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
                "an action is one of mock, colleague, terraform and script".to_owned(),
            )),
        }
    }

    fn filled_action(&self, action: &Action) -> Result<Action, Failure> {
        let text = serde_json::to_string(action).map_err(|error| Failure::Case(error.to_string()))?;
        let text = self.scenario.placeholders.fill(&text, &self.scenario.world)?;
        serde_json::from_str(&text).map_err(|error| Failure::Case(error.to_string()))
    }
}

fn done(ran: &Ran, words: String) -> Result<String, Failure> {
    match ran.status.success() {
        true => Ok(words),
        false => Err(Failure::Mismatch(format!("{words}:\n{}", ran.printed()))),
    }
}
