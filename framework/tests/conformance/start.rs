//! The corner provider, configured.

use conformance::client::example;
use conformance::provider::Provider;
use framework::value::Value;

/// The provider as a process, with its schemas read and its block empty.
pub(crate) async fn corner() -> Provider {
    let provider = Provider::start(&example("corner")).await;
    let nothing = conformance::oracle::nothing(&provider.schemas().provider);
    let messages = provider.configure(&nothing).await.checked();
    assert_eq!(messages.told(), Vec::<String>::new());
    provider
}

pub(crate) fn text(text: &str) -> Value {
    Value::string(text)
}

pub(crate) fn number(text: &str) -> Value {
    Value::Number(text.parse().expect("a number"))
}

/// A known list.
pub(crate) fn list(elements: &[Value]) -> Value {
    Value::List(elements.to_vec())
}
