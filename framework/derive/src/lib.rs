//! `#[derive(Model)]`: one struct is schema, codec and documentation.
//!
//! The macro reads; what it writes is in `expand`. The attributes that a field may bear are explained at
//! `framework::Model`.

mod expand;
mod field;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Implements `framework::Model` for a struct with named fields; see there.
#[proc_macro_derive(Model, attributes(attr, block))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::model(&input)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
