//! A thing with an attribute of each kind and each behavior.

use std::borrow::Cow;

use framework::collection::{List, Map, Set};
use framework::decoding::{Decoding, Source};
use framework::nested::{BlockList, BlockMap, BlockSet};
use framework::types::Type;
use framework::value::Value;
use framework::{Attr, Attribute, Model};

/// A thing for all tests.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct Thing {
    /// The place.
    #[attr(required, replace)]
    pub(crate) place: Attr<Word>,
    /// The name.
    #[attr(optional)]
    pub(crate) name: Attr<Word>,
    /// True where the thing is guarded.
    #[attr(default = false)]
    pub(crate) guarded: Attr<bool>,
    /// The number, which the provider decides if the user gives none.
    #[attr(optional, computed, stable)]
    pub(crate) number: Attr<i64>,
    /// The ID.
    #[attr(computed, stable)]
    pub(crate) id: Attr<String>,
    /// The status.
    #[attr(computed)]
    pub(crate) status: Attr<String>,
    /// A secret for the service.
    #[attr(optional, write_only, sensitive)]
    pub(crate) key: Attr<String>,
    /// Words without order.
    #[attr(optional)]
    pub(crate) routes: Attr<Set<Word>>,
    /// Words in order.
    #[attr(optional)]
    pub(crate) steps: Attr<List<Word>>,
    /// Words by name.
    #[attr(optional)]
    pub(crate) tags: Attr<Map<Word>>,
    /// The measures.
    #[attr(optional)]
    pub(crate) shape: Attr<Shape>,
    /// Parts in order.
    #[block]
    pub(crate) legs: BlockList<Leg>,
    /// Parts by label.
    #[block]
    pub(crate) sides: BlockMap<Leg>,
    /// Marks without order.
    #[block]
    pub(crate) marks: BlockSet<Mark>,
    /// Time limits.
    #[block]
    pub(crate) timeouts: Attr<Timeouts>,
}

/// A part of a thing.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct Leg {
    /// The position.
    #[attr(required)]
    pub(crate) at: Attr<Word>,
    /// The port.
    #[attr(computed)]
    pub(crate) port: Attr<String>,
}

/// A mark on a thing.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct Mark {
    /// The text.
    #[attr(required)]
    pub(crate) text: Attr<Word>,
    /// The number.
    #[attr(computed)]
    pub(crate) number: Attr<i64>,
}

/// The measures of a thing.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct Shape {
    /// The height in meters.
    #[attr(optional)]
    pub(crate) height: Attr<i64>,
    /// The width in meters.
    #[attr(optional)]
    pub(crate) width: Attr<i64>,
}

/// Time limits.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct Timeouts {
    /// The time limit of a creation.
    #[attr(optional)]
    pub(crate) create: Attr<Word>,
}

/// A text without spaces. The service has it only in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word(pub(crate) String);

impl Attribute for Word {
    fn terraform_type() -> Type {
        Type::String
    }

    fn rule() -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed("Without spaces."))
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        let Some(text) = value.as_str() else {
            return decoding.wrong_type("a word", value);
        };
        if decoding.source() == Source::Config && text.contains(' ') {
            decoding.error("Not a word", format!("\"{text}\" has a space."));
            return None;
        }
        Some(Self(text.to_lowercase()))
    }

    fn encode(&self) -> Value {
        Value::string(&self.0)
    }
}

pub(crate) fn word(text: &str) -> Attr<Word> {
    Attr::Known(Word(text.to_owned()))
}

pub(crate) fn text(text: &str) -> Attr<String> {
    Attr::Known(text.to_owned())
}

pub(crate) fn leg(at: &str) -> Leg {
    Leg {
        at: word(at),
        port: Attr::Null,
    }
}

pub(crate) fn mark(text: &str) -> Mark {
    Mark {
        text: word(text),
        number: Attr::Null,
    }
}

/// Returns the shortest configuration.
pub(crate) fn config() -> Thing {
    Thing {
        place: word("here"),
        name: Attr::Null,
        guarded: Attr::Null,
        number: Attr::Null,
        id: Attr::Null,
        status: Attr::Null,
        key: Attr::Null,
        routes: Attr::Null,
        steps: Attr::Null,
        tags: Attr::Null,
        shape: Attr::Null,
        legs: BlockList::Known(Vec::new()),
        sides: BlockMap::Known([].into()),
        marks: BlockSet::Known(Vec::new()),
        timeouts: Attr::Null,
    }
}

/// Returns a configuration with a value for each attribute.
pub(crate) fn full_config() -> Thing {
    let words = |texts: [&str; 2]| texts.map(|text| Word(text.to_owned()));
    Thing {
        name: word("one"),
        routes: Attr::Known(words(["a", "b"]).into_iter().collect()),
        steps: Attr::Known(words(["c", "d"]).into_iter().collect()),
        tags: Attr::Known(Map([("e".to_owned(), word("f"))].into())),
        shape: Attr::Known(Shape {
            height: 2.into(),
            width: Attr::Null,
        }),
        legs: BlockList::Known(vec![leg("g"), leg("h")]),
        sides: BlockMap::Known([("left".to_owned(), leg("i"))].into()),
        marks: BlockSet::Known(vec![mark("j"), mark("k")]),
        timeouts: Attr::Known(Timeouts { create: word("1h") }),
        ..config()
    }
}

/// Returns the object that a correct provider creates from a plan.
pub(crate) fn made(planned: &Thing) -> Thing {
    let ported = |leg: &Leg| Leg {
        port: text("p"),
        ..leg.clone()
    };
    let numbered = |mark: &Mark| Mark {
        number: 5.into(),
        ..mark.clone()
    };
    Thing {
        number: planned.number.known().copied().unwrap_or(12).into(),
        id: text("T1"),
        status: text("up"),
        legs: match &planned.legs {
            BlockList::Known(legs) => BlockList::Known(legs.iter().map(ported).collect()),
            BlockList::Unknown => panic!("a plan that is applied knows its blocks"),
        },
        sides: match &planned.sides {
            BlockMap::Known(sides) => {
                let ported = sides.iter().map(|(label, leg)| (label.clone(), ported(leg)));
                BlockMap::Known(ported.collect())
            }
            BlockMap::Unknown => panic!("a plan that is applied knows its blocks"),
        },
        marks: match &planned.marks {
            BlockSet::Known(marks) => BlockSet::Known(marks.iter().map(numbered).collect()),
            BlockSet::Unknown => panic!("a plan that is applied knows its blocks"),
        },
        ..planned.clone()
    }
}
