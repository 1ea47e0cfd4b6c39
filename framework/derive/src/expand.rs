//! The code that `#[derive(Model)]` writes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, Result};

use crate::field::{AttributeMarks, Kind, ModelField, description};

/// The implementations of `Model` and, for a struct without blocks, of `Attribute` (an object).
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

fn model_fields(input: &DeriveInput) -> Result<Vec<ModelField>> {
    let named = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => Some(named),
            Fields::Unnamed(_) | Fields::Unit => None,
        },
        Data::Enum(_) | Data::Union(_) => None,
    };
    let named = named.ok_or_else(|| Error::new_spanned(&input.ident, "a model is a struct with named fields"))?;
    named.named.iter().map(ModelField::read).collect()
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
        .map(|why| quote! { attribute.deprecation = Some(#why.to_owned()); });
    quote! {{
        #[allow(unused_mut, reason = "an attribute without marks stays as it is")]
        let mut attribute = ::framework::schema::AttributeSchema::of::<#ty>(#name, #doc);
        #(#flags)* #(#default)* #(#deprecated)*
        attribute
    }}
}

fn read_of(field: &ModelField) -> TokenStream {
    let (ident, name, ty) = (&field.ident, terraform_name(field), &field.ty);
    let face = face(field);
    quote! {
        #ident: ::framework::model::read_field(fields, #name, decoding, <#ty as #face>::from_value)
    }
}

fn write_of(field: &ModelField) -> TokenStream {
    let (ident, name) = (&field.ident, terraform_name(field));
    let face = face(field);
    quote! { (#name.to_owned(), #face::to_value(&self.#ident)) }
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
            ) -> Option<Self> {
                match value.as_object() {
                    Some(fields) => Some(<Self as ::framework::Model>::from_fields(fields, decoding)),
                    None => decoding.wrong_type("an object", value),
                }
            }

            fn encode(&self) -> ::framework::value::Value {
                <Self as ::framework::Model>::to_object(self)
            }
        }
    }
}

/// The field's name in HCL: a raw identifier without its mark.
fn terraform_name(field: &ModelField) -> String {
    let name = field.ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}
