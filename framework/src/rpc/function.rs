//! Functions in their wire form.

use std::collections::BTreeMap;

use proto::tfplugin5 as pb;
use proto::tfplugin5::function::{Parameter as WireParameter, Return};

use crate::function::{Parameter, Signature};
use crate::server::Server;
use crate::summary::first_paragraph;

/// Returns all functions by name.
pub(super) fn all(server: &Server) -> BTreeMap<String, pb::Function> {
    let functions = server.functions();
    functions
        .map(|function| (function.name().to_owned(), to_wire(function.signature())))
        .collect()
}

fn to_wire(signature: &Signature) -> pb::Function {
    let parameter = |parameter: &Parameter| WireParameter {
        name: parameter.name.clone(),
        r#type: parameter.ty.to_json(),
        allow_null_value: parameter.accepts_null,
        allow_unknown_values: signature.accepts_unknown,
        description: parameter.summary.clone(),
        description_kind: pb::StringKind::Markdown.into(),
    };
    pb::Function {
        parameters: signature.parameters.iter().map(parameter).collect(),
        variadic_parameter: signature.variadic.as_ref().map(parameter),
        r#return: Some(Return {
            r#type: signature.returns.to_json(),
        }),
        summary: signature.summary.to_owned(),
        description: first_paragraph(signature.description).to_owned(),
        description_kind: pb::StringKind::Markdown.into(),
        deprecation_message: signature.deprecation.unwrap_or_default().to_owned(),
    }
}
