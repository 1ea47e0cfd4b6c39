//! The tests that hold each rule.

use serde::Deserialize;

use crate::tree;

/// A claim that a test holds a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Claim {
    /// The id of the rule.
    pub(crate) rule: String,
    /// The file, by its path from the root.
    pub(crate) file: String,
    /// The holder.
    pub(crate) holder: Holder,
    /// True for a test of the oracle, `Judges P2.`, and false for a test of a provider.
    pub(crate) is_of_the_judge: bool,
}

/// The holder of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holder {
    /// A test by its name.
    Test(String),
    /// An acceptance case by its name.
    Case(String),
    /// No test: the line is above something else.
    Nobody,
}

/// All claims of the workspace.
pub(crate) fn claims() -> Vec<Claim> {
    let sources = tree::files(".rs");
    let sources = sources.iter().flat_map(|(file, text)| in_source(file, text));
    let cases = tree::files("case.toml");
    let cases = cases.iter().flat_map(|(file, text)| in_case(file, text));
    sources.chain(cases).collect()
}

/// Returns the claims of a source file: documentation lines such as `Holds P2 and P3.` or `Judges P2.` directly above a test.
pub(crate) fn in_source(file: &str, text: &str) -> Vec<Claim> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let (held, judged) = (line.strip_prefix("/// Holds "), line.strip_prefix("/// Judges "));
        let rules = held.or(judged).map(ids).unwrap_or_default();
        let holder = test_after(lines.get(number + 1..).unwrap_or_default());
        let holder = holder.map_or(Holder::Nobody, Holder::Test);
        found.extend(rules.into_iter().map(|rule| Claim {
            rule,
            file: file.to_owned(),
            holder: holder.clone(),
            is_of_the_judge: judged.is_some(),
        }));
    }
    found
}

/// Returns the ids of `P2, P3 and P4.`; none if it is a sentence about something else.
fn ids(sentence: &str) -> Vec<String> {
    let Some(listed) = sentence.strip_suffix('.') else {
        return Vec::new();
    };
    let words: Vec<_> = listed
        .split([',', ' '])
        .filter(|word| !word.is_empty() && *word != "and")
        .collect();
    if words.iter().all(|word| is_id(word)) {
        words.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

fn is_id(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|first| first.is_ascii_uppercase())
        && !letters.as_str().is_empty()
        && letters.all(|letter| letter.is_ascii_digit())
}

/// Returns the name of the function that follows, if an attribute between makes it a test.
fn test_after(lines: &[&str]) -> Option<String> {
    let is_start = |line: &str| line.contains("fn ") && !line.starts_with("///");
    let place = lines.iter().position(|line| is_start(line))?;
    let (between, rest) = lines.split_at(place);
    let is_above = between.iter().all(|line| line.starts_with("///") || is_attribute(line));
    let is_test = between
        .iter()
        .any(|line| line.starts_with("#[") && line.ends_with("test]"));
    let name = rest.first()?.split_once("fn ")?.1.split(['(', '<']).next()?;
    (is_above && is_test).then(|| name.to_owned())
}

/// True where a line belongs to an attribute. The inner lines of a long one are indented names and texts.
fn is_attribute(line: &str) -> bool {
    !(line.is_empty() || line.starts_with('}') || line.ends_with('{') || line.ends_with(';'))
}

#[derive(Deserialize)]
struct Settings {
    #[serde(default)]
    holds: Vec<String>,
}

fn in_case(file: &str, text: &str) -> Vec<Claim> {
    let settings: Settings = toml::from_str(text).unwrap();
    let case = file.split('/').rev().nth(1).unwrap().to_owned();
    let claim = |rule| Claim {
        rule,
        file: file.to_owned(),
        holder: Holder::Case(case.clone()),
        is_of_the_judge: false,
    };
    settings.holds.into_iter().map(claim).collect()
}
