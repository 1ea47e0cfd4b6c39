//! All rules except those of plans, applies, and schemas.

use conformance::oracle::{
    ActionEvent, Broken, Gravity, Identified, ImportBy, Imported, ListRequest, Listed, Returned, When, action,
    data_source, deferral, diagnostics, ephemeral, function, generated, identity, import, list, moved, read, upgrade,
};
use conformance::schema::Nesting;
use framework::types::Type;
use framework::value::Value;
use proto::tfplugin5::{AttributePath, Deferred, Diagnostic, attribute_path::Step, deferred::Reason};

use crate::table::{a_thing, judged, number, parts, text, thing, unknown, with_parts};

/// Judges R1 and R4.
#[test]
fn a_look_is_whole_known_and_without_secrets() {
    judged(&read(&thing(), &a_thing([])), &[]);
    judged(&read(&thing(), &Value::Null), &[]);
    judged(&read(&thing(), &a_thing([("name", unknown())])), &["R1 name"]);
    judged(&read(&thing(), &a_thing([("key", text("secret"))])), &["R1 key"]);
    judged(&read(&thing(), &a_thing([("size", text("1"))])), &["R1 size"]);
    judged(&read(&with_parts(Nesting::List), &parts(Value::Null)), &["R4 part"]);
}

/// Judges R6 and R10.
#[test]
fn an_upgraded_and_a_moved_object_is_whole_known_and_without_secrets() {
    type Judge = fn(&conformance::schema::Block, &Value) -> Vec<Broken>;
    for (judge, rule) in [(upgrade as Judge, "R6"), (moved, "R10")] {
        judged(&judge(&thing(), &a_thing([])), &[]);
        judged(&judge(&thing(), &Value::Null), &[rule]);
        judged(
            &judge(&thing(), &a_thing([("name", unknown())])),
            &[&format!("{rule} name")],
        );
        judged(
            &judge(&thing(), &a_thing([("key", text("secret"))])),
            &[&format!("{rule} key")],
        );
    }
}

/// Judges R8.
#[test]
fn an_import_is_one_object() {
    let state = a_thing([]);
    let one = Imported {
        type_name: "test_thing",
        state: &state,
        has_identity: true,
    };
    let judge = |by, imported: &[Imported<'_>]| import(&thing(), "test_thing", by, imported);
    judged(&judge(ImportBy::Id, &[one]), &[]);
    judged(&judge(ImportBy::Id, &[]), &["R8"]);
    judged(&judge(ImportBy::Id, &[one, one]), &["R8"]);
    for type_name in ["", "test_other"] {
        judged(&judge(ImportBy::Id, &[Imported { type_name, ..one }]), &["R8"]);
    }
    let state = &Value::Null;
    judged(&judge(ImportBy::Id, &[Imported { state, ..one }]), &["R8"]);
    judged(&judge(ImportBy::Identity, &[Imported { state, ..one }]), &[]);
    let has_identity = false;
    judged(&judge(ImportBy::Identity, &[Imported { has_identity, ..one }]), &["R8"]);
    let state = &a_thing([("key", text("secret"))]);
    judged(&judge(ImportBy::Id, &[Imported { state, ..one }]), &["R8 key"]);
}

/// Judges R11 and R12.
#[test]
fn a_deferral_is_allowed_needed_and_has_a_reason() {
    let because = |reason: Reason| Deferred { reason: reason.into() };
    let open = because(Reason::ResourceConfigUnknown);
    judged(&deferral(None, false, &text("a")), &[]);
    judged(&deferral(Some(&open), true, &unknown()), &[]);
    judged(&deferral(Some(&open), false, &unknown()), &["R11"]);
    judged(&deferral(Some(&open), true, &text("a")), &["R11"]);
    judged(&deferral(Some(&because(Reason::AbsentPrereq)), true, &text("a")), &[]);
    judged(&deferral(Some(&because(Reason::Unknown)), true, &unknown()), &["R12"]);
    judged(&deferral(Some(&Deferred { reason: 9 }), true, &unknown()), &["R12"]);
}

/// Judges R13.
#[test]
fn a_generated_configuration_is_one() {
    judged(&generated(&thing(), &a_thing([("name", text("a"))])), &[]);
    judged(&generated(&thing(), &a_thing([])), &["R13 name"]);
    let with = |name, value| generated(&thing(), &a_thing([("name", text("a")), (name, value)]));
    judged(&with("id", text("1")), &["R13 id"]);
    judged(&with("key", text("secret")), &["R13 key"]);
    judged(&with("zone", text("z")), &[]);
    judged(&generated(&thing(), &Value::Null), &["R13"]);
}

/// Judges D2 and D3.
#[test]
fn what_a_data_source_finds_is_whole_and_known() {
    let config = a_thing([("name", text("a"))]);
    let judge = |state: &Value| data_source(&thing(), &config, state);
    judged(&judge(&a_thing([("name", text("a")), ("id", text("1"))])), &[]);
    judged(&judge(&Value::Null), &["D2"]);
    judged(&judge(&a_thing([("name", text("a")), ("id", unknown())])), &["D2 id"]);
    judged(&judge(&a_thing([("name", text("b"))])), &["D3 name"]);
}

/// Judges E1 and E5.
#[test]
fn what_is_opened_is_as_configured_and_known() {
    let config = a_thing([("name", text("a"))]);
    let judge = |result: &Value| ephemeral(&thing(), &config, result);
    judged(&judge(&a_thing([("name", text("a")), ("id", text("1"))])), &[]);
    judged(&judge(&a_thing([("name", text("b"))])), &["E1 name"]);
    judged(&judge(&Value::Null), &["E5"]);
    judged(&judge(&a_thing([("name", text("a")), ("id", unknown())])), &["E5 id"]);
}

/// Judges F3.
#[test]
fn a_function_answers_a_result_or_an_error() {
    let (right, wrong, open) = (text("a"), number(1), unknown());
    let judge = |result, error| {
        let returned = Returned {
            result,
            error,
            arguments: 2,
            may_be_unknown: false,
        };
        function(&Type::String, returned)
    };
    judged(&judge(Some(&right), None), &[]);
    judged(&judge(Some(&wrong), None), &["F3"]);
    judged(&judge(Some(&open), None), &["F3"]);
    judged(&judge(None, None), &["F3"]);
    judged(&judge(Some(&right), Some(("no", None))), &["F3"]);
    judged(&judge(None, Some(("no", None))), &[]);
    judged(&judge(None, Some(("no", Some(1)))), &[]);
    judged(&judge(None, Some(("no", Some(2)))), &["F3"]);
    judged(&judge(None, Some(("", None))), &["F3"]);
}

/// Judges I1, I2 and I3.
#[test]
fn an_identity_is_known_and_stays() {
    let ty = Type::object([("sid", Type::String)]);
    let named = |sid| Value::object([("sid", sid)]);
    let (one, two, open) = (named(text("1")), named(text("2")), named(unknown()));
    let other = text("1");
    let judge = |ty, prior, new, when| identity(Identified { ty, prior, new, when });

    judged(&judge(Some(&ty), None, Some(&one), When::Later), &[]);
    judged(&judge(Some(&ty), None, Some(&open), When::Later), &["I1 sid"]);
    judged(&judge(Some(&ty), None, Some(&open), When::PlanningNew), &[]);
    judged(&judge(Some(&ty), None, Some(&other), When::Later), &["I1"]);
    judged(&judge(None, None, Some(&one), When::Later), &["I2"]);
    judged(&judge(None, None, None, When::Later), &[]);
    judged(&judge(Some(&ty), Some(&one), Some(&one), When::Later), &[]);
    judged(&judge(Some(&ty), Some(&one), Some(&two), When::Later), &["I3"]);
    judged(&judge(Some(&ty), Some(&one), None, When::Later), &["I3"]);
    judged(&judge(Some(&ty), Some(&Value::Null), Some(&two), When::Later), &[]);
}

/// Judges L1.
#[test]
fn the_events_of_a_list_are_what_was_asked_for() {
    let (block, ty) = (thing(), Type::object([("sid", Type::String)]));
    let (sid, object) = (Value::object([("sid", text("1"))]), a_thing([]));
    let request = ListRequest {
        block: &block,
        identity: &ty,
        include_object: false,
        limit: Some(1),
    };
    let one = Listed {
        identity: Some(&sid),
        display_name: "one",
        object: None,
        diagnostics: None,
    };
    let nameless = |diagnostics| Listed {
        identity: None,
        diagnostics,
        ..one
    };

    judged(&list(request, &[one]), &[]);
    judged(&list(request, &[one, one]), &["L1"]);
    judged(&list(request, &[nameless(None)]), &["L1"]);
    judged(&list(request, &[nameless(Some(Gravity::Warning)), one]), &[]);
    judged(&list(request, &[nameless(Some(Gravity::Error)), one]), &["L1"]);
    judged(
        &list(
            request,
            &[Listed {
                display_name: "",
                ..one
            }],
        ),
        &["L1"],
    );
    let with_object = Listed {
        object: Some(&object),
        ..one
    };
    judged(&list(request, &[with_object]), &["L1"]);
    let include_object = true;
    let request = ListRequest {
        include_object,
        ..request
    };
    judged(&list(request, &[with_object]), &[]);
    judged(&list(request, &[one]), &["L1"]);
}

/// Judges X1.
#[test]
fn an_action_ends_once_and_at_last() {
    use ActionEvent::{Completed, Empty, Progress};
    judged(&action(&[Completed]), &[]);
    judged(&action(&[Progress, Progress, Completed]), &[]);
    judged(&action(&[Progress]), &["X1"]);
    judged(&action(&[]), &["X1"]);
    judged(&action(&[Completed, Completed]), &["X1"]);
    judged(&action(&[Completed, Progress]), &["X1"]);
    judged(&action(&[Empty, Completed]), &["X1"]);
}

/// Judges W17 and W18.
#[test]
fn a_message_is_an_error_or_a_warning_at_a_place() {
    let message = |severity| Diagnostic {
        severity,
        summary: "It rains".to_owned(),
        ..Diagnostic::default()
    };
    judged(&diagnostics(&[message(1), message(2)]), &[]);
    judged(&diagnostics(&[message(0)]), &["W18"]);
    judged(&diagnostics(&[message(3)]), &["W18"]);
    let nowhere = AttributePath {
        steps: vec![Step::default()],
    };
    let message = Diagnostic {
        attribute: Some(nowhere),
        ..message(1)
    };
    judged(&diagnostics(&[message]), &["W17"]);
}
