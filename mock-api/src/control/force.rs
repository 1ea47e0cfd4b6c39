//! Steps that a test carries out: the steps of the service and its people, and steps that are possible in any status.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use service::code::Code;
use service::refusal::Refusal;
use service::world::World;
use service::world::calendar::Calendar;
use service::world::cross_connect::Completion;
use service::world::event::Actor;
use service::world::letter::{Dates, Letter};
use service::world::proposal::Refused;

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Force {
    /// The order is declined for lack of capacity.
    Reject,
    /// The configuration fails.
    Fail,
    /// The cross connect is deactivated.
    Deactivate,
    /// The cross connect is activated.
    Activate,
    /// The awaited step or change of Twilio or the data center is carried out.
    FinishStep,
    /// The awaited step or change of Twilio or the data center is declined.
    Decline(Refused),
    /// The letter of authorization expires.
    Expire,
    /// A letter is issued with the details of a document.
    IssueLetter(LetterDetails),
    /// Completion is recorded at the service.
    Complete {
        /// The reference in the data center's notice.
        reference: String,
        /// The day of completion.
        completed_on: Date,
    },
}

/// The details of a step. If a field is omitted, it has its usual value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ForceDetails {
    /// The party that declines. The default is `twilio`.
    actor: Option<Actor>,
    /// The role of the person who declines.
    role: Option<String>,
    /// The reason for declining.
    reason: Option<String>,
    /// The letter to issue.
    letter: LetterDetails,
    /// The reference in the data center's notice.
    reference: Option<String>,
    /// The day of completion.
    #[schema(value_type = Option<String>, format = Date)]
    completed_on: Option<Date>,
}

/// The details of a letter. If a field is omitted, the service sets its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LetterDetails {
    /// The authorized party in the document.
    entity: Option<String>,
    /// The cage; `null` if the letter does not contain one.
    #[serde(deserialize_with = "super::objects::given")]
    #[schema(value_type = Option<String>)]
    cage: Option<Option<String>>,
    /// The patch panel; `null` if the letter does not contain one.
    #[serde(deserialize_with = "super::objects::given")]
    #[schema(value_type = Option<String>)]
    patch_panel: Option<Option<String>>,
    /// The port; `null` if the letter does not contain one.
    #[serde(deserialize_with = "super::objects::given")]
    #[schema(value_type = Option<String>)]
    port: Option<Option<String>>,
    /// The first day on which the letter is valid.
    #[schema(value_type = Option<String>, format = Date)]
    issued_on: Option<Date>,
    /// The last day on which the letter is valid.
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<Date>,
}

impl LetterDetails {
    fn print(self, usual: Letter, calendar: &Calendar) -> Letter {
        let issued_on = self.issued_on.unwrap_or(usual.issued_on);
        let expires_on = self.expires_on.unwrap_or(usual.expires_on);
        let dates = Dates::printed(issued_on, expires_on, usual.issued_at, calendar);
        let letter = Letter {
            entity: self.entity.unwrap_or(usual.entity),
            cage: self.cage.unwrap_or(usual.cage),
            patch_panel: self.patch_panel.unwrap_or(usual.patch_panel),
            port: self.port.unwrap_or(usual.port),
            ..usual
        };
        letter.dated(dates)
    }
}

impl Force {
    /// Reads the name of a step and its details.
    pub(crate) fn read(action: &str, details: ForceDetails) -> Result<Self, Refusal> {
        let missing = |name: &str| Refusal::new(Code::InvalidParameter, format!("{action} requires {name}"));
        Ok(match action {
            "reject" => Self::Reject,
            "fail" => Self::Fail,
            "deactivate" => Self::Deactivate,
            "activate" => Self::Activate,
            "finish-step" => Self::FinishStep,
            "expire" => Self::Expire,
            "decline" => Self::Decline(Refused {
                actor: details.actor.unwrap_or(Actor::Twilio),
                role: details.role,
                reason: details.reason.ok_or_else(|| missing("reason"))?,
            }),
            "issue-letter" => Self::IssueLetter(details.letter),
            "complete" => Self::Complete {
                reference: details.reference.ok_or_else(|| missing("reference"))?,
                completed_on: details.completed_on.ok_or_else(|| missing("completed_on"))?,
            },
            _ => return Err(unknown(action)),
        })
    }
}

fn unknown(action: &str) -> Refusal {
    Refusal::new(Code::NotFound, format!("there is no action '{action}'"))
}

/// Carries out a step of a cross connect.
///
/// # Errors
/// The cross connect does not exist, or its status does not allow the step.
pub(crate) fn force_step(world: &mut World, sid: &str, force: Force, at: Timestamp) -> Result<(), Refusal> {
    let times = world.step_times;
    match force {
        Force::FinishStep => return world.finish_step(sid, at),
        Force::Decline(by) => return world.decline(sid, &by, at),
        Force::Expire => return world.expire(sid, at),
        Force::IssueLetter(details) => return issue_letter(world, sid, details, at),
        Force::Complete {
            reference,
            completed_on,
        } => {
            let completion = Completion {
                reference,
                completed_on,
                reported_at: at,
            };
            return world.record_completion(sid, completion, at);
        }
        Force::Reject => world.cross_connect_mut(sid)?.reject(at),
        Force::Fail => world.cross_connect_mut(sid)?.fail(&times, at),
        Force::Deactivate | Force::Activate => {
            let found = world.cross_connect_mut(sid)?;
            found.revision += 1;
            found.enable(force == Force::Activate, at);
        }
    }
    world.settle_session_of(sid, at);
    Ok(())
}

fn issue_letter(world: &mut World, sid: &str, details: LetterDetails, at: Timestamp) -> Result<(), Refusal> {
    let edge = world.cross_connect(sid)?.exchange.clone();
    let calendar = world.exchange(&edge).map_or_else(Calendar::unknown, Calendar::of);
    let none = || Refusal::new(Code::Conflict, format!("the exchange of {sid} is not in the catalog"));
    let usual = world.usual_letter(sid, at).ok_or_else(none)?;
    world.issue(sid, details.print(usual, &calendar), at)
}

/// Carries out a step of a session: `finish-step` or `decline`.
///
/// # Errors
/// The session or the step does not exist, or no step is awaited.
pub(crate) fn force_session_step(world: &mut World, sid: &str, force: &Force, at: Timestamp) -> Result<(), Refusal> {
    match force {
        Force::FinishStep => world.finish_session_step(sid, at),
        Force::Decline(by) => world.decline_session(sid, by, at),
        Force::Reject
        | Force::Fail
        | Force::Deactivate
        | Force::Activate
        | Force::Expire
        | Force::IssueLetter(_)
        | Force::Complete { .. } => Err(Refusal::new(
            Code::NotFound,
            "a BGP session supports only the actions finish-step and decline",
        )),
    }
}
