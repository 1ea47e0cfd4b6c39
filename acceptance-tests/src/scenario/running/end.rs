//! The end of a step: the remaining state, and the search for secrets.

use std::path::PathBuf;

use super::Running;
use crate::Failure;
use crate::state::{Block, State};

impl Running<'_, '_> {
    /// Writes the state at the end of the step, and searches for secrets.
    pub(super) fn end(&mut self) -> Result<(), Failure> {
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
        for (_, private) in state.private() {
            self.scenario.search.add_base64("private data", private);
        }
        let files: [(&str, PathBuf); 3] = [
            ("state", self.scenario.workspace.module().join("terraform.tfstate")),
            (
                "state",
                self.scenario.workspace.module().join("terraform.tfstate.backup"),
            ),
            ("log", self.scenario.workspace.path("log")),
        ];
        for (place, path) in &files {
            self.scenario.search.add_file(place, path)?;
        }
        self.assert_a_log()?;
        self.assert_no_secret()?;
        self.report_search();
        Ok(())
    }

    /// Checks that the log contains the provider, unless the client refused before it started one. A log without it would prove nothing.
    fn assert_a_log(&self) -> Result<(), Failure> {
        let search = &self.scenario.search;
        let is_logged = search.find("terraform-provider-").contains("log");
        match is_logged || self.is_refused || search.places().all(|place| place == "state") {
            true => Ok(()),
            false => Err(Failure::Mismatch("the log tells nothing of the provider".to_owned())),
        }
    }

    fn assert_no_secret(&self) -> Result<(), Failure> {
        for secret in self.scenario.case.settings.all_secrets() {
            let places = self.scenario.search.find(secret);
            if !places.is_empty() {
                return Err(Failure::Mismatch(format!("the secret {secret:?} is in {places:?}")));
            }
        }
        Ok(())
    }

    fn report_search(&mut self) {
        let settings = &self.scenario.case.settings;
        if settings.secrets.is_empty() {
            return;
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
    }

    /// Assigns the numbers of SIDs in the state in the order of the addresses, which is equal in every run.
    pub(super) fn number_sids(&mut self) -> Result<(), Failure> {
        let blocks = self.state()?.blocks();
        self.redacted(blocks);
        Ok(())
    }

    fn state(&self) -> Result<State, Failure> {
        State::read(&self.scenario.workspace.module().join("terraform.tfstate"))
    }
}

fn listed<'t>(places: impl Iterator<Item = &'t str>) -> String {
    places.collect::<Vec<_>>().join(", ")
}
