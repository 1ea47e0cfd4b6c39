//! The calls of `LetterOfAuthorization`: read, re-issue, and fetch the document.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::call::{Call, PathParameter};
use crate::code::Code;
use crate::refusal::{ErrorBody, Refusal};
use crate::routes::App;
use crate::service::Moment;
use crate::sid;
use crate::storage::Touch;
use crate::world::cross_connect::CrossConnect;
use crate::world::letter::Letter;

/// Reads the letter of authorization.
#[utoipa::path(
    get, path = "/v1/CrossConnects/{Sid}/LetterOfAuthorization", operation_id = "fetch_letter_of_authorization", tag = "LetterOfAuthorization",
    params(("Sid" = String, Path)),
    responses((status = 200, body = Letter, description = "the current state"), (status = 404, body = ErrorBody, description = "20404: a letter has not been issued yet"),
        (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn fetch(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<Letter>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        Ok(Answer::ok(issued(moment, &sid)?.letter))
    })
    .await
}

/// Re-issues the letter with new dates. The revisions of the letter and of the cross connect increase by one. If a person issues letters,
/// the response is 202 with the current letter.
#[utoipa::path(
    post, path = "/v1/CrossConnects/{Sid}/LetterOfAuthorization", operation_id = "reissue_letter_of_authorization", tag = "LetterOfAuthorization",
    params(("Sid" = String, Path), ("If-Match" = Option<String>, Header, description = "the expected revision of the cross connect; a different revision is refused with 20412")),
    responses((status = 201, body = Letter, description = "the new letter"), (status = 202, body = Letter, description = "the current letter; a person will issue the new one"),
        (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn reissue(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Answer<Letter>, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    call.form.accept(&[], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        call.check_revision(moment.world.cross_connect(&sid)?.revision)?;
        moment.world.reissue_letter(&sid, moment.now)?;
        let issued = issued(moment, &sid)?;
        let is_asked_for = issued.cross_connect.proposals.letter_revision.pending.is_some();
        let answer = if is_asked_for {
            Answer::accepted
        } else {
            Answer::created
        };
        Ok(answer(issued.letter).revision(issued.cross_connect.revision))
    })
    .await
}

/// Returns the letter of authorization as a PDF document.
#[utoipa::path(
    get, path = "/v1/CrossConnects/{Sid}/LetterOfAuthorization.pdf", operation_id = "fetch_letter_document", tag = "LetterOfAuthorization",
    params(("Sid" = String, Path)),
    responses((status = 200, content_type = "application/pdf", body = inline(LetterDocument), description = "a document of one page"), (status = "default", body = ErrorBody, description = "an error")),
    security(("basic" = []))
)]
pub async fn document(
    State(app): State<App>,
    PathParameter(sid): PathParameter,
    call: Call,
) -> Result<Response, Refusal> {
    sid::check(sid::CROSS_CONNECT, &sid, "Sid")?;
    call.query.accept(&[], &[])?;
    app.act(&[Touch::Object(&sid)], |moment| {
        let issued = issued(moment, &sid)?;
        let document = app.host.letter_document(&issued.cross_connect, &issued.letter);
        let disposition = format!("inline; filename=\"{}.pdf\"", issued.letter.sid);
        let headers = [
            (CONTENT_TYPE, "application/pdf".to_owned()),
            (CONTENT_DISPOSITION, disposition),
        ];
        Ok((headers, document).into_response())
    })
    .await
}

/// The bytes of the document.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[allow(
    dead_code,
    reason = "describes the answer; nobody builds it. An expect here makes rustc 1.95 stop when it compiles incrementally"
)]
struct LetterDocument(Vec<u8>);

struct Issued {
    cross_connect: CrossConnect,
    letter: Letter,
}

fn issued(moment: &Moment<'_>, sid: &str) -> Result<Issued, Refusal> {
    let cross_connect = moment.world.cross_connect(sid)?.clone();
    let letter = cross_connect.letter.clone();
    let none_yet = || {
        Refusal::new(
            Code::NotFound,
            format!("no letter of authorization has been issued for {sid}"),
        )
    };
    Ok(Issued {
        letter: letter.ok_or_else(none_yet)?,
        cross_connect,
    })
}
