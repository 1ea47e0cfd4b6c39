//! Private data: small JSON values by name.

use framework::private::Private;

#[test]
fn what_was_remembered_is_there_in_the_shape_in_which_it_is_asked_for() {
    let private = Private::new().with("revision", 7).with("words", ["a", "b"]);

    assert_eq!(private.get("revision"), Some(7));
    assert_eq!(private.get("words"), Some(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn what_is_not_there_or_of_another_shape_is_nothing() {
    let private = Private::new().with("revision", "seven");

    assert_eq!(private.get::<u64>("revision"), None);
    assert_eq!(private.get::<u64>("other"), None);
}

#[test]
fn a_value_without_a_json_form_is_forgotten() {
    let mut private = Private::new().with("pairs", 1);

    private.set("pairs", std::collections::BTreeMap::from([((1, 2), 3)]));

    assert_eq!(private, Private::new());
}

#[test]
fn whole_numbers_keep_every_digit() {
    let private = Private::new().with("revision", u64::MAX);

    assert_eq!(private.get("revision"), Some(u64::MAX));
}
