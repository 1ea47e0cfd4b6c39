//! The planning recipe: a table of configuration, prior object, and planned object (conformance rules P2 to P12).

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking, also in the functions they share"
)]

use framework::collection::Set;
use framework::nested::{BlockList, BlockMap, BlockSet};
use framework::path::{Path, Step};
use framework::plan::{Proposal, Recipe, by_recipe};
use framework::value::Value;
use framework::{Attr, Model};

/// A thing with an attribute of each behavior.
#[derive(Clone, Debug, Model)]
struct Thing {
    /// Required; a change forces replacement.
    #[attr(required, replace)]
    place: Attr<String>,
    /// Optional.
    #[attr(optional)]
    name: Attr<String>,
    /// Optional, with the default false.
    #[attr(default = false)]
    guarded: Attr<bool>,
    /// Optional, and otherwise decided once by the provider.
    #[attr(optional, computed, stable)]
    number: Attr<i64>,
    /// Decided once by the provider.
    #[attr(computed, stable)]
    id: Attr<String>,
    /// Decided by the provider at each change.
    #[attr(computed)]
    status: Attr<String>,
    /// Never stored.
    #[attr(optional, write_only)]
    key: Attr<String>,
    /// A set of texts.
    #[attr(optional)]
    routes: Attr<Set<String>>,
    /// Blocks in order.
    #[block]
    legs: BlockList<Leg>,
    /// Blocks by label.
    #[block]
    sides: BlockMap<Leg>,
    /// Blocks without order.
    #[block]
    marks: BlockSet<Mark>,
}

/// A part of a thing.
#[derive(Clone, Debug, Model)]
struct Leg {
    /// Required; a change replaces the whole thing.
    #[attr(required, replace)]
    at: Attr<String>,
    /// Optional, with the default 7.
    #[attr(default = 7)]
    weight: Attr<i64>,
    /// Decided once by the provider.
    #[attr(computed, stable)]
    port: Attr<String>,
}

/// A mark of a thing.
#[derive(Clone, Debug, Model)]
struct Mark {
    /// Required; a change replaces the whole thing.
    #[attr(required, replace)]
    text: Attr<String>,
    /// Optional, with the default 3.
    #[attr(default = 3)]
    size: Attr<i64>,
    /// Decided once by the provider.
    #[attr(computed, stable)]
    id: Attr<String>,
    /// Decided by the provider at each change.
    #[attr(computed)]
    status: Attr<String>,
}

fn mark(text: &str) -> Mark {
    Mark {
        text: text.to_owned().into(),
        size: Attr::Null,
        id: Attr::Null,
        status: Attr::Null,
    }
}

/// Returns a mark as created by a provider.
fn made_mark(text: &str, size: i64) -> Mark {
    Mark {
        size: size.into(),
        id: format!("id of {text}").into(),
        status: "up".to_owned().into(),
        ..mark(text)
    }
}

/// Returns the plan for a configuration and an existing thing with one mark each. Core's merge of the mark is a
/// parameter, because core has to guess which block of a set is which.
fn planned_mark(written: Mark, before: Mark, proposed: Mark) -> Recipe {
    let with = |thing: Thing, mark: Mark| {
        let marks = BlockSet::Known(vec![mark]);
        Thing { marks, ..thing }.to_object()
    };
    by_recipe(
        &Thing::block(),
        Proposal {
            config: &with(config(), written),
            prior: &with(made(), before),
            proposed: &with(merged(&config(), Some(&made())), proposed),
        },
    )
}

fn only_mark(recipe: &Recipe) -> Value {
    let marks = at(&Path::attribute("marks"), recipe);
    let [mark] = marks.as_elements().expect("marks are a set") else {
        panic!("there is one mark");
    };
    mark.clone()
}

fn leg(at: &str) -> Leg {
    Leg {
        at: at.to_owned().into(),
        weight: Attr::Null,
        port: Attr::Null,
    }
}

fn config() -> Thing {
    Thing {
        place: "here".to_owned().into(),
        name: "one".to_owned().into(),
        guarded: Attr::Null,
        number: Attr::Null,
        id: Attr::Null,
        status: Attr::Null,
        key: Attr::Null,
        routes: Attr::Null,
        legs: BlockList::Known(vec![leg("a"), leg("b")]),
        sides: BlockMap::Known([("left".to_owned(), leg("c"))].into()),
        marks: BlockSet::Known(vec![]),
    }
}

/// Returns the thing that a provider created from [`config`].
fn made() -> Thing {
    let made_leg = |at: &str, port: &str| Leg {
        weight: 7.into(),
        port: port.to_owned().into(),
        ..leg(at)
    };
    Thing {
        guarded: false.into(),
        number: 12.into(),
        id: "T1".to_owned().into(),
        status: "up".to_owned().into(),
        legs: BlockList::Known(vec![made_leg("a", "p1"), made_leg("b", "p2")]),
        sides: BlockMap::Known([("left".to_owned(), made_leg("c", "p3"))].into()),
        ..config()
    }
}

/// Returns core's merge: the configuration, and the prior value of each computed attribute that is not configured.
fn merged(config: &Thing, prior: Option<&Thing>) -> Thing {
    let Some(prior) = prior else { return config.clone() };
    Thing {
        guarded: if config.guarded.is_null() {
            prior.guarded.clone()
        } else {
            config.guarded.clone()
        },
        number: if config.number.is_null() {
            prior.number.clone()
        } else {
            config.number.clone()
        },
        id: prior.id.clone(),
        status: prior.status.clone(),
        legs: merged_legs(&config.legs, &prior.legs),
        sides: match (&config.sides, &prior.sides) {
            (BlockMap::Known(now), BlockMap::Known(before)) => BlockMap::Known(
                now.iter()
                    .map(|(label, leg)| (label.clone(), merged_leg(leg, before.get(label))))
                    .collect(),
            ),
            (other, _) => other.clone(),
        },
        ..config.clone()
    }
}

fn merged_legs(now: &BlockList<Leg>, before: &BlockList<Leg>) -> BlockList<Leg> {
    match (now, before) {
        (BlockList::Known(now), BlockList::Known(before)) => BlockList::Known(
            now.iter()
                .enumerate()
                .map(|(at, leg)| merged_leg(leg, before.get(at)))
                .collect(),
        ),
        (other, _) => other.clone(),
    }
}

fn merged_leg(now: &Leg, before: Option<&Leg>) -> Leg {
    match before {
        Some(before) => Leg {
            weight: before.weight.clone(),
            port: before.port.clone(),
            ..now.clone()
        },
        None => now.clone(),
    }
}

fn planned(config: Option<&Thing>, prior: Option<&Thing>) -> Recipe {
    let as_value = |thing: Option<&Thing>| thing.map_or(Value::Null, Model::to_object);
    let proposed = config.map(|config| merged(config, prior));
    by_recipe(
        &Thing::block(),
        Proposal {
            prior: &as_value(prior),
            config: &as_value(config),
            proposed: &as_value(proposed.as_ref()),
        },
    )
}

fn at(path: &Path, recipe: &Recipe) -> Value {
    recipe.planned.at(path).cloned().expect("the path leads somewhere")
}

fn unknown_paths(recipe: &Recipe) -> Vec<String> {
    recipe.planned.unknown_paths().iter().map(ToString::to_string).collect()
}

fn replace_paths(recipe: &Recipe) -> Vec<String> {
    recipe.replace.iter().map(ToString::to_string).collect()
}

/// Holds P4.
#[test]
fn a_creation_fills_defaults_and_leaves_open_what_the_provider_decides() {
    let recipe = planned(Some(&config()), None);

    assert_eq!(at(&Path::attribute("guarded"), &recipe), Value::Bool(false));
    assert_eq!(
        unknown_paths(&recipe),
        [
            "id",
            "legs[0].port",
            "legs[1].port",
            "number",
            "sides[\"left\"].port",
            "status"
        ]
    );
    assert!(recipe.replace.is_empty());
}

/// Holds P17.
#[test]
fn an_object_that_is_as_configured_is_planned_unchanged() {
    let recipe = planned(Some(&config()), Some(&made()));

    assert_eq!(recipe.planned, made().to_object());
    assert!(recipe.replace.is_empty());
}

#[test]
fn an_update_keeps_what_is_stable_and_leaves_open_what_can_move() {
    let renamed = Thing {
        name: "two".to_owned().into(),
        ..config()
    };

    let recipe = planned(Some(&renamed), Some(&made()));

    assert_eq!(unknown_paths(&recipe), ["status"]);
    assert_eq!(at(&Path::attribute("id"), &recipe), Value::string("T1"));
    assert!(recipe.replace.is_empty());
}

/// Holds P2.
#[test]
fn what_the_user_gives_wins_over_default_and_provider() {
    let given = Thing {
        guarded: true.into(),
        number: 99.into(),
        ..config()
    };

    let recipe = planned(Some(&given), Some(&made()));

    assert_eq!(at(&Path::attribute("guarded"), &recipe), Value::Bool(true));
    assert_eq!(
        at(&Path::attribute("number"), &recipe)
            .as_number()
            .and_then(|number| number.to_i64()),
        Some(99)
    );
}

#[test]
fn a_default_comes_back_when_the_user_gives_nothing_any_more() {
    let prior = Thing {
        guarded: true.into(),
        ..made()
    };

    let recipe = planned(Some(&config()), Some(&prior));

    assert_eq!(at(&Path::attribute("guarded"), &recipe), Value::Bool(false));
    assert_eq!(unknown_paths(&recipe), ["status"]);
}

#[test]
fn a_default_is_left_out_where_the_state_of_an_earlier_version_lacks_the_attribute() {
    let prior = Thing {
        guarded: Attr::Null,
        ..made()
    };

    let recipe = planned(Some(&config()), Some(&prior));

    assert_eq!(at(&Path::attribute("guarded"), &recipe), Value::Null);
    assert_eq!(unknown_paths(&recipe), [""; 0], "nothing changes");

    let renamed = Thing {
        name: Attr::Known("other".to_owned()),
        ..config()
    };
    let recipe = planned(Some(&renamed), Some(&prior));
    assert_eq!(
        at(&Path::attribute("guarded"), &recipe),
        Value::Null,
        "also beside another change"
    );
}

/// Holds P3.
#[test]
fn a_removed_attribute_is_planned_as_null() {
    let recipe = planned(
        Some(&Thing {
            name: Attr::Null,
            ..config()
        }),
        Some(&made()),
    );

    assert_eq!(at(&Path::attribute("name"), &recipe), Value::Null);
}

/// Holds P10.
#[test]
fn a_write_only_value_is_never_in_the_plan() {
    let secret = Thing {
        key: "hunter2".to_owned().into(),
        ..config()
    };

    let creation = planned(Some(&secret), None);
    let update = planned(Some(&secret), Some(&made()));

    assert_eq!(at(&Path::attribute("key"), &creation), Value::Null);
    assert_eq!(update.planned, made().to_object(), "a secret alone is no change");
}

/// Holds P11.
#[test]
fn a_replacing_attribute_that_differs_is_named_and_one_that_is_unknown_too() {
    let moved = Thing {
        place: "there".to_owned().into(),
        ..config()
    };
    let undecided = Thing {
        place: Attr::Unknown,
        ..config()
    };

    assert_eq!(replace_paths(&planned(Some(&moved), Some(&made()))), ["place"]);
    assert_eq!(replace_paths(&planned(Some(&undecided), Some(&made()))), ["place"]);
    assert!(
        planned(Some(&moved), None).replace.is_empty(),
        "a creation replaces nothing"
    );
}

#[test]
fn replacement_inside_blocks_is_named_by_index_and_label_and_at_a_set_itself() {
    let moved = Thing {
        legs: BlockList::Known(vec![leg("a"), leg("x")]),
        sides: BlockMap::Known([("left".to_owned(), leg("y"))].into()),
        marks: BlockSet::Known(vec![mark("new")]),
        ..config()
    };

    let recipe = planned(Some(&moved), Some(&made()));

    assert_eq!(replace_paths(&recipe), ["legs[1].at", "sides[\"left\"].at", "marks"]);
}

#[test]
fn a_new_block_has_its_default_and_leaves_open_what_the_provider_decides() {
    let longer = Thing {
        legs: BlockList::Known(vec![leg("a"), leg("b"), leg("c")]),
        ..config()
    };

    let recipe = planned(Some(&longer), Some(&made()));

    let third = Path::attribute("legs").child(Step::Index(2));
    assert_eq!(
        at(&third.child_attribute("weight"), &recipe)
            .as_number()
            .and_then(|number| number.to_i64()),
        Some(7)
    );
    assert_eq!(unknown_paths(&recipe), ["legs[2].port", "status"]);
}

/// Holds P7.
#[test]
fn blocks_of_unknown_number_stay_as_they_are_proposed() {
    let undecided = Thing {
        legs: BlockList::Unknown,
        ..config()
    };

    let recipe = planned(Some(&undecided), Some(&made()));

    assert!(at(&Path::attribute("legs"), &recipe).is_unknown());
}

/// Holds P8.
#[test]
fn a_destruction_is_planned_as_null() {
    let recipe = planned(None, Some(&made()));

    assert_eq!(
        recipe,
        Recipe {
            planned: Value::Null,
            replace: Vec::new()
        }
    );
}

/// Holds P14.
#[test]
fn the_same_proposal_gives_the_same_plan() {
    let renamed = Thing {
        name: "two".to_owned().into(),
        ..config()
    };

    assert_eq!(
        planned(Some(&renamed), Some(&made())),
        planned(Some(&renamed), Some(&made()))
    );
}

#[test]
fn a_block_that_comes_or_goes_is_a_change_of_all_its_attributes() {
    let legs_and_sides = |legs: &[&str], labels: &[&str]| Thing {
        legs: BlockList::Known(legs.iter().map(|at| leg(at)).collect()),
        sides: BlockMap::Known(labels.iter().map(|label| ((*label).to_owned(), leg("c"))).collect()),
        ..config()
    };

    let come = planned(
        Some(&legs_and_sides(&["a", "b", "c"], &["left", "right"])),
        Some(&made()),
    );
    let gone = planned(Some(&legs_and_sides(&["a"], &[])), Some(&made()));

    assert_eq!(replace_paths(&come), ["legs[2].at", "sides[\"right\"].at"]);
    assert_eq!(replace_paths(&gone), ["legs[1].at", "sides[\"left\"].at"]);
}

/// Holds P13.
#[test]
fn blocks_of_unknown_number_may_replace_so_they_do() {
    let undecided = Thing {
        legs: BlockList::Unknown,
        marks: BlockSet::Unknown,
        ..config()
    };

    assert_eq!(
        replace_paths(&planned(Some(&undecided), Some(&made()))),
        ["legs", "marks"]
    );
}

#[test]
fn a_block_of_a_set_keeps_what_is_stable_and_leaves_open_what_can_move() {
    let grown = Mark {
        size: 4.into(),
        ..mark("a")
    };
    let merged = Mark {
        size: 4.into(),
        ..made_mark("a", 3)
    };

    let recipe = planned_mark(grown, made_mark("a", 3), merged);

    let planned = only_mark(&recipe);
    assert_eq!(planned.get("id"), Some(&Value::string("id of a")));
    assert!(planned.get("status").is_some_and(Value::is_unknown));
    assert!(recipe.replace.is_empty(), "nothing that replaces has changed");
}

#[test]
fn a_default_comes_back_in_a_block_of_a_set_too() {
    let recipe = planned_mark(mark("a"), made_mark("a", 9), made_mark("a", 9));

    let size = only_mark(&recipe)
        .get("size")
        .and_then(Value::as_number)
        .and_then(|size| size.to_i64());
    assert_eq!(size, Some(3));
}

#[test]
fn a_set_whose_blocks_replace_is_named_when_one_of_them_differs() {
    let recipe = planned_mark(mark("b"), made_mark("a", 3), mark("b"));

    assert_eq!(replace_paths(&recipe), ["marks"]);
    assert!(only_mark(&recipe).get("id").is_some_and(Value::is_unknown));
}
