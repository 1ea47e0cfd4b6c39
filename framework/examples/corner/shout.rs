//! `corner_shout`: an action that repeats a text.

use async_trait::async_trait;
use framework::action::{Action, Invoke, PlanInvocation, PlansInvocation};
use framework::{Attr, Diagnostic, Diagnostics, Model};

/// A text to repeat.
#[derive(Clone, Debug, Model)]
pub(crate) struct Shout {
    /// The text.
    #[attr(required)]
    text: Attr<String>,
    /// The number of repetitions; one unless given.
    #[attr(optional)]
    times: Attr<u16>,
    /// The failure: `fail`, `panic`, `warn`, or `fail to plan`.
    #[attr(optional)]
    trouble: Attr<String>,
}

pub(crate) struct Shouts;

#[async_trait]
impl Action for Shouts {
    type Model = Shout;

    fn type_name(&self) -> &'static str {
        "corner_shout"
    }

    async fn invoke(&self, request: Invoke<Shout>) -> Result<Diagnostics, Diagnostics> {
        let text = request.config.text.into_known().unwrap_or_default();
        for _ in 0..request.config.times.into_known().unwrap_or(1) {
            request.progress.say(&text);
        }
        match request.config.trouble.known().map_or("", String::as_str) {
            "fail" => Err(Diagnostic::error(
                "Action failed as configured",
                "The attribute \"trouble\" requests a failure.",
            )
            .into()),
            "panic" => crate::trouble::crash("a shout"),
            "warn" => Ok(
                Diagnostic::warning("Warning as configured", "The attribute \"trouble\" requests a warning.").into(),
            ),
            _ => Ok(Diagnostics::new()),
        }
    }

    fn plans(&self) -> Option<&dyn PlansInvocation<Shout>> {
        Some(self)
    }
}

#[async_trait]
impl PlansInvocation<Shout> for Shouts {
    async fn plan(&self, request: PlanInvocation<Shout>) -> Diagnostics {
        match request.config.trouble.known().map_or("", String::as_str) {
            "fail to plan" => Diagnostic::error(
                "Plan failed as configured",
                "The attribute \"trouble\" requests a failure.",
            )
            .into(),
            _ => Diagnostics::new(),
        }
    }
}
