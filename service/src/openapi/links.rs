//! The links of answers: the calls about an object of an answer, and the values that they take from the answer.

use serde_json::{Map, Value, json};

/// A link from an answer to a call.
struct Link {
    /// The schema of the answer.
    from: &'static str,
    /// The operation.
    to: &'static str,
    /// The parameters of the path and the query, each with the pointer to its value in the answer.
    parameters: &'static [(&'static str, &'static str)],
    /// The parameters of the form, each with the pointer to its value in the answer.
    form: &'static [(&'static str, &'static str)],
}

const fn by_parameters(
    from: &'static str,
    to: &'static str,
    parameters: &'static [(&'static str, &'static str)],
) -> Link {
    Link {
        from,
        to,
        parameters,
        form: &[],
    }
}

const fn by_form(from: &'static str, to: &'static str, form: &'static [(&'static str, &'static str)]) -> Link {
    Link {
        from,
        to,
        parameters: &[],
        form,
    }
}

const SID: &[(&str, &str)] = &[("Sid", "/sid")];

const LINKS: [Link; 19] = [
    by_parameters("CrossConnect", "fetch_cross_connect", SID),
    by_parameters("CrossConnect", "change_cross_connect", SID),
    by_parameters("CrossConnect", "delete_cross_connect", SID),
    by_parameters("CrossConnect", "fetch_letter_of_authorization", SID),
    by_parameters("CrossConnect", "reissue_letter_of_authorization", SID),
    by_parameters("CrossConnect", "fetch_letter_document", SID),
    by_parameters("CrossConnect", "report_completion", SID),
    by_parameters("CrossConnect", "list_events", SID),
    by_parameters("CrossConnect", "list_bgp_sessions", &[("CrossConnectSid", "/sid")]),
    by_parameters("CrossConnect", "fetch_exchange", &[("Exchange", "/exchange_sid")]),
    by_form("CrossConnect", "open_bgp_session", &[("CrossConnectSid", "/sid")]),
    by_parameters("BgpSession", "fetch_bgp_session", SID),
    by_parameters("BgpSession", "change_bgp_session", SID),
    by_parameters("BgpSession", "delete_bgp_session", SID),
    by_parameters("BgpSession", "fetch_bgp_session_health", SID),
    by_parameters("BgpSession", "fetch_cross_connect", &[("Sid", "/cross_connect_sid")]),
    by_parameters("ExchangeList", "fetch_exchange", &[("Exchange", "/exchanges/0/edge")]),
    by_form(
        "ExchangeList",
        "order_cross_connect",
        &[
            ("Exchange", "/exchanges/0/edge"),
            ("BandwidthMbps", "/exchanges/0/bandwidths_mbps/0"),
        ],
    ),
    by_form(
        "Exchange",
        "order_cross_connect",
        &[("Exchange", "/edge"), ("BandwidthMbps", "/bandwidths_mbps/0")],
    ),
];

impl Link {
    /// The name among the links of the document.
    fn name(&self) -> String {
        format!("{}.{}", self.from, self.to)
    }

    fn described(&self) -> Value {
        let mut link = json!({"operationId": self.to});
        for (place, values) in [("parameters", self.parameters), ("requestBody", self.form)] {
            let expressions: Map<String, Value> = values
                .iter()
                .map(|(name, pointer)| ((*name).to_owned(), json!(format!("$response.body#{pointer}"))))
                .collect();
            if !expressions.is_empty() {
                link[place] = Value::Object(expressions);
            }
        }
        link
    }
}

/// Describes every link once.
pub(super) fn describe(description: &mut Value) {
    let links: Map<String, Value> = LINKS.iter().map(|link| (link.name(), link.described())).collect();
    if let Some(components) = description.get_mut("components").and_then(Value::as_object_mut) {
        components.insert("links".to_owned(), Value::Object(links));
    }
}

/// Adds references to the links of an answer, if its schema has links.
pub(super) fn name(response: &mut Value) {
    let schema = response
        .pointer("/content/application~1json/schema/$ref")
        .and_then(Value::as_str);
    let schema = schema.and_then(|reference| reference.rsplit('/').next());
    let links: Map<String, Value> = LINKS
        .iter()
        .filter(|link| Some(link.from) == schema)
        .map(|link| {
            let reference = format!("#/components/links/{}", link.name());
            (link.to.to_owned(), json!({"$ref": reference}))
        })
        .collect();
    if let Some(response) = response.as_object_mut().filter(|_| !links.is_empty()) {
        response.insert("links".to_owned(), Value::Object(links));
    }
}
