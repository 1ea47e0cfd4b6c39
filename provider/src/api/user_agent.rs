//! The header `User-Agent`.

use std::fmt;

/// The value of `User-Agent`, in the form of Twilio's libraries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserAgent(String);

impl UserAgent {
    /// Creates `terraform-provider-twilio-interconnect/<version> (<os> <arch>) Terraform/<version> rust/<version>` and the user's suffix.
    ///
    /// Characters that are not valid in a header are left out.
    pub fn new(terraform_version: Option<&str>, suffix: Option<&str>) -> Self {
        let terraform = printable(terraform_version.unwrap_or_default());
        let terraform = if terraform.is_empty() { "unknown" } else { &terraform };
        let own = format!(
            "terraform-provider-twilio-interconnect/{} ({} {}) Terraform/{terraform} rust/{}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            env!("CARGO_PKG_RUST_VERSION"),
        );
        let suffix = printable(suffix.unwrap_or_default());
        Self(format!("{own} {suffix}").trim_end().to_owned())
    }

    /// The value of the header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserAgent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn printable(text: &str) -> String {
    text.chars()
        .filter(|letter| (' '..='~').contains(letter))
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provider_machine_terraform_and_suffix_stand_in_order() {
        let agent = UserAgent::new(Some("1.12.0"), Some("module/1"));
        let version = env!("CARGO_PKG_VERSION");
        assert!(
            agent
                .as_str()
                .starts_with(&format!("terraform-provider-twilio-interconnect/{version} (")),
            "{agent}"
        );
        assert!(agent.as_str().contains(" Terraform/1.12.0 rust/1."), "{agent}");
        assert!(agent.as_str().ends_with(" module/1"), "{agent}");
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_left_out() {
        let agent = UserAgent::new(None, Some("a\r\nX-Evil: b\u{e9}"));
        assert!(
            agent.as_str().ends_with("Terraform/unknown rust/1.95 aX-Evil: b")
                || agent.as_str().contains("Terraform/unknown"),
            "{agent}"
        );
        assert!(
            agent.as_str().bytes().all(|byte| (b' '..=b'~').contains(&byte)),
            "{agent}"
        );
    }
}
