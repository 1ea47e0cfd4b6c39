//! The call `Stop`, which reaches every call in flight in which an author can wait.

use std::sync::Arc;

use async_trait::async_trait;
use conformance::client::patiently;
use framework::action::{Action, Invoke, PlanInvocation, PlansInvocation};
use framework::data_source::{DataSource, Found};
use framework::ephemeral::{Closes, EphemeralResource, Open, Opened, Renewed, Renews};
use framework::erased::{
    AnyAction, AnyDataSource, AnyEphemeralResource, AnyResource, action, data_source, ephemeral, managed,
};
use framework::private::Private;
use framework::provider::{Configure, Provider};
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, Findings, Identifies, Imports, List, Lists, Outcome, Plan,
    PlansChanges, Read, Resource, Saved, Update, identified_by, listed_by,
};
use framework::rpc::Rpc;
use framework::server::Server;
use framework::value::Value;
use framework::{Attr, Diagnostics, Model};
use futures_util::StreamExt;
use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tokio::sync::Semaphore;
use tonic::Request;

use crate::wire::wire;

/// An object whose operations run until they are interrupted.
#[derive(Clone, Debug, Model)]
struct Errand {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
}

/// A runner of errands, each until it is interrupted. It adds a permit for each errand that has begun.
#[derive(Clone)]
struct Runner(Arc<Semaphore>);

impl Runner {
    async fn run(&self, context: &Context) {
        self.0.add_permits(1);
        context.stop.cancelled().await;
    }
}

#[async_trait]
impl Resource for Runner {
    type Model = Errand;

    fn type_name(&self) -> &'static str {
        "test_errand"
    }

    async fn create(&self, request: Create<Errand>) -> Outcome<Errand> {
        self.run(&request.context).await;
        Ok(Saved::new(request.planned))
    }

    async fn read(&self, request: Read<Errand>) -> Result<Option<Saved<Errand>>, Diagnostics> {
        self.run(&request.context).await;
        Ok(Some(Saved::new(request.state)))
    }

    async fn update(&self, request: Update<Errand>) -> Outcome<Errand> {
        self.run(&request.context).await;
        Ok(Saved::new(request.planned))
    }

    async fn delete(&self, request: Delete<Errand>) -> Result<Diagnostics, Failure<Errand>> {
        self.run(&request.context).await;
        Ok(Diagnostics::new())
    }

    fn plans_changes(&self) -> Option<&dyn PlansChanges<Errand>> {
        Some(self)
    }

    fn imports(&self) -> Option<&dyn Imports<Errand>> {
        Some(self)
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Errand> + '_>> {
        Some(identified_by(self))
    }

    fn lists(&self) -> Option<Box<dyn AnyList<Errand> + '_>> {
        Some(listed_by(self))
    }
}

#[async_trait]
impl PlansChanges<Errand> for Runner {
    async fn plan(&self, plan: &mut Plan<Errand>) {
        self.run(&plan.context).await;
    }
}

#[async_trait]
impl Imports<Errand> for Runner {
    async fn import(&self, id: &str, context: &Context) -> Result<Saved<Errand>, Diagnostics> {
        self.run(context).await;
        let name = id.to_owned().into();
        Ok(Saved::new(Errand { name }))
    }
}

#[async_trait]
impl Identifies<Errand> for Runner {
    type Identity = Errand;

    fn identity(&self, errand: &Errand) -> Errand {
        errand.clone()
    }

    async fn import(&self, identity: Errand, context: &Context) -> Result<Saved<Errand>, Diagnostics> {
        self.run(context).await;
        Ok(Saved::new(identity))
    }
}

#[async_trait]
impl Lists<Errand> for Runner {
    type Config = ();

    async fn list(&self, request: List<()>, _found: Findings<Errand, Errand>) -> Result<Diagnostics, Diagnostics> {
        self.run(&request.context).await;
        Ok(Diagnostics::new())
    }
}

#[async_trait]
impl DataSource for Runner {
    type Model = Errand;

    fn type_name(&self) -> &'static str {
        "test_errand"
    }

    async fn read(&self, config: Errand, context: &Context) -> Result<Found<Errand>, Diagnostics> {
        self.run(context).await;
        Ok(Found::new(config))
    }
}

#[async_trait]
impl EphemeralResource for Runner {
    type Model = Errand;

    fn type_name(&self) -> &'static str {
        "test_errand"
    }

    async fn open(&self, request: Open<Errand>) -> Result<Opened<Errand>, Diagnostics> {
        self.run(&request.context).await;
        Ok(Opened::new(request.config))
    }

    fn renews(&self) -> Option<&dyn Renews> {
        Some(self)
    }

    fn closes(&self) -> Option<&dyn Closes> {
        Some(self)
    }
}

#[async_trait]
impl Renews for Runner {
    async fn renew(&self, private: Private, context: &Context) -> Result<Renewed, Diagnostics> {
        self.run(context).await;
        Ok(Renewed {
            private,
            renew_at: None,
            diagnostics: Diagnostics::new(),
        })
    }
}

#[async_trait]
impl Closes for Runner {
    async fn close(&self, _private: Private, context: &Context) -> Diagnostics {
        self.run(context).await;
        Diagnostics::new()
    }
}

#[async_trait]
impl Action for Runner {
    type Model = Errand;

    fn type_name(&self) -> &'static str {
        "test_run"
    }

    async fn invoke(&self, request: Invoke<Errand>) -> Result<Diagnostics, Diagnostics> {
        self.run(&request.context).await;
        Ok(Diagnostics::new())
    }

    fn plans(&self) -> Option<&dyn PlansInvocation<Errand>> {
        Some(self)
    }
}

#[async_trait]
impl PlansInvocation<Errand> for Runner {
    async fn plan(&self, request: PlanInvocation<Errand>) -> Diagnostics {
        self.run(&request.context).await;
        Diagnostics::new()
    }
}

#[async_trait]
impl Provider for Runner {
    type Config = ();

    async fn configure(&self, request: Configure<()>) -> Diagnostics {
        self.run(&request.context).await;
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![managed(self.clone())]
    }

    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        vec![data_source(self.clone())]
    }

    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        vec![ephemeral(self.clone())]
    }

    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        vec![action(self.clone())]
    }
}

fn errand(name: &str) -> Option<pb::DynamicValue> {
    wire::<Errand>(&Value::object([("name", Value::string(name))]))
}

/// Returns a block without attributes.
fn nothing() -> Option<pb::DynamicValue> {
    wire::<()>(&Value::object::<&str>([]))
}

/// Asserts that a call begins, waits, and returns only after a `Stop`.
macro_rules! assert_stopped {
    ($method:ident, $request:expr) => {
        assert_stopped!($method, $request, |answer| {
            let _ = answer;
        })
    };
    ($method:ident, $request:expr, |$answer:ident| $rest:block) => {
        let begun = Arc::new(Semaphore::new(0));
        let rpc = Rpc::new(Server::new(Runner(Arc::clone(&begun))));
        let request = $request;
        let call = tokio::spawn({
            let rpc = rpc.clone();
            async move {
                let $answer = rpc
                    .$method(Request::new(request))
                    .await
                    .expect("the call is served")
                    .into_inner();
                $rest
            }
        });
        let permit = patiently(begun.acquire()).await;
        permit.expect("the semaphore stays open").forget();
        tokio::task::yield_now().await;
        assert!(!call.is_finished(), "{} waits", stringify!($method));
        rpc.stop(Request::new(pb::stop::Request {}))
            .await
            .expect("it is served");
        patiently(call).await.expect(stringify!($method));
    };
}

/// Holds H9.
#[tokio::test]
async fn a_stop_reaches_every_call_about_a_managed_resource() {
    let type_name = || "test_errand".to_owned();
    assert_stopped!(
        read_resource,
        pb::read_resource::Request {
            type_name: type_name(),
            current_state: errand("a"),
            ..Default::default()
        }
    );
    assert_stopped!(
        plan_resource_change,
        pb::plan_resource_change::Request {
            type_name: type_name(),
            config: errand("a"),
            proposed_new_state: errand("a"),
            ..Default::default()
        }
    );
    for (prior, planned) in [(None, errand("a")), (errand("a"), errand("b")), (errand("a"), None)] {
        assert_stopped!(
            apply_resource_change,
            pb::apply_resource_change::Request {
                type_name: type_name(),
                prior_state: prior,
                config: planned.clone(),
                planned_state: planned,
                ..Default::default()
            }
        );
    }
    for identity in [None, errand("a")] {
        assert_stopped!(
            import_resource_state,
            pb::import_resource_state::Request {
                type_name: type_name(),
                id: "a".to_owned(),
                identity: identity.map(|data| pb::ResourceIdentityData {
                    identity_data: Some(data)
                }),
                ..Default::default()
            }
        );
    }
    assert_stopped!(
        list_resource,
        pb::list_resource::Request {
            type_name: type_name(),
            config: nothing(),
            ..Default::default()
        },
        |events| {
            events.collect::<Vec<_>>().await;
        }
    );
}

/// Holds H9.
#[tokio::test]
async fn a_stop_reaches_every_other_call_that_can_wait() {
    let (type_name, action_type) = ("test_errand".to_owned(), "test_run".to_owned());
    assert_stopped!(
        configure,
        pb::configure::Request {
            config: nothing(),
            ..Default::default()
        }
    );
    assert_stopped!(
        read_data_source,
        pb::read_data_source::Request {
            type_name: type_name.clone(),
            config: errand("a"),
            ..Default::default()
        }
    );
    assert_stopped!(
        open_ephemeral_resource,
        pb::open_ephemeral_resource::Request {
            type_name: type_name.clone(),
            config: errand("a"),
            ..Default::default()
        }
    );
    assert_stopped!(
        renew_ephemeral_resource,
        pb::renew_ephemeral_resource::Request {
            type_name: type_name.clone(),
            private: None,
        }
    );
    assert_stopped!(
        close_ephemeral_resource,
        pb::close_ephemeral_resource::Request {
            type_name,
            private: None,
        }
    );
    assert_stopped!(
        plan_action,
        pb::plan_action::Request {
            action_type: action_type.clone(),
            config: errand("a"),
            ..Default::default()
        }
    );
    assert_stopped!(
        invoke_action,
        pb::invoke_action::Request {
            action_type,
            config: errand("a"),
            ..Default::default()
        },
        |events| {
            events.collect::<Vec<_>>().await;
        }
    );
}
