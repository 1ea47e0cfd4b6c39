//! Data sources.

use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::{Place, shop};
use crate::wire::{read, wire};

#[tokio::test]
async fn a_data_source_answers_with_what_it_found() {
    let place = |address: Value| Value::object([("name", Value::string("home")), ("address", address)]);

    let answer = call!(
        read_data_source,
        pb::read_data_source::Request {
            type_name: "test_place".to_owned(),
            config: wire::<Place>(&place(Value::Null)),
            ..Default::default()
        }
    );

    assert_eq!(read::<Place>(answer.state), place(Value::string("street 1")));
    assert_eq!(answer.deferred, None);
}
