//! The schemas of a provider, read once.

use std::collections::BTreeMap;

use framework::types::Type;
use proto::tfplugin5 as pb;

use crate::schema::Block;

/// The schemas of a provider by their names.
#[derive(Clone, Debug)]
pub struct Schemas {
    /// The provider block.
    pub provider: Block,
    /// Managed resources.
    pub resources: BTreeMap<String, Block>,
    /// Data sources.
    pub data_sources: BTreeMap<String, Block>,
    /// Ephemeral resources.
    pub ephemeral: BTreeMap<String, Block>,
    /// Lists of managed resources.
    pub lists: BTreeMap<String, Block>,
    /// Actions.
    pub actions: BTreeMap<String, Block>,
    /// Functions.
    pub functions: BTreeMap<String, Signature>,
    /// The types of the identities of managed resources.
    pub identities: BTreeMap<String, Type>,
    /// The answer as received, with versions and capabilities.
    pub wire: pb::get_provider_schema::Response,
    /// The identities as received; `None` if the provider does not serve the call.
    pub identity_wire: Option<pb::get_resource_identity_schemas::Response>,
}

/// The declaration of a function.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Parameters in order.
    pub parameters: Vec<Parameter>,
    /// The parameter of any number of further arguments.
    pub variadic: Option<Parameter>,
    /// The type of the result.
    pub returns: Type,
}

/// One parameter of a function.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// True where the provider receives null; otherwise core refuses it.
    pub allows_null: bool,
    /// True where the provider receives an unknown; otherwise core answers.
    pub allows_unknown: bool,
}

impl Schemas {
    /// The size of the answer, in bytes.
    pub fn size(&self) -> usize {
        prost::Message::encoded_len(&self.wire)
    }

    pub(super) fn read(
        wire: pb::get_provider_schema::Response,
        identity_wire: Option<pb::get_resource_identity_schemas::Response>,
    ) -> Self {
        let block = |schema: &pb::Schema| Block::from_schema(schema).expect("a schema that core can read");
        let blocks = |schemas| Block::from_schemas(schemas).expect("schemas that core can read");
        let action = |(name, action): (&String, &pb::ActionSchema)| {
            let schema = action.schema.as_ref().expect("an action has a schema (S1)");
            (name.clone(), block(schema))
        };
        let functions = wire.functions.iter();
        Self {
            provider: block(wire.provider.as_ref().expect("the provider block has a schema (S1)")),
            resources: blocks(&wire.resource_schemas),
            data_sources: blocks(&wire.data_source_schemas),
            ephemeral: blocks(&wire.ephemeral_resource_schemas),
            lists: blocks(&wire.list_resource_schemas),
            actions: wire.action_schemas.iter().map(action).collect(),
            functions: functions
                .map(|(name, function)| (name.clone(), signature(function)))
                .collect(),
            identities: identity_wire.iter().flat_map(identities).collect(),
            wire,
            identity_wire,
        }
    }
}

fn identities(wire: &pb::get_resource_identity_schemas::Response) -> Vec<(String, Type)> {
    let attribute = |attribute: &pb::resource_identity_schema::IdentityAttribute| {
        (attribute.name.clone(), read_type(&attribute.r#type))
    };
    let schemas = wire.identity_schemas.iter();
    schemas
        .map(|(name, schema)| {
            (
                name.clone(),
                Type::object(schema.identity_attributes.iter().map(attribute)),
            )
        })
        .collect()
}

fn signature(function: &pb::Function) -> Signature {
    let returns = function.r#return.as_ref().expect("a function returns something (S10)");
    Signature {
        parameters: function.parameters.iter().map(parameter).collect(),
        variadic: function.variadic_parameter.as_ref().map(parameter),
        returns: read_type(&returns.r#type),
    }
}

fn parameter(parameter: &pb::function::Parameter) -> Parameter {
    Parameter {
        name: parameter.name.clone(),
        ty: read_type(&parameter.r#type),
        allows_null: parameter.allow_null_value,
        allows_unknown: parameter.allow_unknown_values,
    }
}

fn read_type(json: &[u8]) -> Type {
    Type::from_json(json).expect("a type that core can read (S3)")
}
