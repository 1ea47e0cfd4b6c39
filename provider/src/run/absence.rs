//! The proof that an object no longer exists. One answer "not found" is not enough, because Terraform orders a missing object again.
//!
//! The evidence is four lists of the account at the times of [`PACE`]. A run reads them once, from the first missing object on. A
//! last read of the object itself confirms its absence from all lists. If a list has the object, or a session names it, the answers
//! contradict each other, and the object is kept. An object that was created a few minutes ago may not be shown everywhere yet. It is
//! read again for up to [`NEW_OBJECT_WINDOW`].

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, sleep_until};

use super::Run;
use crate::api::{self, BgpSession, BgpSessionFilter, Client, CrossConnect, CrossConnectFilter};
use crate::domain::{BgpSessionSid, CrossConnectSid, UniqueName};

/// The result of the search for an object that the service did not find.
#[derive(Debug)]
pub(crate) enum Absence<T> {
    /// The object exists.
    Present(Box<T>),
    /// The object no longer exists, by all evidence. Another object may have its place.
    Gone {
        /// The object that now has its name or its cross connect.
        successor: Option<String>,
    },
    /// The answers contradict each other: a read does not find the object, and another answer shows it.
    Contradicted {
        /// The answer that shows the object.
        by: Witness,
    },
}

/// An answer that shows an object, while a read does not find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Witness {
    /// A list of the account.
    List,
    /// A BGP session that names it.
    Session(BgpSessionSid),
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List => f.write_str("the list of the account contains it"),
            Self::Session(session) => write!(f, "BGP session {session} refers to it"),
        }
    }
}

/// An object that the service did not find.
#[derive(Clone, Debug)]
pub(crate) struct Missing<S, P> {
    /// Its SID.
    pub(crate) sid: S,
    /// Its place in the account, which is unique; `None` if it is not known.
    pub(crate) place: Option<P>,
    /// The time of its creation, by the clock of the service.
    pub(crate) created_at: Option<Timestamp>,
}

impl<S: Clone, P> Missing<S, P> {
    /// An object of which only the SID is known.
    pub(crate) fn unknown(sid: &S) -> Self {
        Self {
            sid: sid.clone(),
            place: None,
            created_at: None,
        }
    }
}

impl Run {
    /// Collects the evidence about an object that the service did not find.
    ///
    /// # Errors
    /// Any error of a list or a read. Then the result is unknown.
    pub(crate) async fn absence<T: Evident>(
        &self,
        missing: &Missing<T::Sid, T::Place>,
    ) -> Result<Absence<T>, api::Error> {
        let asked_at = Instant::now();
        let sighting = self.sightings.of::<T>(&self.client, missing).await?;
        let mut found = T::read(&self.client, &missing.sid).await;
        let window = if self.is_new(missing.created_at) {
            NEW_OBJECT_WINDOW
        } else if sighting.witness.is_some() {
            CONTRADICTION
        } else {
            Duration::ZERO
        };
        while is_not_found(&found) && asked_at.elapsed() < window {
            pause(&self.client, LOOK_AGAIN).await?;
            found = T::read(&self.client, &missing.sid).await;
        }
        match (found, sighting.witness) {
            (Ok(found), _) => Ok(Absence::Present(Box::new(found))),
            (Err(api::Error::NotFound(_)), Some(by)) => Ok(Absence::Contradicted { by }),
            (Err(api::Error::NotFound(_)), None) => Ok(Absence::Gone {
                successor: sighting.successor,
            }),
            (Err(error), _) => Err(error),
        }
    }

    /// The same run with new evidence, for an object that may have been deleted since the lists of the run showed it.
    pub(crate) fn with_new_evidence(&self) -> Self {
        Self {
            sightings: Sightings::default(),
            ..self.clone()
        }
    }

    /// Reads an object of which only the SID is known. One answer "not found" is not enough.
    ///
    /// # Errors
    /// [`api::Error::NotFound`] if its absence is proved or contradicted, and any other error of a list or a read.
    pub(crate) async fn find<T: Evident>(&self, sid: &T::Sid) -> Result<T, api::Error>
    where
        T::Sid: Clone,
    {
        let not_found = match T::read(&self.client, sid).await {
            Err(error @ api::Error::NotFound(_)) => error,
            other => return other,
        };
        match self.absence::<T>(&Missing::unknown(sid)).await? {
            Absence::Present(found) => Ok(*found),
            Absence::Gone { .. } | Absence::Contradicted { .. } => Err(not_found),
        }
    }

    /// True where an object was created so recently that some reads may not show it.
    fn is_new(&self, created_at: Option<Timestamp>) -> bool {
        let age = created_at
            .zip(self.client.last_date())
            .map(|(created, now)| now.duration_since(created).as_secs());
        age.is_some_and(|age| age < NEW_FOR_SECONDS)
    }
}

fn is_not_found<T>(found: &Result<T, api::Error>) -> bool {
    matches!(found, Err(api::Error::NotFound(_)))
}

/// The objects that the lists of a run have shown. Clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Sightings(Arc<Mutex<Lists>>);

/// The evidence of the lists about one object.
#[derive(Debug)]
pub(crate) struct Sighting {
    witness: Option<Witness>,
    successor: Option<String>,
}

/// The lists that were read so far.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    taken: usize,
    began_at: Option<Instant>,
    /// The cross connects, with the names that they have.
    cross_connects: HashMap<CrossConnectSid, Option<UniqueName>>,
    bgp_sessions: HashMap<BgpSessionSid, CrossConnectSid>,
}

impl Sightings {
    /// Reads lists until one has the object or all are read. Concurrent calls share the lists.
    async fn of<T: Evident>(
        &self,
        client: &Client,
        missing: &Missing<T::Sid, T::Place>,
    ) -> Result<Sighting, api::Error> {
        let mut lists = tokio::select! {
            biased;
            () = client.stop().cancelled() => return Err(api::Error::Interrupted),
            lists = self.0.lock() => lists,
        };
        while lists.taken < PACE.len() && T::witness(&lists, &missing.sid).is_none() {
            lists.take(client).await?;
        }
        Ok(Sighting {
            witness: T::witness(&lists, &missing.sid),
            successor: T::successor(&lists, missing),
        })
    }
}

impl Lists {
    /// Reads the next list at its time.
    async fn take(&mut self, client: &Client) -> Result<(), api::Error> {
        let began_at = *self.began_at.get_or_insert_with(Instant::now);
        let due = began_at + PACE.get(self.taken).copied().unwrap_or_default();
        until(client, due).await?;
        let all = client.list_cross_connects(&CrossConnectFilter::default()).await?;
        let sessions = client.list_bgp_sessions(&BgpSessionFilter::default()).await?;
        let existing = all.value.into_iter().filter(|each| !each.is_deleted());
        let named = existing.map(|each| {
            let is_held = each.holds_name();
            (each.sid, Some(each.unique_name).filter(|_| is_held))
        });
        self.cross_connects.extend(named);
        let over = sessions
            .value
            .into_iter()
            .map(|each| (each.sid, each.cross_connect_sid));
        self.bgp_sessions.extend(over);
        self.taken += 1;
        Ok(())
    }
}

/// A kind of object whose absence can be proved.
#[async_trait]
pub(crate) trait Evident: Sized + Send {
    /// Its SID.
    type Sid: Send + Sync;
    /// The value that is unique among the objects of the account.
    type Place: Send + Sync;

    /// Reads the object.
    async fn read(client: &Client, sid: &Self::Sid) -> Result<Self, api::Error>;

    /// The list entry that shows the object.
    fn witness(lists: &Lists, sid: &Self::Sid) -> Option<Witness>;

    /// The other object that has its place in the lists.
    fn successor(lists: &Lists, missing: &Missing<Self::Sid, Self::Place>) -> Option<String>;
}

#[async_trait]
impl Evident for CrossConnect {
    type Sid = CrossConnectSid;
    type Place = UniqueName;

    async fn read(client: &Client, sid: &CrossConnectSid) -> Result<Self, api::Error> {
        client.cross_connect(sid).await.map(|answer| answer.value)
    }

    fn witness(lists: &Lists, sid: &CrossConnectSid) -> Option<Witness> {
        if lists.cross_connects.contains_key(sid) {
            return Some(Witness::List);
        }
        let mut naming = lists.bgp_sessions.iter().filter(|(_, over)| *over == sid);
        naming.next().map(|(session, _)| Witness::Session(session.clone()))
    }

    fn successor(lists: &Lists, missing: &Missing<CrossConnectSid, UniqueName>) -> Option<String> {
        let place = missing.place.as_ref()?;
        let mut holders = lists
            .cross_connects
            .iter()
            .filter(|(_, name)| name.as_ref() == Some(place));
        let (sid, _) = holders.find(|(sid, _)| **sid != missing.sid)?;
        Some(sid.to_string())
    }
}

#[async_trait]
impl Evident for BgpSession {
    type Sid = BgpSessionSid;
    type Place = CrossConnectSid;

    async fn read(client: &Client, sid: &BgpSessionSid) -> Result<Self, api::Error> {
        client.bgp_session(sid).await.map(|answer| answer.value)
    }

    fn witness(lists: &Lists, sid: &BgpSessionSid) -> Option<Witness> {
        lists.bgp_sessions.contains_key(sid).then_some(Witness::List)
    }

    fn successor(lists: &Lists, missing: &Missing<BgpSessionSid, CrossConnectSid>) -> Option<String> {
        let place = missing.place.as_ref()?;
        let mut holders = lists.bgp_sessions.iter().filter(|(_, over)| *over == place);
        let (sid, _) = holders.find(|(sid, _)| **sid != missing.sid)?;
        Some(sid.to_string())
    }
}

async fn pause(client: &Client, length: Duration) -> Result<(), api::Error> {
    tokio::select! {
        biased;
        () = client.stop().cancelled() => Err(api::Error::Interrupted),
        () = sleep(length) => Ok(()),
    }
}

async fn until(client: &Client, instant: Instant) -> Result<(), api::Error> {
    tokio::select! {
        biased;
        () = client.stop().cancelled() => Err(api::Error::Interrupted),
        () = sleep_until(instant) => Ok(()),
    }
}

/// The time of each list, from the first missing object on.
const PACE: [Duration; 4] = [
    Duration::ZERO,
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(6),
];
/// The time for which a new object is searched.
const NEW_OBJECT_WINDOW: Duration = Duration::from_secs(60);
/// The time for which an object is searched that another answer shows.
const CONTRADICTION: Duration = Duration::from_secs(10);
/// The age up to which an object counts as new.
const NEW_FOR_SECONDS: i64 = 300;
/// The time between two reads of an object that may be shown late.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
