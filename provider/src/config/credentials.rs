//! Credentials of the provider: an account with its auth token, or an API key with its secret. Each is one whole pair.

use framework::path::Path;
use framework::plugin::{self, Environment};
use framework::{Attr, Diagnostic, Diagnostics};
use secrecy::SecretString;

use super::{ProviderModel, from_variable};
use crate::api::Credentials;
use crate::attributes::broken_rule;
use crate::domain::{AccountSid, ApiKeySid, Problem, Rule};

/// Reports an incomplete pair in the block, and a block with both kinds of credentials.
pub(super) fn problems_of_block(block: &ProviderModel) -> Diagnostics {
    let mut found = Vec::new();
    match (&block.api_key, &block.api_secret) {
        (Attr::Known(_), Attr::Null) => {
            found.push(("api_key", half("api_key is set without api_secret", "api_secret")))
        }
        (Attr::Null, Attr::Known(_)) => {
            found.push(("api_secret", half("api_secret is set without api_key", "api_key")))
        }
        _ => {}
    }
    let has_key = block.api_key.known().is_some() || block.api_secret.known().is_some();
    if block.auth_token.known().is_some() && has_key {
        found.push(("auth_token", both()));
    }
    if block.auth_token.known().is_some() && block.account_sid.is_null() {
        found.push((
            "auth_token",
            half("auth_token is set without account_sid", "account_sid"),
        ));
    }
    found
        .iter()
        .map(|(attribute, problem)| broken_rule(problem).at(Path::attribute(*attribute)))
        .collect()
}

/// The account and the credentials, from the block or else from the environment.
pub(super) fn resolve(
    block: &ProviderModel,
    environment: &Environment,
) -> Result<(AccountSid, Credentials), Diagnostics> {
    problems_of_block(block).into_result(())?;
    let credentials = match from_block(block) {
        Some(credentials) => credentials,
        None => from_environment(block, environment)?,
    };
    match account(block, environment)? {
        Some(account_sid) => Ok((account_sid, credentials)),
        None => Err(missing(
            "account_sid is not set",
            "Set account_sid in the provider block, or set TWILIO_ACCOUNT_SID in the environment.",
            "account_sid",
        )),
    }
}

/// The origin of the credentials, as messages name it.
pub(super) fn origin(block: &ProviderModel, environment: &Environment) -> &'static str {
    if block.api_key.known().is_some() {
        "api_key and api_secret from the provider block"
    } else if block.auth_token.known().is_some() {
        "auth_token from the provider block"
    } else if environment.non_empty("TWILIO_API_KEY").is_some() {
        "TWILIO_API_KEY and TWILIO_API_SECRET from the environment"
    } else {
        "TWILIO_AUTH_TOKEN from the environment"
    }
}

fn from_block(block: &ProviderModel) -> Option<Credentials> {
    let pair = block.api_key.known().zip(block.api_secret.known());
    let of_key = pair.map(|(key, secret)| of_key(key.clone(), secret.expose()));
    of_key.or_else(|| block.auth_token.known().map(|token| of_token(token.expose())))
}

fn from_environment(block: &ProviderModel, environment: &Environment) -> Result<Credentials, Diagnostics> {
    match (
        environment.non_empty("TWILIO_API_KEY"),
        environment.non_empty("TWILIO_API_SECRET"),
    ) {
        (Some(key), Some(secret)) => {
            let key = ApiKeySid::parse(key).map_err(|problems| from_variable(&problems, "TWILIO_API_KEY"))?;
            Ok(of_key(key, secret.into()))
        }
        (Some(_), None) => Err(half_in_environment("TWILIO_API_KEY", "TWILIO_API_SECRET")),
        (None, Some(_)) => Err(half_in_environment("TWILIO_API_SECRET", "TWILIO_API_KEY")),
        (None, None) => token_from_environment(block, environment),
    }
}

/// The auth token of the environment. It belongs to one account, so it is never sent for another account of the block.
fn token_from_environment(block: &ProviderModel, environment: &Environment) -> Result<Credentials, Diagnostics> {
    let Some(token) = environment.non_empty("TWILIO_AUTH_TOKEN") else {
        return Err(missing(
            "No credentials are set",
            "Set auth_token, or api_key and api_secret, in the provider block. Or, in the environment, set TWILIO_AUTH_TOKEN, or \
             TWILIO_API_KEY and TWILIO_API_SECRET.",
            "auth_token",
        ));
    };
    let (written, exported) = (block.account_sid.known(), environment.non_empty("TWILIO_ACCOUNT_SID"));
    match (written, exported) {
        (Some(written), Some(exported)) if written.as_str() != exported => Err(missing(
            "account_sid and TWILIO_AUTH_TOKEN belong to different accounts",
            &format!(
                "The provider block has account {written}, but the environment has the token of account {exported}. Set both in the block, or both in \
                 the environment."
            ),
            "account_sid",
        )),
        _ => Ok(of_token(token.into())),
    }
}

fn account(block: &ProviderModel, environment: &Environment) -> Result<Option<AccountSid>, Diagnostics> {
    super::from_either(&block.account_sid, environment, "TWILIO_ACCOUNT_SID", AccountSid::parse)
}

/// Credentials with an API key, whose secret is masked in the log.
fn of_key(key: ApiKeySid, secret: SecretString) -> Credentials {
    plugin::mask(&secret);
    Credentials::ApiKey { key, secret }
}

/// Credentials with an auth token, which is masked in the log.
fn of_token(token: SecretString) -> Credentials {
    plugin::mask(&token);
    Credentials::AuthToken(token)
}

fn half(summary: &str, other: &str) -> Problem {
    let detail = format!(
        "Both are required together, and in the same place: the provider block or the environment. Also set {other} in the block."
    );
    Problem::new(Rule::CREDENTIALS, summary, detail)
}

fn both() -> Problem {
    Problem::new(
        Rule::CREDENTIALS,
        "auth_token is set together with an API key",
        "Set either auth_token, or api_key and api_secret.",
    )
}

fn half_in_environment(given: &str, other: &str) -> Diagnostics {
    let detail = format!("Both variables are required together. Also set {other}, or unset {given}.");
    broken_rule(&Problem::new(
        Rule::CREDENTIALS,
        format!("{given} is set without {other}"),
        detail,
    ))
    .into()
}

fn missing(summary: &str, detail: &str, attribute: &str) -> Diagnostics {
    let diagnostic: Diagnostic = broken_rule(&Problem::new(Rule::CREDENTIALS, summary, detail));
    diagnostic.at(Path::attribute(attribute)).into()
}
