//! The page of a function, in the layout of HashiCorp's terraform-plugin-docs.

use framework::erased::AnyFunction;
use framework::function::{Parameter, Signature};

use crate::contract;
use crate::example::Example;
use crate::front_matter;
use crate::page::Page;
use crate::terraform_type;

/// Makes the page.
pub(crate) fn of(function: &dyn AnyFunction) -> Page {
    let (name, signature) = (function.name(), function.signature());
    let sections = [
        Some(front_matter::of(
            &format!("{name} function - twilio"),
            signature.summary,
        )),
        Some(format!("# function: {name}\n\n{}", signature.description)),
        contract::statement_unless_in(signature.description),
        Example(format!("examples/functions/{name}/function.tf")).section(),
        Some(format!("## Signature\n\n```text\n{}\n```", line(name, signature))),
        Some(format!("## Arguments\n\n{}", arguments(signature))),
    ];
    let text: Vec<_> = sections.into_iter().flatten().collect();
    Page {
        path: format!("docs/functions/{name}.md"),
        text: format!("{}\n", text.join("\n\n")),
    }
}

/// Writes the signature: `name(first string, others string...) list of string`.
fn line(name: &str, signature: &Signature) -> String {
    let parameter = |parameter: &Parameter, dots: &str| {
        format!(
            "{} {}{dots}",
            parameter.name,
            terraform_type::in_signature(&parameter.ty)
        )
    };
    let parameters: Vec<_> = signature
        .parameters
        .iter()
        .map(|one| parameter(one, ""))
        .chain(signature.variadic.iter().map(|one| parameter(one, "...")))
        .collect();
    format!(
        "{name}({}) {}",
        parameters.join(", "),
        terraform_type::in_signature(&signature.returns)
    )
}

fn arguments(signature: &Signature) -> String {
    let argument = |parameter: &Parameter, mark: &str| {
        let nullable = if parameter.accepts_null { ", Nullable" } else { "" };
        format!(
            "1. `{}` ({mark}{}{nullable}) {}",
            parameter.name,
            terraform_type::name(&parameter.ty),
            parameter.description
        )
    };
    let lines: Vec<_> = signature
        .parameters
        .iter()
        .map(|one| argument(one, ""))
        .chain(signature.variadic.iter().map(|one| argument(one, "Variadic, ")))
        .collect();
    lines.join("\n")
}
