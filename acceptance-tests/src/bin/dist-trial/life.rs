//! A complete lifecycle of an order.

use crate::Outcome;
use crate::terraform::Terraform;

/// A command, its exit status, and its output.
type Step = (&'static [&'static str], i32, &'static str);

/// The lifecycle from an empty service to an empty service. The plans at both ends show that `-detailed-exitcode` detects a difference.
const STEPS: [Step; 6] = [
    (&["init"], 0, "Installed interconnect/twilio"),
    (&["plan", "-detailed-exitcode"], 2, "1 to add"),
    (&["apply", "-auto-approve"], 0, "1 added"),
    (&["plan", "-detailed-exitcode"], 0, "No changes"),
    (&["destroy", "-auto-approve"], 0, "1 destroyed"),
    (&["plan", "-detailed-exitcode"], 2, "1 to add"),
];

/// Runs the lifecycle, and returns the step that differs.
pub(crate) fn fault(terraform: &Terraform<'_>) -> Outcome<Option<String>> {
    for (arguments, code, words) in STEPS {
        if let Some(found) = terraform.run(arguments)?.unlike(code, &[words]) {
            return Ok(Some(format!("{}: {found}", arguments.join(" "))));
        }
    }
    Ok(None)
}
