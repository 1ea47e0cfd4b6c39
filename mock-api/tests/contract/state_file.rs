//! The state file after restarts and damage. The test of kills is in `program.rs`.

use std::path::Path;

use mock_api::{Fault, FaultKind, MockApi, Seed, Settings};
use reqwest::Method;
use serde_json::json;
use sqlx::Connection as _;

use crate::client::{Api, ORDER};

fn settings(path: &Path) -> Settings {
    Settings {
        state_file: Some(path.to_owned()),
        ..Settings::default()
    }
}

#[tokio::test]
async fn everything_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    let first = Api::with(settings(&path)).await;
    let ordered = first.post("/v1/CrossConnects", &ORDER).await.expect(201);
    first.hours_pass(2).await;
    first
        .mock
        .add_fault(Fault::new(FaultKind::WrongAccount).on("GET", "/v1/CrossConnects"))
        .await;
    let url = format!("/v1/CrossConnects/{}", ordered.text("sid"));
    let before = first.get(&url).await.expect(200);
    first.mock.shutdown().await;

    let second = Api::with(settings(&path)).await;
    assert_eq!(
        second.mock.now().to_string(),
        "2026-01-05T11:00:00Z",
        "the file's own time"
    );
    let after = second.get(&url).await.expect(200);
    assert_eq!(
        after.body["letter_of_authorization"],
        before.body["letter_of_authorization"]
    );
    assert_eq!(
        second
            .get("/v1/CrossConnects")
            .await
            .text("cross_connects/0/account_sid"),
        "ACffffffffffffffffffffffffffffffff"
    );
    let other = second
        .post(
            "/v1/CrossConnects",
            &crate::client::with(&ORDER, "UniqueName", Some("b")),
        )
        .await
        .expect(201);
    assert_ne!(other.text("sid"), ordered.text("sid"));
}

#[tokio::test]
async fn a_state_file_comes_before_the_seed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    let seed: Seed = serde_json::from_value(
        json!({"cross_connects": [{"unique_name": "a", "exchange": "tokyo-ix", "bandwidth_mbps": 10}]}),
    )
    .unwrap();
    let seeded = Settings {
        seed,
        ..settings(&path)
    };
    let first = Api::with(seeded.clone()).await;
    let sid = first.mock.cross_connects().await[0].sid.clone();
    first.mock.remove(&sid).await.unwrap();
    first.mock.shutdown().await;
    let second = Api::with(seeded).await;
    assert_eq!(second.mock.cross_connects().await.len(), 0);
}

#[tokio::test]
async fn a_damaged_file_stops_the_start_and_is_left_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    Api::with(settings(&path)).await.mock.shutdown().await;
    let whole = std::fs::read(&path).unwrap();
    for damage in [
        &whole[..whole.len() / 2 + 100],
        b"[]",
        b"{\"version\": 1, \"clock\": null}",
    ] {
        std::fs::write(&path, damage).unwrap();
        let error = MockApi::start(settings(&path)).await.unwrap_err().to_string();
        assert!(error.contains(path.to_str().unwrap()), "{error}");
        assert!(error.contains("was not changed"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), damage);
    }
    std::fs::write(&path, whole).unwrap();
    MockApi::start(settings(&path)).await.unwrap();
}

#[tokio::test]
async fn a_second_server_on_the_file_refuses_and_the_first_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    let first = Api::with(settings(&path)).await;
    let error = MockApi::start(settings(&path)).await.unwrap_err().to_string();
    assert!(error.contains("in use by another server"), "{error}");
    first.post("/v1/CrossConnects", &ORDER).await.expect(201);
    first.mock.shutdown().await;
    let second = Api::with(settings(&path)).await;
    assert_eq!(second.mock.cross_connects().await.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_written_down_does_not_happen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    let api = Api::with(settings(&path)).await;
    api.post("/v1/CrossConnects", &ORDER).await.expect(201);
    let before = api.mock.now();
    // A tool that repairs the file locks out every other writer.
    let mut tool = sqlx::SqliteConnection::connect(path.to_str().unwrap()).await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut tool).await.unwrap();
    let second = crate::client::with(&ORDER, "UniqueName", Some("second"));
    api.post("/v1/CrossConnects", &second).await.refused(500, 62000);
    let advance = api
        .control(Method::POST, "/_mock/clock/advance", &json!({"hours": 2}))
        .await;
    advance.refused(500, 62000);
    assert_eq!(api.mock.now(), before);
    sqlx::query("ROLLBACK").execute(&mut tool).await.unwrap();
    assert_eq!(api.mock.cross_connects().await.len(), 1);
    api.post("/v1/CrossConnects", &second).await.expect(201);
}
