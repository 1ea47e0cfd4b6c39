//! Results that differ from the plan: the planned value is saved, with a warning at its path (conformance rule A2).

use framework::collection::Map;
use framework::erased::{Applied, ApplyChange};
use framework::nested::{BlockList, BlockMap, BlockSet};
use framework::private::Private;
use framework::resource::{Context, Saved};
use framework::value::Value;
use framework::{Attr, Model};

use crate::core::{apply, told};
use crate::script::Script;
use crate::thing::{Leg, Mark, Shape, Thing, Timeouts, Word, full_config, leg, made, mark, text, word};

/// Creates [`full_config`] with an author that returns another result.
async fn answered(otherwise: fn(Thing) -> Thing) -> Applied {
    let script = Script::new().create(move |request| Ok(Saved::new(otherwise(made(&request.planned)))));
    apply(&*script.resource(), &Value::Null, &full_config().to_object()).await
}

/// Returns the state after a result that matches the plan.
async fn honest() -> Value {
    let applied = answered(|made| made).await;
    assert_eq!(told(&applied.diagnostics), Vec::<String>::new());
    applied.state
}

/// Asserts that the saved state matches the plan, with warnings at these paths.
async fn is_mended(otherwise: fn(Thing) -> Thing, places: &[&str]) {
    let applied = answered(otherwise).await;

    let summary = "Value differs from the plan";
    let warnings: Vec<_> = places
        .iter()
        .map(|place| format!("warning {place}: {summary}"))
        .collect();
    assert_eq!(told(&applied.diagnostics), warnings);
    assert_eq!(applied.state, honest().await);
}

fn words(texts: &[&str]) -> impl Iterator<Item = Word> {
    texts.iter().map(|text| Word((*text).to_owned()))
}

fn with_port(at: &str) -> Leg {
    Leg {
        port: text("p"),
        ..leg(at)
    }
}

fn with_number(text: &str) -> Mark {
    Mark {
        number: 5.into(),
        ..mark(text)
    }
}

/// Holds A2.
#[tokio::test]
async fn attributes_that_differ_or_vanish_or_appear_are_saved_as_planned() {
    let other = |made| Thing {
        place: Attr::Null,
        name: word("other"),
        guarded: true.into(),
        ..made
    };

    is_mended(other, &["guarded", "name", "place"]).await;
}

/// Holds A2.
#[tokio::test]
async fn lists_keep_their_elements_and_their_length() {
    let replaced = |made| Thing {
        steps: Attr::Known(words(&["c", "x"]).collect()),
        ..made
    };
    let shorter = |made| Thing {
        steps: Attr::Known(words(&["c"]).collect()),
        ..made
    };
    let longer = |made| Thing {
        steps: Attr::Known(words(&["c", "d", "x"]).collect()),
        ..made
    };

    let shorter_and_other = |made| Thing {
        steps: Attr::Known(words(&["x"]).collect()),
        ..made
    };

    is_mended(replaced, &["steps[1]"]).await;
    is_mended(shorter_and_other, &["steps"]).await;
    is_mended(shorter, &["steps"]).await;
    is_mended(longer, &["steps"]).await;
}

/// Holds A2.
#[tokio::test]
async fn maps_keep_their_elements_and_their_keys() {
    let replaced = |made| Thing {
        tags: Attr::Known(Map([("e".to_owned(), word("x"))].into())),
        ..made
    };
    let renamed = |made| Thing {
        tags: Attr::Known(Map([("x".to_owned(), word("f"))].into())),
        ..made
    };
    let emptied = |made| Thing {
        tags: Attr::Known(Map([].into())),
        ..made
    };

    is_mended(replaced, &["tags[\"e\"]"]).await;
    is_mended(renamed, &["tags"]).await;
    is_mended(emptied, &["tags"]).await;
}

/// Holds A2.
#[tokio::test]
async fn sets_keep_their_elements_in_any_order() {
    let replaced = |made| Thing {
        routes: Attr::Known(words(&["a", "x"]).collect()),
        ..made
    };
    let larger = |made| Thing {
        routes: Attr::Known(words(&["a", "b", "x"]).collect()),
        ..made
    };

    is_mended(replaced, &["routes"]).await;
    is_mended(larger, &["routes"]).await;

    let reordered = answered(|made| Thing {
        routes: Attr::Known(words(&["b", "a"]).collect()),
        ..made
    })
    .await;
    assert_eq!(told(&reordered.diagnostics), Vec::<String>::new());
}

/// Holds A2.
#[tokio::test]
async fn objects_keep_their_attributes() {
    let other = |made| Thing {
        shape: Attr::Known(Shape {
            height: 2.into(),
            width: 3.into(),
        }),
        ..made
    };
    let gone = |made| Thing {
        shape: Attr::Null,
        ..made
    };

    is_mended(other, &["shape.width"]).await;
    is_mended(gone, &["shape"]).await;
}

/// Holds A2.
#[tokio::test]
async fn single_blocks_neither_come_nor_go() {
    let gone = |made| Thing {
        timeouts: Attr::Null,
        ..made
    };
    let other = |made| Thing {
        timeouts: Attr::Known(Timeouts { create: word("2h") }),
        ..made
    };

    is_mended(gone, &["timeouts"]).await;
    is_mended(other, &["timeouts.create"]).await;
}

/// Holds A2.
#[tokio::test]
async fn listed_blocks_keep_what_was_planned_and_take_what_was_open() {
    let other = |made| Thing {
        legs: BlockList::Known(vec![with_port("x"), with_port("h")]),
        ..made
    };

    is_mended(other, &["legs[0].at"]).await;
}

/// Holds A2.
#[tokio::test]
async fn listed_blocks_that_are_missing_are_saved_with_nulls_where_nothing_was_answered() {
    let shorter = answered(|made| Thing {
        legs: BlockList::Known(vec![with_port("g")]),
        ..made
    })
    .await;

    let legs = shorter
        .state
        .get("legs")
        .and_then(Value::as_elements)
        .expect("there are legs");
    assert_eq!(legs, [with_port("g").to_object(), leg("h").to_object()]);
    assert_eq!(
        told(&shorter.diagnostics),
        ["warning legs: Value differs from the plan"]
    );
}

/// Holds A2.
#[tokio::test]
async fn listed_blocks_that_are_too_many_are_left_out() {
    let longer = |made| Thing {
        legs: BlockList::Known(vec![with_port("g"), with_port("h"), with_port("x")]),
        ..made
    };

    is_mended(longer, &["legs"]).await;
}

/// Holds A2.
#[tokio::test]
async fn labelled_blocks_keep_their_labels() {
    let added = |made| Thing {
        sides: BlockMap::Known(
            [
                ("left".to_owned(), with_port("i")),
                ("right".to_owned(), with_port("x")),
            ]
            .into(),
        ),
        ..made
    };
    let other = |made| Thing {
        sides: BlockMap::Known([("left".to_owned(), with_port("x"))].into()),
        ..made
    };

    is_mended(added, &["sides"]).await;
    is_mended(other, &["sides[\"left\"].at"]).await;
}

/// Holds A2.
#[tokio::test]
async fn blocks_of_a_set_are_matched_by_what_was_planned() {
    let extra = |made| Thing {
        marks: BlockSet::Known(vec![with_number("x"), with_number("j"), with_number("k")]),
        ..made
    };

    is_mended(extra, &["marks"]).await;

    let twice = answered(|made| Thing {
        marks: BlockSet::Known(vec![
            with_number("j"),
            Mark {
                number: 6.into(),
                ..mark("j")
            },
            with_number("k"),
        ]),
        ..made
    })
    .await;
    let marks = twice.state.get("marks").and_then(Value::as_elements);
    assert_eq!(marks.map(<[_]>::len), Some(2), "a set does not grow");
    assert_eq!(twice.diagnostics.iter().count(), 1);

    let missing = answered(|made| Thing {
        marks: BlockSet::Known(vec![with_number("x"), with_number("k")]),
        ..made
    })
    .await;
    let marks = missing
        .state
        .get("marks")
        .and_then(Value::as_elements)
        .expect("there are marks");
    assert_eq!(marks, [mark("j").to_object(), with_number("k").to_object()]);
    assert_eq!(
        told(&missing.diagnostics),
        ["warning marks: Value differs from the plan"]
    );

    let reordered = answered(|made| Thing {
        marks: BlockSet::Known(vec![with_number("k"), with_number("j")]),
        ..made
    })
    .await;
    assert_eq!(told(&reordered.diagnostics), Vec::<String>::new());
}

/// Holds A2 and A3.
#[tokio::test]
async fn what_was_open_may_become_anything_also_nothing() {
    let applied = answered(|made| Thing {
        number: Attr::Null,
        status: text("down"),
        ..made
    })
    .await;

    assert_eq!(told(&applied.diagnostics), Vec::<String>::new());
    assert_eq!(applied.state.get("number"), Some(&Value::Null));
    assert_eq!(applied.state.get("status"), Some(&Value::string("down")));
}

#[tokio::test]
async fn elements_of_a_set_that_leave_nothing_open_choose_their_answers_first() {
    let resource = Script::new()
        .create(|request| {
            Ok(Saved::new(Thing {
                marks: BlockSet::Known(vec![with_number("j"), with_number("x")]),
                ..made(&request.planned)
            }))
        })
        .resource();
    let open = Mark {
        number: Attr::Unknown,
        ..mark("j")
    };
    let planned = Thing {
        marks: BlockSet::Known(vec![open, with_number("j")]),
        ..made(&full_config())
    };
    let change = ApplyChange {
        prior: Value::Null,
        planned: planned.to_object(),
        config: full_config().to_object(),
        private: Private::new(),
        identity: Value::Null,
        context: Context::default(),
    };

    let applied = resource.apply(change).await;

    let marks = applied
        .state
        .get("marks")
        .and_then(Value::as_elements)
        .expect("there are marks");
    assert_eq!(marks, [with_number("j").to_object(), mark("j").to_object()]);
}
