//! Actions.

use framework::types::Type;
use framework::value::Value;
use proto::tfplugin5::{self as pb, invoke_action::event};

use super::{Answer, Messages, Provider, handle::said, wire::sent};
use crate::client::patiently;
use crate::oracle::{self, ActionEvent, Broken};
use crate::schema::Block;

/// An action of a provider's catalog.
#[derive(Clone, Copy)]
pub struct Action<'a> {
    provider: &'a Provider,
    type_name: &'a str,
    block: &'a Block,
}

/// One event of an action.
#[derive(Clone, Debug)]
pub enum Heard {
    /// A progress message.
    Progress(String),
    /// The end, with its diagnostics.
    Completed(Messages),
    /// An empty message, at which core panics.
    Nothing,
}

/// The answer of an action.
#[derive(Clone, Debug)]
pub struct Invoked {
    /// The events in order.
    pub events: Vec<Heard>,
}

impl Invoked {
    /// Returns the progress messages.
    pub fn progress(&self) -> Vec<&str> {
        let events = self.events.iter();
        events
            .filter_map(|event| match event {
                Heard::Progress(message) => Some(message.as_str()),
                Heard::Completed(_) | Heard::Nothing => None,
            })
            .collect()
    }

    /// Returns the diagnostics of the end.
    pub fn messages(&self) -> Messages {
        let completed = self.events.iter().find_map(|event| match event {
            Heard::Completed(messages) => Some(messages.clone()),
            Heard::Progress(_) | Heard::Nothing => None,
        });
        completed.unwrap_or_default()
    }
}

impl<'a> Action<'a> {
    pub(super) fn new(provider: &'a Provider, type_name: &'a str, block: &'a Block) -> Self {
        Self {
            provider,
            type_name,
            block,
        }
    }

    /// Returns the schema.
    pub fn block(&self) -> &'a Block {
        self.block
    }

    /// Checks a configuration.
    pub async fn validate(&self, config: &Value) -> Answer<Messages> {
        let request = pb::validate_action_config::Request {
            type_name: self.type_name.to_owned(),
            config: sent(config, &self.ty()),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.validate_action_config(request).await });
        said(call.await.diagnostics)
    }

    /// Plans it. The plan must not be deferred (X2).
    pub async fn plan(&self, config: &Value) -> Answer<Messages> {
        let request = pb::plan_action::Request {
            action_type: self.type_name.to_owned(),
            config: sent(config, &self.ty()),
            client_capabilities: self.provider.capabilities(),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.plan_action(request).await });
        let answer = call.await;
        let mut broken = oracle::diagnostics(&answer.diagnostics);
        if answer.deferred.is_some() {
            broken.push(Broken::whole("X2", "the provider deferred an action"));
        }
        Answer::new(Messages(answer.diagnostics), broken)
    }

    /// Invokes it and reads all events to the end.
    pub async fn invoke(&self, config: &Value) -> Answer<Invoked> {
        let request = pb::invoke_action::Request {
            action_type: self.type_name.to_owned(),
            config: sent(config, &self.ty()),
            client_capabilities: self.provider.capabilities(),
        };
        let call = self
            .provider
            .call(|mut client| async move { client.invoke_action(request).await });
        let mut stream = call.await;
        let (mut events, mut broken) = (Vec::new(), Vec::new());
        while let Some(event) = patiently(stream.message()).await.expect("the action goes on") {
            let heard = Heard::from(event);
            if let Heard::Completed(messages) = &heard {
                broken.extend(oracle::diagnostics(&messages.0));
            }
            events.push(heard);
        }
        let kinds: Vec<_> = events.iter().map(Heard::kind).collect();
        broken.extend(oracle::action(&kinds));
        Answer::new(Invoked { events }, broken)
    }

    fn ty(&self) -> Type {
        self.block.terraform_type()
    }
}

impl Heard {
    fn kind(&self) -> ActionEvent {
        match self {
            Self::Progress(_) => ActionEvent::Progress,
            Self::Completed(_) => ActionEvent::Completed,
            Self::Nothing => ActionEvent::Empty,
        }
    }
}

impl From<pb::invoke_action::Event> for Heard {
    fn from(event: pb::invoke_action::Event) -> Self {
        match event.r#type {
            Some(event::Type::Progress(progress)) => Self::Progress(progress.message),
            Some(event::Type::Completed(completed)) => Self::Completed(Messages(completed.diagnostics)),
            None => Self::Nothing,
        }
    }
}
