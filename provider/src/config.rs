//! The provider block: its attributes, their environment variables, and the settings that result from both.
//!
//! Every attribute is optional. Every attribute but `accepted` and `required_mbps` has an environment variable, which a value in the block overrides.
//! Credentials are one whole pair, from the block or from the environment. The two sources are never mixed, so a key is never sent with the
//! secret of another key.

mod accepted;
mod certificates;
mod credentials;
mod required;

use framework::collection::Map;
use framework::nested::BlockList;
use framework::path::Path;
use framework::plugin::Environment;
use framework::{Attr, Diagnostic, Diagnostics, Model};

use crate::api::{BaseUrl, Settings, UserAgent};
use crate::attributes::{Hidden, broken_rule};
use crate::checks::{Accepted, Requirements, Severities, severity};
use crate::domain::{
    AccountSid, ApiKeySid, MaxConcurrentRequests, MaxRetries, Problem, RequestTimeout, RequiredMbps, Rule,
};
use crate::refusal::{advice, happened};
pub(crate) use accepted::AcceptedModel;

/// The provider for Twilio Interconnect manages cross connects and BGP sessions.
///
/// Twilio publishes no API for Interconnect. This provider uses *Interconnect v1*, this project's own HTTP contract. Set `base_url` to the
/// address of a service that implements that contract, such as the mock server that comes with the provider.
#[derive(Clone, Debug, Model)]
pub(crate) struct ProviderModel {
    /// The SID of your account. Defaults to the value of `TWILIO_ACCOUNT_SID`.
    #[attr(optional)]
    pub(crate) account_sid: Attr<AccountSid>,
    /// The auth token of your account. Defaults to the value of `TWILIO_AUTH_TOKEN`. Set either `auth_token`, or both `api_key` and `api_secret`.
    #[attr(optional, sensitive)]
    pub(crate) auth_token: Attr<Hidden>,
    /// The SID of an API key. Defaults to the value of `TWILIO_API_KEY`. Requires `api_secret`.
    #[attr(optional)]
    pub(crate) api_key: Attr<ApiKeySid>,
    /// The secret of the API key. Defaults to the value of `TWILIO_API_SECRET`. Requires `api_key`.
    #[attr(optional, sensitive)]
    pub(crate) api_secret: Attr<Hidden>,
    /// The base URL of the service. Defaults to the value of `TWILIO_INTERCONNECT_BASE_URL`. There is no other default, because Twilio does not
    /// publish an endpoint for Interconnect.
    #[attr(optional)]
    pub(crate) base_url: Attr<BaseUrl>,
    /// The maximum number of concurrent requests. Defaults to the value of `TWILIO_INTERCONNECT_MAX_CONCURRENT_REQUESTS`. If the service accepts
    /// fewer, the provider detects the lower limit and uses it.
    #[attr(optional)]
    pub(crate) max_concurrent_requests: Attr<MaxConcurrentRequests>,
    /// The maximum number of retries of one request. Defaults to the value of `TWILIO_INTERCONNECT_MAX_RETRIES`. If neither is set, only the time
    /// limit of the operation ends the retries.
    #[attr(optional)]
    pub(crate) max_retries: Attr<MaxRetries>,
    /// The time limit of one request. Defaults to the value of `TWILIO_INTERCONNECT_REQUEST_TIMEOUT`.
    #[attr(optional)]
    pub(crate) request_timeout: Attr<RequestTimeout>,
    /// The severities of plan checks. Defaults to the value of `TWILIO_INTERCONNECT_PLAN_CHECKS` (such as `TWX305=warn,6xx=error`). Each key is a
    /// code such as `TWX305` or a group such as `3xx`. Each value is `off`, `warn`, or `error`. A code overrides its group. Input rules (1xx) are
    /// always errors.
    #[attr(optional)]
    pub(crate) plan_checks: Attr<Map<String>>,
    /// The bandwidth in Mbps that must remain in each redundancy group after its worst loss. The keys are redundancy groups. A group that is not
    /// in the map must keep the bandwidth of its smallest primary.
    #[attr(optional)]
    pub(crate) required_mbps: Attr<Map<RequiredMbps>>,
    /// A plan check finding that you accept until a given day. The plan still shows the finding as a warning, with your reason.
    #[block]
    pub(crate) accepted: BlockList<AcceptedModel>,
}

/// The outcome of reading a provider block.
pub(crate) enum Configuration {
    /// The configuration of a run, with every value known.
    Ready(Box<Configured>),
    /// The attributes that are known only after apply.
    Postponed(Vec<&'static str>),
}

/// The result of a provider block and the environment.
pub(crate) struct Configured {
    /// The settings of the client.
    pub(crate) settings: Settings,
    /// The severities of the plan checks.
    pub(crate) severities: Severities,
    /// The accepted findings.
    pub(crate) accepted: Vec<Accepted>,
    /// The bandwidths that must remain in redundancy groups.
    pub(crate) required: Requirements,
    /// The origin of the credentials, as messages name it.
    pub(crate) credentials_from: &'static str,
}

/// The settings of a client, from the environment alone.
///
/// # Errors
/// All missing and invalid values, reported together.
pub(crate) fn of_environment(environment: &Environment) -> Result<Settings, Diagnostics> {
    match configure(&ProviderModel::empty(), environment, "")? {
        Configuration::Ready(configured) => Ok(configured.settings),
        Configuration::Postponed(_) => Err(Diagnostics::new()),
    }
}

/// The severities of plan checks in the environment, as text.
pub(crate) fn plan_checks_of(environment: &Environment) -> Option<&str> {
    environment.non_empty(PLAN_CHECKS)
}

impl ProviderModel {
    /// A block without any attribute.
    fn empty() -> Self {
        Self {
            account_sid: Attr::Null,
            auth_token: Attr::Null,
            api_key: Attr::Null,
            api_secret: Attr::Null,
            base_url: Attr::Null,
            max_concurrent_requests: Attr::Null,
            max_retries: Attr::Null,
            request_timeout: Attr::Null,
            plan_checks: Attr::Null,
            required_mbps: Attr::Null,
            accepted: BlockList::Known(Vec::new()),
        }
    }
}

/// Reports the problems of the block alone, without the environment.
pub(crate) fn problems(block: &ProviderModel) -> Diagnostics {
    let mut diagnostics = credentials::problems_of_block(block);
    if let Err(problems) = severities(block, None) {
        diagnostics.extend(problems);
    }
    if let Err(problems) = required::parse(&block.required_mbps) {
        diagnostics.extend(problems);
    }
    if let Err(problems) = accepted::parse(&block.accepted) {
        diagnostics.extend(problems);
    }
    diagnostics
}

/// Reads the settings of a run from the block and the environment.
///
/// # Errors
/// All missing and invalid values, reported together.
pub(crate) fn configure(
    block: &ProviderModel,
    environment: &Environment,
    terraform_version: &str,
) -> Result<Configuration, Diagnostics> {
    let postponed = unknown_attributes(block);
    if !postponed.is_empty() {
        return Ok(Configuration::Postponed(postponed));
    }
    let mut wrong = Diagnostics::new();
    let credentials = keep(credentials::resolve(block, environment), &mut wrong);
    let base_url = keep(base_url(block, environment), &mut wrong);
    let max_concurrent_requests = keep(
        from_either(
            &block.max_concurrent_requests,
            environment,
            MAX_CONCURRENT_REQUESTS,
            MaxConcurrentRequests::parse,
        ),
        &mut wrong,
    );
    let max_retries = keep(
        from_either(&block.max_retries, environment, MAX_RETRIES, MaxRetries::parse),
        &mut wrong,
    );
    let request_timeout = keep(
        from_either(
            &block.request_timeout,
            environment,
            REQUEST_TIMEOUT,
            RequestTimeout::parse,
        ),
        &mut wrong,
    );
    let severities = keep(severities(block, environment.non_empty(PLAN_CHECKS)), &mut wrong);
    let accepted = keep(accepted::parse(&block.accepted), &mut wrong).unwrap_or_default();
    let required = keep(required::parse(&block.required_mbps), &mut wrong).unwrap_or_default();
    let (Some((account_sid, credentials)), Some(base_url), Some(severities)) = (credentials, base_url, severities)
    else {
        return Err(wrong);
    };
    wrong.extend(certificates::unreadable(environment).filter(|_| base_url.is_https()));
    wrong.into_result(())?;
    let settings = Settings {
        base_url,
        account_sid,
        credentials,
        max_retries: max_retries.flatten(),
        max_concurrent_requests: max_concurrent_requests.flatten().unwrap_or_default(),
        request_timeout: request_timeout.flatten().unwrap_or_default(),
        user_agent: UserAgent::new(Some(terraform_version), environment.non_empty("TF_APPEND_USER_AGENT")),
    };
    Ok(Configuration::Ready(Box::new(Configured {
        settings,
        severities,
        accepted,
        required,
        credentials_from: credentials::origin(block, environment),
    })))
}

fn unknown_attributes(block: &ProviderModel) -> Vec<&'static str> {
    let checks_unknown = match &block.plan_checks {
        Attr::Known(checks) => checks.0.values().any(Attr::is_unknown),
        Attr::Unknown => true,
        Attr::Null => false,
    };
    [
        ("account_sid", block.account_sid.is_unknown()),
        ("auth_token", block.auth_token.is_unknown()),
        ("api_key", block.api_key.is_unknown()),
        ("api_secret", block.api_secret.is_unknown()),
        ("base_url", block.base_url.is_unknown()),
        ("max_concurrent_requests", block.max_concurrent_requests.is_unknown()),
        ("max_retries", block.max_retries.is_unknown()),
        ("request_timeout", block.request_timeout.is_unknown()),
        ("plan_checks", checks_unknown),
    ]
    .into_iter()
    .filter_map(|(name, unknown)| unknown.then_some(name))
    .collect()
}

fn base_url(block: &ProviderModel, environment: &Environment) -> Result<BaseUrl, Diagnostics> {
    from_either(&block.base_url, environment, BASE_URL, BaseUrl::parse)?.ok_or_else(|| {
        let problem = Problem::new(
            Rule::BASE_URL,
            "base_url is not set",
            format!(
                "Twilio publishes no API for Interconnect, so there is no default endpoint. Set base_url in the provider block, or \
                 {BASE_URL}, to the address of an Interconnect v1 service. To try the provider, start interconnect-mock."
            ),
        );
        broken_rule(&problem).at(Path::attribute("base_url")).into()
    })
}

fn severities(block: &ProviderModel, variable: Option<&str>) -> Result<Severities, Diagnostics> {
    let written: Vec<(&str, &str)> = match (&block.plan_checks, variable) {
        (Attr::Known(checks), _) => known_pairs(checks),
        (Attr::Null | Attr::Unknown, Some(text)) => severity::pairs(text),
        (Attr::Null | Attr::Unknown, None) => Vec::new(),
    };
    Severities::parse(written).map_err(|problems| match &block.plan_checks {
        Attr::Known(_) => at_attribute(&problems, "plan_checks"),
        Attr::Null | Attr::Unknown => from_variable(&problems, PLAN_CHECKS),
    })
}

fn known_pairs(checks: &Map<String>) -> Vec<(&str, &str)> {
    checks
        .0
        .iter()
        .filter_map(|(key, word)| Some((key.as_str(), word.known()?.as_str())))
        .collect()
}

/// The value of the block, else of the environment, else none.
fn from_either<T: Clone>(
    block: &Attr<T>,
    environment: &Environment,
    variable: &str,
    parse: impl Fn(&str) -> Result<T, Vec<Problem>>,
) -> Result<Option<T>, Diagnostics> {
    match (block.known(), environment.non_empty(variable)) {
        (Some(given), _) => Ok(Some(given.clone())),
        (None, Some(text)) => parse(text)
            .map(Some)
            .map_err(|problems| from_variable(&problems, variable)),
        (None, None) => Ok(None),
    }
}

fn keep<T>(result: Result<T, Diagnostics>, wrong: &mut Diagnostics) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(diagnostics) => {
            wrong.extend(diagnostics);
            None
        }
    }
}

fn at_attribute(problems: &[Problem], attribute: &str) -> Diagnostics {
    problems
        .iter()
        .map(|problem| broken_rule(problem).at(Path::attribute(attribute)))
        .collect()
}

fn from_variable(problems: &[Problem], variable: &str) -> Diagnostics {
    let with_origin = |problem: &Problem| {
        let diagnostic = broken_rule(problem);
        let detail = format!(
            "{} The value comes from the environment variable {variable}.",
            diagnostic.detail
        );
        Diagnostic { detail, ..diagnostic }
    };
    problems.iter().map(with_origin).collect()
}

/// The warning about severities that the plan itself cannot enforce; `None` if the user set no such severity.
pub(crate) fn not_enforced(severities: &Severities) -> Option<Diagnostic> {
    let codes: Vec<&str> = severities
        .not_enforced_in_the_plan()
        .iter()
        .map(|check| check.code)
        .collect();
    (!codes.is_empty()).then(|| {
        Diagnostic::warning(
            "Severity \"error\" is not enforced by the plan itself",
            format!(
                "plan_checks makes these findings errors: {}. These findings can depend on objects that Terraform plans later, so the plan \
                 reports them as warnings or not at all. To fail a pipeline on them, review the saved plan (terraform show -json FILE | \
                 terraform-provider-twilio review) or use the data source twilio_plan_review.",
                codes.join(", ")
            ),
        )
    })
}

/// The error of a client that cannot be built.
pub(crate) fn unusable(error: &crate::api::Error) -> Diagnostics {
    Diagnostic::error(
        "Unable to set up the client for the service",
        format!("{} {}", happened(error), advice(error)),
    )
    .into()
}

const BASE_URL: &str = "TWILIO_INTERCONNECT_BASE_URL";
const MAX_CONCURRENT_REQUESTS: &str = "TWILIO_INTERCONNECT_MAX_CONCURRENT_REQUESTS";
const MAX_RETRIES: &str = "TWILIO_INTERCONNECT_MAX_RETRIES";
const REQUEST_TIMEOUT: &str = "TWILIO_INTERCONNECT_REQUEST_TIMEOUT";
const PLAN_CHECKS: &str = "TWILIO_INTERCONNECT_PLAN_CHECKS";

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    const ACCOUNT: &str = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const OTHER_ACCOUNT: &str = "ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    const KEY: &str = "SKcccccccccccccccccccccccccccccccc";

    fn block() -> ProviderModel {
        ProviderModel {
            base_url: BaseUrl::parse("http://127.0.0.1:9").unwrap().into(),
            ..ProviderModel::empty()
        }
    }

    fn resolved(block: &ProviderModel, variables: &[(&str, &str)]) -> Result<(String, String), String> {
        let environment = Environment::from_pairs(variables.iter().copied());
        match credentials::resolve(block, &environment) {
            Ok((account, crate::api::Credentials::AuthToken(token))) => {
                Ok((account.to_string(), token.expose_secret().to_owned()))
            }
            Ok((account, crate::api::Credentials::ApiKey { key, secret })) => {
                Ok((account.to_string(), format!("{key}:{}", secret.expose_secret())))
            }
            Err(wrong) => Err(wrong
                .iter()
                .map(|diagnostic| diagnostic.summary.clone())
                .collect::<Vec<_>>()
                .join("; ")),
        }
    }

    fn hidden(text: &str) -> Attr<Hidden> {
        Hidden::from(text).into()
    }

    #[test]
    fn a_whole_pair_in_the_environment_is_taken() {
        let token = [("TWILIO_ACCOUNT_SID", ACCOUNT), ("TWILIO_AUTH_TOKEN", "token")];
        let key = [
            ("TWILIO_ACCOUNT_SID", ACCOUNT),
            ("TWILIO_API_KEY", KEY),
            ("TWILIO_API_SECRET", "secret"),
        ];

        assert_eq!(resolved(&block(), &token), Ok((ACCOUNT.to_owned(), "token".to_owned())));
        assert_eq!(
            resolved(&block(), &key),
            Ok((ACCOUNT.to_owned(), format!("{KEY}:secret")))
        );
    }

    #[test]
    fn a_key_wins_over_a_token_in_the_environment_and_the_block_over_both() {
        let both = [
            ("TWILIO_ACCOUNT_SID", ACCOUNT),
            ("TWILIO_AUTH_TOKEN", "token"),
            ("TWILIO_API_KEY", KEY),
            ("TWILIO_API_SECRET", "secret"),
        ];
        let written = ProviderModel {
            account_sid: AccountSid::trusted(OTHER_ACCOUNT).into(),
            auth_token: hidden("written"),
            ..block()
        };

        assert_eq!(
            resolved(&block(), &both),
            Ok((ACCOUNT.to_owned(), format!("{KEY}:secret")))
        );
        assert_eq!(
            resolved(&written, &both),
            Ok((OTHER_ACCOUNT.to_owned(), "written".to_owned()))
        );
    }

    #[test]
    fn half_a_pair_is_refused_wherever_it_stands() {
        let half_block = ProviderModel {
            api_key: ApiKeySid::trusted(KEY).into(),
            ..block()
        };
        let other_half = ProviderModel {
            api_secret: hidden("secret"),
            ..block()
        };
        let lone_token = ProviderModel {
            auth_token: hidden("token"),
            ..block()
        };
        let whole = [
            ("TWILIO_ACCOUNT_SID", ACCOUNT),
            ("TWILIO_API_KEY", KEY),
            ("TWILIO_API_SECRET", "secret"),
        ];

        assert_eq!(
            resolved(&half_block, &whole),
            Err("api_key is set without api_secret [TWX162]".to_owned())
        );
        assert_eq!(
            resolved(&other_half, &whole),
            Err("api_secret is set without api_key [TWX162]".to_owned())
        );
        assert_eq!(
            resolved(&lone_token, &whole),
            Err("auth_token is set without account_sid [TWX162]".to_owned())
        );
        assert_eq!(
            resolved(&block(), &[("TWILIO_ACCOUNT_SID", ACCOUNT), ("TWILIO_API_KEY", KEY)]),
            Err("TWILIO_API_KEY is set without TWILIO_API_SECRET [TWX162]".to_owned())
        );
    }

    #[test]
    fn a_token_never_meets_another_account() {
        let written = ProviderModel {
            account_sid: AccountSid::trusted(OTHER_ACCOUNT).into(),
            ..block()
        };
        let exported = [("TWILIO_ACCOUNT_SID", ACCOUNT), ("TWILIO_AUTH_TOKEN", "token")];

        assert_eq!(
            resolved(&written, &exported),
            Err("account_sid and TWILIO_AUTH_TOKEN belong to different accounts [TWX162]".to_owned())
        );
        assert!(resolved(&written, &[("TWILIO_AUTH_TOKEN", "token")]).is_ok());
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let nothing = ProviderModel {
            base_url: Attr::Null,
            ..block()
        };

        let wrong = configure(&nothing, &Environment::from_pairs::<&str, &str>([]), "1.11.4")
            .err()
            .unwrap();

        let summaries: Vec<_> = wrong.iter().map(|diagnostic| diagnostic.summary.as_str()).collect();
        assert_eq!(
            summaries,
            ["No credentials are set [TWX162]", "base_url is not set [TWX161]"]
        );
    }

    #[test]
    fn a_bad_value_in_the_environment_names_its_variable() {
        let variables = [
            ("TWILIO_ACCOUNT_SID", ACCOUNT),
            ("TWILIO_AUTH_TOKEN", "token"),
            ("TWILIO_INTERCONNECT_MAX_RETRIES", "many"),
        ];

        let wrong = configure(&block(), &Environment::from_pairs(variables), "1.11.4")
            .err()
            .unwrap();

        let first = wrong.iter().next().unwrap();
        assert!(
            first
                .detail
                .ends_with("The value comes from the environment variable TWILIO_INTERCONNECT_MAX_RETRIES.")
        );
    }

    #[test]
    fn an_unknown_value_postpones_and_fails_nothing() {
        let undecided = ProviderModel {
            auth_token: Attr::Unknown,
            base_url: Attr::Unknown,
            ..block()
        };

        let configuration = configure(&undecided, &Environment::from_pairs::<&str, &str>([]), "1.11.4");

        let Ok(Configuration::Postponed(attributes)) = configuration else {
            panic!("it was not postponed")
        };
        assert_eq!(attributes, ["auth_token", "base_url"]);
        assert!(problems(&undecided).is_empty());
    }

    #[test]
    fn severities_come_from_the_block_or_else_from_the_environment() {
        use crate::checks::{Check, Severity};

        let from_variable = severities(&block(), Some("TWX305=warn, 6xx=off")).unwrap();
        let written = ProviderModel {
            plan_checks: Map([("6xx".to_owned(), "warn".to_owned().into())].into()).into(),
            ..block()
        };

        assert_eq!(from_variable.of(Check::COMPLETION_REFUSED), Severity::Warn);
        assert_eq!(from_variable.of(Check::DESTROY_PROTECTED), Severity::Off);
        assert_eq!(
            severities(&written, Some("6xx=off"))
                .unwrap()
                .of(Check::DESTROY_PROTECTED),
            Severity::Warn
        );
    }
}
