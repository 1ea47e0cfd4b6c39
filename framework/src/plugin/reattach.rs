//! The variable by which a Terraform attaches to a provider that runs already. Deliberately not here: serving it.

use std::fmt;

use serde_json::json;

use super::{About, address::Address, protocol_version};

/// A provider that serves under a debugger, printed by `Display` as a shell assignment (H15).
#[derive(Debug)]
pub(super) struct Reattach<'a> {
    /// Who serves.
    pub(super) about: &'a About,
    /// Where.
    pub(super) address: &'a Address,
}

impl fmt::Display for Reattach<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provider = json!({
            "Protocol": "grpc",
            "ProtocolVersion": protocol_version::SERVED,
            "Pid": std::process::id(),
            // A test provider is neither shut down nor killed when a command ends, so one process serves many commands.
            "Test": true,
            "Addr": { "Network": self.address.network(), "String": self.address.to_string() },
        });
        let providers = json!({ self.about.address: provider });
        write!(formatter, "TF_REATTACH_PROVIDERS='{providers}'")
    }
}
