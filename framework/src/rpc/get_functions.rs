//! `GetFunctions`: the functions alone, which are the same as in `GetSchema` (conformance rule F5).

use proto::tfplugin5::get_functions::{Request, Response};

use super::{Answer, diagnostic, function};
use crate::server::Server;

pub(super) async fn get_functions(server: &Server, _request: Request) -> Response {
    let problems = server.schema_problems();
    if problems.has_errors() {
        return Response::refused(problems);
    }
    Response {
        functions: function::all(server),
        diagnostics: diagnostic::to_wire(problems),
    }
}
