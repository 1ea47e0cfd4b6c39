//! `revision`, `ETag` and `If-Match`.

use reqwest::Method;

use crate::client::{Answer, Api};

async fn if_match(api: &Api, method: Method, path: &str, (revision, form): (&str, &[(&str, &str)])) -> Answer {
    Answer::to(api.request(method, path).header("If-Match", revision).form(form)).await
}

#[tokio::test]
async fn the_revision_grows_with_changes_of_customers_alone() {
    let api = Api::start().await;
    let path = api.placed("requested").await;
    let revision = async || api.get(&path).await.expect(200).at("revision").as_u64().unwrap();
    assert_eq!(revision().await, 1);
    api.hours_pass(2).await;
    assert_eq!((api.status(&path).await.as_str(), revision().await), ("loa_issued", 1));
    api.post(&format!("{path}/LetterOfAuthorization"), &[])
        .await
        .expect(201);
    assert_eq!(revision().await, 2);
    api.post(&path, &[("UniqueName", "a"), ("RedundancyGroup", "b")])
        .await
        .expect(200);
    assert_eq!(revision().await, 3, "one request, one revision");
    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-01-05")];
    api.post(&format!("{path}/CompletionNotices"), &notice)
        .await
        .expect(201);
    assert_eq!(revision().await, 4);
    api.hours_pass(4).await;
    assert_eq!((api.status(&path).await.as_str(), revision().await), ("active", 4));
    assert_eq!(api.get(&path).await.header("etag"), Some("\"4\""));
}

#[tokio::test]
async fn a_change_meant_for_another_revision_is_refused() {
    let api = Api::start().await;
    let path = api.placed("loa_issued").await;
    let letter = format!("{path}/LetterOfAuthorization");
    let notices = format!("{path}/CompletionNotices");
    let notice: &[(&str, &str)] = &[("Reference", "CC-1"), ("CompletedOn", "2026-01-05")];
    for (method, path, form) in [
        (Method::POST, &path, [("UniqueName", "a")].as_slice()),
        (Method::POST, &letter, &[]),
        (Method::POST, &notices, notice),
        (Method::DELETE, &path, &[]),
    ] {
        if_match(&api, method, path, ("7", form)).await.refused(412, 20412);
    }
    assert_eq!(*api.get(&path).await.at("revision"), 1, "nothing has happened");
    if_match(&api, Method::POST, &path, ("1", &[("UniqueName", "a")]))
        .await
        .expect(200);
    if_match(&api, Method::POST, &letter, ("\"2\"", &[])).await.expect(201);
    if_match(&api, Method::POST, &notices, ("3", notice)).await.expect(201);
    if_match(&api, Method::DELETE, &path, ("\"4\"", &[])).await.expect(204);
}

#[tokio::test]
async fn sessions_have_revisions_too() {
    let api = Api::start().await;
    let path = api.session_over(&api.placed("active").await).await;
    if_match(&api, Method::POST, &path, ("2", &[("Enabled", "false")]))
        .await
        .refused(412, 20412);
    let changed = if_match(&api, Method::POST, &path, ("1", &[("Enabled", "false")]))
        .await
        .expect(200);
    assert_eq!(changed.header("etag"), Some("\"2\""));
    if_match(&api, Method::DELETE, &path, ("1", &[]))
        .await
        .refused(412, 20412);
    if_match(&api, Method::DELETE, &path, ("2", &[])).await.expect(204);
}

#[tokio::test]
async fn a_deletion_whose_answer_was_lost_can_be_repeated() {
    let api = Api::start().await;
    let carrier = api.placed("active").await;
    let session = api.session_over(&carrier).await;
    for _ in 0..2 {
        if_match(&api, Method::DELETE, &session, ("1", &[])).await.expect(204);
    }
    api.minutes_pass(1).await;
    for _ in 0..2 {
        if_match(&api, Method::DELETE, &carrier, ("2", &[])).await.expect(204);
    }
}

#[tokio::test]
async fn what_is_no_revision_is_refused() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    for text in ["two", "", "02", "+2", "\"2", "2,x"] {
        if_match(&api, Method::POST, &path, (text, &[("UniqueName", "a")]))
            .await
            .refused(422, 20422);
    }
}

/// RFC 9110 section 13.1.1.
#[tokio::test]
async fn a_star_and_a_list_are_matched_and_a_weak_tag_never_is() {
    let api = Api::start().await;
    let path = api.placed("loa_issued").await;
    if_match(&api, Method::POST, &path, ("*", &[("UniqueName", "a")]))
        .await
        .expect(200);
    if_match(&api, Method::POST, &path, ("\"7\", \"2\"", &[("UniqueName", "b")]))
        .await
        .expect(200);
    for stale in ["W/\"3\"", "\"7\", \"8\""] {
        if_match(&api, Method::POST, &path, (stale, &[("UniqueName", "c")]))
            .await
            .refused(412, 20412);
    }
}

#[tokio::test]
async fn a_deletion_is_no_revision() {
    let api = Api::start().await;
    let path = api.placed("active").await;
    let revision = api.get(&path).await.at("revision").to_string();
    api.delete(&path).await.expect(204);
    assert_eq!(api.get(&path).await.at("revision").to_string(), revision);
    if_match(&api, Method::POST, &path, (&revision, &[("UniqueName", "a")]))
        .await
        .refused(409, 62020);
}
