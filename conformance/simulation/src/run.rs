//! One run of core: refresh, plan, and apply, with independent resources in parallel.

use std::cell::RefCell;
use std::collections::BTreeMap;

use conformance::oracle::Broken;
use conformance::provider::{Change, Planned, Stored};
use framework::value::Value;
use futures_util::future::join_all;

use crate::configuration::Configuration;
use crate::log::Log;
use crate::message::{During, Message, Place};
use crate::process::Process;
use crate::state::{Address, Instance, Kind, State};

/// The records of one run of core.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// The messages to the user.
    pub(crate) messages: Vec<Message>,
    /// Rules of the protocol that an answer broke.
    pub(crate) broken: Vec<String>,
    /// The SIDs with a planned destruction.
    pub(crate) to_destroy: Vec<String>,
    /// The unique names of planned orders, and the SIDs of the cross connects of planned sessions.
    pub(crate) to_create: Vec<String>,
    /// The SIDs with a planned in-place update.
    pub(crate) to_change: Vec<String>,
}

/// A run on one process.
pub(crate) struct Run<'a> {
    pub(crate) process: &'a Process,
    pub(crate) configuration: &'a Configuration,
    pub(crate) state: &'a RefCell<State>,
    pub(crate) heard: &'a RefCell<Heard>,
    pub(crate) log: &'a Log,
    pub(crate) step: usize,
}

/// The planned change of an address.
#[derive(Clone, Debug)]
enum Action {
    Nothing,
    Create(Box<Planned>),
    Update(Box<Planned>),
    Replace(Box<Planned>),
    Delete(Box<Planned>),
}

/// The action of core, and its blocks.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    actions: BTreeMap<Address, Action>,
    /// True where an error prevents the apply.
    pub(crate) failed: bool,
}

impl Plan {
    /// True where nothing is to be done.
    pub(crate) fn is_empty(&self) -> bool {
        !self.failed && self.actions.values().all(|action| matches!(action, Action::Nothing))
    }

    /// Returns the action, for the log.
    pub(crate) fn summary(&self) -> Vec<String> {
        let words = self.actions.iter().filter_map(|(address, action)| {
            let word = match action {
                Action::Nothing => return None,
                Action::Create(_) => "create",
                Action::Update(_) => "update",
                Action::Replace(_) => "replace",
                Action::Delete(_) => "delete",
            };
            Some(format!("{word} {address}"))
        });
        words.collect()
    }
}

impl Run<'_> {
    /// Reads every object of the state. After an error the state is kept, and the run ends.
    pub(crate) async fn refresh(&self) -> bool {
        let before: Vec<(Address, Instance)> = self.state.borrow().clone().into_iter().collect();
        let reads = before.iter().map(|(address, instance)| async move {
            let answer = self.process.resource(address.kind).read(&instance.stored).await;
            self.broke(*address, answer.broken());
            let read = answer.unchecked();
            self.said(*address, During::Read, vec![instance.sid().to_owned()], &read.messages);
            (*address, instance.tainted, read)
        });
        let answers = join_all(reads).await;
        if answers.iter().any(|(_, _, read)| read.messages.has_errors()) {
            return false;
        }
        let mut state = self.state.borrow_mut();
        for (address, tainted, read) in answers {
            if read.stored.state.is_null() {
                self.log.write(format_args!("{address} leaves the state"));
                state.remove(&address);
            } else {
                let stored = read.stored;
                state.insert(address, Instance { stored, tainted });
            }
        }
        true
    }

    /// Plans all addresses: cross connects first, then the sessions that refer to them.
    pub(crate) async fn plan(&self) -> Plan {
        let mut plan = Plan::default();
        for kind in [Kind::CrossConnect, Kind::BgpSession] {
            let addresses = self.addresses(kind);
            let planning = addresses.into_iter().map(|address| {
                let config = self.config(address, &plan);
                async move { (address, self.planned(address, config).await) }
            });
            for (address, action) in join_all(planning).await {
                plan.failed |= action.is_none();
                plan.actions.insert(address, action.unwrap_or(Action::Nothing));
            }
        }
        self.log.write(format_args!(
            "plan {:?}{}",
            plan.summary(),
            if plan.failed { " failed" } else { "" }
        ));
        plan
    }

    fn addresses(&self, kind: Kind) -> Vec<Address> {
        let configured = self.configuration.iter();
        let configured = configured.filter(|(_, circuit)| kind == Kind::CrossConnect || circuit.session.is_some());
        let labels = configured.map(|(label, _)| *label);
        let state = self.state.borrow();
        let known = state
            .keys()
            .filter(|address| address.kind == kind)
            .map(|address| address.label);
        let mut labels: Vec<char> = labels.chain(known).collect();
        labels.sort_unstable();
        labels.dedup();
        labels.into_iter().map(|label| Address { label, kind }).collect()
    }

    /// Returns the block of an address as core evaluates it now; null where there is none.
    fn config(&self, address: Address, plan: &Plan) -> Value {
        let Some(circuit) = self.configuration.get(&address.label) else {
            return Value::Null;
        };
        let resource = self.process.resource(address.kind);
        match (address.kind, &circuit.session) {
            (Kind::CrossConnect, _) => circuit.value(&resource),
            (Kind::BgpSession, None) => Value::Null,
            (Kind::BgpSession, Some(session)) => session.value(&resource, self.carrier_sid(address.label, plan)),
        }
    }

    /// Returns the SID of a cross connect in the plan: unknown where one is ordered.
    fn carrier_sid(&self, label: char, plan: &Plan) -> Value {
        let address = Address {
            label,
            kind: Kind::CrossConnect,
        };
        match plan.actions.get(&address) {
            Some(Action::Create(planned) | Action::Replace(planned) | Action::Update(planned)) => {
                planned.planned.get("sid").cloned().unwrap_or_else(Value::unknown)
            }
            _ => self.stored_sid(label).unwrap_or_else(Value::unknown),
        }
    }

    fn stored_sid(&self, label: char) -> Option<Value> {
        let kind = Kind::CrossConnect;
        let state = self.state.borrow();
        let instance = state.get(&Address { label, kind })?;
        Some(Value::string(instance.sid()))
    }

    async fn planned(&self, address: Address, config: Value) -> Option<Action> {
        let resource = self.process.resource(address.kind);
        let prior = self.state.borrow().get(&address).cloned();
        if config.is_null() && prior.is_none() {
            return Some(Action::Nothing);
        }
        if !config.is_null() {
            let said = resource.validate(&config).await;
            self.broke(address, said.broken());
            let said = said.unchecked();
            self.said(address, During::Plan, Vec::new(), &said);
            if said.has_errors() {
                return None;
            }
        }
        let tainted = prior.as_ref().is_some_and(|prior| prior.tainted);
        let stored = prior.map_or_else(Stored::nothing, |prior| prior.stored);
        let first = self.plan_call(address, stored.clone(), config.clone()).await?;
        let replaces = tainted || !first.requires_replace.is_empty();
        if first.change.prior.state.is_null() {
            self.heard.borrow_mut().to_create.push(subject(&config));
            return Some(Action::Create(Box::new(first)));
        }
        if config.is_null() {
            self.destroys(&stored);
            return Some(Action::Delete(Box::new(first)));
        }
        if replaces {
            self.destroys(&stored);
            self.heard.borrow_mut().to_create.push(subject(&config));
            let prior = Stored {
                private: first.private.clone(),
                ..Stored::nothing()
            };
            let anew = self.plan_call(address, prior, config).await?;
            return Some(Action::Replace(Box::new(anew)));
        }
        if first.planned.equals(&stored.state) {
            return Some(Action::Nothing);
        }
        self.heard.borrow_mut().to_change.push(sid_of(&stored).to_owned());
        Some(Action::Update(Box::new(first)))
    }

    async fn plan_call(&self, address: Address, prior: Stored, config: Value) -> Option<Planned> {
        let answer = self.process.resource(address.kind).plan(Change { prior, config }).await;
        self.broke(address, answer.broken());
        let planned = answer.unchecked();
        self.said(address, During::Plan, Vec::new(), &planned.messages);
        (!planned.messages.has_errors()).then_some(planned)
    }

    fn destroys(&self, stored: &Stored) {
        self.heard.borrow_mut().to_destroy.push(sid_of(stored).to_owned());
    }

    /// Applies a plan in another process: circuits in parallel, and within a circuit in the order of its dependencies.
    pub(crate) async fn apply(&self, plan: &Plan) -> bool {
        let mut labels: Vec<char> = plan.actions.keys().map(|address| address.label).collect();
        labels.dedup();
        let circuits = labels.into_iter().map(|label| self.circuit(label, plan));
        join_all(circuits).await.into_iter().all(|done| done)
    }

    async fn circuit(&self, label: char, plan: &Plan) -> bool {
        let of = |kind| {
            let address = Address { label, kind };
            (address, plan.actions.get(&address).unwrap_or(&Action::Nothing))
        };
        let (cross_connect, session) = (of(Kind::CrossConnect), of(Kind::BgpSession));
        self.destroy(session).await
            && self.destroy(cross_connect).await
            && self.make(cross_connect, plan).await
            && self.make(session, plan).await
    }

    /// Destroys objects that are removed or replaced. As in core, a destruction within a replacement is planned by a call of its own.
    async fn destroy(&self, (address, action): (Address, &Action)) -> bool {
        let Some(prior) = self
            .state
            .borrow()
            .get(&address)
            .map(|instance| instance.stored.clone())
        else {
            return true;
        };
        let planned = match action {
            Action::Nothing | Action::Create(_) | Action::Update(_) => return true,
            Action::Delete(planned) => Some((**planned).clone()),
            Action::Replace(_) => self.plan_call(address, prior, Value::Null).await,
        };
        match planned {
            Some(planned) => self.apply_call(address, During::Delete, &planned).await,
            None => false,
        }
    }

    async fn make(&self, (address, action): (Address, &Action), plan: &Plan) -> bool {
        let (first, during) = match action {
            Action::Create(planned) | Action::Replace(planned) => (planned, During::Create),
            Action::Update(planned) => (planned, During::Update),
            Action::Nothing | Action::Delete(_) => return true,
        };
        let mut config = self.config(address, plan);
        if let (Kind::BgpSession, Some(fields)) = (address.kind, config.as_object_mut()) {
            let Some(sid) = self.stored_sid(address.label) else {
                return false;
            };
            fields.insert("cross_connect_sid".to_owned(), sid);
        }
        let change = Change {
            prior: first.change.prior.clone(),
            config,
        };
        let answer = self
            .process
            .resource(address.kind)
            .plan_again(change, &first.planned)
            .await;
        self.broke(address, answer.broken());
        let planned = answer.unchecked();
        self.said(address, During::Plan, Vec::new(), &planned.messages);
        !planned.messages.has_errors() && self.apply_call(address, during, &planned).await
    }

    async fn apply_call(&self, address: Address, during: During, planned: &Planned) -> bool {
        let answer = self.process.resource(address.kind).apply(planned).await;
        self.broke(address, answer.broken());
        let applied = answer.unchecked();
        let prior_sid = planned.change.prior.state.get("sid").and_then(Value::as_str);
        let subjects = prior_sid.map_or_else(|| subject(&planned.change.config), str::to_owned);
        self.said(address, during, vec![subjects], &applied.messages);
        let failed = applied.messages.has_errors();
        let mut state = self.state.borrow_mut();
        if applied.stored.state.is_null() {
            state.remove(&address);
        } else {
            let stored = applied.stored;
            let tainted = failed && during == During::Create;
            self.log.write(format_args!("{address} is stored, tainted: {tainted}"));
            state.insert(address, Instance { stored, tainted });
        }
        !failed
    }

    fn said(
        &self,
        address: Address,
        during: During,
        subjects: Vec<String>,
        messages: &conformance::provider::Messages,
    ) {
        let place = Place {
            step: self.step,
            address,
            during,
            subjects,
        };
        for message in place.said(messages) {
            let severity = if message.is_error { "error" } else { "warning" };
            self.log.write(format_args!(
                "{severity} {address} {during:?}: {}",
                message.text.replace('\n', " | ")
            ));
            self.heard.borrow_mut().messages.push(message);
        }
    }

    fn broke(&self, address: Address, broken: &[Broken]) {
        for broken in broken {
            self.log.write(format_args!("RULE {address}: {broken}"));
            self.heard.borrow_mut().broken.push(format!("{address}: {broken}"));
        }
    }
}

fn sid_of(stored: &Stored) -> &str {
    stored.state.get("sid").and_then(Value::as_str).unwrap_or_default()
}

/// Returns the key of a block at the service: its unique name, or the SID of the cross connect.
fn subject(config: &Value) -> String {
    let text = |name: &str| config.get(name).and_then(Value::as_str).map(str::to_owned);
    text("unique_name")
        .or_else(|| text("cross_connect_sid"))
        .unwrap_or_default()
}
