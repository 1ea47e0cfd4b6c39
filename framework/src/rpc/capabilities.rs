//! The capabilities of the server beyond the oldest version of the protocol.

use proto::tfplugin5::ServerCapabilities;

use crate::server::Server;

/// Returns the capabilities of a server.
pub(super) fn of(server: &Server) -> ServerCapabilities {
    ServerCapabilities {
        plan_destroy: true,
        get_provider_schema_optional: true,
        move_resource_state: server.can_move(),
        generate_resource_config: true,
    }
}
