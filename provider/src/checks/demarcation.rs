//! The end of a circuit at the data center, as its letter of authorization shows it.

use std::fmt;

/// The end of a circuit at the data center.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demarcation {
    /// The data center.
    pub facility: String,
    /// The cage in it, if the letter names one.
    pub cage: Option<String>,
    /// The patch panel in the cage, if the letter names one.
    pub patch_panel: Option<String>,
}

/// An element that circuits of one facility can share, from the smallest to the largest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// A patch panel.
    PatchPanel {
        /// The data center.
        facility: String,
        /// The cage around it, if the letter names one.
        cage: Option<String>,
        /// The panel.
        panel: String,
    },
    /// A cage.
    Cage {
        /// The data center.
        facility: String,
        /// The cage.
        cage: String,
    },
}

impl Demarcation {
    /// The elements that the letter names.
    pub fn elements(&self) -> impl Iterator<Item = Element> {
        let facility = || self.facility.clone();
        let panel = self.patch_panel.clone().map(|panel| Element::PatchPanel {
            facility: facility(),
            cage: self.cage.clone(),
            panel,
        });
        let cage = self.cage.clone().map(|cage| Element::Cage {
            facility: facility(),
            cage,
        });
        panel.into_iter().chain(cage)
    }
}

/// `cage 2:0450 of Equinix DC1`.
impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PatchPanel {
                facility,
                cage: Some(cage),
                panel,
            } => write!(f, "patch panel {panel} in cage {cage} of {facility}"),
            Self::PatchPanel {
                facility,
                cage: None,
                panel,
            } => write!(f, "patch panel {panel} of {facility}"),
            Self::Cage { facility, cage } => write!(f, "cage {cage} of {facility}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(cage: Option<&str>, patch_panel: Option<&str>) -> Demarcation {
        Demarcation {
            facility: "Equinix DC1".to_owned(),
            cage: cage.map(str::to_owned),
            patch_panel: patch_panel.map(str::to_owned),
        }
    }

    #[test]
    fn a_letter_shows_the_elements_that_it_names() {
        let table: [(Demarcation, &[&str]); 4] = [
            (at(None, None), &[]),
            (at(Some("0450"), None), &["cage 0450 of Equinix DC1"]),
            (at(None, Some("PP1")), &["patch panel PP1 of Equinix DC1"]),
            (
                at(Some("0450"), Some("PP1")),
                &[
                    "patch panel PP1 in cage 0450 of Equinix DC1",
                    "cage 0450 of Equinix DC1",
                ],
            ),
        ];
        for (demarcation, expected) in table {
            let shown: Vec<String> = demarcation.elements().map(|element| element.to_string()).collect();
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn one_number_of_a_panel_in_two_cages_names_two_panels() {
        let one: Vec<Element> = at(Some("0450"), Some("PP1")).elements().collect();
        let other: Vec<Element> = at(Some("0451"), Some("PP1")).elements().collect();
        assert!(one.iter().all(|element| !other.contains(element)));
    }
}
