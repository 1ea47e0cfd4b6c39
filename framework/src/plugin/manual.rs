//! The texts for a person at a terminal: help, version, and the text for an executable that was started by hand.
//! Deliberately not here: the texts of logs and diagnostics.

use std::net::SocketAddr;

use super::{ProviderInfo, protocol_version};

/// Returns the text of `--version`: one line with the newest protocol of the generated code.
pub(super) fn version(info: &ProviderInfo) -> String {
    format!(
        "{} {} (Terraform plugin protocol {})",
        info.binary(),
        info.version,
        protocol_version::FULL
    )
}

/// Returns the text of `--help`.
pub(super) fn help(info: &ProviderInfo) -> String {
    let ProviderInfo { name, description, .. } = info;
    let (version, binary, namespace) = (version(info), info.binary(), namespace(info));
    format!(
        "{version}
{description}

Usage: {binary} [--debug | --version | --help]

  --debug    serve until Ctrl-C, and print TF_REATTACH_PROVIDERS, which lets Terraform attach
  --version  print the version
  --help     print this text

This is a Terraform plugin: Terraform starts and stops it. To install it, add it to a configuration and run
`terraform init`:

  terraform {{
    required_providers {{
      {name} = {{ source = \"{namespace}/{name}\" }}
    }}
  }}

To use a local build, add its folder to the file named in TF_CLI_CONFIG_FILE:

  provider_installation {{
    dev_overrides {{ \"{namespace}/{name}\" = \"<folder of this executable>\" }}
    direct {{}}
  }}

Terraform collects the logs from stderr. Set TF_LOG=debug, or TF_LOG_PROVIDER_{upper}=trace for this provider alone.",
        upper = super::log::variable_suffix(name),
    )
}

/// Returns the text on stderr for a person who started the executable without Terraform (conformance rule H1).
pub(super) fn started_by_hand(info: &ProviderInfo) -> String {
    let binary = info.binary();
    format!(
        "This binary is a plugin. These are not meant to be executed directly.
{binary} is a Terraform provider: Terraform starts it when a configuration requires it.
  {binary} --help     print how to install it and how to use a local build
  {binary} --debug    serve until Ctrl-C, for use under a debugger"
    )
}

/// Returns the warning for a debugged process without a Unix socket, as on Windows.
pub(super) fn open_port(address: &SocketAddr) -> String {
    format!(
        "Warning: every user of this computer can connect to {address} and call the provider with your credentials.
Terraform cannot use TLS with a provider that it attaches to. Use --debug only on a computer that no one else uses."
    )
}

/// Returns the namespace of the source address.
fn namespace(info: &ProviderInfo) -> &'static str {
    info.address.rsplit('/').nth(1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INFO: ProviderInfo = ProviderInfo {
        name: "example",
        version: "1.2.3",
        address: "registry.terraform.io/acme/example",
        description: "Manages examples.",
    };

    #[test]
    fn the_version_names_executable_version_and_protocol() {
        assert_eq!(
            version(&INFO),
            "terraform-provider-example 1.2.3 (Terraform plugin protocol 5.10)"
        );
    }

    #[test]
    fn the_help_shows_the_source_address_and_the_log_variable() {
        let help = help(&INFO);
        for part in [
            "Manages examples.",
            "source = \"acme/example\"",
            "TF_LOG_PROVIDER_EXAMPLE",
            "--debug",
        ] {
            assert!(help.contains(part), "{part} is missing in:\n{help}");
        }
    }

    #[test]
    fn an_open_port_is_named_with_who_can_reach_it() {
        let warning = open_port(&SocketAddr::from(([127, 0, 0, 1], 4711)));
        assert!(
            warning.starts_with("Warning: every user of this computer can connect to 127.0.0.1:4711"),
            "{warning}"
        );
    }

    #[test]
    fn a_person_learns_that_terraform_starts_the_plugin() {
        assert!(started_by_hand(&INFO).contains("Terraform starts it"));
    }
}
