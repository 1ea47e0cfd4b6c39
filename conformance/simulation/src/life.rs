//! One life: a configuration, random steps, and a quiet end in which everything must converge.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use mock_api::Pace;
use tokio::time::{sleep, timeout};

use crate::check::{self, Breach, Evidence};
use crate::claim;
use crate::colleague;
use crate::configuration::{self, Configuration};
use crate::effect::EffectKind;
use crate::extent::Extent;
use crate::fault::{self, Faults};
use crate::log::Log;
use crate::message::Message;
use crate::plant::Plant;
use crate::process::Process;
use crate::relocation::Relocation;
use crate::run::{Heard, Plan, Run};
use crate::service::Service;
use crate::staff;
use crate::state::State;
use crate::step::{Ending, Step};

/// A life while it goes on.
pub(crate) struct Life {
    pub(crate) service: Arc<Service>,
    pub(crate) log: Log,
    pub(crate) configuration: Configuration,
    pub(crate) state: RefCell<State>,
    pub(crate) breaches: Vec<Breach>,
    pub(crate) messages: Vec<Message>,
    pub(crate) steps: usize,
    pub(crate) random: Rng,
    /// The generator of the draws that a narrow life does not have.
    pub(crate) more: Rng,
    pub(crate) extent: Extent,
    pub(crate) relocation: Option<Relocation>,
    is_without_faults: bool,
    wild: bool,
    pub(crate) plant: Plant,
    to_destroy: Vec<(usize, String)>,
    to_create: Vec<(usize, String)>,
    to_change: Vec<(usize, String)>,
    broken: Vec<(usize, String)>,
    excused: Vec<String>,
    /// Circuits that have left the configuration.
    pub(crate) removed: Configuration,
    /// Circuits that are configured only until their protection is off.
    pub(crate) leaving: BTreeSet<char>,
    /// Circuits that are to be replaced, so that their completion is not reported now.
    pub(crate) ordered_anew: BTreeSet<char>,
    killed: bool,
    calm_plan: bool,
}

impl Life {
    /// The life of a seed, with something planted in it if a test asks for it.
    pub(crate) async fn of(seed: u64, extent: Extent, plant: Plant) -> Result<Self, mock_api::StartError> {
        let mut random = Rng::with_seed(seed);
        let mut more = Rng::with_seed(!seed);
        // The provider draws the pauses between its attempts from the generator of the thread.
        fastrand::seed(seed);
        let wild = random.bool();
        let percent = [0, 5, 15, 40][random.usize(0..4)];
        let log = Log::start();
        let faults = Faults::new(random.u64(..), percent);
        let service = Service::new(seed, wild, faults, log.clone()).await?;
        if let Some(limit) = fault::limit(&mut random).filter(|_| percent > 0) {
            log.write(format_args!("the service has a limit: {limit:?}"));
            service.mock.add_fault(mock_api::Fault::new(limit).times(0)).await;
        }
        let mut configuration = configuration::drawn(&mut random);
        if extent == Extent::Whole {
            configuration::widen(&mut configuration, &mut more);
            let pace = if more.u8(0..3) == 0 {
                Pace::People
            } else {
                Pace::Machine
            };
            service.set_pace(pace).await;
            log.write(format_args!("the steps are done at this pace: {pace:?}"));
        }
        log.write(format_args!(
            "seed {seed}, wild: {wild}, faults: {percent} %, {configuration:?}"
        ));
        Ok(Self {
            service,
            log,
            configuration,
            state: RefCell::default(),
            breaches: Vec::new(),
            messages: Vec::new(),
            steps: 0,
            random,
            more,
            extent,
            relocation: None,
            is_without_faults: percent == 0,
            wild,
            plant,
            to_destroy: Vec::new(),
            to_create: Vec::new(),
            to_change: Vec::new(),
            broken: Vec::new(),
            excused: Vec::new(),
            removed: Configuration::new(),
            leaving: BTreeSet::new(),
            ordered_anew: BTreeSet::new(),
            killed: false,
            calm_plan: false,
        })
    }

    /// Lives until the end or the first breach.
    pub(crate) async fn run(&mut self) {
        let count = self.random.usize(4..14);
        for _ in 0..count {
            let step = if self.steps == 0 {
                Step::Apply(Ending::Whole)
            } else {
                Step::draw(&mut self.random, self.wild)
            };
            self.take(step).await;
            if self.extent == Extent::Whole && self.more.bool() {
                let step = Step::draw_more(&mut self.more);
                self.take(step).await;
            }
            if !self.breaches.is_empty() {
                return;
            }
        }
        self.service.record().weather.active = false;
        self.service.mock.clear_faults().await;
        crate::ending::converge(self).await;
    }

    /// Takes one step and checks what it left.
    pub(crate) async fn take(&mut self, step: Step) {
        self.begin(&format!("{step:?}"));
        match step {
            Step::Apply(ending) => self.apply(ending).await,
            Step::Refresh => self.refresh().await,
            Step::Change => self.change().await,
            Step::Remove => {
                let labels: Vec<char> = self.configuration.keys().copied().collect();
                if let Some(label) = self.random.choice(labels) {
                    let removed = self.configuration.remove(&label);
                    self.removed.extend(removed.map(|circuit| (label, circuit)));
                }
                self.apply(Ending::Whole).await;
            }
            Step::Add => self.add().await,
            Step::Destroy => self.destroy().await,
            Step::LoseState => self.lose_state(),
            Step::Colleague => self.colleague().await,
            Step::Pass(seconds) => sleep(Duration::from_secs(seconds)).await,
            Step::Decide => {
                let decided = colleague::decide(&self.service, &mut self.random).await;
                self.log.write(decided);
            }
            Step::Complete => self.complete().await,
            Step::Staff => {
                let done = staff::act(&self.service, &mut self.more).await;
                self.log.write(done);
            }
            Step::ChangeMore => {
                let changed = configuration::change_more(&mut self.configuration, &mut self.more);
                self.log.write(changed);
                self.apply(Ending::Whole).await;
            }
            Step::Move => self.relocate().await,
        }
        self.end().await;
    }

    /// Begins a step.
    pub(crate) fn begin(&mut self, what: &str) {
        self.steps += 1;
        self.killed = false;
        self.calm_plan = false;
        self.service.record().step = self.steps;
        self.log.write(format_args!("STEP {} {what}", self.steps));
    }

    /// Checks what a step left.
    pub(crate) async fn end(&mut self) {
        let evidence = self.evidence().await;
        self.breaches.extend(check::all(&evidence));
        for breach in &self.breaches {
            self.log.write(format_args!("BREACH {breach}"));
        }
    }

    async fn evidence(&self) -> Evidence {
        let cross_connects = self.service.mock.cross_connects().await;
        let sessions = self.service.mock.bgp_sessions().await;
        let record = self.service.record();
        Evidence {
            step: self.steps,
            messages: self.messages.clone(),
            state: self.state.borrow().clone(),
            effects: record.effects.clone(),
            name_refusals: record.name_refusals.clone(),
            cross_connects,
            sessions,
            to_destroy: self.to_destroy.clone(),
            to_create: self.to_create.clone(),
            to_change: self.to_change.clone(),
            broken: self.broken.clone(),
            wild: self.wild,
            killed: self.killed,
            excused: self.excused.clone(),
            calm_plan: self.calm_plan,
        }
    }

    /// Plans and applies, in two processes as core does.
    pub(crate) async fn apply(&mut self, ending: Ending) {
        if let Some(plan) = self.plan().await
            && !plan.is_empty()
        {
            let heard_before = self.messages.len();
            self.carry_out(&plan, ending).await;
            if self.is_calm(ending, heard_before) {
                self.plans_empty().await;
            }
        }
    }

    /// True where an apply went as planned, so that the plan after it has to be empty.
    fn is_calm(&self, ending: Ending, heard_before: usize) -> bool {
        let mut since = self.messages.iter().skip(heard_before);
        self.extent == Extent::Whole
            && self.is_without_faults
            && ending == Ending::Whole
            && !since.any(|message| message.is_error || LEAVES_OPEN.iter().any(|words| message.text.contains(words)))
    }

    /// Every transition ends in an empty plan. What others remove is ordered again, and is no part of a transition.
    async fn plans_empty(&mut self) {
        let plan = self.plan().await;
        let mut left = plan.map(|plan| plan.summary()).unwrap_or_default();
        left.retain(|action| !action.starts_with("create"));
        if !left.is_empty() {
            let text = format!("the plan after an apply is not empty: {left:?}");
            self.breaches.push(Breach::new("convergence", self.steps, text));
        }
    }

    /// Refreshes and plans in a process of its own; nothing where the plan cannot be applied.
    pub(crate) async fn plan(&mut self) -> Option<Plan> {
        let faults_before = self.fault_count();
        // A lag of an earlier step is a fault of this plan, as long as reads meet it.
        let is_lagging = self.service.mock.is_lagging();
        let process = Process::start(&self.service, self.plant).await;
        let before = self.state.borrow().clone();
        let heard = RefCell::default();
        let run = self.on(&process, &heard);
        let refreshed = run.refresh().await;
        let plan = if refreshed { Some(run.plan().await) } else { None };
        self.heard(heard);
        self.calm_plan = !is_lagging && self.fault_count() == faults_before;
        let plan = plan.filter(|plan| !plan.failed);
        if plan.is_none() {
            // Core stores nothing of a run whose plan failed.
            self.state.replace(before);
        }
        plan
    }

    async fn carry_out(&mut self, plan: &Plan, ending: Ending) {
        let process = Process::start(&self.service, self.plant).await;
        let heard = RefCell::default();
        let run = self.on(&process, &heard);
        match ending {
            Ending::Whole => drop(run.apply(plan).await),
            Ending::Killed(after) => {
                let ended = timeout(Duration::from_millis(after), run.apply(plan)).await;
                if ended.is_err() {
                    process.kill();
                    self.log.write("the provider is killed");
                    self.killed = true;
                }
            }
            Ending::Stopped(after) => {
                let stop = async {
                    sleep(Duration::from_millis(after)).await;
                    self.log.write("core asks the provider to stop");
                    process.stop().await;
                };
                futures_util::future::join(run.apply(plan), stop).await;
            }
        }
        self.heard(heard);
        if self.killed {
            // What is still on its way arrives.
            sleep(Duration::from_secs(60)).await;
            self.excuse();
        }
    }

    fn on<'a>(&'a self, process: &'a Process, heard: &'a RefCell<Heard>) -> Run<'a> {
        Run {
            process,
            configuration: &self.configuration,
            state: &self.state,
            heard,
            log: &self.log,
            step: self.steps,
        }
    }

    fn heard(&mut self, heard: RefCell<Heard>) {
        let heard = heard.into_inner();
        let step = self.steps;
        // A message that says *perhaps* leaves it to the guard of the service that the next apply orders nothing twice.
        if heard.messages.iter().any(claim::leaves_an_order_open) {
            self.service.mock.set_name_guard(true);
        }
        self.messages.extend(heard.messages);
        self.to_destroy
            .extend(heard.to_destroy.into_iter().map(|sid| (step, sid)));
        self.to_create
            .extend(heard.to_create.into_iter().map(|name| (step, name)));
        self.to_change
            .extend(heard.to_change.into_iter().map(|sid| (step, sid)));
        self.broken.extend(heard.broken.into_iter().map(|text| (step, text)));
    }

    /// Excuses what is held because of us and is in no state, after a kill or a lost state.
    fn excuse(&mut self) {
        let state = self.state.borrow();
        let record = self.service.record();
        let created = record.effects.iter();
        let created = created.filter(|effect| matches!(effect.kind, EffectKind::Ordered | EffectKind::Opened));
        let lost = created.filter(|effect| !state.values().any(|instance| instance.sid() == effect.sid));
        self.excused.extend(lost.map(|effect| effect.sid.clone()));
    }

    fn fault_count(&self) -> u64 {
        self.service.record().faults.values().sum()
    }

    async fn refresh(&mut self) {
        let process = Process::start(&self.service, self.plant).await;
        let heard = RefCell::default();
        let before = self.state.borrow().clone();
        if !self.on(&process, &heard).refresh().await {
            self.state.replace(before);
        }
        self.heard(heard);
    }

    async fn change(&mut self) {
        let changed = configuration::change(&mut self.configuration, &mut self.random);
        self.log.write(changed);
        self.apply(Ending::Whole).await;
    }

    async fn add(&mut self) {
        let free = ['a', 'b', 'c', 'd']
            .into_iter()
            .find(|label| !self.configuration.contains_key(label));
        if let Some(label) = free {
            let circuit = configuration::circuit(label, &mut self.random);
            self.log.write(format_args!("{label} is added: {circuit:?}"));
            self.removed.remove(&label);
            self.configuration.insert(label, circuit);
        }
        self.apply(Ending::Whole).await;
    }

    /// Destroys everything, and keeps the configuration for later.
    pub(crate) async fn destroy(&mut self) {
        let configured = std::mem::take(&mut self.configuration);
        self.apply(Ending::Whole).await;
        self.configuration = configured;
    }

    fn lose_state(&mut self) {
        self.state.borrow_mut().clear();
        self.killed = true;
        self.excuse();
    }

    async fn colleague(&mut self) {
        let held = self.service.mock.cross_connects().await;
        let mut names = self.configuration.values().map(|circuit| circuit.unique_name.clone());
        let free = names.find(|name| held.iter().all(|held| held.unique_name != *name));
        let done = colleague::act(&self.service, &mut self.random, free.filter(|_| self.wild)).await;
        self.log.write(done);
    }

    /// Reports the completion of every circuit that has a letter in force.
    pub(crate) async fn complete(&mut self) {
        self.report_completions().await;
        self.apply(Ending::Whole).await;
    }
}

/// Words of a warning after which the next plan may have something to do: what the service answered differs from what was planned.
const LEAVES_OPEN: [&str; 1] = ["Value differs from the plan"];
