//! The extent of a life.

/// The actions of a life's user, its colleagues, and the service.
///
/// A seed identifies its life as long as nothing is drawn differently. So a life of the wider extent draws the additional values from its own
/// generator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Orders, changes, completions, and removals, at the pace of machines.
    Narrow,
    /// Also roles, activation, new letters, moves to another exchange, and steps that people do.
    #[default]
    Whole,
}
