//! A prefix that Twilio announces at an exchange, and the longest prefixes of it that are announced.

use super::exchange::{self, Exchange, LISTED_AS_OF, MEDIA};
use super::rule::{Problem, Rule};
use ipnet::Ipv4Net;

/// A block that Twilio announces as a whole, or also in more specific prefixes up to a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnnouncedPrefix {
    /// The block.
    pub block: Ipv4Net,
    /// The length of the most specific prefix that is announced within the block; the block's own length if there is none.
    pub longest: u8,
}

impl AnnouncedPrefix {
    /// The prefixes that Twilio announces at an exchange, in the order of the table.
    ///
    /// # Errors
    /// `TWX183` for an exchange that the table does not contain: without its prefixes there is no inbound filter.
    pub fn all_at(exchange: &Exchange) -> Result<Vec<Self>, Problem> {
        let listing = exchange.listing().ok_or_else(|| not_listed(exchange))?;
        Ok(listing.prefixes.iter().copied().map(Self::of).collect())
    }

    /// True where more specific prefixes of the block are announced as well.
    pub fn has_parts(self) -> bool {
        self.longest > self.block.prefix_len()
    }

    /// The number of prefixes if the block and every part of it were announced at once.
    pub fn count(self) -> u32 {
        let lengths = self.longest.saturating_sub(self.block.prefix_len());
        (2_u32 << lengths).saturating_sub(1)
    }

    fn of(block: Ipv4Net) -> Self {
        let longest = if MEDIA.contains(&block) {
            LONGEST_OF_MEDIA.max(block.prefix_len())
        } else {
            block.prefix_len()
        };
        Self { block, longest }
    }
}

fn not_listed(exchange: &Exchange) -> Problem {
    let listed: Vec<_> = exchange::edges().collect();
    Problem::new(
        Rule::EXCHANGE_PREFIXES,
        format!("the prefixes that Twilio announces at {exchange} are not known"),
        format!(
            "The table of exchanges of {LISTED_AS_OF} does not contain it. Without the prefixes, the inbound filter would accept nothing or \
             everything. This version of the provider lists {}.",
            listed.join(", ")
        ),
    )
}

/// The longest prefix of the media blocks. Twilio's overview page prints `le 24` after these blocks, and nothing after the others.
const LONGEST_OF_MEDIA: u8 = 24;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(edge: &str) -> Vec<String> {
        let prefixes = AnnouncedPrefix::all_at(&Exchange::trusted(edge)).expect(edge);
        let shown = |prefix: &AnnouncedPrefix| match prefix.has_parts() {
            true => format!("{} le {}", prefix.block, prefix.longest),
            false => prefix.block.to_string(),
        };
        prefixes.iter().map(shown).collect()
    }

    #[test]
    fn media_addresses_come_in_parts_of_up_to_a_24_and_the_others_as_they_are() {
        let table: [(&str, &[&str]); 8] = [
            ("ashburn-ix", &["208.78.112.0/25", "168.86.128.0/18 le 24"]),
            ("san-jose-ix", &["67.213.136.0/25", "168.86.128.0/18 le 24"]),
            (
                "sao-paulo-ix",
                &["159.183.255.0/24", "159.183.255.64/26", "168.86.175.0/24"],
            ),
            (
                "london-ix",
                &["185.187.132.0/25", "185.187.133.0/24", "168.86.128.0/18 le 24"],
            ),
            ("frankfurt-ix", &["185.194.136.0/25", "168.86.128.0/18 le 24"]),
            ("singapore-ix", &["103.75.151.0/25", "168.86.128.0/18 le 24"]),
            ("tokyo-ix", &["103.144.142.0/25", "168.86.128.0/18 le 24"]),
            ("sydney-ix", &["103.146.214.0/25", "168.86.128.0/18 le 24"]),
        ];

        assert_eq!(
            table.map(|(edge, _)| edge).to_vec(),
            exchange::edges().collect::<Vec<_>>()
        );
        for (edge, prefixes) in table {
            assert_eq!(at(edge), prefixes, "{edge}");
        }
    }

    #[test]
    fn an_exchange_that_is_not_listed_is_refused_with_those_that_are() {
        let problem = AnnouncedPrefix::all_at(&Exchange::trusted("osaka-ix")).unwrap_err();

        assert_eq!(problem.rule, Rule::EXCHANGE_PREFIXES);
        assert!(problem.summary.contains("osaka-ix"), "{}", problem.summary);
        assert!(problem.detail.contains("ashburn-ix"), "{}", problem.detail);
    }
}
