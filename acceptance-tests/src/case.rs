//! A case: a folder of numbered steps.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::client::Client;
use crate::expectation::Expectation;
use crate::settings::CaseSettings;
use crate::step::Instructions;

/// A case as read from its folder.
#[derive(Clone, Debug)]
pub struct Case {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The settings of the mock server.
    pub settings: CaseSettings,
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// A step of a case.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its number, from 1.
    pub number: u32,
    /// Its title, from the name of its files.
    pub title: String,
    /// The root module: a file, a folder, or the one of the previous step.
    pub configuration: Option<PathBuf>,
    /// The instructions of the step.
    pub instructions: Instructions,
    /// The expectations of every client.
    pub expectation: Expectation,
}

/// Returns the folders of all cases, sorted by name.
///
/// # Errors
/// The folder cannot be read.
pub fn all(cases: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut folders = entries(cases)?;
    folders.retain(|path| path.is_dir());
    Ok(folders)
}

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    /// A file cannot be read or contains an unknown key, a number is missing, or an expectation belongs to no step.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let mut drafts: BTreeMap<u32, Draft> = BTreeMap::new();
        for path in entries(folder)? {
            let file = FileName::of(&path)?;
            match file {
                FileName::Settings => {}
                FileName::Step { number, title } => drafts.entry(number).or_default().add(path, &title)?,
                FileName::Expectation { number, of } => drafts.entry(number).or_default().expected_of.extend(of),
            }
        }
        let steps = drafts
            .into_iter()
            .zip(1..)
            .map(|((number, draft), place)| draft.into_step(folder, Place { number, wanted: place }));
        Ok(Self {
            name: name_of(folder),
            folder: folder.to_owned(),
            settings: CaseSettings::read(&folder.join("case.toml"))?,
            steps: steps.collect::<Result<_, _>>()?,
        })
    }
}

/// The kind of a file of a case, by its name.
enum FileName {
    Settings,
    Step {
        number: u32,
        title: String,
    },
    /// The expectation of one client, or of every client without its own.
    Expectation {
        number: u32,
        of: Option<Client>,
    },
}

impl FileName {
    fn of(path: &Path) -> Result<Self, Failure> {
        let name = name_of(path);
        if name == "case.toml" {
            return Ok(Self::Settings);
        }
        let stranger = || {
            Failure::Case(format!(
                "{}: no step's file; name it N-title.tf or N-title.step",
                path.display()
            ))
        };
        let (number, rest) = name.split_once('-').ok_or_else(stranger)?;
        let number = number.parse().map_err(|_| stranger())?;
        match rest.rsplit_once('.') {
            Some(("expect", "txt")) => Ok(Self::Expectation { number, of: None }),
            Some((expect, "txt")) if expect.starts_with("expect.") => {
                let of = Some(expect.trim_start_matches("expect.").parse()?);
                Ok(Self::Expectation { number, of })
            }
            Some((title, "tf" | "step")) => Ok(Self::Step {
                number,
                title: title.to_owned(),
            }),
            None if path.is_dir() => Ok(Self::Step {
                number,
                title: rest.to_owned(),
            }),
            Some(_) | None => Err(stranger()),
        }
    }
}

/// The files of one step number.
#[derive(Default)]
struct Draft {
    title: Option<String>,
    configuration: Option<PathBuf>,
    instructions: Option<PathBuf>,
    expected_of: Vec<Client>,
}

#[derive(Clone, Copy)]
struct Place {
    number: u32,
    wanted: u32,
}

impl Draft {
    fn add(&mut self, path: PathBuf, title: &str) -> Result<(), Failure> {
        let title = self.title.get_or_insert_with(|| title.to_owned()) == title;
        let place = if path.extension().is_some_and(|ending| ending == "step") {
            &mut self.instructions
        } else {
            &mut self.configuration
        };
        match (title, &place) {
            (true, None) => *place = Some(path),
            _ => return Err(Failure::Case(format!("{}: this number is taken", path.display()))),
        }
        Ok(())
    }

    fn into_step(self, folder: &Path, place: Place) -> Result<Step, Failure> {
        let Place { number, wanted } = place;
        let wrong = |what: &str| Failure::Case(format!("{}: {what}", folder.display()));
        if number != wanted {
            return Err(wrong(&format!("step {wanted} is missing")));
        }
        let title = self
            .title
            .ok_or_else(|| wrong(&format!("{number}-expect.txt belongs to no step")))?;
        let instructions = match &self.instructions {
            None => Instructions::default(),
            Some(path) => instructions(path)?,
        };
        Ok(Step {
            number,
            title,
            configuration: self.configuration,
            instructions,
            expectation: Expectation::new(folder, number, self.expected_of),
        })
    }
}

fn instructions(path: &Path) -> Result<Instructions, Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
    toml::from_str(&text).map_err(|error| Failure::Case(format!("{}: {error}", path.display())))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let read = std::fs::read_dir(folder).map_err(Failure::file(folder))?;
    let mut paths = read
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(Failure::file(folder))?;
    paths.sort();
    Ok(paths)
}
