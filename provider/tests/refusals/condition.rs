//! The condition of a refusal.

/// The condition of a refusal, for the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// The status of the cross connect.
    Circuit(String),
    /// The status of the BGP session.
    Session(String),
    /// Another condition, as text.
    Other(&'static str),
}

impl Condition {
    /// Writes the conditions of one answer in as few sentences as possible. Statuses of one kind share a sentence.
    pub(crate) fn joined(conditions: &[Self]) -> Vec<String> {
        let circuit = statuses(conditions, |each| match each {
            Self::Circuit(status) => Some(status),
            _ => None,
        });
        let session = statuses(conditions, |each| match each {
            Self::Session(status) => Some(status),
            _ => None,
        });
        let of = |object: &str, statuses: Vec<&str>| {
            (!statuses.is_empty()).then(|| format!("The {object} is {}.", either(&statuses)))
        };
        let others = conditions.iter().filter_map(|each| match each {
            Self::Other(words) => Some((*words).to_owned()),
            _ => None,
        });
        let joined = [of("cross connect", circuit), of("BGP session", session)];
        joined.into_iter().flatten().chain(others).collect()
    }
}

fn statuses(conditions: &[Condition], status: fn(&Condition) -> Option<&String>) -> Vec<&str> {
    conditions.iter().filter_map(status).map(String::as_str).collect()
}

/// `a`, `b`, or `c`.
fn either(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [one] => one.clone(),
        [one, other] => format!("{one} or {other}"),
        [first @ .., last] => format!("{}, or {last}", first.join(", ")),
        [] => String::new(),
    }
}
