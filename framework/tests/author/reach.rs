//! Marks and names that are not allowed where nothing is planned, returned, or stored (conformance rules S10 to S14).

use std::marker::PhantomData;

use async_trait::async_trait;
use framework::action::{Action, Invoke};
use framework::ephemeral::{EphemeralResource, Open, Opened};
use framework::erased::{
    AnyAction, AnyEphemeralResource, AnyFunction, AnyResource, action, ephemeral, function, managed,
};
use framework::function::{Function, FunctionError};
use framework::provider::Provider;
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, Findings, Identifies, List, Lists, Outcome, Read, Resource,
    Saved, Update, identified_by, listed_by,
};
use framework::schema::Block;
use framework::server::Server;
use framework::value::Value;
use framework::{Attr, Diagnostics, Model};

/// An action, ephemeral resource, function, or search with the model `M`.
struct Of<M> {
    name: &'static str,
    is_variadic: bool,
    model: PhantomData<fn() -> M>,
}

fn of<M: Model>(name: &'static str) -> Of<M> {
    Of {
        name,
        is_variadic: false,
        model: PhantomData,
    }
}

#[async_trait]
impl<M: Model> Action for Of<M> {
    type Model = M;

    fn type_name(&self) -> &'static str {
        self.name
    }

    async fn invoke(&self, _request: Invoke<M>) -> Result<Diagnostics, Diagnostics> {
        panic!("no call is expected")
    }
}

#[async_trait]
impl<M: Model> EphemeralResource for Of<M> {
    type Model = M;

    fn type_name(&self) -> &'static str {
        self.name
    }

    async fn open(&self, _request: Open<M>) -> Result<Opened<M>, Diagnostics> {
        panic!("no call is expected")
    }
}

impl<M: Model> Function for Of<M> {
    type Arguments = M;
    type Return = String;

    fn name(&self) -> &'static str {
        self.name
    }

    fn summary(&self) -> &'static str {
        "Is wrong"
    }

    fn is_variadic(&self) -> bool {
        self.is_variadic
    }

    fn call(&self, _arguments: M) -> Result<Attr<String>, FunctionError> {
        panic!("no call is expected")
    }
}

#[async_trait]
impl<M: Model> Resource for Of<M> {
    type Model = Right;

    fn type_name(&self) -> &'static str {
        self.name
    }

    async fn create(&self, _request: Create<Right>) -> Outcome<Right> {
        panic!("no call is expected")
    }

    async fn read(&self, _request: Read<Right>) -> Result<Option<Saved<Right>>, Diagnostics> {
        panic!("no call is expected")
    }

    async fn update(&self, _request: Update<Right>) -> Outcome<Right> {
        panic!("no call is expected")
    }

    async fn delete(&self, _request: Delete<Right>) -> Result<Diagnostics, Failure<Right>> {
        panic!("no call is expected")
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Right> + '_>> {
        Some(identified_by(self))
    }

    fn lists(&self) -> Option<Box<dyn AnyList<Right> + '_>> {
        Some(listed_by(self))
    }
}

#[async_trait]
impl<M: Model> Identifies<Right> for Of<M> {
    type Identity = Right;

    fn identity(&self, state: &Right) -> Right {
        state.clone()
    }

    async fn import(&self, _identity: Right, _context: &Context) -> Result<Saved<Right>, Diagnostics> {
        panic!("no call is expected")
    }
}

#[async_trait]
impl<M: Model> Lists<Right> for Of<M> {
    type Config = M;

    async fn list(&self, _request: List<M>, _found: Findings<Right, Right>) -> Result<Diagnostics, Diagnostics> {
        panic!("no call is expected")
    }
}

/// A catalog that a test fills.
#[derive(Clone, Copy)]
struct Catalogue {
    actions: fn() -> Vec<Box<dyn AnyAction>>,
    ephemeral_resources: fn() -> Vec<Box<dyn AnyEphemeralResource>>,
    functions: fn() -> Vec<Box<dyn AnyFunction>>,
    resources: fn() -> Vec<Box<dyn AnyResource>>,
    meta: Option<fn() -> Block>,
}

const EMPTY: Catalogue = Catalogue {
    actions: Vec::new,
    ephemeral_resources: Vec::new,
    functions: Vec::new,
    resources: Vec::new,
    meta: None,
};

impl Provider for Catalogue {
    type Config = ();

    fn meta(&self) -> Option<Block> {
        self.meta.map(|meta| meta())
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        (self.resources)()
    }

    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        (self.ephemeral_resources)()
    }

    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        (self.actions)()
    }

    fn functions(&self) -> Vec<Box<dyn AnyFunction>> {
        (self.functions)()
    }
}

/// Returns the faults of a catalog, as `owner: problem`.
fn problems(catalogue: Catalogue) -> Vec<String> {
    let short = |found: &framework::Diagnostic| {
        let owner = found.summary.trim_start_matches("Invalid schema of ");
        let problem = found.detail.trim_start_matches("This is a bug in the provider: ");
        format!("{owner}: {problem}")
    };
    Server::new(catalogue).schema_problems().iter().map(short).collect()
}

/// A model without faults.
#[derive(Clone, Debug, Model)]
struct Right {
    /// A name.
    #[attr(required)]
    name: Attr<String>,
}

#[test]
fn a_catalogue_of_every_kind_that_is_right_has_no_problems() {
    let catalogue = Catalogue {
        actions: || vec![action(of::<Right>("test_it"))],
        ephemeral_resources: || vec![ephemeral(of::<Right>("test_it"))],
        functions: || vec![function(of::<Right>("test_it"))],
        resources: || vec![managed(of::<Right>("test_it"))],
        meta: Some(Right::block),
    };

    assert_eq!(problems(catalogue), Vec::<String>::new());
}

/// Marks that are allowed only in a managed resource.
#[derive(Clone, Debug, Model)]
struct Marked {
    /// A name that is reserved in some schemas.
    #[attr(required)]
    count: Attr<i64>,
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

const MARKS: [&str; 3] = [
    "\"key\" is write-only, which is allowed only in a managed resource.",
    "\"number\" has a default, which is allowed only in a managed resource.",
    "\"place\" has the mark replace or stable, which is allowed only in a managed resource.",
];

const RESERVED: &str = "\"count\" is a reserved name.";

fn named(owner: &str, problems: &[&str]) -> Vec<String> {
    problems.iter().map(|problem| format!("{owner}: {problem}")).collect()
}

/// Holds S12 and S14.
#[test]
fn an_action_with_marks_that_it_cannot_have_is_named() {
    let found = problems(Catalogue {
        actions: || vec![action(of::<Marked>("test_act"))],
        ..EMPTY
    });

    let [key, number, place] = MARKS;
    let id = "\"id\" is computed, which is not allowed in an action.";
    assert_eq!(found, named("test_act", &[RESERVED, key, number, place, id]));
}

/// Holds E7, S12 and S14.
#[test]
fn an_ephemeral_resource_with_marks_that_it_cannot_have_is_named() {
    let found = problems(Catalogue {
        ephemeral_resources: || vec![ephemeral(of::<Marked>("test_open"))],
        ..EMPTY
    });

    let [key, number, place] = MARKS;
    assert_eq!(
        found,
        named("test_open", &[RESERVED, key, number, place]),
        "what is opened is read back"
    );
}

/// Holds S10.
#[test]
fn a_function_with_marks_that_it_cannot_have_is_named() {
    let found = problems(Catalogue {
        functions: || vec![function(of::<Marked>("test_call"))],
        ..EMPTY
    });

    let [key, number, place] = MARKS;
    let id = "\"id\" is computed, which is not allowed in a function.";
    assert_eq!(
        found,
        named("test_call", &[key, number, place, id]),
        "every name is free"
    );
}

/// Holds S11 and S14.
#[test]
fn a_search_with_marks_that_it_cannot_have_is_named() {
    let found = problems(Catalogue {
        resources: || vec![managed(of::<Marked>("test_it"))],
        ..EMPTY
    });

    let [key, number, place] = MARKS;
    let id = "\"id\" is computed, which is not allowed in the configuration of a search.";
    assert_eq!(found, named("the search for test_it", &[key, number, place, id]));
}

/// Holds S14.
#[test]
fn a_word_of_a_module_with_marks_that_it_cannot_have_is_named() {
    let found = problems(Catalogue {
        meta: Some(Marked::block),
        ..EMPTY
    });

    let [key, number, place] = MARKS;
    let id = "\"id\" is computed, which is not allowed in provider_meta.";
    assert_eq!(found, named("provider_meta", &[key, number, place, id]));
}

/// Parameters that are not allowed.
#[derive(Clone, Debug, Model)]
struct Odd {
    /// Hidden.
    #[attr(required, sensitive)]
    secret: Attr<String>,
    /// Deprecated.
    #[attr(optional, deprecated = "Leave it out.")]
    old: Attr<String>,
    /// A block.
    #[block]
    inner: Attr<Right>,
}

/// Holds S10.
#[test]
fn a_function_with_parameters_that_cannot_be_is_named() {
    let found = problems(Catalogue {
        functions: || {
            vec![function(Of {
                is_variadic: true,
                ..of::<Odd>("test_call")
            })]
        },
        ..EMPTY
    });

    let wanted = [
        "\"secret\" is sensitive or deprecated, which is not allowed in a function.",
        "\"old\" is sensitive or deprecated, which is not allowed in a function.",
        "\"inner\" is a block, which is not allowed in a function.",
        "it is variadic, but its last parameter is not a list.",
    ];
    assert_eq!(found, named("test_call", &wanted));
}

/// A set of blocks with a dynamic attribute, in an ephemeral resource.
#[derive(Clone, Debug, Model)]
struct Opaque {
    /// Blocks of any type.
    #[block]
    anything: framework::nested::BlockSet<Anything>,
}

/// A block with a dynamic attribute.
#[derive(Clone, Debug, Model)]
struct Anything {
    /// Of any type.
    #[attr(optional)]
    value: Attr<Value>,
    /// An attribute without a source.
    #[attr(sensitive)]
    nobody: Attr<String>,
}

/// Holds S2 and S6.
#[test]
fn the_blocks_of_an_ephemeral_resource_and_what_is_within_are_looked_at_too() {
    let found = problems(Catalogue {
        ephemeral_resources: || vec![ephemeral(of::<Opaque>("test_open"))],
        ..EMPTY
    });

    let wanted = [
        "\"anything\" is a set that contains a dynamic attribute.",
        "\"anything.nobody\" is not required, optional, or computed.",
    ];
    assert_eq!(found, named("test_open", &wanted));
}

/// Holds S4.
#[test]
fn two_of_a_name_and_names_that_are_none_are_named_in_every_kind() {
    let found = problems(Catalogue {
        actions: || vec![action(of::<Right>("test_a")), action(of::<Right>("test_a"))],
        ephemeral_resources: || vec![ephemeral(of::<Right>("test_e")), ephemeral(of::<Right>("test_e"))],
        functions: || {
            vec![
                function(of::<Right>("f")),
                function(of::<Right>("f")),
                function(of::<Right>("F")),
            ]
        },
        ..EMPTY
    });

    assert_eq!(
        found,
        [
            "test_e: there are two ephemeral resources with this name.",
            "test_a: there are two actions with this name.",
            "f: there are two functions with this name.",
            "F: a name consists of lowercase letters, digits, and underscores, and does not begin with a digit.",
        ]
    );
}
