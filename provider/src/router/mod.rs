//! The customer's side of a BGP session, as text that a router is configured with: one platform, one file.
//!
//! Each text sets the link's address, lets in exactly what Twilio announces at the exchange, and lets out exactly the session's
//! routes. It holds no secret, and changes nothing on the router that is not of this session. Pure: nobody is asked, and the same
//! session gives the same text.

mod bird;
mod command_line;
mod eos;
mod frr;
mod ios_xe;
mod junos;
mod notes;
mod remark;
mod route_maps;

#[cfg(test)]
mod tests;

use std::net::Ipv4Addr;

use crate::domain::{
    AnnouncedPrefix, Asn, Exchange, LegPreference, Peering, PrefixLimit, RouterInterface, RouterPlatform, VlanId,
};

/// One session, seen from the customer's router.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// Where it is.
    pub(crate) exchange: Exchange,
    /// Both ends, and the customer's routes.
    pub(crate) peering: Peering,
    /// What Twilio announces there.
    pub(crate) announced: Vec<AnnouncedPrefix>,
    /// The customer's interface; with a VLAN, its sub-interface.
    pub(crate) interface: RouterInterface,
    /// The VLAN that the sub-interface is to be tagged with.
    pub(crate) vlan: Option<VlanId>,
    /// The settings beyond those that every session needs.
    pub(crate) options: Options,
    /// Whether an MD5 key protects it. The key itself is never here.
    pub(crate) has_md5_key: bool,
}

/// The settings that a text has only where they are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    /// The ASN that the router runs BGP as, where it is not the session's.
    pub(crate) router_asn: Option<Asn>,
    /// The rank of the leg.
    pub(crate) preference: Option<LegPreference>,
    /// The limit of prefixes.
    pub(crate) max_prefixes: Option<PrefixLimit>,
    /// True where traffic is moved away from the leg (RFC 8326).
    pub(crate) graceful_shutdown: bool,
    /// True where packets from more than one hop away are dropped (RFC 5082).
    pub(crate) ttl_security: bool,
    /// True where BFD watches the session (RFC 5882).
    pub(crate) bfd: bool,
}

/// What stands in the text in the place of the MD5 key.
pub(crate) const MD5_KEY_PLACEHOLDER: &str = "<MD5-KEY>";

/// The text for a platform. It ends in a newline.
pub(crate) fn configuration(platform: RouterPlatform, session: &Session) -> String {
    match platform {
        RouterPlatform::Frr => command_line::configuration(&frr::DIALECT, session),
        RouterPlatform::Bird => bird::configuration(session),
        RouterPlatform::IosXe => command_line::configuration(&ios_xe::DIALECT, session),
        RouterPlatform::Junos => junos::configuration(session),
        RouterPlatform::Eos => command_line::configuration(&eos::DIALECT, session),
    }
}

impl Session {
    /// The name of the session: `Twilio Interconnect ashburn-ix 169.254.1.1`.
    fn title(&self) -> String {
        format!("Twilio Interconnect {} {}", self.exchange, self.neighbor())
    }

    /// The beginning of the names of its filters, in upper case: `TWILIO-ASHBURN-IX-169-254-1-1`. Two legs of one router have
    /// different neighbors, even at one exchange, so neither text overwrites what the other made.
    fn filters(&self) -> String {
        let neighbor = self.neighbor().to_string().replace('.', "-");
        format!("TWILIO-{}-{neighbor}", self.exchange.as_str().to_ascii_uppercase())
    }

    fn neighbor(&self) -> Ipv4Addr {
        self.peering.twilio().address.address()
    }
}

impl Options {
    /// The local preference of what is learned from Twilio; `None` leaves the platform's own.
    fn local_preference(&self) -> Option<u32> {
        match self.graceful_shutdown {
            true => Some(0),
            false => self.preference.map(LegPreference::local_preference),
        }
    }

    fn prepends(&self) -> usize {
        self.preference.map_or(0, LegPreference::prepends)
    }
}
