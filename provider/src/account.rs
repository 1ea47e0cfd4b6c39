//! The objects of an account, as records for the plan checks.

use crate::api;
use crate::checks::Fact;
use crate::checks::demarcation::Demarcation;
use crate::checks::record::{BgpSession, CrossConnect, Declined, Letter, LetterToCome, Maintenance, Notice};
use crate::domain::{AssignedBy, Bandwidth, IpRoutes};

/// The record of a cross connect for the plan checks. Where a change waits for a person, the record has the values in service. Protection is
/// unknown, because only Terraform has it.
pub(crate) fn cross_connect(seen: &api::CrossConnect) -> CrossConnect {
    CrossConnect {
        sid: Some(seen.sid.clone()),
        name: seen.unique_name.clone().into(),
        exchange: seen.exchange.clone().into(),
        bandwidth: bandwidth_in_service(seen).into(),
        loa_entity: seen.loa_entity.clone().into(),
        group: seen.redundancy_group.clone().into(),
        role: seen.redundancy_role.into(),
        enabled: is_in_service(seen).into(),
        last_enabled: Fact::Unknown,
        loa_revision: Fact::Unknown,
        completion: seen.completion.as_ref().map(notice).into(),
        protection: Fact::Unknown,
        status: seen.status.clone().into(),
        reason: seen.status_reason.as_ref().map(reason).into(),
        link: seen.link_status.clone().into(),
        letter: seen.letter_of_authorization.as_ref().map(letter).into(),
        demarcation: seen.letter_of_authorization.as_ref().map(demarcation).into(),
        ordered_at: seen.date_created.into(),
        has_given_up_name: !seen.holds_name(),
        maintenance: seen.maintenance.iter().map(maintenance).collect(),
        declined: seen.declined_changes().into_iter().map(declined).collect(),
        letter_to_come: letter_to_come(seen),
    }
}

fn letter_to_come(seen: &api::CrossConnect) -> Option<LetterToCome> {
    let pending = seen.pending_change.as_ref()?;
    let party = pending.loa_entity.as_ref().map(|entity| LetterToCome::ForAnotherParty {
        current: entity.in_service.clone(),
        requested: entity.requested.clone(),
    });
    let revision = pending.letter_revision.as_ref();
    party.or_else(|| revision.map(|revision| LetterToCome::OfRevision(revision.requested.get())))
}

/// The bandwidth in service.
pub(crate) fn bandwidth_in_service(seen: &api::CrossConnect) -> Bandwidth {
    let pending = seen.pending_change.as_ref();
    let waiting = pending.and_then(|pending| pending.bandwidth_mbps.as_ref());
    waiting.map_or(seen.bandwidth, |waiting| waiting.in_service)
}

/// The position of the administrative switch in service.
fn is_in_service(seen: &api::CrossConnect) -> Option<bool> {
    let pending = seen.pending_change.as_ref();
    let waiting = pending.and_then(|pending| pending.enabled.as_ref());
    waiting.map_or(seen.enabled, |waiting| Some(waiting.in_service))
}

fn maintenance(announced: &api::Maintenance) -> Maintenance {
    Maintenance {
        from: announced.from,
        until: announced.until,
        reason: announced.reason.clone(),
    }
}

fn declined(told: api::DeclinedChange) -> Declined {
    Declined {
        attribute: told.attribute,
        change: told.change,
        by: told.declined_by,
        at: told.at,
        reason: told.reason,
    }
}

fn notice(reported: &api::CompletionNotice) -> Notice {
    Notice {
        reference: reported.reference.clone().into(),
        completed_on: reported.completed_on.into(),
    }
}

fn reason(reason: &api::StatusReason) -> String {
    format!("{}, {}", reason.message.trim_end_matches('.'), reason.code)
}

fn letter(letter: &api::Letter) -> Letter {
    Letter {
        issued_on: Some(letter.issued_on),
        expires_on: Some(letter.expires_on),
        revision: Some(letter.revision.get()),
        issued_at: letter.issued_at,
        expires_at: letter.expires_at,
    }
}

/// True if a session has a key. It is unknown while a change of the key waits for a person. The answer then shows neither the requested
/// value nor the value in service.
fn has_md5_key(seen: &api::BgpSession) -> Fact<bool> {
    let pending = seen.pending_change.as_ref();
    let waits = pending.is_some_and(|pending| pending.md5_key.is_some());
    match seen.has_md5_key {
        Some(has_key) if !waits => Fact::Known(has_key),
        Some(_) | None => Fact::Unknown,
    }
}

/// The demarcation of a circuit at the data center, from its letter.
pub(crate) fn demarcation(letter: &api::Letter) -> Demarcation {
    Demarcation {
        facility: letter.facility.clone(),
        cage: letter.cage.clone(),
        patch_panel: letter.patch_panel.clone(),
    }
}

/// The record of a BGP session for the plan checks. Where a change waits for a person, the record has the values in service. The version of the key is
/// unknown, because only Terraform has it.
pub(crate) fn bgp_session(seen: &api::BgpSession) -> BgpSession {
    let pending = seen.pending_change.as_ref();
    let routes = pending.and_then(|pending| pending.ip_routes.as_ref());
    let routes = routes.map_or(&seen.ip_routes, |waiting| &waiting.in_service);
    let enabled = pending.and_then(|pending| pending.enabled.as_ref());
    let given = |assigned_by: Option<&AssignedBy>| assigned_by == Some(&AssignedBy::Customer);
    let asn = seen
        .customer_asn
        .filter(|_| given(seen.customer_asn_assigned_by.as_ref()));
    let address = seen
        .customer_address
        .filter(|_| given(seen.customer_address_assigned_by.as_ref()));
    BgpSession {
        sid: Some(seen.sid.clone()),
        cross_connect_sid: seen.cross_connect_sid.clone().into(),
        routes: IpRoutes::trusted(routes.iter().copied()).into(),
        enabled: enabled.map_or(seen.enabled, |waiting| waiting.in_service).into(),
        customer_asn: asn.into(),
        customer_address: address.into(),
        md5_key_version: Fact::Unknown,
        has_md5_key: has_md5_key(seen),
        status: seen.status.clone().into(),
        declined: seen.declined_changes().into_iter().map(declined).collect(),
    }
}
