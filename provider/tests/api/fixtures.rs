//! The account, the orders, and the records of the tests.

use provider::api::{BaseUrl, BgpSessionOrder, Client, Credentials, CrossConnectOrder, Settings, UserAgent};
use provider::domain::{
    AccountSid, Bandwidth, BgpSessionSid, CrossConnectSid, Exchange, IpRoutes, LoaEntity, MaxConcurrentRequests,
    MaxRetries, Md5Key, RequestTimeout, UniqueName,
};
use secrecy::SecretString;
use serde_json::{Value, json};

pub(crate) const ACCOUNT: &str = "AC00000000000000000000000000000001";
pub(crate) const XC: &str = "XC00000000000000000000000000000001";
pub(crate) const BG: &str = "BG00000000000000000000000000000001";
pub(crate) const TOKEN: &str = "token-that-nobody-may-see";
pub(crate) const MD5_KEY: &str = "md5 key/nobody=may see";

pub(crate) fn settings(url: &str) -> Settings {
    crate::log::listen();
    Settings {
        base_url: BaseUrl::parse(url).unwrap(),
        account_sid: AccountSid::parse(ACCOUNT).unwrap(),
        credentials: Credentials::AuthToken(SecretString::from(TOKEN)),
        max_retries: Some(MaxRetries::trusted(3)),
        max_concurrent_requests: MaxConcurrentRequests::default(),
        request_timeout: RequestTimeout::default(),
        user_agent: UserAgent::new(Some("1.12.0"), None),
    }
}

pub(crate) fn client(url: &str) -> Client {
    Client::new(settings(url)).unwrap()
}

pub(crate) fn cross_connect_sid() -> CrossConnectSid {
    CrossConnectSid::parse(XC).unwrap()
}

pub(crate) fn bgp_session_sid() -> BgpSessionSid {
    BgpSessionSid::parse(BG).unwrap()
}

pub(crate) fn order() -> CrossConnectOrder {
    CrossConnectOrder {
        unique_name: UniqueName::parse("ashburn-primary").unwrap(),
        exchange: Exchange::parse("ashburn-ix").unwrap(),
        bandwidth: Bandwidth::parse("1000").unwrap(),
        loa_entity: LoaEntity::parse("Example & Söhne").unwrap(),
        redundancy_group: None,
        redundancy_role: None,
        enabled: None,
    }
}

pub(crate) fn session_order() -> BgpSessionOrder {
    BgpSessionOrder {
        cross_connect_sid: cross_connect_sid(),
        ip_routes: IpRoutes::parse(&["52.1.3.0/24", "52.1.2.0/24"]).unwrap(),
        customer_asn: None,
        customer_address: None,
        enabled: None,
        md5_key: Some(Md5Key::parse(MD5_KEY).unwrap()),
    }
}

pub(crate) fn cross_connect() -> Value {
    json!({
        "sid": XC, "account_sid": ACCOUNT, "unique_name": "ashburn-primary", "exchange": "ashburn-ix",
        "exchange_sid": "EX00000000000000000000000000000001", "data_center": "Equinix DC1", "bandwidth_mbps": 1000,
        "loa_entity": "Example & Söhne", "redundancy_group": null, "status": "loa_issued", "status_reason": null,
        "link_status": "unknown", "letter_of_authorization": letter(), "completion": null, "revision": 1,
        "date_created": "2026-01-05T09:00:00Z", "date_updated": "2026-01-05T11:00:00Z", "url": "https://x", "links": {"events": "https://x"}
    })
}

pub(crate) fn letter() -> Value {
    json!({
        "sid": "LA00000000000000000000000000000001", "entity": "Example & Söhne", "facility": "Equinix DC1", "cage": "0414",
        "patch_panel": "PP-0414-07", "port": "17", "issued_on": "2026-01-05", "expires_on": "2026-03-06", "issued_at": "2026-01-05T11:00:00Z", "expires_at": "2026-03-06T11:00:00Z", "revision": 1
    })
}

pub(crate) fn bgp_session() -> Value {
    json!({
        "sid": BG, "account_sid": ACCOUNT, "cross_connect_sid": XC, "ip_routes": ["52.1.2.0/24", "52.1.3.0/24"],
        "customer_asn": 65010, "customer_asn_assigned_by": "twilio", "customer_address": "169.254.1.2/30",
        "customer_address_assigned_by": "twilio", "twilio_asn": 394434, "twilio_address": "169.254.1.1/30", "enabled": true,
        "has_md5_key": false, "status": "available", "status_reason": null, "session_state": "established", "revision": 1,
        "date_created": "2026-01-05T09:00:00Z", "date_updated": "2026-01-05T11:00:00Z", "url": "https://x"
    })
}

pub(crate) fn page(key: &str, records: &[Value], next: Option<&str>) -> Value {
    json!({key: records, "meta": {"key": key, "page": 0, "page_size": 1000, "url": "x", "first_page_url": "x",
        "previous_page_url": null, "next_page_url": next}})
}

pub(crate) fn error(status: u16, code: u32, message: &str) -> Value {
    json!({"code": code, "message": message, "more_info": "https://x", "status": status})
}
