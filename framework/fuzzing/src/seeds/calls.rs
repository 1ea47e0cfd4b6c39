//! Inputs for [`crate::calls::send`]: the calls that Terraform makes in the life of an object.

use framework::codec::{encode_json, encode_msgpack};
use framework::erased::AnyResource;
use framework::schema::{Block, NestedBlock, Nesting};
use framework::server::Server;
use framework::types::Type;
use framework::value::Value;
use prost::Message;
use proto::tfplugin5 as pb;

use super::Seed;
use crate::provider::Fuzzed;

pub(super) fn seeds() -> Vec<Seed> {
    let server = Server::new(Fuzzed);
    let of_resources = server.resources().flat_map(of_resource);
    let alone = [
        "GetSchema",
        "GetMetadata",
        "GetFunctions",
        "GetResourceIdentitySchemas",
        "Stop",
    ];
    let alone = alone.map(|method| seed(method, "", &pb::stop::Request::default()));
    let config = server.schema();
    let block = dynamic(&sample(config.block()), config.terraform_type());
    let provider = [
        seed(
            "PrepareProviderConfig",
            "",
            &pb::prepare_provider_config::Request { config: block.clone() },
        ),
        seed(
            "Configure",
            "",
            &pb::configure::Request {
                terraform_version: "1.15.9".to_owned(),
                config: block,
                ..Default::default()
            },
        ),
    ];
    of_resources
        .chain(of_data_sources(&server))
        .chain(alone)
        .chain(provider)
        .chain([of_function()])
        .collect()
}

/// The methods with the same request under another name tell the seeds apart by what they are about.
fn seed(method: &str, about: &str, request: &impl Message) -> Seed {
    Seed {
        target: "calls",
        name: if about.is_empty() {
            method.to_owned()
        } else {
            format!("{method}.{about}")
        },
        input: [method.as_bytes(), b"\n", &request.encode_to_vec()].concat(),
    }
}

fn of_resource(resource: &dyn AnyResource) -> Vec<Seed> {
    let (name, ty) = (resource.type_name(), resource.schema().terraform_type());
    let value = sample(resource.schema().block());
    let (type_name, state) = (name.to_owned(), dynamic(&value, ty));
    let (null, private) = (dynamic(&Value::Null, ty), br#"{"revision":1}"#.to_vec());
    let json = encode_json(&value, ty).unwrap_or_default();
    let raw = pb::RawState {
        json,
        ..Default::default()
    };
    let capabilities = Some(pb::ClientCapabilities {
        deferral_allowed: true,
        write_only_attributes_allowed: true,
    });
    let identity = resource
        .identified()
        .map(|identified| identity(identified.schema().block()));
    let plan =
        |prior: &Option<pb::DynamicValue>, config: &Option<pb::DynamicValue>| pb::plan_resource_change::Request {
            type_name: type_name.clone(),
            prior_state: prior.clone(),
            proposed_new_state: config.clone(),
            config: config.clone(),
            prior_private: private.clone(),
            client_capabilities: capabilities,
            prior_identity: identity.clone(),
            ..Default::default()
        };
    let apply =
        |prior: &Option<pb::DynamicValue>, config: &Option<pb::DynamicValue>| pb::apply_resource_change::Request {
            type_name: type_name.clone(),
            prior_state: prior.clone(),
            planned_state: config.clone(),
            config: config.clone(),
            planned_private: private.clone(),
            planned_identity: identity.clone(),
            ..Default::default()
        };
    vec![
        seed("PlanResourceChange", &format!("{name}.create"), &plan(&null, &state)),
        seed("PlanResourceChange", &format!("{name}.update"), &plan(&state, &state)),
        seed("PlanResourceChange", &format!("{name}.delete"), &plan(&state, &null)),
        seed("ApplyResourceChange", &format!("{name}.create"), &apply(&null, &state)),
        seed("ApplyResourceChange", &format!("{name}.update"), &apply(&state, &state)),
        seed("ApplyResourceChange", &format!("{name}.delete"), &apply(&state, &null)),
        seed(
            "ValidateResourceTypeConfig",
            name,
            &pb::validate_resource_type_config::Request {
                type_name: type_name.clone(),
                config: state.clone(),
                client_capabilities: capabilities,
            },
        ),
        seed(
            "ReadResource",
            name,
            &pb::read_resource::Request {
                type_name: type_name.clone(),
                current_state: state.clone(),
                private: private.clone(),
                client_capabilities: capabilities,
                current_identity: identity.clone(),
                ..Default::default()
            },
        ),
        seed(
            "UpgradeResourceState",
            name,
            &pb::upgrade_resource_state::Request {
                type_name: type_name.clone(),
                version: resource.schema().version(),
                raw_state: Some(raw.clone()),
            },
        ),
        seed(
            "ImportResourceState",
            name,
            &pb::import_resource_state::Request {
                type_name: type_name.clone(),
                id: "a@b".to_owned(),
                identity: identity.clone(),
                ..Default::default()
            },
        ),
        seed(
            "MoveResourceState",
            name,
            &pb::move_resource_state::Request {
                source_provider_address: "registry.terraform.io/example/corner".to_owned(),
                source_type_name: type_name.clone(),
                source_state: Some(raw),
                target_type_name: type_name.clone(),
                ..Default::default()
            },
        ),
        seed(
            "GenerateResourceConfig",
            name,
            &pb::generate_resource_config::Request {
                type_name: type_name.clone(),
                state,
            },
        ),
    ]
}

fn identity(block: &Block) -> pb::ResourceIdentityData {
    pb::ResourceIdentityData {
        identity_data: dynamic(&sample(block), &block.terraform_type()),
    }
}

fn of_data_sources(server: &Server) -> Vec<Seed> {
    let seeds = server.data_sources().flat_map(|source| {
        let schema = source.schema();
        let config = dynamic(&sample(schema.block()), schema.terraform_type());
        let type_name = source.type_name().to_owned();
        let read = pb::read_data_source::Request {
            type_name: type_name.clone(),
            config: config.clone(),
            ..Default::default()
        };
        let validate = pb::validate_data_source_config::Request { type_name, config };
        [
            seed("ReadDataSource", "", &read),
            seed("ValidateDataSourceConfig", "", &validate),
        ]
    });
    seeds.collect()
}

fn of_function() -> Seed {
    let arguments = ["-", "a", "b"]
        .iter()
        .filter_map(|text| dynamic(&Value::string(*text), &Type::String));
    let request = pb::call_function::Request {
        name: "join".to_owned(),
        arguments: arguments.collect(),
    };
    seed("CallFunction", "", &request)
}

fn dynamic(value: &Value, ty: &Type) -> Option<pb::DynamicValue> {
    let msgpack = encode_msgpack(value, ty).expect("a sample is of its type");
    Some(pb::DynamicValue {
        msgpack,
        json: Vec::new(),
    })
}

/// An object with something in each place but those that only the provider fills.
fn sample(block: &Block) -> Value {
    let attributes = block.attributes.iter().map(|attribute| {
        let is_open = attribute.required || attribute.optional;
        let value = if is_open { of_type(&attribute.ty) } else { Value::Null };
        (attribute.name.clone(), value)
    });
    let blocks = block.blocks.iter().map(|nested| (nested.name.clone(), blocks(nested)));
    Value::Object(attributes.chain(blocks).collect())
}

fn blocks(nested: &NestedBlock) -> Value {
    let block = sample(&nested.block);
    match nested.nesting {
        Nesting::Single | Nesting::Group => block,
        Nesting::List => Value::List(vec![block]),
        Nesting::Set => Value::Set(vec![block]),
        Nesting::Map => Value::Map([("a".to_owned(), block)].into()),
    }
}

fn of_type(ty: &Type) -> Value {
    match ty {
        Type::String => Value::string("a"),
        Type::Number => Value::Number(1_i64.into()),
        Type::Bool => Value::Bool(true),
        Type::Dynamic => Value::Dynamic(
            Box::new(Type::list(Type::Bool)),
            Box::new(Value::List(vec![Value::unknown()])),
        ),
        Type::List(element) => Value::List(vec![of_type(element), Value::Null]),
        Type::Set(element) => Value::Set(vec![of_type(element)]),
        Type::Map(element) => Value::Map([("k".to_owned(), of_type(element))].into()),
        Type::Tuple(types) => Value::Tuple(types.iter().map(of_type).collect()),
        Type::Object(types) => Value::object(types.iter().map(|(name, ty)| (name, of_type(ty)))),
    }
}
