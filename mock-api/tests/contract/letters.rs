//! Letters of authorization.

use reqwest::Method;

use crate::client::{Api, ORDER, with};

#[tokio::test]
async fn a_letter_is_not_there_before_it_is_issued() {
    let api = Api::start().await;
    let path = api.placed("requested").await;
    api.get(&format!("{path}/LetterOfAuthorization"))
        .await
        .refused(404, 20404);
    api.get(&format!("{path}/LetterOfAuthorization.pdf"))
        .await
        .refused(404, 20404);
    api.post(&format!("{path}/LetterOfAuthorization"), &[])
        .await
        .refused(409, 62014);
    api.hours_pass(2).await;
    let letter = api.get(&format!("{path}/LetterOfAuthorization")).await.expect(200);
    assert_eq!(letter.body, *api.get(&path).await.at("letter_of_authorization"));
    assert_eq!(
        (letter.text("entity"), letter.text("facility")),
        ("Example Corp", "Equinix LD8")
    );
    assert_eq!(
        (letter.text("issued_at"), letter.text("expires_at")),
        ("2026-01-05T11:00:00Z", "2026-03-06T11:00:00Z")
    );
}

#[tokio::test]
async fn a_letter_expires_after_sixty_days_to_the_second() {
    let api = Api::start().await;
    let path = api.placed("loa_issued").await;
    api.hours_pass(60 * 24 - 1).await;
    api.mock.advance(std::time::Duration::from_secs(3599)).await;
    assert_eq!(api.status(&path).await, "loa_issued");
    api.mock.advance(std::time::Duration::from_secs(1)).await;
    assert_eq!(api.status(&path).await, "loa_expired");
    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-03-06")];
    api.post(&format!("{path}/CompletionNotices"), &notice)
        .await
        .refused(410, 62028);
    api.get(&format!("{path}/LetterOfAuthorization")).await.expect(200);
}

#[tokio::test]
async fn a_letter_is_issued_anew_before_and_after_its_expiry() {
    let api = Api::start().await;
    for status in ["loa_issued", "loa_expired"] {
        let path = api.placed(status).await;
        let first = api.get(&format!("{path}/LetterOfAuthorization")).await.body;
        api.hours_pass(24).await;
        let second = api
            .post(&format!("{path}/LetterOfAuthorization"), &[])
            .await
            .expect(201);
        assert_ne!(second.at("sid"), &first["sid"]);
        assert_eq!(second.at("port"), &first["port"], "the port set aside stays");
        assert_eq!(*second.at("revision"), 2);
        assert_eq!(second.text("issued_at"), api.mock.now().to_string());
        assert_eq!(
            second.header("etag"),
            Some("\"2\""),
            "the revision of the cross connect"
        );
        assert_eq!(api.status(&path).await, "loa_issued");
    }
}

#[tokio::test]
async fn a_letter_is_issued_anew_without_a_body() {
    let api = Api::start().await;
    let path = api.placed("loa_issued").await + "/LetterOfAuthorization";
    crate::client::Answer::to(api.request(Method::POST, &path))
        .await
        .expect(201);
    api.post(&path, &[("LoaEntity", "x")]).await.refused(400, 20001);
}

#[tokio::test]
async fn a_used_letter_is_not_issued_anew() {
    let api = Api::start().await;
    for status in ["configuring", "failed", "active", "inactive"] {
        let path = api.placed(status).await;
        api.post(&format!("{path}/LetterOfAuthorization"), &[])
            .await
            .refused(409, 20409);
        api.post(&path, &[("LoaEntity", "Another Corp")])
            .await
            .refused(409, 20409);
    }
    let path = api.placed("pending_deletion").await;
    api.post(&format!("{path}/LetterOfAuthorization"), &[])
        .await
        .refused(409, 62020);
}

#[tokio::test]
async fn another_entity_changes_the_order_first_and_the_letter_later() {
    let api = Api::start().await;
    let path = api.placed("requested").await;
    let ordered = api.post(&path, &[("LoaEntity", "Second Corp")]).await.expect(200);
    assert_eq!(
        (ordered.text("loa_entity"), ordered.text("status")),
        ("Second Corp", "requested")
    );
    api.hours_pass(2).await;
    assert_eq!(
        api.get(&path).await.text("letter_of_authorization/entity"),
        "Second Corp"
    );

    let changed = api.post(&path, &[("LoaEntity", "Third Corp")]).await.expect(200);
    assert_eq!(changed.text("letter_of_authorization/entity"), "Third Corp");
    assert_eq!(*changed.at("letter_of_authorization/revision"), 2);
    api.hours_pass(60 * 24).await;
    assert_eq!(api.status(&path).await, "loa_expired");
    let revived = api.post(&path, &[("LoaEntity", "Fourth Corp")]).await.expect(200);
    assert_eq!(revived.text("status"), "loa_issued");
}

#[tokio::test]
async fn the_document_is_a_pdf_of_one_page_that_names_the_letter() {
    let api = Api::start().await;
    let ordered = api
        .post(
            "/v1/CrossConnects",
            &with(&ORDER, "LoaEntity", Some("Müller (Köln) AG")),
        )
        .await
        .expect(201);
    api.hours_pass(2).await;
    let path = format!("/v1/CrossConnects/{}/LetterOfAuthorization.pdf", ordered.text("sid"));
    let response = api.request(Method::GET, &path).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/pdf");
    let document = response.bytes().await.unwrap();
    let text = String::from_utf8_lossy(&document);
    assert!(document.starts_with(b"%PDF-1."), "{text}");
    assert!(
        text.contains("/Count 1") && text.trim_end().ends_with("%%EOF"),
        "{text}"
    );
    let entity: String = b"M\xfcller (K\xf6ln) AG"
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(
        text.to_lowercase().contains(&entity),
        "the font's own encoding, as hexadecimal digits: {text}"
    );
    assert!(text.contains("Expires: 2026-03-06T11:00:00Z"), "{text}");
}
