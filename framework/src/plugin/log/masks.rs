//! Texts that no log line may contain. Deliberately not here: diagnostics and state, which never contain a secret.

use std::{
    borrow::Cow,
    sync::{PoisonError, RwLock},
};

use secrecy::{ExposeSecret, SecretString};

const MASK: &str = "***";

/// The texts to hide, longest first, so that no part of a longer secret remains visible after a shorter one is hidden.
static SECRETS: RwLock<Vec<SecretString>> = RwLock::new(Vec::new());

/// Hides a secret from now on: `***` replaces it in each log line and in the report of a panic.
///
/// The secret is also found in the form in which `Debug` writes it. An empty secret is ignored. A secret stays hidden
/// until the process ends.
pub fn mask(secret: &SecretString) {
    let plain = secret.expose_secret();
    let quoted = format!("{plain:?}");
    // `Debug` encloses the text in quotation marks.
    let escaped = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or_default();
    let mut secrets = SECRETS.write().unwrap_or_else(PoisonError::into_inner);
    for text in [plain, escaped] {
        if !text.is_empty() && !secrets.iter().any(|known| known.expose_secret() == text) {
            secrets.push(text.into());
        }
    }
    secrets.sort_by_key(|text| std::cmp::Reverse(text.expose_secret().len()));
}

/// Returns a text with every secret in it hidden.
pub(in crate::plugin) fn masked(text: &str) -> Cow<'_, str> {
    let secrets = SECRETS.read().unwrap_or_else(PoisonError::into_inner);
    secrets
        .iter()
        .fold(Cow::Borrowed(text), |text, secret| hide(text, secret.expose_secret()))
}

fn hide<'a>(text: Cow<'a, str>, secret: &str) -> Cow<'a, str> {
    if text.contains(secret) {
        Cow::Owned(text.replace(secret, MASK))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_secret_is_hidden_and_all_else_is_kept() {
        mask(&"masks-test-one".into());
        mask(&"masks-test-one-and-more".into());
        mask(&"masks\"test".into());
        mask(&"".into());
        assert_eq!(masked("a masks-test-one b masks-test-one"), "a *** b ***");
        assert_eq!(masked("masks-test-one-and-more"), "***");
        assert_eq!(masked(&format!("{:?}", Some("masks\"test"))), "Some(\"***\")");
        assert_eq!(masked("nothing secret"), "nothing secret");
    }
}
