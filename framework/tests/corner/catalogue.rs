//! The catalog by name, for a client that needs no schemas.

use proto::tfplugin5 as pb;

use crate::corner;

#[tokio::test]
async fn the_catalogue_names_everything_but_actions_and_lists_the_functions() {
    let corner = corner().await;
    let mut client = corner.client().provider.clone();
    let metadata = client
        .get_metadata(pb::get_metadata::Request {})
        .await
        .unwrap()
        .into_inner();
    let names: Vec<_> = metadata
        .resources
        .iter()
        .map(|resource| resource.type_name.as_str())
        .collect();
    let schemas: Vec<_> = corner.schemas().resources.keys().map(String::as_str).collect();
    assert_eq!(names, schemas);
    assert_eq!(metadata.list_resources.len(), 1);
    assert_eq!(metadata.ephemeral_resources.len(), 1);
    assert_eq!(
        metadata.actions.len(),
        0,
        "muxes and core disagree about the field of actions"
    );
    let capabilities = metadata.server_capabilities.unwrap();
    assert!(capabilities.plan_destroy && capabilities.move_resource_state && capabilities.generate_resource_config);

    let functions = client
        .get_functions(pb::get_functions::Request {})
        .await
        .unwrap()
        .into_inner()
        .functions;
    assert_eq!(functions.keys().collect::<Vec<_>>(), ["divide", "join", "seen"]);
    assert_eq!(functions.len(), metadata.functions.len());
    corner.shutdown().await;
}
