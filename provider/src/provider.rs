//! The provider itself: its block, and the catalogue of what it offers.

use async_trait::async_trait;
use framework::Diagnostics;
use framework::erased::{AnyAction, AnyDataSource, AnyEphemeralResource, AnyFunction, AnyResource};
use framework::plugin::Environment;
use framework::provider::{Configure, Provider};

use crate::config::{self, Configuration, ProviderModel};
use crate::connection::Connection;
use crate::{actions, data_sources, ephemeral_resources, functions, resources};

/// The Terraform provider for Twilio Interconnect.
#[derive(Debug)]
pub(crate) struct TwilioInterconnect {
    environment: Environment,
    connection: Connection,
}

impl TwilioInterconnect {
    /// A provider that takes from `environment` what its block leaves out.
    pub(crate) fn new(environment: Environment) -> Self {
        Self {
            environment,
            connection: Connection::default(),
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
            Ok(Configuration::Ready(ready)) => self.connection.connect(ready),
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
