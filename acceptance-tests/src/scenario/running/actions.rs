//! Actions outside of Terraform.

use std::fs;
use std::path::Path;

use super::{Running, examples_folder};
use crate::Failure;
use crate::action::Action;
use crate::terraform::Ran;
use crate::workflow;

impl Running<'_, '_> {
    /// Runs the actions of the step, and records them.
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

    /// Runs an action outside of Terraform and returns its record.
    fn act(&mut self, action: &Action) -> Result<String, Failure> {
        let action = self.filled_action(action)?;
        let kinds = (
            &action.mock,
            &action.colleague,
            &action.terraform,
            &action.script,
            &action.workflow,
            &action.deletes_line,
        );
        match kinds {
            (Some(call), None, None, None, None, None) => {
                self.scenario.colleague.control(call, &action)?;
                let body = action.body.as_ref().map(|body| format!(" {body}")).unwrap_or_default();
                Ok(format!("{call}{body}"))
            }
            (None, Some(call), None, None, None, None) => {
                self.scenario.colleague.change(call, &action)?;
                Ok(format!("a colleague: {call}"))
            }
            (None, None, Some(arguments), None, None, None) => {
                done(&self.terraform()?.run(arguments)?, arguments.join(" "))
            }
            (None, None, None, Some(script), None, None) => {
                let ran = self.terraform()?.script(&examples_folder().join(script))?;
                done(&ran, format!("sh {}", script.display()))
            }
            (None, None, None, None, Some(file), None) => self.workflow(file, &action),
            (None, None, None, None, None, Some(line)) => self.delete_line(line),
            _ => Err(Failure::Case(
                "an action is one of mock, colleague, terraform, script, workflow and deletes_line".to_owned(),
            )),
        }
    }

    /// Runs commands of a workflow in `examples/ci`. Returns the output of a review and the reports that it wrote. The output of Terraform
    /// is omitted: other cases have it.
    fn workflow(&mut self, file: &Path, action: &Action) -> Result<String, Failure> {
        let path = examples_folder().join("ci").join(file);
        let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        let commands = workflow::commands(&text, &action.block)
            .ok_or_else(|| Failure::Case(format!("{}: no single block has {:?}", file.display(), action.block)))?;
        let words = format!("{}: {}", file.display(), action.block);
        let ran = self.terraform()?.commands(&commands, words)?;
        let (words, printed) = (&ran.command, ran.printed());
        if ran.status.code() != Some(action.status) {
            return Err(Failure::Mismatch(format!("{words}: {}\n{printed}", ran.status)));
        }
        self.scenario.search.add("printed by workflows", &printed);
        let told = match commands.contains(" review ") {
            true => printed,
            false => String::new(),
        };
        let reports = self.reports()?;
        Ok(format!(
            "{words} ends with {}\n{}{reports}",
            action.status,
            indented(&told)
        ))
    }

    /// Deletes a line of the root module, as a user with an editor does.
    fn delete_line(&self, line: &str) -> Result<String, Failure> {
        let path = self.scenario.workspace.module().join("main.tf");
        let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        let kept: Vec<_> = text.lines().filter(|kept| kept.trim() != line).collect();
        if kept.len() == text.lines().count() {
            return Err(Failure::Case(format!("main.tf has no line {line:?}")));
        }
        fs::write(&path, kept.join("\n") + "\n").map_err(Failure::file(&path))?;
        Ok(format!("main.tf without {line:?}"))
    }

    /// Returns the names of the reports in the root module, and removes the reports.
    fn reports(&mut self) -> Result<String, Failure> {
        let module = self.scenario.workspace.module();
        let entries = fs::read_dir(&module).map_err(Failure::file(&module))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<_> = names.filter(|name| name.starts_with("review")).collect();
        names.sort();
        for name in &names {
            let path = module.join(name);
            let report = fs::read_to_string(&path).map_err(Failure::file(&path))?;
            self.scenario.search.add("reports of workflows", &report);
            fs::remove_file(&path).map_err(Failure::file(&path))?;
        }
        Ok(names.iter().map(|name| format!("wrote {name}\n")).collect())
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
