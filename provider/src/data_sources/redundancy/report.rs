//! The report on a set in GitHub's Markdown: the same text for the same set, so that it shows what a change changes.

use std::fmt;

use super::member::Member;
use super::mermaid::Diagram;
use crate::checks::redundancy::{Shortcoming, with_thousands};
use crate::checks::{Judgement, Verdict};
use crate::data_sources::markdown::escaped;
use crate::domain::{Calls, RedundancyIntent};

/// What a report is about.
pub(super) struct Report<'a> {
    /// What the set is meant to withstand.
    pub(super) intent: RedundancyIntent,
    /// Its members, in the user's order.
    pub(super) members: &'a [Member],
    /// What was found of it.
    pub(super) judgement: &'a Judgement,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "### Redundancy: {}\n", title(self.judgement.verdict))?;
        writeln!(f, "{}\n\n{TABLE}", meaning(self.intent))?;
        for member in self.members {
            writeln!(f, "{}", row(member))?;
        }
        if !self.judgement.blockers.is_empty() {
            writeln!(f, "\n**Blockers**\n")?;
        }
        for blocker in &self.judgement.blockers {
            writeln!(f, "{}", item(blocker))?;
        }
        write!(f, "{}", Diagram(self.members))
    }
}

fn title(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Redundant => "redundant",
        Verdict::NotRedundant => "not redundant",
        Verdict::NotAssessed => "not assessed",
    }
}

fn meaning(intent: RedundancyIntent) -> &'static str {
    match intent {
        RedundancyIntent::Geographic => "The set is meant to withstand the loss of an exchange (intent `geographic`).",
        RedundancyIntent::Metro => {
            "The set is meant to withstand the loss of a cross connect, not of its exchange (intent `metro`)."
        }
        RedundancyIntent::None => "No redundancy is wanted (intent `none`), so nothing was judged.",
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
        escaped(&member.status),
    ];
    format!("| {} |", cells.join(" | "))
}

fn item(blocker: &Shortcoming) -> String {
    format!(
        "- **{}** {}. {} *Fix:* {}",
        blocker.check.code,
        escaped(&blocker.what),
        escaped(&blocker.explanation),
        escaped(&blocker.fix)
    )
}

const TABLE: &str =
    "| leg | exchange | city | bandwidth | G.711 calls | routes | status |\n|---|---|---|---|---|---|---|";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::redundancy_verdict::judge;
    use crate::domain::{Bandwidth, Exchange, IpRoute, IpRoutes};

    fn member(name: &str, exchange: &str, mbps: u32) -> Member {
        Member {
            name: name.to_owned(),
            exchange: Exchange::trusted(exchange),
            bandwidth: Bandwidth::trusted(mbps),
            routes: IpRoutes::trusted([IpRoute::parse("52.1.2.0/24").unwrap()]),
            status: "planned".to_owned(),
            is_leg: true,
        }
    }

    fn report(intent: RedundancyIntent, members: &[Member]) -> String {
        let legs: Vec<_> = members.iter().filter_map(Member::leg).collect();
        let judgement = judge(intent, &legs);
        Report {
            intent,
            members,
            judgement: &judgement,
        }
        .to_string()
    }

    #[test]
    fn the_report_on_a_pair_has_a_table_the_blockers_and_a_diagram() {
        let pair = [
            member("voice-ashburn", "ashburn-ix", 1000),
            member("voice_san_jose", "san-jose-ix", 100),
        ];
        let expected = r#"### Redundancy: not redundant

The set is meant to withstand the loss of an exchange (intent `geographic`).

| leg | exchange | city | bandwidth | G.711 calls | routes | status |
|---|---|---|---|---|---|---|
| voice-ashburn | ashburn-ix | Ashburn | 1000 Mbps | 10,000 | 52.1.2.0/24 | planned |
| voice\_san\_jose | san-jose-ix | San Jose | 100 Mbps | 1,000 | 52.1.2.0/24 | planned |

**Blockers**

- **TWX204** the bandwidths differ (voice-ashburn 1000 Mbps and voice\_san\_jose 100 Mbps). If voice-ashburn (1000 Mbps, about 10,000 G.711 calls) fails, voice\_san\_jose carries 100 Mbps, about 1,000 G.711 calls; traffic above that is lost. *Fix:* Write bandwidth\_mbps = 1000 on every leg, or the bandwidth that all the calls need on each.

```mermaid
graph LR
  yours["Your data centre"]
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
            text.starts_with("### Redundancy: not assessed\n\nNo redundancy is wanted"),
            "{text}"
        );
        assert!(
            text.contains("| osaka | osaka-ix | not listed | 10 Mbps | 100 | none | active, no session |\n"),
            "{text}"
        );
        assert!(text.ends_with("  exchange1 --> twilio\n```\n"), "{text}");
    }
}
