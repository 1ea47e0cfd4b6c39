//! The form-encoded body of a request, and the bounded reading of the body of an answer.

use super::error::Cause;
use super::secrets::Secrets;
use futures_util::{Stream, StreamExt};
use std::pin::pin;
use url::form_urlencoded::Serializer;

/// The parameters of a request, in Twilio's PascalCase. The service does not change a value whose parameter is left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    fields: Vec<(&'static str, String)>,
    /// The secrets, which no error may contain.
    pub(super) secrets: Secrets,
}

impl Form {
    /// Adds a parameter.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Adds a parameter, if there is a value.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a list, with the key repeated for each value.
    pub(super) fn list(self, name: &'static str, values: impl IntoIterator<Item = String>) -> Self {
        values.into_iter().fold(self, |form, value| form.with(name, value))
    }

    /// Adds a secret, if there is one. No error contains it.
    pub(super) fn secret(mut self, name: &'static str, value: Option<String>) -> Self {
        self.secrets.add(value.as_deref().unwrap_or_default());
        self.maybe(name, value)
    }

    /// True where there is nothing to send.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The parameters in the order in which they were added.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The form-encoded body.
    pub(super) fn encoded(&self) -> String {
        Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }
}

/// The intake of the body of an answer, piece by piece and within bounds.
pub(super) trait Intake {
    /// Takes the next piece.
    fn take(&mut self, piece: &[u8]) -> Result<(), Unreadable>;

    /// Ends the body.
    fn finish(&mut self) -> Result<(), Unreadable>;

    /// Returns the part that an error may quote: the body, or its beginning.
    fn release(&mut self) -> Vec<u8>;
}

/// The reason why the reading of a body stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// The reason, in this program's text.
    pub(super) reason: String,
    /// A text of the service, which can contain a secret.
    pub(super) value: Option<String>,
}

impl Unreadable {
    /// Creates a reason without a value of the service.
    pub(super) fn because(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { reason, value: None }
    }
}

/// A body that is kept whole.
#[derive(Debug)]
pub(super) struct Whole {
    body: Vec<u8>,
    longest: usize,
}

impl Whole {
    /// The body of one object: at most 2 MiB.
    pub(super) fn object() -> Self {
        Self::up_to(LONGEST_OBJECT)
    }

    /// A document: at most 4 MiB.
    pub(super) fn document() -> Self {
        Self::up_to(LONGEST_DOCUMENT)
    }

    fn up_to(longest: usize) -> Self {
        let body = Vec::new();
        Self { body, longest }
    }
}

impl Intake for Whole {
    fn take(&mut self, piece: &[u8]) -> Result<(), Unreadable> {
        if piece.len() > self.longest - self.body.len() {
            let megabytes = self.longest / MEBIBYTE;
            return Err(Unreadable::because(format!(
                "the body is too long: more than {megabytes} MiB"
            )));
        }
        if piece.len() > self.body.capacity() - self.body.len() {
            // The buffer doubles, as a vector does by itself, but never beyond the bound.
            let room = self.body.len().max(piece.len()).min(self.longest - self.body.len());
            self.body.reserve_exact(room);
        }
        self.body.extend_from_slice(piece);
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn release(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.body)
    }
}

/// The end of reading the body of an answer.
#[derive(Debug)]
pub(super) enum Reading {
    /// The body was read to its end.
    Complete,
    /// The body is too long or malformed. The rest was not read.
    Unreadable(Unreadable),
    /// The connection broke.
    Broken(Cause),
}

/// Reads a body into an intake, without its own thread or timer.
pub(super) async fn read<B: AsRef<[u8]>>(
    pieces: impl Stream<Item = Result<B, Cause>>,
    intake: &mut impl Intake,
) -> Reading {
    let mut pieces = pin!(pieces);
    while let Some(piece) = pieces.next().await {
        let taken = match piece {
            Ok(piece) => intake.take(piece.as_ref()),
            Err(cause) => return Reading::Broken(cause),
        };
        if let Err(unreadable) = taken {
            return Reading::Unreadable(unreadable);
        }
    }
    intake.finish().map_or_else(Reading::Unreadable, |()| Reading::Complete)
}

/// Reads the body of an error up to 64 KiB, or until the connection breaks. Neither limit is an error, because the status alone
/// is sufficient.
pub(super) async fn beginning<B: AsRef<[u8]>>(pieces: impl Stream<Item = Result<B, Cause>>) -> Vec<u8> {
    let mut pieces = pin!(pieces);
    let mut body = Vec::new();
    while let Some(Ok(piece)) = pieces.next().await {
        let piece = piece.as_ref();
        let room = LONGEST_ERROR - body.len();
        body.extend_from_slice(piece.get(..room).unwrap_or(piece));
        if body.len() == LONGEST_ERROR {
            break;
        }
    }
    body
}

/// The bytes of a mebibyte.
pub(super) const MEBIBYTE: usize = 1024 * 1024;
/// The most bytes of an error body. One with a hundred problems has about 30 KB.
const LONGEST_ERROR: usize = 64 * 1024;
/// The most bytes of an object. A session with 50,000 routes has about 1 MB.
pub(super) const LONGEST_OBJECT: usize = 2 * MEBIBYTE;
/// The most bytes of a document. A letter of authorization has two pages.
const LONGEST_DOCUMENT: usize = 4 * MEBIBYTE;

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    fn pieces(count: usize, length: usize) -> impl Stream<Item = Result<Vec<u8>, Cause>> {
        stream::iter((0..count).map(move |_| Ok(vec![b' '; length])))
    }

    #[tokio::test]
    async fn a_body_is_read_up_to_its_bound_and_not_a_byte_further() {
        for (mut intake, bound) in [(Whole::object(), LONGEST_OBJECT), (Whole::document(), LONGEST_DOCUMENT)] {
            assert!(matches!(
                read(pieces(4, bound / 4), &mut intake).await,
                Reading::Complete
            ));
            assert_eq!(intake.release().len(), bound);
            let Reading::Unreadable(found) = read(pieces(bound + 1, 1), &mut intake).await else {
                panic!("more than {bound} bytes were read")
            };
            assert_eq!(
                found.reason,
                format!("the body is too long: more than {} MiB", bound / MEBIBYTE)
            );
            assert_eq!(intake.release().len(), bound);
        }
    }

    #[tokio::test]
    async fn an_error_body_is_cut_and_what_came_before_a_break_is_kept() {
        assert_eq!(beginning(pieces(3, 50_000)).await.len(), LONGEST_ERROR);
        assert_eq!(beginning(pieces(3, 5)).await.len(), 15);
        let broken = pieces(2, 5).chain(stream::iter([Err("reset".into())]));
        assert_eq!(beginning(broken).await.len(), 10);
    }
}
