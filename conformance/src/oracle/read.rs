//! The rules for an object that was read (R1, R4), upgraded (R6), imported (R8), or moved (R10).

use framework::value::Value;

use super::{Broken, shape};
use crate::schema::Block;

/// Returns the broken rules of a refreshed object, which is null when it is gone (R1). Core corrects null blocks with only a line
/// in the log. They are reported here (R4).
pub fn read(block: &Block, new: &Value) -> Vec<Broken> {
    let rules = Rules {
        rule: "R1",
        unknown: "the returned state contains unknown values",
        during: "during refresh",
    };
    let mut found = rules.check(block, new);
    let blocks = shape::blocks_present(block, new).into_iter();
    found.extend(blocks.map(|broken| Broken { rule: "R4", ..broken }));
    found
}

/// Returns the broken rules of an upgraded state (R6). An upgrade must not remove a stored object.
pub fn upgrade(block: &Block, upgraded: &Value) -> Vec<Broken> {
    let rules = Rules {
        rule: "R6",
        unknown: "the upgraded state contains unknown values",
        during: "during an upgrade",
    };
    let mut found = rules.check(block, upgraded);
    if upgraded.is_null() {
        found.push(Broken::whole("R6", "the upgraded state is null"));
    }
    found
}

/// Returns the broken rules of a moved object (R10).
pub fn moved(block: &Block, target: &Value) -> Vec<Broken> {
    let rules = Rules {
        rule: "R10",
        unknown: "the moved state contains unknown values",
        during: "during a move",
    };
    let mut found = rules.check(block, target);
    if target.is_null() {
        found.push(Broken::whole("R10", "the provider returned no object for the move"));
    }
    found
}

/// The kind of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportBy {
    /// By id.
    Id,
    /// By identity.
    Identity,
}

/// One object that an import returned.
#[derive(Clone, Copy, Debug)]
pub struct Imported<'a> {
    /// The type.
    pub type_name: &'a str,
    /// The known part of the object.
    pub state: &'a Value,
    /// True where it has an identity.
    pub has_identity: bool,
}

/// Returns the broken rules of an import that has no error and is not deferred (R8).
pub fn import(block: &Block, type_name: &str, by: ImportBy, imported: &[Imported<'_>]) -> Vec<Broken> {
    match imported {
        [] => vec![Broken::whole("R8", "import returned no resources")],
        [one] => import_one(block, type_name, by, one),
        _ => vec![Broken::whole("R8", "multiple import states not supported")],
    }
}

fn import_one(block: &Block, type_name: &str, by: ImportBy, imported: &Imported<'_>) -> Vec<Broken> {
    let rules = Rules {
        rule: "R8",
        unknown: "the imported state contains unknown values",
        during: "during import",
    };
    let mut found = rules.check(block, imported.state);
    let mut say = |is_broken: bool, explanation: String| {
        if is_broken {
            found.push(Broken::whole("R8", explanation));
        }
    };
    let name = imported.type_name;
    say(name.is_empty(), format!("import of {type_name} didn't set type"));
    say(
        !name.is_empty() && name != type_name,
        format!("import of {type_name} returned a {name}"),
    );
    let by_identity = by == ImportBy::Identity;
    say(
        imported.state.is_null() && !by_identity,
        "import returned null resource".to_owned(),
    );
    say(
        by_identity && !imported.has_identity,
        format!("import of {type_name} didn't return an identity"),
    );
    found
}

/// The rules that all of them share.
struct Rules {
    rule: &'static str,
    unknown: &'static str,
    during: &'static str,
}

impl Rules {
    fn check(&self, block: &Block, value: &Value) -> Vec<Broken> {
        let mut found = shape::fits(self.rule, value, &block.terraform_type());
        if found.is_empty() {
            found.extend(shape::wholly_known(self.rule, value, self.unknown));
            found.extend(shape::write_only_null(self.rule, block, value, self.during));
        }
        found
    }
}
