//! Times in their wire form.

use std::time::SystemTime;

use jiff::Timestamp;

/// Returns a time in the form that core reads; the generated field determines the type. Returns `None` for a time that
/// is too distant for the platform's type.
pub(super) fn to_wire<T: From<SystemTime>>(time: Timestamp) -> Option<T> {
    SystemTime::try_from(time).ok().map(T::from)
}
