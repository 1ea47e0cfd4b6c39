//! The actions: plan and invocation.

use conformance::provider::Invoked;
use framework::value::Value;
use mock_api::{Fault, FaultKind};
use serde_json::json;

use crate::stage::{Stage, cross_connect, sid, text};

async fn stage(status: &str) -> Stage {
    Stage::with(json!({"cross_connects": [cross_connect(1, status)]})).await
}

async fn invoked(stage: &Stage, name: &str, given: &[(&str, Value)]) -> Invoked {
    let action = stage.provider.action(name);
    let mut config = conformance::oracle::nothing(action.block());
    let fields = config.as_object_mut().unwrap();
    fields.insert("cross_connect_sid".to_owned(), text(&sid("XC", 1)));
    for (name, value) in given {
        fields.insert((*name).to_owned(), value.clone());
    }
    assert_eq!(action.validate(&config).await.checked().told(), [""; 0]);
    assert_eq!(action.plan(&config).await.checked().told(), [""; 0]);
    action.invoke(&config).await.checked()
}

async fn reissued(stage: &Stage) -> Invoked {
    invoked(stage, "twilio_reissue_letter_of_authorization", &[]).await
}

async fn reported(stage: &Stage, reference: &str, wait: bool) -> Invoked {
    let today = stage.mock.now().to_string()[..10].to_owned();
    let given = [
        ("reference", text(reference)),
        ("completed_on", text(&today)),
        ("wait_until_active", Value::Bool(wait)),
    ];
    invoked(stage, "twilio_report_completion", &given).await
}

async fn revision(stage: &Stage) -> u64 {
    let letter = serde_json::to_value(&stage.mock.cross_connects().await[0].letter).unwrap();
    letter["revision"].as_u64().unwrap()
}

#[tokio::test]
async fn an_expired_letter_is_issued_anew_and_told_of() {
    let stage = stage("loa_expired").await;
    let done = reissued(&stage).await;
    assert_eq!(done.messages().told(), [""; 0]);
    let told = done.progress().join("\n");
    assert!(
        told.contains("circuit-1 is loa_expired") && told.contains("(revision 2) was issued for Example Corp"),
        "{told}"
    );
    assert_eq!(revision(&stage).await, 2);
}

#[tokio::test]
async fn a_letter_that_was_still_good_is_void_which_is_a_warning() {
    let stage = stage("loa_issued").await;
    let done = reissued(&stage).await;
    let said = done.messages().told();
    assert!(
        said[0].starts_with("warning: Letter LA") && said[0].ends_with(" is void"),
        "{said:?}"
    );
    assert_eq!(revision(&stage).await, 2);
}

#[tokio::test]
async fn a_letter_is_not_issued_anew_after_completion_and_the_service_says_why() {
    let stage = stage("active").await;
    let said = reissued(&stage).await.messages().text();
    assert!(said.starts_with("Unable to re-issue letter of authorization"), "{said}");
    assert!(
        said.contains("request RQ") && said.contains("No letter was issued for XC"),
        "{said}"
    );
    assert_eq!(revision(&stage).await, 1);
}

/// A stage with a service at which a person issues the letters.
async fn at_the_pace_of_people() -> Stage {
    let stage = stage("loa_issued").await;
    let times = serde_json::from_value(json!({"pace": "people"})).unwrap();
    stage.mock.set_step_times(times).await;
    stage
}

const REISSUE: &str = "/v1/CrossConnects/*/LetterOfAuthorization";

#[tokio::test]
async fn a_letter_that_a_person_issues_is_asked_for_although_the_answer_is_lost() {
    let stage = at_the_pace_of_people().await;
    let lost = Fault::new(FaultKind::DropAfterEffect).on("POST", REISSUE);
    stage.mock.add_fault(lost).await;
    let said = reissued(&stage).await.messages();
    assert_eq!(
        said.told(),
        ["warning: New letter of authorization for \"circuit-1\" waits for a person [TWX320]"]
    );
    assert!(
        said.text().contains("The service accepted the request"),
        "{}",
        said.text()
    );
    assert_eq!(revision(&stage).await, 1);
}

#[tokio::test]
async fn a_letter_that_was_asked_for_before_says_nothing_of_a_later_request() {
    let stage = at_the_pace_of_people().await;
    assert_eq!(reissued(&stage).await.messages().told().len(), 1);
    let refused = FaultKind::Refuse {
        status: 412,
        code: 20412,
        message: "the object is at another revision".to_owned(),
        retry_after: None,
        after_effect: false,
    };
    stage.mock.add_fault(Fault::new(refused).on("POST", REISSUE)).await;
    let said = reissued(&stage).await.messages().told();
    assert_eq!(said, ["error: Unable to re-issue letter of authorization"]);
}

#[tokio::test]
async fn completion_is_reported_once_and_the_same_again_is_a_warning() {
    let stage = stage("loa_issued").await;
    let done = reported(&stage, "1-206543210", false).await;
    assert_eq!(done.messages().told(), [""; 0]);
    assert!(
        done.progress().join("\n").contains("was reported."),
        "{:?}",
        done.progress()
    );
    let posts = |stage: &Stage| {
        stage
            .requests()
            .iter()
            .filter(|request| request.starts_with("POST"))
            .count()
    };
    assert_eq!(posts(&stage), 1);

    let again = reported(&stage, "1-206543210", false).await;
    assert_eq!(again.messages().told(), ["warning: Completion was already reported"]);
    let another = reported(&stage, "2-000000000", false).await;
    assert_eq!(
        another.messages().told(),
        ["error: Completion of \"circuit-1\" cannot be changed [TWX308]"]
    );
    assert_eq!(posts(&stage), 0);
}

#[tokio::test]
async fn completion_before_the_letter_is_refused_with_the_code_of_the_rule() {
    let stage = stage("requested").await;
    let said = reported(&stage, "1-206543210", false).await.messages().told();
    assert_eq!(said, ["error: Completion of \"circuit-1\" would be refused [TWX305]"]);
    assert_eq!(stage.requests().len(), 1);
}

#[tokio::test]
async fn a_report_that_waits_tells_each_step_until_the_connection_is_active() {
    let stage = stage("loa_issued").await;
    let times = serde_json::from_value(json!({"configuration": 0})).unwrap();
    stage.mock.set_step_times(times).await;
    let done = reported(&stage, "1-206543210", true).await;
    assert_eq!(done.messages().told(), [""; 0]);
    let last = done.progress().last().copied().unwrap_or_default().to_owned();
    assert!(last.contains("circuit-1 is active"), "{last}");
}

#[tokio::test]
async fn an_action_on_a_cross_connect_that_is_not_there_says_so() {
    let stage = Stage::with(json!({})).await;
    let said = reissued(&stage).await.messages();
    assert_eq!(said.told(), ["error cross_connect_sid: No such cross connect"]);
    assert!(said.text().contains("request RQ"), "{}", said.text());
}

#[tokio::test]
async fn a_null_argument_is_an_error_in_the_plan_and_nothing_is_done_with_it() {
    let stage = stage("loa_issued").await;
    for name in ["twilio_reissue_letter_of_authorization", "twilio_report_completion"] {
        let action = stage.provider.action(name);
        let nothing = conformance::oracle::nothing(action.block());
        let planned = action.plan(&nothing).await.checked().told();
        assert!(
            planned.contains(&"error cross_connect_sid: Missing required argument".to_owned()),
            "{planned:?}"
        );
        let done = action.invoke(&nothing).await.checked();
        assert_eq!(done.messages().told(), planned);
    }
    assert_eq!(stage.requests(), [""; 0]);
}
