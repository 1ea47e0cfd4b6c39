//! The stories, and their shared tools.

mod accessible;
mod circuit;
mod decision;
mod keyboard;
mod pictures;
mod refresh;
mod width;

use std::fs;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::failure::Failure;
use crate::mock::Mock;

/// A running story.
type Telling<'a> = Pin<Box<dyn Future<Output = Result<(), Failure>> + 'a>>;

/// A story with its name.
type Story = (&'static str, for<'a> fn(&'a Stage) -> Telling<'a>);

/// Every story.
pub(crate) const STORIES: [Story; 7] = [
    ("circuit", |stage| Box::pin(circuit::tell(stage))),
    ("decision", |stage| Box::pin(decision::tell(stage))),
    ("keyboard", |stage| Box::pin(keyboard::tell(stage))),
    ("refresh", |stage| Box::pin(refresh::tell(stage))),
    ("width", |stage| Box::pin(width::tell(stage))),
    ("accessible", |stage| Box::pin(accessible::tell(stage))),
    ("pictures", |stage| Box::pin(pictures::tell(stage))),
];

/// The tools that the stories share.
#[derive(Debug)]
pub(crate) struct Stage {
    /// The folder with the executables.
    pub(crate) executables: PathBuf,
    /// The rules of accessibility, as a script.
    pub(crate) axe: String,
    /// The folder for pictures, if any are kept.
    pub(crate) pictures: Option<PathBuf>,
    folder: TempDir,
}

impl Stage {
    /// Reads the files for the stories.
    pub(crate) fn set(executables: &Path, axe: &Path, pictures: Option<PathBuf>) -> Result<Self, Failure> {
        let script = fs::read_to_string(axe).map_err(|error| format!("{}: {error}", axe.display()))?;
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("seed.json"), seed().to_string())?;
        if let Some(pictures) = &pictures {
            fs::create_dir_all(pictures)?;
        }
        Ok(Self {
            executables: executables.canonicalize()?,
            axe: script,
            pictures,
            folder,
        })
    }

    /// Starts a mock server without orders.
    pub(crate) fn empty_mock(&self) -> Result<Mock, Failure> {
        Mock::start(&self.executables, None)
    }

    /// Starts a mock server with circuits in many statuses.
    pub(crate) fn seeded_mock(&self) -> Result<Mock, Failure> {
        Mock::start(&self.executables, Some(&self.folder.path().join("seed.json")))
    }
}

/// Circuits in many statuses, two of them with a session.
fn seed() -> Value {
    let mut circuits = vec![
        circuit("ashburn", "ashburn-ix", "active"),
        circuit("san-jose", "san-jose-ix", "configuring"),
        circuit("london", "london-ix", "loa_issued"),
        circuit("frankfurt", "frankfurt-ix", "requested"),
    ];
    let labs = OTHER_STATUSES.iter().cycle().zip(1..=60);
    circuits.extend(labs.map(|(status, number)| circuit(&format!("lab-{number}"), "singapore-ix", status)));
    let routes = ["52.1.2.0/24", "52.1.3.0/24"];
    let session = |name: &str| json!({"cross_connect": name, "ip_routes": routes});
    json!({"cross_connects": circuits, "bgp_sessions": [session("voice-ashburn"), session("voice-san-jose")]})
}

const OTHER_STATUSES: [&str; 6] = [
    "inactive",
    "rejected",
    "loa_expired",
    "failed",
    "updating",
    "pending_deletion",
];

fn circuit(name: &str, exchange: &str, status: &str) -> Value {
    json!({
        "unique_name": format!("voice-{name}"), "exchange": exchange, "bandwidth_mbps": 1000, "status": status,
        "loa_entity": "Example Corp", "redundancy_group": "voice",
    })
}
