//! Terraform values as one line of text.

use serde_json::Value;

/// What a value that is not known yet is shown as.
pub(crate) const UNKNOWN: &str = "(known after apply)";

/// Attributes that follow from a drawn SID and say nothing in a comparison.
const DRAWN: [&str; 3] = ["cage", "patch_panel", "port"];

/// A value as text, with what is unknown in it: `unknown` has the form of plan JSON's `after_unknown`.
pub(crate) fn value(value: &Value, unknown: &Value) -> String {
    match (value, unknown) {
        (_, Value::Bool(true)) => UNKNOWN.to_owned(),
        (Value::Object(_), _) | (Value::Null, Value::Object(_)) => object(value, unknown),
        (Value::Array(values), _) => {
            let items = values
                .iter()
                .enumerate()
                .map(|(index, item)| self::value(item, at(unknown, index)));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        (other, _) => other.to_string(),
    }
}

fn object(value: &Value, unknown: &Value) -> String {
    let names = names(value, unknown);
    let members = names.iter().map(|name| {
        let member = value.get(name).unwrap_or(&Value::Null);
        let text = match DRAWN.contains(&name.as_str()) && member.is_string() {
            true => "<drawn>".to_owned(),
            false => self::value(member, unknown.get(name).unwrap_or(&Value::Null)),
        };
        format!("{name} = {text}")
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
}

/// The attribute names that occur in either, sorted.
pub(crate) fn names(value: &Value, unknown: &Value) -> Vec<String> {
    let of = |value: &Value| {
        value
            .as_object()
            .map(|map| map.keys().cloned().collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let mut names = of(value);
    names.extend(of(unknown));
    names.sort();
    names.dedup();
    names
}

fn at(unknown: &Value, index: usize) -> &Value {
    unknown.get(index).unwrap_or(&Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_unknown_within_a_value_is_shown_where_it_is() {
        let shown = value(&json!({"b": [1, 2], "a": "x"}), &json!({"c": true, "b": [false, true]}));
        assert_eq!(
            shown,
            r#"{a = "x", b = [1, (known after apply)], c = (known after apply)}"#
        );
    }
}
