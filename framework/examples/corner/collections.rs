//! `corner_collections`: lists, sets, maps, and objects, within each other.

use framework::collection::{List, Map, Set};
use framework::number::Number;
use framework::{Attr, Model};

use crate::kept::{Corner, decide};

/// Types within types.
#[derive(Clone, Debug, Model)]
pub(crate) struct Collections {
    /// Texts in order.
    #[attr(optional)]
    texts: Attr<List<String>>,
    /// Numbers in order, of any size and precision.
    #[attr(optional)]
    numbers: Attr<List<Number>>,
    /// Texts without an order.
    #[attr(optional)]
    text_set: Attr<Set<String>>,
    /// Numbers without an order.
    #[attr(optional)]
    number_set: Attr<Set<Number>>,
    /// Truth values by name.
    #[attr(optional)]
    truths: Attr<Map<bool>>,
    /// One object.
    #[attr(optional)]
    point: Attr<Point>,
    /// Objects in order.
    #[attr(optional)]
    points: Attr<List<Point>>,
    /// Objects without an order.
    #[attr(optional)]
    point_set: Attr<Set<Point>>,
    /// Objects by name.
    #[attr(optional)]
    point_map: Attr<Map<Point>>,
    /// Sets in lists in maps.
    #[attr(optional)]
    deep: Attr<Map<List<Set<String>>>>,
    /// The texts of the set, sorted by the provider.
    #[attr(computed)]
    sorted: Attr<List<String>>,
    /// Decided by the provider if the user gives none.
    #[attr(optional, computed)]
    tags: Attr<Map<String>>,
    /// A list with a default.
    #[attr(default = ["one".to_owned(), "two".to_owned()].into_iter().collect())]
    with_default: Attr<List<String>>,
}

/// A point.
#[derive(Clone, Debug, Model)]
pub(crate) struct Point {
    /// The name.
    #[attr(optional)]
    name: Attr<String>,
    /// The coordinates.
    #[attr(optional)]
    at: Attr<List<Number>>,
}

impl Corner for Collections {
    const TYPE_NAME: &'static str = "corner_collections";

    fn decided(self, _config: &Self) -> Self {
        let mut sorted: Vec<String> = self
            .text_set
            .known()
            .into_iter()
            .flat_map(Set::known)
            .cloned()
            .collect();
        sorted.sort();
        Self {
            sorted: decide(self.sorted, sorted.into_iter().collect()),
            tags: decide(self.tags, Map([("made".to_owned(), "yes".to_owned().into())].into())),
            ..self
        }
    }
}
