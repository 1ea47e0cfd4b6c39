//! A resource whose operations the test defines.

use async_trait::async_trait;
use framework::Diagnostics;
use framework::erased::{AnyResource, managed};
use framework::resource::{
    Context, Create, Delete, Failure, GeneratesConfig, Imports, Move, Outcome, Plan, PlansChanges, Read, Resource,
    Saved, Update, Upgrade, Validates,
};

use crate::thing::Thing;

/// The implementation of one operation.
type Act<Q, A> = Box<dyn Fn(Q) -> A + Send + Sync>;

/// An import by ID.
type Import = Act<(String, Context), Result<Saved<Thing>, Diagnostics>>;

/// A plan hook of a thing.
type Hook = Box<dyn Fn(&mut Plan<Thing>) + Send + Sync>;

/// The operations of a thing. An operation that a test does not define fails the test.
pub(crate) struct Script {
    create: Act<Create<Thing>, Outcome<Thing>>,
    read: Act<Read<Thing>, Result<Option<Saved<Thing>>, Diagnostics>>,
    update: Act<Update<Thing>, Outcome<Thing>>,
    delete: Act<Delete<Thing>, Result<Diagnostics, Failure<Thing>>>,
    plan: Option<Hook>,
    validate: Option<fn(&Thing) -> Diagnostics>,
    import: Option<Import>,
    moves: fn() -> Vec<Move<Thing>>,
    generate: Option<fn(&Thing, &mut Thing)>,
    version: i64,
    upgrades: fn() -> Vec<Upgrade<Thing>>,
}

impl Script {
    pub(crate) fn new() -> Self {
        Self {
            create: Box::new(|_| panic!("no creation is expected")),
            read: Box::new(|_| panic!("no read is expected")),
            update: Box::new(|_| panic!("no update is expected")),
            delete: Box::new(|_| panic!("no deletion is expected")),
            plan: None,
            validate: None,
            import: None,
            moves: Vec::new,
            generate: None,
            version: 0,
            upgrades: Vec::new,
        }
    }

    pub(crate) fn create(mut self, act: impl Fn(Create<Thing>) -> Outcome<Thing> + Send + Sync + 'static) -> Self {
        self.create = Box::new(act);
        self
    }

    pub(crate) fn read(
        mut self,
        act: impl Fn(Read<Thing>) -> Result<Option<Saved<Thing>>, Diagnostics> + Send + Sync + 'static,
    ) -> Self {
        self.read = Box::new(act);
        self
    }

    pub(crate) fn update(mut self, act: impl Fn(Update<Thing>) -> Outcome<Thing> + Send + Sync + 'static) -> Self {
        self.update = Box::new(act);
        self
    }

    pub(crate) fn delete(
        mut self,
        act: impl Fn(Delete<Thing>) -> Result<Diagnostics, Failure<Thing>> + Send + Sync + 'static,
    ) -> Self {
        self.delete = Box::new(act);
        self
    }

    pub(crate) fn plan(mut self, act: impl Fn(&mut Plan<Thing>) + Send + Sync + 'static) -> Self {
        self.plan = Some(Box::new(act));
        self
    }

    pub(crate) fn validate(mut self, act: fn(&Thing) -> Diagnostics) -> Self {
        self.validate = Some(act);
        self
    }

    pub(crate) fn import(
        self,
        act: impl Fn(String) -> Result<Saved<Thing>, Diagnostics> + Send + Sync + 'static,
    ) -> Self {
        self.import_with_context(move |(id, _)| act(id))
    }

    pub(crate) fn import_with_context(
        mut self,
        act: impl Fn((String, Context)) -> Result<Saved<Thing>, Diagnostics> + Send + Sync + 'static,
    ) -> Self {
        self.import = Some(Box::new(act));
        self
    }

    pub(crate) fn moves(mut self, moves: fn() -> Vec<Move<Thing>>) -> Self {
        self.moves = moves;
        self
    }

    pub(crate) fn generate(mut self, act: fn(&Thing, &mut Thing)) -> Self {
        self.generate = Some(act);
        self
    }

    pub(crate) fn upgrades(mut self, version: i64, upgrades: fn() -> Vec<Upgrade<Thing>>) -> Self {
        self.version = version;
        self.upgrades = upgrades;
        self
    }

    pub(crate) fn resource(self) -> Box<dyn AnyResource> {
        managed(self)
    }
}

#[async_trait]
impl Resource for Script {
    type Model = Thing;

    fn type_name(&self) -> &'static str {
        "test_thing"
    }

    fn version(&self) -> i64 {
        self.version
    }

    async fn create(&self, request: Create<Thing>) -> Outcome<Thing> {
        (self.create)(request)
    }

    async fn read(&self, request: Read<Thing>) -> Result<Option<Saved<Thing>>, Diagnostics> {
        (self.read)(request)
    }

    async fn update(&self, request: Update<Thing>) -> Outcome<Thing> {
        (self.update)(request)
    }

    async fn delete(&self, request: Delete<Thing>) -> Result<Diagnostics, Failure<Thing>> {
        (self.delete)(request)
    }

    fn validates(&self) -> Option<&dyn Validates<Thing>> {
        self.validate.as_ref().map(|_| self as &dyn Validates<Thing>)
    }

    fn plans_changes(&self) -> Option<&dyn PlansChanges<Thing>> {
        self.plan.as_ref().map(|_| self as &dyn PlansChanges<Thing>)
    }

    fn imports(&self) -> Option<&dyn Imports<Thing>> {
        self.import.as_ref().map(|_| self as &dyn Imports<Thing>)
    }

    fn upgrades(&self) -> Vec<Upgrade<Thing>> {
        (self.upgrades)()
    }

    fn moves(&self) -> Vec<Move<Thing>> {
        (self.moves)()
    }

    fn generates(&self) -> Option<&dyn GeneratesConfig<Thing>> {
        self.generate.as_ref().map(|_| self as &dyn GeneratesConfig<Thing>)
    }
}

impl GeneratesConfig<Thing> for Script {
    fn generate(&self, state: &Thing, config: &mut Thing) {
        if let Some(act) = self.generate {
            act(state, config);
        }
    }
}

impl Validates<Thing> for Script {
    fn validate(&self, config: &Thing) -> Diagnostics {
        self.validate.map_or_else(Diagnostics::new, |act| act(config))
    }
}

#[async_trait]
impl PlansChanges<Thing> for Script {
    async fn plan(&self, plan: &mut Plan<Thing>) {
        if let Some(act) = &self.plan {
            act(plan);
        }
    }
}

#[async_trait]
impl Imports<Thing> for Script {
    async fn import(&self, id: &str, context: &Context) -> Result<Saved<Thing>, Diagnostics> {
        let act = self.import.as_ref().expect("an import is only offered with a script");
        act((id.to_owned(), context.clone()))
    }
}
