//! The objects of the account, as inputs of the rules.

use provider::api;
use provider::checks::Fact;
use provider::checks::record::{BgpSession, CrossConnect, Letter, Notice};
use provider::domain::{
    Asn, AssignedBy, Bandwidth, CompletedOn, CompletionReference, CrossConnectSid, Exchange, InterfaceAddress, IpRoute,
    IpRoutes, LoaEntity, RedundancyGroup, UniqueName,
};

use crate::situation::Form;

/// A cross connect of the account.
pub(crate) fn circuit(seen: &api::CrossConnect) -> CrossConnect {
    let completion = seen.completion.as_ref().map(|notice| Notice {
        reference: notice.reference.clone().into(),
        completed_on: notice.completed_on.into(),
    });
    let letter = seen.letter_of_authorization.as_ref().map(|letter| Letter {
        issued_on: Some(letter.issued_on),
        expires_on: Some(letter.expires_on),
        revision: Some(letter.revision.get()),
        issued_at: letter.issued_at,
        expires_at: letter.expires_at,
    });
    CrossConnect {
        sid: Some(seen.sid.clone()),
        name: seen.unique_name.clone().into(),
        exchange: seen.exchange.clone().into(),
        bandwidth: seen.bandwidth.into(),
        loa_entity: seen.loa_entity.clone().into(),
        group: seen.redundancy_group.clone().into(),
        role: seen.redundancy_role.into(),
        enabled: seen.enabled.into(),
        completion: completion.into(),
        protection: false.into(),
        status: seen.status.clone().into(),
        reason: Fact::Unknown,
        link: seen.link_status.clone().into(),
        letter: letter.into(),
        ordered_at: seen.date_created.into(),
        ..CrossConnect::default()
    }
}

/// A BGP session of the account.
pub(crate) fn session(seen: &api::BgpSession) -> BgpSession {
    let address = seen
        .customer_address
        .filter(|_| seen.customer_address_assigned_by == Some(AssignedBy::Customer));
    BgpSession {
        sid: Some(seen.sid.clone()),
        cross_connect_sid: seen.cross_connect_sid.clone().into(),
        routes: IpRoutes::trusted(seen.ip_routes.iter().copied()).into(),
        enabled: seen.enabled.into(),
        customer_asn: Fact::Null,
        customer_address: address.into(),
        md5_key_version: 1.into(),
        has_md5_key: true.into(),
        status: seen.status.clone().into(),
        declined: Vec::new(),
    }
}

/// A cross connect with the values of a request.
pub(crate) fn circuit_with(form: &Form, mut circuit: CrossConnect) -> CrossConnect {
    for (key, value) in form {
        match *key {
            "UniqueName" => circuit.name = UniqueName::trusted(*value).into(),
            "Exchange" => circuit.exchange = Exchange::trusted(*value).into(),
            "RedundancyGroup" if value.is_empty() => circuit.group = Fact::Null,
            "RedundancyGroup" => circuit.group = RedundancyGroup::trusted(*value).into(),
            "BandwidthMbps" => circuit.bandwidth = Bandwidth::trusted(value.parse().unwrap()).into(),
            "LoaEntity" => circuit.loa_entity = LoaEntity::trusted(*value).into(),
            "Reference" => circuit.completion = notice(value, form).into(),
            _ => {}
        }
    }
    circuit
}

fn notice(reference: &str, form: &Form) -> Notice {
    let day = form.iter().find(|(key, _)| *key == "CompletedOn").unwrap().1;
    Notice {
        reference: CompletionReference::trusted(reference).into(),
        completed_on: CompletedOn::parse(day).unwrap().into(),
    }
}

/// A BGP session with the values of a request.
pub(crate) fn session_with(form: &Form, mut session: BgpSession) -> BgpSession {
    for (key, value) in form {
        match *key {
            "CrossConnectSid" => session.cross_connect_sid = CrossConnectSid::parse(value).unwrap().into(),
            "IpRoutes" => session.routes = IpRoutes::trusted([IpRoute::trusted(value.parse().unwrap())]).into(),
            "CustomerAsn" => session.customer_asn = value.parse().ok().map(Asn::trusted).into(),
            "CustomerAddress" => session.customer_address = value.parse().ok().map(InterfaceAddress::trusted).into(),
            "Enabled" => session.enabled = (*value == "true").into(),
            "Md5Key" => session.md5_key_version = 2.into(),
            _ => {}
        }
    }
    session
}
