//! HTTP Basic authentication with the account's token or an API key.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use secrecy::{ExposeSecret, SecretString};

use crate::code::Code;
use crate::refusal::Refusal;

/// An API key of the account.
#[derive(Clone, Debug)]
pub struct ApiKey {
    /// The key's SID (`SK...`): the user name.
    pub sid: String,
    /// The key's secret: the password.
    pub secret: SecretString,
}

/// The pairs of user name and password of the account.
#[derive(Clone, Debug)]
pub struct Credentials {
    pairs: Vec<(String, SecretString)>,
}

impl Credentials {
    /// The account's own pair, and its API keys.
    pub fn new(account_sid: &str, auth_token: &SecretString, api_keys: &[ApiKey]) -> Self {
        let keys = api_keys.iter().map(|key| (key.sid.clone(), key.secret.clone()));
        let account = (account_sid.to_owned(), auth_token.clone());
        Self {
            pairs: std::iter::once(account).chain(keys).collect(),
        }
    }

    /// Refuses a request without one of the pairs.
    ///
    /// # Errors
    /// 62010 without credentials, 20003 with wrong ones; both are 401.
    pub fn check(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let Some(header) = headers.get(header::AUTHORIZATION) else {
            return Err(Refusal::new(
                Code::NoAuthentication,
                "the request does not contain credentials",
            ));
        };
        let given = header.to_str().ok().and_then(decoded);
        let matches = given.is_some_and(|(user, password)| {
            self.pairs
                .iter()
                .any(|(known, secret)| *known == user && secret.expose_secret() == password.expose_secret())
        });
        match matches {
            true => Ok(()),
            false => Err(Refusal::new(
                Code::PermissionDenied,
                "the user name or the password is wrong",
            )),
        }
    }
}

fn decoded(header: &str) -> Option<(String, SecretString)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (user, password) = decoded.split_once(':')?;
    Some((user.to_owned(), password.to_owned().into()))
}
