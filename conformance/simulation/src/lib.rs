//! Random lives of a configuration: ordered, changed, refreshed, removed, killed, lost and imported, under faults.
//!
//! Everything happens in one thread, with paused time. The provider is served within the process and called as core calls it.
//! [`conformance::oracle`] checks each of its answers, and each attempt of a request goes through a carrier that calls the
//! mock service directly. One seed is one life, exactly repeatable, and its log is a text.
//!
//! After each step, the checkers in [`check`] compare the actions, messages, and state with the objects of the service.

pub mod check;
pub mod claim;
pub mod effect;
pub mod message;
pub mod state;

mod carrier;
mod colleague;
mod configuration;
mod ending;
mod extent;
mod fault;
mod life;
mod log;
mod plant;
mod process;
mod relocation;
mod run;
mod service;
mod staff;
mod step;
mod user;

use std::collections::BTreeMap;

pub use check::{Breach, Evidence};
pub use extent::Extent;
pub use plant::Plant;
pub use service::NameRefusal;

use effect::EffectKind;
use life::Life;

/// The end of a life.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The seed.
    pub seed: u64,
    /// The state that must never occur.
    pub breaches: Vec<Breach>,
    /// The log.
    pub log: String,
    /// The number of steps.
    pub steps: usize,
    /// The number of requests.
    pub requests: u64,
    /// The number of cross connects that were ordered.
    pub orders: usize,
    /// The number of faults of each kind.
    pub faults: BTreeMap<&'static str, u64>,
}

/// Runs the life of a seed.
///
/// # Errors
/// The runtime or the service cannot be started.
pub fn simulate(seed: u64) -> Result<Ended, Box<dyn std::error::Error>> {
    simulate_with(seed, Extent::Whole, Plant::default())
}

/// Runs the life of a seed in an extent, with a plant.
///
/// # Errors
/// The runtime or the service cannot be started.
pub fn simulate_with(seed: u64, extent: Extent, plant: Plant) -> Result<Ended, Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()?;
    runtime.block_on(async {
        let mut life = Life::of(seed, extent, plant).await?;
        life.run().await;
        let record = life.service.record();
        let orders = record
            .effects
            .iter()
            .filter(|effect| effect.kind == EffectKind::Ordered);
        Ok(Ended {
            seed,
            breaches: life.breaches.clone(),
            log: life.log.to_string(),
            steps: life.steps,
            requests: record.requests,
            orders: orders.count(),
            faults: record.faults.clone(),
        })
    })
}
