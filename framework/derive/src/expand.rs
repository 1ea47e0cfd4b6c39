//! The code that `#[derive(Model)]` writes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, Ident, Result};

use crate::field::{AttributeMarks, Kind, ModelField, description};

/// Returns the implementations of `Model` and, for a struct without blocks, of `Attribute` (an object).
pub(crate) fn model(input: &DeriveInput) -> Result<TokenStream> {
    let fields = model_fields(input)?;
    let name = &input.ident;
    let doc = description(&input.attrs);
    let schema = fields.iter().map(schema_of);
    let reads = fields.iter().map(read_of);
    let writes = fields.iter().map(write_of);
    let object = if fields.iter().all(|field| matches!(field.kind, Kind::Attribute(_))) {
        object_attribute(input)
    } else {
        TokenStream::new()
    };
    Ok(quote! {
        #[automatically_derived]
        impl ::framework::Model for #name {
            fn block() -> ::framework::schema::Block {
                ::framework::schema::Block::new(#doc) #(#schema)*
            }

            fn from_fields(
                fields: &::framework::model::Fields,
                decoding: &mut ::framework::decoding::Decoding,
            ) -> Self {
                Self { #(#reads),* }
            }

            fn to_fields(&self) -> ::framework::model::Fields {
                ::framework::model::Fields::from([#(#writes),*])
            }
        }

        #object
    })
}

/// Returns the fields, or every error in them.
fn model_fields(input: &DeriveInput) -> Result<Vec<ModelField>> {
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &input.generics,
            "a model cannot have generics, because it is one schema",
        ));
    }
    let named = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => Some(named),
            Fields::Unnamed(_) | Fields::Unit => None,
        },
        Data::Enum(_) | Data::Union(_) => None,
    };
    let named = named.ok_or_else(|| Error::new_spanned(&input.ident, "a model is a struct with named fields"))?;
    let mut fields = Vec::new();
    let mut errors: Option<Error> = None;
    for field in &named.named {
        match (ModelField::read(field), &mut errors) {
            (Ok(field), _) => fields.push(field),
            (Err(error), Some(errors)) => errors.combine(error),
            (Err(error), none) => *none = Some(error),
        }
    }
    errors.map_or(Ok(fields), Err)
}

fn schema_of(field: &ModelField) -> TokenStream {
    let (name, ty, doc) = (terraform_name(field), &field.ty, &field.description);
    match &field.kind {
        Kind::Attribute(marks) => {
            let attribute = attribute_schema(field, marks);
            quote! { .attribute(#attribute) }
        }
        Kind::Block { min, max } => quote! {
            .nested(<#ty as ::framework::nested::Nested>::schema(#name, #doc, #min, #max))
        },
    }
}

fn attribute_schema(field: &ModelField, marks: &AttributeMarks) -> TokenStream {
    let (name, ty, doc) = (terraform_name(field), &field.ty, &field.description);
    let flags = marks.flags.iter().map(|flag| {
        let member = if flag == "replace" {
            format_ident!("replaces")
        } else {
            flag.clone()
        };
        quote! { attribute.#member = true; }
    });
    let default = marks.default.iter().map(|value| {
        quote! { attribute = attribute.defaults_to::<#ty>(&(#value)); }
    });
    let deprecated = marks
        .deprecated
        .iter()
        .map(|why| quote! { attribute.deprecation = ::core::option::Option::Some(::std::string::String::from(#why)); });
    quote! {{
        #[allow(unused_mut, reason = "an attribute without marks stays as it is")]
        let mut attribute = ::framework::schema::AttributeSchema::of::<#ty>(#name, #doc);
        #(#flags)* #(#default)* #(#deprecated)*
        attribute.with_rule_of::<#ty>()
    }}
}

fn read_of(field: &ModelField) -> TokenStream {
    let (ident, name, ty) = (&field.ident, terraform_name(field), &field.ty);
    let (face, read_field) = (face(field), reader(field));
    quote! {
        #ident: ::framework::model::#read_field(fields, #name, decoding, <#ty as #face>::from_value)
    }
}

/// Returns the name of the function that reads the field. A hidden value must not appear in messages either.
fn reader(field: &ModelField) -> Ident {
    let is_hidden = |flag: &Ident| flag == "sensitive" || flag == "write_only";
    match &field.kind {
        Kind::Attribute(marks) if marks.flags.iter().any(is_hidden) => format_ident!("read_sensitive_field"),
        Kind::Attribute(_) | Kind::Block { .. } => format_ident!("read_field"),
    }
}

fn write_of(field: &ModelField) -> TokenStream {
    let (ident, name) = (&field.ident, terraform_name(field));
    let face = face(field);
    quote! { (::std::string::String::from(#name), #face::to_value(&self.#ident)) }
}

fn face(field: &ModelField) -> TokenStream {
    match field.kind {
        Kind::Attribute(_) => quote! { ::framework::attr::Field },
        Kind::Block { .. } => quote! { ::framework::nested::Nested },
    }
}

fn object_attribute(input: &DeriveInput) -> TokenStream {
    let name = &input.ident;
    quote! {
        #[automatically_derived]
        impl ::framework::Attribute for #name {
            fn terraform_type() -> ::framework::types::Type {
                <Self as ::framework::Model>::block().terraform_type()
            }

            fn decode(
                value: &::framework::value::Value,
                decoding: &mut ::framework::decoding::Decoding,
            ) -> ::core::option::Option<Self> {
                match value.as_object() {
                    ::core::option::Option::Some(fields) => ::core::option::Option::Some(<Self as ::framework::Model>::from_fields(fields, decoding)),
                    ::core::option::Option::None => decoding.wrong_type("an object", value),
                }
            }

            fn encode(&self) -> ::framework::value::Value {
                <Self as ::framework::Model>::to_object(self)
            }
        }
    }
}

/// Returns the field's name in HCL: a raw identifier without its `r#`.
fn terraform_name(field: &ModelField) -> String {
    let name = field.ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the compiler's messages about a struct.
    fn complaints(text: &str) -> Vec<String> {
        let input = syn::parse_str(text).expect("the struct itself is Rust");
        let error = model(&input).expect_err("the struct is not a model");
        error.into_iter().map(|error| error.to_string()).collect()
    }

    #[test]
    fn only_a_struct_with_named_fields_is_a_model() {
        let wanted = ["a model is a struct with named fields"];

        for text in ["struct Pair(u8, u8);", "struct Nothing;", "enum Either { This, That }"] {
            assert_eq!(complaints(text), wanted, "{text}");
        }
        assert_eq!(
            complaints("struct Of<T> { #[attr(required)] inner: Attr<T> }"),
            ["a model cannot have generics, because it is one schema"]
        );
    }

    #[test]
    fn a_field_without_a_mark_is_told_what_it_may_be() {
        assert_eq!(
            complaints("struct Thing { name: Attr<String> }"),
            ["mark `name` with #[attr(required)], #[attr(optional)], #[attr(computed)], or #[block]"]
        );
    }

    #[test]
    fn an_unknown_mark_is_told_the_known_ones() {
        assert_eq!(
            complaints("struct Thing { #[attr(requird)] name: Attr<String> }"),
            [
                "unknown mark; expected one of required, optional, computed, sensitive, write_only, replace, stable, \
                 default = …, deprecated = \"…\""
            ]
        );
        assert_eq!(
            complaints("struct Thing { #[block(most = 1)] parts: BlockList<Part> }"),
            ["unknown mark; expected min = … or max = …"]
        );
    }

    #[test]
    fn a_mark_is_given_once_and_a_field_is_one_thing() {
        assert_eq!(
            complaints("struct Thing { #[attr(optional, optional)] name: Attr<String> }"),
            ["`optional` is repeated"]
        );
        assert_eq!(
            complaints("struct Thing { #[attr(optional)] #[block] part: Attr<Part> }"),
            ["a field has one #[attr(…)] or one #[block]"]
        );
    }

    #[test]
    fn every_field_that_is_wrong_is_named_in_one_run() {
        let all =
            complaints("struct Thing { one: Attr<String>, #[attr(optional)] two: Attr<String>, three: Attr<u8> }");

        assert_eq!(all.len(), 2, "{all:?}");
    }

    #[test]
    fn a_raw_identifier_is_written_without_its_mark() {
        let input = syn::parse_str("struct Thing { #[attr(optional)] r#type: Attr<String> }").expect("Rust");

        let code = model(&input).expect("a model").to_string();

        assert!(code.contains("\"type\""), "{code}");
        assert!(!code.contains("\"r#type\""), "{code}");
    }

    #[test]
    fn a_doc_comment_is_joined_by_paragraph() {
        let input: DeriveInput =
            syn::parse_str("/// One line\n/// goes on.\n///\n/// Another.\nstruct Thing {}").expect("Rust");

        assert_eq!(description(&input.attrs), "One line goes on.\n\nAnother.");
    }
}
