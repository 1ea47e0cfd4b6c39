//! Terraform's types and their JSON form, which schemas and dynamic values contain.
//!
//! Capsule types cannot be sent (conformance rule W16). Optional attributes of object types exist only in Terraform's
//! own language. Therefore, neither is a type here; optional attributes are read, and the mark is dropped.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value as Json, json};
use thiserror::Error;

/// A type of Terraform's language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Text.
    String,
    /// A decimal number.
    Number,
    /// True or false.
    Bool,
    /// Any type; each value has its own.
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
    /// Returns a list of the element type.
    pub fn list(element: Self) -> Self {
        Self::List(Box::new(element))
    }

    /// Returns a set of the element type.
    pub fn set(element: Self) -> Self {
        Self::Set(Box::new(element))
    }

    /// Returns a map of the element type.
    pub fn map(element: Self) -> Self {
        Self::Map(Box::new(element))
    }

    /// Returns an object of the attributes.
    pub fn object<K: Into<String>>(attributes: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Object(attributes.into_iter().map(|(name, ty)| (name.into(), ty)).collect())
    }

    /// Returns the type constraint as JSON: `"string"`, `["list","string"]`, `["object",{"a":"number"}]`
    /// (conformance rule S3).
    pub fn to_json(&self) -> Vec<u8> {
        self.to_tree().to_string().into_bytes()
    }

    /// Reads the JSON form, also of an object type with optional attributes.
    ///
    /// # Errors
    /// If the bytes are not JSON, or if the JSON is not a type.
    pub fn from_json(bytes: &[u8]) -> Result<Self, TypeError> {
        Self::from_tree(&serde_json::from_slice(bytes)?)
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

    /// Reads a type from parsed JSON. The recursion is as deep as the JSON, which `serde_json` limits to 128.
    fn from_tree(tree: &Json) -> Result<Self, TypeError> {
        match tree {
            Json::String(name) => Self::primitive(name),
            Json::Array(parts) => Self::compound(parts),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_) => Err(TypeError::Shape),
        }
    }

    fn primitive(name: &str) -> Result<Self, TypeError> {
        match name {
            "string" => Ok(Self::String),
            "number" => Ok(Self::Number),
            "bool" => Ok(Self::Bool),
            "dynamic" => Ok(Self::Dynamic),
            _ => Err(TypeError::Unknown(name.to_owned())),
        }
    }

    /// Reads `[kind, argument]`, or `["object", attributes, optional]`.
    fn compound(parts: &[Json]) -> Result<Self, TypeError> {
        let kind = parts.first().and_then(Json::as_str).ok_or(TypeError::Shape)?;
        match (kind, parts.get(1..).unwrap_or_default()) {
            ("list", [element]) => Self::from_tree(element).map(Self::list),
            ("set", [element]) => Self::from_tree(element).map(Self::set),
            ("map", [element]) => Self::from_tree(element).map(Self::map),
            ("tuple", [Json::Array(elements)]) => Ok(Self::Tuple(
                elements.iter().map(Self::from_tree).collect::<Result<_, _>>()?,
            )),
            ("object", [Json::Object(members)]) => Self::members(members, &[]),
            ("object", [Json::Object(members), Json::Array(optional)]) => Self::members(members, optional),
            ("list" | "set" | "map" | "tuple" | "object", _) => Err(TypeError::Shape),
            _ => Err(TypeError::Unknown(kind.to_owned())),
        }
    }

    fn members(members: &serde_json::Map<String, Json>, optional: &[Json]) -> Result<Self, TypeError> {
        let is_member = |name: &Json| name.as_str().is_some_and(|name| members.contains_key(name));
        if !optional.iter().all(is_member) {
            return Err(TypeError::Optional);
        }
        let attributes = members
            .iter()
            .map(|(name, ty)| Ok((name.clone(), Self::from_tree(ty)?)));
        Ok(Self::Object(attributes.collect::<Result<_, TypeError>>()?))
    }

    /// Returns the kind of the type in one word, for messages: `object` without its attributes.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Bool => "bool",
            Self::Dynamic => "dynamic",
            Self::List(_) => "list",
            Self::Set(_) => "set",
            Self::Map(_) => "map",
            Self::Object(_) => "object",
            Self::Tuple(_) => "tuple",
        }
    }
}

impl fmt::Display for Type {
    /// Writes the type as in Terraform's language: `list(string)`, `object({a=number})`.
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

/// The reason why bytes are not the JSON form of a type.
#[derive(Debug, Error)]
pub enum TypeError {
    /// The bytes are not JSON.
    #[error("the type is not JSON")]
    Syntax(#[from] serde_json::Error),
    /// The JSON names a type that does not exist or that cannot be sent (conformance rule W16).
    #[error("unknown type {0:?}")]
    Unknown(String),
    /// The JSON does not have the form of a type.
    #[error("JSON of this shape is not a type")]
    Shape,
    /// An optional attribute is not an attribute of the object.
    #[error("an optional attribute is not in the object type")]
    Optional,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Result<Type, TypeError> {
        Type::from_json(text.as_bytes())
    }

    #[test]
    fn every_type_has_the_json_form_of_terraform() {
        let forms = [
            (Type::String, r#""string""#),
            (Type::Number, r#""number""#),
            (Type::Bool, r#""bool""#),
            (Type::Dynamic, r#""dynamic""#),
            (Type::list(Type::String), r#"["list","string"]"#),
            (Type::set(Type::Number), r#"["set","number"]"#),
            (Type::map(Type::list(Type::Bool)), r#"["map",["list","bool"]]"#),
            (
                Type::object([("b", Type::String), ("a", Type::Number)]),
                r#"["object",{"a":"number","b":"string"}]"#,
            ),
            (Type::Object(BTreeMap::new()), r#"["object",{}]"#),
            (
                Type::Tuple(vec![Type::Bool, Type::Dynamic]),
                r#"["tuple",["bool","dynamic"]]"#,
            ),
            (Type::Tuple(vec![]), r#"["tuple",[]]"#),
        ];

        for (ty, text) in forms {
            assert_eq!(String::from_utf8(ty.to_json()).unwrap(), text);
            assert_eq!(json(text).unwrap(), ty);
        }
    }

    #[test]
    fn an_object_type_with_optional_attributes_is_read() {
        let plain = Type::object([("a", Type::String), ("b", Type::String)]);

        assert_eq!(json(r#"["object",{"a":"string","b":"string"},["b"]]"#).unwrap(), plain);
        assert!(matches!(
            json(r#"["object",{"a":"string"},["c"]]"#),
            Err(TypeError::Optional)
        ));
    }

    #[test]
    fn json_of_no_type_is_refused() {
        for text in [
            r#"1"#,
            r#"null"#,
            r#"{}"#,
            r#"[]"#,
            r#"["list"]"#,
            r#"["list","string","string"]"#,
        ] {
            assert!(matches!(json(text), Err(TypeError::Shape)), "{text}");
        }
        for text in [r#""capsule""#, r#"["listen","string"]"#, r#"["list","text"]"#] {
            assert!(matches!(json(text), Err(TypeError::Unknown(_))), "{text}");
        }
        for text in ["", "[", r#""string" 1"#, "\u{feff}", &"[\"list\",".repeat(100_000)] {
            assert!(matches!(json(text), Err(TypeError::Syntax(_))), "{text:.20}");
        }
    }

    #[test]
    fn a_type_reads_as_in_terraforms_language() {
        let ty = Type::object([("a", Type::list(Type::String)), ("b", Type::Tuple(vec![Type::Bool]))]);

        assert_eq!(ty.to_string(), "object({a=list(string), b=tuple([bool])})");
    }
}
