//! The real `terraform` against the mock server of Interconnect v1.
//!
//! A case is a folder `cases/<name>/` of numbered steps and holds no Rust:
//!
//! | file | content |
//! |---|---|
//! | `N-<title>.tf` | the root module of the step; a folder `N-<title>/` where modules are needed |
//! | `N-<title>.step` | the instructions that differ from the default: [`step`] |
//! | `N-expect.txt` | the result, written by the suite: [`transcript`] |
//! | `N-expect.<client>.txt` | the result from that client version on, where it differs: [`expectation`] |
//! | `case.toml` | the mock server's settings: [`settings`] |
//!
//! A step without instructions is `validate`, `plan`, `apply` of that plan, and a second plan that must be empty. Every
//! request to the mock server is part of the expectation. `UPDATE=1 cargo nextest run -p acceptance-tests` writes
//! the expectations anew. A person reviews the difference.
//!
//! Each case has its own mock server, folder, and command line configuration, so cases run concurrently.
//! The executables are real: `terraform` from `PATH` or `TF_ACC_TERRAFORM_PATH` (or `tofu`), and the provider
//! from its sources. Without `terraform`, the run fails.

mod action;
pub mod case;
pub mod client;
mod colleague;
mod comparable_transcript;
pub mod enclosure;
pub mod examples;
pub mod expectation;
mod failure;
mod interruption;
mod picture;
mod placeholders;
mod plan;
mod printed_diagnostics;
pub mod provider;
mod redaction;
mod rendering;
mod requests;
mod scenario;
mod secrets;
pub mod settings;
mod state;
pub mod step;
pub mod terraform;
pub mod transcript;
mod workflow;
mod workspace;
mod world;

pub use failure::Failure;
pub use scenario::{Mode, run};
