//! The three states of an attribute, and the types that an attribute can hold.
//!
//! [`Attr`] is an attribute. The [`Attribute`] trait makes a Rust type a Terraform attribute; this module implements it
//! for plain types. Collections are in [`crate::collection`], and nested blocks are in [`crate::nested`].

use std::borrow::Cow;

use crate::decoding::Decoding;
use crate::number::Number;
use crate::types::Type;
use crate::value::Value;

/// An attribute in one of Terraform's three states.
///
/// Null means *not given*, and unknown means *known after apply*. Neither is an empty or a zero value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Attr<T> {
    /// Not given by the user, or absent.
    #[default]
    Null,
    /// Known after apply.
    Unknown,
    /// A value.
    Known(T),
}

impl<T> Attr<T> {
    /// Returns the value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Null | Self::Unknown => None,
        }
    }

    /// Returns the value by move, if it is known.
    pub fn into_known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Null | Self::Unknown => None,
        }
    }

    /// True where the attribute is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// True where the attribute is known only after apply.
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

/// A Rust type that can be the value of a Terraform attribute.
///
/// Decoding is validation: a type that checks itself in `decode` needs no other check. The text of [`Attribute::rule`]
/// appears in the schema and in the documentation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value of a Terraform attribute",
    note = "use `String`, `bool`, a whole number type, `Number`, `Value`, a list, set, or map of these, or a model \
            without blocks; or implement `Attribute` for your own type"
)]
pub trait Attribute: Sized {
    /// Returns the Terraform type.
    fn terraform_type() -> Type;

    /// Returns one sentence that describes the allowed values. It is added to the attribute's description.
    fn rule() -> Option<Cow<'static, str>> {
        None
    }

    /// Reads a value that is neither null nor unknown.
    ///
    /// Returns `None` after it has reported at least one error to `decoding`.
    fn decode(value: &Value, decoding: &mut Decoding) -> Option<Self>;

    /// Returns the value in Terraform's form. `decode` can read this form from the state.
    fn encode(&self) -> Value;
}

/// A type that can be a struct field with `#[attr(…)]`: an attribute type in its three states.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an attribute: it cannot be null or unknown",
    label = "write `Attr<{Self}>`",
    note = "blocks are marked with `#[block]` instead of `#[attr(…)]`"
)]
pub trait Field: Sized {
    /// The type inside the three states.
    type Inner: Attribute;

    /// Reads the field, including null and unknown.
    fn from_value(value: &Value, decoding: &mut Decoding) -> Self;

    /// Returns the field in Terraform's form, including null and unknown.
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
        // The error has been reported. Unknown keeps later checks from using a rejected value.
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

/// Implements `Attribute` for whole numbers. The range is that of the Rust type.
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
                        format!("{number} is not a whole number from {} to {}. Use a number in that range.", Self::MIN, Self::MAX),
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

/// A value of any type that the user writes: Terraform's `dynamic`.
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
