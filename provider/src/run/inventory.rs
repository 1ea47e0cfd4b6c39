//! The objects of the account that one run has read. A refresh of 1,000 objects reads pages of a list and not 1,000 single objects.
//!
//! The first object of a kind is read by itself, so a run about one object sends one request. The second object makes the run list
//! all objects of its kind, page by page. The list then answers further reads. A change removes its object from the list.
//!
//! An object that is not in the list is read by itself. A list may not show an object yet, and an object that counts as missing is
//! ordered again. Plan checks use the same lists. Waits and changes do not use them.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::Mutex;

use crate::api::{self, BgpSession, BgpSessionFilter, Client, CrossConnect, CrossConnectFilter, Exchange};
use crate::domain::{BgpSessionSid, CrossConnectSid};

/// All objects of one kind, or the error of their list.
type All<T> = Result<Arc<[T]>, Arc<api::Error>>;

/// The objects of an account as one run has read them. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inventory(Arc<Shelves>);

#[derive(Debug, Default)]
struct Shelves {
    cross_connects: CachedList<CrossConnect>,
    bgp_sessions: CachedList<BgpSession>,
    exchanges: Mutex<Option<All<Exchange>>>,
}

impl Inventory {
    /// Returns a cross connect for a refresh.
    ///
    /// # Errors
    /// [`api::Error::NotFound`] if it does not exist, and any other error of the read.
    pub(crate) async fn cross_connect(
        &self,
        client: &Client,
        sid: &CrossConnectSid,
    ) -> Result<CrossConnect, api::Error> {
        match self.0.cross_connects.get(client, sid.as_str()).await {
            Some(kept) if !kept.is_deleted() => Ok(kept),
            Some(_) | None => client.cross_connect(sid).await.map(|answer| answer.value),
        }
    }

    /// Returns a BGP session for a refresh.
    ///
    /// # Errors
    /// [`api::Error::NotFound`] if it does not exist, and any other error of the read.
    pub(crate) async fn bgp_session(&self, client: &Client, sid: &BgpSessionSid) -> Result<BgpSession, api::Error> {
        match self.0.bgp_sessions.get(client, sid.as_str()).await {
            Some(kept) => Ok(kept),
            None => client.bgp_session(sid).await.map(|answer| answer.value),
        }
    }

    /// Returns every cross connect of the account at the time of the first list, except those that the run has changed since.
    ///
    /// # Errors
    /// The error of the list. The list is not read again.
    pub(crate) async fn all_cross_connects(&self, client: &Client) -> Result<Arc<[CrossConnect]>, Arc<api::Error>> {
        self.0.cross_connects.all(client).await
    }

    /// Returns every BGP session of the account at the time of the first list, except those that the run has changed since.
    ///
    /// # Errors
    /// The error of the list. The list is not read again.
    pub(crate) async fn all_bgp_sessions(&self, client: &Client) -> Result<Arc<[BgpSession]>, Arc<api::Error>> {
        self.0.bgp_sessions.all(client).await
    }

    /// Returns every exchange of the service's catalog at the time of the first list.
    ///
    /// # Errors
    /// The error of the list. The list is not read again, except after an interruption.
    pub(crate) async fn exchanges(&self, client: &Client) -> Result<Arc<[Exchange]>, Arc<api::Error>> {
        let mut kept = self.0.exchanges.lock().await;
        if let Some(listed) = &*kept {
            return listed.clone();
        }
        let listed = client.exchanges().await.map(|answer| answer.value.into());
        let listed = listed.map_err(Arc::new);
        if !is_interrupted(&listed) {
            *kept = Some(listed.clone());
        }
        listed
    }

    /// Removes a cross connect that is about to change from the list.
    pub(crate) async fn forget_cross_connect(&self, sid: &CrossConnectSid) {
        self.0.cross_connects.forget(sid.as_str()).await;
    }

    /// Removes a BGP session that is about to change from the list.
    pub(crate) async fn forget_bgp_session(&self, sid: &BgpSessionSid) {
        self.0.bgp_sessions.forget(sid.as_str()).await;
    }
}

/// The objects of one kind. A read that arrives while they are being listed waits for the list.
#[derive(Debug)]
struct CachedList<T>(Mutex<Content<T>>);

#[derive(Debug)]
enum Content<T> {
    /// No object was read.
    Untouched,
    /// One object was read.
    AskedOnce,
    /// All objects were listed.
    Listed(Listing<T>),
    /// The list failed, so each object is read by itself and reports its own error.
    Unlisted(Arc<api::Error>),
}

/// The listed objects, with the places of the objects that have not changed since.
#[derive(Debug)]
struct Listing<T> {
    records: Arc<[T]>,
    places: HashMap<String, usize>,
}

impl<T> Default for CachedList<T> {
    fn default() -> Self {
        Self(Mutex::new(Content::Untouched))
    }
}

impl<T: Listed> CachedList<T> {
    /// Returns an object of the list. The first read of a kind makes no list, and returns `None`.
    async fn get(&self, client: &Client, sid: &str) -> Option<T> {
        let mut content = self.0.lock().await;
        match &*content {
            Content::Untouched => *content = Content::AskedOnce,
            // The read of the object itself reports an error of the list.
            Content::AskedOnce => drop(content.list(client).await),
            Content::Listed(_) | Content::Unlisted(_) => {}
        }
        content.get(sid).cloned()
    }

    async fn all(&self, client: &Client) -> Result<Arc<[T]>, Arc<api::Error>> {
        let mut content = self.0.lock().await;
        match &*content {
            Content::Listed(listing) => Ok(listing.unchanged()),
            Content::Unlisted(error) => Err(Arc::clone(error)),
            Content::Untouched | Content::AskedOnce => content.list(client).await,
        }
    }

    async fn forget(&self, sid: &str) {
        if let Content::Listed(listing) = &mut *self.0.lock().await {
            listing.places.remove(sid);
        }
    }
}

impl<T: Listed> Content<T> {
    /// Lists all objects. An interruption of the listing call does not count as an error of the run.
    async fn list(&mut self, client: &Client) -> Result<Arc<[T]>, Arc<api::Error>> {
        let listed = T::list(client).await.map(Arc::from).map_err(Arc::new);
        if !is_interrupted(&listed) {
            *self = match &listed {
                Err(error) => Self::Unlisted(Arc::clone(error)),
                Ok(records) => Self::Listed(Listing::of(records)),
            };
        }
        listed
    }

    fn get(&self, sid: &str) -> Option<&T> {
        match self {
            Self::Listed(Listing { records, places }) => records.get(*places.get(sid)?),
            Self::Untouched | Self::AskedOnce | Self::Unlisted(_) => None,
        }
    }
}

impl<T: Listed> Listing<T> {
    /// The objects that have not changed since they were listed.
    fn unchanged(&self) -> Arc<[T]> {
        if self.places.len() == self.records.len() {
            return Arc::clone(&self.records);
        }
        let unchanged = self
            .records
            .iter()
            .filter(|record| self.places.contains_key(record.sid()));
        unchanged.cloned().collect()
    }

    fn of(records: &Arc<[T]>) -> Self {
        let places = records.iter().enumerate();
        Self {
            places: places.map(|(at, record)| (record.sid().to_owned(), at)).collect(),
            records: Arc::clone(records),
        }
    }
}

fn is_interrupted<T>(listed: &Result<T, Arc<api::Error>>) -> bool {
    matches!(listed, Err(error) if matches!(**error, api::Error::Interrupted))
}

/// An object that is listed by SID.
trait Listed: Clone {
    fn sid(&self) -> &str;

    fn list(client: &Client) -> impl Future<Output = Result<Vec<Self>, api::Error>> + Send;
}

impl Listed for CrossConnect {
    fn sid(&self) -> &str {
        self.sid.as_str()
    }

    async fn list(client: &Client) -> Result<Vec<Self>, api::Error> {
        let all = client.list_cross_connects(&CrossConnectFilter::default()).await?;
        Ok(all.value)
    }
}

impl Listed for BgpSession {
    fn sid(&self) -> &str {
        self.sid.as_str()
    }

    async fn list(client: &Client) -> Result<Vec<Self>, api::Error> {
        let all = client.list_bgp_sessions(&BgpSessionFilter::default()).await?;
        Ok(all.value)
    }
}
