//! Nested blocks: the representation of each nesting mode, also without blocks (conformance rule W13).

use framework::decoding::Source;
use framework::model::read_model;
use framework::nested::{BlockGroup, BlockList, BlockMap, BlockSet};
use framework::schema::Nesting;
use framework::value::Value;
use framework::{Attr, Model};

/// A box with a block of each kind.
#[derive(Clone, Debug, PartialEq, Model)]
struct Box {
    /// None or one.
    #[block]
    lid: Attr<Part>,
    /// Exactly one.
    #[block(min = 1)]
    bottom: Attr<Part>,
    /// One to three.
    #[block(min = 1, max = 3)]
    sides: BlockList<Part>,
    /// Any number.
    #[block]
    labels: BlockSet<Part>,
    /// Any number, by name.
    #[block]
    corners: BlockMap<Part>,
    /// Always present.
    #[block]
    inside: BlockGroup<Part>,
}

/// A part of a box.
#[derive(Clone, Debug, PartialEq, Model)]
struct Part {
    /// The color.
    #[attr(optional)]
    colour: Attr<String>,
}

fn empty() -> Box {
    Box {
        lid: Attr::Null,
        bottom: Attr::Null,
        sides: BlockList::Known(Vec::new()),
        labels: BlockSet::Known(Vec::new()),
        corners: BlockMap::Known([].into()),
        inside: BlockGroup(Part { colour: Attr::Null }),
    }
}

#[test]
fn the_type_of_the_field_says_the_nesting_and_the_mark_its_bounds() {
    let block = Box::block();
    let found: Vec<_> = block
        .blocks
        .iter()
        .map(|nested| (nested.name.as_str(), nested.nesting, nested.min_items, nested.max_items))
        .collect();

    assert_eq!(
        found,
        [
            ("lid", Nesting::Single, 0, 0),
            ("bottom", Nesting::Single, 1, 1),
            ("sides", Nesting::List, 1, 3),
            ("labels", Nesting::Set, 0, 0),
            ("corners", Nesting::Map, 0, 0),
            ("inside", Nesting::Group, 0, 0),
        ]
    );
}

/// Holds W13.
#[test]
fn absent_blocks_have_the_form_of_their_nesting() {
    let written = empty().to_object();

    assert_eq!(written.get("lid"), Some(&Value::Null));
    assert_eq!(written.get("sides"), Some(&Value::List(Vec::new())));
    assert_eq!(written.get("labels"), Some(&Value::Set(Vec::new())));
    assert_eq!(written.get("corners"), Some(&Value::Map([].into())));
    assert_eq!(written.get("inside"), Some(&Value::object([("colour", Value::Null)])));
}

/// Holds R4.
#[test]
fn nulls_of_an_older_state_read_as_absence() {
    let nothing = Value::object([("lid", Value::Null), ("sides", Value::Null), ("inside", Value::Null)]);

    let (read, diagnostics) = read_model::<Box>(&nothing, Source::State);

    assert!(diagnostics.is_empty());
    assert_eq!(read, Some(empty()));
}

/// Holds P7.
#[test]
fn blocks_of_unknown_number_are_unknown_and_stay_so() {
    let mut undecided = empty().to_object();
    let fields = undecided.as_object_mut().expect("a box is an object");
    for name in ["lid", "sides", "labels", "corners"] {
        fields.insert(name.to_owned(), Value::unknown());
    }

    let (read, diagnostics) = read_model::<Box>(&undecided, Source::Config);
    let read = read.expect("a box is an object");

    assert!(diagnostics.is_empty());
    assert_eq!(read.lid, Attr::Unknown);
    assert_eq!(read.sides, BlockList::Unknown);
    assert_eq!(read.labels, BlockSet::Unknown);
    assert_eq!(read.corners, BlockMap::Unknown);
    assert_eq!(read.to_object(), undecided);
}

#[test]
fn a_field_describes_its_blocks_in_place_of_the_struct() {
    let block = Box::block();

    assert_eq!(block.blocks[0].block.description, "None or one.");
    assert_eq!(Part::block().description, "A part of a box.");
}

#[test]
fn blocks_of_another_shape_are_refused() {
    let wrong = Value::object([
        ("lid", Value::string("x")),
        ("sides", Value::string("x")),
        ("labels", Value::List(Vec::new())),
        ("corners", Value::List(Vec::new())),
    ]);

    let (_, diagnostics) = read_model::<Box>(&wrong, Source::State);

    let places: Vec<_> = diagnostics.iter().map(|found| found.path.to_string()).collect();
    assert_eq!(places, ["lid", "sides", "labels", "corners"]);
}
