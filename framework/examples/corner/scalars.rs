//! `corner_scalars`: one attribute of every plain type and of every mark.

use framework::number::Number;
use framework::{Attr, Model};

use crate::kept::{Corner, decide};

/// Plain types and marks.
#[derive(Clone, Debug, Model)]
pub(crate) struct Scalars {
    /// Required.
    #[attr(required)]
    name: Attr<String>,
    /// Optional text.
    #[attr(optional)]
    text: Attr<String>,
    /// An optional truth value.
    #[attr(optional)]
    truth: Attr<bool>,
    /// An optional number of any size and precision.
    #[attr(optional)]
    number: Attr<Number>,
    /// An optional whole number.
    #[attr(optional)]
    whole: Attr<i64>,
    /// Forces replacement.
    #[attr(optional, replace)]
    place: Attr<String>,
    /// Text with a default.
    #[attr(default = "blue".to_owned())]
    colour: Attr<String>,
    /// A number with a default.
    #[attr(default = 3)]
    size: Attr<i64>,
    /// A truth value with a default.
    #[attr(default = false)]
    is_kept: Attr<bool>,
    /// Computed from the name if the user gives none.
    #[attr(optional, computed)]
    label: Attr<String>,
    /// Computed once, from the name.
    #[attr(computed, stable)]
    id: Attr<String>,
    /// The number of letters in the write-only key; it changes with each change of the key.
    #[attr(computed)]
    key_length: Attr<i64>,
    /// Hidden in plans.
    #[attr(optional, sensitive)]
    hidden: Attr<String>,
    /// Never stored.
    #[attr(optional, write_only, sensitive)]
    key_wo: Attr<String>,
    /// A version that changes with the key.
    #[attr(optional)]
    key_wo_version: Attr<i64>,
    /// Deprecated.
    #[attr(optional, deprecated = "Use text.")]
    old_text: Attr<String>,
}

impl Corner for Scalars {
    const TYPE_NAME: &'static str = "corner_scalars";

    fn decided(self, config: &Self) -> Self {
        let name = self.name.known().map_or("", String::as_str);
        let key = config.key_wo.known().map_or(0, String::len);
        Self {
            id: decide(self.id, format!("id-{name}")),
            label: decide(self.label, format!("label of {name}")),
            key_length: decide(self.key_length, i64::try_from(key).unwrap_or(i64::MAX)),
            ..self
        }
    }
}
