//! A random MD5 key for a BGP session, for one run.

use async_trait::async_trait;
use framework::ephemeral::{EphemeralResource, Open, Opened};
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::attributes::DrawnKey;
use crate::domain::{Md5Key, Md5KeyLength};

/// The ephemeral resource `twilio_md5_key`. It sends no request, so it works before the provider is configured.
pub(super) struct Md5KeyForARun;

/// A random MD5 key for a BGP session, which Terraform does not store.
///
/// The key consists of ASCII letters and digits and begins with a letter, because every router accepts these characters unquoted. It comes from the
/// operating system's source of randomness.
///
/// Terraform opens an ephemeral resource again in each plan and each apply, so **each run has another key**. The provider sends the key only if
/// `md5_key_wo_version` changes. In the same run, pass the key to the session and to your router, or to the secret store of the router, by write-only
/// arguments. Raise both versions together.
#[derive(Clone, Debug, Model)]
pub(super) struct Md5KeyModel {
    /// The number of characters; 24 by default, which is about 142 bits.
    #[attr(optional)]
    length: Attr<Md5KeyLength>,
    /// The random key.
    #[attr(computed, sensitive)]
    key: Attr<DrawnKey>,
}

#[async_trait]
impl EphemeralResource for Md5KeyForARun {
    type Model = Md5KeyModel;

    fn type_name(&self) -> &'static str {
        "twilio_md5_key"
    }

    async fn open(&self, request: Open<Md5KeyModel>) -> Result<Opened<Md5KeyModel>, Diagnostics> {
        let length = request.config.length.known().copied().unwrap_or_default();
        let key = Md5Key::drawn(length, getrandom::fill).map_err(|error| without_randomness(&error))?;
        Ok(Opened::new(Md5KeyModel {
            key: DrawnKey::from(key).into(),
            ..request.config
        }))
    }
}

fn without_randomness(error: &getrandom::Error) -> Diagnostic {
    Diagnostic::error(
        "No key generated",
        format!("The operating system returned no random bytes: {error}. Nothing was changed."),
    )
}
