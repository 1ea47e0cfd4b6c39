//! The diagnostic of an operation that panicked. The log contains the lines of the panic itself.

use crate::diagnostics::Diagnostic;

/// A panic in an author's operation, by its possible effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crash {
    /// In a creation that had recorded nothing.
    Creation,
    /// In a creation that had recorded the object.
    NotedCreation,
    /// In an update.
    Update,
    /// In a deletion.
    Deletion,
}

impl Crash {
    /// Returns the error to report. It contains only facts that are known at this point.
    pub(super) fn diagnostic(self) -> Diagnostic {
        Diagnostic::error(
            "The provider crashed during this operation",
            format!(
                "{} This is a bug in the provider. Report the crash with the lines that start with \"panic:\" in the \
                 log (TF_LOG=error).",
                self.effect()
            ),
        )
    }

    fn effect(self) -> &'static str {
        match self {
            Self::Creation => {
                "It is not known whether the object was created, and the state does not contain it. Look for it in the \
                 service before you apply again, and import it if it exists."
            }
            Self::NotedCreation => {
                "The object was created, and its last recorded values are saved in the state. Run terraform plan to \
                 compare them with the object."
            }
            Self::Update => {
                "It is not known how much of the update was carried out. The state contains the last recorded values. \
                 Run terraform plan to compare them with the object."
            }
            Self::Deletion => {
                "It is not known whether the object was deleted, so it stays in the state. Run terraform plan to check \
                 whether it still exists."
            }
        }
    }
}
