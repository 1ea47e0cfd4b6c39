//! A function of the shop.

use framework::collection::List;
use framework::function::{Function, FunctionError};
use framework::{Attr, Model};

use crate::shop::Name;

/// The content of a label.
#[derive(Clone, Debug, Model)]
pub(crate) struct Lines {
    /// The owner of the label.
    #[attr(required)]
    name: Attr<String>,
    /// The lines of the label.
    #[attr(optional)]
    lines: Attr<List<String>>,
}

/// A function that writes labels.
pub(crate) struct Label;

impl Function for Label {
    type Arguments = Lines;
    type Return = Name;

    fn name(&self) -> &'static str {
        "label"
    }

    fn summary(&self) -> &'static str {
        "Writes a label"
    }

    fn description(&self) -> &'static str {
        "The text of the label on an item."
    }

    fn deprecation(&self) -> Option<&'static str> {
        Some("Use print.")
    }

    fn is_variadic(&self) -> bool {
        true
    }

    fn call(&self, arguments: Lines) -> Result<Attr<Name>, FunctionError> {
        let List(lines) = arguments.lines.into_known().unwrap_or_default();
        let refused = lines
            .iter()
            .position(|line| line.known().is_some_and(|line| line == "refused"));
        if let Some(index) = refused {
            return Err(FunctionError::new("Not this line.").at_element("lines", index));
        }
        let lines: Vec<_> = lines
            .iter()
            .map(|line| line.known().map_or("-", String::as_str))
            .collect();
        match arguments.name.known().map_or("", String::as_str) {
            "panic" => panic!("a bug"),
            "silent" => Err(FunctionError::new("")),
            "misfit" => Ok(Name("made to misfit".to_owned()).into()),
            name => Ok(Name(format!("{name}: {}", lines.join(", "))).into()),
        }
    }
}
