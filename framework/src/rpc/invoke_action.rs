//! `InvokeAction`: any number of progress events, then exactly one completion event, also after a panic
//! (conformance rule X1).

use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream;
use proto::tfplugin5::invoke_action::event::{Completed, Progress, Type};
use proto::tfplugin5::invoke_action::{Event, Request};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tonic::Status;
use tonic::codegen::BoxStream;

use super::{crashed, diagnostic, dynamic_value, unknown_type};
use crate::action::ProgressReport;
use crate::diagnostics::Diagnostics;
use crate::server::Server;

/// Starts the action, which continues when the client stops reading its events.
pub(super) fn invoke_action(server: Arc<Server>, request: Request) -> BoxStream<Event> {
    let (events, received) = unbounded_channel();
    let calls = server.calls().clone();
    tokio::spawn(async move {
        let progress = report_to(events.clone());
        let ended = calls
            .spawn(async move { invoke(&server, &request, progress).await })
            .await;
        // The stream may be closed already, which does not affect the action.
        let _ = events.send(completed(ended.unwrap_or_else(|_| crashed::<Event>().into())));
    });
    until_completed(received)
}

async fn invoke(server: &Server, request: &Request, progress: ProgressReport) -> Diagnostics {
    let Some(action) = server.action(&request.action_type) else {
        return unknown_type("action", &request.action_type).into();
    };
    match dynamic_value::from_wire(request.config.as_ref(), action.schema().terraform_type()) {
        Ok(config) => action.invoke(&config, progress, server.context()).await,
        Err(unreadable) => unreadable.into(),
    }
}

fn report_to(events: UnboundedSender<Type>) -> ProgressReport {
    ProgressReport::to(move |message| {
        let _ = events.send(Type::Progress(Progress { message }));
    })
}

fn completed(diagnostics: Diagnostics) -> Type {
    Type::Completed(Completed {
        diagnostics: diagnostic::to_wire(diagnostics),
    })
}

/// Returns the events up to the completion of the action. Later events, from a task that the author left running, are
/// dropped.
fn until_completed(received: UnboundedReceiver<Type>) -> BoxStream<Event> {
    let next = |received: Option<UnboundedReceiver<Type>>| async move {
        let mut received = received?;
        let event = received.recv().await?;
        let more = matches!(event, Type::Progress(_)).then_some(received);
        Some((Ok::<_, Status>(Event { r#type: Some(event) }), more))
    };
    stream::unfold(Some(received), next).boxed()
}
