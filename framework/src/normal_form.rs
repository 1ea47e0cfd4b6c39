//! The normal form of text (conformance rule W10). An author's texts are converted to the form that core stores.
//!
//! Core normalizes every text on entry, so a service can return the same word in other bytes than the plan contains. A
//! value from core is already in normal form and is not converted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::value::Value;

/// Converts each text and each map key of a value to normal form. If two keys become equal, the later one is kept.
pub(crate) fn normalise(value: &mut Value) {
    match value {
        Value::String(text) => normalise_text(text),
        Value::List(elements) | Value::Set(elements) | Value::Tuple(elements) => {
            elements.iter_mut().for_each(normalise);
        }
        Value::Map(elements) => {
            normalise_keys(elements);
            elements.values_mut().for_each(normalise);
        }
        Value::Object(attributes) => attributes.values_mut().for_each(normalise),
        Value::Dynamic(_, value) => normalise(value),
        Value::Null | Value::Unknown(_) | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn normalise_text(text: &mut String) {
    if let Cow::Owned(normal) = NFC.normalize(text) {
        *text = normal;
    }
}

fn normalise_keys(elements: &mut BTreeMap<String, Value>) {
    if !elements.keys().all(|key| NFC.is_normalized(key)) {
        let normal = |(key, value): (String, Value)| (NFC.normalize(&key).into_owned(), value);
        *elements = mem::take(elements).into_iter().map(normal).collect();
    }
}

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Type;

    /// Returns a word with an umlaut, which is one character or two.
    fn word(text: &str) -> Value {
        let words = || vec![Value::string(text), Value::Null, Value::unknown()];
        let map = BTreeMap::from([(text.to_owned(), Value::string(text))]);
        Value::object([
            ("list", Value::List(words())),
            ("set", Value::Set(words())),
            ("tuple", Value::Tuple(words())),
            ("map", Value::Map(map)),
            (
                "any",
                Value::Dynamic(Box::new(Type::String), Box::new(Value::string(text))),
            ),
        ])
    }

    #[test]
    fn every_text_and_every_key_is_brought_to_normal_form() {
        let mut value = word("Zu\u{308}rich");

        normalise(&mut value);

        assert_eq!(value, word("Z\u{fc}rich"));
    }

    #[test]
    fn what_is_normal_stays() {
        let mut value = word("Z\u{fc}rich");

        normalise(&mut value);

        assert_eq!(value, word("Z\u{fc}rich"));
    }
}
