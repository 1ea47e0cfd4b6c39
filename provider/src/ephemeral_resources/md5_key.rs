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
/// The key consists of ASCII letters and digits and begins with a letter, because every router accepts such a key unquoted. The operating system
/// generates the random bytes.
///
/// Terraform opens an ephemeral resource again in each plan and each apply, so **each run generates a different key**. The provider sends the key
/// only if `md5_key_wo_version` changes. In the same run, pass the key through write-only arguments both to the session and to your router or its
/// secret store. Increase both versions together.
#[derive(Clone, Debug, Model)]
pub(super) struct Md5KeyModel {
    /// The number of characters. Defaults to 24, which is about 142 bits.
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
