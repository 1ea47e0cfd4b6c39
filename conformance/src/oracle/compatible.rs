//! The comparison of an object with a planned one: known values are equal, and unknown values became values that fit
//! (A2, P13).

use std::collections::BTreeMap;

use framework::number::Number;
use framework::path::{Path, Step};
use framework::refinement::{Bound, Refinement};
use framework::types::Type;
use framework::value::Value;

use super::{Broken, wording::shown};
use crate::schema::{Attribute, Block, Nested, Nesting};

/// Returns the paths where an object does not complete a planned one, under a rule.
pub fn completion(rule: &'static str, block: &Block, planned: &Value, actual: &Value) -> Vec<Broken> {
    let mut faults = Faults {
        rule,
        found: Vec::new(),
    };
    faults.object(block, planned, actual, &Path::root());
    faults.found
}

/// The findings under one rule.
struct Faults {
    rule: &'static str,
    found: Vec<Broken>,
}

impl Faults {
    fn say(&mut self, at: &Path, explanation: impl Into<String>) {
        self.found.push(Broken::at(self.rule, at, explanation));
    }

    /// True where a comparison has no finding.
    fn none(&self, compare: impl FnOnce(&mut Self)) -> bool {
        let mut attempt = Self {
            rule: self.rule,
            found: Vec::new(),
        };
        compare(&mut attempt);
        attempt.found.is_empty()
    }

    fn object(&mut self, block: &Block, planned: &Value, actual: &Value, at: &Path) {
        let what = if at.is_root() { "root object " } else { "" };
        match (planned.as_object(), actual.as_object()) {
            (None, _) if planned.is_unknown() => {}
            (None, Some(_)) => self.say(at, format!("{what}was absent, but now present")),
            (Some(_), None) => self.say(at, format!("{what}was present, but now absent")),
            (None, None) => {}
            (Some(planned), Some(actual)) => self.fields(block, planned, actual, at),
        }
    }

    fn fields(&mut self, block: &Block, planned: &Fields, actual: &Fields, at: &Path) {
        for attribute in &block.attributes {
            let at = at.child_attribute(&attribute.name);
            let (planned, actual) = (part(planned, &attribute.name), part(actual, &attribute.name));
            self.attribute(attribute, planned, actual, &at);
        }
        for nested in &block.blocks {
            let at = at.child_attribute(&nested.name);
            let (planned, actual) = (part(planned, &nested.name), part(actual, &nested.name));
            self.blocks(nested, planned, actual, &at);
        }
    }

    /// A sensitive value is not shown (P18).
    fn attribute(&mut self, attribute: &Attribute, planned: &Value, actual: &Value, at: &Path) {
        if !attribute.sensitive {
            self.value(&attribute.ty, planned, actual, at);
        } else if !self.none(|attempt| attempt.value(&attribute.ty, planned, actual, at)) {
            self.say(at, "inconsistent values for sensitive attribute");
        }
    }
}

/// Nested blocks.
impl Faults {
    fn blocks(&mut self, nested: &Nested, planned: &Value, actual: &Value, at: &Path) {
        if planned.is_unknown() || actual.is_unknown() {
            return;
        }
        match nested.nesting {
            Nesting::Single | Nesting::Group => self.object(&nested.block, planned, actual, at),
            Nesting::List => self.block_list(nested, planned, actual, at),
            Nesting::Map => self.block_map(nested, planned, actual, at),
            Nesting::Set => self.block_set(nested, planned, actual, at),
        }
    }

    fn block_list(&mut self, nested: &Nested, planned: &Value, actual: &Value, at: &Path) {
        let (planned, actual) = (elements(planned), elements(actual));
        if planned.len() != actual.len() {
            if !planned.iter().any(|block| may_stand_for_more(&nested.block, block)) {
                let (before, after) = (planned.len(), actual.len());
                self.say(at, format!("block count changed from {before} to {after}"));
            }
            return;
        }
        for ((index, planned), actual) in (0..).zip(planned).zip(actual) {
            self.object(&nested.block, planned, actual, &at.child(Step::Index(index)));
        }
    }

    fn block_map(&mut self, nested: &Nested, planned: &Value, actual: &Value, at: &Path) {
        let (planned, actual) = (members(planned), members(actual));
        for (label, planned) in planned {
            let at = at.child(Step::Key(label.clone()));
            match actual.get(label) {
                Some(actual) => self.object(&nested.block, planned, actual, &at),
                None => self.say(&at, format!("block key {label:?} has vanished")),
            }
        }
        for label in actual.keys().filter(|label| !planned.contains_key(*label)) {
            self.say(at, format!("new block key {label:?} has appeared"));
        }
    }

    /// Blocks may become equal and so fewer, but never more.
    fn block_set(&mut self, nested: &Nested, planned: &Value, actual: &Value, at: &Path) {
        let (planned, actual) = (elements(planned), elements(actual));
        if planned.iter().any(|block| may_stand_for_more(&nested.block, block)) {
            return;
        }
        self.set(planned, actual, at, &|attempt, planned, actual| {
            attempt.object(&nested.block, planned, actual, at);
        });
        if actual.len() > planned.len() {
            let (before, after) = (planned.len(), actual.len());
            self.say(at, format!("block set length changed from {before} to {after}"));
        }
    }
}

/// Values of attributes.
impl Faults {
    fn value(&mut self, ty: &Type, planned: &Value, actual: &Value, at: &Path) {
        match (planned.is_unknown(), actual.is_unknown()) {
            (true, true) => return,
            (true, false) => return self.placeholder(planned, actual, at),
            (false, true) => return self.say(at, "was known, but now unknown"),
            (false, false) => {}
        }
        match (planned, actual) {
            (Value::Null, Value::Null) => {}
            (Value::Null, actual) => self.say(at, format!("was null, but now {}", shown(actual))),
            (planned, Value::Null) => self.say(at, format!("was {}, but now null", shown(planned))),
            (Value::Dynamic(ty, planned), Value::Dynamic(other, actual)) => {
                if ty == other {
                    self.value(ty, planned, actual, at);
                } else {
                    self.say(at, format!("wrong final value type: {ty} required, but it is {other}"));
                }
            }
            _ => self.known(ty, planned, actual, at),
        }
    }

    fn known(&mut self, ty: &Type, planned: &Value, actual: &Value, at: &Path) {
        match (ty, planned, actual) {
            (Type::Object(types), Value::Object(planned), Value::Object(actual)) => {
                for (name, ty) in types {
                    self.value(ty, part(planned, name), part(actual, name), &at.child_attribute(name));
                }
            }
            (Type::Map(element), Value::Map(planned), Value::Map(actual)) => self.map(element, planned, actual, at),
            (Type::List(element), Value::List(planned), Value::List(actual)) => {
                let types = std::iter::repeat(&**element);
                self.list(types, planned, actual, at);
            }
            (Type::Tuple(types), Value::Tuple(planned), Value::Tuple(actual)) => {
                self.list(types.iter(), planned, actual, at);
            }
            (Type::Set(element), Value::Set(planned), Value::Set(actual)) => {
                self.value_set(element, planned, actual, at);
            }
            _ if planned.equals(actual) => {}
            _ => self.say(at, format!("was {}, but now {}", shown(planned), shown(actual))),
        }
    }

    fn list<'a>(&mut self, types: impl Iterator<Item = &'a Type>, planned: &[Value], actual: &[Value], at: &Path) {
        for (((index, ty), planned), actual) in (0..).zip(types).zip(planned).zip(actual) {
            self.value(ty, planned, actual, &at.child(Step::Index(index)));
        }
        for index in actual.len()..planned.len() {
            self.say(at, format!("element {index} has vanished"));
        }
        for index in planned.len()..actual.len() {
            self.say(at, format!("new element {index} has appeared"));
        }
    }

    fn map(&mut self, element: &Type, planned: &Fields, actual: &Fields, at: &Path) {
        for (key, planned) in planned {
            match actual.get(key) {
                Some(actual) => self.value(element, planned, actual, &at.child(Step::Key(key.clone()))),
                None => self.say(at, format!("element {key:?} has vanished")),
            }
        }
        for key in actual.keys().filter(|key| !planned.contains_key(*key)) {
            self.say(at, format!("new element {key:?} has appeared"));
        }
    }

    fn value_set(&mut self, element: &Type, planned: &[Value], actual: &[Value], at: &Path) {
        self.set(planned, actual, at, &|attempt, planned, actual| {
            attempt.value(element, planned, actual, at);
        });
        if actual.len() > planned.len() {
            let (before, after) = (planned.len(), actual.len());
            self.say(at, format!("length changed from {before} to {after}"));
        }
    }

    /// Elements of a set have no address: each must have at least one possible counterpart on the other side.
    fn set(&mut self, planned: &[Value], actual: &[Value], at: &Path, compare: &Comparison<'_>) {
        let fits = |planned: &Value, actual: &Value| self.none(|attempt| compare(attempt, planned, actual));
        let lost = planned
            .iter()
            .filter(|planned| !actual.iter().any(|actual| fits(planned, actual)));
        let lost: Vec<_> = lost.collect();
        let new = actual
            .iter()
            .filter(|actual| !planned.iter().any(|planned| fits(planned, actual)));
        let new: Vec<_> = new.collect();
        for element in lost {
            let explanation = "does not correlate with any element in actual";
            self.say(at, format!("planned set element {} {explanation}", shown(element)));
        }
        for element in new {
            let explanation = "does not correlate with any element in plan";
            self.say(at, format!("actual set element {} {explanation}", shown(element)));
        }
    }

    /// The refinement of an unknown value is binding (W6).
    fn placeholder(&mut self, planned: &Value, actual: &Value, at: &Path) {
        let Value::Unknown(Some(refinement)) = planned.concrete() else {
            return;
        };
        if !keeps(refinement, actual.concrete()) {
            let (planned, actual) = (shown(planned), shown(actual));
            let explanation = format!("final value {actual} does not conform to planning placeholder {planned}");
            self.say(at, explanation);
        }
    }
}

type Fields = BTreeMap<String, Value>;
type Comparison<'a> = dyn Fn(&mut Faults, &Value, &Value) + 'a;

fn keeps(refinement: &Refinement, actual: &Value) -> bool {
    if actual.is_null() {
        return refinement.is_null != Some(false);
    }
    let prefix = refinement.string_prefix.as_deref().unwrap_or_default();
    let length = elements(actual).len() + members(actual).len();
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    refinement.is_null != Some(true)
        && actual.as_str().is_none_or(|text| text.starts_with(prefix))
        && actual.as_number().is_none_or(|number| is_within(refinement, number))
        && refinement.length_min.is_none_or(|least| length >= least)
        && refinement.length_max.is_none_or(|most| length <= most)
}

fn is_within(refinement: &Refinement, number: &Number) -> bool {
    let inside = |bound: &Bound, is_inside: bool| is_inside || (bound.is_inclusive && *number == bound.number);
    let above = refinement.number_min.as_ref();
    let below = refinement.number_max.as_ref();
    above.is_none_or(|bound| inside(bound, *number > bound.number))
        && below.is_none_or(|bound| inside(bound, *number < bound.number))
}

/// True where a planned block may be the one that older cores send in place of an unknown number of blocks (W14, P7).
fn may_stand_for_more(block: &Block, planned: &Value) -> bool {
    let Some(fields) = planned.as_object() else {
        return planned.is_unknown();
    };
    let attributes = block.attributes.iter();
    let all_unknown = attributes.clone().all(|attribute| {
        let value = part(fields, &attribute.name);
        value.is_unknown() || (value.is_null() && attribute.is_read_only())
    });
    all_unknown && attributes.len() > 0
}

fn part<'a>(fields: &'a Fields, name: &str) -> &'a Value {
    fields.get(name).unwrap_or(&Value::Null)
}

fn elements(value: &Value) -> &[Value] {
    value.as_elements().unwrap_or_default()
}

fn members(value: &Value) -> &Fields {
    const NONE: &Fields = &BTreeMap::new();
    value.as_map().unwrap_or(NONE)
}
