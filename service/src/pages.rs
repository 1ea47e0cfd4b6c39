//! Pages without credentials: the description of the contract, and the meaning of each code.

use axum::Router;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::code::Code;
use crate::openapi;
use crate::refusal::Refusal;
use crate::routes;

/// Every page.
pub fn router() -> Router {
    Router::new()
        .route("/v1/openapi.json", get(openapi::serve))
        .route("/v1/errors/{code}", get(meaning))
        .method_not_allowed_fallback(routes::wrong_method)
}

/// The meaning of a code in this contract, as text.
async fn meaning(Path(number): Path<String>) -> Response {
    let code = number.parse().ok().and_then(Code::numbered);
    let Some(code) = code else {
        return Refusal::new(
            Code::NotFound,
            format!("Interconnect v1 does not have a code '{number}'"),
        )
        .into_response();
    };
    let source = if code.is_of_this_contract() {
        "Interconnect v1 defines this meaning".to_owned()
    } else {
        format!("Twilio defines the code and its meaning: https://www.twilio.com/docs/errors/{number}")
    };
    let text = format!(
        "{number}: {}\n\nHTTP status {}. {source}. Interconnect v1 is not a Twilio API.\n",
        code.meaning(),
        code.status(),
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
