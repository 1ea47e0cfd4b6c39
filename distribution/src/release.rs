//! The files of a release and their names.

use crate::{Archive, Mode, Platform};

/// The manifest of the provider: the versions of the plugin protocol that it supports.
///
/// Source: <https://developer.hashicorp.com/terraform/registry/providers/publishing#terraform-registry-manifest-file>.
pub const PROVIDER_MANIFEST: &str = "{\"version\":1,\"metadata\":{\"protocol_versions\":[\"5.0\"]}}\n";

/// An executable that is released in archives with sums of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The provider.
    Provider,
    /// The mock server.
    Mock,
}

/// One version of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The product.
    pub product: Product,
    /// The version: `0.1.0`.
    pub version: String,
}

impl Product {
    /// Returns the name of its executable without version and suffix.
    pub fn name(self) -> &'static str {
        match self {
            Self::Provider => "terraform-provider-twilio",
            Self::Mock => "interconnect-mock",
        }
    }
}

impl Release {
    /// Returns the archive for a platform: `terraform-provider-twilio_0.1.0_linux_amd64.zip`.
    pub fn archive_name(&self, platform: Platform) -> String {
        format!("{}_{platform}.zip", self.prefix())
    }

    /// Returns the bill of materials for a platform: `terraform-provider-twilio_0.1.0_linux_amd64.cdx.json`.
    pub fn bill_of_materials_name(&self, platform: Platform) -> String {
        format!("{}_{platform}.cdx.json", self.prefix())
    }

    /// Returns the manifest: `terraform-provider-twilio_0.1.0_manifest.json`.
    pub fn manifest_name(&self) -> String {
        format!("{}_manifest.json", self.prefix())
    }

    /// Returns the file of all sums: `terraform-provider-twilio_0.1.0_SHA256SUMS`.
    pub fn sums_name(&self) -> String {
        format!("{}_SHA256SUMS", self.prefix())
    }

    /// Returns an archive with the executable alone. Terraform finds a provider by the name with the version in it.
    pub fn archive(&self, platform: Platform, executable: Vec<u8>) -> Archive {
        let (name, suffix) = (self.product.name(), platform.executable_suffix());
        let name = match self.product {
            Product::Provider => format!("{name}_v{}{suffix}", self.version),
            Product::Mock => format!("{name}{suffix}"),
        };
        Archive::default().with(name, Mode::Executable, executable)
    }

    fn prefix(&self) -> String {
        format!("{}_{}", self.product.name(), self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_names_by_which_a_registry_finds_them() {
        let linux = Platform::ALL[0];
        let of = |product| Release {
            product,
            version: "1.2.3".to_owned(),
        };
        let provider = of(Product::Provider);
        let prefix = "terraform-provider-twilio_1.2.3";
        assert_eq!(provider.archive_name(linux), format!("{prefix}_linux_amd64.zip"));
        assert_eq!(provider.manifest_name(), format!("{prefix}_manifest.json"));
        assert_eq!(provider.sums_name(), format!("{prefix}_SHA256SUMS"));
        assert_eq!(of(Product::Mock).sums_name(), "interconnect-mock_1.2.3_SHA256SUMS");
    }

    #[test]
    fn the_manifest_names_the_protocol() {
        let manifest: serde_json::Value = serde_json::from_str(PROVIDER_MANIFEST).unwrap();
        assert_eq!(manifest["metadata"]["protocol_versions"], serde_json::json!(["5.0"]));
    }
}
