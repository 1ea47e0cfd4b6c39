//! A provider of trees, which have every optional ability: an identity, a list, moves from another type, and deferred
//! results.

use async_trait::async_trait;
use framework::data_source::{DataSource, Found};
use framework::ephemeral::{EphemeralResource, Open, Opened};
use framework::erased::{AnyDataSource, AnyEphemeralResource, AnyResource, data_source, ephemeral, managed};
use framework::provider::{Configure, Provider};
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Deferral, Delete, Failure, Finding, Findings, Identifies, List, Lists, Move,
    MoveSource, Outcome, Plan, PlansChanges, Read, Resource, Saved, Update, identified_by, listed_by,
};
use framework::rpc::Rpc;
use framework::schema::Block;
use framework::server::Server;
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};
use proto::tfplugin5 as pb;

use crate::wire::wire;

/// A tree.
#[derive(Clone, Debug, Model)]
pub(crate) struct Tree {
    /// The kind of tree.
    #[attr(required)]
    pub(crate) kind: Attr<String>,
    /// The ID.
    #[attr(computed, stable)]
    pub(crate) id: Attr<String>,
    /// True where the tree will be felled.
    #[attr(default = false)]
    pub(crate) is_timber: Attr<bool>,
}

/// The identity of a tree.
#[derive(Clone, Debug, Model)]
pub(crate) struct TreeIdentity {
    /// The ID.
    #[attr(required)]
    pub(crate) id: Attr<String>,
    /// Its forester.
    #[attr(optional)]
    pub(crate) forester: Attr<i64>,
}

/// The configuration of a search for trees.
#[derive(Clone, Debug, Model)]
pub(crate) struct TreeSearch {
    /// The kind.
    #[attr(required)]
    pub(crate) kind: Attr<String>,
}

/// The former type of a tree.
#[derive(Clone, Debug, Model)]
pub(crate) struct Bush {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
}

/// The `provider_meta` block of a module.
#[derive(Clone, Debug, Model)]
pub(crate) struct Meta {
    /// The planter.
    #[attr(required)]
    pub(crate) planter: Attr<String>,
}

/// The provider block.
#[derive(Clone, Debug, Model)]
pub(crate) struct GroveBlock {
    /// The place.
    #[attr(optional)]
    pub(crate) place: Attr<String>,
}

struct Trees;

#[async_trait]
impl Resource for Trees {
    type Model = Tree;

    fn type_name(&self) -> &'static str {
        "test_tree"
    }

    async fn create(&self, request: Create<Tree>) -> Outcome<Tree> {
        let id = "T1".to_owned().into();
        Ok(Saved::new(Tree { id, ..request.planned }))
    }

    /// Returns the tree, with the planter of the module's `provider_meta` as its kind.
    async fn read(&self, request: Read<Tree>) -> Result<Option<Saved<Tree>>, Diagnostics> {
        if request.state.kind.known().is_some_and(|kind| kind == "later")
            && request.context.defer(Deferral::AbsentPrerequisite)
        {
            return Err(Diagnostics::new());
        }
        let mut tree = request.state;
        if let Some(meta) = request.context.provider_meta::<Meta>()? {
            tree.kind = meta.planter;
        }
        Ok(Some(Saved::new(tree)))
    }

    async fn update(&self, request: Update<Tree>) -> Outcome<Tree> {
        Ok(Saved::new(request.planned))
    }

    async fn delete(&self, _request: Delete<Tree>) -> Result<Diagnostics, Failure<Tree>> {
        Ok(Diagnostics::new())
    }

    fn plans_changes(&self) -> Option<&dyn PlansChanges<Tree>> {
        Some(self)
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Tree> + '_>> {
        Some(identified_by(self))
    }

    fn lists(&self) -> Option<Box<dyn AnyList<Tree> + '_>> {
        Some(listed_by(self))
    }

    fn moves(&self) -> Vec<Move<Tree>> {
        let source = MoveSource {
            provider: "registry.terraform.io/other/other",
            type_name: "other_bush",
            versions: 0..=0,
        };
        let grown = |bush: Bush| {
            Ok(Tree {
                kind: Attr::Known("bush".to_owned()),
                id: bush.name,
                is_timber: false.into(),
            })
        };
        vec![Move::from(source, grown)]
    }
}

/// A plan hook that always requests deferral.
#[async_trait]
impl PlansChanges<Tree> for Trees {
    async fn plan(&self, plan: &mut Plan<Tree>) {
        let _ = plan.context.defer(Deferral::ResourceConfigUnknown);
        if plan.context.is_deferral_allowed() {
            plan.diagnostics.push(Diagnostic::warning("once more", ""));
        }
    }
}

#[async_trait]
impl Identifies<Tree> for Trees {
    type Identity = TreeIdentity;

    fn identity(&self, state: &Tree) -> TreeIdentity {
        TreeIdentity {
            id: state.id.clone(),
            forester: 7.into(),
        }
    }

    async fn import(&self, identity: TreeIdentity, context: &Context) -> Result<Saved<Tree>, Diagnostics> {
        if identity.id.known().is_some_and(|id| id == "later") && context.defer(Deferral::AbsentPrerequisite) {
            return Err(Diagnostics::new());
        }
        Ok(Saved::new(tree("beech", identity.id)))
    }
}

#[async_trait]
impl Lists<Tree> for Trees {
    type Config = TreeSearch;

    /// Sends trees of the kind without end, but only one of the kind `rare`.
    async fn list(
        &self,
        request: List<TreeSearch>,
        found: Findings<Tree, TreeIdentity>,
    ) -> Result<Diagnostics, Diagnostics> {
        let kind = request.config.kind.known().cloned().unwrap_or_default();
        for number in 0.. {
            let tree = tree(&kind, format!("T{number}").into());
            let finding = Finding::named(self.identity(&tree), format!("{kind} {number}")).with_object(tree);
            if found.send(finding).await.is_break() {
                break;
            }
            if kind == "rare" {
                return Err(Diagnostic::error("Rare", "There are no more.").into());
            }
        }
        Ok(Diagnostics::new())
    }
}

/// A data source that requests deferral and returns its configuration.
struct Foresters;

#[async_trait]
impl DataSource for Foresters {
    type Model = Meta;

    fn type_name(&self) -> &'static str {
        "test_forester"
    }

    async fn read(&self, config: Meta, context: &Context) -> Result<Found<Meta>, Diagnostics> {
        let _ = context.defer(Deferral::ProviderConfigUnknown);
        Ok(Found::new(config))
    }
}

/// An ephemeral resource whose opening requests deferral.
struct Gates;

#[async_trait]
impl EphemeralResource for Gates {
    type Model = Meta;

    fn type_name(&self) -> &'static str {
        "test_gate"
    }

    async fn open(&self, request: Open<Meta>) -> Result<Opened<Meta>, Diagnostics> {
        if request.context.defer(Deferral::ProviderConfigUnknown) {
            return Err(Diagnostics::new());
        }
        Ok(Opened::new(request.config))
    }
}

struct Grove;

#[async_trait]
impl Provider for Grove {
    type Config = GroveBlock;

    fn meta(&self) -> Option<Block> {
        Some(Meta::block())
    }

    async fn configure(&self, _request: Configure<GroveBlock>) -> Diagnostics {
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![managed(Trees)]
    }

    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        vec![data_source(Foresters)]
    }

    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        vec![ephemeral(Gates)]
    }
}

pub(crate) fn grove() -> Rpc {
    Rpc::new(Server::new(Grove))
}

pub(crate) fn tree(kind: &str, id: Attr<String>) -> Tree {
    Tree {
        kind: kind.to_owned().into(),
        id,
        is_timber: false.into(),
    }
}

pub(crate) fn wire_tree(kind: &str, id: &str) -> Option<pb::DynamicValue> {
    wire::<Tree>(&tree(kind, id.to_owned().into()).to_object())
}

/// Returns a configuration of a tree.
pub(crate) fn wanted_tree(kind: Value) -> Option<pb::DynamicValue> {
    let config = Value::object([("kind", kind), ("id", Value::Null), ("is_timber", Value::Null)]);
    wire::<Tree>(&config)
}

pub(crate) fn identity(id: &str, forester: Attr<i64>) -> Value {
    TreeIdentity {
        id: id.to_owned().into(),
        forester,
    }
    .to_object()
}

pub(crate) fn wire_identity(id: &str) -> Option<pb::ResourceIdentityData> {
    Some(pb::ResourceIdentityData {
        identity_data: wire::<TreeIdentity>(&identity(id, 7.into())),
    })
}
