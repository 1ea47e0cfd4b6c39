//! Models: structs that are schema, codec, and documentation in one.

use std::collections::BTreeMap;

use crate::decoding::{Decoding, Source};
use crate::diagnostics::Diagnostics;
use crate::normal_form::normalise;
use crate::path::Step;
use crate::schema::Block;
use crate::value::Value;

/// The attributes and blocks of an object, by name.
pub type Fields = BTreeMap<String, Value>;

/// A struct that describes a block of configuration. `#[derive(Model)]` implements it:
///
/// ```
/// use framework::{Attr, Model};
///
/// /// A thing in a store.
/// #[derive(Clone, Debug, Model)]
/// struct Thing {
///     /// The name.
///     #[attr(required)]
///     name: Attr<String>,
///     /// The number of things.
///     #[attr(default = 1)]
///     count_kept: Attr<i64>,
///     /// The ID, which the service assigns.
///     #[attr(computed, stable)]
///     id: Attr<String>,
/// }
/// assert_eq!(Thing::block().attributes.len(), 3);
/// ```
///
/// The doc comment of a field is its description, in Markdown. `#[attr(…)]` makes the field an attribute. Its marks
/// define who provides the value and how it behaves in a plan:
///
/// | mark | meaning |
/// |---|---|
/// | `required` | the user must give it |
/// | `optional` | the user may give it |
/// | `computed` | the provider decides it; with `optional`, where the user does not |
/// | `default = value` | the value if the user gives none; implies `optional, computed` |
/// | `sensitive` | hidden in plans, outputs, and messages |
/// | `write_only` | sent to the provider and never stored |
/// | `replace` | a change forces replacement |
/// | `stable` | a known value does not change during the object's life, so an update keeps it known |
/// | `deprecated = "why"` | a warning to each user who gives it |
///
/// `#[block]` or `#[block(min = 1, max = 2)]` makes the field nested blocks. The field's type determines the nesting,
/// see [`crate::nested`].
///
/// A model without blocks can also be the type of an attribute: an object. Protocol 5 has no marks inside objects, so
/// only the names and types of the inner fields count.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    note = "a model is a struct with `#[derive(Clone, Debug, Model)]`, or `()` for an empty block"
)]
pub trait Model: Clone + Send + Sync + Sized + 'static {
    /// Returns the block's schema; its descriptions are the doc comments.
    fn block() -> Block;

    /// Reads all fields and reports every error. A field with an error is unknown in the result.
    fn from_fields(fields: &Fields, decoding: &mut Decoding) -> Self;

    /// Returns all fields as values.
    fn to_fields(&self) -> Fields;

    /// Returns the model as an object, with its texts in the form that core stores (conformance rule W10).
    fn to_object(&self) -> Value {
        let mut object = Value::Object(self.to_fields());
        normalise(&mut object);
        object
    }
}

/// Reads a field of an object; a missing one is null.
pub fn read_field<T>(
    fields: &Fields,
    name: &str,
    decoding: &mut Decoding,
    read: impl FnOnce(&Value, &mut Decoding) -> T,
) -> T {
    let value = fields.get(name).unwrap_or(&Value::Null);
    decoding.within(Step::Attribute(name.to_owned()), |decoding| read(value, decoding))
}

/// Reads a field that is hidden in plans; its errors do not contain its value (conformance rule P18).
pub fn read_sensitive_field<T>(
    fields: &Fields,
    name: &str,
    decoding: &mut Decoding,
    read: impl FnOnce(&Value, &mut Decoding) -> T,
) -> T {
    let value = fields.get(name).unwrap_or(&Value::Null);
    decoding.hiding(value, |decoding| read_field(fields, name, decoding, read))
}

/// Reads an object that is null or known.
///
/// Returns `None` for a null object. The diagnostics contain every error; fields with errors are unknown.
pub fn read_model<M: Model>(value: &Value, source: Source) -> (Option<M>, Diagnostics) {
    let mut decoding = Decoding::new(source);
    let model = match value {
        Value::Object(fields) => Some(M::from_fields(fields, &mut decoding)),
        Value::Null => None,
        other => decoding.wrong_type("an object", other),
    };
    (model, decoding.finish())
}

/// An empty block.
impl Model for () {
    fn block() -> Block {
        Block::default()
    }

    fn from_fields(_fields: &Fields, _decoding: &mut Decoding) -> Self {}

    fn to_fields(&self) -> Fields {
        Fields::new()
    }
}
