//! The service's refusals in the user's words: what could not be done, what the service said, what to do next.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use crate::api::{Client, Error};

/// The call that failed, as the summary names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt<'a> {
    /// A verb phrase that completes "Unable to".
    pub(crate) verb: &'a str,
    /// What exists now, in one sentence.
    pub(crate) standing: &'a str,
}

impl Attempt<'_> {
    /// The error that the user sees.
    pub(crate) fn failed(self, error: &Error) -> Diagnostics {
        let diagnostic = Diagnostic::error(self.summary(), self.detail(error));
        match error
            .refusal()
            .and_then(|refusal| attribute_of(refusal.parameter.as_deref()?))
        {
            Some(attribute) => diagnostic.at(Path::attribute(attribute)).into(),
            None => diagnostic.into(),
        }
    }

    /// The same, with the address where the service was looked for.
    pub(crate) fn failed_at(self, client: &Client, error: &Error) -> Diagnostics {
        let Error::Unreachable { .. } = error else {
            return self.failed(error);
        };
        let advice = format!(
            "Check base_url ({}) and the network, then try again.",
            client.base_url()
        );
        Diagnostic::error(self.summary(), self.sentences(&happened(error), &advice)).into()
    }

    /// The same as a warning, where an error would do harm.
    pub(crate) fn failed_softly(self, error: &Error) -> Diagnostic {
        Diagnostic::warning(self.summary(), self.detail(error))
    }

    fn summary(self) -> String {
        format!("Unable to {}", self.verb)
    }

    /// What happened with the request's id, what exists now, what to do next.
    fn detail(self, error: &Error) -> String {
        self.sentences(&happened(error), advice(error))
    }

    fn sentences(self, happened: &str, advice: &str) -> String {
        [happened, self.standing, advice]
            .into_iter()
            .filter(|sentence| !sentence.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// What happened, with the limit that ended the retries and the request's id, as one sentence.
pub(crate) fn happened(error: &Error) -> String {
    let limit = error.limit().map(|limit| match asked_to_wait(error) {
        Some(seconds) => format!("; the service asked to wait {seconds} s, and the retries ended after {limit}"),
        None => format!("; the retries ended after {limit}"),
    });
    format!("{}{}{}.", sentence(error), limit.unwrap_or_default(), request(error))
}

/// The pause that the service asked for with its refusal, in seconds.
fn asked_to_wait(error: &Error) -> Option<u64> {
    let (Error::RateLimited { retry_after, .. } | Error::Unavailable { retry_after, .. }) = error else {
        return None;
    };
    retry_after
        .map(|advice| advice.as_secs())
        .filter(|seconds| *seconds > 0)
}

/// An error with its causes, the first letter large.
fn sentence(error: &Error) -> String {
    let text = error.in_full();
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}", letters.as_str().trim_end_matches('.'))
}

/// The advice, in one sentence.
pub(crate) fn advice(error: &Error) -> &'static str {
    match error {
        Error::Conflict(_) => {
            "Somebody else changed it since it was last read: run terraform plan to see the change, and apply again."
        }
        Error::Unauthorized(_) => {
            "Check account_sid and the credentials in the provider block or in the environment (TWILIO_ACCOUNT_SID, \
             TWILIO_AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET)."
        }
        Error::Forbidden(_) => "Give these credentials the right to make the request, or use others.",
        Error::InTransition(_) => "Wait until the service has finished, then apply again.",
        Error::Unreachable { .. } => "Check base_url and the network, then try again.",
        Error::Setup { .. } => "Set SSL_CERT_FILE to a file with the certificate authorities that you trust.",
        Error::RateLimited { .. } => {
            "Lower max_concurrent_requests in the provider block or -parallelism, give timeouts more time, then try again."
        }
        Error::Unavailable { .. } => "Try again later.",
        Error::Interrupted => "",
        Error::Unexpected { .. } => {
            "The answer is not what Interconnect v1 describes: check that base_url leads to that service, and report the \
             request id to whoever runs it."
        }
        Error::NotFound(_) => "Run terraform plan to check whether it still exists.",
        Error::Refused(_) => "Correct the configuration, then apply again.",
    }
}

fn request(error: &Error) -> String {
    error
        .request_id()
        .map(|id| format!(" (request {id})"))
        .unwrap_or_default()
}

/// The attribute that a request's parameter comes from.
pub(crate) fn attribute_of(parameter: &str) -> Option<&'static str> {
    Some(match parameter {
        "Exchange" => "exchange",
        "BandwidthMbps" => "bandwidth_mbps",
        "LoaEntity" => "loa_entity",
        "UniqueName" => "unique_name",
        "RedundancyGroup" => "redundancy_group",
        "Status" => "status",
        "Reference" | "CompletedOn" => "completion",
        "CrossConnectSid" => "cross_connect_sid",
        "IpRoutes" => "ip_routes",
        "CustomerAsn" => "customer_asn",
        "CustomerAddress" => "customer_address",
        "Md5Key" => "md5_key_wo",
        "Enabled" => "enabled",
        _ => return None,
    })
}
