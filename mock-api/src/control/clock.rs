//! The controls of the virtual clock.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clock::RunningClock;
use crate::control::{Body, Controls};
use service::code::Code;
use service::refusal::Refusal;

/// Reads the virtual clock.
#[utoipa::path(get, path = "/_mock/clock", operation_id = "mock_read_clock", tag = "Mock controls", responses((status = 200, body = ClockBody, description = "the current state")))]
pub(crate) async fn read(State(controls): State<Controls>) -> Json<ClockBody> {
    Json(ClockBody::of(&controls.host.lock().clock))
}

/// Advances the virtual clock and completes every step that is due by then.
#[utoipa::path(
    post, path = "/_mock/clock/advance", operation_id = "mock_advance_clock", tag = "Mock controls", request_body = Advance,
    responses((status = 200, body = ClockBody, description = "the current state"))
)]
pub(crate) async fn advance(
    State(controls): State<Controls>,
    Body(by): Body<Advance>,
) -> Result<Json<ClockBody>, Refusal> {
    let past_the_end = || Refusal::new(Code::InvalidParameter, "the clock cannot advance beyond the year 9999");
    controls
        .move_clock(|clock| clock.advance(by.duration()).ok_or_else(past_the_end))
        .await
}

/// Advances the virtual clock to a time and completes every step that is due by then.
#[utoipa::path(
    put, path = "/_mock/clock", operation_id = "mock_set_clock", tag = "Mock controls", request_body = Instant,
    responses((status = 200, body = ClockBody, description = "the current state"))
)]
pub(crate) async fn set(
    State(controls): State<Controls>,
    Body(Instant { now }): Body<Instant>,
) -> Result<Json<ClockBody>, Refusal> {
    let past = || {
        let message = "the clock cannot go back; POST /_mock/reset returns to the time of the start";
        Refusal::new(Code::InvalidParameter, message)
    };
    controls.move_clock(|clock| clock.set(now).ok_or_else(past)).await
}

impl Controls {
    /// Moves the clock, and carries out every due step. If the result cannot be stored, the clock returns to its former time.
    async fn move_clock(
        &self,
        to: impl FnOnce(&mut RunningClock) -> Result<(), Refusal>,
    ) -> Result<Json<ClockBody>, Refusal> {
        self.change(|inner| to(&mut inner.clock)).await?;
        Ok(Json(ClockBody::of(&self.host.lock().clock)))
    }
}

/// The new time of the clock.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MockInstant)]
pub(crate) struct Instant {
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
}

/// The duration by which the clock advances: the sum of all fields.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Advance {
    days: u64,
    hours: u64,
    minutes: u64,
    seconds: u64,
}

impl Advance {
    fn duration(&self) -> Duration {
        let hours = self.days.saturating_mul(24).saturating_add(self.hours);
        let minutes = hours.saturating_mul(60).saturating_add(self.minutes);
        Duration::from_secs(minutes.saturating_mul(60).saturating_add(self.seconds))
    }
}

/// The virtual clock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MockClock)]
pub(crate) struct ClockBody {
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
    /// Virtual seconds per real second; 0 for a frozen clock.
    speed: u32,
    /// The time that each request of the contract adds, in seconds.
    tick_per_request_seconds: u64,
}

impl ClockBody {
    /// The JSON of a clock.
    pub(crate) fn of(clock: &RunningClock) -> Self {
        let tick_per_request_seconds = clock.tick_per_request().as_secs();
        Self {
            now: clock.now(),
            speed: clock.speed(),
            tick_per_request_seconds,
        }
    }
}
