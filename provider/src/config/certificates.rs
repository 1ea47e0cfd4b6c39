//! The file of certificate authorities in the environment.

use std::fs::File;

use framework::Diagnostic;
use framework::plugin::Environment;

/// The error of a file that is set and cannot be read. Without this error, no authority would be trusted, and every certificate would be
/// rejected as invalid.
pub(super) fn unreadable(environment: &Environment) -> Option<Diagnostic> {
    let file = environment.non_empty(VARIABLE)?;
    let error = File::open(file).err()?;
    Some(Diagnostic::error(
        "Certificate file cannot be read",
        format!(
            "The environment variable {VARIABLE} is set to {file}: {error}. Correct the path, or unset the variable to use this machine's certificate \
             authorities."
        ),
    ))
}

/// The variable with the name of the file, which OpenSSL, Go, and rustls read.
/// Source: <https://docs.openssl.org/3.5/man7/openssl-env/>.
const VARIABLE: &str = "SSL_CERT_FILE";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_named_and_missing_is_an_error_that_names_it() {
        let there = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let table = [
            (None, None),
            (Some(""), None),
            (Some(there), None),
            (Some("/nowhere/a.pem"), Some("/nowhere/a.pem: No such file")),
        ];
        for (file, expected) in table {
            let environment = Environment::from_pairs(file.map(|file| (VARIABLE, file)));
            let told = unreadable(&environment).map(|diagnostic| diagnostic.detail);
            assert_eq!(told.is_some(), expected.is_some(), "{file:?}");
            assert!(told.unwrap_or_default().contains(expected.unwrap_or_default()));
        }
    }
}
