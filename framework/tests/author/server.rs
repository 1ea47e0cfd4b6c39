//! The state that the calls of one provider share: its configuration, and the interruption of calls in flight
//! (conformance rules H9 and H15).

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use framework::erased::{AnyResource, ApplyChange};
use framework::private::Private;
use framework::provider::{Configure, Provider};
use framework::resource::{Context, Create, Delete, Failure, Outcome, Read, Resource, Saved, Update};
use framework::server::Server;
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};
use tokio::sync::Notify;

use crate::core::told;
use crate::thing::Word;

/// The provider block.
#[derive(Clone, Debug, Model)]
struct Block {
    /// The address of the service.
    #[attr(required)]
    address: Attr<Word>,
}

/// A provider that records its configurations.
#[derive(Clone, Default)]
struct Recorder {
    addresses: Arc<Mutex<Vec<Attr<Word>>>>,
}

#[async_trait]
impl Provider for Recorder {
    type Config = Block;

    fn validate(&self, config: &Block) -> Diagnostics {
        if config.address.is_unknown() {
            return Diagnostics::new();
        }
        Diagnostic::warning("Seen", "The rules of the block ran.").into()
    }

    async fn configure(&self, request: Configure<Block>) -> Diagnostics {
        assert_eq!(request.terraform_version, "1.11.4");
        let mut addresses = self.addresses.lock().expect("nothing panics in here");
        addresses.push(request.config.address);
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        Vec::new()
    }
}

fn block(address: Value) -> Value {
    Value::object([("address", address)])
}

/// Holds V7.
#[tokio::test]
async fn a_provider_is_configured_as_often_as_it_is_asked_and_also_with_unknown_values() {
    let provider = Recorder::default();
    let server = Server::new(provider.clone());

    for address in [Value::string("one"), Value::unknown(), Value::string("two")] {
        let told = server.configure(&block(address), "1.11.4").await;
        assert!(told.is_empty(), "{told:?}");
    }

    let word = |text: &str| Attr::Known(Word(text.to_owned()));
    let addresses = provider.addresses.lock().expect("nothing panics in here");
    assert_eq!(*addresses, [word("one"), Attr::Unknown, word("two")]);
}

#[tokio::test]
async fn a_bad_block_is_reported_and_never_taken_into_use() {
    let provider = Recorder::default();
    let server = Server::new(provider.clone());

    let validated = server.validate(&block(Value::string("not here")));
    let configured = server.configure(&block(Value::string("not here")), "1.11.4").await;

    assert_eq!(told(&validated), ["error address: Not a word"]);
    assert_eq!(told(&configured), ["error address: Not a word"]);
    assert_eq!(*provider.addresses.lock().expect("nothing panics in here"), []);
}

#[tokio::test]
async fn the_rules_of_the_block_run_with_its_values() {
    let server = Server::new(Recorder::default());

    assert_eq!(
        told(&server.validate(&block(Value::string("here")))),
        ["warning : Seen"]
    );
}

/// A model with only an ID.
#[derive(Clone, Debug, Model)]
struct Slow {
    /// The ID.
    #[attr(computed)]
    id: Attr<String>,
}

/// A resource whose operations end when the test ends them, or on an interruption.
#[derive(Clone, Default)]
struct Slowly {
    begun: Arc<Notify>,
    done: Arc<Notify>,
}

#[async_trait]
impl Resource for Slowly {
    type Model = Slow;

    fn type_name(&self) -> &'static str {
        "test_slow"
    }

    async fn create(&self, request: Create<Slow>) -> Outcome<Slow> {
        self.begun.notify_one();
        let id = tokio::select! {
            () = request.context.stop.cancelled() => "interrupted",
            () = self.done.notified() => "done",
        };
        Ok(Saved::new(Slow {
            id: id.to_owned().into(),
        }))
    }

    async fn read(&self, _request: Read<Slow>) -> Result<Option<Saved<Slow>>, Diagnostics> {
        panic!("no read is expected")
    }

    async fn update(&self, _request: Update<Slow>) -> Outcome<Slow> {
        panic!("no update is expected")
    }

    async fn delete(&self, _request: Delete<Slow>) -> Result<Diagnostics, Failure<Slow>> {
        panic!("no deletion is expected")
    }
}

/// A provider of slow resources.
struct Slowness(Slowly);

#[async_trait]
impl Provider for Slowness {
    type Config = Block;

    async fn configure(&self, _request: Configure<Block>) -> Diagnostics {
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![framework::erased::managed(self.0.clone())]
    }
}

async fn create(server: &Server, context: Context) -> Value {
    let resource = server.resource("test_slow").expect("it is in the catalog");
    let change = ApplyChange {
        prior: Value::Null,
        planned: Value::object([("id", Value::unknown())]),
        config: Value::object([("id", Value::Null)]),
        private: Private::new(),
        identity: Value::Null,
        context,
    };
    resource.apply(change).await.state
}

/// Holds H9.
#[tokio::test]
async fn an_interruption_ends_what_is_under_way_and_leaves_what_comes_later_alone() {
    let slowly = Slowly::default();
    let server = Arc::new(Server::new(Slowness(slowly.clone())));
    let started = |server: &Arc<Server>| {
        let server = Arc::clone(server);
        tokio::spawn(async move { create(&server, server.context()).await })
    };

    let first = started(&server);
    slowly.begun.notified().await;
    server.calls().stop();
    let first = first.await.expect("it does not panic");
    let second = started(&server);
    slowly.begun.notified().await;
    slowly.done.notify_one();
    let second = second.await.expect("it does not panic");

    assert_eq!(first.get("id"), Some(&Value::string("interrupted")));
    assert_eq!(second.get("id"), Some(&Value::string("done")));
}
