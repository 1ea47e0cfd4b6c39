//! The plan hook of an author: allowed and forbidden changes (conformance rules P2, P6, P7, P8, P11, and P14).

use framework::erased::Planned;
use framework::nested::{BlockList, BlockMap, BlockSet};
use framework::path::Path;
use framework::private::Private;
use framework::resource::Plan;
use framework::value::Value;
use framework::{Attr, Diagnostic, Model};

use crate::core::{plan, plan_remembering, told};
use crate::script::Script;
use crate::thing::{Thing, config, full_config, leg, made, text, word};

fn prior() -> Value {
    Thing {
        guarded: false.into(),
        ..made(&full_config())
    }
    .to_object()
}

async fn hooked(prior: &Value, config: &Value, hook: fn(&mut Plan<Thing>)) -> Planned {
    plan(&*Script::new().plan(hook).resource(), prior, config).await
}

fn planned(plan: &mut Plan<Thing>) -> &mut Thing {
    plan.planned.as_mut().expect("nothing is destroyed")
}

#[tokio::test]
async fn a_hook_sees_the_three_sides_and_makes_unknown_values_known() {
    let renamed = Thing {
        name: word("two"),
        ..full_config()
    };

    let plan = hooked(&prior(), &renamed.to_object(), |plan| {
        assert_eq!(plan.prior.as_ref().expect("it exists").name, word("one"));
        assert_eq!(plan.config.as_ref().expect("it stays").guarded, Attr::Null);
        assert!(planned(plan).status.is_unknown());
        planned(plan).status = text("up");
    })
    .await;

    assert_eq!(told(&plan.diagnostics), Vec::<String>::new());
    assert_eq!(plan.planned.get("status"), Some(&Value::string("up")));
}

/// Holds P7.
#[tokio::test]
async fn a_hook_may_not_count_blocks_that_nobody_can_count_yet() {
    let undecided = Thing {
        marks: BlockSet::Unknown,
        ..full_config()
    };

    let kept = hooked(&prior(), &undecided.to_object(), |_| {}).await;
    let counted = hooked(&prior(), &undecided.to_object(), |plan| {
        planned(plan).marks = BlockSet::Known(Vec::new());
    })
    .await;

    assert_eq!(told(&kept.diagnostics), Vec::<String>::new());
    assert_eq!(
        told(&counted.diagnostics),
        ["error marks: Planned value differs from the configuration"]
    );
}

/// Holds P11.
#[tokio::test]
async fn a_hook_adds_replacements_which_are_sorted_and_each_named_once() {
    let moved = Thing {
        place: word("there"),
        ..full_config()
    };

    let plan = hooked(&prior(), &moved.to_object(), |plan| {
        assert_eq!(plan.replace, [Path::attribute("place")]);
        let added = ["steps", "name", "place", "name"].map(Path::attribute);
        plan.replace.extend(added);
    })
    .await;

    assert_eq!(told(&plan.diagnostics), Vec::<String>::new());
    assert_eq!(plan.replace, ["name", "place", "steps"].map(Path::attribute));
}

#[tokio::test]
async fn a_replacement_because_of_nothing_is_the_authors_error() {
    let plan = hooked(&prior(), &full_config().to_object(), |plan| {
        plan.replace.push(Path::attribute("colour"));
    })
    .await;

    assert_eq!(told(&plan.diagnostics), ["error : Invalid replacement path"]);
    assert_eq!(plan.replace, []);
}

#[tokio::test]
async fn a_creation_replaces_nothing_whatever_a_hook_says() {
    let plan = hooked(&Value::Null, &config().to_object(), |plan| {
        plan.replace.push(Path::attribute("place"));
    })
    .await;

    assert_eq!(told(&plan.diagnostics), Vec::<String>::new());
    assert_eq!(plan.replace, []);
}

#[tokio::test]
async fn a_hook_refuses_a_change_and_a_destruction() {
    let refuse: fn(&mut Plan<Thing>) = |plan| plan.diagnostics.push(Diagnostic::error("Protected", "It stays."));

    let change = hooked(&prior(), &config().to_object(), refuse).await;
    let destruction = hooked(&prior(), &Value::Null, refuse).await;

    assert_eq!(told(&change.diagnostics), ["error : Protected"]);
    assert_eq!(told(&destruction.diagnostics), ["error : Protected"]);
    assert_eq!(destruction.planned, Value::Null);
}

/// Holds P15.
#[tokio::test]
async fn a_hook_hands_private_data_on_to_apply() {
    let script = Script::new().plan(|plan| {
        assert_eq!(plan.private.get("revision"), Some(1));
        plan.private.set("reason", "moved");
    });

    let remembered = Private::new().with("revision", 1);
    let plan = plan_remembering(&*script.resource(), &prior(), &config().to_object(), remembered).await;

    assert_eq!(plan.private.get("revision"), Some(1));
    assert_eq!(plan.private.get("reason"), Some("moved".to_owned()));
}

/// Holds P15.
#[tokio::test]
async fn without_a_hook_private_data_goes_on_to_apply_as_it_is() {
    let remembered = Private::new().with("revision", 1);

    let resource = Script::new().resource();
    let plan = plan_remembering(&*resource, &prior(), &config().to_object(), remembered.clone()).await;

    assert_eq!(plan.private, remembered);
}

/// Holds P10.
#[tokio::test]
async fn a_hook_cannot_put_a_secret_into_the_plan() {
    let plan = hooked(&Value::Null, &config().to_object(), |plan| {
        planned(plan).key = text("s3cret")
    })
    .await;

    assert_eq!(plan.planned.get("key"), Some(&Value::Null));
}

/// Holds P2.
#[tokio::test]
async fn a_hook_cannot_plan_another_value_than_is_configured() {
    let given = Thing {
        number: 3.into(),
        ..full_config()
    };

    let plan = hooked(&Value::Null, &given.to_object(), |plan| {
        let planned = planned(plan);
        planned.name = word("other");
        planned.number = 4.into();
        planned.guarded = true.into();
        planned.shape = Attr::Null;
        if let BlockList::Known(legs) = &mut planned.legs {
            legs[1] = leg("x");
        }
        planned.sides = BlockMap::Known([].into());
    })
    .await;

    let summary = "Planned value differs from the configuration";
    let places = ["name", "number", "shape", "legs[1].at", "sides"];
    assert_eq!(
        told(&plan.diagnostics),
        places.map(|place| format!("error {place}: {summary}"))
    );
}

/// Holds P2.
#[tokio::test]
async fn a_hook_may_keep_what_is_where_something_is_configured() {
    let renamed = Thing {
        name: word("two"),
        ..full_config()
    };
    let removed = Thing {
        name: Attr::Null,
        ..full_config()
    };
    let keep: fn(&mut Plan<Thing>) = |plan| planned(plan).name = word("one");

    let kept = hooked(&prior(), &renamed.to_object(), keep).await;
    let refused = hooked(&prior(), &removed.to_object(), keep).await;

    assert_eq!(told(&kept.diagnostics), Vec::<String>::new());
    assert_eq!(kept.planned.get("name"), Some(&Value::string("one")));
    assert_eq!(
        told(&refused.diagnostics),
        ["error name: Planned value differs from the configuration"]
    );
}

/// Holds P7.
#[tokio::test]
async fn a_hook_cannot_plan_other_blocks_than_are_configured() {
    let plan = hooked(&Value::Null, &full_config().to_object(), |plan| {
        let planned = planned(plan);
        planned.legs = BlockList::Known(vec![leg("g")]);
        planned.timeouts = Attr::Null;
    })
    .await;

    let summary = "Planned value differs from the configuration";
    assert_eq!(
        told(&plan.diagnostics),
        ["legs", "timeouts"].map(|place| format!("error {place}: {summary}"))
    );
}

/// Holds P6 and P8.
#[tokio::test]
async fn a_hook_can_neither_drop_a_creation_nor_keep_what_is_destroyed() {
    let dropped = hooked(&Value::Null, &config().to_object(), |plan| plan.planned = None).await;
    let kept = hooked(&prior(), &Value::Null, |plan| plan.planned = plan.prior.clone()).await;

    assert_eq!(
        told(&dropped.diagnostics),
        ["error : Plan contradicts the configuration"]
    );
    assert_eq!(told(&kept.diagnostics), ["error : Plan contradicts the configuration"]);
}

/// Holds P14.
#[tokio::test]
async fn the_same_request_gets_the_same_plan() {
    let script = || Script::new().plan(|plan| planned(plan).status = text("up")).resource();
    let config = full_config().to_object();

    let (first, second) = (script(), script());
    let (first, second) = (
        plan(&*first, &prior(), &config).await,
        plan(&*second, &prior(), &config).await,
    );

    assert_eq!(first.planned, second.planned);
    assert_eq!(first.replace, second.replace);
    assert_eq!(first.private, second.private);
}

#[tokio::test]
async fn a_prior_object_that_no_type_reads_is_named_and_no_hook_is_asked() {
    let mut broken = prior();
    let fields = broken.as_object_mut().expect("a thing is an object");
    fields.insert("number".to_owned(), Value::string("many"));

    let plan = hooked(&broken, &config().to_object(), |_| {
        panic!("no call of the hook is expected")
    })
    .await;

    assert_eq!(told(&plan.diagnostics)[0], "error number: Expected a whole number");
}
