//! The rules for a plan (P1 to P13, P16), from the request and the answer.
//!
//! A rule over more than one call, such as the second plan of a replacement (P12), belongs to the test that makes the calls.

use framework::path::{Path, Step};
use framework::value::Value;

use super::{Broken, compatible::completion, shape, wording::shown};
use crate::schema::{Attribute, Block, Nested, Nesting};

/// The request of a plan.
#[derive(Clone, Copy, Debug)]
pub struct PlanRequest<'a> {
    /// The prior object; null when there is none.
    pub prior: &'a Value,
    /// The configuration; null for a destruction.
    pub config: &'a Value,
}

/// The answer to a plan.
#[derive(Clone, Copy, Debug)]
pub struct PlanAnswer<'a> {
    /// The planned object, with its unknown values.
    pub planned: &'a Value,
    /// The attributes that force replacement.
    pub requires_replace: &'a [Path],
    /// True where the answer requests the leniency for the old SDK (P16).
    pub legacy_type_system: bool,
}

/// Returns the broken rules of a plan that has no error among its diagnostics and is not deferred.
pub fn plan(block: &Block, request: PlanRequest<'_>, answer: PlanAnswer<'_>) -> Vec<Broken> {
    let mut found = shape::fits("P1", answer.planned, &block.terraform_type());
    if !found.is_empty() {
        return found;
    }
    if answer.legacy_type_system {
        let explanation = "the provider asks for the tolerance that the legacy plugin SDK needs";
        found.push(Broken::whole("P16", explanation));
    }
    found.extend(shape::write_only_null("P10", block, answer.planned, "during planning"));
    found.extend(replaced_paths(request.prior, answer));
    if request.config.is_null() {
        found.extend(destruction(answer.planned));
    } else {
        check(block, &Sides::of(request, answer), &Path::root(), &mut found);
    }
    found
}

/// Returns the broken rules of the plan that core requests again during apply, with everything known. It must equal the first plan
/// with its unknown values filled in (P13).
pub fn final_plan(block: &Block, prior: &Value, first: &Value, last: &Value) -> Vec<Broken> {
    let (before, after) = (Action::of(prior, first), Action::of(prior, last));
    let may_follow = before == after || (before == Action::Update && after == Action::None);
    if !may_follow {
        let explanation = format!("the planned action changed from {before:?} to {after:?}");
        return vec![Broken::whole("P13", explanation)];
    }
    completion("P13", block, first, last)
}

#[derive(Debug, PartialEq, Eq)]
enum Action {
    Create,
    Update,
    Delete,
    None,
}

impl Action {
    fn of(prior: &Value, planned: &Value) -> Self {
        match (prior.is_null(), planned.is_null()) {
            (true, false) => Self::Create,
            (false, true) => Self::Delete,
            _ if prior.equals(planned) => Self::None,
            _ => Self::Update,
        }
    }
}

fn destruction(planned: &Value) -> Vec<Broken> {
    let explanation = "planned a non-null destroy value";
    let broken = (!planned.is_null()).then(|| Broken::whole("P8", explanation));
    broken.into_iter().collect()
}

/// Each path must exist in the prior or in the planned object (P11). An empty path is the whole object.
fn replaced_paths(prior: &Value, answer: PlanAnswer<'_>) -> Vec<Broken> {
    let exists = |path: &&Path| {
        prior.at(path).is_some() || answer.planned.at(path).is_some() || beyond_unknown(path, &[prior, answer.planned])
    };
    let missing = answer.requires_replace.iter().filter(|path| !exists(path));
    let broken = |path: &Path| {
        let explanation = "the provider has indicated \"requires replacement\" for a non-existent attribute path";
        Broken::at("P11", path, explanation)
    };
    missing.map(broken).collect()
}

/// True where a path is inside an unknown value, which may have any contents.
fn beyond_unknown(path: &Path, values: &[&Value]) -> bool {
    let mut parent = path.parent();
    while let Some(path) = parent {
        if values
            .iter()
            .any(|value| value.at(&path).is_some_and(Value::is_unknown))
        {
            return true;
        }
        parent = path.parent();
    }
    false
}

/// One block in its prior, configured, and planned form.
#[derive(Clone, Copy)]
struct Sides<'a> {
    prior: &'a Value,
    config: &'a Value,
    planned: &'a Value,
}

const NOTHING: &Value = &Value::Null;

impl<'a> Sides<'a> {
    fn of(request: PlanRequest<'a>, answer: PlanAnswer<'a>) -> Self {
        Self {
            prior: request.prior,
            config: request.config,
            planned: answer.planned,
        }
    }

    fn part(&self, name: &str) -> Self {
        let part = |value: &'a Value| value.get(name).unwrap_or(NOTHING);
        Self {
            prior: part(self.prior),
            config: part(self.config),
            planned: part(self.planned),
        }
    }

    fn element(&self, index: usize) -> Self {
        let element = |value: &'a Value| value.as_elements().and_then(|elements| elements.get(index));
        Self {
            prior: element(self.prior).unwrap_or(NOTHING),
            config: element(self.config).unwrap_or(NOTHING),
            planned: element(self.planned).unwrap_or(NOTHING),
        }
    }
}

fn check(block: &Block, sides: &Sides<'_>, at: &Path, found: &mut Vec<Broken>) {
    match (sides.config.is_null(), sides.planned.is_null()) {
        (true, true) => return,
        (false, true) => return found.push(Broken::at("P6", at, "planned for absence but config wants existence")),
        (true, false) => return found.push(Broken::at("P6", at, "planned for existence but config wants absence")),
        (false, false) => {}
    }
    for attribute in block.attributes.iter().filter(|attribute| !attribute.write_only) {
        let at = at.child_attribute(&attribute.name);
        found.extend(attribute_fault(attribute, &sides.part(&attribute.name), &at));
    }
    for nested in &block.blocks {
        let at = at.child_attribute(&nested.name);
        check_nested(nested, &sides.part(&nested.name), &at, found);
    }
}

/// P2, P3, and P4. Refinements of unknowns do not count (P5).
fn attribute_fault(attribute: &Attribute, sides: &Sides<'_>, at: &Path) -> Option<Broken> {
    let Sides { prior, config, planned } = *sides;
    let keeps_spelling = planned.equals(prior) && !prior.is_null() && !config.is_null();
    let is_provider_s = attribute.computed && (config.is_null() || attribute.is_read_only());
    if planned.equals(config) || keeps_spelling || is_provider_s {
        return None;
    }
    let planned = word(attribute, planned);
    Some(if config.is_null() {
        let explanation = format!("{planned} for a non-computed attribute");
        Broken::at("P3", at, explanation)
    } else if attribute.sensitive {
        let explanation = format!("{planned} does not match config value");
        Broken::at("P2", at, explanation)
    } else {
        let (config, prior) = (shown(config), shown(prior));
        let explanation = format!("{planned} does not match config value {config} nor prior value {prior}");
        Broken::at("P2", at, explanation)
    })
}

/// A sensitive value is not shown (P18).
fn word(attribute: &Attribute, planned: &Value) -> String {
    if attribute.sensitive {
        "sensitive planned value".to_owned()
    } else {
        format!("planned value {}", shown(planned))
    }
}

/// P7.
fn check_nested(nested: &Nested, sides: &Sides<'_>, at: &Path, found: &mut Vec<Broken>) {
    let Sides { config, planned, .. } = *sides;
    if planned.equals(config) {
        return;
    }
    if config.is_unknown() {
        let explanation = format!("planned value {} for unknown dynamic block", shown(planned));
        return found.push(Broken::at("P7", at, explanation));
    }
    if planned.is_unknown() {
        return found.push(Broken::at("P7", at, UNKNOWN_BLOCKS));
    }
    match nested.nesting {
        Nesting::Single | Nesting::Group => check(&nested.block, sides, at, found),
        Nesting::List | Nesting::Set | Nesting::Map if planned.is_null() => {
            let explanation = "nested blocks must be empty to indicate no blocks, not null";
            found.push(Broken::at("P7", at, explanation));
        }
        Nesting::List => check_list(nested, sides, at, found),
        Nesting::Map => check_map(nested, sides, at, found),
        // Elements of a set have no key for a comparison, so core trusts the provider here.
        Nesting::Set => known_elements(planned.as_elements().unwrap_or_default(), at, found),
    }
}

const UNKNOWN_BLOCKS: &str =
    "a nested block must not be unknown itself; set nested attribute values to unknown instead";

fn known_elements(elements: &[Value], at: &Path, found: &mut Vec<Broken>) {
    if elements.iter().any(Value::is_unknown) {
        found.push(Broken::at("P7", at, UNKNOWN_BLOCKS));
    }
}

fn check_list(nested: &Nested, sides: &Sides<'_>, at: &Path, found: &mut Vec<Broken>) {
    let count = |value: &Value| value.as_elements().unwrap_or_default().len();
    let (planned, config) = (count(sides.planned), count(sides.config));
    if planned != config {
        let explanation = format!("block count in plan ({planned}) disagrees with count in config ({config})");
        return found.push(Broken::at("P7", at, explanation));
    }
    for (step, index) in (0..).zip(0..planned) {
        check_element(nested, &sides.element(index), &at.child(Step::Index(step)), found);
    }
}

fn check_map(nested: &Nested, sides: &Sides<'_>, at: &Path, found: &mut Vec<Broken>) {
    let labels = |value: &Value| -> Vec<String> {
        value
            .as_map()
            .into_iter()
            .flatten()
            .map(|(label, _)| label.clone())
            .collect()
    };
    let (planned, config) = (labels(sides.planned), labels(sides.config));
    for label in &planned {
        let at = at.child(Step::Key(label.clone()));
        if config.contains(label) {
            check_element(nested, &sides.part(label), &at, found);
        } else {
            let explanation = format!("block key {label:?} from plan is not present in config");
            found.push(Broken::at("P7", &at, explanation));
        }
    }
    for label in config.iter().filter(|label| !planned.contains(label)) {
        let explanation = format!("block key {label:?} from config is not present in plan");
        found.push(Broken::at("P7", at, explanation));
    }
}

fn check_element(nested: &Nested, sides: &Sides<'_>, at: &Path, found: &mut Vec<Broken>) {
    if sides.planned.is_unknown() {
        found.push(Broken::at("P7", at, UNKNOWN_BLOCKS));
    } else {
        check(&nested.block, sides, at, found);
    }
}
