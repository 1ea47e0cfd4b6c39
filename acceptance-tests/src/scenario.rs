//! The run of a case, from the first step to the last.

mod running;

use std::collections::BTreeMap;

use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};
use running::Running;

use crate::case::{Case, Step};
use crate::client::Client;
use crate::colleague::Colleague;
use crate::placeholders::Placeholders;
use crate::redaction::Redaction;
use crate::secrets::Search;
use crate::state::Block;
use crate::terraform::Executables;
use crate::transcript::Transcript;
use crate::workspace::Workspace;
use crate::world::World;
use crate::{Failure, picture};

/// The use of expectations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Compare.
    Check,
    /// Write.
    Update,
}

/// Runs a case.
///
/// # Errors
/// The first step whose result differs from the case, or all differences from the expectations.
pub fn run(case: &Case, executables: &Executables, mode: Mode) -> Result<(), Failure> {
    let mut scenario = Scenario::start(case, executables)?;
    let mut differences = Vec::new();
    for step in &case.steps {
        let transcript = Running::step(&mut scenario, step).map_err(|failure| in_step(case, step, &failure))?;
        let found = [
            step.expectation.check(transcript.text(), executables.client, mode),
            check_picture(step, &transcript, executables.client, mode),
        ];
        for found in found {
            match found {
                Err(Failure::Mismatch(difference)) => differences.push(difference),
                other => other?,
            }
        }
    }
    if differences.is_empty() {
        Ok(())
    } else {
        Err(Failure::Mismatch(differences.join("\n\n")))
    }
}

/// The picture shows the output of the oldest client.
fn check_picture(step: &Step, transcript: &Transcript, client: Client, mode: Mode) -> Result<(), Failure> {
    match &step.instructions.picture {
        Some(path) if client == Client::REFERENCE => picture::check(path, transcript.output_of_plan(), mode),
        _ => Ok(()),
    }
}

fn in_step(case: &Case, step: &Step, failure: &Failure) -> Failure {
    Failure::Mismatch(format!(
        "{}, step {} ({}): {failure}",
        case.name, step.number, step.title
    ))
}

/// A running case.
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
        let workspace = Workspace::new(case.settings.provider, executables)?;
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

    /// Returns the environment of terraform, unless a step sets another.
    fn environment(&self) -> BTreeMap<String, String> {
        let variables = [
            ("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID.to_owned()),
            ("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN.to_owned()),
            ("TWILIO_INTERCONNECT_BASE_URL", self.world.base_url()),
            // The full output of terraform and the provider, to be searched for secrets.
            ("TF_LOG", "TRACE".to_owned()),
            ("TF_LOG_PATH", self.workspace.path("log").display().to_string()),
        ];
        variables
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}
