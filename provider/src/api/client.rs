//! The calls of Interconnect v1, one method each.

use super::answer::Answer;
use super::base_url::BaseUrl;
use super::bgp_session::{BgpSession, BgpSessionChange, BgpSessionFilter, BgpSessionOrder};
use super::body::{Form, Intake, Whole};
use super::call::Call;
use super::call_limits::{CallLimits, Deadline};
use super::carrier::{Carrier, Http};
use super::credentials::Credentials;
use super::cross_connect::{
    CompletionNotice, CrossConnect, CrossConnectChange, CrossConnectFilter, CrossConnectOrder, completion_form,
};
use super::effect::Effect;
use super::error::{Error, WriteError};
use super::exchange::Exchange;
use super::fault;
use super::health::Health;
use super::idempotency_key::IdempotencyKey;
use super::letter::Letter;
use super::page::{Allowance, MOST_PAGES, PAGE_SIZE, PageIntake};
use super::refusal::Refusal;
use super::revision::Revision;
use super::transport::{Reply, Transport};
use super::user_agent::UserAgent;
use crate::domain::{
    self, AccountSid, BgpSessionSid, Completion, CrossConnectSid, MaxConcurrentRequests, MaxRetries, RequestTimeout,
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use url::Url;

/// The settings of a client.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The base URL of the service.
    pub base_url: BaseUrl,
    /// The account whose objects the client handles. A record of another account is refused.
    pub account_sid: AccountSid,
    /// The credentials of every request.
    pub credentials: Credentials,
    /// The most retries of one request. If it is none, only the time limits end the retries.
    pub max_retries: Option<MaxRetries>,
    /// The most concurrent requests.
    pub max_concurrent_requests: MaxConcurrentRequests,
    /// The time limit of one attempt of a request, including its answer.
    pub request_timeout: RequestTimeout,
    /// The value of the header `User-Agent`.
    pub user_agent: UserAgent,
}

/// A client of one account, with the limits of one call. Clones share one pool of connections and one limiter.
#[derive(Debug, Clone)]
pub struct Client {
    shared: Arc<Shared>,
    limits: CallLimits,
}

#[derive(Debug)]
struct Shared {
    base_url: BaseUrl,
    account_sid: AccountSid,
    transport: Transport,
    /// The lock under which whole lists are read, so that two lists do not fill the memory at once.
    listing: Mutex<()>,
}

impl Client {
    /// Creates a client over HTTP. It sends nothing yet.
    ///
    /// # Errors
    /// [`Error::Setup`] if the machine's certificate authorities cannot be read.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let http = Http::new(&settings.base_url, &settings.user_agent, settings.request_timeout)?;
        Ok(Self::over(Arc::new(http), settings))
    }

    /// Creates a client over another carrier.
    pub fn over(carrier: Arc<dyn Carrier>, settings: Settings) -> Self {
        let shared = Shared {
            base_url: settings.base_url.clone(),
            account_sid: settings.account_sid.clone(),
            transport: Transport::new(settings, carrier),
            listing: Mutex::default(),
        };
        Self {
            shared: Arc::new(shared),
            limits: CallLimits::default(),
        }
    }

    /// Returns the same client for a call that `stop` interrupts.
    ///
    /// An interruption ends requests and pauses. A request that must not be cut off has 10 more seconds.
    #[must_use]
    pub fn stopped_by(&self, stop: &CancellationToken) -> Self {
        let mut client = self.clone();
        client.limits.stop = stop.clone();
        client
    }

    /// Returns the same client for an operation with a time limit.
    ///
    /// Until the limit, the client retries requests that the service refused because of their number. Without a limit, a request ends
    /// if the service has not answered any request of this run for 60 seconds.
    #[must_use]
    pub fn until(&self, deadline: Deadline) -> Self {
        let mut client = self.clone();
        client.limits.deadline = Some(deadline);
        client
    }

    /// The token that interrupts the call.
    pub fn stop(&self) -> &CancellationToken {
        &self.limits.stop
    }

    /// The base URL of the service.
    pub fn base_url(&self) -> &BaseUrl {
        &self.shared.base_url
    }

    /// The account whose objects the client handles.
    pub fn account_sid(&self) -> &AccountSid {
        &self.shared.account_sid
    }

    /// The time of the last answer by the service's clock, by which letters expire; none before the first answer.
    pub fn last_date(&self) -> Option<Timestamp> {
        self.shared.transport.last_date()
    }

    /// Lists the exchanges.
    pub async fn exchanges(&self) -> Result<Answer<Vec<Exchange>>, Error> {
        self.list("Exchanges", "exchanges", &Form::default(), |_| true).await
    }

    /// Reads one exchange.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the service does not have the exchange.
    pub async fn exchange(&self, edge: &domain::Exchange) -> Result<Answer<Exchange>, Error> {
        let call = Call::get(self.at(&["Exchanges", edge.as_str()]));
        self.one(call, |found: &Exchange| found.is_called(edge)).await
    }

    /// Orders a cross connect.
    ///
    /// # Errors
    /// [`Error::Refused`] with `existing_sid` if the name is in use.
    pub async fn order_cross_connect(
        &self,
        order: &CrossConnectOrder,
        key: &IdempotencyKey,
    ) -> Result<Answer<CrossConnect>, WriteError> {
        let call = Call::create(self.at(&["CrossConnects"]), order.form(), key);
        self.created(call, |made| order.is_filled_by(made)).await
    }

    /// Reads a cross connect.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it does not exist or is deleted. A record with the status `deleted` means the same as a 404.
    pub async fn cross_connect(&self, sid: &CrossConnectSid) -> Result<Answer<CrossConnect>, Error> {
        let call = Call::get(self.at(&["CrossConnects", sid.as_str()]));
        let found: Answer<CrossConnect> = self.one(call, |found: &CrossConnect| found.sid == *sid).await?;
        if found.value.is_deleted() {
            return Err(Error::NotFound(Box::new(Refusal::of_deleted(found.request_id))));
        }
        Ok(found)
    }

    /// Lists the account's cross connects, oldest first, page by page, with at most `page_size` (1 to 1000) on each.
    pub fn cross_connect_pages(&self, filter: &CrossConnectFilter, page_size: u16) -> Pages<CrossConnect> {
        let wanted = filter.clone();
        let admits = move |listed: &CrossConnect| wanted.admits(listed);
        self.pages("CrossConnects", "cross_connects", &filter.form(), page_size, admits)
    }

    /// Lists the account's cross connects, oldest first, all pages.
    pub async fn list_cross_connects(&self, filter: &CrossConnectFilter) -> Result<Answer<Vec<CrossConnect>>, Error> {
        let wanted = filter.clone();
        let admits = move |listed: &CrossConnect| wanted.admits(listed);
        self.list("CrossConnects", "cross_connects", &filter.form(), admits)
            .await
    }

    /// Changes a cross connect, and returns it with the change. An empty change is not sent: the object is read instead.
    ///
    /// # Errors
    /// [`Error::Conflict`] if the revision is not the current one.
    pub async fn change_cross_connect(
        &self,
        sid: &CrossConnectSid,
        change: &CrossConnectChange,
        revision: Option<Revision>,
    ) -> Result<Answer<CrossConnect>, WriteError> {
        if change.is_empty() {
            return self
                .cross_connect(sid)
                .await
                .map_err(|error| WriteError::new(error, Effect::None));
        }
        let call = Call::change(self.at(&["CrossConnects", sid.as_str()]), change.form(), revision);
        self.written(&call, |changed: &CrossConnect| changed.sid == *sid).await
    }

    /// Requests the deletion of a cross connect. It is gone when a read returns [`Error::NotFound`].
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is gone already; [`Error::Refused`] with `bgp_session_sids` if it carries BGP sessions.
    pub async fn delete_cross_connect(
        &self,
        sid: &CrossConnectSid,
        revision: Option<Revision>,
    ) -> Result<Answer<()>, WriteError> {
        self.gone(Call::delete(self.at(&["CrossConnects", sid.as_str()]), revision))
            .await
    }

    /// Reads the letter of authorization.
    ///
    /// # Errors
    /// [`Error::NotFound`] if none is issued yet.
    pub async fn letter(&self, sid: &CrossConnectSid) -> Result<Answer<Letter>, Error> {
        let url = self.at(&["CrossConnects", sid.as_str(), "LetterOfAuthorization"]);
        self.one(Call::get(url), names_nothing).await
    }

    /// Reads the letter of authorization as a PDF document.
    ///
    /// # Errors
    /// [`Error::NotFound`] if none is issued yet; [`Error::Unexpected`] if the answer is not a PDF document.
    pub async fn letter_document(&self, sid: &CrossConnectSid) -> Result<Answer<Vec<u8>>, Error> {
        let url = self.at(&["CrossConnects", sid.as_str(), "LetterOfAuthorization.pdf"]);
        let call = Call::document(url, "application/pdf");
        let (mut reply, _) = self.received(&call, Whole::document).await?;
        if !reply.body.starts_with(b"%PDF-") {
            return Err(fault::unexpected(&reply, "it is not a PDF document"));
        }
        let document = std::mem::take(&mut reply.body);
        Ok(reply.answer(document))
    }

    /// Requests a re-issue of the letter, with new dates.
    ///
    /// # Errors
    /// [`Error::Refused`] after completion is reported.
    pub async fn reissue_letter(
        &self,
        sid: &CrossConnectSid,
        revision: Option<Revision>,
    ) -> Result<Answer<Letter>, WriteError> {
        let url = self.at(&["CrossConnects", sid.as_str(), "LetterOfAuthorization"]);
        self.written(&Call::change(url, Form::default(), revision), names_nothing)
            .await
    }

    /// Reports the data center's completion notice. A report cannot be withdrawn.
    ///
    /// # Errors
    /// [`Error::Refused`] before the letter is issued, after it has expired, and if completion is already reported.
    pub async fn report_completion(
        &self,
        sid: &CrossConnectSid,
        completion: &Completion,
        revision: Option<Revision>,
    ) -> Result<Answer<CompletionNotice>, WriteError> {
        let url = self.at(&["CrossConnects", sid.as_str(), "CompletionNotices"]);
        let call = Call::change(url, completion_form(completion), revision);
        self.written(&call, |notice: &CompletionNotice| notice.reports(completion))
            .await
    }

    /// Creates a BGP session.
    ///
    /// # Errors
    /// [`Error::Refused`] with `existing_sid` if the cross connect has one.
    pub async fn create_bgp_session(
        &self,
        order: &BgpSessionOrder,
        key: &IdempotencyKey,
    ) -> Result<Answer<BgpSession>, WriteError> {
        let call = Call::create(self.at(&["BgpSessions"]), order.form(), key);
        self.created(call, |made: &BgpSession| {
            made.cross_connect_sid == order.cross_connect_sid
        })
        .await
    }

    /// Reads a BGP session.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it does not exist or is deleted.
    pub async fn bgp_session(&self, sid: &BgpSessionSid) -> Result<Answer<BgpSession>, Error> {
        let call = Call::get(self.at(&["BgpSessions", sid.as_str()]));
        self.one(call, |found: &BgpSession| found.sid == *sid).await
    }

    /// Lists the account's BGP sessions, oldest first, page by page, with at most `page_size` (1 to 1000) on each.
    pub fn bgp_session_pages(&self, filter: &BgpSessionFilter, page_size: u16) -> Pages<BgpSession> {
        let wanted = filter.clone();
        let admits = move |listed: &BgpSession| wanted.admits(listed);
        self.pages("BgpSessions", "bgp_sessions", &filter.form(), page_size, admits)
    }

    /// Lists the account's BGP sessions, oldest first, all pages.
    pub async fn list_bgp_sessions(&self, filter: &BgpSessionFilter) -> Result<Answer<Vec<BgpSession>>, Error> {
        let wanted = filter.clone();
        let admits = move |listed: &BgpSession| wanted.admits(listed);
        self.list("BgpSessions", "bgp_sessions", &filter.form(), admits).await
    }

    /// Changes a BGP session, and returns it with the change. An empty change is not sent: the object is read instead.
    ///
    /// # Errors
    /// [`Error::InTransition`] while the service configures an earlier change; [`Error::Conflict`] if the revision is not the
    /// current one.
    pub async fn change_bgp_session(
        &self,
        sid: &BgpSessionSid,
        change: &BgpSessionChange,
        revision: Option<Revision>,
    ) -> Result<Answer<BgpSession>, WriteError> {
        if change.is_empty() {
            return self
                .bgp_session(sid)
                .await
                .map_err(|error| WriteError::new(error, Effect::None));
        }
        let call = Call::change(self.at(&["BgpSessions", sid.as_str()]), change.form(), revision);
        self.written(&call, |changed: &BgpSession| changed.sid == *sid).await
    }

    /// Requests the deletion of a BGP session. It is gone when a read returns [`Error::NotFound`].
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is gone already.
    pub async fn delete_bgp_session(
        &self,
        sid: &BgpSessionSid,
        revision: Option<Revision>,
    ) -> Result<Answer<()>, WriteError> {
        self.gone(Call::delete(self.at(&["BgpSessions", sid.as_str()]), revision))
            .await
    }

    /// Reads the health of a BGP session, which the service measures.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the session does not exist.
    pub async fn health(&self, sid: &BgpSessionSid) -> Result<Answer<Health>, Error> {
        let url = self.at(&["BgpSessions", sid.as_str(), "Health"]);
        self.one(Call::get(url), names_nothing).await
    }

    fn at(&self, segments: &[&str]) -> Url {
        self.shared.base_url.at(segments)
    }

    /// Creates an object.
    ///
    /// If the answer cannot be read, the object may exist. The client then sends the request once more with the same key, and the
    /// service answers with the object that the first request created.
    async fn created<T: DeserializeOwned + Record>(
        &self,
        call: Call,
        is_ordered: impl Fn(&T) -> bool,
    ) -> Result<Answer<T>, WriteError> {
        match self.written(&call, &is_ordered).await {
            Err(first) if matches!(first.error, Error::Unexpected { .. }) && !first.effect.is_none() => {
                let again = self.written(&call, &is_ordered).await;
                again.map_err(|second| second.after(&first))
            }
            other => other,
        }
    }

    /// Sends a call with an effect, and reads its record. A record of another object leaves the effect open.
    async fn written<T: DeserializeOwned + Record>(
        &self,
        call: &Call,
        is_sought: impl Fn(&T) -> bool,
    ) -> Result<Answer<T>, WriteError> {
        let reply = self.shared.transport.send(call, &self.limits).await?;
        let effect = reply.effect();
        let mut record = fault::record::<T>(&reply).map_err(|error| WriteError::new(error, effect))?;
        hide_secrets(&reply, &mut record);
        self.check(&reply, &record, is_sought)
            .map_err(|error| WriteError::new(error, effect.min(Effect::Perhaps)))?;
        Ok(reply.answer(record))
    }

    async fn gone(&self, call: Call) -> Result<Answer<()>, WriteError> {
        Ok(self.shared.transport.send(&call, &self.limits).await?.answer(()))
    }

    /// Sends a call without an effect, and reads its record, which must be of the requested object.
    async fn one<T: DeserializeOwned + Record>(
        &self,
        call: Call,
        is_sought: impl Fn(&T) -> bool,
    ) -> Result<Answer<T>, Error> {
        let reply = self.reply(&call).await?;
        let mut record = fault::record(&reply)?;
        hide_secrets(&reply, &mut record);
        self.check(&reply, &record, is_sought)?;
        Ok(reply.answer(record))
    }

    async fn reply(&self, call: &Call) -> Result<Reply, Error> {
        let sent = self.shared.transport.send(call, &self.limits).await;
        sent.map_err(|failed| failed.error)
    }

    async fn received<I: Intake>(&self, call: &Call, begin: impl Fn() -> I) -> Result<(Reply, I), Error> {
        let received = self.shared.transport.receive(call, &self.limits, begin).await;
        received.map_err(|failed| failed.error)
    }

    /// Refuses a record of another account, or of another object than the requested one.
    fn check<T: Record>(&self, reply: &Reply, record: &T, is_sought: impl Fn(&T) -> bool) -> Result<(), Error> {
        self.check_account(reply, record)?;
        if is_sought(record) {
            return Ok(());
        }
        let name = record.name().unwrap_or_default();
        Err(fault::of_another(reply, "the record belongs to another object,", name))
    }

    async fn list<T: DeserializeOwned + Record>(
        &self,
        path: &str,
        key: &'static str,
        filter: &Form,
        admits: impl Fn(&T) -> bool + Send + Sync + 'static,
    ) -> Result<Answer<Vec<T>>, Error> {
        let _turn = tokio::select! {
            biased;
            () = self.limits.stop.cancelled() => return Err(Error::Interrupted),
            turn = self.shared.listing.lock() => turn,
        };
        let mut pages = self.pages(path, key, filter, PAGE_SIZE, admits);
        let mut all = Vec::new();
        loop {
            let answer: Answer<Vec<T>> = pages.next().await?;
            let is_last = pages.is_over();
            // A list grows by pages and not by doubling, because a large list must not take twice its memory.
            all.reserve_exact(answer.value.len());
            let answer = answer.map(|records| all.extend(records));
            if is_last {
                return Ok(answer.map(|()| all));
            }
        }
    }

    /// Returns the pages of a filtered list. Records that do not match are left out, because a service may ignore a filter parameter.
    fn pages<T>(
        &self,
        path: &str,
        key: &'static str,
        filter: &Form,
        page_size: u16,
        admits: impl Fn(&T) -> bool + Send + Sync + 'static,
    ) -> Pages<T> {
        let mut url = self.at(&[path]);
        url.query_pairs_mut()
            .extend_pairs(filter.pairs())
            .append_pair("PageSize", &page_size.clamp(1, PAGE_SIZE).to_string());
        Pages {
            client: self.clone(),
            key,
            next: Some(url),
            seen: HashSet::new(),
            allowance: Allowance::default(),
            admits: Admits(Box::new(admits)),
        }
    }

    /// Returns the URL of the next page, if it is on the same service and has not been read before.
    fn next_page(&self, reply: &Reply, next: &str, seen: &HashSet<Url>) -> Result<Url, Error> {
        let Some(url) = self.shared.base_url.followed(next) else {
            return Err(fault::unexpected(
                reply,
                "the next page is on another service or outside the base URL, where the provider does not send credentials",
            ));
        };
        if seen.contains(&url) {
            let reason = "the list never ends, because a page links back to an earlier one";
            return Err(fault::unexpected(reply, reason));
        }
        if seen.len() >= MOST_PAGES {
            let reason = format!("the list has more than {MOST_PAGES} pages");
            return Err(fault::unexpected(reply, &reason));
        }
        Ok(url)
    }

    /// Refuses a record of another account.
    fn check_account(&self, reply: &Reply, record: &impl Record) -> Result<(), Error> {
        match record.account() {
            Some(account) if *account != self.shared.account_sid => Err(fault::of_another(
                reply,
                "the record belongs to another account,",
                account.as_str(),
            )),
            _ => Ok(()),
        }
    }
}

/// A list that is read page by page, so that a caller can stop early.
#[derive(Debug)]
pub struct Pages<T> {
    client: Client,
    key: &'static str,
    next: Option<Url>,
    seen: HashSet<Url>,
    allowance: Allowance,
    admits: Admits<T>,
}

/// The filter of a list, applied to each record.
struct Admits<T>(Box<dyn Fn(&T) -> bool + Send + Sync>);

impl<T> fmt::Debug for Admits<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Admits")
    }
}

impl<T> Pages<T> {
    /// True where the last page has been read.
    pub fn is_over(&self) -> bool {
        self.next.is_none()
    }
}

#[expect(private_bounds, reason = "which records there are is the contract's to say")]
impl<T: DeserializeOwned + Record> Pages<T> {
    /// Reads the records of the next page; none after the last page.
    ///
    /// # Errors
    /// Every error of a read. The list is then over.
    pub async fn next(&mut self) -> Result<Answer<Vec<T>>, Error> {
        let Some(url) = self.next.take() else {
            return Ok(Answer {
                value: Vec::new(),
                request_id: None,
                retry_after: None,
                is_replayed: false,
            });
        };
        let (key, allowance) = (self.key, self.allowance);
        let begin = || PageIntake::<T>::new(key, allowance);
        let (reply, page) = self.client.received(&Call::list(url.clone()), begin).await?;
        self.seen.insert(url);
        self.allowance = page.allowance();
        let (mut records, next) = page.into_parts();
        for record in &mut records {
            hide_secrets(&reply, record);
            self.client.check_account(&reply, record)?;
        }
        records.retain(|record| (self.admits.0)(record));
        if let Some(next) = next {
            self.next = Some(self.client.next_page(&reply, &next, &self.seen)?);
        }
        Ok(reply.answer(records))
    }
}

/// A record of the service.
trait Record {
    /// The account of the record, if it names one.
    fn account(&self) -> Option<&AccountSid> {
        None
    }

    /// The name of the object in a message.
    fn name(&self) -> Option<&str> {
        None
    }

    /// The texts that the service wrote. They are not the user's values, and have no fixed form.
    fn texts(&mut self) -> Vec<&mut String> {
        Vec::new()
    }
}

/// Hides the secrets of the request in the texts of a record.
fn hide_secrets(reply: &Reply, record: &mut impl Record) {
    for text in record.texts() {
        *text = reply.secrets.scrub(text);
    }
}

impl Record for CrossConnect {
    fn account(&self) -> Option<&AccountSid> {
        Some(&self.account_sid)
    }

    fn name(&self) -> Option<&str> {
        Some(self.sid.as_str())
    }

    fn texts(&mut self) -> Vec<&mut String> {
        let reason = self.status_reason.as_mut().map(|reason| &mut reason.message);
        let letter = self.letter_of_authorization.as_mut().map(Record::texts);
        let declined = self.last_declined.iter_mut().flat_map(|it| it.reasons());
        let hold = self.on_hold.iter_mut().map(|hold| &mut hold.reason);
        let maintenance = self.maintenance.iter_mut().map(|each| &mut each.reason);
        let texts = self.data_center.iter_mut().chain(reason).chain(hold);
        let texts = texts.chain(declined).chain(maintenance);
        texts.chain(letter.into_iter().flatten()).collect()
    }
}

impl Record for BgpSession {
    fn account(&self) -> Option<&AccountSid> {
        Some(&self.account_sid)
    }

    fn name(&self) -> Option<&str> {
        Some(self.sid.as_str())
    }

    fn texts(&mut self) -> Vec<&mut String> {
        let reason = self.status_reason.iter_mut().map(|reason| &mut reason.message);
        let declined = self.last_declined.iter_mut().flat_map(|it| it.reasons());
        let hold = self.on_hold.iter_mut().map(|hold| &mut hold.reason);
        reason.chain(declined).chain(hold).collect()
    }
}

impl Record for CompletionNotice {
    fn name(&self) -> Option<&str> {
        Some(self.reference.as_str())
    }
}

impl Record for Exchange {
    fn name(&self) -> Option<&str> {
        Some(self.edge.as_str())
    }

    fn texts(&mut self) -> Vec<&mut String> {
        let others = [&mut self.address, &mut self.region, &mut self.legacy_edge];
        let others = others.into_iter().flatten();
        [&mut self.city, &mut self.data_center]
            .into_iter()
            .chain(others)
            .collect()
    }
}

impl Record for Health {
    fn texts(&mut self) -> Vec<&mut String> {
        self.reasons.iter_mut().collect()
    }
}

impl Record for Letter {
    fn texts(&mut self) -> Vec<&mut String> {
        let place = [&mut self.cage, &mut self.patch_panel, &mut self.port];
        [&mut self.facility]
            .into_iter()
            .chain(place.into_iter().flatten())
            .collect()
    }
}

/// The check for a record that does not name its object: a letter, or the health of a session.
fn names_nothing<T>(_: &T) -> bool {
    true
}
