//! The Terraform provider for Twilio Interconnect.
