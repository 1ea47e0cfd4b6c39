//! The removal of a circuit or of a session: its request and its decision.

use maud::{Markup, html};
use service::world::bgp_session::{BgpSession, BgpSessionStatus};
use service::world::cross_connect::CrossConnect;

use crate::page::circuit::row_of;
use crate::page::instant;

/// The card of a circuit's removal; empty without a request.
pub(super) fn card(cross_connect: &CrossConnect) -> Markup {
    let Some(deletion) = &cross_connect.deletion else {
        return html! {};
    };
    let decided = match deletion.decided_at {
        Some(at) => html! { (instant::shown(at)) "; the name is free" },
        None if cross_connect.can_be_kept() => html! { "not yet; the name is in use, and the removal can be declined" },
        None => html! { "not yet; the name is in use" },
    };
    html! {
        section.card aria-labelledby="removal" {
            h2 #removal { "Removal" }
            dl {
                (row_of("Requested", &instant::shown(deletion.requested_at)))
                (row_of("Decided", &decided))
            }
        }
    }
}

/// The removal of a session as a row; empty without a request.
pub(super) fn row_of_session(session: &BgpSession) -> Markup {
    html! {
        @if session.status == BgpSessionStatus::Deleting {
            (row_of("Removal", &html! { "requested " (instant::shown(session.status_since)) }))
        }
    }
}
