//! The check of a catalog for errors of the author, before Terraform rejects the catalog (conformance rules S2 to S14).

use async_trait::async_trait;
use framework::data_source::{DataSource, Found};
use framework::erased::{AnyDataSource, AnyResource, data_source, managed};
use framework::nested::{BlockList, BlockMap, BlockSet};
use framework::provider::{Configure, Provider};
use framework::resource::{Context, Create, Delete, Failure, Outcome, Read, Resource, Saved, Update, Upgrade};
use framework::server::Server;
use framework::value::Value;
use framework::{Attr, Diagnostics, Model};

use crate::script::Script;
use crate::thing::{Thing, config};

/// A resource, data source, or provider block with the model `M`.
struct Of<M> {
    name: &'static str,
    version: i64,
    model: std::marker::PhantomData<fn() -> M>,
}

fn of<M: Model>(name: &'static str) -> Of<M> {
    Of {
        name,
        version: 0,
        model: std::marker::PhantomData,
    }
}

#[async_trait]
impl<M: Model> Resource for Of<M> {
    type Model = M;

    fn type_name(&self) -> &'static str {
        self.name
    }

    fn version(&self) -> i64 {
        self.version
    }

    async fn create(&self, _request: Create<M>) -> Outcome<M> {
        panic!("no call is expected")
    }

    async fn read(&self, _request: Read<M>) -> Result<Option<Saved<M>>, Diagnostics> {
        panic!("no call is expected")
    }

    async fn update(&self, _request: Update<M>) -> Outcome<M> {
        panic!("no call is expected")
    }

    async fn delete(&self, _request: Delete<M>) -> Result<Diagnostics, Failure<M>> {
        panic!("no call is expected")
    }
}

#[async_trait]
impl<M: Model> DataSource for Of<M> {
    type Model = M;

    fn type_name(&self) -> &'static str {
        self.name
    }

    async fn read(&self, _config: M, _context: &Context) -> Result<Found<M>, Diagnostics> {
        panic!("no call is expected")
    }
}

/// A provider with this block and the rest of a test's catalog.
struct Catalogue<C> {
    resources: fn() -> Vec<Box<dyn AnyResource>>,
    data_sources: fn() -> Vec<Box<dyn AnyDataSource>>,
    block: std::marker::PhantomData<fn() -> C>,
}

#[async_trait]
impl<C: Model> Provider for Catalogue<C> {
    type Config = C;

    async fn configure(&self, _request: Configure<C>) -> Diagnostics {
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        (self.resources)()
    }

    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        (self.data_sources)()
    }
}

/// A block without faults.
#[derive(Clone, Debug, Model)]
struct Nothing {}

/// Returns the faults of a catalog, as `owner: problem`.
fn problems<C: Model>(
    resources: fn() -> Vec<Box<dyn AnyResource>>,
    data_sources: fn() -> Vec<Box<dyn AnyDataSource>>,
) -> Vec<String> {
    let server = Server::new(Catalogue::<C> {
        resources,
        data_sources,
        block: std::marker::PhantomData,
    });
    let short = |found: &framework::Diagnostic| {
        let owner = found.summary.trim_start_matches("Invalid schema of ");
        let problem = found.detail.trim_start_matches("This is a bug in the provider: ");
        format!("{owner}: {problem}")
    };
    server.schema_problems().iter().map(short).collect()
}

fn of_resources(resources: fn() -> Vec<Box<dyn AnyResource>>) -> Vec<String> {
    problems::<Nothing>(resources, Vec::new)
}

#[test]
fn a_catalogue_that_is_right_has_no_problems() {
    let found = of_resources(|| vec![Script::new().resource(), managed(of::<Nothing>("test_nothing"))]);

    assert_eq!(found, Vec::<String>::new());
}

/// Marks that contradict each other.
#[derive(Clone, Debug, Model)]
struct Marks {
    /// An attribute without a source.
    #[attr(sensitive)]
    nobody: Attr<String>,
    /// Both required and optional.
    #[attr(required, optional)]
    both: Attr<String>,
    /// A write-only attribute that is computed.
    #[attr(optional, computed, write_only)]
    secret: Attr<String>,
    /// A write-only attribute that forces replacement.
    #[attr(optional, write_only, replace)]
    unseen: Attr<String>,
    /// A computed attribute that forces replacement.
    #[attr(computed, replace)]
    decided: Attr<String>,
    /// A stable attribute that is not computed.
    #[attr(optional, stable)]
    given: Attr<String>,
}

/// Holds S2 and E7.
#[test]
fn marks_that_do_not_go_together_are_named() {
    assert_eq!(
        of_resources(|| vec![managed(of::<Marks>("test_marks"))]),
        [
            "test_marks: \"nobody\" is not required, optional, or computed.",
            "test_marks: \"both\" is required and also optional or computed.",
            "test_marks: \"secret\" is write-only and also computed.",
            "test_marks: \"unseen\" is write-only, so its changes are not detected and cannot force replacement.",
            "test_marks: \"decided\" is read-only and cannot force replacement.",
            "test_marks: \"given\" is stable, but not computed.",
        ]
    );
}

/// Reserved and malformed names.
#[derive(Clone, Debug, Model)]
#[expect(non_snake_case, reason = "a name that is none")]
struct Names {
    /// A reserved name.
    #[attr(optional)]
    count: Attr<String>,
    /// A reserved name.
    #[block]
    lifecycle: Attr<Nothing>,
    /// Not in lower case.
    #[attr(optional)]
    Camel: Attr<String>,
    /// A name that is reserved only in the provider block.
    #[attr(optional)]
    version: Attr<String>,
}

/// Holds S4, S12 and S14.
#[test]
fn reserved_names_and_names_that_are_none_are_named() {
    let not_a_name = "a name consists of lowercase letters, digits, and underscores, and does not begin with a digit.";

    assert_eq!(
        of_resources(|| vec![managed(of::<Names>("test_names"))]),
        [
            "test_names: \"count\" is a reserved name.".to_owned(),
            "test_names: \"lifecycle\" is a reserved name.".to_owned(),
            format!("test_names: \"Camel\": {not_a_name}"),
        ]
    );
    assert_eq!(
        problems::<Names>(Vec::new, Vec::new),
        [
            "the provider block: \"version\" is a reserved name.".to_owned(),
            format!("the provider block: \"Camel\": {not_a_name}"),
        ]
    );
}

/// Blocks with faults.
#[derive(Clone, Debug, Model)]
struct Blocks {
    /// A minimum above the maximum.
    #[block(min = 2, max = 1)]
    listed: BlockList<Nothing>,
    /// A single block with a minimum of two.
    #[block(min = 2)]
    single: Attr<Nothing>,
    /// A single block with a maximum of seven.
    #[block(max = 7)]
    one: Attr<Nothing>,
    /// A map with bounds.
    #[block(max = 1)]
    mapped: BlockMap<Nothing>,
    /// A set of blocks with a write-only attribute.
    #[block]
    secrets: BlockSet<Secret>,
    /// A set of blocks with a dynamic attribute.
    #[block]
    anything: BlockSet<Anything>,
}

/// A block with a write-only attribute.
#[derive(Clone, Debug, Model)]
struct Secret {
    /// Never stored.
    #[attr(optional, write_only)]
    key: Attr<String>,
}

/// A block with a dynamic attribute.
#[derive(Clone, Debug, Model)]
struct Anything {
    /// Of any type.
    #[attr(optional)]
    value: Attr<Value>,
}

/// Holds S5, S6 and E7.
#[test]
fn blocks_that_cannot_be_are_named() {
    assert_eq!(
        of_resources(|| vec![managed(of::<Blocks>("test_blocks"))]),
        [
            "test_blocks: \"listed\" has bounds that its nesting does not allow.",
            "test_blocks: \"single\" has bounds that its nesting does not allow.",
            "test_blocks: \"one\" has bounds that its nesting does not allow.",
            "test_blocks: \"mapped\" has bounds that its nesting does not allow.",
            "test_blocks: \"secrets\" is a set that contains a write-only attribute.",
            "test_blocks: \"anything\" is a set that contains a dynamic attribute.",
        ]
    );
}

/// Marks that have a meaning only in a plan.
#[derive(Clone, Debug, Model)]
struct Planned {
    /// Never stored.
    #[attr(optional, write_only)]
    key: Attr<String>,
    /// An attribute with a default.
    #[attr(default = 1)]
    number: Attr<i64>,
    /// Forces replacement.
    #[attr(optional, replace)]
    place: Attr<String>,
    /// A computed attribute.
    #[attr(computed)]
    id: Attr<String>,
}

/// Holds S14 and E7.
#[test]
fn marks_that_only_a_plan_understands_are_for_managed_resources() {
    let outside = [
        "\"key\" is write-only, which is allowed only in a managed resource.",
        "\"number\" has a default, which is allowed only in a managed resource.",
        "\"place\" has the mark replace or stable, which is allowed only in a managed resource.",
    ];

    assert_eq!(
        of_resources(|| vec![managed(of::<Planned>("test_it"))]),
        Vec::<String>::new()
    );
    assert_eq!(
        problems::<Nothing>(Vec::new, || vec![data_source(of::<Planned>("test_it"))]),
        outside.map(|problem| format!("test_it: {problem}"))
    );
    let in_provider = problems::<Planned>(Vec::new, Vec::new);
    assert_eq!(in_provider.len(), 4, "{in_provider:?}");
    assert_eq!(
        in_provider[3],
        "the provider block: \"id\" is computed, which is not allowed in a provider block."
    );
}

/// Holds S13.
#[test]
fn types_of_which_terraform_would_look_for_two_providers_are_named() {
    let found = problems::<Nothing>(
        || vec![managed(of::<Nothing>("test_one")), managed(of::<Nothing>("test_two"))],
        || vec![data_source(of::<Nothing>("tost_three"))],
    );

    assert_eq!(
        found,
        [
            "the catalog: its types begin with different words, test and tost, and Terraform uses the first word as \
          the provider's name."
        ]
    );
}

/// Holds S4.
#[test]
fn two_of_a_name_and_names_that_are_none_are_named() {
    let found = problems::<Nothing>(
        || {
            vec![
                managed(of::<Nothing>("test_twice")),
                managed(of::<Nothing>("test_twice")),
            ]
        },
        || {
            vec![
                data_source(of::<Nothing>("test_It")),
                data_source(of::<Nothing>("test_twice")),
            ]
        },
    );

    assert_eq!(
        found,
        [
            "test_twice: there are two resource types with this name.",
            "test_It: a name consists of lowercase letters, digits, and underscores, and does not begin with a digit.",
        ]
    );
}

fn way(from: i64) -> Upgrade<Thing> {
    Upgrade::from(from, |_: Nothing| Ok(config()))
}

#[test]
fn stored_states_that_nothing_can_read_are_named() {
    let found = of_resources(|| {
        vec![
            Script::new()
                .upgrades(3, || vec![way(0), way(2), way(2), way(3)])
                .resource(),
        ]
    });

    assert_eq!(
        found,
        [
            "test_thing: there is no upgrade from version 1 of its stored state.",
            "test_thing: there is more than one upgrade from version 2 of its stored state.",
            "test_thing: it has an upgrade from version 3 of its stored state, which is not older than 3.",
        ]
    );
}

/// Holds S7.
#[test]
fn a_negative_version_is_named() {
    let found = of_resources(|| {
        vec![managed(Of::<Nothing> {
            version: -1,
            ..of("test_it")
        })]
    });

    assert_eq!(found, ["test_it: its version is negative."]);
}
