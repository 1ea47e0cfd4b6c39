//! The log of requests.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::control::Controls;
use crate::fault;
use crate::request_log::LoggedRequest;

/// Lists the requests to the contract's paths in order of arrival.
#[utoipa::path(
    get, path = "/_mock/requests", operation_id = "mock_list_requests", tag = "Mock controls", params(Filter, Window),
    responses((status = 200, body = RequestList, description = "the current state"))
)]
pub(crate) async fn list(
    State(controls): State<Controls>,
    Query(filter): Query<Filter>,
    Query(window): Query<Window>,
) -> Json<RequestList> {
    let inner = controls.host.lock();
    let matching = filter.of(inner.log.entries());
    Json(RequestList {
        count: matching.len(),
        dropped: inner.log.dropped(),
        requests: window.of(matching),
    })
}

/// Counts the requests to the contract's paths.
#[utoipa::path(
    get, path = "/_mock/requests/count", operation_id = "mock_count_requests", tag = "Mock controls", params(Filter),
    responses((status = 200, body = RequestCount, description = "the current state"))
)]
pub(crate) async fn count(State(controls): State<Controls>, Query(filter): Query<Filter>) -> Json<RequestCount> {
    let inner = controls.host.lock();
    Json(RequestCount {
        count: filter.of(inner.log.entries()).len(),
        dropped: inner.log.dropped(),
    })
}

/// Clears the request log.
#[utoipa::path(delete, path = "/_mock/requests", operation_id = "mock_clear_requests", tag = "Mock controls", responses((status = 204, description = "the request succeeded")))]
pub(crate) async fn clear(State(controls): State<Controls>) -> StatusCode {
    controls.host.lock().log.clear();
    StatusCode::NO_CONTENT
}

/// A filter for requests. Without fields, the filter matches all requests.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// The HTTP method in uppercase.
    method: Option<String>,
    /// The path without its query string, as in a fault: `*` matches one segment, a last `**` the rest.
    path: Option<String>,
    /// The HTTP status of the response.
    status: Option<u16>,
}

impl Filter {
    fn of<'log>(&self, entries: &'log [LoggedRequest]) -> Vec<&'log LoggedRequest> {
        let is_meant = |entry: &&LoggedRequest| {
            let (path, _) = entry.path.split_once('?').unwrap_or((&entry.path, ""));
            self.method.as_ref().is_none_or(|method| entry.method == *method)
                && self.path.as_deref().is_none_or(|pattern| fault::is_path(pattern, path))
                && self.status.is_none_or(|status| entry.status == Some(status))
        };
        entries.iter().filter(is_meant).collect()
    }
}

/// A part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Window {
    /// The number of matching requests to skip.
    offset: usize,
    /// The maximum number of requests in the response.
    limit: usize,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            offset: 0,
            limit: usize::MAX,
        }
    }
}

impl Window {
    fn of(&self, all: Vec<&LoggedRequest>) -> Vec<LoggedRequest> {
        all.into_iter().skip(self.offset).take(self.limit).cloned().collect()
    }
}

/// The requests of the contract.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RequestList {
    pub(crate) requests: Vec<LoggedRequest>,
    /// The total number of matching requests.
    pub(crate) count: usize,
    /// The number of the oldest requests that were removed because the log contains at most 10,000 requests.
    pub(crate) dropped: usize,
}

/// The number of requests.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RequestCount {
    pub(crate) count: usize,
    /// The number of the oldest requests that were removed because the log contains at most 10,000 requests.
    pub(crate) dropped: usize,
}
