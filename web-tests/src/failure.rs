//! The failure of a story: any error.

use std::error::Error;

/// The failure of a story.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// Asserts a condition.
pub(crate) fn claim(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), Failure> {
    match holds {
        true => Ok(()),
        false => Err(otherwise().into()),
    }
}
