//! The bandwidths that must remain in redundancy groups, from the provider block.

use std::collections::BTreeMap;

use framework::collection::Map;
use framework::path::{Path, Step};
use framework::{Attr, Diagnostics};

use crate::attributes::broken_rule;
use crate::checks::{Fact, Requirements};
use crate::domain::{RedundancyGroup, RequiredMbps};

/// Reads the map. A group with an unknown value is not evaluated yet.
///
/// # Errors
/// `TWX105` for each key that is not the name of a redundancy group.
pub(super) fn parse(map: &Attr<Map<RequiredMbps>>) -> Result<Requirements, Diagnostics> {
    let map = match map {
        Attr::Null => return Ok(Requirements::default()),
        Attr::Unknown => return Ok(Requirements::new(Fact::Unknown)),
        Attr::Known(map) => map,
    };
    let (mut required, mut wrong) = (BTreeMap::new(), Diagnostics::new());
    for (key, value) in &map.0 {
        match RedundancyGroup::parse(key) {
            Ok(group) => {
                required.insert(group, fact(value));
            }
            Err(problems) => {
                let at = Path::attribute("required_mbps").child(Step::Key(key.clone()));
                let told = problems.iter().map(|problem| broken_rule(problem).at(at.clone()));
                wrong.extend(told.collect::<Diagnostics>());
            }
        }
    }
    wrong.into_result(Requirements::new(required.into()))
}

fn fact(value: &Attr<RequiredMbps>) -> Fact<RequiredMbps> {
    match value {
        Attr::Null => Fact::Null,
        Attr::Unknown => Fact::Unknown,
        Attr::Known(mbps) => Fact::Known(*mbps),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map<const N: usize>(entries: [(&str, Attr<RequiredMbps>); N]) -> Attr<Map<RequiredMbps>> {
        Map(entries.map(|(key, value)| (key.to_owned(), value)).into()).into()
    }

    #[test]
    fn each_group_has_what_is_set_for_it() {
        let voice = RedundancyGroup::trusted("voice");
        let of = |block| parse(&block).unwrap().of(&voice);
        assert_eq!(
            of(map([("voice", RequiredMbps::trusted(300).into())])),
            RequiredMbps::trusted(300).into()
        );
        assert_eq!(of(map([("video", RequiredMbps::trusted(300).into())])), Fact::Null);
        assert_eq!(of(map([("voice", Attr::Unknown)])), Fact::Unknown);
        assert_eq!((of(Attr::Unknown), of(Attr::Null)), (Fact::Unknown, Fact::Null));
    }

    #[test]
    fn a_key_that_is_no_group_is_refused() {
        let wrong = parse(&map([("us voice", RequiredMbps::trusted(300).into())])).unwrap_err();
        let told: Vec<&str> = wrong.iter().map(|diagnostic| diagnostic.summary.as_str()).collect();
        assert!(told[0].ends_with("[TWX105]"), "{told:?}");
    }
}
