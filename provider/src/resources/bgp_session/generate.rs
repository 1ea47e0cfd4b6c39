//! The configuration that is generated for a session that exists.

use framework::Attr;
use framework::resource::GeneratesConfig;

use super::BgpSession;
use super::model::BgpSessionModel;
use crate::domain::{Asn, InterfaceAddress};

impl GeneratesConfig<BgpSessionModel> for BgpSession {
    /// Leaves out what only Twilio assigns: a private ASN, and an address that is not public. Written out, the input rules refuse
    /// both, and left out, they stay as they are.
    fn generate(&self, _state: &BgpSessionModel, config: &mut BgpSessionModel) {
        let asn = config.customer_asn.known();
        if asn.is_some_and(|asn| Asn::parse_customer(&asn.to_string()).is_err()) {
            config.customer_asn = Attr::Null;
        }
        let address = config.customer_address.known();
        if address.is_some_and(|address| InterfaceAddress::parse(&address.to_string()).is_err()) {
            config.customer_address = Attr::Null;
        }
    }
}
