//! The adapter from a search's Rust types to values, with the end of the search.

use std::panic::AssertUnwindSafe;

use async_trait::async_trait;
use futures_util::FutureExt;
use tokio::sync::mpsc::Sender;

use super::managed::Managed;
use super::{AnyListed, AnyResource, ListRequest, Listed, with_reason};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::listing::{ListSink, ListSpec};
use crate::resource::{List, Resource};
use crate::schema::Schema;
use crate::value::Value;

#[async_trait]
impl<R: Resource> AnyListed for Managed<R> {
    fn schema(&self) -> &Schema {
        // Only reached through `AnyResource::listed`, which returns `Some` only if there is a search.
        self.list.as_ref().unwrap_or(&self.schema)
    }

    fn validate(&self, config: &Value) -> Diagnostics {
        let author = self.resource.lists();
        author.map_or_else(Diagnostics::new, |author| author.validate(config))
    }

    async fn list(&self, request: ListRequest, events: Sender<Listed>) {
        let end = match self.searched(request, &events).await {
            Some(Ok(warnings)) => warnings,
            Some(Err(errors)) => with_reason(errors),
            None => return,
        };
        if !end.is_empty() {
            // The receiver may be closed already, and then the diagnostics are not needed.
            let _ = events.send(Listed::only_diagnostics(end)).await;
        }
    }
}

impl<R: Resource> Managed<R> {
    /// Runs the search and returns its final diagnostics; `None` if the receiver is closed.
    async fn searched(
        &self,
        request: ListRequest,
        events: &Sender<Listed>,
    ) -> Option<Result<Diagnostics, Diagnostics>> {
        let (author, identity) = (self.resource.lists()?, self.identity.as_ref()?);
        if !request.config.is_wholly_known() {
            return Some(Err(undecided(self.type_name()).into()));
        }
        let spec = ListSpec {
            type_name: self.type_name(),
            identity: identity.clone(),
            object: self.schema.clone(),
            wants_objects: request.wants_objects,
            limit: request.limit,
        };
        let sink = ListSink::new(events.clone(), spec);
        let request = List {
            config: request.config,
            limit: request.limit,
            context: request.context,
        };
        let search = AssertUnwindSafe(author.list(request, sink.clone())).catch_unwind();
        tokio::select! {
            biased;
            ended = search => Some(ended.unwrap_or_else(|_| Err(crashed().into()))),
            () = sink.closed() => None,
        }
    }
}

fn undecided(type_name: &str) -> Diagnostic {
    Diagnostic::error(
        "Unknown value in the search configuration",
        format!("The search for {type_name} requires known values. Use only known values in its configuration."),
    )
}

fn crashed() -> Diagnostic {
    Diagnostic::error(
        "The provider crashed during this search",
        "The list is incomplete, because it contains only the objects found before the crash. Nothing was changed. This is a bug in the \
         provider. Report the crash with the lines that start with \"panic:\" in the log (TF_LOG=error).",
    )
}
