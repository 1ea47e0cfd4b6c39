//! The call of `CompletionNotices`: the customer reports that the data center has completed the cross connect.

use std::ops::RangeInclusive;

use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::{Call, PathParameter};
use crate::code::Code;
use crate::parameters::Parameters;
use crate::refusal::{ErrorBody, Problems, Refusal};
use crate::routes::App;
use crate::sid;
use crate::storage::Touch;
use crate::world::World;
use crate::world::calendar::Calendar;
use crate::world::cross_connect::{Completion, CrossConnect};
use crate::world::printable::is_printable;

/// The allowed lengths of a reference, in characters.
pub(crate) const REFERENCE_LENGTHS: RangeInclusive<usize> = 1..=64;

/// Reports completion of a cross connect. The report cannot be withdrawn.
#[utoipa::path(
    post, path = "/v1/CrossConnects/{Sid}/CompletionNotices", operation_id = "report_completion", tag = "CompletionNotices",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header, description = "the expected revision of the cross connect; a different revision is refused with 20412")),
    request_body(content = CompletionNotice, content_type = "application/x-www-form-urlencoded"),
    responses((status = 201, body = Completion, description = "the created object"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn report(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<Completion>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    call.form.accept(&["Reference", "CompletedOn"], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        let current = moment.world.cross_connect(&sid)?;
        call.check_revision(current.revision)?;
        current.refuse_if_pending_deletion()?;
        let days = Days::at(moment.world, current, moment.now);
        let completion = read_notice(&call.form, &days, moment.now)?;
        current.allow_completion(completion.completed_on)?;
        moment.world.complete(&sid, completion.clone(), moment.now)?;
        let changed = moment.world.cross_connect(&sid)?;
        let retry_after = moment.retry_after(changed.in_transition_until());
        Ok(Answer::created(completion)
            .revision(changed.revision)
            .retry_after(retry_after))
    })
    .await
}

/// The possible days of completion, at the exchange.
pub(crate) struct Days {
    /// The day of the first letter.
    first: Option<Date>,
    /// Today.
    last: Date,
}

impl Days {
    /// The possible days for a cross connect at an instant.
    pub(crate) fn at(world: &World, current: &CrossConnect, now: Timestamp) -> Self {
        let exchange = world.exchange(&current.exchange);
        let calendar = exchange.map_or_else(Calendar::unknown, Calendar::of);
        Self {
            first: current.letters().first().map(|letter| letter.issued_on),
            last: calendar.latest_day_of(now),
        }
    }
}

/// Reads a notice, and reports all invalid values together.
///
/// # Errors
/// 20422.
pub(crate) fn read_notice(form: &Parameters, days: &Days, now: Timestamp) -> Result<Completion, Refusal> {
    let mut problems = Problems::default();
    let reference = form.filled("Reference").unwrap_or_default();
    if !REFERENCE_LENGTHS.contains(&reference.chars().count()) || !reference.chars().all(is_printable) {
        let message = "Reference must have 1 to 64 printable characters";
        problems.add(Code::InvalidParameter, "Reference", reference, message);
    }
    let completed_on = read_date(form.filled("CompletedOn").unwrap_or_default(), days, &mut problems);
    problems.refuse_if_any()?;
    Ok(Completion {
        reference: reference.to_owned(),
        completed_on,
        reported_at: now,
    })
}

/// Reads a date such as `2026-02-11`: not after today, and not before the day of the first letter, both at the exchange.
fn read_date(text: &str, days: &Days, problems: &mut Problems) -> Date {
    let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    let complaint = match date {
        None => Some("CompletedOn must be a date such as 2026-02-11".to_owned()),
        Some(date) if date > days.last => Some(format!(
            "CompletedOn {date} is after today ({} at the exchange)",
            days.last
        )),
        Some(date) => days.first.filter(|first| date < *first).map(|first| {
            format!("CompletedOn {date} is before the first letter, which was issued on {first} at the exchange")
        }),
    };
    if let Some(complaint) = complaint {
        problems.add(Code::InvalidParameter, "CompletedOn", text, complaint);
    }
    date.unwrap_or(days.last)
}

/// The parameters of a completion notice.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[allow(
    dead_code,
    reason = "describes the form; nobody builds it. An expect here makes rustc 1.95 stop when it compiles incrementally"
)]
pub struct CompletionNotice {
    /// The reference in the data center's notice: 1 to 64 printable characters.
    reference: String,
    /// The date of completion in the time zone of the exchange: not after today, and a day with a letter in force.
    #[schema(value_type = String, format = Date)]
    completed_on: Date,
}
