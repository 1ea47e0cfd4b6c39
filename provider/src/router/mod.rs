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
mod remark;

#[cfg(test)]
mod tests;

use crate::domain::{AnnouncedPrefix, Exchange, Peering, RouterInterface, RouterPlatform};

/// One session, seen from the customer's router.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// Where it is.
    pub(crate) exchange: Exchange,
    /// Both ends, and the customer's routes.
    pub(crate) peering: Peering,
    /// What Twilio announces there.
    pub(crate) announced: Vec<AnnouncedPrefix>,
    /// The customer's interface.
    pub(crate) interface: RouterInterface,
    /// Whether an MD5 key protects it. The key itself is never here.
    pub(crate) has_md5_key: bool,
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
    /// What the session is called: `Twilio Interconnect ashburn-ix`.
    fn title(&self) -> String {
        format!("Twilio Interconnect {}", self.exchange)
    }

    /// The beginning of the names of its filters, in upper case: `TWILIO-ASHBURN-IX`.
    fn filters(&self) -> String {
        format!("TWILIO-{}", self.exchange.as_str().to_ascii_uppercase())
    }
}
