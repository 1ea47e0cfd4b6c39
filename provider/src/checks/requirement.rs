//! The required bandwidth of a redundancy group: the setting of the user, or the default that follows from the members.

use std::collections::BTreeMap;
use std::fmt;

use super::fact::Fact;
use super::leg::Leg;
use crate::domain::{RedundancyGroup, RedundancyRole, RequiredMbps};

/// The required bandwidth of one set, with its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The bandwidth in Mbps.
    pub mbps: u32,
    /// The origin.
    pub origin: Origin,
}

/// The origin of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The setting of the user.
    Set,
    /// The bandwidth of the smallest primary.
    SmallestPrimary,
    /// The bandwidth of the smallest member, because none is a primary.
    SmallestMember,
}

impl Requirement {
    /// The requirement of a set; `None` while a value that decides it is unknown, or if the set has no members and no setting.
    ///
    /// If all members are backups, they count as primaries: no other circuit carries the traffic of this set.
    pub fn of(legs: &[Leg], set: Fact<RequiredMbps>) -> Option<Self> {
        match set {
            Fact::Unknown => None,
            Fact::Known(set) => Some(Self {
                mbps: set.get(),
                origin: Origin::Set,
            }),
            Fact::Null => Self::by_default(legs),
        }
    }

    fn by_default(legs: &[Leg]) -> Option<Self> {
        let roles: Option<Vec<RedundancyRole>> = legs.iter().map(|leg| leg.role).collect();
        let has_primary = roles?.contains(&RedundancyRole::Primary);
        let counts = |leg: &&Leg| !has_primary || leg.role == Some(RedundancyRole::Primary);
        let sized: Option<Vec<u32>> = legs
            .iter()
            .filter(counts)
            .map(|leg| Some(leg.bandwidth?.get()))
            .collect();
        Some(Self {
            mbps: sized?.into_iter().min()?,
            origin: if has_primary {
                Origin::SmallestPrimary
            } else {
                Origin::SmallestMember
            },
        })
    }
}

/// `1000 Mbps (required_mbps)`.
impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = match self.origin {
            Origin::Set => "required_mbps",
            Origin::SmallestPrimary => "default: the bandwidth of the smallest primary",
            Origin::SmallestMember => "default: the bandwidth of the smallest member, because none is a primary",
        };
        write!(f, "{} Mbps ({origin})", self.mbps)
    }
}

/// The bandwidths that the user requires, by redundancy group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirements(Fact<BTreeMap<RedundancyGroup, Fact<RequiredMbps>>>);

impl Requirements {
    /// The requirements of a map; unknown if the whole map is unknown.
    pub fn new(map: Fact<BTreeMap<RedundancyGroup, Fact<RequiredMbps>>>) -> Self {
        Self(map)
    }

    /// The requirement of a group; null if the user sets none.
    pub fn of(&self, group: &RedundancyGroup) -> Fact<RequiredMbps> {
        match &self.0 {
            Fact::Unknown => Fact::Unknown,
            Fact::Null => Fact::Null,
            Fact::Known(map) => map.get(group).copied().unwrap_or(Fact::Null),
        }
    }
}

/// No requirement for any group.
impl Default for Requirements {
    fn default() -> Self {
        Self(Fact::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Bandwidth;

    fn leg(mbps: Option<u32>, role: Option<RedundancyRole>) -> Leg {
        Leg {
            bandwidth: mbps.map(Bandwidth::trusted),
            role,
            ..Leg::named("a")
        }
    }

    #[test]
    fn the_default_is_the_smallest_primary_and_without_a_primary_the_smallest_member() {
        use RedundancyRole::{Backup, Primary};
        let primary = |mbps| leg(Some(mbps), Some(Primary));
        let backup = |mbps| leg(Some(mbps), Some(Backup));
        let table: [(&[Leg], Option<&str>); 8] = [
            (&[], None),
            (
                &[primary(1000), primary(100)],
                Some("100 Mbps (default: the bandwidth of the smallest primary)"),
            ),
            (
                &[primary(1000), backup(100)],
                Some("1000 Mbps (default: the bandwidth of the smallest primary)"),
            ),
            (
                &[backup(500), backup(100)],
                Some("100 Mbps (default: the bandwidth of the smallest member, because none is a primary)"),
            ),
            (
                &[primary(1000), leg(None, Some(Backup))],
                Some("1000 Mbps (default: the bandwidth of the smallest primary)"),
            ),
            (&[primary(1000), leg(None, Some(Primary))], None),
            (&[backup(1000), leg(None, Some(Backup))], None),
            (&[primary(1000), leg(Some(100), None)], None),
        ];
        for (legs, expected) in table {
            let shown = Requirement::of(legs, Fact::Null).map(|requirement| requirement.to_string());
            assert_eq!(shown.as_deref(), expected, "{legs:?}");
        }
    }

    #[test]
    fn a_set_requirement_needs_no_member_and_an_unknown_one_postpones() {
        let set = Requirement::of(&[], RequiredMbps::trusted(300).into()).unwrap();
        assert_eq!(set.to_string(), "300 Mbps (required_mbps)");
        let legs = [leg(Some(100), Some(RedundancyRole::Primary))];
        assert_eq!(Requirement::of(&legs, Fact::Unknown), None);
    }

    #[test]
    fn a_group_that_the_map_does_not_name_has_no_requirement_and_one_of_an_unknown_map_an_unknown_one() {
        let (voice, video) = (RedundancyGroup::trusted("voice"), RedundancyGroup::trusted("video"));
        let required = Fact::Known(RequiredMbps::trusted(300));
        let some = Requirements::new(BTreeMap::from([(voice.clone(), required)]).into());
        assert_eq!((some.of(&voice), some.of(&video)), (required, Fact::Null));
        assert_eq!(Requirements::new(Fact::Unknown).of(&voice), Fact::Unknown);
        assert_eq!(Requirements::default().of(&voice), Fact::Null);
    }
}
