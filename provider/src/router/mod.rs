//! The router configuration for the customer's side of a BGP session. Each platform has one file.
//!
//! Each configuration sets the address of the link, accepts exactly the prefixes that Twilio announces at the exchange, and announces
//! exactly the session's routes. It contains no secret, and changes only this session on the router. The functions are pure: they
//! send no request, and the same session gives the same text.

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

/// One session, from the side of the customer's router.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// The exchange of the session.
    pub(crate) exchange: Exchange,
    /// Both ends of the session, and the customer's routes.
    pub(crate) peering: Peering,
    /// The prefixes that Twilio announces at the exchange.
    pub(crate) announced: Vec<AnnouncedPrefix>,
    /// The customer's interface; with a VLAN, its sub-interface.
    pub(crate) interface: RouterInterface,
    /// The VLAN of the sub-interface.
    pub(crate) vlan: Option<VlanId>,
    /// The optional settings.
    pub(crate) options: Options,
    /// True where an MD5 key protects it. The key itself is never part of this value.
    pub(crate) has_md5_key: bool,
}

/// The optional settings of a configuration.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    /// The ASN that the router runs BGP as, if it is not the session's ASN.
    pub(crate) router_asn: Option<Asn>,
    /// The rank of the leg.
    pub(crate) preference: Option<LegPreference>,
    /// The prefix limit.
    pub(crate) max_prefixes: Option<PrefixLimit>,
    /// True where traffic is moved away from the leg (RFC 8326).
    pub(crate) graceful_shutdown: bool,
    /// True where packets from more than one hop away are dropped (RFC 5082).
    pub(crate) ttl_security: bool,
    /// True where BFD watches the session (RFC 5882).
    pub(crate) bfd: bool,
}

/// The placeholder for the MD5 key.
pub(crate) const MD5_KEY_PLACEHOLDER: &str = "<MD5-KEY>";

/// The configuration for a platform. It ends with a newline.
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

    /// The beginning of the names of its filters, in uppercase: `TWILIO-ASHBURN-IX-169-254-1-1`. Two legs of one router have
    /// different neighbors, even at the same exchange, so their filters have different names.
    fn filters(&self) -> String {
        let neighbor = self.neighbor().to_string().replace('.', "-");
        format!("TWILIO-{}-{neighbor}", self.exchange.as_str().to_ascii_uppercase())
    }

    fn neighbor(&self) -> Ipv4Addr {
        self.peering.twilio().address.address()
    }
}

impl Options {
    /// The local preference of routes from Twilio; `None` for the default of the platform.
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
