//! `corner_remembered`: an object with private data that is not in the state.

use async_trait::async_trait;
use framework::private::Private;
use framework::resource::{Create, Delete, Failure, Outcome, Read, Resource, Saved, Update};
use framework::{Attr, Diagnostic, Diagnostics, Model};

/// An object with private data.
#[derive(Clone, Debug, Model)]
pub(crate) struct Remembered {
    /// The text.
    #[attr(required)]
    text: Attr<String>,
    /// The number of writes, from the private data.
    #[attr(computed)]
    revision: Attr<i64>,
}

/// The key of the revision in the private data.
const REVISION: &str = "revision";

pub(crate) struct Remembers;

#[async_trait]
impl Resource for Remembers {
    type Model = Remembered;

    fn type_name(&self) -> &'static str {
        "corner_remembered"
    }

    async fn create(&self, request: Create<Remembered>) -> Outcome<Remembered> {
        Ok(written(request.planned, Private::new(), 1))
    }

    async fn read(&self, request: Read<Remembered>) -> Result<Option<Saved<Remembered>>, Diagnostics> {
        let revision = revision(&request.private)?;
        Ok(Some(written(request.state, request.private, revision)))
    }

    async fn update(&self, request: Update<Remembered>) -> Outcome<Remembered> {
        let revision = revision(&request.private)?;
        Ok(written(request.planned, request.private, revision + 1))
    }

    async fn delete(&self, request: Delete<Remembered>) -> Result<Diagnostics, Failure<Remembered>> {
        revision(&request.private)?;
        Ok(Diagnostics::new())
    }
}

fn written(object: Remembered, private: Private, revision: i64) -> Saved<Remembered> {
    let object = Remembered {
        revision: revision.into(),
        ..object
    };
    Saved::new(object).with_private(private.with(REVISION, revision))
}

fn revision(private: &Private) -> Result<i64, Diagnostic> {
    let lost = || Diagnostic::error("Missing private data", "The private data does not contain a revision.");
    private.get(REVISION).ok_or_else(lost)
}
