//! The answers while the provider block is known only after apply. They are deferred if the client allows that.

use conformance::oracle;
use conformance::schema::Block;
use framework::value::Value;
use proto::tfplugin5::{ClientCapabilities, Deferred, deferred::Reason};
use serde_json::json;

use crate::stage::{Stage, cross_connect, sid, text};

const CIRCUIT: &str = "twilio_cross_connect";
const LETTER: &str = "twilio_letter_of_authorization";

/// A provider block with one value. The others are null.
fn with(block: &Block, name: &str, value: Value) -> Value {
    let mut object = oracle::nothing(block);
    let fields = object.as_object_mut().expect("a block is an object");
    fields.insert(name.to_owned(), value).expect("the block has it");
    object
}

/// A stage with a provider block that is known only after apply.
async fn stage(deferral_allowed: bool) -> Stage {
    let seed = json!({"cross_connects": [cross_connect(1, "loa_issued")]});
    let Stage { mock, provider } = Stage::with(seed).await;
    let provider = provider.saying(ClientCapabilities {
        deferral_allowed,
        write_only_attributes_allowed: true,
    });
    let block = with(&provider.schemas().provider, "account_sid", Value::unknown());
    provider.configure(&block).await.checked();
    Stage { mock, provider }
}

/// Calls everything that reads from the service before an apply. Returns the reasons for deferral, and the messages.
async fn asked(stage: &Stage) -> Vec<(Option<Reason>, Vec<String>)> {
    let reason = |deferred: Option<Deferred>| deferred.map(|deferred| deferred.reason());
    let mut answers = Vec::new();
    for (type_name, name, value) in [
        ("twilio_exchange", "edge", "ashburn-ix"),
        (CIRCUIT, "unique_name", "circuit-1"),
        (LETTER, "cross_connect_sid", &sid("XC", 1)),
    ] {
        let source = stage.provider.data_source(type_name);
        let found = source.read(&with(source.block(), name, text(value))).await.checked();
        answers.push((reason(found.deferred), found.messages.told()));
    }
    let imported = stage.provider.resource(CIRCUIT).import(&sid("XC", 1)).await.checked();
    answers.push((reason(imported.deferred), imported.messages.told()));
    let letter = stage.provider.ephemeral(LETTER);
    let config = with(letter.block(), "cross_connect_sid", text(&sid("XC", 1)));
    let opened = letter.open(&config).await.checked();
    answers.push((reason(opened.deferred), opened.messages.told()));
    answers
}

#[tokio::test]
async fn a_look_up_an_import_and_an_opening_wait_for_the_provider_block() {
    let stage = stage(true).await;
    let waiting = (Some(Reason::ProviderConfigUnknown), Vec::<String>::new());
    assert_eq!(asked(&stage).await, vec![waiting; 5]);
    assert_eq!(stage.requests(), [""; 0]);
}

#[tokio::test]
async fn they_fail_where_no_answer_may_wait() {
    let stage = stage(false).await;
    let failing = (None, vec!["error: The provider block is not known yet".to_owned()]);
    assert_eq!(asked(&stage).await, vec![failing; 5]);
}
