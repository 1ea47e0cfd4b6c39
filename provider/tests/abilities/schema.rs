//! The schemas as Terraform reads them in each run.

use crate::stage::Stage;

/// The message from which on Terraform's gRPC library reads into a buffer of 1 MiB (`grpc-go`, `mem.DefaultBufferPool`).
const LARGE: usize = 32 * 1024;

#[tokio::test]
async fn the_schemas_fit_in_a_small_message() {
    let stage = Stage::with(serde_json::json!({})).await;
    let schemas = stage.provider.schemas();
    assert!(
        schemas.size() <= LARGE,
        "{} bytes: shorten the first sentences of descriptions",
        schemas.size()
    );
    let circuit = schemas.wire.resource_schemas["twilio_cross_connect"]
        .block
        .as_ref()
        .unwrap();
    let bandwidth = circuit
        .attributes
        .iter()
        .find(|attribute| attribute.name == "bandwidth_mbps");
    assert_eq!(
        bandwidth.unwrap().description,
        "The bandwidth in Mbps. Must be `10`, `100`, `500`, or `1000`. Twilio does not sell 500 Mbps at `ashburn-ix` or `san-jose-ix`."
    );
}
