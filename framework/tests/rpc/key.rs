//! An ephemeral resource of the shop.

use async_trait::async_trait;
use framework::ephemeral::{Closes, EphemeralResource, Open, Opened, Renewed, Renews};
use framework::private::Private;
use framework::resource::Context;
use framework::{Attr, Diagnostic, Diagnostics, Model};
use jiff::Timestamp;

/// A key for one run.
#[derive(Clone, Debug, Model)]
pub(crate) struct Key {
    /// The owner.
    #[attr(required)]
    owner: Attr<String>,
    /// The key.
    #[attr(computed, sensitive)]
    secret: Attr<String>,
}

/// An ephemeral resource that creates keys.
pub(crate) struct Keys;

/// Returns a time in the future.
fn soon() -> Timestamp {
    Timestamp::new(4_000_000_000, 5).expect("it is in range")
}

#[async_trait]
impl EphemeralResource for Keys {
    type Model = Key;

    fn type_name(&self) -> &'static str {
        "test_key"
    }

    async fn open(&self, request: Open<Key>) -> Result<Opened<Key>, Diagnostics> {
        let owner = request.config.owner;
        if owner.known().is_some_and(|owner| owner == "panic") {
            panic!("a bug");
        }
        let secret = "s3cret".to_owned().into();
        let private = Private::new().with("id", "K1");
        Ok(Opened::new(Key { owner, secret })
            .with_private(private)
            .renewed_at(soon()))
    }

    fn renews(&self) -> Option<&dyn Renews> {
        Some(self)
    }

    fn closes(&self) -> Option<&dyn Closes> {
        Some(self)
    }
}

#[async_trait]
impl Renews for Keys {
    async fn renew(&self, private: Private, _context: &Context) -> Result<Renewed, Diagnostics> {
        if private.get::<bool>("renewed").is_some() {
            return Err(Diagnostic::error("Not twice", "A key is renewed once.").into());
        }
        Ok(Renewed {
            private: private.with("renewed", true),
            renew_at: Some(soon()),
            diagnostics: Diagnostics::new(),
        })
    }
}

#[async_trait]
impl Closes for Keys {
    async fn close(&self, private: Private, _context: &Context) -> Diagnostics {
        let id: String = private.get("id").unwrap_or_default();
        Diagnostic::warning(format!("Closed {id}"), "It fits no more.").into()
    }
}
