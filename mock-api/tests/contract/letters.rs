//! Letters of authorization.

use std::collections::HashMap;

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
        ("2026-01-05T11:00:00Z", "2026-03-07T00:00:00Z")
    );
    assert_eq!(
        (letter.text("issued_on"), letter.text("expires_on")),
        ("2026-01-05", "2026-03-06")
    );
}

#[tokio::test]
async fn a_letter_expires_with_its_last_day_to_the_second() {
    let api = Api::start().await;
    let path = api.placed("loa_issued").await;
    api.hours_pass(60 * 24 + 14).await;
    api.mock.advance(std::time::Duration::from_secs(3599)).await;
    assert_eq!(api.status(&path).await, "loa_issued");
    api.mock.advance(std::time::Duration::from_secs(1)).await;
    assert_eq!(api.status(&path).await, "loa_expired");
    let notice = [("Reference", "CC-1"), ("CompletedOn", "2026-03-07")];
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
    api.hours_pass(61 * 24).await;
    assert_eq!(api.status(&path).await, "loa_expired");
    let revived = api.post(&path, &[("LoaEntity", "Fourth Corp")]).await.expect(200);
    assert_eq!(revived.text("status"), "loa_issued");
}

#[tokio::test]
async fn the_document_is_a_pdf_of_one_page_that_names_the_letter_in_any_script() {
    let api = Api::start().await;
    for (number, entity) in ["Müller (Köln) AG", "Łódź S.A.", "日本電信電話株式会社"]
        .into_iter()
        .enumerate()
    {
        let name = format!("order-{number}");
        let order = with(&with(&ORDER, "LoaEntity", Some(entity)), "UniqueName", Some(&name));
        let ordered = api.post("/v1/CrossConnects", &order).await.expect(201);
        api.hours_pass(2).await;
        let path = format!("/v1/CrossConnects/{}/LetterOfAuthorization.pdf", ordered.text("sid"));
        let response = api.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "application/pdf");
        let document = response.bytes().await.unwrap();
        assert!(document.starts_with(b"%PDF-1."));
        let text = String::from_utf8_lossy(&document);
        assert!(
            text.contains("/Count 1") && text.trim_end().ends_with("%%EOF"),
            "{text}"
        );
        let lines = copied(&text);
        assert!(lines.contains(&format!("Authorized party: {entity}")), "{lines:#?}");
        assert!(
            lines.contains(&format!("Cross connect: {name} ({})", ordered.text("sid"))),
            "{lines:#?}"
        );
    }
}

/// The lines of a document, as copied from a viewer: its strings, decoded with the font's table of characters.
fn copied(document: &str) -> Vec<String> {
    let hexadecimal = |text: &str| -> Vec<u8> {
        assert!(text.chars().all(|digit| digit.is_ascii_hexdigit()), "{text}");
        let digits: Vec<char> = text.chars().collect();
        let pairs = digits.chunks(2).map(|pair| pair.iter().collect::<String>());
        pairs.map(|pair| u8::from_str_radix(&pair, 16).unwrap()).collect()
    };
    let inside = |text: &str| text.trim().trim_start_matches('<').trim_end_matches('>').to_owned();
    let tables = document
        .split("beginbfchar")
        .skip(1)
        .filter_map(|rest| rest.split("endbfchar").next());
    let rows = tables.flat_map(str::lines).filter_map(|line| line.split_once("> <"));
    let letters: HashMap<u8, char> = rows
        .map(|(code, letter)| {
            let units: Vec<u16> = hexadecimal(&inside(letter))
                .chunks(2)
                .map(|unit| u16::from_be_bytes([unit[0], unit[1]]))
                .collect();
            (
                hexadecimal(&inside(code))[0],
                char::decode_utf16(units).next().unwrap().unwrap(),
            )
        })
        .collect();
    let shown = document.lines().filter_map(|line| line.strip_suffix(" Tj"));
    let codes = |string: &str| match string.trim().strip_prefix('(') {
        Some(literal) => unescaped(literal.strip_suffix(')').unwrap()),
        None => hexadecimal(&inside(string)),
    };
    shown
        .map(|string| codes(string).iter().map(|code| letters[code]).collect())
        .collect()
}

/// A literal string without its escapes (PDF 2.0, 7.3.4.2).
fn unescaped(literal: &str) -> Vec<u8> {
    let mut codes = Vec::new();
    let mut rest = literal.bytes();
    while let Some(byte) = rest.next() {
        let escaped = if byte == b'\\' { rest.next() } else { None };
        codes.push(match escaped {
            None => byte,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(digit @ b'0'..=b'7') => {
                let more = [rest.next().unwrap(), rest.next().unwrap()];
                more.iter().fold(digit - b'0', |code, digit| code * 8 + (digit - b'0'))
            }
            Some(other) => other,
        });
    }
    codes
}

#[tokio::test]
async fn a_name_that_turns_the_direction_of_writing_is_refused() {
    let api = Api::start().await;
    for entity in ["Example\u{202e}proC", "Exam\u{200b}ple", "Example\u{feff}"] {
        let order = with(&ORDER, "LoaEntity", Some(entity));
        let refused = api.post("/v1/CrossConnects", &order).await.refused(422, 20422);
        assert_eq!(refused.text("details/parameter"), "LoaEntity");
    }
}
