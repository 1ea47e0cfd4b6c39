//! The conversion of another type's stored state.

use super::managed::Managed;
use super::{AnyResource, Applied, SourceState};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::private::Private;
use crate::resource::{Move, MoveSource, Resource, Saved};
use crate::value::Value;

impl<R: Resource> Managed<R> {
    pub(super) fn take_over(&self, foreign: &SourceState<'_>) -> Result<Applied, Diagnostics> {
        let moves = self.resource.moves();
        let way = moves
            .iter()
            .find(|way| way.source.covers(foreign.provider, foreign.type_name, foreign.version))
            .ok_or_else(|| unknown_source(self.type_name(), foreign, &sources(&moves)))?;
        let mut lost = Diagnostics::new();
        let private = if way.keeps_private {
            Private::of_stored(foreign.private, &mut lost)
        } else {
            Private::new()
        };
        let mut moved = self.read_result(None, Saved::new(way.apply(foreign.json)?).with_private(private));
        moved.diagnostics.extend(lost);
        moved.identity = self.identity_after(&moved.state, &Value::Null, &mut moved.diagnostics);
        Ok(moved)
    }
}

pub(super) fn sources<M>(moves: &[Move<M>]) -> Vec<MoveSource> {
    moves.iter().map(|way| way.source.clone()).collect()
}

fn unknown_source(type_name: &str, foreign: &SourceState<'_>, known: &[MoveSource]) -> Diagnostic {
    let (provider, other, version) = (foreign.provider, foreign.type_name, foreign.version);
    let known: Vec<_> = known.iter().map(|source| source.to_string()).collect();
    let known = match known.as_slice() {
        [] => "It does not support moves".to_owned(),
        known => format!("It supports moves from {}", known.join("; ")),
    };
    Diagnostic::error(
        format!("Unsupported move to {type_name}"),
        format!(
            "{type_name} does not support a move from {other} of {provider}, version {version}. {known}. Nothing was \
             changed. Remove the moved block. If the object is a {type_name}, import it."
        ),
    )
}
