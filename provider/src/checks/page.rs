//! The page of every code: its meaning, its reason, advice, and an example.
//!
//! The prose of a page is a Markdown file in `pages/`. Titles, severities, and sources come from the catalogs. The command
//! `review explain` prints a page, and `docs/codes.md` contains all pages.

use super::catalogue::{Check, InPlan};
use super::severity::Severity;
use crate::domain::Rule;

/// The page of one code, in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The code.
    pub code: &'static str,
    /// The subject of the code, in a few words.
    pub title: &'static str,
    /// The description of the findings.
    pub meaning: &'static str,
    /// The consequence of the findings.
    pub why: &'static str,
    /// The advice, one piece for each cause.
    pub what_to_do: &'static str,
    /// A configuration that gives the code, and the output of Terraform.
    pub example: &'static str,
    source: Source,
}

/// The catalog that a code is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Check(&'static Check),
    Rule(&'static Rule),
}

/// The groups of codes, each with its subject.
pub const GROUPS: [(&str, &str); 6] = [
    ("1xx", "input"),
    ("2xx", "redundancy"),
    ("3xx", "letter of authorization and life cycle"),
    ("4xx", "disruption"),
    ("5xx", "capacity and overlap"),
    ("6xx", "protection"),
];

impl Page {
    /// The page of a code.
    pub fn of(code: &str) -> Option<Self> {
        let source = Source::of(code)?;
        let (_, text) = TEXTS.iter().find(|(of, _)| *of == code)?;
        Some(Self {
            code: source.code(),
            title: source.title(),
            meaning: part(text, MEANING)?,
            why: part(text, WHY)?,
            what_to_do: part(text, WHAT_TO_DO)?,
            example: part(text, EXAMPLE)?,
            source,
        })
    }

    /// The parts of the page, each with its heading.
    pub fn parts(&self) -> [(&'static str, &'static str); 4] {
        [
            (MEANING, self.meaning),
            (WHY, self.why),
            (WHAT_TO_DO, self.what_to_do),
            (EXAMPLE, self.example),
        ]
    }

    /// The facts of the code in Markdown, each with its label. A check has its severity and the report of the plan itself. An input
    /// rule has its severity, its source, and the service's error.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self.source {
            Source::Check(check) if check.in_plan == InPlan::Reported => {
                vec![
                    ("Severity", "always a warning".to_owned()),
                    ("In the plan", in_plan(check)),
                ]
            }
            Source::Check(check) => vec![("Default severity", default(check)), ("In the plan", in_plan(check))],
            Source::Rule(rule) => of_rule(rule),
        }
    }
}

impl Source {
    fn of(code: &str) -> Option<Self> {
        let rule = || Rule::ALL.iter().find(|rule| rule.code == code);
        Check::of_code(code)
            .map(Self::Check)
            .or_else(|| rule().map(|rule| Self::Rule(rule)))
    }

    fn code(self) -> &'static str {
        match self {
            Self::Check(check) => check.code,
            Self::Rule(rule) => rule.code,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Check(check) => check.title,
            Self::Rule(rule) => rule.title,
        }
    }
}

/// Every code, in ascending order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let rules = Rule::ALL.iter().map(|rule| rule.code);
    rules.chain(Check::ALL.iter().map(|check| check.code))
}

fn default(check: &Check) -> String {
    let (default, least) = (word(check.default), check.least());
    if least == Severity::Off {
        format!("`{default}`")
    } else {
        format!("`{default}`; at least `{}`", word(least))
    }
}

/// The word for a severity, as `plan_checks` writes it.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "off",
        Severity::Warn => "warn",
        Severity::Error => "error",
    }
}

fn in_plan(check: &Check) -> String {
    let text = match check.in_plan {
        InPlan::Whole => "reported with this severity",
        InPlan::Partly => {
            "a warning for an object that the plan creates, and for a fault that a later part of the plan may resolve"
        }
        InPlan::Warns => "at most a warning, reported after all circuits of the group are planned",
        InPlan::Read => "at most a warning, reported by the refresh before the plan",
        InPlan::Silent => {
            "not reported; use `terraform-provider-twilio review` or the data source `twilio_plan_review`"
        }
        InPlan::Reported => "not reported as a plan check; an apply reports it",
    };
    text.to_owned()
}

fn of_rule(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Severity", severity(rule).to_owned()),
        ("Source", rule.source.to_owned()),
    ];
    let error = rule.service_code.map(service_error);
    facts.extend(error.map(|error| ("Service error", error)));
    facts
}

/// The severity of an input rule. It mentions values that Twilio assigned, because generated configuration contains them.
fn severity(rule: &Rule) -> &'static str {
    if [Rule::ASN_PRIVATE, Rule::INTERFACE_PUBLIC].contains(&rule) {
        "an error; a warning for a value that Twilio assigned to the session"
    } else {
        "always an error"
    }
}

fn service_error(code: u32) -> String {
    format!("{code}, https://www.twilio.com/docs/api/errors/{code}")
}

/// The text below a heading, up to the next one.
fn part<'a>(text: &'a str, heading: &str) -> Option<&'a str> {
    let mut parts = text.strip_prefix("## ")?.split("\n## ");
    let found = parts.find_map(|part| part.strip_prefix(heading)?.strip_prefix("\n\n"));
    found.map(str::trim).filter(|text| !text.is_empty())
}

const MEANING: &str = "Meaning";
const WHY: &str = "Why it matters";
const WHAT_TO_DO: &str = "What to do";
const EXAMPLE: &str = "Example";

/// Writes the list of the texts from one table. A code without a file does not compile.
macro_rules! texts {
    ($($code:literal)*) => {
        const TEXTS: &[(&str, &str)] = &[$(($code, include_str!(concat!("pages/", $code, ".md")))),*];
    };
}

texts! {
    "TWX101" "TWX102" "TWX103" "TWX104" "TWX105" "TWX106" "TWX107" "TWX108" "TWX109" "TWX110"
    "TWX111" "TWX112" "TWX113" "TWX114" "TWX115" "TWX116" "TWX117" "TWX118" "TWX119"
    "TWX120" "TWX121" "TWX122" "TWX123" "TWX124"
    "TWX131" "TWX132" "TWX133" "TWX134" "TWX135"
    "TWX141" "TWX142"
    "TWX151" "TWX152"
    "TWX161" "TWX162" "TWX163" "TWX164" "TWX165" "TWX166" "TWX167" "TWX168" "TWX169"
    "TWX171" "TWX172" "TWX173"
    "TWX181" "TWX182" "TWX183" "TWX184"
    "TWX185" "TWX186" "TWX187" "TWX188" "TWX189"
    "TWX191" "TWX192"
    "TWX201" "TWX202" "TWX203" "TWX204" "TWX205" "TWX206" "TWX207"
    "TWX301" "TWX302" "TWX303" "TWX304" "TWX305" "TWX306" "TWX307" "TWX308" "TWX309"
    "TWX310" "TWX311" "TWX312" "TWX313" "TWX314" "TWX315" "TWX316" "TWX317" "TWX318" "TWX319"
    "TWX320" "TWX321" "TWX322" "TWX323" "TWX324" "TWX325" "TWX326" "TWX327"
    "TWX401" "TWX402" "TWX403" "TWX404" "TWX405" "TWX406"
    "TWX501" "TWX502" "TWX503"
    "TWX601" "TWX602" "TWX603" "TWX604"
}

#[cfg(test)]
mod examples;
#[cfg(test)]
mod tests;
