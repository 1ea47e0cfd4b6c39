//! The values of Interconnect. Each value is parsed once, where it enters, and not checked again.
//!
//! Each file has one noun. Every type has two constructors. `parse` is strict: it reads the text of a person and
//! reports every broken rule as a [`Problem`]. `trusted` takes a value of the state, or a value of the service that
//! the client has cleaned. Such a value may be one that a person may not write, such as a private ASN that Twilio
//! assigned. `RULE_TEXT` describes the values that `parse` accepts; schema descriptions and documentation quote it.
//!
//! This module has no HTTP, no JSON, no types of Terraform, and no clock. Rules that compare objects of the account
//! are plan checks.

pub mod announced_prefix;
pub mod asn;
pub mod assigned_by;
pub mod bandwidth;
pub mod bgp_session_status;
pub mod calls;
pub mod completion;
pub mod cross_connect_status;
pub mod exchange;
pub mod interface_address;
pub mod ip_route;
pub mod ip_routes;
pub mod leg_preference;
pub mod link;
pub mod link_status;
pub mod loa_entity;
pub mod loa_revision;
pub mod max_concurrent_requests;
pub mod max_retries;
pub mod md5_key;
mod open_enum;
pub mod peering;
pub mod prefix_limit;
pub mod redundancy_group;
pub mod redundancy_intent;
pub mod redundancy_role;
pub mod request_timeout;
pub mod required_mbps;
mod route_overlap;
pub mod router_interface;
pub mod router_platform;
pub mod rule;
pub mod session_state;
pub mod sid;
pub mod special_purpose;
pub(crate) mod text;
pub mod timeout;
pub mod unique_name;
pub mod vlan_id;
pub mod wait_for;

pub use announced_prefix::AnnouncedPrefix;
pub use asn::Asn;
pub use assigned_by::AssignedBy;
pub use bandwidth::Bandwidth;
pub use bgp_session_status::BgpSessionStatus;
pub use calls::Calls;
pub use completion::{CompletedOn, Completion, CompletionReference};
pub use cross_connect_status::CrossConnectStatus;
pub use exchange::Exchange;
pub use interface_address::InterfaceAddress;
pub use ip_route::IpRoute;
pub use ip_routes::{IpRoutes, RouteProblem};
pub use leg_preference::LegPreference;
pub use link::Link;
pub use link_status::LinkStatus;
pub use loa_entity::LoaEntity;
pub use loa_revision::LoaRevision;
pub use max_concurrent_requests::MaxConcurrentRequests;
pub use max_retries::MaxRetries;
pub use md5_key::{Md5Key, Md5KeyLength};
pub use peering::{End, Peering};
pub use prefix_limit::PrefixLimit;
pub use redundancy_group::{RedundancyGroup, RedundancyGroupFilter};
pub use redundancy_intent::RedundancyIntent;
pub use redundancy_role::RedundancyRole;
pub use request_timeout::RequestTimeout;
pub use required_mbps::RequiredMbps;
pub use router_interface::RouterInterface;
pub use router_platform::RouterPlatform;
pub use rule::{Problem, Rule};
pub use session_state::SessionState;
pub use sid::{AccountSid, ApiKeySid, BgpSessionSid, CrossConnectSid, ExchangeSid, LetterSid, ObjectSid};
pub use timeout::Timeout;
pub use unique_name::UniqueName;
pub use vlan_id::VlanId;
pub use wait_for::WaitFor;
