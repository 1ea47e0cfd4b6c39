//! Places: a page with its query, which a form returns to.

use form_urlencoded::Serializer;

use crate::is_sid;
use crate::page::notice::Notice;

/// The path of the list of circuits, which is the first page.
pub(super) const CIRCUITS: &str = "/_mock/";
/// The path of the list of sessions.
pub(super) const SESSIONS: &str = "/_mock/page/sessions";
/// The path of the log of requests.
pub(super) const REQUESTS: &str = "/_mock/page/requests";
/// The path of the list of faults.
pub(super) const FAULTS: &str = "/_mock/page/faults";
/// The beginning of the path of a circuit.
const CIRCUIT: &str = "/_mock/page/cross-connects/";

/// The kind of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// All circuits.
    Circuits,
    /// The circuit with a SID.
    Circuit(String),
    /// All BGP sessions.
    Sessions,
    /// The log of requests.
    Requests,
    /// The faults.
    Faults,
}

impl View {
    /// The path.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Circuits => CIRCUITS.to_owned(),
            Self::Circuit(sid) => format!("{CIRCUIT}{sid}"),
            Self::Sessions => SESSIONS.to_owned(),
            Self::Requests => REQUESTS.to_owned(),
            Self::Faults => FAULTS.to_owned(),
        }
    }

    fn read(path: &str) -> Option<Self> {
        match path {
            CIRCUITS => Some(Self::Circuits),
            SESSIONS => Some(Self::Sessions),
            REQUESTS => Some(Self::Requests),
            FAULTS => Some(Self::Faults),
            other => {
                let sid = other.strip_prefix(CIRCUIT).filter(|sid| is_sid("XC", sid))?;
                Some(Self::Circuit(sid.to_owned()))
            }
        }
    }
}

/// A page with its query.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The page.
    pub(super) view: View,
    /// The query.
    pub(super) query: Query,
}

impl Place {
    /// A page without a query.
    pub(super) fn of(view: View) -> Self {
        Self {
            view,
            query: Query::default(),
        }
    }

    /// Reads a path and a query; none for a path that is not a page.
    pub(super) fn read(path: &str, query: &str) -> Option<Self> {
        Some(Self {
            view: View::read(path)?,
            query: Query::read(query),
        })
    }

    /// Reads the return path of a form. Any text that is not a page of this server is the first page.
    pub(super) fn read_back(text: &str) -> Self {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        Self::read(path, query).unwrap_or_else(|| Self::of(View::Circuits))
    }

    /// The same page with a notice.
    pub(super) fn with(&self, notice: Notice) -> Self {
        Self {
            view: self.view.clone(),
            query: self.query.with("notice", notice.name()),
        }
    }

    /// The path with the query.
    pub(super) fn path(&self) -> String {
        match self.query.0.is_empty() {
            true => self.view.path(),
            false => format!("{}?{}", self.view.path(), self.query.text()),
        }
    }

    /// The path with the query and without the notice, for the return path of a form.
    pub(super) fn back(&self) -> String {
        let place = Self {
            view: self.view.clone(),
            query: self.query.without("notice"),
        };
        place.path()
    }

    /// The path of the same list on another page.
    pub(super) fn numbered(&self, number: usize) -> String {
        let query = self.query.without("notice").with("page", &number.to_string());
        Self {
            view: self.view.clone(),
            query,
        }
        .path()
    }
}

/// The query of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    fn read(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// A value that is not empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The number of the page, from 1.
    pub(super) fn page(&self) -> usize {
        let number = self.get("page").and_then(|text| text.parse().ok());
        number.unwrap_or(1).max(1)
    }

    fn with(&self, name: &str, value: &str) -> Self {
        let mut changed = self.without(name);
        changed.0.push((name.to_owned(), value.to_owned()));
        changed
    }

    fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(known, _)| known != name).cloned().collect())
    }

    fn text(&self) -> String {
        Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_a_page_of_this_server_alone() {
        let sid = "XC00000000000000000000000000000001";
        let circuit = format!("{CIRCUIT}{sid}");
        for (text, path) in [
            ("/_mock/?name=a%26b&page=2", "/_mock/?name=a%26b&page=2"),
            (circuit.as_str(), circuit.as_str()),
            ("/_mock/page/faults", "/_mock/page/faults"),
            ("https://attacker.example/_mock/", "/_mock/"),
            ("//attacker.example", "/_mock/"),
            ("/_mock/page/cross-connects/../../v1", "/_mock/"),
            ("", "/_mock/"),
        ] {
            assert_eq!(Place::read_back(text).path(), path, "{text}");
        }
    }

    #[test]
    fn a_notice_is_replaced_and_not_brought_back() {
        let place = Place::read_back("/_mock/?status=active");
        let shown = place.with(Notice::ClockAdvanced).with(Notice::StepEnded);
        assert_eq!(shown.path(), "/_mock/?status=active&notice=step-ended");
        assert_eq!(shown.back(), "/_mock/?status=active");
        assert_eq!(shown.numbered(2), "/_mock/?status=active&page=2");
    }
}
