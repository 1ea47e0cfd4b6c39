//! The requests to the mock server, as lines.

use std::collections::{BTreeMap, BTreeSet};

use mock_api::LoggedRequest;

use crate::colleague::COLLEAGUE;

/// The user agent of the suite's own lookups, which are no part of an expectation.
pub(crate) const LOOK_UP: &str = "acceptance-tests";

/// The options for showing requests.
pub(crate) struct RequestFormat<'a> {
    /// The names of objects by SID for sorting by object. Requests of one object keep their order.
    pub(crate) sorted_by: Option<&'a BTreeMap<String, String>>,
    /// The count of equal neighbors.
    pub(crate) counting: Counting,
    /// True where the single read before a list is shown.
    pub(crate) first_reads: bool,
}

/// The form of the count of repeated requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counting {
    /// The exact number.
    Exact,
    /// A mark for more than one request.
    Repeated,
    /// No count: when a signal ends a wait, the count is random.
    None,
}

/// Returns the requests as lines, with equal neighbors combined.
pub(crate) fn lines(requests: &[LoggedRequest], format: &RequestFormat<'_>) -> Vec<String> {
    let mut requests: Vec<_> = requests
        .iter()
        .filter(|request| request.user_agent.as_deref() != Some(LOOK_UP))
        .collect();
    let mut listed = BTreeSet::new();
    if let Some(subjects) = format.sorted_by {
        listed = listed_collections(&requests);
        if !format.first_reads {
            leave_out_first_reads(&listed, &mut requests);
        }
        requests.sort_by_key(|request| match one_of(&listed, request) {
            Some(collection) => (collection.to_owned(), String::new(), String::new()),
            None => {
                let (collection, named) = subject(request, subjects);
                (collection, named, filters(request, subjects))
            }
        });
    }
    let line = |request| line(request, one_of(&listed, request));
    let shown = |(line, count)| match (count, format.counting) {
        (1, _) | (_, Counting::None) => line,
        (_, Counting::Exact) => format!("{line} ({count} times)"),
        (_, Counting::Repeated) => format!("{line} (repeatedly)"),
    };
    runs(requests.into_iter().map(line)).into_iter().map(shown).collect()
}

/// Returns the object of a request: the collection, and the name in it.
fn subject(request: &LoggedRequest, subjects: &BTreeMap<String, String>) -> (String, String) {
    let mut segments = segments(request);
    let collection = segments.next().unwrap_or_default().to_owned();
    let named = segments.next().and_then(|which| match collection.as_str() {
        // An edge id is the same in each run.
        "Exchanges" => Some(which.to_owned()),
        _ => subjects.get(which).cloned(),
    });
    let given = || {
        let parameter = request
            .parameters
            .iter()
            .find(|(name, _)| name == "UniqueName" || name == "CrossConnectSid");
        parameter.map(|(_, value)| subjects.get(value).unwrap_or(value))
    };
    (collection, named.or_else(|| given().cloned()).unwrap_or_default())
}

/// Returns the filters of a list, with names in place of SIDs.
fn filters(request: &LoggedRequest, subjects: &BTreeMap<String, String>) -> String {
    let (_, query) = request.path.split_once('?').unwrap_or_default();
    let mut filters = query.to_owned();
    for (sid, name) in subjects {
        filters = filters.replace(sid, name);
    }
    filters
}

/// Returns the collections that a run only reads and lists. It is random which single object the run reads before
/// it lists all.
fn listed_collections<'a>(requests: &[&'a LoggedRequest]) -> BTreeSet<&'a str> {
    let only_reads = requests.iter().all(|request| request.method == "GET");
    let lists = requests
        .iter()
        .filter(|request| only_reads && segments(request).count() == 1);
    lists.filter_map(|request| segments(request).next()).collect()
}

/// Returns the collection of a single read where its list is also requested.
fn one_of<'a>(listed: &BTreeSet<&'a str>, request: &LoggedRequest) -> Option<&'a str> {
    let mut segments = segments(request);
    let collection = segments.next().and_then(|collection| listed.get(collection))?;
    let is_object = segments.next().is_some() && segments.next().is_none();
    is_object.then_some(*collection)
}

/// Removes the first single read of each collection that is also listed. Further reads are kept, and so are reads of
/// exchanges, which no run reads before a list.
fn leave_out_first_reads(listed: &BTreeSet<&str>, requests: &mut Vec<&LoggedRequest>) {
    let mut read = BTreeSet::from(["Exchanges"]);
    requests.retain(|request| one_of(listed, request).is_none_or(|collection| !read.insert(collection)));
}

fn segments(request: &LoggedRequest) -> impl Iterator<Item = &str> {
    let (path, _) = request.path.split_once('?').unwrap_or((&request.path, ""));
    path.trim_start_matches("/v1/").split('/')
}

fn line(request: &LoggedRequest, one_of: Option<&str>) -> String {
    let mut line = String::new();
    if request.user_agent.as_deref() == Some(COLLEAGUE) {
        line += "(a colleague) ";
    }
    match one_of {
        Some(collection) => line += &format!("{} /v1/{collection}/<one of them>", request.method),
        None => line += &format!("{} {}", request.method, request.path),
    }
    if let Some(key) = &request.idempotency_key {
        line += &format!(" [idempotency key {key}]");
    }
    if let Some(revision) = &request.if_match {
        line += &format!(" [if match {revision}]");
    }
    for (name, value) in &request.parameters {
        line += &format!(" {name}={value:?}");
    }
    line + &ending(request)
}

fn ending(request: &LoggedRequest) -> String {
    let status = request
        .status
        .map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    let code = request.code.map(|code| format!(" {code}")).unwrap_or_default();
    let fault = request
        .fault
        .as_ref()
        .map(|fault| format!(" ({fault})"))
        .unwrap_or_default();
    format!(" -> {status}{code}{fault}")
}

fn runs(lines: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut runs: Vec<(String, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut().filter(|(last, _)| *last == line) {
            Some((_, count)) => *count += 1,
            None => runs.push((line, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_neighbours_are_counted() {
        let lines = ["a", "b", "b", "a"].map(str::to_owned);
        let counted = [("a", 1), ("b", 2), ("a", 1)].map(|(line, count)| (line.to_owned(), count));
        assert_eq!(runs(lines.into_iter()), counted);
    }
}
