//! The test of one platform: the claims of its text, in the order of the checks.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use crate::customer::{self, Customer, Platform};
use crate::rendered::Rendered;
use crate::twilio::{self, Twilio};
use crate::{Namespaces, Outcome};

/// Both running routers.
#[derive(Debug)]
pub(crate) struct Trial {
    // The daemons end before their namespaces.
    customer: Customer,
    twilio: Twilio,
    namespaces: Namespaces,
}

/// A claim, with the finding where it does not hold.
pub(crate) type Judged = (&'static str, Option<String>);

/// Far above the time for a session to come up, or for a change to cross the link.
const PATIENCE: Duration = Duration::from_secs(45);
/// The time for which a state has to last, so that later changes are excluded.
const CALM: Duration = Duration::from_secs(3);

impl Trial {
    /// Starts both routers.
    pub(crate) fn prepare(platform: Platform, rendered: &Rendered) -> Outcome<Self> {
        let namespaces = Namespaces::new()?;
        let twilio = Twilio::start(&namespaces, &rendered.session)?;
        let customer = Customer::start(&namespaces, platform, rendered)?;
        Ok(Self {
            customer,
            twilio,
            namespaces,
        })
    }

    /// Checks every claim.
    pub(crate) fn judge(&self) -> Outcome<Vec<Judged>> {
        let mut judged = vec![
            ("the session is established on both sides", self.comes_up()?),
            (
                "Twilio receives exactly ip_routes",
                self.twilio_has(&customer::MEANT, &[])?,
            ),
            (
                "the router takes exactly the exchange's prefixes",
                self.customer_has(&twilio::MEANT, &[])?,
            ),
        ];
        let [lost, kept] = customer::MEANT;
        self.namespaces.disconnect(lost)?;
        judged.push((
            "a network that the router has lost is withdrawn",
            self.twilio_has(&[kept], &[])?,
        ));
        self.namespaces.connect(lost)?;
        judged.push((
            "and announced again when it is back",
            self.twilio_has(&customer::MEANT, &[])?,
        ));
        self.customer.open_filters()?;
        let (out, back) = (
            "control: without the filter Twilio receives more",
            "control: without the filter the router takes more",
        );
        judged.push((out, self.twilio_has(&customer::MEANT, &customer::TOO_MUCH)?));
        judged.push((back, self.customer_has(&twilio::MEANT, &twilio::TOO_MUCH)?));
        Ok(judged)
    }

    fn comes_up(&self) -> Outcome<Option<String>> {
        let both = || Ok([self.twilio.is_established()?, self.customer.is_established()?]);
        settled(&[true, true], both)
    }

    fn twilio_has(&self, meant: &[&str], further: &[&str]) -> Outcome<Option<String>> {
        settled(&set(meant, further), || self.twilio.received())
    }

    fn customer_has(&self, meant: &[&str], further: &[&str]) -> Outcome<Option<String>> {
        settled(&set(meant, further), || self.customer.received())
    }
}

/// Returns every prefix of both lists.
fn set(meant: &[&str], further: &[&str]) -> BTreeSet<String> {
    meant.iter().chain(further).map(|prefix| (*prefix).to_owned()).collect()
}

/// Checks until the expected result is present and lasts. Returns the present result when the time is over.
pub(crate) fn settled<T: PartialEq + std::fmt::Debug>(
    expected: &T,
    look: impl Fn() -> Outcome<T>,
) -> Outcome<Option<String>> {
    lasting(CALM, expected, look)
}

/// Checks like [`settled`], for a state that has to last longer.
pub(crate) fn lasting<T: PartialEq + std::fmt::Debug>(
    calm: Duration,
    expected: &T,
    look: impl Fn() -> Outcome<T>,
) -> Outcome<Option<String>> {
    let start = Instant::now();
    let mut since = None;
    loop {
        let seen = look()?;
        if seen != *expected {
            since = None;
            if start.elapsed() > PATIENCE {
                return Ok(Some(format!("expected {expected:?}, found {seen:?}")));
            }
        } else if since.get_or_insert_with(Instant::now).elapsed() > calm {
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(200));
    }
}
