//! The real `terraform` against the mock server of Interconnect v1.
//!
//! A case is a folder `cases/<name>/` of numbered steps and holds no Rust:
//!
//! | file | what |
//! |---|---|
//! | `N-<title>.tf` | the whole root module of that step; a folder `N-<title>/` where modules are needed |
//! | `N-<title>.step` | what is done, where it is not the usual: [`step`] |
//! | `N-expect.txt` | what came of it, written by the suite: [`transcript`] |
//! | `N-expect.<client>.txt` | the same from that version of a client on, where it behaves differently: [`expectation`] |
//! | `case.toml` | the mock server's settings: [`settings`] |
//!
//! A step without a word is `validate`, `plan`, `apply` of that plan, and a second plan that must be empty. Every
//! request the mock server receives is part of the expectation. `UPDATE=1 cargo nextest run -p acceptance-tests` writes
//! the expectations anew; the review reads the difference.
//!
//! Each case has a mock server, a folder and a command line configuration of its own, so that cases run side by side.
//! The executables are real: `terraform` from `PATH` or `TF_ACC_TERRAFORM_PATH` (`tofu` works as well), and the provider
//! from its own sources. A missing `terraform` fails the run.

mod action;
mod boxes;
pub mod case;
pub mod client;
mod colleague;
pub mod enclosure;
pub mod examples;
pub mod expectation;
mod failure;
mod interruption;
mod likeness;
mod placeholders;
mod plan;
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
