//! The parameters of the calls about cross connects.

use std::ops::RangeInclusive;

use utoipa::ToSchema;

use crate::code::Code;
use crate::parameters::{Parameters, decimal};
use crate::refusal::{Problems, Refusal};
use crate::storage::CrossConnectFilter;
use crate::world::World;
use crate::world::cross_connect::{CrossConnect, CrossConnectStatus, Order, RedundancyRole};
use crate::world::cross_connect_change::CrossConnectChange;
use crate::world::printable::is_printable;

/// The allowed lengths of a name or a group.
pub(crate) const LABEL_LENGTHS: RangeInclusive<usize> = 1..=64;
/// The allowed lengths of the party on a letter, in characters.
pub(crate) const ENTITY_LENGTHS: RangeInclusive<usize> = 1..=128;

/// Reads an order, and reports all invalid values together.
///
/// # Errors
/// 62002, 62023, 62035, 20422.
pub fn read_order(form: &Parameters, world: &World) -> Result<Order, Refusal> {
    let mut problems = Problems::default();
    let unique_name = read_label(
        "UniqueName",
        form.filled("UniqueName").unwrap_or_default(),
        &mut problems,
    );
    let edge = form.filled("Exchange").unwrap_or_default();
    match world.exchange(edge) {
        Some(_) => {}
        None if edge.is_empty() => problems.add(Code::MissingExchange, "Exchange", "", "Exchange is required"),
        None => problems.add(
            Code::ExchangeNotFound,
            "Exchange",
            edge,
            format!("there is no exchange '{edge}'"),
        ),
    }
    let bandwidth = form.filled("BandwidthMbps").unwrap_or_default();
    let bandwidth_mbps = read_bandwidth(bandwidth, edge, world, &mut problems);
    let loa_entity = read_entity(form.filled("LoaEntity").unwrap_or_default(), &mut problems);
    let group = form.filled("RedundancyGroup");
    let redundancy_group = group.map(|group| read_label("RedundancyGroup", group, &mut problems));
    let role = form.filled("RedundancyRole");
    let redundancy_role = role.and_then(|role| read_role(role, &mut problems));
    let enabled = form
        .filled("Enabled")
        .is_none_or(|text| read_enabled(text, &mut problems));
    problems.refuse_if_any()?;
    Ok(Order {
        unique_name,
        exchange: edge.to_owned(),
        bandwidth_mbps,
        loa_entity,
        redundancy_group,
        redundancy_role,
        enabled,
    })
}

/// Reads a change of a cross connect, and reports all invalid values together.
///
/// # Errors
/// 62035, 20422.
pub fn read_change(form: &Parameters, world: &World, current: &CrossConnect) -> Result<CrossConnectChange, Refusal> {
    let mut problems = Problems::default();
    let unique_name = form
        .sent("UniqueName")
        .map(|name| read_label("UniqueName", name, &mut problems));
    let bandwidth = form.sent("BandwidthMbps");
    let bandwidth_mbps = bandwidth.map(|text| read_bandwidth(text, &current.exchange, world, &mut problems));
    let loa_entity = form.sent("LoaEntity").map(|entity| read_entity(entity, &mut problems));
    let redundancy_group = form.sent("RedundancyGroup").map(|group| match group {
        "" => None,
        label => Some(read_label("RedundancyGroup", label, &mut problems)),
    });
    let redundancy_role = form.sent("RedundancyRole").map(|role| match role {
        "" => None,
        role => read_role(role, &mut problems),
    });
    let enabled = form.sent("Enabled").map(|text| read_enabled(text, &mut problems));
    problems.refuse_if_any()?;
    Ok(CrossConnectChange {
        unique_name,
        bandwidth_mbps,
        loa_entity,
        redundancy_group,
        redundancy_role,
        enabled,
    })
}

/// Reads a name or a group: 1 to 64 letters, digits, dots, underscores, and hyphens.
fn read_label(parameter: &str, text: &str, problems: &mut Problems) -> String {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if !LABEL_LENGTHS.contains(&text.len()) || !text.bytes().all(allowed) {
        let message = format!("{parameter} must have 1 to 64 characters: letters, digits, '.', '_', and '-'");
        problems.add(Code::InvalidParameter, parameter, text, message);
    }
    text.to_owned()
}

/// Reads the party on the letter: 1 to 128 printable characters of any script.
fn read_entity(text: &str, problems: &mut Problems) -> String {
    let blank = text.trim().is_empty();
    if blank || !ENTITY_LENGTHS.contains(&text.chars().count()) || !text.chars().all(is_printable) {
        let message = "LoaEntity must have 1 to 128 printable characters, not all blank";
        problems.add(Code::InvalidParameter, "LoaEntity", text, message);
    }
    text.to_owned()
}

/// Reads a bandwidth that the exchange sells. For an unknown exchange only the form is checked.
fn read_bandwidth(text: &str, edge: &str, world: &World, problems: &mut Problems) -> u32 {
    if text.is_empty() {
        problems.add(Code::Bandwidth, "BandwidthMbps", "", "BandwidthMbps is required");
        return 0;
    }
    let Some(bandwidth) = decimal::<u32>(text) else {
        problems.add(
            Code::Bandwidth,
            "BandwidthMbps",
            text,
            format!("'{text}' is not a whole number of Mbps"),
        );
        return 0;
    };
    if let Some(exchange) = world
        .exchange(edge)
        .filter(|exchange| !exchange.bandwidths_mbps.contains(&bandwidth))
    {
        let sold: Vec<String> = exchange.bandwidths_mbps.iter().map(u32::to_string).collect();
        let message = format!("{edge} does not sell {bandwidth} Mbps; it sells {}", sold.join(", "));
        problems.add(Code::Bandwidth, "BandwidthMbps", text, message);
    }
    bandwidth
}

fn read_enabled(text: &str, problems: &mut Problems) -> bool {
    if !matches!(text, "true" | "false") {
        problems.add(Code::InvalidParameter, "Enabled", text, "Enabled must be true or false");
    }
    text == "true"
}

fn read_role(text: &str, problems: &mut Problems) -> Option<RedundancyRole> {
    let role = serde_json::from_value(text.into()).ok();
    if role.is_none() {
        let message = "RedundancyRole must be primary or backup";
        problems.add(Code::InvalidParameter, "RedundancyRole", text, message);
    }
    role
}

/// Reads the filters of a list.
///
/// # Errors
/// 20422 for an unknown status.
pub fn read_filter(query: &Parameters) -> Result<CrossConnectFilter, Refusal> {
    let owned = |name: &str| query.filled(name).map(str::to_owned);
    let status = match query.filled("Status") {
        None => None,
        Some(text) => Some(read_status(text)?),
    };
    let redundancy_group = query.sent("RedundancyGroup").map(str::to_owned);
    Ok(CrossConnectFilter {
        unique_name: owned("UniqueName"),
        exchange: owned("Exchange"),
        status,
        redundancy_group,
    })
}

fn read_status(text: &str) -> Result<CrossConnectStatus, Refusal> {
    serde_json::from_value(text.into()).map_err(|_| {
        Refusal::new(
            Code::InvalidParameter,
            format!("'{text}' is not a status of a cross connect"),
        )
        .about("Status")
    })
}

/// The parameters of an order.
// For the description only. `read_order` reads orders, and reports every problem together.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[allow(
    dead_code,
    reason = "describes the form; nobody builds it. An expect here makes rustc 1.95 stop when it compiles incrementally"
)]
pub struct CrossConnectOrder {
    /// The name of the cross connect: 1 to 64 letters, digits, `.`, `_`, and `-`; unique in the account.
    unique_name: String,
    /// The edge id of the exchange.
    exchange: String,
    /// The bandwidth in Mbps. It must be sold at the exchange.
    bandwidth_mbps: u32,
    /// The party on the letter of authorization: 1 to 128 printable characters.
    loa_entity: String,
    /// The redundancy group. It has the format of `UniqueName`, but is not unique.
    redundancy_group: Option<String>,
    /// The role in the group: `primary` or `backup`.
    redundancy_role: Option<String>,
    /// The administrative switch. The default is `true`.
    enabled: Option<bool>,
}

/// The parameters of a change. If a parameter is omitted, its value does not change.
#[derive(ToSchema)]
#[schema(rename_all = "PascalCase")]
#[allow(
    dead_code,
    reason = "describes the form; nobody builds it. An expect here makes rustc 1.95 stop when it compiles incrementally"
)]
pub struct CrossConnectUpdate {
    /// The name of the cross connect: 1 to 64 letters, digits, `.`, `_`, and `-`; unique in the account.
    unique_name: Option<String>,
    /// The bandwidth in Mbps. It must be sold at the exchange.
    bandwidth_mbps: Option<u32>,
    /// The party on the letter of authorization: 1 to 128 printable characters.
    loa_entity: Option<String>,
    /// The redundancy group; if empty, the cross connect leaves its group.
    redundancy_group: Option<String>,
    /// The role in the group: `primary` or `backup`; if empty, the role is removed.
    redundancy_role: Option<String>,
    /// The administrative switch.
    enabled: Option<bool>,
}
