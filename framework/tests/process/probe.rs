//! The example `probe`, which is built together with these tests.

use conformance::client::{Certificate, Launch, example};

/// The example with an empty environment, as a person might start it.
pub(crate) fn bare() -> Launch {
    Launch::bare(&example("probe"))
}

/// The example with what a plugin client gives it, without TLS.
pub(crate) fn plugin() -> Launch {
    Launch::plugin(&example("probe"))
}

/// The example with what a plugin client gives it, for the client with the given certificate.
pub(crate) fn plugin_for(client: &Certificate) -> Launch {
    Launch::plugin_for(&example("probe"), client)
}

/// The example as `nohup` starts it, with what a plugin client gives it.
pub(crate) fn plugin_under_nohup() -> Launch {
    Launch::plugin_under_nohup(&example("probe"))
}

/// The example as the child of a shell that waits for it, with what a plugin client gives it.
pub(crate) fn plugin_below_a_shell() -> Launch {
    Launch::plugin_below_a_shell(&example("probe"))
}
