//! The move of a circuit's traffic to another exchange, with one stage in each step: order, complete, drain, remove.

use fastrand::Rng;
use mock_api::CrossConnectStatus;

use crate::configuration::Circuit;
use crate::life::Life;
use crate::step::Ending;

/// A move in progress.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relocation {
    from: char,
    to: char,
    stage: Stage,
}

/// The next stage of a move.
#[derive(Clone, Copy, Debug)]
enum Stage {
    Complete,
    Drain,
    Remove,
}

impl Life {
    /// Takes the next stage of a move, or begins one.
    pub(crate) async fn relocate(&mut self) {
        let stage = self.relocation.take();
        let next = match stage {
            None => self.begin_move(),
            Some(relocation) => self.go_on(relocation).await,
        };
        self.log.write(format_args!("the move {stage:?} goes on with {next:?}"));
        self.relocation = next;
        self.apply(Ending::Whole).await;
    }

    /// Adds a circuit at another exchange with the same routes.
    fn begin_move(&mut self) -> Option<Relocation> {
        let with_session = self
            .configuration
            .iter()
            .filter(|(_, circuit)| circuit.session.is_some());
        let from = self
            .more
            .choice(with_session.map(|(label, _)| *label).collect::<Vec<_>>())?;
        let to = ['a', 'b', 'c', 'd', 'e']
            .into_iter()
            .find(|label| !self.configuration.contains_key(label))?;
        let successor = self.configuration.get(&from)?.successor(to, &mut self.more);
        self.removed.remove(&to);
        self.configuration.insert(to, successor);
        Some(Relocation {
            from,
            to,
            stage: Stage::Complete,
        })
    }

    /// Returns nothing where one of the two circuits has left the configuration meanwhile.
    async fn go_on(&mut self, relocation: Relocation) -> Option<Relocation> {
        let Relocation { from, to, stage } = relocation;
        if ![from, to].iter().all(|label| self.configuration.contains_key(label)) {
            return None;
        }
        let next = match stage {
            Stage::Complete => {
                self.report_completions().await;
                Stage::Drain
            }
            Stage::Drain => {
                let is_in_service = self
                    .held(to)
                    .await
                    .is_some_and(|held| held.status == CrossConnectStatus::Active);
                if !is_in_service {
                    return Some(relocation);
                }
                self.configuration.get_mut(&from).map(Circuit::drain);
                Stage::Remove
            }
            Stage::Remove => {
                let removed = self.configuration.remove(&from);
                self.removed.extend(removed.map(|circuit| (from, circuit)));
                return None;
            }
        };
        Some(Relocation { from, to, stage: next })
    }
}

/// Returns another exchange than the present one.
pub(crate) fn elsewhere(exchanges: &[&'static str], present: &str, random: &mut Rng) -> Option<&'static str> {
    let others: Vec<_> = exchanges.iter().copied().filter(|other| *other != present).collect();
    random.choice(others)
}
