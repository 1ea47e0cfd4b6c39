//! `corner_trouble`: an object whose operations are slow, fail, or crash as configured.

use std::time::Duration;

use async_trait::async_trait;
use framework::private::Private;
use framework::resource::{
    Create, Deferral, Delete, Failure, Outcome, Plan, PlansChanges, Progress, Read, Resource, Saved, Update,
};
use framework::{Attr, Diagnostic, Diagnostics, Model};
use tokio_util::sync::CancellationToken;

/// An object with failures.
#[derive(Clone, Debug, Model)]
pub(crate) struct Trouble {
    /// The failure of a creation: `slow`, `fail`, `fail half-way`, `panic`, `panic half-way`, `contradict`, or
    /// `forget`.
    #[attr(optional)]
    on_create: Attr<String>,
    /// The failure of a read: `gone`, `fail`, `panic`, or `drift`.
    #[attr(optional)]
    on_read: Attr<String>,
    /// The failure of an update: the same values as for a creation.
    #[attr(optional)]
    on_update: Attr<String>,
    /// The failure of a deletion: `fail`, `panic`, or `slow`.
    #[attr(optional)]
    on_delete: Attr<String>,
    /// The failure of a plan: `fail`, `panic`, `warn`, `contradict`, or `defer`.
    #[attr(optional)]
    on_plan: Attr<String>,
    /// Computed by the provider.
    #[attr(computed, stable)]
    id: Attr<String>,
}

pub(crate) struct Troubles;

#[async_trait]
impl Resource for Troubles {
    type Model = Trouble;

    fn type_name(&self) -> &'static str {
        "corner_trouble"
    }

    async fn create(&self, request: Create<Trouble>) -> Outcome<Trouble> {
        let made = Trouble {
            id: "trouble".to_owned().into(),
            ..request.planned.clone()
        };
        let what = request.planned.on_create.clone();
        Change { made, what }
            .carried_out(&request.progress, &request.context.stop)
            .await
    }

    async fn read(&self, request: Read<Trouble>) -> Result<Option<Saved<Trouble>>, Diagnostics> {
        match request.state.on_read.known().map_or("", String::as_str) {
            "gone" => Ok(None),
            "fail" => Err(failed("the read").into()),
            "panic" => crash("a read"),
            "drift" => {
                let on_delete = "changed in the service".to_owned().into();
                Ok(Some(Saved::new(Trouble {
                    on_delete,
                    ..request.state
                })))
            }
            _ => Ok(Some(Saved::new(request.state).with_private(request.private))),
        }
    }

    async fn update(&self, request: Update<Trouble>) -> Outcome<Trouble> {
        let (made, what) = (request.planned.clone(), request.planned.on_update.clone());
        Change { made, what }
            .carried_out(&request.progress, &request.context.stop)
            .await
    }

    async fn delete(&self, request: Delete<Trouble>) -> Result<Diagnostics, Failure<Trouble>> {
        match request.state.on_delete.known().map_or("", String::as_str) {
            "fail" => Err(failed("the deletion").into()),
            "panic" => crash("a destruction"),
            "slow" => {
                wait(&request.context.stop).await;
                Ok(Diagnostics::new())
            }
            _ => Ok(Diagnostics::new()),
        }
    }

    fn plans_changes(&self) -> Option<&dyn PlansChanges<Trouble>> {
        Some(self)
    }
}

#[async_trait]
impl PlansChanges<Trouble> for Troubles {
    async fn plan(&self, plan: &mut Plan<Trouble>) {
        let Some(planned) = &mut plan.planned else { return };
        match planned.on_plan.known().map_or("", String::as_str) {
            "fail" => plan.diagnostics.push(failed("the plan")),
            "panic" => crash("a plan"),
            "warn" => plan.diagnostics.push(Diagnostic::warning(
                "Warning as configured",
                "The attribute \"on_plan\" requests a warning.",
            )),
            "defer" if plan.context.defer(Deferral::AbsentPrerequisite) => {}
            "contradict" => planned.on_read = "something else".to_owned().into(),
            _ => {}
        }
    }
}

/// A creation or an update in progress.
struct Change {
    made: Trouble,
    what: Attr<String>,
}

impl Change {
    async fn carried_out(self, progress: &Progress<Trouble>, stop: &CancellationToken) -> Outcome<Trouble> {
        let Self { made, what } = self;
        match what.known().map_or("", String::as_str) {
            "slow" => wait(stop).await,
            "fail" => return Err(failed("the change").into()),
            "fail half-way" => {
                return Err(Failure::keeping(
                    made,
                    Private::new(),
                    failed("the change after its first half"),
                ));
            }
            "panic" => crash("a change"),
            "panic half-way" => {
                progress.note(&made, &Private::new());
                crash("a change half-way")
            }
            "contradict" => {
                let on_read = "something else".to_owned().into();
                return Ok(Saved::new(Trouble { on_read, ..made }));
            }
            "forget" => {
                return Ok(Saved::new(Trouble {
                    id: Attr::Unknown,
                    ..made
                }));
            }
            _ => {}
        }
        Ok(Saved::new(made))
    }
}

/// Waits until the user interrupts Terraform, but at most half a minute.
async fn wait(stop: &CancellationToken) {
    tracing::info!("waiting for an interruption");
    let _ = tokio::time::timeout(Duration::from_secs(30), stop.cancelled()).await;
}

fn failed(what: &str) -> Diagnostic {
    Diagnostic::error(
        "Operation failed as configured",
        format!("The configuration requests a failure: {what}."),
    )
}

#[expect(clippy::panic, reason = "what becomes of a panic is what is to be seen")]
pub(crate) fn crash(during: &str) -> ! {
    panic!("the corner crashed during {during}, as configured")
}
