//! The ephemeral resources: one noun, one file. This list is the catalog.

mod letter_of_authorization;
mod md5_key;

use framework::erased::{AnyEphemeralResource, ephemeral};

use crate::connection::Connection;
use letter_of_authorization::LetterForARun;
use md5_key::Md5KeyForARun;

/// Every ephemeral resource.
pub(crate) fn all(connection: &Connection) -> Vec<Box<dyn AnyEphemeralResource>> {
    vec![ephemeral(LetterForARun::new(connection)), ephemeral(Md5KeyForARun)]
}
