//! `ListResource`: the search for existing objects, sent one by one. This call ends when the client hangs up, because a
//! search changes nothing.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use proto::tfplugin5::list_resource::{Event, Request};
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Status;
use tonic::codegen::BoxStream;

use super::{crashed, diagnostic, dynamic_value, identity, unknown_type};
use crate::diagnostics::Diagnostics;
use crate::erased::{AnyListed, AnyResource, ListRequest, Listed};
use crate::server::Server;

pub(super) fn list_resource(server: Arc<Server>, request: Request) -> BoxStream<Event> {
    // The channel holds one finding, so a search is never far ahead of its client.
    let (sender, events) = mpsc::channel(1);
    let search = (Arc::clone(&server), request.clone());
    tokio::spawn(async move {
        let (server, request) = search;
        let ended = AssertUnwindSafe(search_for(&server, &request, sender.clone())).catch_unwind();
        if let Err(told) = ended.await.unwrap_or_else(|_| Err(crashed::<Event>().into())) {
            // The receiver may be closed already, and then the diagnostics are not needed.
            let _ = sender.send(Listed::only_diagnostics(told)).await;
        }
    });
    let to_wire = move |listed| Ok::<_, Status>(to_wire(server.resource(&request.type_name), listed));
    Box::pin(ReceiverStream::new(events).map(to_wire))
}

async fn search_for(server: &Server, request: &Request, events: mpsc::Sender<Listed>) -> Result<(), Diagnostics> {
    let listed = server
        .resource(&request.type_name)
        .and_then(|resource| resource.listed())
        .ok_or_else(|| unknown_type("list resource", &request.type_name))?;
    let request = read(server, listed, request)?;
    listed.list(request, events).await;
    Ok(())
}

fn read(server: &Server, listed: &dyn AnyListed, request: &Request) -> Result<ListRequest, Diagnostics> {
    Ok(ListRequest {
        config: dynamic_value::from_wire(request.config.as_ref(), listed.schema().terraform_type())?,
        wants_objects: request.include_resource_object,
        limit: u64::try_from(request.limit).ok().filter(|limit| *limit > 0),
        context: server.context(),
    })
}

/// Returns an event with an identity, or with only diagnostics (conformance rule L1).
fn to_wire(resource: Option<&dyn AnyResource>, listed: Listed) -> Event {
    let mut diagnostics = listed.diagnostics;
    let object = resource.zip(listed.object).map(|(resource, object)| {
        dynamic_value::to_wire(&object, resource.schema().terraform_type())
            .map_err(|author_error| diagnostics.push(author_error))
            .ok()
    });
    Event {
        identity: resource.and_then(|resource| identity::to_wire(&listed.identity, resource)),
        display_name: listed.display_name,
        resource_object: object.flatten(),
        diagnostic: diagnostic::to_wire(diagnostics),
    }
}
