//! Folded forms: a first click opens the form.

use maud::{Markup, html};

use crate::page::clock::back;
use crate::page::place::Place;

/// A folded form, for actions that are used rarely.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded<'a> {
    /// The line that opens it.
    pub(super) summary: &'a str,
    /// The path of its action.
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

/// A form with a button and without fields.
pub(super) fn button(action: &str, label: &str, place: &Place) -> Markup {
    html! {
        form method="post" action=(action) {
            (back(place))
            button { (label) }
        }
    }
}
