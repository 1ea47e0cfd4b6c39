//! An object that equals its configuration, with the values that the provider decides.

use std::marker::PhantomData;

use async_trait::async_trait;
use framework::resource::{Create, Delete, Failure, Outcome, Read, Resource, Saved, Update};
use framework::{Diagnostics, Model};

/// A model that can be stored in the state without a service.
pub(crate) trait Corner: Model {
    /// The name in HCL.
    const TYPE_NAME: &'static str;

    /// Returns the object with the values that the provider decides. `config` contains the write-only values.
    fn decided(self, config: &Self) -> Self;
}

/// A resource whose objects exist only in the state.
pub(crate) struct Kept<M>(PhantomData<M>);

impl<M> Default for Kept<M> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

#[async_trait]
impl<M: Corner> Resource for Kept<M> {
    type Model = M;

    fn type_name(&self) -> &'static str {
        M::TYPE_NAME
    }

    async fn create(&self, request: Create<M>) -> Outcome<M> {
        Ok(Saved::new(request.planned.decided(&request.config)))
    }

    async fn read(&self, request: Read<M>) -> Result<Option<Saved<M>>, Diagnostics> {
        Ok(Some(Saved::new(request.state).with_private(request.private)))
    }

    async fn update(&self, request: Update<M>) -> Outcome<M> {
        Ok(Saved::new(request.planned.decided(&request.config)))
    }

    async fn delete(&self, _request: Delete<M>) -> Result<Diagnostics, Failure<M>> {
        Ok(Diagnostics::new())
    }
}

/// Returns `made` if the provider decides the attribute, and its value otherwise.
pub(crate) fn decide<T>(attribute: framework::Attr<T>, made: T) -> framework::Attr<T> {
    match attribute {
        framework::Attr::Unknown => framework::Attr::Known(made),
        decided @ (framework::Attr::Null | framework::Attr::Known(_)) => decided,
    }
}
