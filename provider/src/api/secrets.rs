//! What must not be repeated, should the service repeat it to us.

use super::credentials::Credentials;
use crate::domain::AccountSid;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};

/// The secrets of one request in every form in which an error page could echo them.
#[derive(Debug, Clone, Default)]
pub(super) struct Secrets(Vec<SecretString>);

impl Secrets {
    /// The password, and the header that carries it.
    pub(super) fn of(credentials: &Credentials, account: &AccountSid) -> Self {
        let header = STANDARD.encode(format!("{}:{}", credentials.user_name(account), credentials.password()));
        let mut secrets = Self::default();
        secrets.add(credentials.password());
        secrets.add(&header);
        secrets
    }

    /// Adds a secret as it is, and as a form or a JSON text writes it.
    pub(super) fn add(&mut self, secret: &str) {
        let in_form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let in_json = secret.escape_default().to_string();
        for form in [secret.to_owned(), in_form, in_json] {
            if !form.is_empty() {
                self.0.push(SecretString::from(form));
            }
        }
    }

    /// Adds the secrets of another request.
    pub(super) fn with(mut self, others: &Secrets) -> Self {
        self.0.extend(others.0.iter().cloned());
        self
    }

    /// The text without the secrets.
    pub(super) fn scrub(&self, text: &str) -> String {
        let hidden = |text: String, secret: &SecretString| text.replace(secret.expose_secret(), "(hidden)");
        self.0.iter().fold(text.to_owned(), hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_hidden_in_each_of_its_forms() {
        let account = AccountSid::trusted("AC1");
        let mut secrets = Secrets::of(&Credentials::AuthToken(SecretString::from("hunter2")), &account);
        secrets.add("a b\"c");
        let header = STANDARD.encode("AC1:hunter2");
        let echo = format!("token hunter2, Basic {header}, Md5Key=a+b%22c, {{\"key\": \"a b\\\"c\"}}, plain a b\"c");
        assert_eq!(
            secrets.scrub(&echo),
            "token (hidden), Basic (hidden), Md5Key=(hidden), {\"key\": \"(hidden)\"}, plain (hidden)"
        );
    }
}
