//! The provider: its block, and the catalog of its resources, data sources, actions, and functions.

use std::sync::Arc;

use async_trait::async_trait;
use framework::Diagnostics;
use framework::erased::{AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyResource};
use framework::plugin::Environment;
use framework::provider::{Configure, Provider};

use crate::api::{Carrier, Client, Settings};
use crate::config::{self, Configuration, ProviderModel};
use crate::connection::Connection;
use crate::run::Run;
use crate::{actions, data_sources, ephemeral_resources, functions, resources};

/// The Terraform provider for Twilio Interconnect.
#[derive(Debug)]
pub(crate) struct TwilioInterconnect {
    environment: Environment,
    connection: Connection,
    carrier: Option<Arc<dyn Carrier>>,
}

impl TwilioInterconnect {
    /// A provider whose block can leave values to `environment`.
    pub(crate) fn new(environment: Environment) -> Self {
        Self {
            environment,
            connection: Connection::default(),
            carrier: None,
        }
    }

    /// A provider whose requests go over `carrier` in place of HTTP.
    pub(crate) fn over(environment: Environment, carrier: Arc<dyn Carrier>) -> Self {
        Self {
            carrier: Some(carrier),
            ..Self::new(environment)
        }
    }

    /// A client for the service of the settings.
    fn client(&self, settings: Settings) -> Result<Client, Diagnostics> {
        match &self.carrier {
            Some(carrier) => Ok(Client::over(Arc::clone(carrier), settings)),
            None => Client::new(settings).map_err(|error| config::unusable(&error)),
        }
    }
}

#[async_trait]
impl Provider for TwilioInterconnect {
    type Config = ProviderModel;

    fn validate(&self, config: &ProviderModel) -> Diagnostics {
        config::problems(config)
    }

    async fn configure(&self, request: Configure<ProviderModel>) -> Diagnostics {
        match config::configure(&request.config, &self.environment, &request.terraform_version) {
            Ok(Configuration::Ready(configured)) => match self.client(configured.settings) {
                Ok(client) => {
                    let said = config::not_enforced(&configured.severities);
                    let mut run = Run::new(client, configured.severities, configured.credentials_from);
                    run.accepted = configured.accepted.into();
                    let required = configured.required;
                    run.picture.with(|picture| picture.required = required);
                    self.connection.connect(run);
                    return said.into_iter().collect();
                }
                Err(diagnostics) => return diagnostics,
            },
            Ok(Configuration::Postponed(attributes)) => self.connection.postpone(attributes),
            Err(diagnostics) => return diagnostics,
        }
        Diagnostics::new()
    }

    fn resources(&self) -> Vec<Box<dyn AnyResource>> {
        resources::all(&self.connection)
    }

    fn data_sources(&self) -> Vec<Box<dyn AnyDataSource>> {
        data_sources::all(&self.connection)
    }

    fn ephemeral_resources(&self) -> Vec<Box<dyn AnyEphemeralResource>> {
        ephemeral_resources::all(&self.connection)
    }

    fn actions(&self) -> Vec<Box<dyn AnyAction>> {
        actions::all(&self.connection)
    }

    fn functions(&self) -> Vec<Box<dyn AnyFunction>> {
        functions::all()
    }
}
