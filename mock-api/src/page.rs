//! The page at `/_mock/`: the controls of the mock in a browser.
//!
//! A form sends the values of a control, so the page has no rules of its own. The page works without a script. An action is a
//! `POST` with the answer 303, back to the page of the form. The answer to a refused action is that page with the reason.

mod assets;
mod awaited;
mod change;
mod circuit;
mod circuit_action;
mod circuit_form;
mod circuits;
mod clock;
mod completion_form;
mod decline;
mod faults;
mod field;
mod folded;
mod form;
mod health;
mod hold;
mod instant;
mod layout;
mod letter_form;
mod maintenance;
mod notice;
mod pager;
mod place;
mod removal;
mod requests;
mod session;
mod session_action;
mod sessions;
mod status;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use service::refusal::Refusal;

use crate::control::Controls;
use crate::control::access::{self, Access};
use crate::page::layout::Frame;
use crate::page::notice::{Message, Notice};
use crate::page::place::{Place, View};

/// The paths of the page, in full.
pub(crate) fn router(controls: Controls) -> Router {
    let access = Access::new(controls.settings.control_token.as_ref());
    Router::new()
        .route("/_mock", get(|| async { Redirect::permanent(place::CIRCUITS) }))
        .route(place::CIRCUITS, get(show))
        .route("/_mock/page/cross-connects/{sid}", get(show))
        .route("/_mock/page/cross-connects/{sid}/letter.pdf", get(circuit::letter))
        .route("/_mock/page/cross-connects/{sid}/change", post(circuit_form::change))
        .route("/_mock/page/cross-connects/{sid}/delete", post(circuit_form::delete))
        .route("/_mock/page/cross-connects/{sid}/{action}", post(circuit_action::act))
        .route("/_mock/page/bgp-sessions/{sid}/{action}", post(session_action::act))
        .route(place::SESSIONS, get(show))
        .route(place::REQUESTS, get(show))
        .route(place::FAULTS, get(show).post(faults::add))
        .route("/_mock/page/faults/clear", post(faults::clear))
        .route("/_mock/page/clock", post(clock::advance))
        .route(assets::STYLE, get(assets::style))
        .route(assets::SCRIPT, get(assets::script))
        .with_state(controls)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::map_response(with_security_headers))
        .layer(middleware::from_fn_with_state(access, access::check))
}

/// The largest form, in bytes.
const LARGEST_FORM: usize = 64 * 1024;

/// The policy for browsers: only content of this server, and no frames.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

async fn with_security_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Another policy removes the origin from the request of a form, and the request is then refused.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Shows a page.
async fn show(State(controls): State<Controls>, uri: Uri) -> Response {
    let Some(place) = Place::read(uri.path(), uri.query().unwrap_or_default()) else {
        let message = Message::Problem("This page does not exist.".to_owned());
        return with_status(
            StatusCode::NOT_FOUND,
            render(&controls, &Place::of(View::Circuits), Some(message)).await,
        );
    };
    let message = place.query.get("notice").and_then(Notice::named).map(Message::Done);
    render(&controls, &place, message).await
}

/// Answers an action: a redirect to its page, or that page with the reason of the refusal.
async fn answer(controls: &Controls, place: Place, done: Result<Notice, Refusal>) -> Response {
    match done {
        Ok(notice) => Redirect::to(&place.with(notice).path()).into_response(),
        Err(refusal) => {
            let message = Message::refused(&refusal);
            with_status(
                refusal.into_response().status(),
                render(controls, &place, Some(message)).await,
            )
        }
    }
}

fn with_status(status: StatusCode, mut response: Response) -> Response {
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// The content of a page, between its head and its foot.
struct Content {
    title: String,
    body: Markup,
}

/// A complete page, with a message above its content.
async fn render(controls: &Controls, place: &Place, message: Option<Message>) -> Response {
    let (status, content) = match content(controls, place).await {
        Ok(content) => (StatusCode::OK, content),
        Err(refusal) => (refusal.clone().into_response().status(), layout::refused(&refusal)),
    };
    let clock = match clock::Strip::read(controls).await {
        Ok(clock) => clock,
        Err(refusal) => return refusal.into_response(),
    };
    let frame = Frame { place, message, clock };
    let html = Html(frame.around(&content).into_string());
    (status, html).into_response()
}

async fn content(controls: &Controls, place: &Place) -> Result<Content, Refusal> {
    match &place.view {
        View::Circuits => circuits::content(controls, place).await,
        View::Circuit(sid) => circuit::content(controls, place, sid).await,
        View::Sessions => sessions::content(controls, place).await,
        View::Requests => Ok(requests::content(controls, place)),
        View::Faults => Ok(faults::content(controls, place)),
    }
}
