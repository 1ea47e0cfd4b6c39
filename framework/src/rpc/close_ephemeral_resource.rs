//! `CloseEphemeralResource`: the close of an opened resource. Nothing to close is a success (conformance rule E4).

use proto::tfplugin5::close_ephemeral_resource::{Request, Response};

use super::{Answer, diagnostic, unknown_type};
use crate::private::Private;
use crate::server::Server;

pub(super) async fn close_ephemeral_resource(server: &Server, request: Request) -> Response {
    let Some(resource) = server.ephemeral_resource(&request.type_name) else {
        return Response::refused(unknown_type("ephemeral resource", &request.type_name));
    };
    match Private::of_opened(request.private.as_deref().unwrap_or_default()) {
        Ok(private) => Response {
            diagnostics: diagnostic::to_wire(resource.close(private, server.context()).await),
        },
        Err(unreadable) => Response::refused(unreadable),
    }
}
