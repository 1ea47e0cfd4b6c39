//! The losses of a redundant set and the bandwidth that remains after each, as a table in GitHub's Markdown.

use std::fmt;

use super::markdown::escaped;
use crate::checks::redundancy::with_thousands;
use crate::checks::{Judgement, Loss, Requirement};
use crate::domain::Calls;

/// The losses of a set as a table; an empty string if no loss was judged.
pub(super) struct LossesTable<'a>(pub(super) &'a Judgement);

impl fmt::Display for LossesTable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(judgement) = self;
        if judgement.losses.is_empty() {
            return Ok(());
        }
        writeln!(f, "{HEADING}")?;
        for loss in &judgement.losses {
            writeln!(f, "{}", row(loss, judgement.requirement))?;
        }
        Ok(())
    }
}

const HEADING: &str = "| loss | members lost | remains | G.711 calls | missing |\n|---|---|---|---|---|";

fn row(loss: &Loss, requirement: Option<Requirement>) -> String {
    let missing = loss.remains.zip(requirement);
    let missing = missing.map(|(remains, requirement)| requirement.mbps.saturating_sub(remains));
    let cells = [
        escaped(&loss.event.to_string()),
        loss.members.len().to_string(),
        loss.remains.map_or_else(unknown, |mbps| format!("{mbps} Mbps")),
        loss.remains.map_or_else(unknown, calls),
        missing.map_or_else(unknown, |mbps| match mbps {
            0 => "nothing".to_owned(),
            _ => format!("{mbps} Mbps"),
        }),
    ];
    format!("| {} |", cells.join(" | "))
}

fn unknown() -> String {
    "known after apply".to_owned()
}

fn calls(mbps: u32) -> String {
    with_thousands(Calls::carried_by_mbps(mbps))
}

/// The requirement and the worst loss as items of a list.
pub(super) fn items(judgement: &Judgement) -> String {
    let requirement = judgement.requirement.map(|required| {
        let calls = calls(required.mbps);
        format!(
            "- Required after the worst loss: {}, about {calls} G.711 calls\n",
            escaped(&required.to_string())
        )
    });
    let worst = worst(judgement).map(|worst| format!("- Worst loss: {}\n", escaped(&worst)));
    requirement.into_iter().chain(worst).collect()
}

/// The worst loss, such as `exchange ashburn-ix; 1000 Mbps remain, about 10,000 G.711 calls`.
pub(super) fn worst(judgement: &Judgement) -> Option<String> {
    let loss = judgement.worst_loss()?;
    let remains = loss.remains?;
    Some(match remains {
        0 => format!("{}; nothing remains", loss.event),
        mbps => format!("{}; {mbps} Mbps remain, about {} G.711 calls", loss.event, calls(mbps)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::redundancy_verdict::judge;
    use crate::checks::{Fact, Leg};
    use crate::domain::{Bandwidth, Exchange, RedundancyIntent, RedundancyRole, RequiredMbps};

    fn leg(name: &str, exchange: &str, mbps: Option<u32>) -> Leg {
        Leg {
            exchange: Some(Exchange::trusted(exchange)),
            bandwidth: mbps.map(Bandwidth::trusted),
            role: Some(RedundancyRole::Primary),
            ..Leg::named(name)
        }
    }

    #[test]
    fn losses_are_told_with_the_worst_first_and_with_what_is_not_known() {
        let legs = [
            leg("a_1", "ashburn-ix", Some(1000)),
            leg("a_2", "ashburn-ix", Some(1000)),
            leg("b", "san-jose-ix", None),
        ];
        let required = RequiredMbps::trusted(1500).into();
        let judgement = judge(RedundancyIntent::Geographic, &legs, required);
        let expected = r"| loss | members lost | remains | G.711 calls | missing |
|---|---|---|---|---|
| circuit b | 1 | 2000 Mbps | 20,000 | nothing |
| exchange san-jose-ix | 1 | 2000 Mbps | 20,000 | nothing |
| circuit a\_1 | 1 | known after apply | known after apply | known after apply |
| circuit a\_2 | 1 | known after apply | known after apply | known after apply |
| exchange ashburn-ix | 2 | known after apply | known after apply | known after apply |
";
        assert_eq!(LossesTable(&judgement).to_string(), expected);
        assert!(
            items(&judgement).starts_with(
                "- Required after the worst loss: 1500 Mbps (required\\_mbps), about 15,000 G.711 calls\n"
            )
        );
    }

    #[test]
    fn nothing_is_told_where_nothing_was_judged() {
        let judgement = judge(RedundancyIntent::None, &[leg("a", "ashburn-ix", Some(10))], Fact::Null);
        assert_eq!(LossesTable(&judgement).to_string(), "");
        assert_eq!(items(&judgement), "");
    }
}
