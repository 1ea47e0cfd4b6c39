//! Terraform values: null, unknown, or known, of any type.
//!
//! The three states are always distinct: empty is not null, and unknown is neither. A value does not contain its type,
//! which is in the schema. Only a value in an attribute of type `dynamic` contains its type. The encodings are in
//! [`crate::codec`].

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::number::Number;
use crate::path::{Path, Step};
use crate::refinement::Refinement;
use crate::types::Type;

/// A value of Terraform's language.
///
/// The derived equality compares representations, including the order of a set and the refinement of an unknown.
/// [`Value::equals`] compares as Terraform does.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// A value that is known after apply, with the facts that are already known.
    Unknown(Option<Box<Refinement>>),
    /// True or false.
    Bool(bool),
    /// A decimal number.
    Number(Number),
    /// Text, in normal form (NFC) as in Terraform (conformance rule W10).
    String(String),
    /// An ordered collection.
    List(Vec<Value>),
    /// A collection without order. The codec drops duplicates when it reads one (conformance rule W12).
    Set(Vec<Value>),
    /// A fixed number of elements.
    Tuple(Vec<Value>),
    /// A collection by string key.
    Map(BTreeMap<String, Value>),
    /// Named attributes.
    Object(BTreeMap<String, Value>),
    /// A value of an attribute of type `dynamic`, with its concrete type. The value may be null or unknown of that
    /// type. A null or unknown value without a type is plain [`Value::Null`] or [`Value::Unknown`].
    Dynamic(Box<Type>, Box<Value>),
}

impl Value {
    /// Returns an unknown value without refinement.
    pub fn unknown() -> Self {
        Self::Unknown(None)
    }

    /// Returns a text.
    pub fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// Returns an object of the attributes.
    pub fn object<K: Into<String>>(attributes: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Object(
            attributes
                .into_iter()
                .map(|(name, value)| (name.into(), value))
                .collect(),
        )
    }

    /// True where there is no value, whatever the type.
    pub fn is_null(&self) -> bool {
        matches!(self.concrete(), Self::Null)
    }

    /// True where the value as a whole is unknown. A known value can have unknown parts.
    pub fn is_unknown(&self) -> bool {
        matches!(self.concrete(), Self::Unknown(_))
    }

    /// True where no part of the value is unknown.
    pub fn is_wholly_known(&self) -> bool {
        !self.is_unknown() && self.parts().all(Self::is_wholly_known)
    }

    /// Returns the value without the type of a dynamic one.
    pub fn concrete(&self) -> &Self {
        match self {
            Self::Dynamic(_, value) => value.concrete(),
            Self::Null
            | Self::Unknown(_)
            | Self::Bool(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::List(_)
            | Self::Set(_)
            | Self::Tuple(_)
            | Self::Map(_)
            | Self::Object(_) => self,
        }
    }

    /// Returns the kind of the value in one word, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Unknown(_) => "unknown",
            Self::Bool(_) => "bool",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::List(_) => "list",
            Self::Set(_) => "set",
            Self::Tuple(_) => "tuple",
            Self::Map(_) => "map",
            Self::Object(_) => "object",
            Self::Dynamic(..) => "dynamic",
        }
    }

    /// Returns the text of a known string.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self.concrete() {
            Some(text)
        } else {
            None
        }
    }

    /// Returns the truth value of a known bool.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(truth) = self.concrete() {
            Some(*truth)
        } else {
            None
        }
    }

    /// Returns the number of a known number.
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(number) = self.concrete() {
            Some(number)
        } else {
            None
        }
    }

    /// Returns the attributes of a known object.
    pub fn as_object(&self) -> Option<&BTreeMap<String, Self>> {
        if let Self::Object(attributes) = self.concrete() {
            Some(attributes)
        } else {
            None
        }
    }

    /// Returns the attributes of a known object, for changes.
    pub fn as_object_mut(&mut self) -> Option<&mut BTreeMap<String, Self>> {
        if let Self::Object(attributes) = self {
            Some(attributes)
        } else {
            None
        }
    }

    /// Returns the elements of a known map.
    pub fn as_map(&self) -> Option<&BTreeMap<String, Self>> {
        if let Self::Map(elements) = self.concrete() {
            Some(elements)
        } else {
            None
        }
    }

    /// Returns the elements of a known list, set, or tuple.
    pub fn as_elements(&self) -> Option<&[Self]> {
        if let Self::List(elements) | Self::Set(elements) | Self::Tuple(elements) = self.concrete() {
            Some(elements)
        } else {
            None
        }
    }

    /// Returns an attribute of a known object or an element of a known map.
    pub fn get(&self, name: &str) -> Option<&Self> {
        if let Self::Object(members) | Self::Map(members) = self.concrete() {
            members.get(name)
        } else {
            None
        }
    }

    /// Returns the value at the path, or `None` if the path leads through a value that is null, unknown, a set, or
    /// absent.
    pub fn at(&self, path: &Path) -> Option<&Self> {
        path.steps().iter().try_fold(self, |value, step| value.step(step))
    }

    /// Returns the paths of all unknown parts, in order. An unknown part within a set is reported at the set, once
    /// (conformance rule W17).
    pub fn unknown_paths(&self) -> Vec<Path> {
        let mut found = Vec::new();
        self.collect_unknown(&Path::root(), &mut found);
        found
    }

    /// True where Terraform treats the two values as equal. Sets compare without regard to order and duplicates,
    /// numbers by value, and unknown values without regard to refinements (conformance rule P5).
    pub fn equals(&self, other: &Self) -> bool {
        self == other || self.canonical_text() == other.canonical_text()
    }

    /// Returns a set of the elements without duplicates of known ones (conformance rule W12). All unknown elements are
    /// kept, because they can become different values.
    pub fn set(elements: impl IntoIterator<Item = Self>) -> Self {
        let mut elements: Vec<Self> = elements.into_iter().collect();
        if elements.len() > 1 {
            let mut seen = HashSet::new();
            elements.retain(|element| !element.is_wholly_known() || seen.insert(element.canonical_text()));
        }
        Self::Set(elements)
    }

    /// Returns the texts with which a message can show the value or a part of it. A text that contains another is
    /// first.
    pub(crate) fn texts(&self) -> Vec<String> {
        let mut texts: Vec<_> = match self {
            Self::String(text) => vec![text.clone(), text.escape_debug().to_string()],
            Self::Number(number) => vec![number.to_string()],
            Self::Map(members) => members
                .keys()
                .cloned()
                .chain(self.parts().flat_map(Self::texts))
                .collect(),
            _ => self.parts().flat_map(Self::texts).collect(),
        };
        texts.retain(|text| !text.is_empty());
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        texts
    }

    fn step(&self, step: &Step) -> Option<&Self> {
        match (step, self.concrete()) {
            (Step::Attribute(name), Self::Object(attributes)) => attributes.get(name),
            (Step::Key(key), Self::Map(elements)) => elements.get(key),
            (Step::Index(index), Self::List(elements) | Self::Tuple(elements)) => {
                elements.get(usize::try_from(*index).ok()?)
            }
            _ => None,
        }
    }

    fn collect_unknown(&self, here: &Path, found: &mut Vec<Path>) {
        match self.concrete() {
            Self::Unknown(_) => found.push(here.clone()),
            Self::Set(_) if !self.is_wholly_known() => found.push(here.clone()),
            Self::List(elements) | Self::Tuple(elements) => {
                for (index, element) in (0..).zip(elements) {
                    element.collect_unknown(&here.child(Step::Index(index)), found);
                }
            }
            Self::Map(elements) => {
                for (key, element) in elements {
                    element.collect_unknown(&here.child(Step::Key(key.clone())), found);
                }
            }
            Self::Object(attributes) => {
                for (name, attribute) in attributes {
                    attribute.collect_unknown(&here.child_attribute(name), found);
                }
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) | Self::Set(_) | Self::Dynamic(..) => {}
        }
    }

    /// Returns the direct parts of a value.
    fn parts(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match self {
            Self::List(elements) | Self::Set(elements) | Self::Tuple(elements) => Box::new(elements.iter()),
            Self::Map(members) | Self::Object(members) => Box::new(members.values()),
            Self::Dynamic(_, value) => Box::new(std::iter::once(&**value)),
            Self::Null | Self::Unknown(_) | Self::Bool(_) | Self::Number(_) | Self::String(_) => {
                Box::new(std::iter::empty())
            }
        }
    }
}

impl Value {
    /// Returns a text that is the same for two values exactly if Terraform treats them as equal.
    ///
    /// Sets are sorted and compared by this text, so that the elements of a large set are not compared in pairs.
    fn canonical_text(&self) -> String {
        let mut text = String::new();
        self.write_canonical(&mut text);
        text
    }

    /// Writes the canonical text. Each value is a bare word or is in quotes or brackets, so the text is unambiguous.
    fn write_canonical(&self, text: &mut String) {
        match self {
            Self::Null | Self::Unknown(_) => text.push_str(self.kind()),
            Self::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
            Self::Number(number) => text.push_str(&number.to_string()),
            Self::String(string) => text.push_str(&format!("{string:?}")),
            Self::List(elements) | Self::Tuple(elements) => {
                self.write_bracketed(text, |text, element: &Self| element.write_canonical(text), elements);
            }
            Self::Set(elements) => {
                self.write_bracketed(
                    text,
                    |text, element: String| text.push_str(&element),
                    distinct(elements),
                );
            }
            Self::Map(members) | Self::Object(members) => self.write_bracketed(text, write_member, members),
            Self::Dynamic(ty, value) => {
                text.push_str(&String::from_utf8_lossy(&ty.to_json()));
                value.write_canonical(text);
            }
        }
    }

    fn write_bracketed<T>(
        &self,
        text: &mut String,
        write: impl Fn(&mut String, T),
        parts: impl IntoIterator<Item = T>,
    ) {
        text.push_str(self.kind());
        text.push('[');
        for part in parts {
            write(text, part);
            text.push(',');
        }
        text.push(']');
    }
}

fn write_member(text: &mut String, (name, value): (&String, &Value)) {
    text.push_str(&format!("{name:?}:"));
    value.write_canonical(text);
}

/// Returns the elements of a set as sorted canonical texts, without duplicates of known ones.
fn distinct(elements: &[Value]) -> Vec<String> {
    let (known, unknown): (Vec<_>, Vec<_>) = elements.iter().partition(|element| element.is_wholly_known());
    let known: BTreeSet<_> = known.into_iter().map(Value::canonical_text).collect();
    let mut unknown: Vec<_> = unknown.into_iter().map(Value::canonical_text).collect();
    unknown.sort();
    known.into_iter().chain(unknown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Value {
        Value::Number(text.parse().unwrap())
    }

    fn refined() -> Value {
        Value::Unknown(Some(Box::new(Refinement {
            is_null: Some(false),
            ..Refinement::default()
        })))
    }

    #[test]
    fn sets_are_equal_in_any_order_and_with_duplicates() {
        let once = Value::Set(vec![Value::string("a"), Value::string("b")]);
        let twice = Value::Set(vec![Value::string("b"), Value::string("a"), Value::string("b")]);
        let other = Value::Set(vec![Value::string("a"), Value::string("c")]);

        assert!(once.equals(&twice));
        assert!(!once.equals(&other));
        assert!(
            !Value::List(vec![Value::string("a"), Value::string("b")])
                .equals(&Value::List(vec![Value::string("b"), Value::string("a")]))
        );
    }

    #[test]
    fn a_set_keeps_each_known_element_once_and_every_unknown_one() {
        let elements = [
            number("1"),
            number("1.0"),
            Value::unknown(),
            Value::unknown(),
            number("2"),
        ];

        let set = Value::set(elements);

        assert_eq!(
            set,
            Value::Set(vec![number("1"), Value::unknown(), Value::unknown(), number("2")])
        );
    }

    /// Holds P5.
    #[test]
    fn equality_ignores_refinements_and_keeps_the_three_states_apart() {
        assert!(refined().equals(&Value::unknown()));
        assert_ne!(refined(), Value::unknown());
        assert!(!Value::Null.equals(&Value::unknown()));
        assert!(!Value::string("").equals(&Value::Null));
        assert!(!Value::List(vec![]).equals(&Value::Null));
    }

    #[test]
    fn values_of_different_kinds_are_never_equal() {
        let elements = || vec![Value::string("a")];
        let members = || BTreeMap::from([("a".to_owned(), Value::Null)]);

        assert!(!Value::List(elements()).equals(&Value::Tuple(elements())));
        assert!(!Value::List(elements()).equals(&Value::Set(elements())));
        assert!(!Value::Map(members()).equals(&Value::Object(members())));
        assert!(!number("1").equals(&Value::string("1")));
        assert!(!Value::Bool(true).equals(&Value::Bool(false)));
    }

    #[test]
    fn a_string_cannot_imitate_the_shape_of_another_value() {
        let one = Value::List(vec![Value::string("a\", \"b")]);
        let two = Value::List(vec![Value::string("a"), Value::string("b")]);

        assert!(!one.equals(&two));

        let typed = |ty| Value::Dynamic(Box::new(ty), Box::new(Value::Null));
        let one = typed(Type::object([("a=string, b", Type::String)]));
        let two = typed(Type::object([("a", Type::String), ("b", Type::String)]));
        assert!(!one.equals(&two));
        assert!(!Value::string("null").equals(&Value::Null));
    }

    #[test]
    fn a_path_leads_to_parts_but_not_into_a_set() {
        let value = Value::object([
            (
                "tags",
                Value::Map(BTreeMap::from([("a".to_owned(), Value::string("x"))])),
            ),
            ("routes", Value::List(vec![Value::Bool(true)])),
            ("set", Value::Set(vec![Value::Bool(true)])),
        ]);

        assert_eq!(
            value.at(&Path::attribute("tags").child(Step::Key("a".into()))),
            Some(&Value::string("x"))
        );
        assert_eq!(
            value.at(&Path::attribute("routes").child(Step::Index(0))),
            Some(&Value::Bool(true))
        );
        assert_eq!(value.at(&Path::attribute("routes").child(Step::Index(-1))), None);
        assert_eq!(value.at(&Path::attribute("set").child(Step::Index(0))), None);
        assert_eq!(value.at(&Path::root()), Some(&value));
    }

    #[test]
    fn unknown_parts_are_named_by_path_and_a_set_only_once() {
        let value = Value::object([
            ("known", Value::Bool(true)),
            ("list", Value::List(vec![Value::Bool(true), refined()])),
            ("set", Value::Set(vec![Value::unknown(), Value::unknown()])),
            (
                "typed",
                Value::Dynamic(Box::new(Type::String), Box::new(Value::unknown())),
            ),
        ]);

        let paths: Vec<_> = value.unknown_paths().iter().map(Path::to_string).collect();

        assert_eq!(paths, ["list[1]", "set", "typed"]);
        assert!(!value.is_wholly_known());
    }
}
