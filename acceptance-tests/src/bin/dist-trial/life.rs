//! A whole life of an order.

use crate::Outcome;
use crate::terraform::Terraform;

/// A command, its exit status, and what it prints.
type Step = (&'static [&'static str], i32, &'static str);

/// From nothing to nothing. The plans before the order and after its end show that `-detailed-exitcode` sees a difference where one is.
const STEPS: [Step; 6] = [
    (&["init"], 0, "Installed interconnect/twilio"),
    (&["plan", "-detailed-exitcode"], 2, "1 to add"),
    (&["apply", "-auto-approve"], 0, "1 added"),
    (&["plan", "-detailed-exitcode"], 0, "No changes"),
    (&["destroy", "-auto-approve"], 0, "1 destroyed"),
    (&["plan", "-detailed-exitcode"], 2, "1 to add"),
];

/// Lives it, and says which step went otherwise.
pub(crate) fn fault(terraform: &Terraform<'_>) -> Outcome<Option<String>> {
    for (arguments, code, words) in STEPS {
        if let Some(found) = terraform.run(arguments)?.unlike(code, &[words]) {
            return Ok(Some(format!("{}: {found}", arguments.join(" "))));
        }
    }
    Ok(None)
}
