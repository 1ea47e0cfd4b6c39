//! The rule for a generated configuration (R13).

use framework::value::Value;

use super::{Broken, shape};
use crate::schema::Block;

/// Returns the broken rules of a generated configuration. It must contain nothing that a user cannot write, and everything that a user
/// must write.
pub fn generated(block: &Block, config: &Value) -> Vec<Broken> {
    let mut found = shape::fits("R13", config, &block.terraform_type());
    if config.is_null() {
        found.push(Broken::whole("R13", "the generated configuration is null"));
    }
    if found.is_empty() {
        found.extend(shape::wholly_known(
            "R13",
            config,
            "the configuration is not wholly known",
        ));
        found.extend(shape::write_only_null("R13", block, config, "in a configuration"));
        shape::each_attribute(block, config, &mut |attribute, value, at| {
            if attribute.is_read_only() && !value.is_null() {
                found.push(Broken::at("R13", at, "a value for what only the provider decides"));
            }
            if attribute.required && value.is_null() {
                found.push(Broken::at("R13", at, "no value for what is required"));
            }
        });
    }
    found
}
