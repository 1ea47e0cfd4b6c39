//! The formats of a review, one file each.
//!
//! Text from a plan or an account is untrusted. Each format escapes it, so that it cannot become markup or a command.

pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod rdjson;
pub mod sarif;
pub mod text;

mod fingerprint;
mod json_text;
mod safe_markdown;
mod visible;

use super::report::Report;

/// A format of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For a person at a terminal or in a log.
    Text,
    /// For a comment on a change or the summary of a job.
    Markdown,
    /// For a program. The format has its own version.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit's XML, as Jenkins and GitLab read it.
    Junit,
    /// Workflow commands of GitHub Actions, which become annotations.
    Github,
    /// GitLab's Code Quality.
    Gitlab,
    /// The Diagnostic Format of reviewdog.
    Rdjson,
}

/// The error for a name that is not the name of a format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Unknown format \"{}\". The formats are {}.", .name.escape_debug(), Format::ALL.map(Format::name).join(", "))]
pub struct UnknownFormat {
    /// The name as the user wrote it.
    pub name: String,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Markdown,
        Self::Json,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
        Self::Rdjson,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Rdjson => "rdjson",
        }
    }

    /// Parses the name of a format.
    ///
    /// # Errors
    /// [`UnknownFormat`], whose text lists the formats.
    pub fn parse(name: &str) -> Result<Self, UnknownFormat> {
        let known = Self::ALL.into_iter().find(|format| format.name() == name);
        known.ok_or_else(|| UnknownFormat { name: name.to_owned() })
    }

    /// Writes a review, with a line break at the end.
    pub fn render(self, report: &Report) -> String {
        match self {
            Self::Text => text::render(report),
            Self::Markdown => markdown::render(report),
            Self::Json => json::render(report),
            Self::Sarif => sarif::render(report),
            Self::Junit => junit::render(report),
            Self::Github => github::render(report),
            Self::Gitlab => gitlab::render(report),
            Self::Rdjson => rdjson::render(report),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_read_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.name()), Ok(format));
        }
    }

    #[test]
    fn an_unknown_format_is_an_error_that_lists_the_known() {
        let error = Format::parse("SARIF").unwrap_err().to_string();

        assert_eq!(
            error,
            "Unknown format \"SARIF\". The formats are text, markdown, json, sarif, junit, github, gitlab, rdjson."
        );
    }
}
