//! The rules for the events of a list (L1).

use framework::types::Type;
use framework::value::Value;

use super::{Broken, shape};
use crate::schema::Block;

/// One event.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The identity of the object; `None` if the message has none.
    pub identity: Option<&'a Value>,
    /// The display name.
    pub display_name: &'a str,
    /// The object.
    pub object: Option<&'a Value>,
    /// The worst attached message, if any.
    pub diagnostics: Option<Gravity>,
}

/// The worst message of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Warnings only.
    Warning,
    /// An error, which ends the list.
    Error,
}

/// The request.
#[derive(Clone, Copy, Debug)]
pub struct ListRequest<'a> {
    /// The schema of the managed resource.
    pub block: &'a Block,
    /// The type of its identity.
    pub identity: &'a Type,
    /// True where the request includes the objects.
    pub include_object: bool,
    /// The most results, if there is a limit.
    pub limit: Option<usize>,
}

/// Returns the broken rules of all events together.
pub fn list(request: ListRequest<'_>, events: &[Listed<'_>]) -> Vec<Broken> {
    let mut found: Vec<_> = events.iter().flat_map(|event| one(request, event)).collect();
    let count = events.iter().filter(|event| event.identity.is_some()).count();
    if let Some(limit) = request.limit.filter(|limit| count > *limit) {
        found.push(Broken::whole(
            "L1",
            format!("{count} results, where at most {limit} were asked for"),
        ));
    }
    let ends = events
        .iter()
        .position(|event| event.diagnostics == Some(Gravity::Error));
    if ends.is_some_and(|place| place + 1 < events.len()) {
        found.push(Broken::whole("L1", "an error ends the list, but events follow it"));
    }
    found
}

fn one(request: ListRequest<'_>, event: &Listed<'_>) -> Vec<Broken> {
    let Some(identity) = event.identity.filter(|identity| !identity.is_null()) else {
        let is_message = event.diagnostics.is_some();
        let broken = (!is_message).then(|| Broken::whole("L1", "missing identity data in an event"));
        return broken.into_iter().collect();
    };
    let mut found = shape::fits("L1", identity, request.identity);
    found.extend(shape::wholly_known("L1", identity, "the identity is not wholly known"));
    if event.display_name.is_empty() {
        found.push(Broken::whole("L1", "the event has no name for a person"));
    }
    match event.object {
        Some(_) if !request.include_object => {
            found.push(Broken::whole("L1", "an object was returned that was not asked for"));
        }
        Some(object) => found.extend(listed_object(request.block, object)),
        None if request.include_object && event.diagnostics.is_none() => {
            found.push(Broken::whole("L1", "the object was asked for and not returned"));
        }
        None => {}
    }
    found
}

fn listed_object(block: &Block, object: &Value) -> Vec<Broken> {
    let mut found = shape::fits("L1", object, &block.terraform_type());
    if found.is_empty() {
        found.extend(shape::wholly_known("L1", object, "the object is not wholly known"));
        found.extend(shape::write_only_null("L1", block, object, "in a list"));
    }
    found
}
