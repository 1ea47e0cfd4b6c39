//! The data sources: one noun, one file. This list is the catalogue.

mod exchange;
mod exchanges;
mod letter_of_authorization;

use framework::erased::{AnyDataSource, looked_up};

use crate::connection::Connection;
use exchange::ExchangeLookup;
use exchanges::ExchangesLookup;
use letter_of_authorization::LetterLookup;

/// Every data source.
pub(crate) fn all(connection: &Connection) -> Vec<Box<dyn AnyDataSource>> {
    vec![
        looked_up(ExchangeLookup::new(connection)),
        looked_up(ExchangesLookup::new(connection)),
        looked_up(LetterLookup::new(connection)),
    ]
}
