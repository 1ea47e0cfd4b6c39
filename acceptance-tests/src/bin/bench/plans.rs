//! How long `terraform plan` takes with the provider, against what terraform itself takes.

use std::error::Error;
use std::time::{Duration, Instant};

use crate::measurement::{Amount, Measurement, median};
use crate::stage::{Module, Offer};

const RUNS: usize = 25;
const BUDGET: f64 = 2.5;

/// The median of a plan that refreshes a pair (four objects), of the same plan with built-in resources alone, and how
/// many times as long the first takes. The two take turns, so that both see the same load of the machine.
pub(crate) fn measure(pair: &Module<'_>, builtin: &Module<'_>) -> Result<[Measurement; 3], Box<dyn Error>> {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        for (module, times) in [pair, builtin].into_iter().zip(&mut times) {
            times.push(time(module)?);
        }
    }
    let [pair, builtin] = times.map(median);
    let ratio = pair.as_secs_f64() / builtin.as_secs_f64();
    let of = |what: &str| format!("terraform plan: {what} (median of {RUNS})");
    Ok([
        Measurement::new(of("a pair, 4 objects refreshed"), Amount::Time(pair)),
        Measurement::new(of("4 terraform_data, refreshed"), Amount::Time(builtin)),
        Measurement::new("the pair in terms of terraform_data", Amount::Times(ratio)).within(Amount::Times(BUDGET)),
    ])
}

/// The time of an empty plan.
fn time(module: &Module<'_>) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    module.run(Offer::Plain, &["plan", "-detailed-exitcode"])?;
    Ok(start.elapsed())
}
