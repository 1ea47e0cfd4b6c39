//! `#[derive(Model)]`: one struct is the schema, the codec, and the documentation.
//!
//! This module is the entry point; `expand` generates the code. `framework::Model` documents the attributes of a field.

mod expand;
mod field;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Implements `framework::Model` for a struct with named fields; see that trait.
#[proc_macro_derive(Model, attributes(attr, block))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::model(&input)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
