//! The archives of a release, as Terraform and OpenTofu install them.
//!
//! Equal contents give equal bytes: an archive contains no times, no owners, and no folder order. The names and the layout are those of
//! the provider registry protocol: <https://developer.hashicorp.com/terraform/registry/providers/publishing>.

mod archive;
mod failure;
mod platform;
mod release;
mod signature;
mod sums;

pub use archive::{Archive, Mode};
pub use failure::Failure;
pub use platform::Platform;
pub use release::{PROVIDER_MANIFEST, Product, Release};
pub use signature::SigningKey;
pub use sums::Sums;
