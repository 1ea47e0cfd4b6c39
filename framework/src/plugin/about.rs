//! What a provider says about itself before any protocol is spoken. Deliberately not here: its schema.

/// A provider's identity: who it is in logs, in its help text and in `TF_REATTACH_PROVIDERS`.
///
/// # Example
///
/// ```
/// use framework::plugin::About;
///
/// let about = About {
///     name: "example",
///     version: env!("CARGO_PKG_VERSION"),
///     address: "registry.terraform.io/example/example",
///     description: "Manages examples.",
/// };
/// assert_eq!(about.binary(), "terraform-provider-example");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The provider's type name, the prefix of its resource types: `twilio`.
    pub name: &'static str,
    /// The provider's semantic version without a leading `v`: `1.4.0`.
    pub version: &'static str,
    /// The full source address: `registry.terraform.io/<namespace>/<type name>`.
    pub address: &'static str,
    /// One sentence for `--help`.
    pub description: &'static str,
}

impl About {
    /// The name that Terraform expects of the executable, without version and file extension.
    #[must_use]
    pub fn binary(&self) -> String {
        format!("terraform-provider-{}", self.name)
    }
}
