//! Resource identity, and import by identity.

use framework::value::Value;
use mock_api::DEFAULT_ACCOUNT_SID;
use serde_json::json;

use crate::stage::{Stage, cross_connect, sid, text};

fn identity(sid: &str, account_sid: Value) -> Value {
    Value::object([("sid", text(sid)), ("account_sid", account_sid)])
}

async fn stage() -> Stage {
    Stage::with(json!({
        "cross_connects": [cross_connect(1, "active")],
        "bgp_sessions": [{"sid": sid("BG", 1), "cross_connect": "circuit-1", "ip_routes": ["52.1.2.0/24"]}]
    }))
    .await
}

#[tokio::test]
async fn both_resources_are_imported_by_identity_with_and_without_the_account() {
    let stage = stage().await;
    for (type_name, sid) in [
        ("twilio_cross_connect", sid("XC", 1)),
        ("twilio_bgp_session", sid("BG", 1)),
    ] {
        for account in [Value::Null, text(DEFAULT_ACCOUNT_SID)] {
            let resource = stage.provider.resource(type_name);
            let imported = resource.import_identity(&identity(&sid, account)).await.checked();
            assert!(!imported.messages.has_errors(), "{}", imported.messages.text());
            let (of_type, stored) = &imported.objects[0];
            assert_eq!(of_type, type_name);
            assert_eq!(stored.state.get("sid"), Some(&text(&sid)));
            assert_eq!(stored.identity, Some(identity(&sid, text(DEFAULT_ACCOUNT_SID))));

            let read = resource.read(stored).await.checked();
            assert_eq!(read.stored.identity, stored.identity);
        }
    }
}

#[tokio::test]
async fn an_import_by_id_has_the_same_identity() {
    let stage = stage().await;
    let resource = stage.provider.resource("twilio_cross_connect");
    let imported = resource.import(&sid("XC", 1)).await.checked();
    let expected = identity(&sid("XC", 1), text(DEFAULT_ACCOUNT_SID));
    assert_eq!(imported.objects[0].1.identity, Some(expected));
}

#[tokio::test]
async fn an_identity_of_another_account_is_refused_before_the_service_is_asked() {
    let stage = stage().await;
    let other = text(&format!("AC{}", "9".repeat(32)));
    for (type_name, sid) in [
        ("twilio_cross_connect", sid("XC", 1)),
        ("twilio_bgp_session", sid("BG", 1)),
    ] {
        let resource = stage.provider.resource(type_name);
        let imported = resource.import_identity(&identity(&sid, other.clone())).await.checked();
        assert!(
            imported
                .messages
                .text()
                .starts_with("The identity belongs to another account")
        );
        assert_eq!(stage.requests(), [""; 0], "{type_name}");

        let control = resource.import_identity(&identity(&sid, Value::Null)).await.checked();
        assert!(!control.messages.has_errors());
        assert_eq!(stage.requests().len(), 1, "{type_name}");
    }
}

#[tokio::test]
async fn what_is_no_sid_and_what_is_not_there_are_told_apart() {
    let stage = stage().await;
    let resource = stage.provider.resource("twilio_cross_connect");
    let wrong = resource.import_identity(&identity(&sid("BG", 1), Value::Null)).await;
    assert!(wrong.checked().messages.text().contains("[TWX107]"));
    let missing = resource.import_identity(&identity(&sid("XC", 9), Value::Null)).await;
    assert!(missing.checked().messages.text().starts_with("No such cross connect"));
}

#[tokio::test]
async fn an_object_has_its_identity_from_its_creation_on() {
    let stage = stage().await;
    let at_once = json!({"session_deletion": 0, "session_configuration": 0});
    stage
        .mock
        .set_step_times(serde_json::from_value(at_once).unwrap())
        .await;
    let resource = stage.provider.resource("twilio_bgp_session");
    let other = resource.config([
        ("cross_connect_sid", text(&sid("XC", 1))),
        ("ip_routes", Value::set([text("52.1.3.0/24")])),
    ]);
    let found = resource.import(&sid("BG", 1)).await.checked().objects.remove(0).1;
    let gone = resource.destroy(found).await.checked();
    assert!(!gone.messages.has_errors(), "{}", gone.messages.text());

    let made = resource.create(&other).await.checked();
    assert!(!made.messages.has_errors(), "{}", made.messages.text());
    let sid = made.stored.state.get("sid").unwrap().clone();
    let expected = Value::object([("sid", sid), ("account_sid", text(DEFAULT_ACCOUNT_SID))]);
    assert_eq!(made.stored.identity, Some(expected));
}
