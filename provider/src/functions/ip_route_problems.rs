//! What is wrong with IP routes, as data.

use framework::collection::List;
use framework::function::{Function, FunctionError};
use framework::{Attr, Model};

use crate::domain::{IpRoutes, RouteProblem};

/// The function `ip_route_problems`.
pub(super) struct IpRouteProblems;

/// What it is given.
#[derive(Clone, Debug, Model)]
pub(super) struct Arguments {
    /// The routes of one session, in CIDR notation.
    #[attr(required)]
    ip_routes: Attr<List<String>>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Model)]
pub(super) struct Finding {
    /// The code of the rule.
    #[attr(computed)]
    code: Attr<String>,
    /// The route as it was written; null if the problem is the list's.
    #[attr(computed)]
    route: Attr<String>,
    /// What is wrong, in one sentence.
    #[attr(computed)]
    summary: Attr<String>,
    /// Why, and what to write instead.
    #[attr(computed)]
    explanation: Attr<String>,
    /// Where the rule comes from.
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
        "What is wrong with the IP routes of a session, by code"
    }

    fn description(&self) -> &'static str {
        "Judges routes by the rules of `ip_routes` of `twilio_bgp_session`, all of them at once, and gives a list of what is wrong, \
         empty where nothing is. Each finding has `code` and `source` of the rule (see [the codes](../codes.md)), the `route` as it was \
         written (null if the problem is the list's), `summary` and `explanation`. It is made for `validation` and `check` blocks, \
         where the routes come from elsewhere and nothing is to fail yet. Whether another connection has a route is for the service to \
         say."
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
