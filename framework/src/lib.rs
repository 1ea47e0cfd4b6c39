//! A Terraform plugin framework for Rust.
