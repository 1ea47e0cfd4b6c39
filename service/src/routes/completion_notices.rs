//! `CompletionNotices`: the customer reports that the data centre has made the cross connect.

use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::{Call, Named};
use crate::code::Code;
use crate::parameters::Parameters;
use crate::refusal::{ErrorBody, Problems, Refusal};
use crate::routes::App;
use crate::sid;
use crate::storage::Touch;
use crate::world::cross_connect::Completion;
use crate::world::letter::Letter;
use crate::world::printable::is_printable;

/// Reports completion. It cannot be withdrawn.
#[utoipa::path(
    post, path = "/v1/CrossConnects/{Sid}/CompletionNotices", operation_id = "report_completion", tag = "CompletionNotices",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header, description = "the cross connect's revision")),
    request_body(content = CompletionNotice, content_type = "application/x-www-form-urlencoded"),
    responses((status = 201, body = Completion, description = "created"), (status = "default", body = ErrorBody, description = "a refusal")),
    security(("basic" = []))
)]
pub async fn report(State(app): State<App>, Named(sid): Named, call: Call) -> Result<Answer<Completion>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    call.form.accept(&["Reference", "CompletedOn"], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        let current = moment.world.cross_connect(&sid)?;
        call.check_revision(current.revision)?;
        current.refuse_if_pending_deletion()?;
        let completion = read_notice(&call.form, current.letter.as_ref(), moment.now)?;
        current.allow_completion()?;
        moment.world.complete(&sid, completion.clone(), moment.now)?;
        let changed = moment.world.cross_connect(&sid)?;
        let retry_after = moment.retry_after(changed.in_transition_until());
        Ok(Answer::created(completion)
            .revision(changed.revision)
            .retry_after(retry_after))
    })
    .await
}

fn read_notice(form: &Parameters, letter: Option<&Letter>, now: Timestamp) -> Result<Completion, Refusal> {
    let mut problems = Problems::default();
    let reference = form.filled("Reference").unwrap_or_default();
    if !(1..=64).contains(&reference.chars().count()) || !reference.chars().all(is_printable) {
        let message = "Reference needs 1 to 64 printable characters";
        problems.add(Code::InvalidParameter, "Reference", reference, message);
    }
    let completed_on = read_date(
        form.filled("CompletedOn").unwrap_or_default(),
        letter,
        now,
        &mut problems,
    );
    problems.refuse_if_any()?;
    Ok(Completion {
        reference: reference.to_owned(),
        completed_on,
        reported_at: now,
    })
}

/// A date such as `2026-02-11`: not after today, not before the letter's day, both in UTC.
fn read_date(text: &str, letter: Option<&Letter>, now: Timestamp, problems: &mut Problems) -> Date {
    let today = TimeZone::UTC.to_datetime(now).date();
    let issued_on = letter.map(|letter| TimeZone::UTC.to_datetime(letter.issued_at).date());
    let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    let complaint = match date {
        None => Some("CompletedOn needs a date such as 2026-02-11".to_owned()),
        Some(date) if date > today => Some(format!("CompletedOn {date} is after today, {today} in UTC")),
        Some(date) => issued_on
            .filter(|issued_on| date < *issued_on)
            .map(|issued_on| format!("CompletedOn {date} is before the letter was issued, {issued_on} in UTC")),
    };
    if let Some(complaint) = complaint {
        problems.add(Code::InvalidParameter, "CompletedOn", text, complaint);
    }
    date.unwrap_or(today)
}

/// The parameters of a completion notice.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[allow(
    dead_code,
    reason = "describes the form; nobody builds it. An expect here makes rustc 1.95 stop when it compiles incrementally"
)]
pub struct CompletionNotice {
    /// 1 to 64 printable characters.
    reference: String,
    /// Not after the service's today, not before the letter's day.
    #[schema(value_type = String, format = Date)]
    completed_on: Date,
}
