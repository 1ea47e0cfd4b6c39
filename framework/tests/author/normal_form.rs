//! Texts that are equal in other bytes (conformance rule W10): the user writes one character, and the service returns a
//! letter and a combining mark.

use framework::collection::{Map, Set};
use framework::nested::{BlockList, BlockMap, BlockSet};
use framework::private::Private;
use framework::resource::Saved;
use framework::value::Value;
use framework::{Attr, Model};

use crate::core::{apply, plan, refresh, told};
use crate::script::Script;
use crate::thing::{Thing, Word, config, leg, made, mark, text, word};

/// The form that Terraform stores.
const KEPT: &str = "z\u{fc}rich";

/// The form that the service returns.
const ANSWERED: &str = "zu\u{308}rich";

/// Returns a thing with the text in each attribute that can contain it.
fn thing(name: &str) -> Thing {
    Thing {
        name: word(name),
        routes: Attr::Known(Set::from_iter([Word(name.to_owned())])),
        tags: Attr::Known(Map([(name.to_owned(), word(name))].into())),
        legs: BlockList::Known(vec![leg(name)]),
        sides: BlockMap::Known([(name.to_owned(), leg(name))].into()),
        marks: BlockSet::Known(vec![mark(name)]),
        ..config()
    }
}

/// Holds W10.
#[tokio::test]
async fn an_answer_in_other_bytes_keeps_its_plan_and_is_saved_as_terraform_keeps_it() {
    let script = Script::new().create(|_| {
        Ok(Saved::new(Thing {
            guarded: false.into(),
            ..made(&thing(ANSWERED))
        }))
    });

    let applied = apply(&*script.resource(), &Value::Null, &thing(KEPT).to_object()).await;

    assert_eq!(told(&applied.diagnostics), Vec::<String>::new());
    let expected = Thing {
        guarded: false.into(),
        ..made(&thing(KEPT))
    };
    assert_eq!(applied.state, expected.to_object());
}

/// Holds W10.
#[tokio::test]
async fn a_look_that_finds_other_bytes_finds_no_change() {
    let script = Script::new().read(|_| Ok(Some(Saved::new(made(&thing(ANSWERED))))));
    let stored = made(&thing(KEPT)).to_object();

    let found = refresh(&*script.resource(), &stored, Private::new()).await;

    assert_eq!(found.state, stored);
}

/// Holds W10.
#[tokio::test]
async fn a_hook_that_plans_other_bytes_plans_what_is_configured() {
    let script = Script::new().plan(|plan| {
        let planned = plan.planned.as_mut().expect("nothing is destroyed");
        planned.name = word(ANSWERED);
        planned.id = text(ANSWERED);
    });

    let planned = plan(&*script.resource(), &Value::Null, &thing(KEPT).to_object()).await;

    assert_eq!(told(&planned.diagnostics), Vec::<String>::new());
    assert_eq!(planned.planned.get("name"), Some(&Value::string(KEPT)));
    assert_eq!(planned.planned.get("id"), Some(&Value::string(KEPT)));
}

/// Holds W10.
#[test]
fn a_default_is_as_terraform_keeps_it() {
    /// A place.
    #[derive(Clone, Debug, Model)]
    struct Place {
        /// The town.
        #[attr(default = ANSWERED.to_owned())]
        town: Attr<String>,
    }

    let block = Place::block();
    let town = block.attributes.first().expect("there is one attribute");

    assert_eq!(town.default, Some(Value::string(KEPT)));
}
