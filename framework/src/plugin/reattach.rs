//! The variable with which Terraform attaches to a running provider. Deliberately not here: the server.

use std::fmt;

use serde_json::json;

use super::{ProviderInfo, address::Address, protocol_version};

/// The address of a provider under a debugger, which `Display` prints as a shell assignment (conformance rule H15).
#[derive(Debug)]
pub(super) struct Reattach<'a> {
    /// The provider.
    pub(super) info: &'a ProviderInfo,
    /// The address.
    pub(super) address: &'a Address,
}

impl fmt::Display for Reattach<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provider = json!({
            "Protocol": "grpc",
            "ProtocolVersion": protocol_version::SERVED,
            "Pid": std::process::id(),
            // A test provider is neither shut down nor killed at the end of a command, so one process serves many
            // commands.
            "Test": true,
            "Addr": { "Network": self.address.network(), "String": self.address.to_string() },
        });
        let providers = json!({ self.info.address: provider }).to_string();
        // A quotation mark in the socket's path would end the shell's quotation.
        let quoted = providers.replace('\'', r"'\''");
        write!(formatter, "TF_REATTACH_PROVIDERS='{quoted}'")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_in_the_path_of_the_socket_does_not_end_the_quotation() {
        let info = ProviderInfo {
            name: "x",
            version: "1.0.0",
            address: "example.com/x/x",
            description: "Manages nothing.",
        };
        let address = Address::Unix("/o'clock/s".into());
        let reattach = Reattach {
            info: &info,
            address: &address,
        };
        assert!(
            reattach.to_string().contains(r#""String":"/o'\''clock/s""#),
            "{reattach}"
        );
    }
}
