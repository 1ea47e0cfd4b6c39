//! A key for a BGP session, drawn for one run.

use async_trait::async_trait;
use framework::ephemeral::{EphemeralResource, Open, Opened};
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::attributes::DrawnKey;
use crate::domain::{Md5Key, Md5KeyLength};

/// The ephemeral resource `twilio_md5_key`. It asks nobody, so it works before the provider is configured.
pub(super) struct Md5KeyForARun;

/// A random MD5 key for a BGP session, which is stored nowhere.
///
/// It has ASCII letters and digits, the first a letter, because every router takes those as they are. It comes from the operating system's
/// source of randomness.
///
/// Terraform opens an ephemeral resource anew in each plan and each apply, so **each run has another key**. What is sent is decided by
/// `md5_key_wo_version`: hand the key to the session and to your router (or to the store that it reads, by a write-only argument) in the same
/// run, and raise both versions together.
#[derive(Clone, Debug, Model)]
pub(super) struct Md5KeyModel {
    /// How many characters; 24 if left out, which is about 142 bits.
    #[attr(optional)]
    length: Attr<Md5KeyLength>,
    /// The key.
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
        "No key could be drawn",
        format!("The operating system gave no random bytes: {error}. There is no key, and nothing was changed."),
    )
}
