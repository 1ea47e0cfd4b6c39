//! The content of a saved plan, from `terraform show -json`.

use serde::Deserialize;
use serde_json::Value;

use crate::Failure;
use crate::rendering;

/// A plan.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Plan {
    resource_changes: Vec<ResourceChange>,
    resource_drift: Vec<ResourceChange>,
    output_changes: std::collections::BTreeMap<String, Change>,
    action_invocations: Vec<Invocation>,
}

/// An action that the apply runs.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Invocation {
    address: String,
    lifecycle_action_trigger: Option<Trigger>,
}

/// The event that triggers an action.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Trigger {
    triggering_resource_address: String,
    action_trigger_event: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ResourceChange {
    address: String,
    mode: String,
    change: Change,
    action_reason: Option<String>,
    previous_address: Option<String>,
    deposed: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Change {
    actions: Vec<String>,
    before: Value,
    after: Value,
    after_unknown: Value,
    replace_paths: Vec<Vec<Value>>,
    importing: Option<Value>,
}

impl Plan {
    /// Parses the output of `terraform show -json`.
    pub(crate) fn read(json: &str) -> Result<Self, Failure> {
        serde_json::from_str(json).map_err(|error| Failure::Mismatch(format!("terraform show -json: {error}")))
    }

    /// Returns the plan as lines: drift, the change of each resource, and the changes of outputs.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for drift in sorted(&self.resource_drift) {
            drift.render("changed outside of Terraform:", &mut lines);
        }
        for change in sorted(&self.resource_changes) {
            change.render(&change.verb(), &mut lines);
        }
        lines.extend(self.action_invocations.iter().map(Invocation::line));
        for (name, change) in &self.output_changes {
            if change.verb() != "no-op" {
                lines.push(format!("output {name}: {}", change.difference()));
            }
        }
        if lines.is_empty() {
            lines.push("nothing to do".to_owned());
        }
        lines
    }
}

fn sorted(changes: &[ResourceChange]) -> Vec<&ResourceChange> {
    let mut sorted: Vec<_> = changes.iter().collect();
    sorted.sort_by(|one, other| (&one.address, &one.deposed).cmp(&(&other.address, &other.deposed)));
    sorted
}

impl Invocation {
    fn line(&self) -> String {
        let address = &self.address;
        match &self.lifecycle_action_trigger {
            Some(Trigger {
                triggering_resource_address: resource,
                action_trigger_event: event,
            }) => format!("invoke {address}, {event} of {resource}"),
            None => format!("invoke {address}"),
        }
    }
}

impl ResourceChange {
    fn verb(&self) -> String {
        let import = self.change.importing.as_ref().map_or("", |_| "import and ");
        format!("{import}{}", self.change.verb())
    }

    fn render(&self, verb: &str, lines: &mut Vec<String>) {
        let moved = self
            .previous_address
            .as_ref()
            .filter(|previous| **previous != self.address);
        if verb == "no-op" && moved.is_none() {
            return;
        }
        let mut line = format!("{verb} {}", self.address);
        if let Some(previous) = moved {
            line += &format!(", moved from {previous}");
        }
        if !self.change.replace_paths.is_empty() {
            line += &format!(", forced by {}", self.change.forced_by());
        }
        if let Some(reason) = self
            .action_reason
            .as_deref()
            .filter(|reason| *reason != "replace_because_cannot_update")
        {
            line += &format!(" ({reason})");
        }
        lines.push(line);
        if self.mode == "managed" && self.change.verb() != "delete" {
            lines.extend(self.change.attributes().map(|attribute| format!("    {attribute}")));
        }
    }
}

impl Change {
    fn verb(&self) -> String {
        match self.actions.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["delete", "create"] => "replace".to_owned(),
            ["create", "delete"] => "replace (create first)".to_owned(),
            others => others.join(" and "),
        }
    }

    fn forced_by(&self) -> String {
        let path = |steps: &Vec<Value>| {
            let steps = steps
                .iter()
                .map(|step| step.as_str().map_or_else(|| step.to_string(), str::to_owned));
            steps.collect::<Vec<_>>().join(".")
        };
        self.replace_paths.iter().map(path).collect::<Vec<_>>().join(", ")
    }

    fn difference(&self) -> String {
        let after = rendering::value(&self.after, &self.after_unknown);
        if self.before.is_null() {
            return after;
        }
        format!("{} -> {after}", rendering::value(&self.before, &Value::Null))
    }

    /// The attributes that change; for a new resource those that have a value.
    fn attributes(&self) -> impl Iterator<Item = String> {
        let names = rendering::names(&self.after, &self.after_unknown);
        names.into_iter().filter_map(|name| {
            let [before, after, unknown] = [&self.before, &self.after, &self.after_unknown]
                .map(|object| object.get(&name).unwrap_or(&Value::Null));
            let [before, after] = [rendering::value(before, &Value::Null), rendering::value(after, unknown)];
            match (self.before.is_null(), before == after, after.as_str()) {
                (true, _, "null" | "[]") | (false, true, _) => None,
                (true, ..) => Some(format!("{name} = {after}")),
                (false, false, _) => Some(format!("{name}: {before} -> {after}")),
            }
        })
    }
}
