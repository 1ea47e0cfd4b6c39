//! The report on a set in GitHub's Markdown. The same set has the same text, so a difference between reports shows the effect of a change.

use std::fmt;

use super::member::Member;
use super::mermaid::Diagram;
use crate::checks::Judgement;
use crate::checks::redundancy::{Shortcoming, with_thousands};
use crate::data_sources::losses::{LossesTable, items};
use crate::data_sources::markdown::escaped;
use crate::domain::{Calls, RedundancyIntent};

/// The input of a report.
pub(super) struct Report<'a> {
    /// The losses that the set has to withstand.
    pub(super) intent: RedundancyIntent,
    /// The members, in the order of the configuration.
    pub(super) members: &'a [Member],
    /// The judgement on the set.
    pub(super) judgement: &'a Judgement,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let judgement = self.judgement;
        writeln!(
            f,
            "### Redundancy: {}\n\n{}",
            judgement.verdict.in_words(),
            meaning(self.intent)
        )?;
        write_part(f, "", &items(judgement))?;
        write_part(f, "", &LossesTable(judgement).to_string())?;
        write_part(f, "**Blockers**\n\n", &list(&judgement.blockers))?;
        write_part(
            f,
            "**Advice**, which does not change the verdict\n\n",
            &list(&judgement.advice),
        )?;
        writeln!(f, "\n**Members**\n\n{TABLE}")?;
        for member in self.members {
            writeln!(f, "{}", row(member))?;
        }
        writeln!(f, "\n**Live health**, which does not change the verdict\n")?;
        for member in self.members {
            writeln!(f, "- {}: {}", escaped(&member.name), escaped(&member.status))?;
        }
        write!(f, "{}", Diagram(self.members))
    }
}

/// Writes a part of the report under its heading. An empty part is left out.
fn write_part(f: &mut fmt::Formatter<'_>, heading: &str, text: &str) -> fmt::Result {
    if text.is_empty() {
        return Ok(());
    }
    write!(f, "\n{heading}{text}")
}

fn meaning(intent: RedundancyIntent) -> &'static str {
    match intent {
        RedundancyIntent::Geographic => {
            "The set is meant to withstand the loss of a circuit, an exchange, or a shared cage or patch panel (intent `geographic`)."
        }
        RedundancyIntent::Metro => {
            "The set is meant to withstand the loss of a circuit, or a shared cage or patch panel, but not of an exchange (intent `metro`)."
        }
        RedundancyIntent::None => "No redundancy is required (intent `none`), so the set was not assessed.",
    }
}

fn row(member: &Member) -> String {
    let city = member.exchange.listing().map_or("not listed", |listing| listing.city);
    let routes: Vec<_> = member.routes.iter().map(|route| route.to_string()).collect();
    let mbps = member.bandwidth.get();
    let cells = [
        escaped(&member.name),
        escaped(member.exchange.as_str()),
        city.to_owned(),
        format!("{mbps} Mbps"),
        with_thousands(Calls::carried_by_mbps(mbps)),
        if routes.is_empty() {
            "none".to_owned()
        } else {
            routes.join(", ")
        },
        member.role.to_string(),
    ];
    format!("| {} |", cells.join(" | "))
}

fn list(found: &[Shortcoming]) -> String {
    found.iter().map(item).collect()
}

fn item(found: &Shortcoming) -> String {
    format!(
        "- **{}** {}. {} *Fix:* {}\n",
        found.check.code,
        escaped(&found.what),
        escaped(&found.explanation),
        escaped(&found.fix)
    )
}

const TABLE: &str =
    "| leg | exchange | city | bandwidth | G.711 calls | routes | role |\n|---|---|---|---|---|---|---|";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Fact;
    use crate::checks::redundancy_verdict::judge_members;
    use crate::domain::{Bandwidth, Exchange, IpRoute, IpRoutes, RedundancyRole};

    fn member(name: &str, exchange: &str, mbps: u32) -> Member {
        Member {
            name: name.to_owned(),
            exchange: Exchange::trusted(exchange),
            bandwidth: Bandwidth::trusted(mbps),
            role: RedundancyRole::Primary,
            demarcation: None,
            routes: IpRoutes::trusted([IpRoute::parse("52.1.2.0/24").unwrap()]),
            status: "planned".to_owned(),
            is_leg: true,
        }
    }

    fn report(intent: RedundancyIntent, members: &[Member]) -> String {
        let legs: Vec<_> = members.iter().filter_map(Member::leg).collect();
        let judgement = judge_members(intent, &legs, Fact::Null);
        Report {
            intent,
            members,
            judgement: &judgement,
        }
        .to_string()
    }

    #[test]
    fn the_report_on_a_pair_has_the_losses_the_advice_the_members_their_health_and_a_diagram() {
        let pair = [
            member("voice-ashburn", "ashburn-ix", 1000),
            member("voice_san_jose", "san-jose-ix", 100),
        ];
        let expected = r#"### Redundancy: redundant

The set is meant to withstand the loss of a circuit, an exchange, or a shared cage or patch panel (intent `geographic`).

- Required after the worst loss: 100 Mbps (default: the bandwidth of the smallest primary), about 1,000 G.711 calls
- Worst loss: circuit voice-ashburn; 100 Mbps remain, about 1,000 G.711 calls

| loss | members lost | remains | G.711 calls | missing |
|---|---|---|---|---|
| circuit voice-ashburn | 1 | 100 Mbps | 1,000 | nothing |
| exchange ashburn-ix | 1 | 100 Mbps | 1,000 | nothing |
| circuit voice\_san\_jose | 1 | 1000 Mbps | 10,000 | nothing |
| exchange san-jose-ix | 1 | 1000 Mbps | 10,000 | nothing |

**Advice**, which does not change the verdict

- **TWX204** the members have different bandwidths (voice-ashburn 1000 Mbps and voice\_san\_jose 100 Mbps). If voice-ashburn (1000 Mbps, about 10,000 G.711 calls) fails, voice\_san\_jose carries only 100 Mbps, about 1,000 G.711 calls, so traffic above that is lost. *Fix:* Set bandwidth\_mbps = 1000 on every primary, or set redundancy\_role = "backup" on a member that carries traffic only when a primary is down.

**Members**

| leg | exchange | city | bandwidth | G.711 calls | routes | role |
|---|---|---|---|---|---|---|
| voice-ashburn | ashburn-ix | Ashburn | 1000 Mbps | 10,000 | 52.1.2.0/24 | primary |
| voice\_san\_jose | san-jose-ix | San Jose | 100 Mbps | 1,000 | 52.1.2.0/24 | primary |

**Live health**, which does not change the verdict

- voice-ashburn: planned
- voice\_san\_jose: planned

```mermaid
graph LR
  yours["Your data center"]
  twilio["Twilio"]
  exchange1["ashburn-ix<br/>Equinix DC1, Ashburn"]
  exchange2["san-jose-ix<br/>Equinix SV1, San Jose"]
  yours -->|"voice-ashburn<br/>1000 Mbps"| exchange1
  yours -->|"voice_san_jose<br/>100 Mbps"| exchange2
  exchange1 --> twilio
  exchange2 --> twilio
```
"#;
        assert_eq!(report(RedundancyIntent::Geographic, &pair), expected);
    }

    #[test]
    fn a_member_without_routes_at_an_exchange_that_is_not_listed_is_told_as_it_is() {
        let lonely = Member {
            routes: IpRoutes::trusted([]),
            status: "active, no session".to_owned(),
            ..member("osaka", "osaka-ix", 10)
        };
        let text = report(RedundancyIntent::None, &[lonely]);

        assert!(
            text.starts_with("### Redundancy: not assessed\n\nNo redundancy is required"),
            "{text}"
        );
        assert!(
            text.contains("| osaka | osaka-ix | not listed | 10 Mbps | 100 | none | primary |\n")
                && text.contains("- osaka: active, no session\n"),
            "{text}"
        );
        assert!(text.ends_with("  exchange1 --> twilio\n```\n"), "{text}");
    }
}
