//! The data sources: one noun, one file. This list is the catalog.

mod bgp_session;
mod bgp_session_health;
mod bgp_sessions;
mod cross_connect;
mod cross_connects;
mod exchange;
mod exchanges;
mod letter_of_authorization;
mod look_up_key;
mod losses;
mod markdown;
mod not_found;
mod plan_review;
mod redundancy;

use framework::erased::{AnyDataSource, data_source};

use crate::connection::Connection;
use bgp_session::BgpSessionLookup;
use bgp_session_health::HealthLookup;
use bgp_sessions::BgpSessionsLookup;
use cross_connect::CrossConnectLookup;
use cross_connects::CrossConnectsLookup;
use exchange::ExchangeLookup;
use exchanges::ExchangesLookup;
use letter_of_authorization::LetterLookup;
use plan_review::PlanReview;
use redundancy::RedundancyLookup;

/// Every data source.
pub(crate) fn all(connection: &Connection) -> Vec<Box<dyn AnyDataSource>> {
    vec![
        data_source(ExchangeLookup::new(connection)),
        data_source(ExchangesLookup::new(connection)),
        data_source(CrossConnectLookup::new(connection)),
        data_source(CrossConnectsLookup::new(connection)),
        data_source(BgpSessionLookup::new(connection)),
        data_source(BgpSessionsLookup::new(connection)),
        data_source(LetterLookup::new(connection)),
        data_source(HealthLookup::new(connection)),
        data_source(RedundancyLookup::new(connection)),
        data_source(PlanReview::new(connection)),
    ]
}
