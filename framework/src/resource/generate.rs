//! The hook for a configuration that is generated for an existing object.

/// The ability to change a generated configuration.
pub trait GeneratesConfig<M>: Send + Sync {
    /// Changes `config` in place. The schema has generated it from `state`: without computed, deprecated, and default
    /// values. The hook can choose where a user may write only one of several attributes.
    fn generate(&self, state: &M, config: &mut M);
}
