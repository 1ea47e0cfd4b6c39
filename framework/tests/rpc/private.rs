//! Private data of another plugin, or in a damaged state: it counts as empty, and the loss is reported once.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{creation, planning, shop, wire_item};
use crate::wire::told;

/// The forms of empty private data in older Go providers, and of another plugin.
const NOTHING: [&[u8]; 3] = [b"", b"null", b"{}"];
const LOST: [&[u8]; 6] = [b"not JSON", b"[]", b"\"text\"", b"7", b"{\"a\":", &[0xff, 0xfe]];

async fn read(private: &[u8]) -> pb::read_resource::Response {
    call!(
        read_resource,
        pb::read_resource::Request {
            type_name: "test_item".to_owned(),
            current_state: wire_item("a", Value::string("I1")),
            private: private.to_vec(),
            ..Default::default()
        }
    )
}

async fn plan(private: &[u8]) -> pb::plan_resource_change::Response {
    call!(
        plan_resource_change,
        pb::plan_resource_change::Request {
            prior_private: private.to_vec(),
            ..planning("a")
        }
    )
}

#[tokio::test]
async fn private_data_that_says_nothing_counts_as_none() {
    for private in NOTHING {
        let (read, planned) = (read(private).await, plan(private).await);
        assert_eq!(told(&read.diagnostics), Vec::<String>::new(), "{private:?}");
        assert_eq!(read.private, b"", "{private:?}");
        assert_eq!(told(&planned.diagnostics), Vec::<String>::new(), "{private:?}");
        assert!(planned.planned_state.is_some(), "{private:?}");
    }
}

#[tokio::test]
async fn private_data_that_is_lost_is_a_warning_and_the_object_stays() {
    for private in LOST {
        let (read, planned) = (read(private).await, plan(private).await);
        assert_eq!(
            told(&read.diagnostics),
            ["Warning : Unreadable private data"],
            "{private:?}"
        );
        assert_eq!(read.new_state, wire_item("a", Value::string("I1")), "{private:?}");
        assert_eq!(read.private, b"", "the warning does not come again");
        assert_eq!(
            told(&planned.diagnostics),
            ["Warning : Unreadable private data"],
            "{private:?}"
        );
        assert!(planned.planned_state.is_some(), "{private:?}");
        assert_eq!(planned.planned_private, b"", "an apply does not repeat the warning");
    }
}

#[tokio::test]
async fn a_warning_about_private_data_does_not_show_it() {
    let told = format!("{:?}", read(br#"["s3cret", 1]"#).await.diagnostics);
    assert!(told.contains("private data"), "{told}");
    assert!(!told.contains("s3cret"), "{told}");
}

#[tokio::test]
async fn a_change_is_applied_whatever_the_private_data() {
    for private in NOTHING.into_iter().chain(LOST) {
        let applied = call!(
            apply_resource_change,
            pb::apply_resource_change::Request {
                planned_private: private.to_vec(),
                ..creation("a")
            }
        );
        assert_eq!(applied.private, br#"{"made":true}"#, "{private:?}");
    }
}
