//! Points in time on the wire.

use std::time::SystemTime;

use jiff::Timestamp;

/// A time in the form that core reads; the type of the form is the generated field's. `None` for a time that the platform has
/// no form for, which is too far away to matter.
pub(super) fn to_wire<T: From<SystemTime>>(time: Timestamp) -> Option<T> {
    SystemTime::try_from(time).ok().map(T::from)
}
