//! The user of a life: changes of the configuration in reaction to events and messages.

use framework::value::Value;
use mock_api::CrossConnectStatus;

use crate::colleague;
use crate::extent::Extent;
use crate::life::Life;
use crate::message::Message;
use crate::process::Process;
use crate::state::{Address, Instance, Kind};

/// A way out of a dead end.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// `deletion_protection = false`, applied.
    Unprotect,
    /// `terraform state rm`.
    RemoveFromState,
    /// A `removed` block in place of the resource.
    RemoveFromConfiguration,
}

impl Life {
    /// Writes the completion of every circuit with a valid letter into the configuration, and removes it where the
    /// circuit is another one by now.
    pub(crate) async fn report_completions(&mut self) {
        let today = self.service.mock.now().to_string().chars().take(10).collect::<String>();
        let extent = self.extent;
        for label in self.configuration.keys().copied().collect::<Vec<_>>() {
            let held = self.held(label).await;
            let Some(circuit) = self.configuration.get_mut(&label) else {
                continue;
            };
            let is_replaced = self.ordered_anew.remove(&label);
            match held.filter(|_| !is_replaced) {
                Some(held) if held.completion.is_some() => {
                    circuit.completed_on = held.completion.map(|completion| completion.completed_on.to_string());
                }
                Some(held) if held.status == CrossConnectStatus::LoaIssued => {
                    // The letter's first day has begun at the exchange, but today's date in UTC may not have begun there.
                    let first_day = held
                        .letter
                        .filter(|_| extent == Extent::Whole)
                        .map(|letter| letter.issued_on);
                    circuit.completed_on = Some(first_day.map_or_else(|| today.clone(), |day| day.to_string()));
                }
                _ => circuit.completed_on = None,
            }
        }
    }

    /// Writes the present value of everything that cannot change now into the configuration.
    pub(crate) async fn keep_bandwidth(&mut self, label: char) {
        let held = self.held(label).await;
        if let (Some(circuit), Some(held)) = (self.configuration.get_mut(&label), held) {
            circuit.keep(&held);
        }
    }

    /// Removes the protection in the configuration, without any other change. A circuit that has left the configuration returns for that.
    pub(crate) async fn unprotect(&mut self, label: char) {
        if let Some(removed) = self.removed.remove(&label) {
            self.leaving.insert(label);
            self.configuration.entry(label).or_insert(removed);
        }
        let held = self.held(label).await;
        if let Some(circuit) = self.configuration.get_mut(&label) {
            circuit.deletion_protection = false;
            if let Some(held) = held {
                circuit.keep(&held);
            }
        }
    }

    /// Removes an object that the service no longer has from the state, as `terraform apply -refresh-only` does, so that another one
    /// can be imported at its address.
    pub(crate) async fn forget_what_is_gone(&self, address: Address) {
        let Some(sid) = self.sid_at(address) else {
            return;
        };
        let sessions = self.service.mock.bgp_sessions().await;
        let is_session = sessions.iter().any(|session| session.sid == sid);
        if !is_session && self.service.cross_connect(&sid).await.is_none() {
            self.state.borrow_mut().remove(&address);
        }
    }

    /// Requests the letter after the present one, as the finding prints it.
    pub(crate) async fn ask_for_letter(&mut self, label: char) {
        let present = self.held(label).await.and_then(|held| Some(held.letter?.revision));
        if let (Some(circuit), Some(present)) = (self.configuration.get_mut(&label), present) {
            circuit.loa_revision = i64::try_from(present.saturating_add(1)).ok();
        }
    }

    /// Withdraws requests for letters that the service would not issue.
    pub(crate) async fn take_back_letter(&mut self, label: char) {
        let present = self.held(label).await.and_then(|held| Some(held.letter?.revision));
        if let Some(circuit) = self.configuration.get_mut(&label) {
            circuit.loa_revision = present.and_then(|present| i64::try_from(present).ok());
        }
    }

    /// Keeps the letter that the data center has used, instead of one that is not issued yet.
    pub(crate) async fn keep_letter(&mut self, label: char) {
        let letter = self.held(label).await.and_then(|held| held.letter);
        if let (Some(circuit), Some(letter)) = (self.configuration.get_mut(&label), letter) {
            circuit.keep_letter(&letter);
        }
    }

    /// Removes the session of a circuit from the configuration.
    pub(crate) fn remove_session(&mut self, label: char) {
        if let Some(circuit) = self.configuration.get_mut(&label) {
            circuit.session = None;
        }
    }

    /// Returns the circuit of a label from the service, if it is also in the state.
    pub(crate) async fn held(&self, label: char) -> Option<mock_api::CrossConnect> {
        let kind = Kind::CrossConnect;
        let sid = self.sid_at(Address { label, kind })?;
        self.service.cross_connect(&sid).await
    }

    /// Returns the SID of the object at an address of the state.
    fn sid_at(&self, address: Address) -> Option<String> {
        self.state
            .borrow()
            .get(&address)
            .map(|instance| instance.sid().to_owned())
    }

    /// Gives a circuit a free name, where its new name belongs to another one.
    pub(crate) fn rename(&mut self, label: char) {
        let step = self.steps;
        if let Some(circuit) = self.configuration.get_mut(&label) {
            circuit.unique_name = format!("voice-{label}-free-{step}");
        }
    }

    /// Deletes by hand the sessions that a message names and that are in no state.
    pub(crate) async fn delete_strange_sessions(&mut self, text: &str) {
        let words = text.split(|character: char| !character.is_ascii_alphanumeric());
        for sid in words.filter(|word| word.len() == 34 && word.starts_with("BG")) {
            let is_ours = self.state.borrow().values().any(|instance| instance.sid() == sid);
            if !is_ours {
                let done = colleague::delete_session(&self.service, sid).await;
                self.log.write(done);
            }
        }
    }

    /// Follows the next action of each rejected order: removes it from the configuration, or orders at another exchange. The
    /// protection of a protected one is removed first.
    pub(crate) async fn give_up_rejected(&mut self) {
        let state = self.state.borrow().clone();
        let rejected = state.iter().filter(|(address, instance)| {
            address.kind == Kind::CrossConnect
                && instance.text("status") == "rejected"
                && self.configuration.contains_key(&address.label)
        });
        let rejected: Vec<(char, &Instance)> = rejected.map(|(address, instance)| (address.label, instance)).collect();
        for (label, instance) in rejected {
            self.log
                .write(format_args!("the user gives up the rejected order of {label}"));
            if is_protected(instance) {
                self.unprotect(label).await;
            } else {
                self.replace_or_remove(label, instance.text("exchange"));
            }
        }
    }

    fn replace_or_remove(&mut self, label: char, exchange: &str) {
        if self.random.bool() {
            let removed = self.configuration.remove(&label);
            self.removed.extend(removed.map(|circuit| (label, circuit)));
        } else if let Some(circuit) = self.configuration.get_mut(&label) {
            circuit.order_elsewhere(exchange);
        }
    }

    /// Leaves a dead end by one of the ways that its message prints. Without one, nothing is done.
    pub(crate) async fn leave_dead_end(&mut self, message: &Message) {
        let ways = [
            ("deletion_protection = false", Way::Unprotect),
            ("`terraform state rm`", Way::RemoveFromState),
            ("`removed` block", Way::RemoveFromConfiguration),
        ];
        let printed: Vec<Way> = ways
            .into_iter()
            .filter_map(|(words, way)| message.text.contains(words).then_some(way))
            .collect();
        let way = self.random.choice(printed);
        self.log
            .write(format_args!("the user leaves {} by {way:?}", message.address));
        match way {
            Some(Way::Unprotect) => self.unprotect(message.address.label).await,
            Some(Way::RemoveFromState) => drop(self.state.borrow_mut().remove(&message.address)),
            Some(Way::RemoveFromConfiguration) => {
                self.state.borrow_mut().remove(&message.address);
                self.configuration.remove(&message.address.label);
            }
            None => {}
        }
    }

    /// Removes the circuits that returned only to lose their protection.
    pub(crate) fn let_go(&mut self) {
        let state = self.state.borrow();
        let configuration = &mut self.configuration;
        self.leaving.retain(|label| {
            let address = Address {
                label: *label,
                kind: Kind::CrossConnect,
            };
            let is_protected = state.get(&address).is_some_and(is_protected);
            if !is_protected {
                configuration.remove(label);
            }
            is_protected
        });
    }

    /// Imports an object by its SID.
    pub(crate) async fn import(&mut self, address: Address, sid: &str) {
        let process = Process::start(&self.service, self.plant).await;
        let answer = process.resource(address.kind).import(sid).await;
        let broken: Vec<String> = answer.broken().iter().map(ToString::to_string).collect();
        let imported = answer.unchecked();
        let told = imported.messages.told();
        self.log
            .write(format_args!("import {address} {sid} {told:?} {broken:?}"));
        if let Some((_, stored)) = imported
            .objects
            .into_iter()
            .next()
            .filter(|_| !imported.messages.has_errors())
        {
            let instance = Instance { stored, tainted: false };
            self.state.borrow_mut().insert(address, instance);
        }
    }
}

fn is_protected(instance: &Instance) -> bool {
    instance.stored.state.get("deletion_protection") == Some(&Value::Bool(true))
}
