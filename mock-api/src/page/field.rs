//! A field of a form, with its label.

use maud::{Markup, Render, html};

/// A field that takes a text, a day, or an instant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    is_required: bool,
}

impl Field {
    /// A field for a text.
    pub(super) const fn text(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            kind: "text",
            is_required: false,
        }
    }

    /// A field for a day.
    pub(super) const fn day(name: &'static str, label: &'static str) -> Self {
        Self {
            kind: "date",
            ..Self::text(name, label)
        }
    }

    /// A field for a date and a time.
    pub(super) const fn instant(name: &'static str, label: &'static str) -> Self {
        Self {
            kind: "datetime-local",
            ..Self::text(name, label)
        }
    }

    /// The same field, which a browser requires before it sends the form.
    pub(super) const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        html! {
            label { (self.label)
                input type=(self.kind) name=(self.name) required[self.is_required] maxlength=[self.longest()] autocomplete="off";
            }
        }
    }
}

impl Field {
    fn longest(self) -> Option<u32> {
        (self.kind == "text").then_some(128)
    }
}
