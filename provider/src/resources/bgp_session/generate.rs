//! The configuration that is generated for a session that exists.

use framework::Attr;
use framework::resource::GeneratesConfig;

use super::BgpSession;
use super::model::BgpSessionModel;
use crate::domain::{Asn, InterfaceAddress};

impl GeneratesConfig<BgpSessionModel> for BgpSession {
    /// Leaves out the values that only Twilio assigns: a private ASN, and an address that is not public. The session keeps values that are
    /// left out, and the input rules refuse them where they are written.
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
