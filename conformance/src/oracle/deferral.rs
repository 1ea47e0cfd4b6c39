//! The rules for a deferral (R11, R12).

use framework::value::Value;
use proto::tfplugin5::{Deferred, deferred::Reason};

use super::Broken;

/// Returns the broken rules of a deferral or its absence.
///
/// A wholly known configuration is never deferred, even where the client allows it: during apply Terraform allows it,
/// and nothing can be deferred any more.
pub fn deferral(deferred: Option<&Deferred>, allowed: bool, config: &Value) -> Vec<Broken> {
    let Some(deferred) = deferred else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if !allowed {
        let explanation = "the provider deferred changes when Terraform did not allow deferrals";
        found.push(Broken::whole("R11", explanation));
    }
    if allowed && config.is_wholly_known() && deferred.reason() == Reason::ResourceConfigUnknown {
        let explanation = "the provider deferred for an unknown configuration that is wholly known";
        found.push(Broken::whole("R11", explanation));
    }
    if deferred.reason() == Reason::Unknown || Reason::try_from(deferred.reason).is_err() {
        found.push(Broken::whole("R12", "the deferral has no reason"));
    }
    found
}
