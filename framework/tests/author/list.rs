//! Searches for existing objects: the events for the client, and the end of a search.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use framework::erased::{AnyResource, ListRequest, Listed, managed};
use framework::provider::{Configure, Provider};
use framework::resource::{
    AnyIdentity, AnyList, Context, Create, Delete, Failure, Finding, Findings, Identifies, List, Lists, Outcome, Read,
    Resource, Saved, Update, identified_by, listed_by,
};
use framework::server::Server;
use framework::value::Value;
use framework::{Attr, Diagnostic, Diagnostics, Model};
use tokio::sync::{Notify, mpsc};

use crate::core::told;
use crate::thing::{Word, text, word};

/// A bird.
#[derive(Clone, Debug, Model)]
struct Bird {
    /// The ring.
    #[attr(computed)]
    ring: Attr<String>,
    /// The place of the nest.
    #[attr(required)]
    nest: Attr<String>,
    /// The call that attracts the bird.
    #[attr(optional, write_only)]
    call: Attr<String>,
}

/// The identity of a bird.
#[derive(Clone, Debug, Model)]
struct Ring {
    /// The ring.
    #[attr(required)]
    ring: Attr<String>,
}

/// The configuration of a search for birds.
#[derive(Clone, Debug, Model)]
struct Search {
    /// The wood.
    #[attr(required)]
    wood: Attr<Word>,
}

type Look = fn(&Birds, &Findings<Bird, Ring>) -> Step;

/// The next step of a search.
enum Step {
    /// The search sends a bird.
    Send(Finding<Bird, Ring>),
    /// The search waits forever.
    Wait,
    /// The search ends.
    End(Result<Diagnostics, Diagnostics>),
}

/// Birds that are found as the test defines.
#[derive(Clone)]
struct Birds {
    look: Look,
    has_identity: bool,
    /// The number of birds that the search has processed.
    seen: Arc<AtomicUsize>,
    /// A notification that the search waits.
    waiting: Arc<Notify>,
    /// A notification that the search is over, whatever ended it.
    over: Arc<Notify>,
}

impl Birds {
    fn found_by(look: Look) -> Self {
        Self {
            look,
            has_identity: true,
            seen: Arc::default(),
            waiting: Arc::default(),
            over: Arc::default(),
        }
    }

    fn seen(&self) -> usize {
        self.seen.load(Ordering::SeqCst)
    }
}

/// A guard that notifies when it is dropped.
struct Told(Arc<Notify>);

impl Drop for Told {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

#[async_trait]
impl Resource for Birds {
    type Model = Bird;

    fn type_name(&self) -> &'static str {
        "test_bird"
    }

    async fn create(&self, _request: Create<Bird>) -> Outcome<Bird> {
        panic!("no creation is expected")
    }

    async fn read(&self, _request: Read<Bird>) -> Result<Option<Saved<Bird>>, Diagnostics> {
        panic!("no read is expected")
    }

    async fn update(&self, _request: Update<Bird>) -> Outcome<Bird> {
        panic!("no update is expected")
    }

    async fn delete(&self, _request: Delete<Bird>) -> Result<Diagnostics, Failure<Bird>> {
        panic!("no deletion is expected")
    }

    fn identifies(&self) -> Option<Box<dyn AnyIdentity<Bird> + '_>> {
        self.has_identity.then(|| identified_by(self))
    }

    fn lists(&self) -> Option<Box<dyn AnyList<Bird> + '_>> {
        Some(listed_by(self))
    }
}

#[async_trait]
impl Identifies<Bird> for Birds {
    type Identity = Ring;

    fn identity(&self, state: &Bird) -> Ring {
        Ring {
            ring: state.ring.clone(),
        }
    }

    async fn import(&self, _identity: Ring, _context: &Context) -> Result<Saved<Bird>, Diagnostics> {
        panic!("no import is expected")
    }
}

#[async_trait]
impl Lists<Bird> for Birds {
    type Config = Search;

    fn validate(&self, config: &Search) -> Diagnostics {
        if config.wood == word("dark") {
            return Diagnostic::warning("Dark", "Little is seen there.").into();
        }
        Diagnostics::new()
    }

    async fn list(&self, request: List<Search>, found: Findings<Bird, Ring>) -> Result<Diagnostics, Diagnostics> {
        let _told = Told(Arc::clone(&self.over));
        assert_eq!(request.config.wood, word("oak"));
        loop {
            match (self.look)(self, &found) {
                Step::Send(bird) => {
                    self.seen.fetch_add(1, Ordering::SeqCst);
                    if found.send(bird).await.is_break() {
                        self.waiting.notify_one();
                    }
                }
                Step::Wait => {
                    self.waiting.notify_one();
                    std::future::pending::<()>().await;
                }
                Step::End(end) => return end,
            }
        }
    }
}

fn ring(number: usize) -> Ring {
    Ring {
        ring: text(&format!("R{number}")),
    }
}

fn bird(number: usize) -> Bird {
    Bird {
        ring: text(&format!("R{number}")),
        nest: text("hollow"),
        call: text("s3cret"),
    }
}

fn finding(number: usize) -> Finding<Bird, Ring> {
    Finding::named(ring(number), format!("bird {number}")).with_object(bird(number))
}

/// Sends three birds, and then ends.
fn three(birds: &Birds, _: &Findings<Bird, Ring>) -> Step {
    match birds.seen() {
        3 => Step::End(Ok(Diagnostics::new())),
        number => Step::Send(finding(number)),
    }
}

/// Sends birds without end.
fn endless(birds: &Birds, _: &Findings<Bird, Ring>) -> Step {
    Step::Send(finding(birds.seen()))
}

fn request() -> ListRequest {
    ListRequest {
        config: Value::object([("wood", Value::string("oak"))]),
        wants_objects: false,
        limit: None,
        context: Context::default(),
    }
}

/// Returns all events of a search.
async fn heard(birds: Birds, request: ListRequest) -> Vec<Listed> {
    let resource = managed(birds);
    let listed = resource.listed().expect("birds are listed");
    let (sender, mut events) = mpsc::channel(1);
    let mut all = Vec::new();
    let search = listed.list(request, sender);
    let reading = async {
        while let Some(event) = events.recv().await {
            all.push(event);
        }
    };
    tokio::join!(search, reading);
    all
}

fn names(events: &[Listed]) -> Vec<&str> {
    events.iter().map(|event| event.display_name.as_str()).collect()
}

/// Returns the diagnostics of events.
fn said(events: &[Listed]) -> Vec<String> {
    events.iter().flat_map(|event| told(&event.diagnostics)).collect()
}

/// Holds L1.
#[tokio::test]
async fn what_is_found_is_heard_by_identity_and_name_and_as_an_object_only_if_that_was_asked_for() {
    let names_only = heard(Birds::found_by(three), request()).await;
    let objects = ListRequest {
        wants_objects: true,
        ..request()
    };
    let with_objects = heard(Birds::found_by(three), objects).await;

    assert_eq!(names(&names_only), ["bird 0", "bird 1", "bird 2"]);
    assert_eq!(names_only[1].identity, ring(1).to_object());
    assert!(names_only.iter().all(|event| event.object.is_none()));
    let known = Bird {
        call: Attr::Null,
        ..bird(1)
    };
    assert_eq!(
        with_objects[1].object,
        Some(known.to_object()),
        "without what is write-only"
    );
    assert_eq!(said(&with_objects), Vec::<String>::new());
}

/// Holds L1.
#[tokio::test]
async fn no_more_is_heard_than_was_asked_for_and_an_author_who_goes_on_is_ended() {
    let limited = |limit| ListRequest {
        limit: Some(limit),
        ..request()
    };

    let of_three = heard(Birds::found_by(three), limited(2)).await;
    let birds = Birds::found_by(endless);
    let of_many = heard(birds.clone(), limited(5)).await;
    birds.over.notified().await;

    assert_eq!(names(&of_three), ["bird 0", "bird 1"]);
    assert_eq!(of_many.len(), 5);
    assert_eq!(birds.seen(), 6, "the search ends at the excess bird");
    assert_eq!(heard(Birds::found_by(three), limited(9)).await.len(), 3);
}

#[tokio::test]
async fn an_author_is_told_what_was_the_last_finding_wanted() {
    fn until_told(birds: &Birds, _: &Findings<Bird, Ring>) -> Step {
        match birds.seen() {
            0 => Step::Send(finding(0)),
            _ => Step::End(Ok(Diagnostic::warning("Enough", "There may be more.").into())),
        }
    }
    let birds = Birds::found_by(until_told);
    let one = ListRequest {
        limit: Some(1),
        ..request()
    };

    let events = heard(birds.clone(), one).await;

    birds.waiting.notified().await;
    assert_eq!(said(&events), ["warning : Enough"], "its warning is still reported");
}

/// Holds L1.
#[tokio::test]
async fn a_client_that_hangs_up_ends_the_search_wherever_it_waits() {
    fn one_and_wait(birds: &Birds, _: &Findings<Bird, Ring>) -> Step {
        match birds.seen() {
            0 => Step::Send(finding(0)),
            _ => Step::Wait,
        }
    }
    let birds = Birds::found_by(one_and_wait);
    let (sender, mut events) = mpsc::channel(1);
    let searching = birds.clone();
    let search = tokio::spawn(async move {
        let resource = managed(searching);
        let listed = resource.listed().expect("birds are listed");
        listed.list(request(), sender).await;
    });

    assert!(events.recv().await.is_some());
    birds.waiting.notified().await;
    tokio::task::yield_now().await;
    assert!(!search.is_finished(), "it waits while the receiver is open");
    drop(events);

    birds.over.notified().await;
    search.await.expect("it ends without a panic");
}

/// Holds L1.
#[tokio::test]
async fn an_error_or_a_panic_ends_the_list_after_what_was_found() {
    fn failing(birds: &Birds, _: &Findings<Bird, Ring>) -> Step {
        match birds.seen() {
            2 => Step::End(Err(Diagnostic::error("Fog", "Nothing is seen.").into())),
            number => Step::Send(finding(number)),
        }
    }
    fn silent(birds: &Birds, _: &Findings<Bird, Ring>) -> Step {
        match birds.seen() {
            2 => Step::End(Err(Diagnostics::new())),
            number => Step::Send(finding(number)),
        }
    }
    fn crashing(birds: &Birds, _: &Findings<Bird, Ring>) -> Step {
        match birds.seen() {
            2 => panic!("a bug in a search"),
            number => Step::Send(finding(number)),
        }
    }

    for (look, why) in [
        (failing as Look, "Fog"),
        (silent, "Operation failed without an error message"),
        (crashing, "The provider crashed during this search"),
    ] {
        let events = heard(Birds::found_by(look), request()).await;

        assert_eq!(names(&events), ["bird 0", "bird 1", ""]);
        assert_eq!(events[2].identity, Value::Null);
        assert_eq!(told(&events[2].diagnostics), [format!("error : {why}")]);
    }
}

/// Holds L1.
#[tokio::test]
async fn a_finding_without_an_identity_is_only_told_and_takes_no_place() {
    fn nameless_first(birds: &Birds, _: &Findings<Bird, Ring>) -> Step {
        let nameless = |ring| Step::Send(Finding::named(Ring { ring }, "unringed"));
        match birds.seen() {
            0 => nameless(Attr::Null),
            1 => nameless(Attr::Unknown),
            2 => Step::Send(finding(2)),
            _ => Step::End(Ok(Diagnostics::new())),
        }
    }
    let one = ListRequest {
        limit: Some(1),
        ..request()
    };

    let events = heard(Birds::found_by(nameless_first), one).await;

    assert_eq!(names(&events), ["", "", "bird 2"]);
    assert!(events[0].identity.is_null() && events[1].identity.is_null());
    let warning = "warning : Missing identity in a search result";
    assert_eq!(said(&events), [warning, warning]);
}

#[tokio::test]
async fn an_object_that_was_asked_for_and_not_given_or_not_whole_is_the_authors_bug() {
    fn vague(birds: &Birds, found: &Findings<Bird, Ring>) -> Step {
        assert!(found.want_objects());
        let open = Bird {
            nest: Attr::Unknown,
            ..bird(1)
        };
        match birds.seen() {
            0 => Step::Send(Finding::named(ring(0), "bird 0")),
            1 => Step::Send(Finding::named(ring(1), "bird 1").with_object(open)),
            _ => Step::End(Ok(Diagnostics::new())),
        }
    }
    let objects = ListRequest {
        wants_objects: true,
        ..request()
    };

    let events = heard(Birds::found_by(vague), objects).await;

    assert_eq!(
        said(&events),
        [
            "warning : Missing object in a search result",
            "warning nest: Provider returned an unknown value"
        ]
    );
    let object = events[1].object.as_ref().expect("it is given");
    assert_eq!(object.get("nest"), Some(&Value::Null));
}

#[tokio::test]
async fn a_search_for_what_is_not_known_or_not_accepted_is_refused() {
    fn unasked(_: &Birds, _: &Findings<Bird, Ring>) -> Step {
        panic!("no search is expected")
    }
    let of = |wood: Value| ListRequest {
        config: Value::object([("wood", wood)]),
        ..request()
    };

    let unknown = heard(Birds::found_by(unasked), of(Value::unknown())).await;
    let refused = heard(Birds::found_by(unasked), of(Value::string("not here"))).await;

    assert_eq!(said(&unknown), ["error : Unknown value in the search configuration"]);
    assert_eq!(said(&refused), ["error wood: Not a word"]);
}

/// Holds V8.
#[test]
fn what_to_look_for_is_checked_by_its_types_and_rules() {
    let resource = managed(Birds::found_by(three));
    let listed = resource.listed().expect("birds are listed");
    let validated = |wood: Value| told(&listed.validate(&Value::object([("wood", wood)])));

    assert_eq!(validated(Value::string("not here")), ["error wood: Not a word"]);
    assert_eq!(validated(Value::string("dark")), ["warning : Dark"]);
    assert_eq!(validated(Value::unknown()), Vec::<String>::new());
}

/// An empty block.
#[derive(Clone, Debug, Model)]
struct Block {}

/// A provider of birds.
struct Woods(Birds);

#[async_trait]
impl Provider for Woods {
    type Config = Block;

    async fn configure(&self, _request: Configure<Block>) -> Diagnostics {
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        vec![managed(self.0.clone())]
    }
}

/// Holds S11.
#[test]
fn a_list_without_an_identity_is_the_authors_bug() {
    let unidentified = Birds {
        has_identity: false,
        ..Birds::found_by(three)
    };

    let problems = Server::new(Woods(unidentified)).schema_problems();

    let details: Vec<_> = problems.iter().map(|problem| problem.detail.as_str()).collect();
    let wanted = "This is a bug in the provider: it has a list resource, but no identity.";
    assert_eq!(details, [wanted]);
    assert!(Server::new(Woods(Birds::found_by(three))).schema_problems().is_empty());
}
