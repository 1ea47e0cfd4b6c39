//! The time from an interruption to the end of the provider's call: terraform's `Stop`, and a signal to the process.
//!
//! The calls are made without terraform, so that only the provider is measured.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use conformance::client::{Certificate, Launch, Plugin, Security};
use conformance::oracle;
use conformance::provider::Provider;
use framework::value::Value;
use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN};

use crate::measurement::{Amount, Measurement};
use crate::service::Service;
use crate::situation::{Call, SITUATIONS, Situation};
use crate::stage;

const BUDGET: Amount = Amount::Time(Duration::from_secs(1));

/// A way to interrupt a call.
#[derive(Clone, Copy)]
enum Interruption {
    /// The call `Stop`, which Terraform sends after Ctrl-C.
    Stop,
    /// SIGTERM, which a supervisor sends.
    Term,
}

/// A provider's process connected to a service.
struct Process {
    plugin: Plugin,
    provider: Provider,
}

/// The time to the end of the call in each situation after each interruption.
pub(crate) fn measure(executables: &Path) -> Result<Vec<Measurement>, Box<dyn Error>> {
    let executable = executables.join(stage::PROVIDER);
    let mut measured = Vec::new();
    for situation in SITUATIONS {
        for (interruption, name) in [(Interruption::Stop, "Stop"), (Interruption::Term, "SIGTERM")] {
            let what = format!("end of a call after {name} while {}", situation.what);
            let service = situation.service()?;
            let time = service.block_on(interrupted(&situation, &service, (&executable, interruption)));
            let time = time.map_err(|error| format!("{what}: {error}"))?;
            measured.push(Measurement::new(what, Amount::Time(time)).within(BUDGET));
        }
    }
    Ok(measured)
}

async fn interrupted(
    situation: &Situation,
    service: &Service,
    (executable, interruption): (&Path, Interruption),
) -> Result<Duration, Box<dyn Error>> {
    let process = Process::start(executable, service).await?;
    let interrupting = async {
        situation.until_reached(service).await?;
        let start = Instant::now();
        process.interrupt(interruption).await;
        Ok::<_, Box<dyn Error>>(start)
    };
    let calling = async {
        process.call(situation.call).await;
        Instant::now()
    };
    let (end, start) = tokio::join!(calling, interrupting);
    match end.checked_duration_since(start?) {
        Some(time) => Ok(time),
        None => Err("the call has ended before the interruption".into()),
    }
}

impl Process {
    /// Starts the provider as Terraform does, and configures it for a service.
    async fn start(executable: &Path, service: &Service) -> Result<Self, Box<dyn Error>> {
        let certificate = Certificate::like_go();
        let plugin = Launch::plugin_for(executable, &certificate)
            .env("TWILIO_INTERCONNECT_BASE_URL", &service.base_url())
            .env("TWILIO_ACCOUNT_SID", DEFAULT_ACCOUNT_SID)
            .env("TWILIO_AUTH_TOKEN", DEFAULT_AUTH_TOKEN)
            .start()
            .await;
        let client = plugin.client(&Security::of(&certificate)).await;
        let provider = Provider::over(client?).await;
        let block = oracle::nothing(&provider.schemas().provider);
        match provider.configure(&block).await.checked() {
            said if said.has_errors() => Err(format!("the provider cannot be configured: {said:?}").into()),
            _ => Ok(Self { plugin, provider }),
        }
    }

    async fn interrupt(&self, interruption: Interruption) {
        match interruption {
            Interruption::Stop => self.provider.stop().await,
            Interruption::Term => self.plugin.signal("TERM").await,
        }
    }

    /// Makes a call, which fails or ends early at the interruption.
    async fn call(&self, call: Call) {
        match call {
            Call::List => {
                let list = self.provider.data_source("twilio_cross_connects");
                drop(list.read(&oracle::nothing(list.block())).await.checked());
            }
            Call::Creation => {
                let resource = self.provider.resource("twilio_cross_connect");
                let config = resource.config([
                    ("unique_name", Value::string("order-0")),
                    ("exchange", Value::string("ashburn-ix")),
                    ("bandwidth_mbps", Value::Number(1000.into())),
                    ("loa_entity", Value::string("Example Corp")),
                ]);
                drop(resource.create(&config).await.checked());
            }
        }
    }
}
