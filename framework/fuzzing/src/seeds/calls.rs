//! Inputs for [`crate::calls::send`]: Terraform's calls in the life of an object.

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
        .chain(of_passing())
        .chain([of_function()])
        .collect()
}

/// Returns a seed. `about` distinguishes the seeds of one method.
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
    let life = Life::of(resource);
    let seeds = [life.plans(), life.applies(), life.stored(), life.asked(), life.found()];
    seeds.into_iter().flatten().collect()
}

/// The life of an object of one type, from plan to destruction.
struct Life {
    type_name: String,
    version: i64,
    object: Option<pb::DynamicValue>,
    nothing: Option<pb::DynamicValue>,
    json: Option<pb::RawState>,
    private: Vec<u8>,
    identity: Option<pb::ResourceIdentityData>,
    capabilities: Option<pb::ClientCapabilities>,
}

impl Life {
    fn of(resource: &dyn AnyResource) -> Self {
        let ty = resource.schema().terraform_type();
        let object = sample(resource.schema().block());
        let json = encode_json(&object, ty).unwrap_or_default();
        Self {
            type_name: resource.type_name().to_owned(),
            version: resource.schema().version(),
            object: dynamic(&object, ty),
            nothing: dynamic(&Value::Null, ty),
            json: Some(pb::RawState {
                json,
                ..Default::default()
            }),
            private: br#"{"revision":1}"#.to_vec(),
            identity: resource
                .identified()
                .map(|identified| identity(identified.schema().block())),
            capabilities: Some(pb::ClientCapabilities {
                deferral_allowed: true,
                write_only_attributes_allowed: true,
            }),
        }
    }

    fn seed(&self, method: &str, about: &str, request: &impl Message) -> Seed {
        seed(method, &format!("{}{about}", self.type_name), request)
    }

    /// Returns a creation, a change, and a destruction, each with the object before and after.
    fn changes(&self) -> [(&'static str, &Option<pb::DynamicValue>, &Option<pb::DynamicValue>); 3] {
        [
            (".create", &self.nothing, &self.object),
            (".update", &self.object, &self.object),
            (".delete", &self.object, &self.nothing),
        ]
    }

    fn plans(&self) -> Vec<Seed> {
        let plan = |(about, prior, config): (&str, &Option<pb::DynamicValue>, &Option<pb::DynamicValue>)| {
            let request = pb::plan_resource_change::Request {
                type_name: self.type_name.clone(),
                prior_state: prior.clone(),
                proposed_new_state: config.clone(),
                config: config.clone(),
                prior_private: self.private.clone(),
                client_capabilities: self.capabilities,
                prior_identity: self.identity.clone(),
                ..Default::default()
            };
            self.seed("PlanResourceChange", about, &request)
        };
        self.changes().into_iter().map(plan).collect()
    }

    fn applies(&self) -> Vec<Seed> {
        let apply = |(about, prior, config): (&str, &Option<pb::DynamicValue>, &Option<pb::DynamicValue>)| {
            let request = pb::apply_resource_change::Request {
                type_name: self.type_name.clone(),
                prior_state: prior.clone(),
                planned_state: config.clone(),
                config: config.clone(),
                planned_private: self.private.clone(),
                planned_identity: self.identity.clone(),
                ..Default::default()
            };
            self.seed("ApplyResourceChange", about, &request)
        };
        self.changes().into_iter().map(apply).collect()
    }

    /// Returns the calls for a stored object.
    fn stored(&self) -> Vec<Seed> {
        let read = pb::read_resource::Request {
            type_name: self.type_name.clone(),
            current_state: self.object.clone(),
            private: self.private.clone(),
            client_capabilities: self.capabilities,
            current_identity: self.identity.clone(),
            ..Default::default()
        };
        let upgrade = pb::upgrade_resource_state::Request {
            type_name: self.type_name.clone(),
            version: self.version,
            raw_state: self.json.clone(),
        };
        let json = br#"{"digits":"7"}"#.to_vec();
        let upgrade_identity = pb::upgrade_resource_identity::Request {
            type_name: self.type_name.clone(),
            version: 0,
            raw_identity: Some(pb::RawState {
                json,
                ..Default::default()
            }),
        };
        vec![
            self.seed("ReadResource", "", &read),
            self.seed("UpgradeResourceState", "", &upgrade),
            self.seed("UpgradeResourceIdentity", "", &upgrade_identity),
        ]
    }

    /// Returns the calls for a configuration.
    fn asked(&self) -> Vec<Seed> {
        let validate = pb::validate_resource_type_config::Request {
            type_name: self.type_name.clone(),
            config: self.object.clone(),
            client_capabilities: self.capabilities,
        };
        let generate = pb::generate_resource_config::Request {
            type_name: self.type_name.clone(),
            state: self.object.clone(),
        };
        vec![
            self.seed("ValidateResourceTypeConfig", "", &validate),
            self.seed("GenerateResourceConfig", "", &generate),
        ]
    }

    /// Returns the calls that bring an existing object under Terraform's management.
    fn found(&self) -> Vec<Seed> {
        let import = pb::import_resource_state::Request {
            type_name: self.type_name.clone(),
            id: "7".to_owned(),
            identity: self.identity.clone(),
            ..Default::default()
        };
        let json = br#"{"digits":"7"}"#.to_vec();
        let moved = pb::move_resource_state::Request {
            source_provider_address: "registry.terraform.io/example/corner".to_owned(),
            source_type_name: "corner_text".to_owned(),
            source_state: Some(pb::RawState {
                json,
                ..Default::default()
            }),
            source_private: self.private.clone(),
            target_type_name: self.type_name.clone(),
            ..Default::default()
        };
        vec![
            self.seed("ImportResourceState", "", &import),
            self.seed("MoveResourceState", "", &moved),
        ]
    }
}

/// Returns the calls for a search, an ephemeral resource, and an action.
fn of_passing() -> Vec<Seed> {
    let object = |fields: &[(&str, Type, Value)]| {
        let ty = Type::object(fields.iter().map(|(name, ty, _)| (*name, ty.clone())));
        let value = Value::object(fields.iter().map(|(name, _, value)| (*name, value.clone())));
        dynamic(&value, &ty)
    };
    let number = || Value::Number(2_i64.into());
    let range = object(&[("last", Type::Number, number())]);
    let ticket = object(&[
        ("place", Type::String, Value::string("a")),
        ("text", Type::String, Value::Null),
    ]);
    let bell = object(&[
        ("times", Type::Number, number()),
        ("sound", Type::String, Value::string("ding")),
    ]);
    let private = Some(br#"{"place":"a"}"#.to_vec());
    let (numbered, of_tickets, of_bells) = ("corner_numbered", "corner_ticket", "corner_bell");
    vec![
        seed(
            "ListResource",
            "",
            &pb::list_resource::Request {
                type_name: numbered.into(),
                config: range.clone(),
                include_resource_object: true,
                limit: 5,
            },
        ),
        seed(
            "ValidateListResourceConfig",
            "",
            &pb::validate_list_resource_config::Request {
                type_name: numbered.into(),
                config: range,
                ..Default::default()
            },
        ),
        seed(
            "OpenEphemeralResource",
            "",
            &pb::open_ephemeral_resource::Request {
                type_name: of_tickets.into(),
                config: ticket.clone(),
                ..Default::default()
            },
        ),
        seed(
            "ValidateEphemeralResourceConfig",
            "",
            &pb::validate_ephemeral_resource_config::Request {
                type_name: of_tickets.into(),
                config: ticket,
            },
        ),
        seed(
            "RenewEphemeralResource",
            "",
            &pb::renew_ephemeral_resource::Request {
                type_name: of_tickets.into(),
                private: private.clone(),
            },
        ),
        seed(
            "CloseEphemeralResource",
            "",
            &pb::close_ephemeral_resource::Request {
                type_name: of_tickets.into(),
                private,
            },
        ),
        seed(
            "PlanAction",
            "",
            &pb::plan_action::Request {
                action_type: of_bells.into(),
                config: bell.clone(),
                ..Default::default()
            },
        ),
        seed(
            "InvokeAction",
            "",
            &pb::invoke_action::Request {
                action_type: of_bells.into(),
                config: bell.clone(),
                ..Default::default()
            },
        ),
        seed(
            "ValidateActionConfig",
            "",
            &pb::validate_action_config::Request {
                type_name: of_bells.into(),
                config: bell,
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

/// Returns an object with a value for each attribute, except computed ones.
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
