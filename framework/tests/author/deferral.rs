//! Results that are deferred to a later run, if the client allows it.

use async_trait::async_trait;
use framework::data_source::{DataSource, Found};
use framework::erased::{PlanChange, Stored, data_source};
use framework::private::Private;
use framework::resource::{Context, Deferral, Saved};
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::told;
use crate::script::Script;
use crate::thing::{config, made};

fn stored() -> Stored {
    Stored {
        state: made(&config()).to_object(),
        private: Private::new(),
        identity: Value::Null,
    }
}

/// Holds R11.
#[test]
fn where_it_is_not_allowed_nothing_waits() {
    let context = Context::default();

    assert!(!context.defer(Deferral::AbsentPrerequisite));
    assert_eq!(context.deferred(), None);
}

/// Holds R12.
#[test]
fn the_first_reason_counts_and_every_part_of_the_call_hears_of_it() {
    let context = Context::default().allowing_deferral();
    assert_eq!(context.deferred(), None);

    let within = context.clone();
    assert!(within.defer(Deferral::ProviderConfigUnknown));
    assert!(within.defer(Deferral::AbsentPrerequisite));

    assert_eq!(context.deferred(), Some(Deferral::ProviderConfigUnknown));
}

/// Holds R11 and R12.
#[tokio::test]
async fn a_plan_waits_if_it_may_and_goes_on_if_it_may_not() {
    for (context, waits) in [
        (Context::default(), None),
        (
            Context::default().allowing_deferral(),
            Some(Deferral::ResourceConfigUnknown),
        ),
    ] {
        let script = Script::new().plan(|plan| {
            if !plan.context.defer(Deferral::ResourceConfigUnknown) {
                plan.diagnostics.push(Diagnostic::warning("Planned", "All of it."));
            }
        });
        let change = PlanChange {
            prior: Value::Null,
            config: config().to_object(),
            proposed: config().to_object(),
            private: Private::new(),
            identity: Value::Null,
            context: context.clone(),
        };

        let planned = script.resource().plan(change).await;

        assert_eq!(context.deferred(), waits);
        assert_eq!(planned.diagnostics.is_empty(), waits.is_some());
    }
}

fn reluctant() -> Script {
    let wait = |context: &Context| {
        let _ = context.defer(Deferral::AbsentPrerequisite);
        Diagnostics::new()
    };
    Script::new()
        .read(move |request| Err(wait(&request.context)))
        .import_with_context(move |(_, context)| Err(wait(&context)))
}

#[tokio::test]
async fn an_empty_failure_is_none_where_the_answer_waits_and_one_without_a_reason_elsewhere() {
    let waiting = || Context::default().allowing_deferral();

    let seen = reluctant().resource().read(stored(), waiting()).await;
    assert_eq!((seen.state, told(&seen.diagnostics)), (stored().state, Vec::new()));
    let found = reluctant().resource().import("T1", waiting()).await.expect("it waits");
    assert_eq!((found.state, told(&found.diagnostics)), (Value::Null, Vec::new()));

    let seen = reluctant().resource().read(stored(), Context::default()).await;
    assert_eq!(
        told(&seen.diagnostics),
        ["error : Operation failed without an error message"]
    );
    let refused = reluctant().resource().import("T1", Context::default()).await;
    assert!(refused.expect_err("deferral is not allowed").has_errors());
}

/// A place to find.
#[derive(Clone, Debug, Model)]
struct Place {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
    /// The address.
    #[attr(computed)]
    address: Attr<String>,
}

/// A data source that defers its read if the client allows it.
struct Later;

#[async_trait]
impl DataSource for Later {
    type Model = Place;

    fn type_name(&self) -> &'static str {
        "test_later"
    }

    async fn read(&self, config: Place, context: &Context) -> Result<Found<Place>, Diagnostics> {
        if context.defer(Deferral::ProviderConfigUnknown) {
            return Err(Diagnostics::new());
        }
        let address = "street 1".to_owned().into();
        Ok(Found::new(Place { address, ..config }))
    }
}

#[tokio::test]
async fn a_look_up_that_waits_answers_what_was_asked_for_and_nothing_decided() {
    let place = |address: Value| Value::object([("name", Value::string("home")), ("address", address)]);
    let source = data_source(Later);
    let asked = place(Value::Null);

    let (waiting, told_waiting) = source.read(&asked, Context::default().allowing_deferral()).await;
    let (found, _) = source.read(&asked, Context::default()).await;

    assert_eq!((waiting, told(&told_waiting)), (place(Value::unknown()), Vec::new()));
    assert_eq!(found, place(Value::string("street 1")));
}

#[tokio::test]
async fn what_does_not_wait_is_saved_as_ever() {
    let script = Script::new().read(|request| Ok(Some(Saved::new(request.state))));
    let context = Context::default().allowing_deferral();

    let seen = script.resource().read(stored(), context.clone()).await;

    assert_eq!(context.deferred(), None);
    assert_eq!(seen.state, stored().state);
}
