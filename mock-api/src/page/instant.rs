//! Instants on the page.

use jiff::Timestamp;
use maud::{Markup, html};

/// An instant, to the second, in UTC.
pub(super) fn shown(at: Timestamp) -> Markup {
    html! { time datetime=(at) { (at.strftime("%Y-%m-%d %H:%M:%S")) " UTC" } }
}
