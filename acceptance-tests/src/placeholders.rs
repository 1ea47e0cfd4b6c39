//! Placeholders for texts that are known during the run: `${sid:...}`, `${ordered:...}`, `${session:...}`, `${mock}`.

use std::collections::BTreeMap;

use regex::Regex;

use crate::Failure;
use crate::world::World;

/// The values of placeholders.
#[derive(Debug)]
pub(crate) struct Placeholders {
    pattern: Regex,
    sids: BTreeMap<String, String>,
}

impl Placeholders {
    /// Creates an empty set.
    pub(crate) fn new() -> Result<Self, Failure> {
        let pattern = Regex::new(r"\$\{(?P<kind>sid|ordered|session|mock)(:(?P<name>[^}]*))?\}");
        let pattern = pattern.map_err(|error| Failure::Case(error.to_string()))?;
        Ok(Self {
            pattern,
            sids: BTreeMap::new(),
        })
    }

    /// Stores the SID of a resource, which stays available after the resource is destroyed.
    pub(crate) fn remember(&mut self, address: String, sid: String) {
        self.sids.insert(address, sid);
    }

    /// Returns the text with every placeholder replaced.
    ///
    /// # Errors
    /// A placeholder has no value.
    pub(crate) fn fill(&self, text: &str, world: &World) -> Result<String, Failure> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some(found) = self.pattern.captures(rest) {
            let (Some(whole), Some(kind)) = (found.get(0), found.name("kind")) else {
                break;
            };
            let name = found.name("name").map_or("", |name| name.as_str());
            let value = self.value(kind.as_str(), name, world);
            let value = value.ok_or_else(|| Failure::Case(format!("{} stands for nothing", whole.as_str())))?;
            let (before, from) = rest.split_at(whole.start());
            filled.push_str(before);
            filled.push_str(&value);
            rest = from.get(whole.len()..).unwrap_or_default();
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn value(&self, kind: &str, name: &str, world: &World) -> Option<String> {
        match kind {
            "sid" => self.sids.get(name).cloned(),
            "ordered" => world.cross_connect(name),
            "session" => world.session(name),
            _ => Some(world.base_url()),
        }
    }
}
