//! The `provider_meta` block of a module.

use framework::resource::{Context, Saved};
use framework::value::Value;
use framework::{Attr, Model};

use crate::core::told;
use crate::script::Script;
use crate::thing::{Word, config, made, word};

/// The `provider_meta` block.
#[derive(Clone, Debug, PartialEq, Model)]
struct Meta {
    /// The name of the module.
    #[attr(required)]
    module: Attr<Word>,
}

fn saying(module: &str) -> Context {
    Context::default().with_provider_meta(Value::object([("module", Value::string(module))]))
}

#[test]
fn a_module_that_says_something_is_heard_and_one_that_says_nothing_is_none() {
    let heard = saying("Vpc").provider_meta::<Meta>();
    let silent = Context::default().provider_meta::<Meta>();
    let null = Context::default()
        .with_provider_meta(Value::Null)
        .provider_meta::<Meta>();

    assert_eq!(heard, Ok(Some(Meta { module: word("vpc") })));
    assert_eq!(silent, Ok(None));
    assert_eq!(null, Ok(None));
}

#[test]
fn what_the_types_refuse_is_told_with_its_place() {
    let refused = saying("not a word").provider_meta::<Meta>();

    assert_eq!(told(&refused.expect_err("it has spaces")), ["error module: Not a word"]);
}

#[tokio::test]
async fn an_operation_hears_the_module() {
    let script = Script::new().read(|request| {
        let meta = request
            .context
            .provider_meta::<Meta>()?
            .expect("the module has a provider_meta block");
        let mut seen = request.state;
        seen.name = meta.module;
        Ok(Some(Saved::new(seen)))
    });
    let stored = framework::erased::Stored {
        state: made(&config()).to_object(),
        private: framework::private::Private::new(),
        identity: Value::Null,
    };

    let seen = script.resource().read(stored, saying("vpc")).await;

    assert_eq!(seen.state.get("name"), Some(&Value::string("vpc")));
}
