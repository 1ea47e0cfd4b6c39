//! The errors of a look-up that finds no object, or more than one.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use crate::api::{self, Client};

/// The object of a look-up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'a> {
    /// The attribute with the key of the look-up.
    pub(super) attribute: &'static str,
    /// The kind of the object, such as `cross connect`.
    pub(super) kind: &'static str,
    /// The object, as it completes "has no cross connect ...": `named ashburn-primary`.
    pub(super) which: &'a str,
    /// The advice, in one sentence.
    pub(super) advice: &'static str,
}

impl Sought<'_> {
    /// The error with the object and the account of the look-up. `error` is the service's "not found" answer, if there was one.
    pub(super) fn not_found(self, client: &Client, error: Option<&api::Error>) -> Diagnostics {
        let request = error.and_then(api::Error::request_id);
        let request = request.map(|id| format!(" (request {id})")).unwrap_or_default();
        Diagnostic::error(
            format!("No such {}", self.kind),
            format!(
                "Account {} has no {} {}{request}. {}",
                client.account_sid(),
                self.kind,
                self.which,
                self.advice
            ),
        )
        .at(Path::attribute(self.attribute))
        .into()
    }

    /// The only object in a list that the service returned for a unique key.
    pub(super) fn only<T>(self, client: &Client, listed: Vec<T>, sid: fn(&T) -> &str) -> Result<T, Diagnostics> {
        let sids = listed.iter().map(sid).collect::<Vec<_>>().join(", ");
        let mut listed = listed.into_iter();
        match (listed.next(), listed.next()) {
            (Some(found), None) => Ok(found),
            (None, _) => Err(self.not_found(client, None)),
            (Some(_), Some(_)) => Err(self.not_one(client, &sids)),
        }
    }

    fn not_one(self, client: &Client, sids: &str) -> Diagnostics {
        Diagnostic::error(
            format!("More than one {} found", self.kind),
            format!(
                "Account {} has {sids} {}, but Interconnect v1 allows only one. Look up the object by its sid, and report this problem to the \
                 operator of the service.",
                client.account_sid(),
                self.which
            ),
        )
        .at(Path::attribute(self.attribute))
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{BaseUrl, Credentials, Settings, UserAgent};
    use crate::domain::{AccountSid, MaxConcurrentRequests, RequestTimeout};

    fn only(sids: &[&'static str]) -> Result<&'static str, String> {
        let account = format!("AC{}", "1".repeat(32));
        let client = Client::new(Settings {
            base_url: BaseUrl::parse("http://127.0.0.1:9").unwrap(),
            account_sid: AccountSid::trusted(&*account),
            credentials: Credentials::AuthToken("x".into()),
            max_retries: None,
            max_concurrent_requests: MaxConcurrentRequests::default(),
            request_timeout: RequestTimeout::default(),
            user_agent: UserAgent::new(None, None),
        });
        let sought = Sought {
            attribute: "unique_name",
            kind: "cross connect",
            which: "named ashburn",
            advice: "Check the name.",
        };
        let found = sought.only(&client.unwrap(), sids.to_vec(), |sid| sid);
        found.map_err(|errors| {
            errors
                .iter()
                .map(|error| error.summary.clone() + ": " + &error.detail)
                .collect()
        })
    }

    #[test]
    fn what_a_key_leads_to_is_one_object_none_or_a_fault_of_the_service() {
        assert_eq!(only(&["XC1"]), Ok("XC1"));
        let none = only(&[]).unwrap_err();
        assert!(none.starts_with("No such cross connect: Account AC1111"), "{none}");
        assert!(
            none.ends_with("has no cross connect named ashburn. Check the name."),
            "{none}"
        );
        let two = only(&["XC1", "XC2"]).unwrap_err();
        assert!(
            two.starts_with("More than one cross connect found: Account AC1111"),
            "{two}"
        );
        assert!(
            two.contains("has XC1, XC2 named ashburn, but Interconnect v1 allows only one."),
            "{two}"
        );
    }
}
