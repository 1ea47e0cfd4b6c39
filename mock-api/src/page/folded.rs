//! A form behind a first click that only opens it.

use maud::{Markup, html};

use crate::page::clock::back;
use crate::page::place::Place;

/// A form that is used rarely.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded<'a> {
    /// The line that opens it.
    pub(super) summary: &'a str,
    /// The path that takes it.
    pub(super) action: &'a str,
    /// The name of its button.
    pub(super) button: &'a str,
}

impl Folded<'_> {
    /// The form with its fields.
    pub(super) fn around(&self, fields: &Markup, place: &Place) -> Markup {
        html! {
            details {
                summary { (self.summary) }
                form.stacked method="post" action=(self.action) {
                    (back(place))
                    (fields)
                    button { (self.button) }
                }
            }
        }
    }
}

/// A button that needs no field.
pub(super) fn button(action: &str, label: &str, place: &Place) -> Markup {
    html! {
        form method="post" action=(action) {
            (back(place))
            button { (label) }
        }
    }
}
