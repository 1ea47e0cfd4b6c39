//! Objects of the state that the service does not have any more, or about which it contradicts itself.

use super::{Check, Finding};

/// The names of an object in a message.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    /// The kind: `Cross connect`, `BGP session`.
    pub kind: &'a str,
    /// Its name as the user writes it: a quoted unique name, or the SID.
    pub name: &'a str,
    /// Its SID.
    pub sid: &'a str,
    /// The verb for making one: `orders`, `creates`.
    pub made_by: &'a str,
}

/// An unprotected object that is proved to be gone.
pub fn gone(object: Object<'_>, last_status: &str, successor: Option<&str>) -> Finding {
    Finding {
        check: Check::GONE,
        attribute: None,
        summary: format!("{} {} no longer exists", object.kind, object.name),
        detail: format!(
            "The service did not find {} in four lists and a last read. Its last known status was {last_status}. {}",
            object.sid,
            what_follows(object, successor)
        ),
    }
}

/// The consequence for the plan where nothing has taken the place of the object; else the object that has.
fn what_follows(object: Object<'_>, successor: Option<&str>) -> String {
    match successor {
        Some(sid) => {
            format!("{sid} has taken its place: import that one, or remove this resource from the configuration.")
        }
        None => format!("If it is still configured, this plan {} a new one.", object.made_by),
    }
}

/// An object that the service does not find and shows elsewhere.
pub fn contradicted(object: Object<'_>, witness: &str) -> Finding {
    Finding {
        check: Check::CONTRADICTED,
        attribute: None,
        summary: format!("{} {} is reported missing and present", object.kind, object.name),
        detail: format!(
            "The service does not find {}, but {witness}. It stays in the state as stored. Plan again in a few minutes; if this \
             remains, report it to the operator of the service.",
            object.sid
        ),
    }
}

/// A protected cross connect that is proved to be gone.
pub fn protected_gone(object: Object<'_>, successor: Option<&str>) -> Finding {
    Finding {
        check: Check::GONE_PROTECTED,
        attribute: Some("deletion_protection"),
        summary: format!(
            "Protected {} {} no longer exists",
            object.kind.to_lowercase().replace("bgp", "BGP"),
            object.name
        ),
        detail: format!(
            "The service did not find {} in four lists and a last read.{} It stays in the state, and no other circuit is ordered in its \
             place. To remove it from the state, run `terraform state rm` with its address, write a `removed` block, or set \
             deletion_protection = false and apply: that apply changes the state alone.",
            object.sid,
            held_by(successor)
        ),
    }
}

fn held_by(successor: Option<&str>) -> String {
    successor
        .map(|sid| format!(" {sid} has taken its place."))
        .unwrap_or_default()
}
