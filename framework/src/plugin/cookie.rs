//! The magic cookie: proof that Terraform started us and not a person. It protects nobody; it only tells apart.
//! Deliberately not here: what a person is told, which is `manual.rs`.

use super::Environment;

const NAME: &str = "TF_PLUGIN_MAGIC_COOKIE";

/// The same value in Terraform and OpenTofu.
const VALUE: &str = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/// Whether the environment holds the cookie, so that a handshake is expected of us (H1).
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
