//! The three states of an attribute, and the types that may stand in one.
//!
//! Here are [`Attr`], the [`Attribute`] trait that makes a Rust type a Terraform attribute, and its implementations for
//! plain types. Collections are in [`crate::collection`]; nested blocks are in [`crate::nested`].

use std::borrow::Cow;

use crate::decoding::Decoding;
use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

/// An attribute in one of Terraform's three states.
///
/// Null means *not given*, unknown means *decided during apply*. Neither is an empty or a zero value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Attr<T> {
    /// Not given by the user, or not there.
    #[default]
    Null,
    /// To be decided during apply.
    Unknown,
    /// A value.
    Known(T),
}

impl<T> Attr<T> {
    /// The value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Null | Self::Unknown => None,
        }
    }

    /// The value by move, if it is known.
    pub fn into_known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Null | Self::Unknown => None,
        }
    }

    /// Whether the attribute is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the attribute is decided only during apply.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Borrows the value and keeps the state.
    pub fn as_ref(&self) -> Attr<&T> {
        match self {
            Self::Null => Attr::Null,
            Self::Unknown => Attr::Unknown,
            Self::Known(value) => Attr::Known(value),
        }
    }

    /// Changes the value and keeps the state.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Attr<U> {
        match self {
            Self::Null => Attr::Null,
            Self::Unknown => Attr::Unknown,
            Self::Known(value) => Attr::Known(change(value)),
        }
    }
}

impl<T> From<T> for Attr<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T> From<Option<T>> for Attr<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Known)
    }
}

/// A Rust type that may be the value of a Terraform attribute.
///
/// Decoding is validation: a type that checks itself in `decode` needs no second check anywhere. What it says in
/// [`Attribute::rule`] is the text that the schema and the documentation show.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value of a Terraform attribute",
    note = "`String`, `bool`, whole numbers, `Number` for any other, `Value` for anything, lists, sets and maps of them, and models \
            without blocks can; for a type of your own, implement `Attribute`"
)]
pub trait Attribute: Sized {
    /// The type as Terraform knows it.
    fn terraform_type() -> Type;

    /// One sentence about which values are allowed; it is added to the attribute's description.
    fn rule() -> Option<Cow<'static, str>> {
        None
    }

    /// Reads a value that is neither null nor unknown.
    ///
    /// Returns `None` after reporting at least one error to `decoding`.
    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self>;

    /// Writes the value back. What `encode` writes, `decode` of a value from state reads.
    fn encode(&self) -> Value;
}

/// The face of a struct's field towards its schema: an attribute type in its three states.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an attribute: it cannot be null or unknown",
    label = "write `Attr<{Self}>`",
    note = "blocks are marked with `#[block]` instead of `#[attr(…)]`"
)]
pub trait Field: Sized {
    /// The type inside the three states.
    type Inner: Attribute;

    /// Reads the field, null and unknown included.
    fn from_value(value: &Value, decoding: &mut Decoding) -> Self;

    /// Writes the field, null and unknown included.
    fn to_value(&self) -> Value;
}

impl<T: Attribute> Field for Attr<T> {
    type Inner = T;

    fn from_value(value: &Value, decoding: &mut Decoding) -> Self {
        if value.is_null() {
            return Self::Null;
        }
        if value.is_unknown() {
            return Self::Unknown;
        }
        // A value that was refused has been reported; unknown keeps later checks from resting on it.
        T::decode(value, decoding).map_or(Self::Unknown, Self::Known)
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Unknown => Value::unknown(),
            Self::Known(value) => value.encode(),
        }
    }
}

impl Attribute for String {
    fn terraform_type() -> Type {
        Type::String
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        match value {
            Value::String(text) => Some(text.clone()),
            other => decoding.wrong_type("a string", other),
        }
    }

    fn encode(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Attribute for bool {
    fn terraform_type() -> Type {
        Type::Bool
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        match value {
            Value::Bool(truth) => Some(*truth),
            other => decoding.wrong_type("true or false", other),
        }
    }

    fn encode(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Attribute for Number {
    fn terraform_type() -> Type {
        Type::Number
    }

    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
        match value {
            Value::Number(number) => Some(number.clone()),
            other => decoding.wrong_type("a number", other),
        }
    }

    fn encode(&self) -> Value {
        Value::Number(self.clone())
    }
}

/// Whole numbers share one way in and out; the bound is the Rust type's own.
macro_rules! whole_number {
    ($($whole:ty),*) => {$(
        impl Attribute for $whole {
            fn terraform_type() -> Type {
                Type::Number
            }

            fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self> {
                let Value::Number(number) = value else {
                    return decoding.wrong_type("a whole number", value);
                };
                let whole = number.to_i64().and_then(|whole| Self::try_from(whole).ok());
                whole.or_else(|| {
                    decoding.error(
                        "Invalid whole number",
                        format!("{number} is not a whole number from {} to {}. Write a number in that range.", Self::MIN, Self::MAX),
                    );
                    None
                })
            }

            fn encode(&self) -> Value {
                Value::Number(Number::from(i64::from(*self)))
            }
        }
    )*};
}

whole_number!(u8, u16, u32, i32, i64);

/// A value of whatever type the user wrote: Terraform's `dynamic`.
impl Attribute for Value {
    fn terraform_type() -> Type {
        Type::Dynamic
    }

    fn decode(value: &Value, _decoding: &mut Decoding) -> Option<Self> {
        Some(value.clone())
    }

    fn encode(&self) -> Value {
        self.clone()
    }
}
