//! One step of a life, drawn at random.

use fastrand::Rng;

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Plan and apply.
    Apply(Ending),
    /// Refresh alone.
    Refresh,
    /// The configuration changes, then plan and apply.
    Change,
    /// A circuit leaves the configuration, then plan and apply.
    Remove,
    /// A circuit is added to the configuration, then plan and apply.
    Add,
    /// Everything is destroyed; the configuration stays.
    Destroy,
    /// The state is lost.
    LoseState,
    /// A colleague does something.
    Colleague,
    /// Time passes at the service, in seconds.
    Pass(u64),
    /// Twilio declines the next order, or lets the next configuration fail.
    Decide,
    /// The data center has completed every circuit with a letter, and the user reports it.
    Complete,
    /// A person at the service or at the data center finishes or declines a step.
    Staff,
    /// The role, the switch, or the letter of a circuit changes, then plan and apply.
    ChangeMore,
    /// The move of a circuit advances by one stage, then plan and apply.
    Move,
}

/// The end of an apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// By itself.
    Whole,
    /// The provider is killed after some milliseconds.
    Killed(u64),
    /// Core asks the provider to stop after some milliseconds.
    Stopped(u64),
}

impl Step {
    /// Draws the next step. Only a wild life has kills and lost states.
    pub(crate) fn draw(random: &mut Rng, wild: bool) -> Self {
        match random.u8(0..21) {
            0..=4 => Self::Apply(Ending::Whole),
            5 if wild => Self::Apply(Ending::Killed(moment(random))),
            5 | 6 => Self::Apply(Ending::Stopped(moment(random))),
            7 => Self::Refresh,
            8..=10 => Self::Change,
            11 => Self::Remove,
            12 => Self::Add,
            13 => Self::Destroy,
            14 if wild => Self::LoseState,
            14 | 15 => Self::Colleague,
            16 | 17 => Self::Pass(10_u64.pow(random.u32(1..7))),
            18 => Self::Decide,
            _ => Self::Complete,
        }
    }
}

impl Step {
    /// Draws one of the steps that a narrow life does not have.
    pub(crate) fn draw_more(random: &mut Rng) -> Self {
        match random.u8(0..6) {
            0 | 1 => Self::Staff,
            2 | 3 => Self::ChangeMore,
            _ => Self::Move,
        }
    }
}

/// Draws a moment within an apply, early ones more often.
fn moment(random: &mut Rng) -> u64 {
    let scale = 10_u64.pow(random.u32(1..6));
    random.u64(scale / 10..scale)
}
