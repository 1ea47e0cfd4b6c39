//! The user's spelling of values that are equal for the provider (conformance rules A11 and R2). A [`Word`] is equal in
//! upper and lower case.

use framework::collection::{List, Map, Set};
use framework::nested::{BlockList, BlockSet};
use framework::private::Private;
use framework::resource::{Failure, Saved};
use framework::value::Value;
use framework::{Attr, Diagnostic, Model};

use crate::core::{apply, plan, refresh, told};
use crate::script::Script;
use crate::thing::{Leg, Mark, Thing, Timeouts, Word, config, leg, made, mark, text, word};

/// Returns a configuration with each word in capitals.
fn shouted() -> Value {
    let thing = Thing {
        place: word("HERE"),
        name: word("ONE"),
        routes: Attr::Known(Set::from_iter([Word("A".to_owned()), Word("B".to_owned())])),
        steps: Attr::Known(List::from_iter([Word("C".to_owned())])),
        tags: Attr::Known(Map([("e".to_owned(), word("F"))].into())),
        legs: BlockList::Known(vec![leg("G")]),
        marks: BlockSet::Known(vec![mark("J"), mark("K")]),
        timeouts: Attr::Known(Timeouts { create: word("1H") }),
        ..config()
    };
    thing.to_object()
}

/// Returns every text of a value, in order.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::List(parts) | Value::Set(parts) => parts.iter().flat_map(texts).collect(),
        Value::Map(parts) | Value::Object(parts) => parts.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// Holds A11.
#[tokio::test]
async fn a_creation_saves_the_words_as_the_user_wrote_them() {
    let script = Script::new().create(|request| {
        assert_eq!(
            request.planned.name,
            word("one"),
            "the author receives the converted word"
        );
        Ok(Saved::new(made(&request.planned)))
    });

    let applied = apply(&*script.resource(), &Value::Null, &shouted()).await;

    assert_eq!(told(&applied.diagnostics), Vec::<String>::new());
    assert_eq!(
        texts(&applied.state),
        ["T1", "G", "p", "J", "K", "ONE", "HERE", "A", "B", "up", "C", "F", "1H"]
    );
}

/// Holds R2.
#[tokio::test]
async fn a_look_that_finds_the_same_keeps_the_words_and_one_that_does_not_tells_them() {
    let stored = apply(
        &*Script::new()
            .create(|request| Ok(Saved::new(made(&request.planned))))
            .resource(),
        &Value::Null,
        &shouted(),
    )
    .await
    .state;
    let same = Script::new().read(|request| Ok(Some(Saved::new(request.state))));
    let moved = Script::new().read(|request| {
        Ok(Some(Saved::new(Thing {
            place: word("there"),
            routes: Attr::Known(Set::from_iter([Word("c".to_owned()), Word("b".to_owned())])),
            legs: BlockList::Known(vec![Leg {
                port: text("q"),
                ..leg("g")
            }]),
            ..request.state
        })))
    });

    let same = refresh(&*same.resource(), &stored, Private::new()).await.state;
    let moved = refresh(&*moved.resource(), &stored, Private::new()).await.state;

    assert_eq!(same, stored);
    assert_eq!(
        texts(&moved),
        ["T1", "G", "q", "J", "K", "ONE", "there", "c", "B", "up", "C", "F", "1H"]
    );
}

/// Holds A11.
#[tokio::test]
async fn a_plan_hook_keeps_the_words_beside_what_it_changes() {
    let script = Script::new().plan(|plan| {
        let planned = plan.planned.as_mut().expect("nothing is destroyed");
        planned.id = text("T1");
        planned.legs = BlockList::Known(vec![Leg {
            port: text("q"),
            ..leg("g")
        }]);
        planned.marks = BlockSet::Known(vec![
            Mark {
                number: 1.into(),
                ..mark("j")
            },
            Mark {
                number: Attr::Unknown,
                ..mark("k")
            },
        ]);
    });

    let planned = plan(&*script.resource(), &Value::Null, &shouted()).await;

    assert_eq!(told(&planned.diagnostics), Vec::<String>::new());
    let expected = ["T1", "G", "q", "J", "K", "ONE", "HERE", "A", "B", "C", "F", "1H"];
    assert_eq!(texts(&planned.planned), expected);
}

#[tokio::test]
async fn a_failed_update_keeps_the_words_of_what_was() {
    let script = Script::new().update(|request| {
        let failed = Diagnostic::error("Refused", "Nothing has moved.");
        Err(Failure::keeping(request.prior, Private::new(), failed))
    });
    let prior = Thing {
        name: word("ONE"),
        guarded: false.into(),
        ..made(&config())
    };
    let renamed = Thing {
        name: word("two"),
        ..config()
    };

    let applied = apply(&*script.resource(), &prior.to_object(), &renamed.to_object()).await;

    assert_eq!(applied.state.get("name"), Some(&Value::string("ONE")));
}
