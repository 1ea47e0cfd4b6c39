//! Terraform values as one line of text.

use serde_json::Value;

/// The text of an unknown value.
pub(crate) const UNKNOWN: &str = "(known after apply)";

/// Attributes that are derived from a random SID and are useless in a comparison.
const DRAWN: [&str; 3] = ["cage", "patch_panel", "port"];

/// Returns a value as text with its unknown parts. `unknown` has the form of `after_unknown` in plan JSON.
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

/// Returns the attribute names of both objects, sorted.
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
