//! The magic cookie, which shows that Terraform, and not a person, started the process. It is not a protection.
//! Deliberately not here: the text for a person, which is in `manual.rs`.

use super::Environment;

const NAME: &str = "TF_PLUGIN_MAGIC_COOKIE";

/// The value, which is the same in Terraform and OpenTofu.
const VALUE: &str = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/// True where the environment contains the cookie, so that a handshake is expected (conformance rule H1).
pub(super) fn present(environment: &Environment) -> bool {
    environment.get(NAME) == Some(VALUE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_cookie_counts() {
        let with = |value: &str| Environment::from_pairs([(NAME, value)]);
        assert!(present(&with(VALUE)));
        assert!(!present(&with(&VALUE.to_uppercase())));
        assert!(!present(&with("")));
        assert!(!present(&Environment::default()));
    }
}
