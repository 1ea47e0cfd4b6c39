//! The accepted findings of the provider block.

use framework::nested::BlockList;
use framework::path::{Path, Step};
use framework::{Attr, Diagnostics, Model};

use crate::attributes::broken_rule;
use crate::checks::{Accepted, Scope};

/// A plan check finding that is accepted until a given day. The plan still shows it as a warning.
#[derive(Clone, Debug, PartialEq, Model)]
pub(crate) struct AcceptedModel {
    /// The code of the plan check, such as `TWX201`.
    #[attr(required)]
    code: Attr<String>,
    /// The redundancy group whose findings you accept. Set either `redundancy_group` or `unique_name`.
    #[attr(optional)]
    redundancy_group: Attr<String>,
    /// The name of the cross connect whose findings you accept. Set either `unique_name` or `redundancy_group`.
    #[attr(optional)]
    unique_name: Attr<String>,
    /// Your reason. The plan prints it with the finding.
    #[attr(required)]
    reason: Attr<String>,
    /// The last day, in UTC, that you accept the finding. Must be in the form `YYYY-MM-DD`, at most 180 days from now.
    #[attr(required)]
    until: Attr<String>,
}

/// Reads the blocks. A block with an unknown value accepts nothing.
///
/// # Errors
/// `TWX168` for each invalid block.
pub(super) fn parse(blocks: &BlockList<AcceptedModel>) -> Result<Vec<Accepted>, Diagnostics> {
    let BlockList::Known(blocks) = blocks else {
        return Ok(Vec::new());
    };
    let (mut accepted, mut wrong) = (Vec::new(), Diagnostics::new());
    for (place, block) in (0..).zip(blocks) {
        let at = Path::attribute("accepted").child(Step::Index(place));
        match block.parsed() {
            Some(Ok(entry)) => accepted.push(entry),
            Some(Err(problem)) => wrong.push(broken_rule(&problem).at(at)),
            None => {}
        }
    }
    wrong.into_result(accepted)
}

impl AcceptedModel {
    fn parsed(&self) -> Option<Result<Accepted, crate::domain::Problem>> {
        let Self {
            code,
            redundancy_group,
            unique_name,
            reason,
            until,
        } = self;
        if redundancy_group.is_unknown() || unique_name.is_unknown() {
            return None;
        }
        let group = redundancy_group.known().cloned().map(Scope::RedundancyGroup);
        let name = unique_name.known().cloned().map(Scope::UniqueName);
        let scopes = group.into_iter().chain(name).collect();
        Some(Accepted::parse(code.known()?, scopes, reason.known()?, until.known()?))
    }
}
