//! An ephemeral resource and an action, which are not in the state.

use async_trait::async_trait;
use framework::action::{Action, Invoke};
use framework::ephemeral::{Closes, EphemeralResource, Open, Opened, Renewed, Renews};
use framework::private::Private;
use framework::resource::Context;
use framework::{Attr, Diagnostics, Model};

/// A ticket.
#[derive(Clone, Debug, Model)]
pub(crate) struct Ticket {
    /// The destination.
    #[attr(required)]
    place: Attr<String>,
    /// The printed text.
    #[attr(computed, sensitive)]
    text: Attr<String>,
}

pub(crate) struct Tickets;

#[async_trait]
impl EphemeralResource for Tickets {
    type Model = Ticket;

    fn type_name(&self) -> &'static str {
        "corner_ticket"
    }

    async fn open(&self, request: Open<Ticket>) -> Result<Opened<Ticket>, Diagnostics> {
        let place = request.config.place;
        let text = place.clone().map(|place| format!("to {place}"));
        let private = Private::new().with("place", place.known());
        Ok(Opened::new(Ticket { place, text }).with_private(private))
    }

    fn renews(&self) -> Option<&dyn Renews> {
        Some(self)
    }

    fn closes(&self) -> Option<&dyn Closes> {
        Some(self)
    }
}

#[async_trait]
impl Renews for Tickets {
    async fn renew(&self, private: Private, _context: &Context) -> Result<Renewed, Diagnostics> {
        Ok(Renewed {
            private,
            ..Renewed::default()
        })
    }
}

#[async_trait]
impl Closes for Tickets {
    async fn close(&self, _private: Private, _context: &Context) -> Diagnostics {
        Diagnostics::new()
    }
}

/// A call of a bell.
#[derive(Clone, Debug, Model)]
pub(crate) struct Bell {
    /// The number of rings.
    #[attr(required)]
    times: Attr<u8>,
    /// The sound.
    #[attr(optional)]
    sound: Attr<String>,
}

pub(crate) struct Bells;

#[async_trait]
impl Action for Bells {
    type Model = Bell;

    fn type_name(&self) -> &'static str {
        "corner_bell"
    }

    async fn invoke(&self, request: Invoke<Bell>) -> Result<Diagnostics, Diagnostics> {
        for _ in 0..request.config.times.into_known().unwrap_or(0) {
            request
                .progress
                .say(request.config.sound.known().cloned().unwrap_or_default());
        }
        Ok(Diagnostics::new())
    }
}
