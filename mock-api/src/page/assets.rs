//! The style sheet and the script, as files of their own.

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

/// The path of the style sheet.
pub(super) const STYLE: &str = "/_mock/page/style.css";
/// The path of the script.
pub(super) const SCRIPT: &str = "/_mock/page/refresh.js";

/// Serves the style sheet.
pub(super) async fn style() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("assets/style.css"),
    )
}

/// Serves the script.
pub(super) async fn script() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/javascript; charset=utf-8")],
        include_str!("assets/refresh.js"),
    )
}
