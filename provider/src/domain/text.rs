//! The newtype over a text that most values are: one macro, so that each type has the same doors.
//!
//! What a text must look like stays in each type's own `parse`.

/// Declares a text value with `trusted`, `as_str`, `Display` and ordering.
macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Believes a value that the service or the state gave.
            pub fn trusted(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// The value in quotes, cut to a length that a message can carry, with control characters escaped.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let shown: String = text.chars().take(LONGEST).collect();
    let ending = if text.chars().nth(LONGEST).is_some() { "..." } else { "" };
    format!("\"{}{ending}\"", shown.escape_debug())
}

pub(super) use text_value;
