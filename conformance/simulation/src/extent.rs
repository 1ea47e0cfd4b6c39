//! The extent of a life.

/// The things that a life's user, its colleagues, and the service do.
///
/// A seed names its life as long as nothing is drawn differently, so a life of the wider extent draws what it has more from a generator
/// of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Orders, changes, completions, and removals, at the pace of machines.
    Narrow,
    /// Also roles, activation, new letters, moves to another exchange, and steps that people do.
    #[default]
    Whole,
}
