//! Two builds of one commit.

use framework::plugin::Environment;

use crate::Outcome;
use crate::checkout::{Checkout, Surroundings};
use crate::difference;
use crate::report::Report;

const PART: &str = "reproduction";

const FIRST: Surroundings = Surroundings {
    folder: "one",
    time_zone: "Pacific/Kiritimati",
    umask: "022",
    locale: "C",
};
const SECOND: Surroundings = Surroundings {
    folder: "a/deeper place/another",
    time_zone: "America/Los_Angeles",
    umask: "077",
    locale: "C.UTF-8",
};

/// Builds twice, and compares every file.
pub(crate) fn judge(environment: &Environment, report: &mut Report) -> Outcome<()> {
    // Both are made before the first build, so that both are of one commit.
    let (first, second) = (
        Checkout::make(FIRST, environment)?,
        Checkout::make(SECOND, environment)?,
    );
    let (first, mut second) = (first.build()?, second.build()?);
    let none = first.is_empty().then(|| "the folder is empty".to_owned());
    report.add(PART, "there are archives", none)?;
    for (name, found) in difference::between(&first, &second) {
        report.add(PART, &format!("{name} is equal in both"), found)?;
    }
    let Some((name, byte)) = second
        .iter_mut()
        .find_map(|(name, file)| Some((name, file.last_mut()?)))
    else {
        return Ok(());
    };
    *byte ^= 1;
    let name = name.clone();
    let is_seen = difference::between(&first, &second).remove(&name).flatten().is_some();
    let unseen = (!is_seen).then(|| format!("a changed byte of {name} is not seen"));
    report.add(PART, "control: one changed bit is a difference", unseen)?;
    Ok(())
}
