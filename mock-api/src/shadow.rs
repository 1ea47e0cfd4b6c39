//! Eventual consistency: objects that reads do not show yet, or show in an earlier form.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The earlier form of one object, for the next reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shadow {
    sid: String,
    reads_left: u32,
    /// The earlier form of the object; none: reads do not find it.
    seen_as: Option<Value>,
}

/// The shadows that are still in effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Shadows {
    cast: Vec<Shadow>,
}

/// The result of a read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The body to show.
    Body(Value),
    /// The object is not found.
    Nothing,
}

impl Shadows {
    /// Hides an object from the next reads (`seen_as` is none), or shows it in an earlier form.
    pub(crate) fn cast(&mut self, sid: &str, reads: u32, seen_as: Option<Value>) {
        self.cast.push(Shadow {
            sid: sid.to_owned(),
            reads_left: reads,
            seen_as,
        });
    }

    /// True if there is a shadow, so that answers have to be checked.
    pub(crate) fn are_cast(&self) -> bool {
        !self.cast.is_empty()
    }

    /// Applies the shadows to the answer of a read: an object, or a list under the key in `meta`.
    pub(crate) fn look(&mut self, mut body: Value) -> Seen {
        let key = body.pointer("/meta/key").and_then(Value::as_str).map(str::to_owned);
        let Some(key) = key else {
            return self.look_at_object(body);
        };
        if let Some(Value::Array(items)) = body.get_mut(&key) {
            let shown = items.drain(..).filter_map(|item| match self.look_at_object(item) {
                Seen::Body(item) => Some(item),
                Seen::Nothing => None,
            });
            let shown: Vec<Value> = shown.collect();
            *items = shown;
        }
        Seen::Body(body)
    }

    fn look_at_object(&mut self, body: Value) -> Seen {
        let sid = body.get("sid").and_then(Value::as_str).unwrap_or_default();
        let Some(position) = self.cast.iter().position(|shadow| shadow.sid == sid) else {
            return Seen::Body(body);
        };
        let Some(shadow) = self.cast.get_mut(position) else {
            return Seen::Body(body);
        };
        shadow.reads_left = shadow.reads_left.saturating_sub(1);
        let seen = shadow.seen_as.clone().map_or(Seen::Nothing, Seen::Body);
        self.cast.retain(|shadow| shadow.reads_left > 0);
        seen
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_hidden_object_appears_after_its_reads() {
        let mut shadows = Shadows::default();
        shadows.cast("XC1", 2, None);
        let list = json!({"items": [{"sid": "XC1"}, {"sid": "XC2"}], "meta": {"key": "items"}});
        let shorter = json!({"items": [{"sid": "XC2"}], "meta": {"key": "items"}});
        assert_eq!(shadows.look(list.clone()), Seen::Body(shorter));
        assert_eq!(shadows.look(json!({"sid": "XC1"})), Seen::Nothing);
        assert_eq!(shadows.look(list.clone()), Seen::Body(list));
        assert!(!shadows.are_cast());
    }

    #[test]
    fn a_stale_object_is_shown_as_it_was() {
        let mut shadows = Shadows::default();
        shadows.cast("XC1", 1, Some(json!({"sid": "XC1", "revision": 1})));
        let now = json!({"sid": "XC1", "revision": 2});
        assert_eq!(
            shadows.look(now.clone()),
            Seen::Body(json!({"sid": "XC1", "revision": 1}))
        );
        assert_eq!(shadows.look(now.clone()), Seen::Body(now));
    }
}
