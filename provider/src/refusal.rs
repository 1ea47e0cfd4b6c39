//! Errors of requests as diagnostics: the failed operation, the cause, the objects that exist now, and advice.

use framework::path::Path;
use framework::{Diagnostic, Diagnostics};

use crate::api::{Client, Error};

/// An operation that failed, as the summary names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FailedOperation<'a> {
    /// A verb phrase that completes "Unable to".
    pub(crate) verb: &'a str,
    /// The objects that exist now, in one sentence.
    pub(crate) existing: &'a str,
}

impl FailedOperation<'_> {
    /// The error, at the attribute that the service names.
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

    /// The same error, with the base URL of a service that could not be reached.
    pub(crate) fn failed_at(self, client: &Client, error: &Error) -> Diagnostics {
        let Error::Unreachable { .. } = error else {
            return self.failed(error);
        };
        let advice = format!(
            "Check base_url ({}) and the network, and then try again.",
            client.base_url()
        );
        Diagnostic::error(self.summary(), self.sentences(&happened(error), &advice)).into()
    }

    /// The same as a warning, for an operation whose error would taint an object.
    pub(crate) fn failed_softly(self, error: &Error) -> Diagnostic {
        Diagnostic::warning(self.summary(), self.detail(error))
    }

    fn summary(self) -> String {
        format!("Unable to {}", self.verb)
    }

    /// The cause with the request's id, the objects that exist now, and the advice.
    fn detail(self, error: &Error) -> String {
        self.sentences(&happened(error), advice(error))
    }

    fn sentences(self, happened: &str, advice: &str) -> String {
        [happened, self.existing, advice]
            .into_iter()
            .filter(|sentence| !sentence.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The cause of an error, with the limit that ended the retries and the request's id, as one sentence.
pub(crate) fn happened(error: &Error) -> String {
    let limit = error.limit().map(|limit| match asked_to_wait(error) {
        Some(seconds) => format!("; the service asked to wait {seconds} s, and the retries ended after {limit}"),
        None => format!("; the retries ended after {limit}"),
    });
    format!("{}{}{}.", sentence(error), limit.unwrap_or_default(), request(error))
}

/// The pause that the service requested with its refusal, in seconds.
fn asked_to_wait(error: &Error) -> Option<u64> {
    let (Error::RateLimited { retry_after, .. } | Error::Unavailable { retry_after, .. }) = error else {
        return None;
    };
    retry_after
        .map(|advice| advice.as_secs())
        .filter(|seconds| *seconds > 0)
}

/// An error with its causes, beginning with an uppercase letter.
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
            "Someone else changed the object after it was last read. Run terraform plan to see the change, and apply again."
        }
        Error::Unauthorized(_) => {
            "Check account_sid and the credentials in the provider block or in the environment (TWILIO_ACCOUNT_SID, \
             TWILIO_AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET)."
        }
        Error::Forbidden(_) => "Grant these credentials permission for the request, or use other credentials.",
        Error::InTransition(_) => "Wait until the service has finished, then apply again.",
        Error::Unreachable { .. } => "Check base_url and the network, and then try again.",
        Error::Setup { .. } => "Set SSL_CERT_FILE to a file with the certificate authorities that you trust.",
        Error::RateLimited { .. } => {
            "Lower max_concurrent_requests in the provider block or -parallelism, or increase the limits in timeouts, then try again."
        }
        Error::Unavailable { .. } => "Try again later.",
        Error::Interrupted => "",
        Error::Unexpected { .. } => {
            "The response does not match Interconnect v1. Check that base_url is the address of an Interconnect v1 service, and report the \
             request ID to its operator."
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

/// The attribute from which a request's parameter is set.
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
