//! Functions: parameters, results, and errors.

use framework::collection::List;
use framework::erased::{self, AnyFunction};
use framework::function::{Function, FunctionError};
use framework::path::Path;
use framework::types::Type;
use framework::value::Value;
use framework::{Attr, Model};

use crate::thing::{Word, text};

/// Words to join.
#[derive(Clone, Debug, Model)]
struct Words {
    /// The text between two words; empty if null.
    #[attr(optional)]
    separator: Attr<String>,
    /// The first word.
    #[attr(required)]
    first: Attr<Word>,
    /// The other words.
    #[attr(required)]
    others: Attr<List<Word>>,
}

/// The implementation of the function.
type Act = fn(Words) -> Result<Attr<String>, FunctionError>;

/// A function over words that the test defines.
struct Join {
    accepts_unknown: bool,
    act: Act,
}

impl Function for Join {
    type Arguments = Words;
    type Return = String;

    fn name(&self) -> &'static str {
        "join_words"
    }

    fn summary(&self) -> &'static str {
        "Puts words together"
    }

    fn is_variadic(&self) -> bool {
        true
    }

    fn accepts_unknown(&self) -> bool {
        self.accepts_unknown
    }

    fn call(&self, arguments: Words) -> Result<Attr<String>, FunctionError> {
        (self.act)(arguments)
    }
}

fn function(act: Act) -> Box<dyn AnyFunction> {
    erased::function(Join {
        accepts_unknown: false,
        act,
    })
}

fn joined(words: Words) -> Result<Attr<String>, FunctionError> {
    let all = words.first.into_known().into_iter().chain(others(&words.others));
    let all: Vec<_> = all.map(|Word(word)| word).collect();
    Ok(all.join(words.separator.known().map_or("", String::as_str)).into())
}

fn others(words: &Attr<List<Word>>) -> Vec<Word> {
    words.known().into_iter().flat_map(List::known).cloned().collect()
}

fn words<const N: usize>(words: [&str; N]) -> Vec<Value> {
    words.map(Value::string).to_vec()
}

#[test]
fn parameters_stand_in_the_order_of_the_struct_and_the_last_may_take_many() {
    let join = function(joined);
    let signature = join.signature();

    let names: Vec<_> = signature.parameters.iter().map(|each| each.name.as_str()).collect();
    assert_eq!(names, ["separator", "first"]);
    assert_eq!(
        signature.parameters[1].description, "The first word. Without spaces.",
        "the rule of the type is told"
    );
    assert!(signature.parameters[0].accepts_null && !signature.parameters[1].accepts_null);
    let others = signature.variadic.as_ref().expect("the last parameter takes many");
    assert_eq!((others.name.as_str(), &others.ty), ("others", &Type::String));
    assert_eq!(signature.returns, Type::String);
}

/// Holds F1 and F2.
#[test]
fn arguments_reach_the_author_by_name_and_trailing_ones_as_a_list() {
    let join = function(joined);

    assert_eq!(join.call(words(["-", "a", "b", "c"])), Ok(Value::string("a-b-c")));
    assert_eq!(join.call(words(["-", "a"])), Ok(Value::string("a")));
    let without_separator = vec![Value::Null, Value::string("a"), Value::string("b")];
    assert_eq!(join.call(without_separator), Ok(Value::string("ab")));
}

/// Holds F2.
#[test]
fn what_core_promises_not_to_send_is_refused_at_its_argument() {
    let join = function(|_| panic!("no call is expected"));
    let refused = |arguments| join.call(arguments).expect_err("it is refused").path;

    assert_eq!(refused(vec![Value::Null, Value::Null]), Path::attribute("first"));
    assert_eq!(
        refused(vec![Value::unknown(), Value::string("a")]),
        Path::attribute("separator")
    );
    let third = join.call(vec![Value::Null, Value::string("a"), Value::string("b"), Value::Null]);
    let third = third.expect_err("an element is null");
    assert_eq!(join.signature().argument(&third.path), Some(3));
    assert_eq!(refused(words(["-"])), Path::root(), "an argument is missing");
}

/// Holds F2.
#[test]
fn a_function_that_accepts_the_unknown_sees_it_and_may_leave_its_result_undecided() {
    let join = erased::function(Join {
        accepts_unknown: true,
        act: |words| Ok(words.separator),
    });

    let result = join.call(vec![Value::unknown(), Value::string("a")]);

    assert_eq!(result, Ok(Value::unknown()));
}

/// Holds F3.
#[test]
fn a_result_left_undecided_without_need_is_the_authors_bug() {
    let join = function(|_| Ok(Attr::Unknown));

    let error = join.call(words(["-", "a"])).expect_err("it is refused");

    assert!(error.text.contains("bug in the provider"), "{error:?}");
}

/// Holds F3 and F4.
#[test]
fn every_argument_that_its_type_refuses_is_told_and_the_first_one_is_named() {
    let join = function(|_| panic!("no call is expected"));

    let error = join
        .call(words(["-", "a", "b", "c d", "e f"]))
        .expect_err("two are refused");

    assert_eq!(error.text.lines().count(), 2, "{error:?}");
    assert!(error.text.starts_with("Not a word. "), "{error:?}");
    assert_eq!(join.signature().argument(&error.path), Some(3));
}

/// Holds F3.
#[test]
fn an_authors_error_names_an_argument_by_its_parameter() {
    let about = |act: Act| {
        let join = function(act);
        let error = join.call(words(["-", "a", "b"])).expect_err("the author refuses");
        (join.signature().argument(&error.path), error.text)
    };

    assert_eq!(about(|_| Err(FunctionError::new("No."))), (None, "No.".to_owned()));
    assert_eq!(about(|_| Err(FunctionError::new("No.").at("first"))).0, Some(1));
    assert_eq!(
        about(|_| Err(FunctionError::new("No.").at_element("others", 0))).0,
        Some(2)
    );
    assert_eq!(about(|_| Err(FunctionError::new("No.").at("others"))).0, None);
    assert_eq!(about(|_| Err(FunctionError::new("No.").at("nobody"))).0, None);
}

#[test]
fn a_null_result_is_a_result() {
    assert_eq!(function(|_| Ok(Attr::Null)).call(words(["-", "a"])), Ok(Value::Null));
    assert_eq!(
        function(|_| Ok(text("b"))).call(words(["-", "a"])),
        Ok(Value::string("b"))
    );
}
