//! Terraform's types and their JSON form, the one that schemas and dynamic values carry on the wire.
//!
//! Capsule types do not travel (W16) and optional attributes of object types are a matter of Terraform's own language,
//! so neither is a type here; the optional form is read and its mark dropped.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value as Json, json};
use thiserror::Error;

/// The type of a value, as in Terraform's language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Text.
    String,
    /// A decimal number.
    Number,
    /// True or false.
    Bool,
    /// Any type; each value brings its own.
    Dynamic,
    /// An ordered collection.
    List(Box<Type>),
    /// A collection without order and without duplicates.
    Set(Box<Type>),
    /// A collection by string key.
    Map(Box<Type>),
    /// Named attributes, each of its own type.
    Object(BTreeMap<String, Type>),
    /// A fixed number of elements, each of its own type.
    Tuple(Vec<Type>),
}

impl Type {
    /// A list of the element type.
    pub fn list(element: Self) -> Self {
        Self::List(Box::new(element))
    }

    /// A set of the element type.
    pub fn set(element: Self) -> Self {
        Self::Set(Box::new(element))
    }

    /// A map of the element type.
    pub fn map(element: Self) -> Self {
        Self::Map(Box::new(element))
    }

    /// An object of the attributes.
    pub fn object<K: Into<String>>(attributes: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Object(attributes.into_iter().map(|(name, ty)| (name.into(), ty)).collect())
    }

    /// The type constraint as JSON: `"string"`, `["list","string"]`, `["object",{"a":"number"}]` (S3).
    pub fn to_json(&self) -> Vec<u8> {
        self.to_tree().to_string().into_bytes()
    }

    /// Reads the JSON form, also of an object type with optional attributes.
    ///
    /// # Errors
    /// If the bytes are not JSON, or are JSON of no type.
    pub fn from_json(bytes: &[u8]) -> Result<Self, TypeError> {
        Self::from_tree(serde_json::from_slice(bytes)?)
    }

    fn to_tree(&self) -> Json {
        match self {
            Self::String => json!("string"),
            Self::Number => json!("number"),
            Self::Bool => json!("bool"),
            Self::Dynamic => json!("dynamic"),
            Self::List(element) => json!(["list", element.to_tree()]),
            Self::Set(element) => json!(["set", element.to_tree()]),
            Self::Map(element) => json!(["map", element.to_tree()]),
            Self::Tuple(elements) => json!(["tuple", elements.iter().map(Self::to_tree).collect::<Vec<_>>()]),
            Self::Object(attributes) => {
                let members: serde_json::Map<_, _> = attributes
                    .iter()
                    .map(|(name, ty)| (name.clone(), ty.to_tree()))
                    .collect();
                json!(["object", members])
            }
        }
    }

    /// Recursion here is as deep as the JSON, which `serde_json` bounds at 128.
    fn from_tree(tree: Json) -> Result<Self, TypeError> {
        let unknown = TypeError::Unknown(tree.to_string());
        match tree {
            Json::String(name) => Self::primitive(&name).ok_or(unknown),
            Json::Array(parts) => Self::compound(parts).unwrap_or(Err(unknown)),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_) => Err(unknown),
        }
    }

    fn primitive(name: &str) -> Option<Self> {
        match name {
            "string" => Some(Self::String),
            "number" => Some(Self::Number),
            "bool" => Some(Self::Bool),
            "dynamic" => Some(Self::Dynamic),
            _ => None,
        }
    }

    /// Reads `[kind, argument]`; `None` if it is no such pair.
    fn compound(parts: Vec<Json>) -> Option<Result<Self, TypeError>> {
        let mut parts = parts.into_iter();
        let kind = parts.next()?;
        let argument = parts.next()?;
        let optional = parts.next();
        if parts.next().is_some() || (optional.is_some() && kind != "object") {
            return None;
        }
        match (kind.as_str()?, argument) {
            ("list", element) => Some(Self::from_tree(element).map(Self::list)),
            ("set", element) => Some(Self::from_tree(element).map(Self::set)),
            ("map", element) => Some(Self::from_tree(element).map(Self::map)),
            ("tuple", Json::Array(elements)) => Some(
                elements
                    .into_iter()
                    .map(Self::from_tree)
                    .collect::<Result<_, _>>()
                    .map(Self::Tuple),
            ),
            ("object", Json::Object(members)) => Some(Self::members(members, optional.as_ref())),
            _ => None,
        }
    }

    fn members(members: serde_json::Map<String, Json>, optional: Option<&Json>) -> Result<Self, TypeError> {
        for name in optional.iter().flat_map(|names| names.as_array().into_iter().flatten()) {
            if !name.as_str().is_some_and(|name| members.contains_key(name)) {
                return Err(TypeError::UnknownOptional(name.to_string()));
            }
        }
        let attributes = members.into_iter().map(|(name, ty)| Ok((name, Self::from_tree(ty)?)));
        Ok(Self::Object(attributes.collect::<Result<_, TypeError>>()?))
    }
}

impl fmt::Display for Type {
    /// Writes the type as Terraform's language does: `list(string)`, `object({a=number})`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => formatter.write_str("string"),
            Self::Number => formatter.write_str("number"),
            Self::Bool => formatter.write_str("bool"),
            Self::Dynamic => formatter.write_str("dynamic"),
            Self::List(element) => write!(formatter, "list({element})"),
            Self::Set(element) => write!(formatter, "set({element})"),
            Self::Map(element) => write!(formatter, "map({element})"),
            Self::Tuple(elements) => {
                let elements: Vec<_> = elements.iter().map(Self::to_string).collect();
                write!(formatter, "tuple([{}])", elements.join(", "))
            }
            Self::Object(attributes) => {
                let members: Vec<_> = attributes.iter().map(|(name, ty)| format!("{name}={ty}")).collect();
                write!(formatter, "object({{{}}})", members.join(", "))
            }
        }
    }
}

/// Why bytes are not the JSON form of a type.
#[derive(Debug, Error)]
pub enum TypeError {
    /// The bytes are not JSON.
    #[error("the type is not JSON")]
    Syntax(#[from] serde_json::Error),
    /// The JSON names no type.
    #[error("{0} is not a type")]
    Unknown(String),
    /// An optional attribute is none of the object's attributes.
    #[error("the optional attribute {0} is not in the object type")]
    UnknownOptional(String),
}
