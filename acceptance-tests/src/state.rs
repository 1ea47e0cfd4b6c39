//! The state file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::Failure;
use crate::rendering;

/// A resource in the state, or the outputs, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// The address, with its special features.
    pub(crate) title: String,
    /// The attributes or outputs, one per line.
    pub(crate) lines: Vec<String>,
}

impl Block {
    /// Returns the block as lines. Where an earlier block has the same title, only new lines are returned.
    pub(crate) fn since(&self, before: &[Self]) -> Vec<String> {
        let indented = |lines: &[String]| lines.iter().map(|line| format!("    {line}")).collect::<Vec<_>>();
        let Some(before) = before.iter().find(|block| block.title == self.title) else {
            return [vec![self.title.clone()], indented(&self.lines)].concat();
        };
        let new: Vec<String> = self
            .lines
            .iter()
            .filter(|line| !before.lines.contains(line))
            .cloned()
            .collect();
        match new.is_empty() {
            true => vec![format!("{} as before", self.title)],
            false => [vec![format!("{} as before, but", self.title)], indented(&new)].concat(),
        }
    }
}

/// The used part of a state file of version 4.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    outputs: BTreeMap<String, Output>,
    resources: Vec<Resource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Output {
    value: Value,
    sensitive: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Resource {
    module: Option<String>,
    mode: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    instances: Vec<Instance>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Instance {
    index_key: Option<Value>,
    attributes: Value,
    status: Option<String>,
    deposed: Option<String>,
    private: Option<String>,
}

impl State {
    /// Reads a state file, or returns an empty state where there is none.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
        if text.is_empty() {
            // The file of a terraform that died before its first write.
            return Ok(Self::default());
        }
        serde_json::from_str(&text).map_err(|error| Failure::Mismatch(format!("{}: {error}", path.display())))
    }

    /// Returns the SID of every resource, by address.
    pub(crate) fn sids(&self) -> impl Iterator<Item = (String, String)> {
        self.instances()
            .into_iter()
            .filter_map(|(address, instance)| Some((address, instance.attributes.get("sid")?.as_str()?.to_owned())))
    }

    /// Returns every resource's private data.
    pub(crate) fn private(&self) -> impl Iterator<Item = (String, &str)> {
        self.instances()
            .into_iter()
            .filter_map(|(address, instance)| Some((address, instance.private.as_deref()?)))
    }

    /// Returns every resource with its attributes as lines, sorted by address.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let block = |(address, instance): (String, &Instance)| Block {
            title: format!("{address}{}", instance.marks()),
            lines: instance.lines(),
        };
        self.instances().into_iter().map(block).collect()
    }

    /// Returns the outputs as lines.
    pub(crate) fn outputs(&self) -> Block {
        let line = |(name, output): (&String, &Output)| {
            let mark = if output.sensitive { " (sensitive)" } else { "" };
            let text = match output.value.as_str().filter(|text| text.contains('\n')) {
                Some(text) => format!("<<\n{text}"),
                None => rendering::value(&output.value, &Value::Null),
            };
            format!("{name}{mark} = {text}")
        };
        Block {
            title: "outputs".to_owned(),
            lines: self.outputs.iter().map(line).collect(),
        }
    }

    fn instances(&self) -> Vec<(String, &Instance)> {
        let of = |resource: &'_ Resource| {
            let prefix = resource.prefix();
            move |instance: &'_ Instance| format!("{prefix}{}", instance.key())
        };
        let mut instances: Vec<_> = self
            .resources
            .iter()
            .flat_map(|resource| {
                resource
                    .instances
                    .iter()
                    .map(move |instance| (of(resource)(instance), instance))
            })
            .collect();
        instances.sort_by(|one, other| (&one.0, &one.1.deposed).cmp(&(&other.0, &other.1.deposed)));
        instances
    }
}

impl Resource {
    fn prefix(&self) -> String {
        let module = self
            .module
            .as_ref()
            .map(|module| format!("{module}."))
            .unwrap_or_default();
        let data = if self.mode == "data" { "data." } else { "" };
        format!("{module}{data}{}.{}", self.kind, self.name)
    }
}

impl Instance {
    fn key(&self) -> String {
        self.index_key
            .as_ref()
            .map(|key| format!("[{key}]"))
            .unwrap_or_default()
    }

    fn lines(&self) -> Vec<String> {
        let line = |name: String| {
            let value = self.attributes.get(&name).unwrap_or(&Value::Null);
            format!("{name} = {}", rendering::value(value, &Value::Null))
        };
        rendering::names(&self.attributes, &Value::Null)
            .into_iter()
            .map(line)
            .collect()
    }

    fn marks(&self) -> String {
        let status = self
            .status
            .as_ref()
            .map(|status| format!(" ({status})"))
            .unwrap_or_default();
        let deposed = self.deposed.as_ref().map(|_| " (deposed)").unwrap_or_default();
        format!("{status}{deposed}")
    }
}
