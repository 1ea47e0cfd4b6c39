//! Calls that are not served.

use proto::tfplugin5 as pb;
use proto::tfplugin5::provider_server::Provider as Calls;
use tonic::{Code, Request};

use crate::shop::shop;

#[tokio::test]
async fn what_is_not_served_says_so() {
    macro_rules! unserved {
        ($($method:ident: $module:ident),* $(,)?) => {$(
            let answer = shop().$method(Request::new(pb::$module::Request::default())).await;
            let status = answer.map(drop).expect_err(stringify!($method));
            assert_eq!(status.code(), Code::Unimplemented, stringify!($method));
        )*};
    }

    unserved! {
        get_metadata: get_metadata,
        validate_ephemeral_resource_config: validate_ephemeral_resource_config,
        open_ephemeral_resource: open_ephemeral_resource,
        renew_ephemeral_resource: renew_ephemeral_resource,
        close_ephemeral_resource: close_ephemeral_resource,
        validate_action_config: validate_action_config,
        plan_action: plan_action,
        invoke_action: invoke_action,
    }
}
