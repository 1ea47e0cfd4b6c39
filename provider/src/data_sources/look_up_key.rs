//! The key of a look-up: exactly one of two attributes.

use framework::path::Path;
use framework::{Attr, Diagnostics};

use crate::attributes::broken_rule;
use crate::domain::{Problem, Rule};

/// The presence of an attribute in a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// The attribute has a value.
    Given,
    /// The attribute is null.
    LeftOut,
    /// The attribute is known only after apply, or has already been refused.
    Undecided,
}

impl<T> From<&Attr<T>> for Presence {
    fn from(value: &Attr<T>) -> Self {
        match value {
            Attr::Known(_) => Self::Given,
            Attr::Null => Self::LeftOut,
            Attr::Unknown => Self::Undecided,
        }
    }
}

/// Reports a look-up with both keys or with none. An undecided attribute may still become null, so it is checked once it is
/// decided.
pub(super) fn named_once(first: (&'static str, Presence), second: (&'static str, Presence)) -> Diagnostics {
    let ((first, first_is), (second, second_is)) = (first, second);
    let (attribute, summary, detail) = match (first_is, second_is) {
        (Presence::Given, Presence::Given) => (
            second,
            format!("{first} and {second} are both set"),
            format!("They could identify two different objects. Remove {first} or {second}."),
        ),
        (Presence::LeftOut, Presence::LeftOut) => (
            first,
            format!("Neither {first} nor {second} is set"),
            format!("Set {first} or {second} to select the object."),
        ),
        _ => return Diagnostics::new(),
    };
    let problem = Problem::new(Rule::LOOK_UP, summary, detail);
    broken_rule(&problem).at(Path::attribute(attribute)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_named_in_exactly_one_way_as_far_as_that_is_decided() {
        use Presence::{Given, LeftOut, Undecided};
        let table = [
            (Given, LeftOut, None),
            (LeftOut, Given, None),
            (Given, Undecided, None),
            (Undecided, LeftOut, None),
            (Undecided, Undecided, None),
            (
                Given,
                Given,
                Some(("unique_name", "sid and unique_name are both set [TWX108]")),
            ),
            (
                LeftOut,
                LeftOut,
                Some(("sid", "Neither sid nor unique_name is set [TWX108]")),
            ),
        ];
        for (sid, unique_name, expected) in table {
            let diagnostics = named_once(("sid", sid), ("unique_name", unique_name));
            let found: Vec<_> = diagnostics
                .iter()
                .map(|found| (found.path.clone(), found.summary.as_str()))
                .collect();
            let expected: Vec<_> = expected
                .map(|(attribute, summary)| (Path::attribute(attribute), summary))
                .into_iter()
                .collect();
            assert_eq!(found, expected, "{sid:?}, {unique_name:?}");
        }
    }
}
