//! The data sources: one noun, one file. This list is the catalogue.

mod exchange;
mod exchanges;

use framework::erased::{AnyDataSource, looked_up};

use crate::connection::Connection;
use exchange::ExchangeLookup;
use exchanges::ExchangesLookup;

/// Every data source.
pub(crate) fn all(connection: &Connection) -> Vec<Box<dyn AnyDataSource>> {
    vec![
        looked_up(ExchangeLookup::new(connection)),
        looked_up(ExchangesLookup::new(connection)),
    ]
}
