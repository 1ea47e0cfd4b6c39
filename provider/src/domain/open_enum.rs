//! The enum of the words of a status: a variant for each known word, and one that keeps an unknown word.

/// Declares an enum of words with `trusted`, `as_str`, and `Display`. An unknown word is never an error.
macro_rules! open_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A word that this version does not recognize.
            Other(String),
        }

        impl $name {
            /// The words that this version recognizes, in the order of the life cycle.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// Reads a word of the service that its client has cleaned, or a word of the state.
            pub fn trusted(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)*
                    other => Self::Other(other.to_owned()),
                }
            }

            /// The word as the service writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Other(word) => word,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(super) use open_enum;
