//! The operations of the service to which a plan can lead.

use crate::service::{CIRCUIT, SESSION};

/// One operation of a plan: an order, a deletion, or the change of one attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operation {
    Order,
    Rename,
    Regroup,
    ChangeBandwidth,
    ChangeEntity,
    ReportCompletion,
    DeleteCircuit,
    OpenSession,
    ChangeRoutes,
    ChangeAsn,
    ChangeAddress,
    ChangeEnabled,
    ChangeKey,
    DeleteSession,
}

use Operation::*;

impl Operation {
    /// The operations on an existing cross connect.
    pub(crate) const OF_CIRCUITS: [Self; 6] = [
        Rename,
        Regroup,
        ChangeBandwidth,
        ChangeEntity,
        ReportCompletion,
        DeleteCircuit,
    ];

    /// The operations on an existing BGP session.
    pub(crate) const OF_SESSIONS: [Self; 6] = [
        ChangeRoutes,
        ChangeAsn,
        ChangeAddress,
        ChangeEnabled,
        ChangeKey,
        DeleteSession,
    ];

    /// The heading of its section.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Order => "Order a cross connect",
            Rename => "Change `unique_name`",
            Regroup => "Change `redundancy_group`",
            ChangeBandwidth => "Change `bandwidth_mbps`",
            ChangeEntity => "Change `loa_entity`",
            ReportCompletion => "Add `completion`",
            DeleteCircuit => "Destroy a cross connect",
            OpenSession => "Create a BGP session",
            ChangeRoutes => "Change `ip_routes`",
            ChangeAsn => "Change `customer_asn`",
            ChangeAddress => "Change `customer_address`",
            ChangeEnabled => "Change `enabled`",
            ChangeKey => "Change `md5_key_wo`",
            DeleteSession => "Destroy a BGP session",
        }
    }

    /// The method of its request.
    pub(crate) fn method(self) -> &'static str {
        match self {
            DeleteCircuit | DeleteSession => "DELETE",
            _ => "POST",
        }
    }

    /// The path of its request for the object with a number.
    pub(crate) fn path(self, number: u32) -> String {
        let (circuit, session) = (CIRCUIT.sid(number), SESSION.sid(number));
        match self {
            Order => "/v1/CrossConnects".to_owned(),
            ReportCompletion => format!("/v1/CrossConnects/{circuit}/CompletionNotices"),
            OpenSession => "/v1/BgpSessions".to_owned(),
            _ if Self::OF_CIRCUITS.contains(&self) => format!("/v1/CrossConnects/{circuit}"),
            _ => format!("/v1/BgpSessions/{session}"),
        }
    }

    /// Valid parameters.
    pub(crate) fn form(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Order => vec![
                ("UniqueName", "new"),
                ("Exchange", "ashburn-ix"),
                ("BandwidthMbps", "1000"),
                ("LoaEntity", "Example Corp"),
            ],
            Rename => vec![("UniqueName", "renamed")],
            Regroup => vec![("RedundancyGroup", "voice")],
            ChangeBandwidth => vec![("BandwidthMbps", "10")],
            ChangeEntity => vec![("LoaEntity", "Other Corp")],
            ReportCompletion => vec![("Reference", "R-1"), ("CompletedOn", "2026-01-05")],
            OpenSession => vec![
                ("CrossConnectSid", "XC00000000000000000000000000000001"),
                ("IpRoutes", "52.1.2.0/24"),
            ],
            ChangeRoutes => vec![("IpRoutes", "52.1.4.0/24")],
            ChangeAsn => vec![("CustomerAsn", "3320")],
            ChangeAddress => vec![("CustomerAddress", "52.9.8.1/30")],
            ChangeEnabled => vec![("Enabled", "false")],
            ChangeKey => vec![("Md5Key", "a new key")],
            DeleteCircuit | DeleteSession => Vec::new(),
        }
    }
}
