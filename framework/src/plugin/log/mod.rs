//! The log: events of the crate `tracing` as lines of JSON on stderr, which Terraform collects. Deliberately not here:
//! the events themselves.

mod hclog;
mod level;
mod masks;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{Layer, filter::Targets, layer::SubscriberExt, registry};

use self::hclog::Hclog;
pub use self::masks::mask;
pub(super) use self::{
    level::{variable_suffix, wanted},
    masks::masked,
};
use super::ProviderInfo;

/// Libraries whose events are about bytes and connections and may contain credentials. Only their warnings are logged.
const LIBRARIES: [&str; 9] = [
    "h2",
    "hyper",
    "hyper_util",
    "mio",
    "reqwest",
    "rustls",
    "tokio",
    "tonic",
    "tower",
];

/// Sends the events of the whole process to stderr, at the given level.
///
/// Without a level, nothing is logged and nothing is set up. A second call has no effect.
pub(super) fn install(info: &ProviderInfo, level: Option<LevelFilter>) {
    let Some(level) = level else {
        return;
    };
    let quiet = LIBRARIES.map(|library| (library, tracing::Level::WARN.into()));
    let targets = Targets::new()
        .with_default(level)
        .with_targets(quiet.map(|(library, most)| (library, level.min(most))));
    let subscriber = registry().with(Hclog::new(info.name).with_filter(targets));
    drop(tracing::subscriber::set_global_default(subscriber));
}
