//! Schemas of the provider.

use conformance::oracle::{Broken, load};
use proto::tfplugin5 as pb;

use crate::start::corner;

/// Holds S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12, S13 and I5.
#[tokio::test]
async fn the_whole_catalogue_loads() {
    let provider = corner().await;
    let schemas = provider.schemas();
    let judge = |schemas: &pb::get_provider_schema::Response, identities| load("corner", schemas, identities);
    let identities = schemas.identity_wire.as_ref();

    assert_eq!(judge(&schemas.wire, identities), []);
    assert!(schemas.identities.contains_key("corner_identified"));

    let mut spoilt = schemas.wire.clone();
    spoilt.provider = None;
    let rules: Vec<_> = judge(&spoilt, identities)
        .iter()
        .map(|Broken { rule, .. }| *rule)
        .collect();
    assert_eq!(rules, ["S1"], "the control: the judge sees what is missing");
}
