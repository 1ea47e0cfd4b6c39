//! A Terraform plugin framework for Rust.

pub mod number;
pub mod path;
pub mod refinement;
pub mod types;
pub mod value;
