//! The Terraform provider for Twilio Interconnect.

pub mod domain;
