//! The refusals, which are possible answers of every control.

use utoipa::Modify;
use utoipa::openapi::{ContentBuilder, PathItem, Ref, ResponseBuilder};

/// The description of a refusal, in addition to the answers that a control describes.
pub(super) struct Refusals;

impl Modify for Refusals {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        for path in openapi.paths.paths.values_mut() {
            let PathItem {
                get, put, post, delete, ..
            } = path;
            for call in [get, put, post, delete].into_iter().flatten() {
                let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("Error")));
                let refusal = ResponseBuilder::new()
                    .description("an error")
                    .content("application/json", body.build());
                call.responses
                    .responses
                    .insert("default".to_owned(), refusal.build().into());
            }
        }
    }
}
