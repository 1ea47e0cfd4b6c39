//! The corner provider, configured.

use conformance::client::example;
use conformance::provider::Provider;
use framework::value::Value;

/// Starts the provider as a process, reads its schemas, and configures it with an empty block.
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

/// Returns a known list.
pub(crate) fn list(elements: &[Value]) -> Value {
    Value::List(elements.to_vec())
}
