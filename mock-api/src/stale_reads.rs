//! Eventual consistency: objects that reads do not show yet, or show in an earlier form.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The earlier form of one object, for the next reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StaleObject {
    sid: String,
    reads_left: u32,
    /// The earlier form of the object; none: reads do not find it.
    seen_as: Option<Value>,
}

/// The objects that reads still show late.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct StaleReads {
    objects: Vec<StaleObject>,
}

/// The result of a read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The body to show.
    Body(Value),
    /// The object is not found.
    Nothing,
}

impl StaleReads {
    /// Hides an object from the next reads (`seen_as` is none), or shows it in an earlier form.
    pub(crate) fn add(&mut self, sid: &str, reads: u32, seen_as: Option<Value>) {
        self.objects.push(StaleObject {
            sid: sid.to_owned(),
            reads_left: reads,
            seen_as,
        });
    }

    /// True if there is a stale object, so that answers have to be checked.
    pub(crate) fn are_any(&self) -> bool {
        !self.objects.is_empty()
    }

    /// Applies the stale objects to the answer of a read: an object, or a list under the key in `meta`.
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
        let Some(position) = self.objects.iter().position(|object| object.sid == sid) else {
            return Seen::Body(body);
        };
        let Some(object) = self.objects.get_mut(position) else {
            return Seen::Body(body);
        };
        object.reads_left = object.reads_left.saturating_sub(1);
        let seen = object.seen_as.clone().map_or(Seen::Nothing, Seen::Body);
        self.objects.retain(|object| object.reads_left > 0);
        seen
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_hidden_object_appears_after_its_reads() {
        let mut stale_reads = StaleReads::default();
        stale_reads.add("XC1", 2, None);
        let list = json!({"items": [{"sid": "XC1"}, {"sid": "XC2"}], "meta": {"key": "items"}});
        let shorter = json!({"items": [{"sid": "XC2"}], "meta": {"key": "items"}});
        assert_eq!(stale_reads.look(list.clone()), Seen::Body(shorter));
        assert_eq!(stale_reads.look(json!({"sid": "XC1"})), Seen::Nothing);
        assert_eq!(stale_reads.look(list.clone()), Seen::Body(list));
        assert!(!stale_reads.are_any());
    }

    #[test]
    fn a_stale_object_is_shown_as_it_was() {
        let mut stale_reads = StaleReads::default();
        stale_reads.add("XC1", 1, Some(json!({"sid": "XC1", "revision": 1})));
        let now = json!({"sid": "XC1", "revision": 2});
        assert_eq!(
            stale_reads.look(now.clone()),
            Seen::Body(json!({"sid": "XC1", "revision": 1}))
        );
        assert_eq!(stale_reads.look(now.clone()), Seen::Body(now));
    }
}
