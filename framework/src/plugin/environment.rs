//! The process environment, which is read once. Deliberately not here: the meaning of each variable, which is in the
//! module that uses it.

use std::{collections::BTreeMap, fmt, sync::Arc};

/// The variables of the process environment whose names and values are Unicode.
///
/// A clone is cheap and shares the variables. `Debug` shows only the names, because values may be secret.
///
/// # Example
///
/// ```
/// use framework::plugin::Environment;
///
/// let environment = Environment::from_pairs([("TWILIO_AUTH_TOKEN", "secret")]);
/// assert_eq!(environment.get("TWILIO_AUTH_TOKEN"), Some("secret"));
/// assert_eq!(environment.get("HOME"), None);
/// assert_eq!(format!("{environment:?}"), r#"Environment {"TWILIO_AUTH_TOKEN"}"#);
/// ```
#[derive(Clone, Default)]
pub struct Environment(Arc<BTreeMap<String, String>>);

impl Environment {
    /// Reads the environment of this process. Variables that are not Unicode are left out.
    #[must_use]
    pub fn capture() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the one place that reads the environment"
        )]
        let variables = std::env::vars_os();
        Self::from_pairs(
            variables.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))),
        )
    }

    /// Returns an environment of the given names and values. For a duplicate name, the later value wins.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(Arc::new(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        ))
    }

    /// Returns the value of a variable. A variable that is set and empty has the value `""`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Returns the value of a variable. An empty variable counts as unset, as in go-plugin.
    #[must_use]
    pub fn non_empty(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Environment ")?;
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_set_for_get_and_unset_for_non_empty() {
        let environment = Environment::from_pairs([("EMPTY", ""), ("FULL", "x")]);
        assert_eq!(
            (environment.get("EMPTY"), environment.non_empty("EMPTY")),
            (Some(""), None)
        );
        assert_eq!(environment.non_empty("FULL"), Some("x"));
    }

    #[test]
    fn the_captured_environment_has_the_variables_of_the_process() {
        assert!(Environment::capture().non_empty("PATH").is_some());
    }
}
