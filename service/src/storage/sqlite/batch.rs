//! Statements that are executed together.
//!
//! Each execution is a round trip between two threads, which takes longer than most statements.

use sqlx::{AssertSqlSafe, Sqlite};

use crate::storage::StorageError;

/// The most statements of one execution. An ordinary command has fewer, and the connection keeps its text parsed.
const MOST_AT_ONCE: usize = 20;

/// Statements in their order, with their values.
#[derive(Default)]
pub(super) struct Batch(Vec<Statement>);

struct Statement {
    text: &'static str,
    values: Vec<Value>,
}

/// The value of a placeholder.
pub(super) enum Value {
    /// A text or null.
    Text(Option<String>),
    /// An integer or null.
    Integer(Option<i64>),
}

impl Batch {
    /// Adds a statement with a value for each `?`. A numbered placeholder would count from the first statement.
    pub(super) fn add<const VALUES: usize>(&mut self, text: &'static str, values: [Value; VALUES]) {
        debug_assert_eq!(text.matches('?').count(), VALUES, "{text}");
        let values = values.into();
        self.0.push(Statement { text, values });
    }

    /// Executes the statements.
    pub(super) async fn execute(
        self,
        transaction: &mut sqlx::Transaction<'static, Sqlite>,
    ) -> Result<(), StorageError> {
        let is_ordinary = self.0.len() <= MOST_AT_ONCE;
        let mut rest = self.0.into_iter().peekable();
        while rest.peek().is_some() {
            let chunk: Vec<Statement> = rest.by_ref().take(MOST_AT_ONCE).collect();
            let texts: Vec<&str> = chunk.iter().map(|statement| statement.text).collect();
            // Every text is a literal. Values are bound.
            let query = sqlx::query(AssertSqlSafe(texts.join("; "))).persistent(is_ordinary);
            let values = chunk.into_iter().flat_map(|statement| statement.values);
            let query = values.fold(query, |query, value| match value {
                Value::Text(text) => query.bind(text),
                Value::Integer(integer) => query.bind(integer),
            });
            query.execute(&mut **transaction).await?;
        }
        Ok(())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Self::Integer(Some(integer))
    }
}

impl From<Option<i64>> for Value {
    fn from(integer: Option<i64>) -> Self {
        Self::Integer(integer)
    }
}
