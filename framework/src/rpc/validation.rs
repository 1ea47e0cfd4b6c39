//! The validation of a configuration, which is the same for everything that has a configuration.

use proto::tfplugin5 as pb;

use super::{diagnostic, dynamic_value};
use crate::diagnostics::Diagnostics;
use crate::schema::Schema;
use crate::validate::{ClientAbilities, by_schema};
use crate::value::Value;

/// Returns the violations of the schema and the findings of `rules`, or only the error of an unreadable configuration.
pub(super) fn of_config(
    config: Option<&pb::DynamicValue>,
    schema: &Schema,
    client: ClientAbilities,
    rules: impl FnOnce(&Value) -> Diagnostics,
) -> Vec<pb::Diagnostic> {
    let found = match dynamic_value::from_wire(config, schema.terraform_type()) {
        Ok(config) => {
            let mut found = by_schema(schema.block(), &config, client);
            found.extend(rules(&config));
            found
        }
        Err(unreadable) => unreadable.into(),
    };
    diagnostic::to_wire(found)
}
