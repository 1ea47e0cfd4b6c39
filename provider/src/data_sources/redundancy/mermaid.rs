//! The diagram of a set as a Mermaid graph: from the customer's data center through the exchanges to Twilio.

use std::fmt;

use super::member::Member;
use crate::domain::Exchange;

/// The diagram of the members that are legs; an empty string if there are none.
pub(super) struct Diagram<'a>(pub(super) &'a [Member]);

impl fmt::Display for Diagram<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exchanges = self.exchanges();
        if exchanges.is_empty() {
            return Ok(());
        }
        writeln!(
            f,
            "\n```mermaid\ngraph LR\n  yours[\"Your data center\"]\n  twilio[\"Twilio\"]"
        )?;
        for (number, exchange) in (1..).zip(&exchanges) {
            writeln!(f, "  exchange{number}[\"{}\"]", place(exchange))?;
        }
        for (number, exchange) in (1..).zip(&exchanges) {
            for leg in self.legs().filter(|leg| leg.exchange == **exchange) {
                let label = format!("{}<br/>{} Mbps", safe(&leg.name), leg.bandwidth.get());
                writeln!(f, "  yours -->|\"{label}\"| exchange{number}")?;
            }
        }
        for number in 1..=exchanges.len() {
            writeln!(f, "  exchange{number} --> twilio")?;
        }
        writeln!(f, "```")
    }
}

impl Diagram<'_> {
    fn legs(&self) -> impl Iterator<Item = &Member> {
        self.0.iter().filter(|member| member.is_leg)
    }

    /// Each exchange once, in the order of the legs.
    fn exchanges(&self) -> Vec<&Exchange> {
        let mut once: Vec<&Exchange> = Vec::new();
        for leg in self.legs() {
            if !once.contains(&&leg.exchange) {
                once.push(&leg.exchange);
            }
        }
        once
    }
}

fn place(exchange: &Exchange) -> String {
    let edge = safe(exchange.as_str());
    match exchange.listing() {
        Some(listing) => format!("{edge}<br/>{}, {}", safe(listing.data_center), safe(listing.city)),
        None => edge,
    }
}

/// Text within the quotes of a label: every character that could be markup to Mermaid or HTML becomes a numeric entity in Mermaid's
/// notation, `#34;`.
fn safe(text: &str) -> String {
    let is_harmless = |letter: char| letter.is_alphanumeric() || " -_.,".contains(letter);
    let each = text.chars().map(|letter| match letter {
        letter if is_harmless(letter) => letter.to_string(),
        letter => format!("#{};", u32::from(letter)),
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_its_label() {
        assert_eq!(safe("voice-a_b.1"), "voice-a_b.1");
        assert_eq!(safe("a\"] --> b<b>"), "a#34;#93; --#62; b#60;b#62;");
    }
}
