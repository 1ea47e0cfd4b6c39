//! The description of a provider, which is available before any protocol call. Deliberately not here: its schema.

/// The name, version, address, and description of a provider, for logs, the help text, and `TF_REATTACH_PROVIDERS`.
///
/// # Example
///
/// ```
/// use framework::plugin::ProviderInfo;
///
/// let info = ProviderInfo {
///     name: "example",
///     version: env!("CARGO_PKG_VERSION"),
///     address: "registry.terraform.io/example/example",
///     description: "Manages examples.",
/// };
/// assert_eq!(info.binary(), "terraform-provider-example");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderInfo {
    /// The provider's type name, the prefix of its resource types: `twilio`.
    pub name: &'static str,
    /// The provider's semantic version without a leading `v`: `1.4.0`.
    pub version: &'static str,
    /// The full source address: `registry.terraform.io/<namespace>/<type name>`.
    pub address: &'static str,
    /// One sentence for `--help`.
    pub description: &'static str,
}

impl ProviderInfo {
    /// Returns the name that Terraform expects of the executable, without version and file extension.
    #[must_use]
    pub fn binary(&self) -> String {
        format!("terraform-provider-{}", self.name)
    }
}
