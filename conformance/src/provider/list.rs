//! Lists of managed resources.

use framework::value::Value;
use proto::tfplugin5 as pb;

use super::{
    Answer, Messages, Provider, Resource,
    handle::said,
    wire::{received, received_identity, sent},
};
use crate::client::patiently;
use crate::oracle::{self, Broken, Gravity, ListRequest, Listed};
use crate::schema::Block;

/// A list of a provider's catalog.
#[derive(Clone, Copy)]
pub struct List<'a> {
    provider: &'a Provider,
    type_name: &'a str,
    block: &'a Block,
}

/// The request of a list.
#[derive(Clone, Debug)]
pub struct Search {
    /// The configuration of the search.
    pub config: Value,
    /// True where the objects are requested in addition to their identities.
    pub include_object: bool,
    /// The maximum number of results; 0 is no limit.
    pub limit: i64,
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// The identity of the object.
    pub identity: Option<Value>,
    /// The display name.
    pub display_name: String,
    /// The object.
    pub object: Option<Value>,
    /// The diagnostics.
    pub messages: Messages,
}

impl<'a> List<'a> {
    pub(super) fn new(provider: &'a Provider, type_name: &'a str, block: &'a Block) -> Self {
        Self {
            provider,
            type_name,
            block,
        }
    }

    /// Returns the schema of the search, not of the objects.
    pub fn block(&self) -> &'a Block {
        self.block
    }

    /// Checks a search. As in Terraform, the request contains neither a limit nor whether objects are included (L2).
    pub async fn validate(&self, config: &Value) -> Answer<Messages> {
        let request = pb::validate_list_resource_config::Request {
            type_name: self.type_name.to_owned(),
            config: sent(config, &self.block.terraform_type()),
            ..pb::validate_list_resource_config::Request::default()
        };
        let call = self
            .provider
            .call(|mut client| async move { client.validate_list_resource_config(request).await });
        said(call.await.diagnostics)
    }

    /// Reads all events to the end of the list.
    pub async fn search(&self, search: &Search) -> Answer<Vec<Event>> {
        let request = pb::list_resource::Request {
            type_name: self.type_name.to_owned(),
            config: sent(&search.config, &self.block.terraform_type()),
            include_resource_object: search.include_object,
            limit: search.limit,
        };
        let call = self
            .provider
            .call(|mut client| async move { client.list_resource(request).await });
        let mut stream = call.await;
        let (mut events, mut broken) = (Vec::new(), Vec::new());
        let resource = self.provider.resource(self.type_name);
        while let Some(event) = patiently(stream.message()).await.expect("the list goes on") {
            events.push(event_of(&resource, event, &mut broken));
        }
        broken.extend(self.faults(&resource, search, &events));
        Answer::new(events, broken)
    }

    fn faults(&self, resource: &Resource<'_>, search: &Search, events: &[Event]) -> Vec<Broken> {
        let Some(identity) = resource.identity else {
            return vec![Broken::whole("S11", "identity schema not found for the resource type")];
        };
        let request = ListRequest {
            block: resource.block,
            identity,
            include_object: search.include_object,
            limit: usize::try_from(search.limit).ok().filter(|limit| *limit > 0),
        };
        let listed: Vec<_> = events.iter().map(listed).collect();
        oracle::list(request, &listed)
    }
}

fn event_of(resource: &Resource<'_>, event: pb::list_resource::Event, broken: &mut Vec<Broken>) -> Event {
    broken.extend(oracle::diagnostics(&event.diagnostic));
    Event {
        identity: received_identity(event.identity.as_ref(), resource.identity, broken),
        display_name: event.display_name,
        object: (event.resource_object.as_ref()).map(|object| received(Some(object), &resource.ty(), "L1", broken)),
        messages: Messages(event.diagnostic),
    }
}

fn listed(event: &Event) -> Listed<'_> {
    let gravity = if event.messages.has_errors() {
        Gravity::Error
    } else {
        Gravity::Warning
    };
    Listed {
        identity: event.identity.as_ref(),
        display_name: &event.display_name,
        object: event.object.as_ref(),
        diagnostics: (!event.messages.0.is_empty()).then_some(gravity),
    }
}
