//! What one run has planned so far, and when something may be said about it.
//!
//! Terraform tells a provider of one object at a time, in no order, and never that it was the last. So what concerns several
//! objects is judged when each is planned, by what is known then, and what would be said waits until the run is still: until no
//! other call is being answered and none has come for [`STILLNESS`]. What a later plan cures is never said. Where there is nothing to say
//! nobody waits. Where several objects would say the same, one says it, once: one that it is about, rather one that changes, and
//! then the one whose name comes first.
//!
//! Few wait at a time, because each that waits keeps Terraform from planning another. Whoever has to give way says what is certain by
//! then, and leaves the rest to those that still wait.

mod stillness;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::checks::review::{self, Subject};
use crate::checks::{Facts, Finding, Severities, Severity};
use stillness::Stillness;

/// What one run has planned. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    book: Mutex<Book>,
    stillness: Stillness,
    changed: Notify,
}

#[derive(Debug, Default)]
struct Book {
    facts: Facts,
    /// What was said, by summary and code: nothing is said twice.
    said: BTreeSet<String>,
    waiting: Vec<Waiting>,
    /// Those that gave way, with what they would have said.
    left: Vec<Waiting>,
    next_ticket: u64,
}

/// Somebody who would say something once the run is still.
#[derive(Clone, Debug)]
struct Waiting {
    ticket: u64,
    name: String,
    subject: Subject,
    severities: Severities,
    /// What it shall say, once that is settled.
    settled: Option<Vec<Finding>>,
}

impl Ledger {
    /// Notes something of this run; whoever waits looks again.
    pub(crate) fn note<T>(&self, entry: impl FnOnce(&mut Facts) -> T) -> T {
        let noted = entry(&mut self.book().facts);
        self.0.changed.notify_waiters();
        noted
    }

    /// Looks something up that was noted.
    pub(crate) fn look<T>(&self, question: impl FnOnce(&Facts) -> T) -> T {
        question(&self.book().facts)
    }

    /// Whether `text` was said in this run.
    pub(crate) fn was_said(&self, text: &str) -> bool {
        self.book().said.contains(text)
    }

    /// Whether this is the first time that `text` is to be said.
    pub(crate) fn is_news(&self, text: impl Into<String>) -> bool {
        self.book().said.insert(text.into())
    }

    /// A call of this run that is being answered.
    pub(crate) fn busy(&self) -> Busy {
        self.0.stillness.begin();
        Busy(self.clone())
    }

    /// A call of this run that was answered at once.
    pub(crate) fn stir(&self) {
        drop(self.busy());
    }

    /// What `subject`, called `name`, is to say, once all that may cure it has been planned.
    pub(crate) async fn settled(&self, name: &str, subject: Subject, severities: &Severities) -> Vec<Finding> {
        let Some(ticket) = self.book().enqueue(name, subject, severities) else {
            return Vec::new();
        };
        let seat = Seat { ledger: self, ticket };
        self.0.changed.notify_waiters();
        loop {
            let changed = self.0.changed.notified();
            if let Some(said) = self.book().leave_if_done(seat.ticket) {
                return said;
            }
            let still = self.0.stillness.wait();
            tokio::select! {
                () = changed => {}
                () = still => {
                    self.book().settle();
                    self.0.changed.notify_waiters();
                }
            }
        }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call of a run that is being answered, until it is dropped.
#[derive(Debug)]
pub(crate) struct Busy(Ledger);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.0.stillness.end();
    }
}

impl Book {
    /// A ticket for somebody who has something to say, or on whom those rely who gave way.
    fn enqueue(&mut self, name: &str, subject: Subject, severities: &Severities) -> Option<u64> {
        let candidate = Waiting {
            ticket: self.next_ticket,
            name: name.to_owned(),
            subject,
            severities: severities.clone(),
            settled: None,
        };
        let must_stand_in =
            self.undecided().next().is_none() && self.left.iter().any(|left| !self.unsaid(left).is_empty());
        if self.unsaid(&candidate).is_empty() && !must_stand_in {
            return None;
        }
        self.next_ticket += 1;
        self.waiting.push(candidate);
        if self.undecided().count() > SEATS {
            self.give_way();
        }
        Some(self.next_ticket - 1)
    }

    /// Those that wait and do not know yet what they will say.
    fn undecided(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter().filter(|waiting| waiting.settled.is_none())
    }

    /// Lets the one that has waited longest say what is certain, and go.
    fn give_way(&mut self) {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.settled.is_none()) else {
            return;
        };
        let mut first = self.waiting.remove(place);
        let certain = self.unsaid(&first).into_iter();
        let certain: Vec<Finding> = certain
            .filter(|finding| review::is_certain(&self.facts, &first.subject, finding))
            .collect();
        self.said.extend(certain.iter().map(ToString::to_string));
        self.left.push(first.clone());
        first.settled = Some(certain);
        self.waiting.push(first);
    }

    /// What somebody would say now.
    fn unsaid(&self, waiting: &Waiting) -> Vec<Finding> {
        let found = review::of(&self.facts, &waiting.subject).into_iter();
        found
            .filter(|finding| waiting.severities.of(finding.check) != Severity::Off)
            .filter(|finding| !self.said.contains(&finding.to_string()))
            .collect()
    }

    /// What the holder of a ticket says, if it need not wait any longer.
    fn leave_if_done(&mut self, ticket: u64) -> Option<Vec<Finding>> {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.ticket == ticket) else {
            return Some(Vec::new());
        };
        if let Some(settled) = self.waiting.get_mut(place).and_then(|waiting| waiting.settled.take()) {
            self.waiting.remove(place);
            return Some(settled);
        }
        let is_cured = self
            .waiting
            .get(place)
            .is_some_and(|waiting| self.unsaid(waiting).is_empty());
        let may_leave = self.undecided().count() > 1 || self.left.iter().all(|left| self.unsaid(left).is_empty());
        (is_cured && may_leave).then(|| {
            self.waiting.remove(place);
            Vec::new()
        })
    }

    /// The run is still: lets each of those that wait say what is left to say. What is said of an object that waits, it says itself;
    /// beyond that, one that changes speaks before one that stays, and then the first by name.
    fn settle(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_by_cached_key(|each| {
            let stays = !review::is_changed(&self.facts, &each.subject);
            (stays, each.name.clone(), each.ticket)
        });
        for each in waiting.iter_mut().filter(|each| each.settled.is_none()) {
            let name = review::name_of(&self.facts, &each.subject);
            let names_it = |finding: &Finding| name.as_deref().is_some_and(|name| finding.names(name));
            each.settled = Some(self.said_now(each, names_it));
        }
        for each in &mut waiting {
            let rest = self.said_now(each, |_| true);
            each.settled.get_or_insert_default().extend(rest);
        }
        for each in std::mem::take(&mut self.left) {
            let findings = self.said_now(&each, |_| true).into_iter();
            if let Some(first) = waiting.first_mut() {
                let said = findings.map(|finding| finding.said_for(&each.name));
                first.settled.get_or_insert_default().extend(said);
            }
        }
        self.waiting = waiting;
    }

    /// What somebody says of what he has to say, noted as said.
    fn said_now(&mut self, waiting: &Waiting, which: impl Fn(&Finding) -> bool) -> Vec<Finding> {
        let findings: Vec<Finding> = self.unsaid(waiting).into_iter().filter(which).collect();
        self.said.extend(findings.iter().map(ToString::to_string));
        findings
    }
}

/// A place among those that wait, given up with the call that took it.
struct Seat<'a> {
    ledger: &'a Ledger,
    ticket: u64,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        self.ledger
            .book()
            .waiting
            .retain(|waiting| waiting.ticket != self.ticket);
        self.ledger.0.changed.notify_waiters();
    }
}

/// How many may wait at a time: well below the ten objects that Terraform plans at a time.
const SEATS: usize = 6;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::checks::facts::Change;
    use crate::checks::record::{CrossConnect, Grouping};
    use crate::domain::{Bandwidth, CrossConnectSid, Exchange, RedundancyGroup, UniqueName};

    fn circuit(name: &str, exchange: &str, group: &str) -> CrossConnect {
        CrossConnect {
            name: Some(UniqueName::trusted(name)),
            exchange: Some(Exchange::trusted(exchange)),
            bandwidth: None,
            group: Grouping::In(RedundancyGroup::trusted(group)),
            status: None,
            link: None,
        }
    }

    /// A run whose account has nothing yet.
    fn ledger() -> Ledger {
        let ledger = Ledger::default();
        ledger.note(|facts| facts.lay_cross_connects([]));
        ledger
    }

    /// Plans the order of a cross connect, as a resource does, and gives back what is said of it.
    async fn order(ledger: &Ledger, circuit: CrossConnect) -> Vec<String> {
        let busy = ledger.busy();
        ledger.note(|facts| facts.order_cross_connect(circuit.clone()));
        drop(busy);
        told(ledger, circuit.clone(), Subject::Ordered(circuit, None)).await
    }

    /// What is said of a cross connect, a line each.
    async fn told(ledger: &Ledger, circuit: CrossConnect, subject: Subject) -> Vec<String> {
        let name = circuit.shown();
        let said = ledger.settled(&name, subject, &Severities::default()).await;
        said.iter()
            .map(|finding| {
                format!(
                    "{name}: {} {}",
                    finding.check.code,
                    finding.detail.contains("not about the resource named above")
                )
            })
            .collect()
    }

    fn plan(ledger: &Ledger, name: &str, exchange: &str, group: &str) -> tokio::task::JoinHandle<Vec<String>> {
        let (ledger, circuit) = (ledger.clone(), circuit(name, exchange, group));
        tokio::spawn(async move { order(&ledger, circuit).await })
    }

    async fn said(plans: Vec<tokio::task::JoinHandle<Vec<String>>>) -> Vec<String> {
        let mut all = Vec::new();
        for plan in plans {
            all.extend(plan.await.unwrap());
        }
        all.sort();
        all
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_later_plan_cures_is_never_said_and_nobody_waits_any_longer() {
        let ledger = ledger();
        let started = tokio::time::Instant::now();
        let first = plan(&ledger, "a", "ashburn-ix", "voice");
        tokio::time::sleep(Duration::from_millis(400)).await;
        let second = plan(&ledger, "b", "san-jose-ix", "voice");

        assert_eq!(said(vec![first, second]).await, Vec::<String>::new());
        assert_eq!(started.elapsed(), Duration::from_millis(400));
    }

    #[tokio::test(start_paused = true)]
    async fn what_nothing_cures_is_said_once_the_run_is_still() {
        let ledger = ledger();
        let started = tokio::time::Instant::now();

        assert_eq!(
            said(vec![plan(&ledger, "a", "ashburn-ix", "voice")]).await,
            ["a: TWX201 false"]
        );
        assert!(started.elapsed() >= stillness::STILLNESS);
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_is_being_answered_keeps_the_run_from_being_still() {
        let ledger = ledger();
        let first = plan(&ledger, "a", "ashburn-ix", "voice");
        tokio::task::yield_now().await;
        let busy = ledger.busy();
        tokio::time::sleep(Duration::from_secs(30)).await;
        drop(busy);
        let second = plan(&ledger, "b", "san-jose-ix", "voice");

        assert_eq!(said(vec![first, second]).await, Vec::<String>::new());
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_by_name_says_what_several_would_say_in_whatever_order_they_come() {
        for order in [["a", "b"], ["b", "a"]] {
            let ledger = ledger();
            let plans = order.map(|name| plan(&ledger, name, "ashburn-ix", "voice"));

            assert_eq!(said(plans.into()).await, ["a: TWX202 false"]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_said_twice_in_a_run() {
        let ledger = ledger();
        let first = said(vec![
            plan(&ledger, "a", "ashburn-ix", "voice"),
            plan(&ledger, "b", "ashburn-ix", "voice"),
        ])
        .await;
        ledger.note(|facts| facts.order_cross_connect(circuit("c", "tokyo-ix", "other")));
        let again = ledger
            .settled(
                "b",
                Subject::Ordered(circuit("b", "ashburn-ix", "voice"), None),
                &Severities::default(),
            )
            .await;

        assert_eq!((first.len(), again.len()), (1, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_switched_off_makes_nobody_wait() {
        let ledger = ledger();
        ledger.stir();
        let started = tokio::time::Instant::now();
        let off = Severities::parse([("2xx", "off")]).unwrap();
        let lone = circuit("a", "ashburn-ix", "voice");
        ledger.note(|facts| facts.order_cross_connect(lone.clone()));

        assert!(ledger.settled("a", Subject::Ordered(lone, None), &off).await.is_empty());
        assert_eq!(started.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_changes_speaks_before_one_that_stays() {
        let ledger = Ledger::default();
        let sid = |at: usize| CrossConnectSid::trusted(format!("XC{at:032x}"));
        let sized = |leg: CrossConnect, mbps| CrossConnect {
            bandwidth: Some(Bandwidth::trusted(mbps)),
            ..leg
        };
        let (a, b) = (
            circuit("a", "ashburn-ix", "voice"),
            circuit("b", "san-jose-ix", "voice"),
        );
        ledger.note(|facts| {
            facts.lay_cross_connects([(sid(1), sized(a.clone(), 1000)), (sid(2), sized(b.clone(), 1000))]);
        });
        let mut plans = Vec::new();
        for (at, leg, before, after) in [(2, b, 1000, 100), (1, a, 1000, 1000)] {
            let ledger = ledger.clone();
            plans.push(tokio::spawn(async move {
                let (before, after) = (sized(leg.clone(), before), sized(leg, after));
                ledger.stir();
                let told_of = after.clone();
                ledger.note(|facts| facts.plan_cross_connect(sid(at), Change::Kept { before, after }));
                told(&ledger, told_of, Subject::CrossConnect(sid(at))).await
            }));
        }

        assert_eq!(said(plans).await, ["b: TWX204 false"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_about_one_that_waits_is_said_by_it_and_not_by_a_neighbour() {
        let ledger = Ledger::default();
        let account = [("x-ashburn", "ashburn-ix"), ("x-tokyo", "tokyo-ix")];
        let account = account.map(|(name, exchange)| circuit(name, exchange, "voice"));
        let sids = (1..).map(|at| CrossConnectSid::trusted(format!("XC{at:032x}")));
        ledger.note(|facts| facts.lay_cross_connects(sids.zip(account)));
        let plans = vec![
            plan(&ledger, "new", "ashburn-ix", "voice"),
            plan(&ledger, "new-tokyo", "tokyo-ix", "voice"),
        ];

        assert_eq!(
            said(plans).await,
            ["new-tokyo: TWX202 false", "new: TWX202 false", "new: TWX203 false"]
        );
    }

    /// As Terraform does: ten objects at a time, in no order that the provider knows.
    async fn plan_ten_at_a_time(ledger: &Ledger, circuits: Vec<(String, &'static str, String)>) -> Vec<String> {
        let slots = Arc::new(tokio::sync::Semaphore::new(10));
        let mut plans = Vec::new();
        for (name, exchange, group) in circuits {
            let (ledger, slots) = (ledger.clone(), Arc::clone(&slots));
            plans.push(tokio::spawn(async move {
                let _slot = slots.acquire().await.unwrap();
                order(&ledger, circuit(&name, exchange, &group)).await
            }));
        }
        said(plans).await
    }

    #[tokio::test(start_paused = true)]
    async fn a_hundred_pairs_whose_second_legs_come_last_are_found_faultless_without_a_pause() {
        let ledger = ledger();
        let started = tokio::time::Instant::now();
        let legs = |exchange: &'static str, city: &'static str| {
            (0..100).map(move |at| (format!("{at}-{city}"), exchange, format!("group-{at}")))
        };
        let circuits = legs("ashburn-ix", "ashburn")
            .chain(legs("san-jose-ix", "san-jose"))
            .collect();

        assert_eq!(plan_ten_at_a_time(&ledger, circuits).await, Vec::<String>::new());
        assert_eq!(started.elapsed(), Duration::ZERO);
    }

    /// Twenty pairs of 1000 and 100 Mbps in the account, each leg with its bandwidth after the plan; the large ones come first.
    fn unequal_pairs(large: u32, small: u32) -> Vec<(CrossConnectSid, CrossConnect, CrossConnect)> {
        let leg = |at: usize, city: &str, mbps: u32| CrossConnect {
            bandwidth: Some(Bandwidth::trusted(mbps)),
            ..circuit(
                &format!("{at:02}-{city}"),
                &format!("{city}-ix"),
                &format!("group-{at}"),
            )
        };
        let sid = |number: usize| CrossConnectSid::trusted(format!("XC{number:032x}"));
        let large = (0..20).map(|at| (sid(at), leg(at, "ashburn", 1000), leg(at, "ashburn", large)));
        let small = (0..20).map(|at| (sid(20 + at), leg(at, "san-jose", 100), leg(at, "san-jose", small)));
        large.chain(small).collect()
    }

    async fn plan_pairs(pairs: Vec<(CrossConnectSid, CrossConnect, CrossConnect)>) -> Vec<String> {
        let ledger = Ledger::default();
        let account = pairs.iter().map(|(sid, before, _)| (sid.clone(), before.clone()));
        ledger.note(|facts| facts.lay_cross_connects(account));
        let slots = Arc::new(tokio::sync::Semaphore::new(10));
        let mut plans = Vec::new();
        for (sid, before, after) in pairs {
            let (ledger, slots) = (ledger.clone(), Arc::clone(&slots));
            plans.push(tokio::spawn(async move {
                let _slot = slots.acquire().await.unwrap();
                ledger.stir();
                let leg = after.clone();
                ledger.note(|facts| facts.plan_cross_connect(sid.clone(), Change::Kept { before, after }));
                told(&ledger, leg, Subject::CrossConnect(sid)).await
            }));
        }
        said(plans).await
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_has_to_give_way_says_what_no_newcomer_can_cure_and_nothing_that_a_later_plan_cures() {
        let unequal = plan_pairs(unequal_pairs(1000, 100)).await;
        assert_eq!(unequal.len(), 20);
        assert!(unequal.iter().all(|line| line.ends_with("TWX204 false")), "{unequal:?}");

        assert_eq!(plan_pairs(unequal_pairs(1000, 1000)).await, Vec::<String>::new());
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_has_to_give_way_is_spoken_for() {
        let ledger = ledger();
        let circuits = (0..20)
            .map(|at| (format!("leg-{at:02}"), "ashburn-ix", format!("group-{at}")))
            .collect();

        let said = plan_ten_at_a_time(&ledger, circuits).await;

        assert_eq!(said.len(), 20);
        let of_others = said.iter().filter(|line| line.ends_with("true")).count();
        assert_eq!(of_others, 20 - SEATS);
    }
}
