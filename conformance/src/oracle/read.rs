//! Whether core takes what became of an object: read (R1, R4), upgraded (R6), imported (R8) or moved (R10).

use framework::value::Value;

use super::{Broken, shape};
use crate::schema::Block;

/// What core says of a refreshed object; null when it is gone (R1). Blocks that are null are mended with no more than a line
/// in the log, and reported here (R4).
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

/// What core says of an upgraded state (R6). A stored object does not vanish by an upgrade.
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

/// What core says of a moved object (R10).
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

/// How an import was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportBy {
    /// By the id of the object.
    Id,
    /// By its identity.
    Identity,
}

/// One object that an import returned.
#[derive(Clone, Copy, Debug)]
pub struct Imported<'a> {
    /// Its type.
    pub type_name: &'a str,
    /// What is known of it.
    pub state: &'a Value,
    /// Whether it came with an identity.
    pub has_identity: bool,
}

/// What core says of an import that has no error and is not deferred (R8).
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

/// What is the same for all of them.
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
