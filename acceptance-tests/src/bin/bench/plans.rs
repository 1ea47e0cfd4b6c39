//! The time of `terraform plan` with the provider, compared with terraform alone and with an idle plugin.

use std::error::Error;
use std::time::{Duration, Instant};

use crate::measurement::{Amount, Measurement, median};
use crate::stage::{Module, Offer, Stage};

const RUNS: usize = 25;
/// A plan starts a plugin three times, and this is most of its time.
const BUDGET: f64 = 2.5;
/// All costs of this provider. Factors of 1.16 to 1.19 were measured. Of about 18 ms, some 8 are Terraform's work on the larger schema.
/// Terraform decodes it once (the provider answers in half a millisecond), and walks it again to print the plan. Three starts of a
/// larger executable take 2 ms. The rest is two rounds of requests and Terraform's work on larger objects.
const BUDGET_BESIDE_TINY: f64 = 1.15;

/// Returns the median times of three plans, and the factor of the first to each of the others. The first plan refreshes a pair (four
/// objects). The second has built-in resources alone, and the third an idle plugin. The plans take turns, so that all run under the
/// same load of the machine.
pub(crate) fn measure(stage: &Stage, pair: &Module<'_>) -> Result<[Measurement; 5], Box<dyn Error>> {
    let (builtin, tiny) = (stage.builtin()?, stage.tiny()?);
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        for (module, times) in [pair, &builtin, &tiny].into_iter().zip(&mut times) {
            times.push(time(module)?);
        }
    }
    let [pair, builtin, tiny] = times.map(median);
    let times_of = |other: Duration| Amount::Times(pair.as_secs_f64() / other.as_secs_f64());
    let of = |what: &str| format!("terraform plan: {what} (median of {RUNS})");
    Ok([
        Measurement::new(of("a pair, 4 objects refreshed"), Amount::Time(pair)),
        Measurement::new(of("4 terraform_data, refreshed"), Amount::Time(builtin)),
        Measurement::new(of("the same shape with an idle plugin"), Amount::Time(tiny)),
        Measurement::new("the pair in terms of terraform_data", times_of(builtin)).within(Amount::Times(BUDGET)),
        Measurement::new("the pair in terms of the idle plugin", times_of(tiny))
            .within(Amount::Times(BUDGET_BESIDE_TINY)),
    ])
}

/// The time of an empty plan.
fn time(module: &Module<'_>) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    module.run(Offer::Plain, &["plan", "-detailed-exitcode"])?;
    Ok(start.elapsed())
}
