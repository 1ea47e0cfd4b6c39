//! An action of the shop.

use async_trait::async_trait;
use framework::action::{Action, Invoke, PlanInvocation, PlansInvocation};
use framework::{Attr, Diagnostic, Diagnostics, Model};

/// A bell to ring.
#[derive(Clone, Debug, Model)]
pub(crate) struct Bell {
    /// The name of the bell, which also selects the outcome.
    #[attr(required)]
    name: Attr<String>,
}

/// An action that rings bells.
pub(crate) struct Ring;

#[async_trait]
impl Action for Ring {
    type Model = Bell;

    fn type_name(&self) -> &'static str {
        "test_ring"
    }

    async fn invoke(&self, request: Invoke<Bell>) -> Result<Diagnostics, Diagnostics> {
        let Invoke { config, progress, .. } = request;
        progress.say("Ding.");
        match config.name.known().map_or("", String::as_str) {
            "panic" => panic!("a bug"),
            "broken" => Err(Diagnostic::error("Broken", "It gives no sound.").into()),
            "slow" => {
                std::future::pending::<()>().await;
                Ok(Diagnostics::new())
            }
            "echo" => {
                // Keeps the report beyond the end, as a task that is left running does.
                std::mem::forget(progress);
                Ok(Diagnostics::new())
            }
            file if file.starts_with('/') => {
                request.context.stop.cancelled().await;
                let written = std::fs::write(file, "rung");
                written.map_err(|error| Diagnostic::error("Not written", error.to_string()))?;
                Ok(Diagnostics::new())
            }
            _ => {
                progress.say("Dong.");
                Ok(Diagnostic::warning("Loud", "It was.").into())
            }
        }
    }

    fn plans(&self) -> Option<&dyn PlansInvocation<Bell>> {
        Some(self)
    }
}

#[async_trait]
impl PlansInvocation<Bell> for Ring {
    async fn plan(&self, _request: PlanInvocation<Bell>) -> Diagnostics {
        Diagnostic::warning("It will be loud", "Cover your ears.").into()
    }
}
