//! Overlaps within a list of networks, in one sweep.

use ipnet::Ipv4Net;

/// Returns, for each network of a list, the place of the first earlier network that shares an address with it, if any.
///
/// Two CIDR blocks share an address only where one contains the other. In an order by address and length, a block comes
/// before the blocks inside it, so a stack has the blocks around the current one. The cost is n log n for n networks.
pub(super) fn first_earlier(networks: &[Ipv4Net]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..networks.len()).collect();
    order.sort_by_cached_key(|place| {
        let network = networks
            .get(*place)
            .map(|network| (network.network(), network.prefix_len()));
        (network, *place)
    });
    let mut sweep = Sweep::over(networks);
    for place in order {
        sweep.enter(place);
    }
    sweep.close();
    let earlier = sweep.first.into_iter().enumerate();
    earlier.map(|(place, first)| (first < place).then_some(first)).collect()
}

/// The blocks around the current one, from the widest inwards.
struct Sweep<'a> {
    networks: &'a [Ipv4Net],
    open: Vec<Open>,
    /// The earliest place in the list that overlaps each network, its own included.
    first: Vec<usize>,
}

/// A block that may contain the blocks after it.
struct Open {
    place: usize,
    end: u32,
    first_around: usize,
    first_inside: usize,
}

impl<'a> Sweep<'a> {
    fn over(networks: &'a [Ipv4Net]) -> Self {
        Self {
            networks,
            open: Vec::new(),
            first: (0..networks.len()).collect(),
        }
    }

    fn enter(&mut self, place: usize) {
        let Some(network) = self.networks.get(place) else {
            return;
        };
        let (start, end) = (u32::from(network.network()), u32::from(network.broadcast()));
        while self.open.last().is_some_and(|block| block.end < start) {
            self.leave();
        }
        let around = self.open.last().map_or(place, |block| block.first_around);
        self.open.push(Open {
            place,
            end,
            first_around: around.min(place),
            first_inside: place,
        });
    }

    fn leave(&mut self) {
        let Some(block) = self.open.pop() else {
            return;
        };
        if let Some(first) = self.first.get_mut(block.place) {
            *first = block.first_around.min(block.first_inside);
        }
        if let Some(outer) = self.open.last_mut() {
            outer.first_inside = outer.first_inside.min(block.first_inside);
        }
    }

    fn close(&mut self) {
        while !self.open.is_empty() {
            self.leave();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::special_purpose::overlap;
    use proptest::prelude::*;
    use std::net::Ipv4Addr;

    /// The definition, pair by pair.
    fn defined(networks: &[Ipv4Net]) -> Vec<Option<usize>> {
        let first = |place: usize| (0..place).find(|earlier| overlap(networks[*earlier], networks[place]));
        (0..networks.len()).map(first).collect()
    }

    #[test]
    fn the_first_earlier_one_counts_whether_it_lies_around_or_inside() {
        let networks = [
            "52.1.2.128/25",
            "52.1.2.0/24",
            "52.1.3.0/24",
            "52.1.2.4/32",
            "52.1.2.0/24",
        ];
        let networks = networks.map(|text| text.parse().unwrap());
        assert_eq!(first_earlier(&networks), [None, Some(0), None, Some(1), Some(0)]);
        assert_eq!(first_earlier(&[]), []);
    }

    proptest! {
        #[test]
        fn the_sweep_finds_what_the_definition_finds(
            written in proptest::collection::vec((0_u32..1024, 20_u8..=32), 0..40),
            everything: bool,
        ) {
            // Host bits stay, as they do where a route with host bits is judged with the others.
            let mut networks: Vec<_> = written
                .into_iter()
                .map(|(offset, length)| Ipv4Net::new(Ipv4Addr::from(0x3401_0000 + offset), length).unwrap())
                .collect();
            if everything {
                networks.insert(networks.len() / 2, "0.0.0.0/0".parse().unwrap());
            }
            prop_assert_eq!(first_earlier(&networks), defined(&networks));
        }
    }
}
