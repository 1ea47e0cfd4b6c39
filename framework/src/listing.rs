//! The path of a finding to the client.
//!
//! Each finding is complete and conforming. At most the requested number is sent, and none after the client stops
//! reading (conformance rule L1).

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc::Sender;
use tokio_util::sync::CancellationToken;

use crate::coercion;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::erased::{Listed, is_whole};
use crate::schema::Schema;
use crate::value::Value;

/// The sink through which an author's findings leave the framework. Clones share one sink.
#[derive(Clone)]
pub struct ListSink(Arc<State>);

struct State {
    events: Sender<Listed>,
    spec: ListSpec,
    sent: AtomicU64,
    overrun: CancellationToken,
}

/// The required content of each finding, and the number of findings.
pub(crate) struct ListSpec {
    pub(crate) type_name: &'static str,
    pub(crate) identity: Schema,
    pub(crate) object: Schema,
    pub(crate) wants_objects: bool,
    pub(crate) limit: Option<u64>,
}

/// A finding as returned by its author's types.
#[derive(Clone, Debug)]
pub(crate) struct UncheckedFinding {
    pub(crate) identity: Value,
    pub(crate) display_name: String,
    pub(crate) object: Option<Value>,
}

impl ListSink {
    pub(crate) fn new(events: Sender<Listed>, spec: ListSpec) -> Self {
        Self(Arc::new(State {
            events,
            spec,
            sent: AtomicU64::new(0),
            overrun: CancellationToken::new(),
        }))
    }

    pub(crate) fn wants_objects(&self) -> bool {
        self.0.spec.wants_objects
    }

    /// Sends a finding. A call after the last requested finding never returns: the task that waits on
    /// [`ListSink::closed`] then drops the search.
    pub(crate) async fn send(&self, unchecked: UncheckedFinding) -> ControlFlow<()> {
        let state = &self.0;
        if state.sent.load(Ordering::Relaxed) >= state.spec.most() {
            state.overrun.cancel();
            return std::future::pending().await;
        }
        let finding = state.spec.checked(unchecked);
        if !finding.identity.is_null() {
            state.sent.fetch_add(1, Ordering::Relaxed);
        }
        let is_heard = state.events.send(finding).await.is_ok();
        if is_heard && state.sent.load(Ordering::Relaxed) < state.spec.most() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    /// Waits until no more findings are requested.
    pub(crate) async fn closed(&self) {
        tokio::select! {
            () = self.0.events.closed() => {}
            () = self.0.overrun.cancelled() => {}
        }
    }
}

impl ListSpec {
    fn most(&self) -> u64 {
        self.limit.unwrap_or(u64::MAX)
    }

    /// Returns a finding in a form that core accepts. Without an identity, only a warning is returned
    /// (conformance rule L1).
    fn checked(&self, unchecked: UncheckedFinding) -> Listed {
        let UncheckedFinding {
            identity,
            display_name,
            object,
        } = unchecked;
        if !is_whole(&self.identity, &identity) {
            return Listed::only_diagnostics(nameless(self.type_name, &display_name).into());
        }
        let mut diagnostics = Diagnostics::new();
        let object = match object {
            Some(object) if self.wants_objects => Some(self.checked_object(object, &mut diagnostics)),
            None if self.wants_objects => {
                diagnostics.push(objectless(self.type_name, &display_name));
                None
            }
            _ => None,
        };
        Listed {
            identity,
            display_name,
            object,
            diagnostics,
        }
    }

    fn checked_object(&self, object: Value, diagnostics: &mut Diagnostics) -> Value {
        let object = coercion::to_type(object, self.object.terraform_type(), &Value::Null, diagnostics);
        coercion::savable_state(self.object.block(), object, diagnostics)
    }
}

fn nameless(type_name: &str, display_name: &str) -> Diagnostic {
    Diagnostic::warning(
        "Missing identity in a search result",
        format!(
            "The provider found a {type_name} named \"{display_name}\", but returned no identity, or an incomplete \
             one. The list does not contain this object. This is a bug in the provider."
        ),
    )
}

fn objectless(type_name: &str, display_name: &str) -> Diagnostic {
    Diagnostic::warning(
        "Missing object in a search result",
        format!(
            "The provider returned only the name of the {type_name} \"{display_name}\", although Terraform requested \
             the object itself. This is a bug in the provider."
        ),
    )
}
