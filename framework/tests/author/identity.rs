//! The identity of an object during its life, and an author's faults in it.

use std::sync::Arc;

use async_trait::async_trait;
use framework::erased::{AnyResource, Applied, Stored, managed};
use framework::private::Private;
use framework::provider::{Configure, Provider};
use framework::resource::{
    AnyIdentity, Context, Create, Delete, Failure, Identifies, Imports, Outcome, Read, Resource, Saved, Update,
    Upgrade, identified_by,
};
use framework::server::Server;
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::{apply_stored, plan_stored, told};
use crate::thing::{Word, text, word};

/// A lamp.
#[derive(Clone, Debug, PartialEq, Model)]
struct Lamp {
    /// The room of the lamp.
    #[attr(required, replace)]
    room: Attr<Word>,
    /// The brightness.
    #[attr(optional)]
    light: Attr<i64>,
    /// The ID.
    #[attr(computed, stable)]
    id: Attr<String>,
    /// The owner.
    #[attr(computed)]
    owner: Attr<String>,
}

/// The identity of a lamp.
#[derive(Clone, Debug, PartialEq, Model)]
struct LampIdentity {
    /// The ID.
    #[attr(required)]
    id: Attr<Word>,
    /// The owner, if it is another account.
    #[attr(optional)]
    owner: Attr<String>,
}

/// The identity of a lamp in the version without IDs.
#[derive(Clone, Debug, Model)]
struct OldIdentity {
    /// The number.
    #[attr(required)]
    number: Attr<i64>,
}

type Act<Q, A> = Arc<dyn Fn(Q) -> A + Send + Sync>;

/// Lamps that the test defines.
#[derive(Clone)]
struct Lamps {
    create: Act<Lamp, Outcome<Lamp>>,
    read: Act<Lamp, Lamp>,
    update: Act<Lamp, Outcome<Lamp>>,
    identity: Act<Lamp, LampIdentity>,
    found: Act<LampIdentity, Result<Lamp, Diagnostics>>,
    may_change: bool,
}

impl Lamps {
    /// Returns lamps without faults.
    fn honest() -> Self {
        Self {
            create: Arc::new(|planned| Ok(Saved::new(lit(planned, "L1")))),
            read: Arc::new(|state| state),
            update: Arc::new(|planned| Ok(Saved::new(lit(planned, "L1")))),
            identity: Arc::new(|lamp| LampIdentity {
                id: lamp.id.map(Word),
                owner: lamp.owner,
            }),
            found: Arc::new(|identity| Ok(stored_lamp(&identity.id.known().expect("it is required").0))),
            may_change: false,
        }
    }

    /// Returns the same lamps, with the identity that `identity` returns for a lamp.
    fn with_identity(identity: impl Fn(Lamp) -> LampIdentity + Send + Sync + 'static) -> Self {
        Self {
            identity: Arc::new(identity),
            ..Self::honest()
        }
    }

    fn resource(self) -> Box<dyn AnyResource> {
        managed(self)
    }
}

#[async_trait]
impl Resource for Lamps {
    type Model = Lamp;

    fn type_name(&self) -> &'static str {
        "test_lamp"
    }

    async fn create(&self, request: Create<Lamp>) -> Outcome<Lamp> {
        (self.create)(request.planned)
    }

    async fn read(&self, request: Read<Lamp>) -> Result<Option<Saved<Lamp>>, Diagnostics> {
        Ok(Some(Saved::new((self.read)(request.state))))
    }

    async fn update(&self, request: Update<Lamp>) -> Outcome<Lamp> {
        (self.update)(request.planned)
    }

    async fn delete(&self, _request: Delete<Lamp>) -> Result<Diagnostics, Failure<Lamp>> {
        Err(Diagnostic::error("Stuck", "It does not come off.").into())
    }

    fn imports(&self) -> Option<&dyn Imports<Lamp>> {
        Some(self)
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Lamp> + '_>> {
        Some(identified_by(self))
    }
}

#[async_trait]
impl Imports<Lamp> for Lamps {
    async fn import(&self, id: &str, _context: &Context) -> Result<Saved<Lamp>, Diagnostics> {
        Ok(Saved::new(stored_lamp(id)))
    }
}

#[async_trait]
impl Identifies<Lamp> for Lamps {
    type Identity = LampIdentity;

    fn version(&self) -> i64 {
        1
    }

    fn identity(&self, state: &Lamp) -> LampIdentity {
        (self.identity)(state.clone())
    }

    fn upgrades(&self) -> Vec<Upgrade<LampIdentity>> {
        vec![Upgrade::from(0, |old: OldIdentity| {
            let id = old.number.known().map(|number| Word(format!("l{number}")));
            Ok(LampIdentity {
                id: id.into(),
                owner: Attr::Null,
            })
        })]
    }

    fn may_change(&self) -> bool {
        self.may_change
    }

    async fn import(&self, identity: LampIdentity, _context: &Context) -> Result<Saved<Lamp>, Diagnostics> {
        (self.found)(identity).map(Saved::new)
    }
}

fn lit(lamp: Lamp, id: &str) -> Lamp {
    Lamp {
        id: text(id),
        owner: text("me"),
        ..lamp
    }
}

fn stored_lamp(id: &str) -> Lamp {
    lit(config(), id)
}

fn config() -> Lamp {
    Lamp {
        room: word("hall"),
        light: Attr::Null,
        id: Attr::Null,
        owner: Attr::Null,
    }
}

fn brighter() -> Value {
    let brighter = Lamp {
        light: 9.into(),
        ..config()
    };
    brighter.to_object()
}

fn identity(id: Value, owner: Value) -> Value {
    Value::object([("id", id), ("owner", owner)])
}

/// The identity of the lamp `l1`. The author writes IDs in lower case.
fn l1() -> Value {
    identity(Value::string("l1"), Value::string("me"))
}

fn nothing() -> Stored {
    stored(Value::Null, Value::Null)
}

fn stored(state: Value, identity: Value) -> Stored {
    Stored {
        state,
        private: Private::new(),
        identity,
    }
}

fn before(identity: Value) -> Stored {
    stored(stored_lamp("L1").to_object(), identity)
}

async fn refresh(lamps: Lamps, stored: Stored) -> Applied {
    lamps.resource().read(stored, Context::default()).await
}

async fn imported(lamps: Lamps, wanted: &Value) -> Result<Applied, Diagnostics> {
    let resource = lamps.resource();
    let identified = resource.identified().expect("a lamp has an identity");
    identified.import(wanted, Context::default()).await
}

/// Holds I1 and P12.
#[tokio::test]
async fn an_object_that_is_to_come_has_no_identity_in_its_plan_also_in_place_of_another() {
    let resource = Lamps::honest().resource();

    let planned = plan_stored(&*resource, &nothing(), &config().to_object()).await;
    assert_eq!(planned.identity, Value::Null);

    let replacing = plan_stored(&*resource, &stored(Value::Null, l1()), &config().to_object()).await;
    assert_eq!(replacing.identity, Value::Null, "the identity of the deleted object");
}

/// Holds I1.
#[tokio::test]
async fn an_object_that_there_is_keeps_its_identity_in_every_plan() {
    let resource = Lamps::honest().resource();

    let update = plan_stored(&*resource, &before(l1()), &brighter()).await;
    let destruction = plan_stored(&*resource, &before(l1()), &Value::Null).await;

    assert_eq!(update.identity, l1());
    assert_eq!(destruction.identity, l1());
}

/// Holds I1 and I3.
#[tokio::test]
async fn an_object_has_its_identity_from_its_creation_on() {
    let resource = Lamps::honest().resource();

    let created = apply_stored(&*resource, &nothing(), &config().to_object()).await;
    let updated = apply_stored(
        &*resource,
        &stored(created.state, created.identity.clone()),
        &brighter(),
    )
    .await;

    assert_eq!(created.identity, l1());
    assert_eq!(updated.identity, l1());
    assert_eq!(told(&updated.diagnostics), Vec::<String>::new());
}

/// Holds I2.
#[tokio::test]
async fn a_type_without_identity_never_answers_one() {
    let resource = crate::script::Script::new()
        .create(|request| Ok(Saved::new(crate::thing::made(&request.planned))))
        .resource();

    let created = apply_stored(&*resource, &nothing(), &crate::thing::config().to_object()).await;

    assert!(resource.identified().is_none());
    assert_eq!(created.identity, Value::Null);
}

fn unnamed(_: Lamp) -> LampIdentity {
    LampIdentity {
        id: Attr::Null,
        owner: text("me"),
    }
}

fn undecided(_: Lamp) -> LampIdentity {
    LampIdentity {
        id: word("l1"),
        owner: Attr::Unknown,
    }
}

fn crashing(_: Lamp) -> LampIdentity {
    panic!("a bug in the identity")
}

/// Holds I1 and I3.
#[tokio::test]
async fn a_creation_without_an_identity_is_saved_with_a_warning_and_not_tainted() {
    for broken in [unnamed, undecided, crashing] {
        let resource = Lamps::with_identity(broken).resource();

        let created = apply_stored(&*resource, &nothing(), &config().to_object()).await;

        assert_eq!(created.state, stored_lamp("L1").to_object());
        assert_eq!(created.identity, Value::Null);
        assert_eq!(told(&created.diagnostics), ["warning : Missing resource identity"]);
    }
}

/// Holds I3.
#[tokio::test]
async fn an_update_or_a_look_without_an_identity_keeps_the_one_before_with_a_warning() {
    for broken in [unnamed, undecided, crashing] {
        let lamps = Lamps::with_identity(broken);

        let updated = apply_stored(&*lamps.clone().resource(), &before(l1()), &brighter()).await;
        let seen = refresh(lamps, before(l1())).await;

        assert_eq!(updated.state.get("light"), brighter().get("light"));
        for answer in [updated, seen] {
            assert_eq!(answer.identity, l1());
            assert_eq!(told(&answer.diagnostics), ["warning : Missing resource identity"]);
        }
    }
}

/// Holds I3.
#[tokio::test]
async fn a_part_of_the_identity_that_is_not_said_any_more_is_missing_and_not_changed() {
    let forgetful = Lamps {
        update: Arc::new(|planned| {
            Ok(Saved::new(Lamp {
                owner: Attr::Null,
                ..planned
            }))
        }),
        ..Lamps::honest()
    };

    let updated = apply_stored(&*forgetful.resource(), &before(l1()), &brighter()).await;

    assert_eq!(told(&updated.diagnostics), ["warning : Missing resource identity"]);
    assert_eq!(updated.identity, l1());
}

fn another(lamp: Lamp) -> LampIdentity {
    LampIdentity {
        id: word("l2"),
        owner: lamp.owner,
    }
}

/// Holds I3.
#[tokio::test]
async fn an_update_that_changes_the_identity_is_an_error_that_saves_the_new_state_with_the_old_identity() {
    let resource = Lamps::with_identity(another).resource();

    let updated = apply_stored(&*resource, &before(l1()), &brighter()).await;

    assert_eq!(told(&updated.diagnostics), ["error : Unexpected identity change"]);
    assert_eq!(updated.state.get("light"), brighter().get("light"));
    assert_eq!(updated.identity, l1());
}

/// Holds I3.
#[tokio::test]
async fn a_look_that_finds_another_object_is_an_error_that_keeps_what_is_stored() {
    let moved = Lamps {
        read: Arc::new(|lamp| Lamp {
            light: 3.into(),
            ..lit(lamp, "L2")
        }),
        ..Lamps::honest()
    };

    let seen = refresh(moved, before(l1())).await;

    assert_eq!(told(&seen.diagnostics), ["error : Unexpected identity change"]);
    assert_eq!(seen.state, before(l1()).state);
    assert_eq!(seen.identity, l1());
}

/// Holds I3.
#[tokio::test]
async fn an_identity_that_may_change_does() {
    let changeable = Lamps {
        may_change: true,
        ..Lamps::with_identity(another)
    };
    let l2 = identity(Value::string("l2"), Value::string("me"));

    let updated = apply_stored(&*changeable.clone().resource(), &before(l1()), &brighter()).await;
    let seen = refresh(changeable, before(l1())).await;

    for answer in [updated, seen] {
        assert_eq!(answer.identity, l2);
        assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
    }
}

/// Holds I3.
#[tokio::test]
async fn an_object_that_was_saved_before_identities_gets_its_own_and_a_part_that_was_null_may_become_known() {
    let without_owner = identity(Value::string("l1"), Value::Null);

    for known_before in [Value::Null, without_owner] {
        let seen = refresh(Lamps::honest(), before(known_before.clone())).await;
        let updated = apply_stored(&*Lamps::honest().resource(), &before(known_before), &brighter()).await;

        for answer in [seen, updated] {
            assert_eq!(answer.identity, l1());
            assert_eq!(told(&answer.diagnostics), Vec::<String>::new());
        }
    }
}

#[tokio::test]
async fn the_same_identity_in_another_spelling_is_no_change() {
    let shouted = identity(Value::string("L1"), Value::string("me"));

    let seen = refresh(Lamps::honest(), before(shouted.clone())).await;

    assert_eq!(told(&seen.diagnostics), Vec::<String>::new());
    assert_eq!(seen.identity, shouted, "what is stored stays as it is spelled");
}

#[tokio::test]
async fn a_failure_keeps_the_identity_beside_what_exists() {
    let failed = |lamp: Lamp| Failure::keeping(lamp, Private::new(), Diagnostic::error("Broken", "It fell."));
    let lamps = Lamps {
        create: Arc::new(move |planned| Err(failed(lit(planned, "L1")))),
        update: Arc::new(move |planned| Err(failed(planned))),
        ..Lamps::honest()
    };
    let resource = lamps.resource();

    let created = apply_stored(&*resource, &nothing(), &config().to_object()).await;
    let updated = apply_stored(&*resource, &before(l1()), &brighter()).await;
    let deleted = apply_stored(&*resource, &before(l1()), &Value::Null).await;

    for (answer, error) in [(created, "Broken"), (updated, "Broken"), (deleted, "Stuck")] {
        assert_eq!(told(&answer.diagnostics), [format!("error : {error}")]);
        assert_eq!(answer.identity, l1());
    }
}

#[tokio::test]
async fn a_creation_that_fails_before_the_object_has_a_name_says_only_why_it_failed() {
    let lamps = Lamps {
        create: Arc::new(|planned| {
            let half = Lamp {
                id: Attr::Null,
                ..planned
            };
            Err(Failure::keeping(
                half,
                Private::new(),
                Diagnostic::error("Broken", "It fell."),
            ))
        }),
        ..Lamps::honest()
    };

    let created = apply_stored(&*lamps.resource(), &nothing(), &config().to_object()).await;

    assert_eq!(told(&created.diagnostics), ["error : Broken"]);
    assert_eq!(created.identity, Value::Null);
}

/// Holds R8.
#[tokio::test]
async fn an_import_by_id_answers_the_identity_as_well() {
    let found = Lamps::honest().resource().import("L7", Context::default()).await;

    let found = found.expect("it exists");
    assert_eq!(found.identity.get("id"), Some(&Value::string("l7")));
}

/// Holds R8 and I1.
#[tokio::test]
async fn an_import_by_identity_finds_the_object_and_answers_its_whole_identity() {
    let wanted = identity(Value::string("L1"), Value::Null);

    let found = imported(Lamps::honest(), &wanted).await.expect("it exists");

    assert_eq!(found.identity, l1());
    assert_eq!(found.state.get("id"), Some(&Value::string("l1")));
}

/// Holds R8.
#[tokio::test]
async fn an_import_by_identity_that_answers_none_or_another_imports_nothing() {
    let elsewhere = Lamps {
        found: Arc::new(|_| Ok(stored_lamp("L2"))),
        ..Lamps::honest()
    };

    let none = imported(Lamps::with_identity(unnamed), &l1()).await;
    let other = imported(elsewhere, &l1()).await;

    assert_eq!(
        told(&none.expect_err("no identity")),
        ["error : Missing resource identity"]
    );
    assert_eq!(
        told(&other.expect_err("another object")),
        ["error : Imported object has a different identity"]
    );
}

#[tokio::test]
async fn an_identity_that_a_user_wrote_is_checked_before_anything_is_looked_for() {
    let unasked = || Lamps {
        found: Arc::new(|_| panic!("no search is expected")),
        ..Lamps::honest()
    };
    let refused = |wanted: Value| async move { told(&imported(unasked(), &wanted).await.expect_err("refused")) };

    assert_eq!(
        refused(identity(Value::Null, Value::Null)).await,
        ["error id: Missing required argument"]
    );
    assert_eq!(
        refused(identity(Value::unknown(), Value::Null)).await,
        ["error id: Unknown identity attribute"]
    );
    assert_eq!(
        refused(identity(Value::string("no word"), Value::Null)).await,
        ["error id: Not a word"]
    );
    assert_eq!(refused(Value::Null).await, ["error id: Missing required argument"]);
}

/// Holds I4.
#[test]
fn an_identity_of_an_older_version_goes_its_way() {
    let resource = Lamps::honest().resource();
    let identified = resource.identified().expect("a lamp has an identity");
    let upgrade = |version: i64, json: &str| identified.upgrade(version, json.as_bytes());

    let upgraded = upgrade(0, r#"{"number": 7}"#).expect("the conversion exists");
    assert_eq!(upgraded, identity(Value::string("l7"), Value::Null));
    assert_eq!(upgrade(1, r#"{"id": "l1", "owner": "me"}"#), Ok(l1()));

    let refusals = [
        (0, "{}", "Incomplete identity upgrade"),
        (1, "{}", "Incomplete identity upgrade"),
        (1, "{", "Unreadable stored identity"),
        (2, "{}", "Unsupported identity version"),
    ];
    for (version, json, why) in refusals {
        let refused = upgrade(version, json).expect_err("the identity cannot be upgraded");
        assert_eq!(told(&refused), [format!("error : {why}")]);
    }
}

/// An invalid identity.
#[derive(Clone, Debug, Model)]
struct BadIdentity {
    /// A map.
    #[attr(optional)]
    tags: Attr<framework::collection::Map<String>>,
    /// A set.
    #[attr(required)]
    routes: Attr<framework::collection::Set<String>>,
    /// A computed attribute.
    #[attr(computed)]
    number: Attr<i64>,
    /// Hidden.
    #[attr(optional, sensitive)]
    key: Attr<framework::collection::List<String>>,
}

/// A lamp with an identity that core rejects.
struct Misnamed;

#[async_trait]
impl Resource for Misnamed {
    type Model = Lamp;

    fn type_name(&self) -> &'static str {
        "test_lamp"
    }

    async fn create(&self, _request: Create<Lamp>) -> Outcome<Lamp> {
        panic!("no creation is expected")
    }

    async fn read(&self, _request: Read<Lamp>) -> Result<Option<Saved<Lamp>>, Diagnostics> {
        panic!("no read is expected")
    }

    async fn update(&self, _request: Update<Lamp>) -> Outcome<Lamp> {
        panic!("no update is expected")
    }

    async fn delete(&self, _request: Delete<Lamp>) -> Result<Diagnostics, Failure<Lamp>> {
        panic!("no deletion is expected")
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Lamp> + '_>> {
        Some(identified_by(self))
    }
}

#[async_trait]
impl Identifies<Lamp> for Misnamed {
    type Identity = BadIdentity;

    fn version(&self) -> i64 {
        1
    }

    fn identity(&self, _state: &Lamp) -> BadIdentity {
        panic!("no identity is expected")
    }

    async fn import(&self, _identity: BadIdentity, _context: &Context) -> Result<Saved<Lamp>, Diagnostics> {
        panic!("no import is expected")
    }
}

/// An empty block.
#[derive(Clone, Debug, Model)]
struct Block {}

/// A provider of lamps.
struct Hall(fn() -> Box<dyn AnyResource>);

#[async_trait]
impl Provider for Hall {
    type Config = Block;

    async fn configure(&self, _request: Configure<Block>) -> Diagnostics {
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![(self.0)()]
    }
}

/// Holds S7 and S9.
#[test]
fn an_identity_that_core_would_refuse_is_the_authors_bug_and_each_fault_is_named() {
    let problems = Server::new(Hall(|| managed(Misnamed))).schema_problems();

    let details: Vec<_> = problems.iter().map(|problem| problem.detail.as_str()).collect();
    let wanted = [
        "\"tags\" must be a string, a number, a bool, or a list of these",
        "\"routes\" must be a string, a number, a bool, or a list of these",
        "\"number\" is computed",
        "\"key\" is sensitive",
        "no upgrade from version 0 of its identity",
    ];
    for part in wanted {
        assert!(
            details.iter().any(|detail| detail.contains(part)),
            "{part}: {details:?}"
        );
    }
    assert_eq!(details.len(), wanted.len(), "{details:?}");
    assert!(
        Server::new(Hall(|| Lamps::honest().resource()))
            .schema_problems()
            .is_empty()
    );
}
