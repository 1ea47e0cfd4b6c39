//! Objects of the state that no longer exist at the service, or about which its answers contradict each other.

use super::{Check, Finding, Subject};

/// The names of a missing object in a message.
#[derive(Clone, Copy, Debug)]
pub struct Lost<'a> {
    /// The kind: `Cross connect`, `BGP session`.
    pub kind: &'a str,
    /// Its name as the user writes it: a quoted unique name, or the SID.
    pub name: &'a str,
    /// Its SID.
    pub sid: &'a str,
    /// The verb for making one: `orders`, `creates`.
    pub made_by: &'a str,
}

impl Lost<'_> {
    fn subject(&self) -> Subject {
        Subject {
            sid: Some(self.sid.to_owned()),
            ..Subject::default()
        }
    }
}

/// `TWX310`: an unprotected object that no longer exists.
pub fn gone(lost: Lost<'_>, last_status: &str, successor: Option<&str>) -> Finding {
    Finding::about(Check::GONE, lost.subject()).saying(
        format!("{} {} no longer exists", lost.kind, lost.name),
        format!(
            "The service no longer has {}: four lists and one more read did not find it. Its last known status was {last_status}. {}",
            lost.sid,
            what_follows(lost, successor)
        ),
    )
}

/// The advice: about the object that has taken its place, or the consequence for the plan if there is none.
fn what_follows(lost: Lost<'_>, successor: Option<&str>) -> String {
    match successor {
        Some(sid) => {
            format!("{sid} has taken its place. Import that object, or remove this resource from the configuration.")
        }
        None => format!(
            "If the resource is still in the configuration, this plan {} a new one.",
            lost.made_by
        ),
    }
}

/// `TWX311`: an object that a read does not find and another answer shows.
pub fn contradicted(lost: Lost<'_>, witness: &str) -> Finding {
    Finding::about(Check::CONTRADICTED, lost.subject()).saying(
        format!("{} {} is reported as both missing and present", lost.kind, lost.name),
        format!(
            "A read of {} reports that it does not exist, but {witness}. The object stays in the state unchanged. Plan again in a few \
             minutes. If the warning remains, report it to the operator of the service.",
            lost.sid
        ),
    )
}

/// `TWX603`: a protected cross connect that no longer exists.
pub fn protected_gone(lost: Lost<'_>, successor: Option<&str>) -> Finding {
    Finding::about(Check::GONE_PROTECTED, lost.subject()).on("deletion_protection").saying(
        format!(
            "Protected {} {} no longer exists",
            lost.kind.to_lowercase().replace("bgp", "BGP"),
            lost.name
        ),
        format!(
            "The service no longer has {}: four lists and one more read did not find it.{} Because it is protected, it stays in the \
             state. To remove it from there, run `terraform state rm` with its address, or add a `removed` block. Or set deletion_protection \
             = false and apply this resource alone (-target), which changes only the state.",
            lost.sid,
            held_by(successor)
        ),
    )
}

fn held_by(successor: Option<&str>) -> String {
    successor
        .map(|sid| format!(" {sid} has taken its place."))
        .unwrap_or_default()
}
