//! The failure of a story: anything that can be said.

use std::error::Error;

/// The reason why a story did not go as told.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// Claims something.
pub(crate) fn claim(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), Failure> {
    match holds {
        true => Ok(()),
        false => Err(otherwise().into()),
    }
}
