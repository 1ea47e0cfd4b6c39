//! The credentials of every request.

use crate::domain::{AccountSid, ApiKeySid};
use secrecy::{ExposeSecret, SecretString};

/// Credentials of one of Twilio's two kinds.
#[derive(Debug, Clone)]
pub enum Credentials {
    /// The auth token of the account. The account SID is the user name.
    AuthToken(SecretString),
    /// An API key and its secret. The account SID is a separate setting.
    ApiKey {
        /// The key's SID, the user name.
        key: ApiKeySid,
        /// The key's secret, the password.
        secret: SecretString,
    },
}

impl Credentials {
    pub(super) fn user_name<'a>(&'a self, account: &'a AccountSid) -> &'a str {
        match self {
            Self::AuthToken(_) => account.as_str(),
            Self::ApiKey { key, .. } => key.as_str(),
        }
    }

    pub(super) fn password(&self) -> &str {
        match self {
            Self::AuthToken(token) => token.expose_secret(),
            Self::ApiKey { secret, .. } => secret.expose_secret(),
        }
    }
}
