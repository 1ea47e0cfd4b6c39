//! The problems of IP routes, as data.

use framework::collection::List;
use framework::function::{Function, FunctionError};
use framework::{Attr, Model};

use crate::domain::{IpRoutes, RouteProblem};

/// The function `ip_route_problems`.
pub(super) struct IpRouteProblems;

/// The arguments of `ip_route_problems`.
#[derive(Clone, Debug, Model)]
pub(super) struct Arguments {
    /// The routes of one session, in CIDR notation.
    #[attr(required)]
    ip_routes: Attr<List<String>>,
}

/// A problem of the routes.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct Finding {
    /// The code of the broken rule.
    #[attr(computed)]
    code: Attr<String>,
    /// The route as written; null if the problem concerns the whole list.
    #[attr(computed)]
    route: Attr<String>,
    /// The problem, in one sentence.
    #[attr(computed)]
    summary: Attr<String>,
    /// The reason for the rule, and the remedy.
    #[attr(computed)]
    explanation: Attr<String>,
    /// The source of the rule.
    #[attr(computed)]
    source: Attr<String>,
}

impl Function for IpRouteProblems {
    type Arguments = Arguments;
    type Return = List<Finding>;

    fn name(&self) -> &'static str {
        "ip_route_problems"
    }

    fn summary(&self) -> &'static str {
        "The problems with the IP routes of a session, each with its code"
    }

    fn description(&self) -> &'static str {
        "Checks routes against all rules for `ip_routes` of `twilio_bgp_session`, and returns a list of problems. The list is empty if there \
         are none. Each problem has the `code` and `source` of the rule (see [the codes](../codes.md)), a `summary`, and an `explanation`. `route` \
         is the route as written; null if the problem concerns the whole list. Use the function in `validation` and `check` blocks, for \
         routes from another source that must not fail the plan yet. Only the service can determine whether another connection already \
         has a route."
    }

    fn call(&self, arguments: Arguments) -> Result<Attr<List<Finding>>, FunctionError> {
        let Attr::Known(routes) = arguments.ip_routes else {
            return Ok(Attr::Null);
        };
        let texts: Vec<&String> = routes.known().collect();
        let mut problems = IpRoutes::parse(&texts).err().unwrap_or_default();
        if routes.0.iter().any(Attr::is_null) {
            problems.retain(|found| found.route.is_some());
            problems.push(RouteProblem::null_route());
        }
        Ok(Attr::Known(problems.iter().map(Finding::of).collect()))
    }
}

impl Finding {
    fn of(found: &RouteProblem) -> Self {
        let rule = found.problem.rule;
        Self {
            code: rule.code.to_owned().into(),
            route: found.route.clone().into(),
            summary: found.problem.summary.clone().into(),
            explanation: found.problem.detail.clone().into(),
            source: rule.source.to_owned().into(),
        }
    }
}
