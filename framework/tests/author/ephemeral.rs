//! Ephemeral resources: opening, renewal, and closing.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use framework::ephemeral::{Closes, EphemeralResource, Open, Opened, Renewed, Renews};
use framework::erased::{AnyEphemeralResource, ephemeral};
use framework::nested::BlockList;
use framework::private::Private;
use framework::resource::{Context, Deferral, Validates};
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::core::told;
use crate::thing::{Word, text};

/// A key for one run.
#[derive(Clone, Debug, Model)]
struct Key {
    /// The owner.
    #[attr(required)]
    owner: Attr<Word>,
    /// The purpose.
    #[attr(optional)]
    purpose: Attr<String>,
    /// The key.
    #[attr(computed, sensitive)]
    secret: Attr<String>,
    /// The locks that the key opens.
    #[block]
    lock: BlockList<Lock>,
}

/// A lock that a key opens.
#[derive(Clone, Debug, Model)]
struct Lock {
    /// The name.
    #[attr(required)]
    name: Attr<String>,
    /// The number.
    #[attr(computed)]
    number: Attr<i64>,
}

/// The implementation of an opening.
type Act = fn(Open<Key>) -> Result<Opened<Key>, Diagnostics>;

/// Keys that the test defines, with a record of the closed ones.
#[derive(Clone)]
struct Keys {
    open: Act,
    can_renew: bool,
    closed: Arc<Mutex<Vec<Private>>>,
}

impl Keys {
    fn new(open: Act) -> Self {
        Self {
            open,
            can_renew: true,
            closed: Arc::default(),
        }
    }

    fn any(&self) -> Box<dyn AnyEphemeralResource> {
        ephemeral(self.clone())
    }

    fn closed(&self) -> Vec<Private> {
        self.closed.lock().expect("nothing panics in here").clone()
    }
}

#[async_trait]
impl EphemeralResource for Keys {
    type Model = Key;

    fn type_name(&self) -> &'static str {
        "test_key"
    }

    async fn open(&self, request: Open<Key>) -> Result<Opened<Key>, Diagnostics> {
        (self.open)(request)
    }

    fn validates(&self) -> Option<&dyn Validates<Key>> {
        Some(self)
    }

    fn renews(&self) -> Option<&dyn Renews> {
        self.can_renew.then_some(self as &dyn Renews)
    }

    fn closes(&self) -> Option<&dyn Closes> {
        Some(self)
    }
}

impl Validates<Key> for Keys {
    fn validate(&self, _config: &Key) -> Diagnostics {
        Diagnostic::warning("Seen", "The rules between attributes ran.").into()
    }
}

#[async_trait]
impl Renews for Keys {
    async fn renew(&self, private: Private, _context: &Context) -> Result<Renewed, Diagnostics> {
        if private.get::<String>("id").is_none() {
            return Err(Diagnostics::new());
        }
        Ok(Renewed {
            private: private.with("renewed", true),
            ..Renewed::default()
        })
    }
}

#[async_trait]
impl Closes for Keys {
    async fn close(&self, private: Private, _context: &Context) -> Diagnostics {
        self.closed.lock().expect("nothing panics in here").push(private);
        Diagnostics::new()
    }
}

fn remembered() -> Private {
    Private::new().with("id", "K1")
}

fn opened(request: Open<Key>) -> Opened<Key> {
    let mut key = request.config;
    key.secret = text("s3cret");
    key.lock = match key.lock {
        BlockList::Known(locks) => BlockList::Known(
            locks
                .into_iter()
                .map(|lock| Lock {
                    number: 7.into(),
                    ..lock
                })
                .collect(),
        ),
        unknown => unknown,
    };
    Opened::new(key).with_private(remembered())
}

fn lock(number: Value) -> Value {
    Value::object([("name", Value::string("door")), ("number", number)])
}

fn key(owner: &str, secret: Value, locks: Vec<Value>) -> Value {
    Value::object([
        ("owner", Value::string(owner)),
        ("purpose", Value::Null),
        ("secret", secret),
        ("lock", Value::List(locks)),
    ])
}

fn config() -> Value {
    key("ANNE", Value::Null, vec![lock(Value::Null)])
}

/// Holds E1.
#[tokio::test]
async fn what_is_opened_keeps_the_users_values_and_spelling() {
    let keys = Keys::new(|request| Ok(opened(request)));

    let opened = keys
        .any()
        .open(&config(), Context::default())
        .await
        .expect("it is opened");

    let seven = Value::Number(7.into());
    assert_eq!(opened.result, key("ANNE", Value::string("s3cret"), vec![lock(seven)]));
    assert_eq!(opened.private, remembered());
    assert_eq!((opened.renew_at, keys.closed()), (None, Vec::new()));
}

/// Holds E1 and E5.
#[tokio::test]
async fn an_answer_that_core_would_refuse_is_the_authors_bug_and_is_closed_again() {
    let mistakes: [(Act, &str); 5] = [
        (
            |request| Ok(spoilt(request, |key| key.owner = Word("bob".to_owned()).into())),
            "owner",
        ),
        (
            |request| Ok(spoilt(request, |key| key.purpose = text("fun"))),
            "purpose",
        ),
        (
            |request| Ok(spoilt(request, |key| key.secret = Attr::Unknown)),
            "secret",
        ),
        (
            |request| Ok(spoilt(request, |key| key.lock = BlockList::Known(Vec::new()))),
            "lock",
        ),
        (|request| Ok(spoilt(request, rename_locks)), "lock[0].name"),
    ];
    for (act, path) in mistakes {
        let keys = Keys::new(act);

        let errors = keys.any().open(&config(), Context::default()).await.expect_err(path);

        assert_eq!(told(&errors), [format!("error {path}: Invalid ephemeral resource")]);
        assert_eq!(keys.closed(), [remembered()]);
    }
}

fn spoilt(request: Open<Key>, spoil: impl Fn(&mut Key)) -> Opened<Key> {
    let mut opened = opened(request);
    spoil(&mut opened.result);
    opened
}

fn rename_locks(key: &mut Key) {
    if let BlockList::Known(locks) = &mut key.lock {
        locks.iter_mut().for_each(|lock| lock.name = text("gate"));
    }
}

#[tokio::test]
async fn an_opening_that_fails_says_why_and_closes_nothing() {
    let silent = Keys::new(|_| Err(Diagnostics::new()));

    let errors = silent.any().open(&config(), Context::default()).await;

    assert!(errors.expect_err("it fails").has_errors());
    assert_eq!(silent.closed(), Vec::new());
    let refused = Keys::new(|_| panic!("no opening is expected")).any();
    let errors = refused
        .open(&key("a b", Value::Null, Vec::new()), Context::default())
        .await;
    assert_eq!(told(&errors.expect_err("it is refused")), ["error owner: Not a word"]);
}

#[test]
fn a_configuration_is_checked_value_by_value_and_as_a_whole() {
    let keys = Keys::new(|_| panic!("no opening is expected")).any();

    let found = keys.validate(&key("a b", Value::Null, Vec::new()));

    assert_eq!(told(&found), ["error owner: Not a word", "warning : Seen"]);
}

/// Holds E2.
#[tokio::test]
async fn a_renewal_gets_what_is_remembered_and_says_why_it_fails() {
    let keys = Keys::new(|_| panic!("no opening is expected")).any();

    let renewed = keys
        .renew(remembered(), Context::default())
        .await
        .expect("it is renewed");
    assert_eq!(renewed.private, remembered().with("renewed", true));
    let errors = keys.renew(Private::new(), Context::default()).await;
    assert!(errors.expect_err("it fails").has_errors());
}

/// Holds E2.
#[tokio::test]
async fn a_renewal_that_nobody_can_do_is_not_asked_for() {
    let when = jiff::Timestamp::UNIX_EPOCH;
    let open = |can_renew| async move {
        let keys = Keys {
            can_renew,
            ..Keys::new(|request| Ok(opened(request).renewed_at(jiff::Timestamp::UNIX_EPOCH)))
        };
        keys.any()
            .open(&config(), Context::default())
            .await
            .expect("it is opened")
    };

    let (with, without) = (open(true).await, open(false).await);

    assert_eq!((with.renew_at, told(&with.diagnostics).len()), (Some(when), 0));
    assert_eq!(without.renew_at, None);
    assert_eq!(told(&without.diagnostics), ["warning : Unsupported renewal"]);
}

/// Holds E3 and E4.
#[tokio::test]
async fn a_closing_gets_what_is_remembered() {
    let keys = Keys::new(|_| panic!("no opening is expected"));

    let told = keys.any().close(remembered(), Context::default()).await;

    assert!(told.is_empty());
    assert_eq!(keys.closed(), [remembered()]);
}

/// Holds R11 and R12.
#[tokio::test]
async fn an_opening_that_waits_answers_what_was_asked_for_and_leaves_nothing_open() {
    let reluctant: [Act; 2] = [
        |request| match request.context.defer(Deferral::ProviderConfigUnknown) {
            true => Err(Diagnostics::new()),
            false => Ok(opened(request)),
        },
        |request| {
            let _ = request.context.defer(Deferral::ProviderConfigUnknown);
            Ok(opened(request).renewed_at(jiff::Timestamp::UNIX_EPOCH))
        },
    ];
    let undecided = key("ANNE", Value::unknown(), vec![lock(Value::unknown())]);
    for (act, closed) in reluctant.into_iter().zip([vec![], vec![remembered()]]) {
        let keys = Keys::new(act);

        let waiting = keys.any().open(&config(), Context::default().allowing_deferral()).await;

        let waiting = waiting.expect("it waits");
        assert_eq!((waiting.result, waiting.private), (undecided.clone(), Private::new()));
        assert_eq!((waiting.renew_at, told(&waiting.diagnostics)), (None, Vec::new()));
        assert_eq!(keys.closed(), closed);
        let opened = keys
            .any()
            .open(&config(), Context::default())
            .await
            .expect("it opens without deferral");
        assert_eq!(opened.private, remembered());
        assert_eq!(keys.closed(), closed, "what is open stays open");
    }
}

/// Holds R11.
#[tokio::test]
async fn an_opening_that_fails_and_waits_at_once_fails() {
    let keys = Keys::new(|request| {
        let _ = request.context.defer(Deferral::ProviderConfigUnknown);
        Err(Diagnostic::error("No key", "There is none.").into())
    });

    let errors = keys.any().open(&config(), Context::default().allowing_deferral()).await;

    assert_eq!(told(&errors.expect_err("it fails")), ["error : No key"]);
}
