//! The clock above every page, and the buttons that advance it.

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::{Map, Value};
use service::refusal::Refusal;
use service::step_times::Pace;

use crate::control::{Body, Controls, clock};
use crate::page::form::{self, Sent};
use crate::page::notice::Notice;
use crate::page::place::Place;
use crate::page::{answer, instant};

/// The steps with a button: their label, unit, and amount.
const STEPS: [(&str, &str, u64); 4] = [
    ("1 hour", "hours", 1),
    ("1 day", "days", 1),
    ("10 days", "days", 10),
    ("60 days", "days", 60),
];

const UNITS: [&str; 3] = ["minutes", "hours", "days"];

/// The clock of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strip {
    now: Timestamp,
    speed: u32,
    pace: Pace,
}

impl Strip {
    /// Reads the clock, and carries out every due step.
    pub(super) async fn read(controls: &Controls) -> Result<Self, Refusal> {
        let read = |moment: &mut service::service::Moment<'_>| Ok((moment.now, moment.world.step_times.pace));
        let (now, pace) = controls.service.act(&[], read).await?;
        let speed = controls.host.lock().clock.speed();
        Ok(Self { now, speed, pace })
    }

    /// The clock with its buttons.
    pub(super) fn shown(&self, place: &Place) -> Markup {
        html! {
            section.clock aria-label="Clock" {
                p.now { strong { (instant::shown(self.now)) } span { (self.manner()) } }
                form method="post" action="/_mock/page/clock" {
                    (back(place))
                    span.label { "Advance" }
                    @for (label, unit, amount) in STEPS {
                        button name=(unit) value=(amount) {
                            span.hidden { "Advance the clock by " } (label)
                        }
                    }
                }
                (other_amount(place))
            }
        }
    }

    fn manner(&self) -> String {
        let speed = match self.speed {
            0 => "frozen".to_owned(),
            1 => "runs in real time".to_owned(),
            speed => format!("runs {speed} times as fast as real time"),
        };
        let pace = match self.pace {
            Pace::Machine => "steps end by the clock",
            Pace::People => "steps wait for people",
        };
        format!("{speed}; {pace}")
    }
}

fn other_amount(place: &Place) -> Markup {
    html! {
        details {
            summary { "Another amount" }
            form method="post" action="/_mock/page/clock" {
            (back(place))
            label { "Amount" input type="number" name="amount" min="1" value="30" required; }
            label { "Unit" select name="unit" {
                @for unit in UNITS { option { (unit) } }
            } }
            button { "Advance" span.hidden { " the clock by that amount" } }
            }
        }
    }
}

/// The hidden field with the page to return to.
pub(super) fn back(place: &Place) -> Markup {
    html! { input type="hidden" name="back" value=(place.back()); }
}

/// Advances the clock.
pub(super) async fn advance(State(controls): State<Controls>, sent: Sent) -> Response {
    let done = match amount(&sent) {
        Ok(by) => clock::advance(State(controls.clone()), Body(by)).await.map(drop),
        Err(refusal) => Err(refusal),
    };
    answer(&controls, sent.place(), done.map(|()| Notice::ClockAdvanced)).await
}

/// The amount of the pressed button, or of the field.
fn amount(sent: &Sent) -> Result<clock::Advance, Refusal> {
    let chosen = sent.filled("unit").filter(|unit| UNITS.contains(unit));
    let mut fields = Map::new();
    for unit in UNITS {
        let name = if chosen == Some(unit) { "amount" } else { unit };
        if let Some(amount) = sent.number(name, "Amount")? {
            fields.insert(unit.to_owned(), Value::from(amount));
        }
    }
    match fields.values().all(|amount| amount.as_u64() == Some(0)) {
        true => Err(form::refused("the amount of time to advance by must be at least 1")),
        false => form::body(fields),
    }
}
