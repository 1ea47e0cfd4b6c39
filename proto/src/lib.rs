//! The wire of Terraform's plugin protocol, and only the wire.
