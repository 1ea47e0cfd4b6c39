//! The end of a life: the faults end, the same configuration converges to an empty plan, and a destruction finishes.

use std::time::Duration;

use tokio::time::sleep;

use crate::check::Breach;
use crate::colleague;
use crate::extent::Extent;
use crate::life::Life;
use crate::staff;
use crate::state::{Address, Kind};
use crate::step::Ending;

const CHECKER: &str = "convergence";
const ROUNDS: usize = 10;

/// Plans and applies until the plan is empty, then destroys until nothing is left.
pub(crate) async fn converge(life: &mut Life) {
    let mut converged = false;
    for _ in 0..ROUNDS {
        converged = round(life).await;
        if converged || !life.breaches.is_empty() {
            break;
        }
    }
    if !life.breaches.is_empty() {
        return;
    }
    if !converged {
        return breach(life, "the configuration does not converge to an empty plan");
    }
    for circuit in life.configuration.values_mut() {
        circuit.deletion_protection = false;
    }
    round(life).await;
    for _ in 0..ROUNDS {
        if life.state.borrow().is_empty() || !life.breaches.is_empty() {
            return;
        }
        life.begin("destroy in the end");
        pass_an_hour(life).await;
        obey(life).await;
        life.destroy().await;
        life.end().await;
    }
    if !life.state.borrow().is_empty() {
        breach(life, "the destruction does not finish");
    }
}

fn breach(life: &mut Life, text: &str) {
    let breach = Breach::new(CHECKER, life.steps, text);
    life.log.write(format_args!("BREACH {breach}"));
    life.breaches.push(breach);
}

/// Lets an hour pass, in which the staff finishes every step.
async fn pass_an_hour(life: &Life) {
    sleep(Duration::from_secs(3_600)).await;
    if life.extent == Extent::Whole {
        staff::finish_all(&life.service).await;
    }
}

/// Lets an hour pass, follows the messages of the last run, and applies. Returns true where the plan was empty.
async fn round(life: &mut Life) -> bool {
    life.begin("a quiet round");
    pass_an_hour(life).await;
    obey(life).await;
    life.report_completions().await;
    let plan = life.plan().await;
    let is_done = plan.is_some_and(|plan| plan.is_empty());
    if !is_done {
        life.apply(Ending::Whole).await;
    }
    life.end().await;
    is_done
}

/// Follows the messages of the step before.
async fn obey(life: &mut Life) {
    let step = life.steps - 1;
    let errors = life
        .messages
        .iter()
        .filter(|message| message.step == step && message.is_error);
    let errors: Vec<_> = errors.cloned().collect();
    for message in &errors {
        if let Some(sid) = import_block(&message.text) {
            life.forget_what_is_gone(message.address).await;
            if life.state.borrow().contains_key(&message.address) {
                continue;
            }
            life.import(message.address, &sid).await;
        }
        // The service refuses another bandwidth or entity in this status, and the message advises the present one.
        if ["[TWX307]", "[TWX319]"].iter().any(|code| message.text.contains(code)) {
            life.keep_bandwidth(message.address.label).await;
        }
        // The service refuses a new name that another circuit has.
        if message.text.contains("Unable to change cross connect") && message.text.contains("is the name of") {
            life.rename(message.address.label);
        }
        // The service issues no such letter.
        if message.text.contains("[TWX326]") {
            life.take_back_letter(message.address.label).await;
        }
        // A completion notice would end the request for a new letter. The data center used the current one.
        if message.text.contains("[TWX327]") {
            life.keep_letter(message.address.label).await;
        }
        // A session that failed with the order of its circuit cannot be changed.
        if message.text.contains("[TWX317]") && message.text.contains("was rejected") {
            life.remove_session(message.address.label);
        }
        // A new circuit cannot be complete.
        if message.text.contains("[TWX305]") {
            life.ordered_anew.insert(message.address.label);
        }
        if message.text.contains("still carries BGP sessions") {
            life.delete_strange_sessions(&message.text).await;
        }
        if message.text.contains("[TWX60") {
            life.leave_dead_end(message).await;
        }
    }
    life.let_go();
    life.give_up_rejected().await;
    let expired = life.state.borrow().iter().filter_map(expired).collect::<Vec<_>>();
    for (label, sid) in expired {
        // In a narrow life, a colleague requests the letter.
        if life.extent == Extent::Whole {
            life.ask_for_letter(label).await;
        } else {
            let done = colleague::reissue(&life.service, &sid).await;
            life.log.write(done);
        }
    }
}

fn expired((address, instance): (&Address, &crate::state::Instance)) -> Option<(char, String)> {
    let is_expired = address.kind == Kind::CrossConnect && instance.text("status") == "loa_expired";
    is_expired.then(|| (address.label, instance.sid().to_owned()))
}

/// Returns the SID of an import block in a text.
fn import_block(text: &str) -> Option<String> {
    let (_, block) = text.split_once("import {")?;
    let (_, id) = block.split_once("id = \"")?;
    id.split_once('"').map(|(sid, _)| sid.to_owned())
}
