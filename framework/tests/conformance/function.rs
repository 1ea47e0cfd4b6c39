//! Functions.

use conformance::client::example;
use conformance::provider::Provider;
use framework::types::Type;
use framework::value::Value;

use crate::start::{number, text};

/// Starts the provider without a configuration.
async fn corner() -> Provider {
    Provider::start(&example("corner")).await
}

/// Holds F1, F2 and F3.
#[tokio::test]
async fn a_function_answers_without_a_configured_provider_and_always_the_same() {
    let provider = corner().await;
    let join = provider.function("join");
    for (arguments, result) in [
        (vec![text("-"), text("a"), text("b")], "a-b"),
        (vec![Value::Null, text("a"), text("b")], "ab"),
        (vec![text("-")], ""),
    ] {
        for _ in 0..2 {
            let called = join.call(&arguments).await.checked();
            assert_eq!(called.result, Some(text(result)));
        }
    }
}

/// Holds F2.
#[tokio::test]
async fn a_function_that_says_so_sees_null_and_the_unknown() {
    let provider = corner().await;
    let seen = provider.function("seen");
    let parameter = &seen.signature().parameters[0];
    assert!(parameter.allows_null && parameter.allows_unknown);
    let typed = Value::Dynamic(Box::new(Type::Number), Box::new(number("1")));

    let called = |value| async move { seen.call(&[value]).await.checked().result };
    assert_eq!(called(Value::Null).await, Some(text("null")));
    assert_eq!(called(Value::unknown()).await, Some(Value::unknown()));
    assert!(called(typed).await.is_some_and(|seen| seen.is_wholly_known()));
}

/// Holds F3.
#[tokio::test]
async fn an_error_names_its_argument_and_comes_without_a_result() {
    let provider = corner().await;
    let divide = provider.function("divide");

    let called = divide.call(&[number("1"), number("0")]).await.checked();
    assert_eq!(called.error, Some(("The quotient does not exist".to_owned(), Some(1))));
    assert_eq!(called.result, None);
    let right = divide.call(&[number("7"), number("2")]).await.checked();
    assert_eq!((right.result, right.error), (Some(number("3")), None));
    let crashed = provider
        .function("join")
        .call(&[text("-"), text("panic")])
        .await
        .checked();
    assert!(crashed.error.is_some());
}
