//! `corner_opened`: a resource that is open during a run of Terraform.

use async_trait::async_trait;
use framework::ephemeral::{Closes, EphemeralResource, Open, Opened, Renewed, Renews};
use framework::private::Private;
use framework::resource::{Context, Deferral};
use framework::{Attr, Diagnostic, Diagnostics, Model};
use jiff::{SignedDuration, Timestamp};

/// A resource to open.
#[derive(Clone, Debug, Model)]
pub(crate) struct Something {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
    /// The failure: `fail`, `panic`, `forget`, `contradict`, or `defer`.
    #[attr(optional)]
    trouble: Attr<String>,
    /// The content.
    #[attr(computed, sensitive)]
    inside: Attr<String>,
}

/// The private key of the name, which both Terraform and OpenTofu send at closing.
const NAME: &str = "name";
/// The private key of the number of renewals.
const RENEWALS: &str = "renewals";

pub(crate) struct Opens;

#[async_trait]
impl EphemeralResource for Opens {
    type Model = Something;

    fn type_name(&self) -> &'static str {
        "corner_opened"
    }

    async fn open(&self, request: Open<Something>) -> Result<Opened<Something>, Diagnostics> {
        let context = request.context;
        let name = request.config.name.known().cloned().unwrap_or_default();
        let mut result = Something {
            inside: format!("inside of {name}").into(),
            ..request.config
        };
        match result.trouble.known().map_or("", String::as_str) {
            "fail" => {
                return Err(Diagnostic::error(
                    "Opening failed as configured",
                    "The attribute \"trouble\" requests a failure.",
                )
                .into());
            }
            "panic" => crate::trouble::crash("an opening"),
            "defer" if context.defer(Deferral::ProviderConfigUnknown) => return Err(Diagnostics::new()),
            "forget" => result.inside = Attr::Unknown,
            "contradict" => result.name = "another".to_owned().into(),
            _ => {}
        }
        let private = Private::new().with(NAME, &name);
        Ok(Opened::new(result).with_private(private).renewed_at(later()?))
    }

    fn renews(&self) -> Option<&dyn Renews> {
        Some(self)
    }

    fn closes(&self) -> Option<&dyn Closes> {
        Some(self)
    }
}

#[async_trait]
impl Renews for Opens {
    async fn renew(&self, private: Private, _context: &Context) -> Result<Renewed, Diagnostics> {
        let renewals = private.get::<i64>(RENEWALS).unwrap_or(0) + 1;
        Ok(Renewed {
            private: private.with(RENEWALS, renewals),
            renew_at: Some(later()?),
            diagnostics: Diagnostics::new(),
        })
    }
}

#[async_trait]
impl Closes for Opens {
    async fn close(&self, private: Private, _context: &Context) -> Diagnostics {
        match private.get::<String>(NAME) {
            Some(name) => {
                tracing::info!(name, "closed");
                Diagnostics::new()
            }
            None => Diagnostic::error("Missing private data", "The private data does not contain a name.").into(),
        }
    }
}

/// Returns a time later than the end of any run.
fn later() -> Result<Timestamp, Diagnostic> {
    let later = Timestamp::now().checked_add(SignedDuration::from_hours(1));
    later.map_err(|error| Diagnostic::error("Time out of range", error.to_string()))
}
