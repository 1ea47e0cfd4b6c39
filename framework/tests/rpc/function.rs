//! Functions in their wire form.

use framework::codec::{decode_msgpack, encode_msgpack};
use framework::types::Type;
use framework::value::Value;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::Request;

use crate::shop::shop;
use crate::wire::{garbage, told};

fn argument(value: &Value) -> pb::DynamicValue {
    pb::DynamicValue {
        msgpack: encode_msgpack(value, &Type::String).expect("it is a string"),
        json: Vec::new(),
    }
}

fn calling(name: &str, arguments: Vec<pb::DynamicValue>) -> pb::call_function::Request {
    pb::call_function::Request {
        name: name.to_owned(),
        arguments,
    }
}

fn said(words: &[&str]) -> Vec<pb::DynamicValue> {
    words.iter().map(|word| argument(&Value::string(*word))).collect()
}

/// Returns the text and the argument of a response that is only an error.
fn error(answer: pb::call_function::Response) -> (String, Option<i64>) {
    assert_eq!(answer.result, None, "there is never a result beside an error");
    let error = answer.error.expect("there is an error");
    (error.text, error.function_argument)
}

/// Returns the value of a response that is only a result.
fn result(answer: pb::call_function::Response) -> Value {
    assert_eq!(answer.error, None, "there is never an error beside a result");
    let result = answer.result.expect("there is a result");
    decode_msgpack(&result.msgpack, &Type::String).expect("the result is a string")
}

/// Holds S10.
#[tokio::test]
async fn functions_are_told_with_the_schema_and_alone_in_the_same_words() {
    let schema = call!(get_schema, pb::get_provider_schema::Request::default());
    let alone = call!(get_functions, pb::get_functions::Request::default());

    assert_eq!(told(&alone.diagnostics), Vec::<String>::new());
    assert_eq!(schema.functions, alone.functions);
    let label = &alone.functions["label"];
    assert_eq!(label.summary, "Writes a label");
    assert_eq!(label.description, "The text of the label on an item.");
    assert_eq!(label.deprecation_message, "Use print.");
    let [name] = label.parameters.as_slice() else {
        panic!("one parameter takes one argument");
    };
    assert_eq!(
        (name.name.as_str(), name.description.as_str()),
        ("name", "The owner of the label.")
    );
    assert_eq!(name.r#type, br#""string""#);
    assert!(!name.allow_null_value && !name.allow_unknown_values);
    let lines = label.variadic_parameter.as_ref().expect("the last one takes many");
    assert_eq!(
        (lines.name.as_str(), lines.r#type.as_slice()),
        ("lines", &br#""string""#[..])
    );
    assert!(lines.allow_null_value);
    let returned = label.r#return.as_ref().expect("the function has a result type");
    assert_eq!(returned.r#type, br#""string""#);
}

/// Holds F3.
#[tokio::test]
async fn a_call_answers_with_a_result_or_an_error_and_never_both() {
    let named = result(call!(call_function, calling("label", said(&["a", "b", "c"]))));
    assert_eq!(named, Value::string("a: b, c"));
    let refused = error(call!(call_function, calling("label", said(&["a", "refused"]))));
    assert_eq!(refused, ("Not this line".to_owned(), Some(1)));
    let silent = error(call!(call_function, calling("label", said(&["silent"]))));
    assert!(silent.0.contains("bug in the provider"), "{silent:?}");
    assert_eq!(silent.1, None);
}

/// Holds F3.
#[tokio::test]
async fn what_cannot_be_called_is_an_error() {
    let unknown = error(call!(call_function, calling("other", Vec::new())));
    assert!(unknown.0.starts_with("Unknown function. "), "{unknown:?}");
    let unreadable = error(call!(call_function, calling("label", garbage().into_iter().collect())));
    assert!(
        unreadable.0.starts_with("Unreadable value in a request. "),
        "{unreadable:?}"
    );
    let too_few = error(call!(call_function, calling("label", Vec::new())));
    assert!(too_few.0.starts_with("Wrong number of arguments"), "{too_few:?}");
    let misfit = error(call!(call_function, calling("label", said(&["misfit"]))));
    assert!(
        misfit.0.starts_with("Provider returned a value of the wrong type"),
        "{misfit:?}"
    );
}

/// Holds F5 and W1.
#[tokio::test]
async fn an_empty_argument_is_null() {
    let empty = || pb::DynamicValue::default();

    let accepted = call!(
        call_function,
        calling("label", vec![argument(&Value::string("a")), empty()])
    );
    assert_eq!(result(accepted), Value::string("a: -"));
    let refused = error(call!(call_function, calling("label", vec![empty()])));
    assert_eq!(refused, ("The argument must not be null".to_owned(), Some(0)));
}

/// Holds F3 and H14.
#[tokio::test]
async fn a_panic_in_a_function_is_an_error_and_the_next_call_is_served() {
    let crashed = error(call!(call_function, calling("label", said(&["panic"]))));

    assert!(
        crashed.0.starts_with("The provider crashed during this call. "),
        "{crashed:?}"
    );
    assert_eq!(
        result(call!(call_function, calling("label", said(&["a"])))),
        Value::string("a: ")
    );
}
