//! A place: a file of the working tree and two positions in it.

/// A position in a file. Both numbers begin at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, counted in Unicode code points.
    pub column: u32,
}

/// A range of a file, from its first code point to the position after its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path from the root of the working tree, with forward slashes.
    pub file: String,
    /// The beginning of the range.
    pub start: Position,
    /// The end of the range, which is the position after its last code point.
    pub end: Position,
}

impl Place {
    /// The place at line 1, column 1 of a file.
    pub fn beginning_of(file: impl Into<String>) -> Self {
        let first = Position { line: 1, column: 1 };
        Self {
            file: file.into(),
            start: first,
            end: first,
        }
    }
}
