//! A named circuit of a review, and the source of its values.

use crate::checks::Picture;
use crate::checks::planned::Planned;
use crate::checks::record::CrossConnect;
use crate::domain::UniqueName;

/// The source of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameSource {
    /// This run has planned the circuit.
    Planned,
    /// This run has read the circuit and not planned it.
    Read,
    /// The account has the circuit, and this run has neither planned nor read it.
    InTheAccount,
    /// The circuit is neither planned nor in the account.
    Missing,
}

impl NameSource {
    /// The word for conditions, which never changes.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Read => "read",
            Self::InTheAccount => "in_the_account",
            Self::Missing => "missing",
        }
    }

    fn of(planned: &Planned<CrossConnect>) -> Self {
        match (planned.is_planned(), planned.is_in_state) {
            (true, _) => Self::Planned,
            (false, true) => Self::Read,
            (false, false) => Self::InTheAccount,
        }
    }
}

/// The facts of a named circuit in the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Circuit {
    /// The source of the circuit.
    pub(super) source: NameSource,
    /// The circuit after the plan, if there is one.
    pub(super) after: Option<CrossConnect>,
}

impl Circuit {
    /// The circuit that has a name after the plan. A planned circuit takes precedence over a circuit of the account.
    pub(super) fn of(picture: &Picture, name: &UniqueName) -> Self {
        let has = |planned: &&Planned<CrossConnect>| planned.after().is_some_and(|after| after.name.is(name));
        let holders = picture.cross_connects.at(name).filter(has);
        let holder = holders.min_by_key(|planned| !planned.is_planned());
        holder.map_or(Self::missing(), |planned| Self {
            source: NameSource::of(planned),
            after: planned.after().cloned(),
        })
    }

    fn missing() -> Self {
        Self {
            source: NameSource::Missing,
            after: None,
        }
    }
}
