//! The client that runs the cases: a version of Terraform or OpenTofu.

use std::fmt;
use std::path::Path;
use std::process::Command;
use std::str::FromStr;

use serde::Deserialize;

use crate::Failure;

/// The two products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// `HashiCorp` Terraform.
    Terraform,
    /// OpenTofu.
    OpenTofu,
}

/// A product and its minor version, as cases distinguish clients: `terraform-1.11`, `opentofu-1.12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Client {
    /// The product.
    pub product: Product,
    /// The major and the minor version.
    pub version: (u32, u32),
}

impl Client {
    /// The oldest supported client. Its transcripts equal the plain expectations exactly.
    pub const REFERENCE: Self = Self {
        product: Product::Terraform,
        version: (1, 11),
    };

    /// Runs an executable with `version` and returns its client.
    ///
    /// # Errors
    /// The executable cannot be started, or does not print its name and version.
    pub fn ask(executable: &Path) -> Result<Self, Failure> {
        let asked = Command::new(executable)
            .arg("version")
            .env("CHECKPOINT_DISABLE", "1")
            .env_remove("TF_CLI_CONFIG_FILE")
            .output();
        let output = asked.map_err(|source| Failure::Program {
            program: executable.display().to_string(),
            source,
        })?;
        let printed = String::from_utf8_lossy(&output.stdout);
        Self::said(&printed).ok_or_else(|| {
            Failure::Mismatch(format!(
                "{} says neither \"Terraform v...\" nor \"OpenTofu v...\" but: {printed}",
                executable.display()
            ))
        })
    }

    /// Returns the client from the output of `terraform version`, whose line may follow a warning.
    fn said(printed: &str) -> Option<Self> {
        printed.lines().find_map(Self::named)
    }

    fn named(line: &str) -> Option<Self> {
        let (product, version) = line.split_once(" v")?;
        let product = match product {
            "Terraform" => Product::Terraform,
            "OpenTofu" => Product::OpenTofu,
            _ => return None,
        };
        let mut numbers = version.split('.').map_while(|number| number.parse().ok());
        let version = (numbers.next()?, numbers.next()?);
        Some(Self { product, version })
    }

    /// True for the product of `first` in its version or a later one.
    pub(crate) fn is_from(self, first: Self) -> bool {
        self.product == first.product && self.version >= first.version
    }
}

impl FromStr for Client {
    type Err = Failure;

    /// Parses `terraform-1.14`.
    fn from_str(text: &str) -> Result<Self, Failure> {
        let printed = text
            .replacen("terraform-", "Terraform v", 1)
            .replacen("opentofu-", "OpenTofu v", 1);
        let client = Self::said(&printed).filter(|client| client.to_string() == text);
        client.ok_or_else(|| Failure::Case(format!("{text} is no client; write terraform-1.14 or opentofu-1.11")))
    }
}

impl TryFrom<String> for Client {
    type Error = Failure;

    fn try_from(text: String) -> Result<Self, Failure> {
        text.parse()
    }
}

impl fmt::Display for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let product = match self.product {
            Product::Terraform => "terraform",
            Product::OpenTofu => "opentofu",
        };
        let (major, minor) = self.version;
        write!(formatter, "{product}-{major}.{minor}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_what_it_says() {
        let said = |text| Client::said(text).map(|client| client.to_string());
        assert_eq!(
            said("Terraform v1.11.4\non linux_amd64").as_deref(),
            Some("terraform-1.11")
        );
        assert_eq!(said("OpenTofu v1.12.6\n").as_deref(), Some("opentofu-1.12"));
        assert_eq!(
            said("Warning: mind\n\nOpenTofu v1.11.14").as_deref(),
            Some("opentofu-1.11")
        );
        assert_eq!(said("Terragrunt v1.2.3"), None);
        assert_eq!(said("Terraform v1"), None);
    }

    #[test]
    fn a_client_of_a_file_name_is_read_as_it_is_written() {
        assert_eq!("terraform-1.11".parse::<Client>().unwrap(), Client::REFERENCE);
        for wrong in ["terraform-1.11.4", "tofu-1.12", "opentofu", "Terraform v1.14"] {
            wrong.parse::<Client>().unwrap_err();
        }
    }

    #[test]
    fn what_holds_from_a_version_on_holds_for_later_ones_of_the_same_product() {
        let [older, newer, other] =
            ["terraform-1.9", "terraform-1.14", "opentofu-1.12"].map(|text| text.parse::<Client>().unwrap());
        assert!(newer.is_from(older) && newer.is_from(newer));
        assert!(!older.is_from(newer) && !newer.is_from(other));
    }
}
