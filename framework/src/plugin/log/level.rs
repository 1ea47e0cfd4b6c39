//! The log level. Deliberately not here: Terraform's own filter, which is applied later.

use tracing::level_filters::LevelFilter;

use crate::plugin::Environment;

/// Returns the level that the environment sets; none if there is no setting or if it is `off`.
///
/// `TF_LOG_PROVIDER_<NAME>` takes precedence over `TF_LOG_PROVIDER`, and that over `TF_LOG`. As in Terraform, a value
/// that is not a level, such as `json`, means the level trace.
pub(in crate::plugin) fn wanted(name: &str, environment: &Environment) -> Option<LevelFilter> {
    let own = format!("TF_LOG_PROVIDER_{}", variable_suffix(name));
    let value = [own.as_str(), "TF_LOG_PROVIDER", "TF_LOG"]
        .into_iter()
        .find_map(|name| environment.non_empty(name))?;
    match value.to_ascii_lowercase().as_str() {
        "off" => None,
        "error" => Some(LevelFilter::ERROR),
        "warn" => Some(LevelFilter::WARN),
        "info" => Some(LevelFilter::INFO),
        "debug" => Some(LevelFilter::DEBUG),
        _ => Some(LevelFilter::TRACE),
    }
}

/// Returns a provider's name as the suffix of a variable's name: upper case, with `_` for `-`.
pub(in crate::plugin) fn variable_suffix(name: &str) -> String {
    name.to_ascii_uppercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(pairs: &[(&str, &str)]) -> Option<LevelFilter> {
        wanted("my-cloud", &Environment::from_pairs(pairs.iter().copied()))
    }

    #[test]
    fn the_variable_of_the_provider_goes_before_the_general_ones() {
        let all = [
            ("TF_LOG", "error"),
            ("TF_LOG_PROVIDER", "warn"),
            ("TF_LOG_PROVIDER_MY_CLOUD", "DEBUG"),
        ];
        assert_eq!(level(&all), Some(LevelFilter::DEBUG));
        assert_eq!(level(&all[..2]), Some(LevelFilter::WARN));
        assert_eq!(level(&all[..1]), Some(LevelFilter::ERROR));
    }

    #[test]
    fn nothing_is_logged_unless_asked_for() {
        assert_eq!(level(&[]), None);
        assert_eq!(level(&[("TF_LOG", "")]), None);
        assert_eq!(level(&[("TF_LOG", "trace"), ("TF_LOG_PROVIDER", "off")]), None);
    }

    #[test]
    fn a_value_that_is_no_level_means_everything() {
        assert_eq!(level(&[("TF_LOG", "JSON")]), Some(LevelFilter::TRACE));
    }
}
