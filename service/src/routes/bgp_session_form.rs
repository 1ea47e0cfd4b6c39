//! The parameters of the calls about BGP sessions.

use std::ops::RangeInclusive;

use ipnet::Ipv4Net;
use utoipa::ToSchema;

use crate::code::Code;
use crate::parameters::Parameters;
use crate::refusal::{Problems, Refusal};
use crate::sid;
use crate::storage::BgpSessionFilter;
use crate::world::bgp_session::{BgpSession, BgpSessionStatus, SessionRequest};
use crate::world::bgp_session_change::{Md5KeyChange, SessionChange};
use crate::world::ip_route::RouteRules;
use crate::world::{asn, interface_address, ip_route};

/// The parameters of a change that are not lists.
pub const SINGLE: [&str; 4] = ["CustomerAsn", "CustomerAddress", "Enabled", "Md5Key"];
/// The parameters that are lists.
pub const LISTS: [&str; 1] = [ip_route::PARAMETER];

/// The allowed lengths of an MD5 key, in bytes.
pub(crate) const MD5_KEY_LENGTHS: RangeInclusive<usize> = 6..=80;

/// Reads a request for a session, and reports all invalid values together.
///
/// # Errors
/// 62001, 62017 to 62019, 20422.
pub fn read_request(form: &Parameters, announced: &[Ipv4Net]) -> Result<SessionRequest, Refusal> {
    let mut problems = Problems::default();
    let carrier = form.filled("CrossConnectSid").unwrap_or_default();
    check_carrier(carrier, &mut problems);
    let address = form.filled(interface_address::PARAMETER);
    let customer_address = address.and_then(|text| interface_address::parse(text, announced, &mut problems));
    let interface_subnet = customer_address.map(|address| address.trunc());
    let rules = RouteRules {
        announced_by_twilio: announced,
        interface_subnet,
    };
    let written: Vec<&str> = form.all(ip_route::PARAMETER).collect();
    let ip_routes = ip_route::parse(&written, &rules, &mut problems);
    let customer_asn = form
        .filled(asn::PARAMETER)
        .and_then(|text| asn::parse(text, &mut problems));
    let enabled = form
        .filled("Enabled")
        .is_none_or(|text| read_switch(text, &mut problems));
    let md5_key = form.filled("Md5Key").map(|key| read_md5_key(key, &mut problems));
    problems.refuse_if_any()?;
    Ok(SessionRequest {
        cross_connect_sid: carrier.to_owned(),
        ip_routes,
        customer_asn,
        customer_address,
        enabled,
        has_md5_key: md5_key.is_some(),
    })
}

fn check_carrier(sid: &str, problems: &mut Problems) {
    let (code, message) = match sid {
        "" => (Code::InvalidParameter, "CrossConnectSid is required".to_owned()),
        sid if sid::is_well_formed(sid::CROSS_CONNECT, sid) => return,
        sid => (
            Code::InvalidSid,
            format!("'{sid}' is not a valid SID: it must be XC followed by 32 hexadecimal digits"),
        ),
    };
    problems.add(code, "CrossConnectSid", sid, message);
}

/// Reads a change of a session, and reports all invalid values together.
///
/// # Errors
/// 62017 to 62019, 20422.
pub fn read_change(form: &Parameters, current: &BgpSession, announced: &[Ipv4Net]) -> Result<SessionChange, Refusal> {
    let mut problems = Problems::default();
    let customer_address = form.sent(interface_address::PARAMETER).map(|text| match text {
        "" => None,
        text => interface_address::parse(text, announced, &mut problems),
    });
    let interface_subnet = customer_address
        .map_or(current.customer_address.map(|address| address.trunc()), |address| {
            address.map(|address| address.trunc())
        });
    let rules = RouteRules {
        announced_by_twilio: announced,
        interface_subnet,
    };
    let ip_routes = read_routes_of_change(form, &rules, &mut problems);
    if ip_routes.is_none() && customer_address.is_some() {
        ip_route::check_subnet(&current.ip_routes, &rules, &mut problems);
    }
    let customer_asn = form.sent(asn::PARAMETER).map(|text| match text {
        "" => None,
        text => asn::parse(text, &mut problems),
    });
    let enabled = form.sent("Enabled").map(|text| read_switch(text, &mut problems));
    let md5_key = form.sent("Md5Key").map(|key| match key {
        "" => Md5KeyChange::Remove,
        key => read_md5_key(key, &mut problems),
    });
    problems.refuse_if_any()?;
    Ok(SessionChange {
        ip_routes,
        customer_asn,
        customer_address,
        enabled,
        md5_key,
    })
}

/// The routes of a change: the complete new list, or none for routes that do not change.
fn read_routes_of_change(form: &Parameters, rules: &RouteRules<'_>, problems: &mut Problems) -> Option<Vec<Ipv4Net>> {
    let written: Vec<&str> = form.all(ip_route::PARAMETER).collect();
    (!written.is_empty()).then(|| ip_route::parse(&written, rules, problems))
}

fn read_switch(text: &str, problems: &mut Problems) -> bool {
    if !matches!(text, "true" | "false") {
        problems.add(Code::InvalidParameter, "Enabled", text, "Enabled must be true or false");
    }
    text == "true"
}

/// Checks a key of 6 to 80 printable ASCII characters. It is a secret: no problem contains it, and it is not stored.
fn read_md5_key(key: &str, problems: &mut Problems) -> Md5KeyChange {
    if !MD5_KEY_LENGTHS.contains(&key.len()) || !key.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        problems.add(
            Code::InvalidParameter,
            "Md5Key",
            "***",
            "Md5Key must have 6 to 80 printable ASCII characters",
        );
    }
    Md5KeyChange::Set
}

/// Reads the filters of a list.
///
/// # Errors
/// 62001 for a malformed SID, 20422 for an unknown status.
pub fn read_filter(query: &Parameters) -> Result<BgpSessionFilter, Refusal> {
    let cross_connect_sid = query.filled("CrossConnectSid").map(str::to_owned);
    if let Some(sid) = &cross_connect_sid {
        sid::check(sid::CROSS_CONNECT, sid, "CrossConnectSid")?;
    }
    let status = match query.filled("Status") {
        None => None,
        Some(text) => Some(read_status(text)?),
    };
    Ok(BgpSessionFilter {
        cross_connect_sid,
        status,
    })
}

fn read_status(text: &str) -> Result<BgpSessionStatus, Refusal> {
    serde_json::from_value(text.into()).map_err(|_| {
        Refusal::new(
            Code::InvalidParameter,
            format!("'{text}' is not a status of a BGP session"),
        )
        .about("Status")
    })
}

/// The parameters of a new session.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[allow(
    dead_code,
    reason = "describes the form; nobody builds it. An expect here makes rustc 1.95 stop when it compiles incrementally"
)]
pub struct BgpSessionRequest {
    /// The cross connect of the session.
    cross_connect_sid: String,
    /// The routes, one parameter for each: globally unique IPv4 CIDR blocks from /24 to /32.
    ip_routes: Vec<String>,
    /// The customer's public ASN. If it is omitted, Twilio assigns a private ASN.
    customer_asn: Option<u32>,
    /// The customer's public interface address with a /30 or /31 prefix length. If it is omitted, Twilio assigns a link-local address.
    customer_address: Option<String>,
    /// The administrative switch. The default is `true`.
    enabled: Option<bool>,
    /// The MD5 key: 6 to 80 printable ASCII characters. The service never returns the key.
    md5_key: Option<String>,
}

/// The parameters of a change. If a parameter is omitted, its value does not change.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[allow(
    dead_code,
    reason = "describes the form; nobody builds it. An expect here makes rustc 1.95 stop when it compiles incrementally"
)]
pub struct BgpSessionUpdate {
    /// The complete new list of routes, one parameter for each route.
    ip_routes: Option<Vec<String>>,
    /// The new value; if empty, Twilio assigns a value.
    customer_asn: Option<String>,
    /// The new value; if empty, Twilio assigns a value.
    customer_address: Option<String>,
    /// The administrative switch.
    enabled: Option<bool>,
    /// The new MD5 key; if empty, the key is removed. The service never returns the key.
    md5_key: Option<String>,
}
