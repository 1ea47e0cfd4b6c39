use serde_json::{Value, json};

use super::*;
use crate::api::CrossConnect;
use crate::run::tests::{Account, LONG_AGO, Service, cross_connect, missing, xc};

/// The titles of a deletion's errors; empty if it succeeded.
async fn deleted(service: &Service) -> String {
    let run = service.run();
    let limit = Duration::from_secs(3);
    let deletion = Deletion::<CrossConnect>::new(&run, limit, missing(1, LONG_AGO));
    match deletion.run(None).await {
        Ok(_) => String::new(),
        Err(errors) => errors.iter().map(|error| error.summary.clone()).collect(),
    }
}

fn existing_circuit(status: &str) -> Value {
    let mut record = cross_connect(1, "voice-a");
    record["status"] = json!(status);
    record
}

fn shows(account: &mut Account, status: &str) {
    account.read.insert(xc(1).to_string(), existing_circuit(status));
}

const NOT_CONFIRMED: &str = "Deletion of cross connect not confirmed";

#[tokio::test(start_paused = true)]
async fn an_accepted_deletion_is_done_when_a_read_and_a_list_do_not_show_the_object() {
    let service = Service::default();
    assert_eq!(deleted(&service).await, "");
    assert_eq!(service.requests("/CrossConnects"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_deletion_without_an_answer_is_done_only_when_the_object_is_proved_to_be_gone() {
    let gone = Service::with(|account| account.refuses_deletions = Some((503, 20_503)));
    assert_eq!(deleted(&gone).await, "");
    assert_eq!(gone.requests("/CrossConnects"), 4);

    let shown_late = Service::with(|account| {
        account.refuses_deletions = Some((503, 20_503));
        account
            .listed
            .insert("cross_connects", vec![existing_circuit("active")]);
        account.listed_from = 1;
    });
    assert_eq!(deleted(&shown_late).await, NOT_CONFIRMED);
}

#[tokio::test(start_paused = true)]
async fn an_object_that_is_shown_as_deleted_after_an_unanswered_deletion_needs_the_same_proof() {
    let contradicted = Service::with(|account| {
        account.refuses_deletions = Some((503, 20_503));
        shows(account, "deleted");
        account
            .listed
            .insert("cross_connects", vec![existing_circuit("active")]);
    });
    assert_eq!(deleted(&contradicted).await, NOT_CONFIRMED);
}

#[tokio::test(start_paused = true)]
async fn a_deletion_whose_second_arrival_was_refused_is_judged_by_the_object() {
    for refused in [(409, 20_409), (412, 20_412)] {
        let gone = Service::with(|account| account.refuses_deletions = Some(refused));
        assert_eq!(deleted(&gone).await, "", "{refused:?}");

        let stands = Service::with(|account| {
            account.refuses_deletions = Some(refused);
            shows(account, "active");
        });
        assert_eq!(deleted(&stands).await, "Unable to delete cross connect", "{refused:?}");

        let goes = Service::with(|account| {
            account.refuses_deletions = Some(refused);
            shows(account, "pending_deletion");
        });
        assert_eq!(
            deleted(&goes).await,
            "Deletion of a cross connect not finished",
            "{refused:?}"
        );
    }
}
