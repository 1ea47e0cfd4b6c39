//! The example `probe`, which Cargo builds together with these tests.

use conformance::client::{Certificate, Launch, example};

/// Returns the launch of the example with an empty environment, as by a person.
pub(crate) fn bare() -> Launch {
    Launch::bare(&example("probe"))
}

/// Returns the launch of the example by a plugin client without TLS.
pub(crate) fn plugin() -> Launch {
    Launch::plugin(&example("probe"))
}

/// Returns the launch of the example by a plugin client with the given certificate.
pub(crate) fn plugin_for(client: &Certificate) -> Launch {
    Launch::plugin_for(&example("probe"), client)
}

/// Returns the launch of the example by a plugin client under `nohup`.
pub(crate) fn plugin_under_nohup() -> Launch {
    Launch::plugin_under_nohup(&example("probe"))
}

/// Returns the launch of the example by a plugin client as the child of a shell that waits for it.
pub(crate) fn plugin_below_a_shell() -> Launch {
    Launch::plugin_below_a_shell(&example("probe"))
}
