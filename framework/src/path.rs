//! Paths: the steps from the root of a value to an attribute or an element.
//!
//! The protobuf form is in `rpc`. An element of a set has no address, so a path stops at the set
//! (conformance rule W17).

use std::fmt;

/// One step into a value (conformance rule W17).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// An attribute or a nested block of an object.
    Attribute(String),
    /// An element of a map.
    Key(String),
    /// An element of a list or a tuple, counted from 0.
    Index(i64),
}

/// The steps from the root of a value. A path without steps is the value itself.
///
/// `Display` writes a path as in Terraform's language: `completion[0].reference`, `tags["a"]`. The root is empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path(Vec<Step>);

impl Path {
    /// Returns the path of the whole value.
    pub fn root() -> Self {
        Self::default()
    }

    /// Returns the path of an attribute of the root.
    pub fn attribute(name: impl Into<String>) -> Self {
        Self::root().child(Step::Attribute(name.into()))
    }

    /// Returns the path with one more step.
    #[must_use]
    pub fn child(&self, step: Step) -> Self {
        self.0.iter().cloned().chain([step]).collect()
    }

    /// Returns the path of an attribute of the object at this path.
    #[must_use]
    pub fn child_attribute(&self, name: impl Into<String>) -> Self {
        self.child(Step::Attribute(name.into()))
    }

    /// Returns the path with a step in front.
    #[must_use]
    pub fn beneath(mut self, step: Step) -> Self {
        self.0.insert(0, step);
        self
    }

    /// Returns the path without its last step, or `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.split_last().map(|(_, steps)| Self(steps.to_vec()))
    }

    /// Returns the steps, from the root on.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// True where this is the path of the whole value.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<Step>> for Path {
    fn from(steps: Vec<Step>) -> Self {
        Self(steps)
    }
}

impl FromIterator<Step> for Path {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        Self(steps.into_iter().collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Attribute(name) if place == 0 => formatter.write_str(name)?,
                Step::Attribute(name) => write!(formatter, ".{name}")?,
                Step::Key(key) => write!(formatter, "[{key:?}]")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_in_terraforms_language() {
        let reference = Path::attribute("completion")
            .child(Step::Index(0))
            .child_attribute("reference");
        let tag = Path::attribute("tags").child(Step::Key("a \"b\"".into()));

        assert_eq!(reference.to_string(), "completion[0].reference");
        assert_eq!(tag.to_string(), r#"tags["a \"b\""]"#);
        assert_eq!(Path::root().to_string(), "");
    }

    #[test]
    fn a_parent_is_one_step_back_and_the_root_has_none() {
        let path = Path::attribute("routes").child(Step::Index(2));

        assert_eq!(path.parent(), Some(Path::attribute("routes")));
        assert_eq!(Path::root().parent(), None);
        assert_eq!(
            Path::root()
                .child(Step::Index(2))
                .beneath(Step::Attribute("routes".into())),
            path
        );
    }
}
