//! A say in the configuration that is generated for an object that exists.

/// The ability to better a generated configuration.
pub trait GeneratesConfig<M>: Send + Sync {
    /// Changes `config` in place. It is what the schema makes of `state`: without what only the provider decides, what is
    /// deprecated, and what has its default. What remains is to choose where the user may write only one of several.
    fn generate(&self, state: &M, config: &mut M);
}
