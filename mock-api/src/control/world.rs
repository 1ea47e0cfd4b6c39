//! The controls of step times, outcomes, seeds, and shutdown.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::control::{Body, Controls};
use crate::host::Inner;
use crate::seed::{Seed, SeedError};
use service::code::Code;
use service::refusal::Refusal;
use service::service::Moment;
use service::step_times::StepTimes;
use service::storage::Touch;
use service::world::outcome::Outcome;

/// Reads the pace and the durations of steps.
#[utoipa::path(get, path = "/_mock/step-times", operation_id = "mock_read_step_times", tag = "Mock controls", responses((status = 200, body = StepTimes, description = "the current state")))]
pub(crate) async fn step_times(State(controls): State<Controls>) -> Result<Json<StepTimes>, Refusal> {
    controls
        .service
        .act(&[], |moment| Ok(Json(moment.world.step_times)))
        .await
}

/// Sets the pace and the durations, in seconds, of steps that begin after this request. If a field is omitted, it has its default.
#[utoipa::path(
    post, path = "/_mock/step-times", operation_id = "mock_set_step_times", tag = "Mock controls", request_body = StepTimes,
    responses((status = 200, body = StepTimes, description = "the current state"))
)]
pub(crate) async fn set_step_times(
    State(controls): State<Controls>,
    Body(step_times): Body<StepTimes>,
) -> Result<Json<StepTimes>, Refusal> {
    controls
        .service
        .act(&[], |moment| {
            moment.world.step_times = step_times;
            Ok(Json(step_times))
        })
        .await
}

/// Sets the outcome of a future machine step.
#[utoipa::path(
    post, path = "/_mock/outcomes", operation_id = "mock_decide_outcome", tag = "Mock controls", request_body = Outcome,
    responses((status = 201, body = Outcome, description = "the created object"))
)]
pub(crate) async fn decide(
    State(controls): State<Controls>,
    Body(outcome): Body<Outcome>,
) -> Result<(StatusCode, Json<Outcome>), Refusal> {
    controls
        .service
        .act(&[], |moment| {
            moment.world.outcomes.push(outcome.clone());
            Ok((StatusCode::CREATED, Json(outcome)))
        })
        .await
}

/// Lists the outcomes of future steps.
#[utoipa::path(get, path = "/_mock/outcomes", operation_id = "mock_list_outcomes", tag = "Mock controls", responses((status = 200, body = OutcomeList, description = "the current state")))]
pub(crate) async fn outcomes(State(controls): State<Controls>) -> Result<Json<OutcomeList>, Refusal> {
    let list = |moment: &mut Moment<'_>| {
        let outcomes = moment.world.outcomes.clone();
        Ok(Json(OutcomeList { outcomes }))
    };
    controls.service.act(&[], list).await
}

/// Removes the outcomes of future steps.
#[utoipa::path(delete, path = "/_mock/outcomes", operation_id = "mock_forget_outcomes", tag = "Mock controls", responses((status = 204, description = "the request succeeded")))]
pub(crate) async fn forget_outcomes(State(controls): State<Controls>) -> Result<StatusCode, Refusal> {
    controls
        .service
        .act(&[], |moment| {
            moment.world.outcomes.clear();
            Ok(StatusCode::NO_CONTENT)
        })
        .await
}

/// The outcomes of future steps.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MockOutcomeList)]
pub(crate) struct OutcomeList {
    pub(crate) outcomes: Vec<Outcome>,
}

/// Adds the objects of a seed.
#[utoipa::path(
    post, path = "/_mock/seed", operation_id = "mock_plant_seed", tag = "Mock controls", request_body = Seed, responses((status = 204, description = "the request succeeded"))
)]
pub(crate) async fn plant(State(controls): State<Controls>, Body(seed): Body<Seed>) -> Result<StatusCode, Refusal> {
    let planted = controls.plant(&seed).await;
    planted.map_err(|error| Refusal::new(Code::InvalidParameter, error.to_string()))?;
    Ok(StatusCode::NO_CONTENT)
}

impl Controls {
    /// Plants a seed: all of its objects, or none.
    pub(crate) async fn plant(&self, seed: &Seed) -> Result<(), SeedError> {
        let mut planted = Ok(());
        let plant = |moment: &mut Moment<'_>| {
            let mut world = moment.world.clone();
            planted = seed.plant(&mut world, moment.now);
            if planted.is_ok() {
                *moment.world = world;
            }
            Ok(())
        };
        let kept = self.service.act(&[Touch::Everything], plant).await;
        planted?;
        let not_kept = |refusal: Refusal| SeedError::NotKept(refusal.message().to_owned());
        kept.map_err(not_kept)?;
        let faults = seed.faults.iter().cloned();
        let add = |inner: &mut Inner| {
            faults.for_each(|fault| inner.faults.add(fault));
            Ok(())
        };
        self.change(add).await.map_err(not_kept)
    }
}

/// Stops the server after this response is sent.
#[utoipa::path(post, path = "/_mock/shutdown", operation_id = "mock_shut_down", tag = "Mock controls", responses((status = 204, description = "the request succeeded")))]
pub(crate) async fn shutdown(State(controls): State<Controls>) -> StatusCode {
    controls.stop.send_replace(true);
    StatusCode::NO_CONTENT
}
