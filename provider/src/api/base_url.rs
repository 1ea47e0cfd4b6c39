//! The base URL of the service.

use crate::domain::{Problem, Rule};
use std::fmt;
use std::net::IpAddr;
use url::{Host, Url};

/// The URL to which `/v1` is added. Credentials are sent to no other place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// The rule for a base URL, in one sentence.
    pub const RULE_TEXT: &'static str = "Must be an `https://` URL without user information, a query, or a fragment. An `http://` URL is accepted only \
         for a loopback address. The provider appends `/v1`.";

    /// Parses a base URL. There is no default, because Twilio publishes no endpoint for Interconnect.
    ///
    /// # Errors
    /// `TWX161` for:
    ///
    /// - a text that is not a URL, or a URL without a host
    /// - a scheme other than `https`, or `http` with a loopback host
    /// - user information, a query, or a fragment
    /// - a path that ends in `/v1`
    ///
    /// A text with user information is never quoted.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let url = Url::parse(text).map_err(|error| vec![malformed(text, &error)])?;
        if url.host().is_none() || url.cannot_be_a_base() {
            return Err(vec![problem(
                &shown(text),
                "The URL has no host. Use a URL such as https://interconnect.example.com.",
            )]);
        }
        let problems: Vec<_> = [scheme(&url), user_information(&url), tail(&url), version(&url)]
            .into_iter()
            .flatten()
            .collect();
        if problems.is_empty() {
            Ok(Self(without_trailing_slash(url)))
        } else {
            Err(problems)
        }
    }

    /// The URL without a slash at its end.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// True where the service runs on this machine, so that no proxy is used.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// True where the connection is encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Returns `<base>/v1/<segment>/<segment>`. A segment is encoded, so that it stays one segment whatever it contains.
    pub(super) fn at(&self, segments: &[&str]) -> Url {
        let mut url = self.0.clone();
        // `parse` refuses a base that cannot have a path.
        if let Ok(mut path) = url.path_segments_mut() {
            path.push("v1").extend(segments);
        }
        url
    }

    /// Returns the URL of the next page, if it has the same scheme, host, and port, and is below `<base>/v1/`.
    ///
    /// The parser resolves `..`, `%2e%2e`, and `\\` before the path is compared. A path with an encoded slash, backslash, or dot, or
    /// with an empty segment, is refused, because another server could resolve it later.
    pub(super) fn followed(&self, next: &str) -> Option<Url> {
        let url = self
            .0
            .join(next)
            .ok()
            .filter(|url| url.as_str().len() <= LONGEST_PAGE_URL)?;
        let is_same_service = url.origin() == self.0.origin();
        let has_user = !url.username().is_empty() || url.password().is_some();
        let below = url.path().strip_prefix(self.at(&[]).path())?.strip_prefix('/')?;
        let is_plain = !below.is_empty() && !below.contains("//") && !below.starts_with('/') && !hides_a_step(below);
        (is_same_service && !has_user && is_plain).then_some(url)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// True where a path has a percent sign that encodes a slash, a backslash, a dot, or a percent sign.
fn hides_a_step(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    ["%2f", "%5c", "%2e", "%25"].iter().any(|step| path.contains(step))
}

fn without_trailing_slash(mut url: Url) -> Url {
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    url
}

fn problem(subject: &str, detail: &str) -> Problem {
    Problem::new(
        Rule::BASE_URL,
        format!("{subject} is not the base URL of a service"),
        detail,
    )
}

/// The text in quotes, unless it may hold a password.
fn shown(text: &str) -> String {
    if text.contains('@') || text.len() > 200 {
        "the given text".to_owned()
    } else {
        format!("{text:?}")
    }
}

fn malformed(text: &str, error: &url::ParseError) -> Problem {
    problem(
        &shown(text),
        &format!("It cannot be read as a URL: {error}. Use a URL such as https://interconnect.example.com."),
    )
}

fn scheme(url: &Url) -> Option<Problem> {
    match url.scheme() {
        "https" => None,
        "http" if is_loopback(url) => None,
        "http" => Some(problem(
            &format!("http://{}", url.host_str().unwrap_or_default()),
            "Credentials would cross the network in plain text. Use https://. http:// is accepted only for a loopback address.",
        )),
        other => Some(problem(
            &format!("a URL with the scheme {other}"),
            "Use an https:// URL.",
        )),
    }
}

fn user_information(url: &Url) -> Option<Problem> {
    let is_clean = url.username().is_empty() && url.password().is_none();
    (!is_clean).then(|| {
        problem(
            "a URL with user information",
            "Credentials have their own arguments. Remove the part before the @.",
        )
    })
}

fn tail(url: &Url) -> Option<Problem> {
    (url.query().is_some() || url.fragment().is_some()).then(|| {
        problem(
            "a URL with a query or a fragment",
            "Remove the ? or # and everything after it.",
        )
    })
}

fn version(url: &Url) -> Option<Problem> {
    let ends_in_version = url.path().trim_end_matches('/').ends_with("/v1");
    ends_in_version.then(|| {
        problem(
            "a URL that ends in /v1",
            "The provider adds the version. Remove /v1 from the URL.",
        )
    })
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

/// The most bytes of the URL of a page. Up to a thousand of these URLs are kept.
const LONGEST_PAGE_URL: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn https_and_loopback_http_are_accepted() {
        let cases = [
            ("https://interconnect.example.com", "https://interconnect.example.com"),
            ("https://interconnect.example.com/", "https://interconnect.example.com"),
            (
                "https://example.com:8443/interconnect/",
                "https://example.com:8443/interconnect",
            ),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://127.8.9.10", "http://127.8.9.10"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("HTTP://LOCALHOST", "http://localhost"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                BaseUrl::parse(text).map(|url| url.as_str().to_owned()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn http_to_another_host_and_everything_else_is_refused() {
        for text in [
            "http://interconnect.example.com",
            "http://128.0.0.1",
            "http://10.0.0.1",
            "http://localhost.example.com",
            "http://[::2]",
            "http://localhost@example.com",
            "ftp://localhost",
            "https://user@example.com",
            "https://:secret@example.com",
            "https://example.com?x=1",
            "https://example.com#x",
            "https://example.com/v1",
            "https://example.com/v1/",
            "example.com",
            "",
            "localhost:8080",
            "data:text/plain,x",
            "https://",
            "unix:/run/x",
        ] {
            let problems = BaseUrl::parse(text).expect_err(text);
            assert!(problems.iter().all(|problem| problem.rule == Rule::BASE_URL), "{text}");
        }
    }

    #[test]
    fn a_password_in_the_url_is_never_shown() {
        for text in [
            "https://user:hunter2@example.com",
            "https://user:hunter2@example.com:x",
            "http://user:hunter2@example.com",
        ] {
            let shown = format!("{:?}", BaseUrl::parse(text).unwrap_err());
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }

    #[test]
    fn a_segment_stays_one_whatever_stands_in_it() {
        let base = BaseUrl::parse("https://example.com/twilio").unwrap();
        assert_eq!(
            base.at(&["CrossConnects", "XC1"]).as_str(),
            "https://example.com/twilio/v1/CrossConnects/XC1"
        );
        assert_eq!(
            base.at(&["CrossConnects", "a/../b?c"]).as_str(),
            "https://example.com/twilio/v1/CrossConnects/a%2F..%2Fb%3Fc"
        );
    }

    #[test]
    fn a_next_page_is_followed_below_the_base_url_alone() {
        let base = BaseUrl::parse("https://example.com/twilio").unwrap();
        for below in [
            "https://example.com/twilio/v1/X?Page=1",
            "https://EXAMPLE.com:443/twilio/v1/X",
            "/twilio/v1/X?Page=1&PageToken=PTx%2Fy%2e%2e",
            "/other/../twilio/v1/X",
        ] {
            assert!(base.followed(below).is_some(), "{below}");
        }
        let long = format!("/twilio/v1/X?{}", "x".repeat(4096));
        for elsewhere in [
            "http://example.com/twilio/v1/X",
            "https://example.com:8443/twilio/v1/X",
            "https://example.org/twilio/v1/X",
            "//example.org/twilio/v1/X",
            "https://example.com@example.org/twilio/v1/X",
            "https://user@example.com/twilio/v1/X",
            "https://example.com.example.org/twilio/v1/X",
            "data:x",
            "/v1/X?Page=1",
            "/twilio/v2/X",
            "/twilio/v1",
            "/twilio/v1/",
            "/twilio/v10/X",
            "/twilio/v1/../admin",
            "/twilio/v1/%2e%2E/admin",
            "/twilio/v1/..%2fadmin",
            "/twilio/v1/%2e%2e%2fadmin",
            "/twilio/v1/%252e%252e/admin",
            "/twilio/v1/..\\admin",
            "/twilio/v1/..%5cadmin",
            "/twilio/v1//X",
            "/twilio/v1/X//Y",
            "//twilio/v1/X",
            "\\\\example.org/twilio/v1/X",
            &long,
        ] {
            assert_eq!(base.followed(elsewhere), None, "{elsewhere}");
        }
        let root = BaseUrl::parse("https://example.com").unwrap();
        assert!(root.followed("/v1/X").is_some());
        assert_eq!(root.followed("/X"), None);
    }

    proptest! {
        #[test]
        fn reading_a_base_url_never_panics(text in "(https?://)?\\PC*") {
            let _ = BaseUrl::parse(&text);
        }

        #[test]
        fn no_next_page_leaves_the_base_url(text in "(https://example.com|/|\\\\)?(twilio|v1|\\.|%2e|%2f|/|\\\\|@|:|\\?|\\PC){0,12}") {
            let base = BaseUrl::parse("https://example.com/twilio").unwrap();
            if let Some(url) = base.followed(&text) {
                prop_assert!(url.as_str().starts_with("https://example.com/twilio/v1/"), "{}", url);
            }
        }
    }
}
