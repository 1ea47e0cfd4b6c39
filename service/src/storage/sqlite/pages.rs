//! Pages of the tables.

use async_trait::async_trait;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, Sqlite};

use crate::page::{Placed, Side, Slice, Window};
use crate::storage::sqlite::reading::document;
use crate::storage::sqlite::{Query, integer};
use crate::storage::{BgpSessionFilter, CrossConnectFilter, StorageError};
use crate::world::bgp_session::BgpSession;
use crate::world::cross_connect::CrossConnect;

/// The rows of a table after or before a place in the order of creation.
#[async_trait]
pub(super) trait Pages {
    type Item: Send;

    /// Up to `limit` rows after a place, in the order of creation.
    async fn after(&mut self, ordinal: u64, limit: usize) -> Result<Vec<Placed<Self::Item>>, StorageError>;

    /// Up to `limit` rows before a place, the latest first.
    async fn before(&mut self, ordinal: u64, limit: usize) -> Result<Vec<Placed<Self::Item>>, StorageError>;
}

pub(super) struct CrossConnectPages<'a> {
    pub(super) transaction: &'a mut sqlx::Transaction<'static, Sqlite>,
    pub(super) filter: &'a CrossConnectFilter,
    pub(super) status: Option<String>,
}

#[async_trait]
impl Pages for CrossConnectPages<'_> {
    type Item = CrossConnect;

    async fn after(&mut self, ordinal: u64, limit: usize) -> Result<Vec<Placed<CrossConnect>>, StorageError> {
        let query = sqlx::query(
            "SELECT document, ordinal FROM cross_connects WHERE ordinal > $1 AND ($3 IS NULL OR unique_name = $3) \
             AND ($4 IS NULL OR exchange = $4) AND ($5 IS NULL OR status = $5) AND ($6 IS NULL OR redundancy_group = $6) \
             ORDER BY ordinal LIMIT $2",
        );
        self.rows(query, ordinal, limit).await
    }

    async fn before(&mut self, ordinal: u64, limit: usize) -> Result<Vec<Placed<CrossConnect>>, StorageError> {
        let query = sqlx::query(
            "SELECT document, ordinal FROM cross_connects WHERE ordinal < $1 AND ($3 IS NULL OR unique_name = $3) \
             AND ($4 IS NULL OR exchange = $4) AND ($5 IS NULL OR status = $5) AND ($6 IS NULL OR redundancy_group = $6) \
             ORDER BY ordinal DESC LIMIT $2",
        );
        self.rows(query, ordinal, limit).await
    }
}

impl CrossConnectPages<'_> {
    async fn rows(
        &mut self,
        query: Query<'_>,
        ordinal: u64,
        limit: usize,
    ) -> Result<Vec<Placed<CrossConnect>>, StorageError> {
        let query = query
            .bind(integer(ordinal))
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .bind(self.filter.unique_name.clone())
            .bind(self.filter.exchange.clone())
            .bind(self.status.clone())
            .bind(self.filter.redundancy_group.clone());
        placed("cross_connects", &query.fetch_all(&mut **self.transaction).await?)
    }
}

pub(super) struct BgpSessionPages<'a> {
    pub(super) transaction: &'a mut sqlx::Transaction<'static, Sqlite>,
    pub(super) filter: &'a BgpSessionFilter,
    pub(super) status: Option<String>,
}

#[async_trait]
impl Pages for BgpSessionPages<'_> {
    type Item = BgpSession;

    async fn after(&mut self, ordinal: u64, limit: usize) -> Result<Vec<Placed<BgpSession>>, StorageError> {
        let query = sqlx::query(
            "SELECT document, ordinal FROM bgp_sessions WHERE ordinal > $1 AND ($3 IS NULL OR cross_connect_sid = $3) \
             AND ($4 IS NULL OR status = $4) ORDER BY ordinal LIMIT $2",
        );
        self.rows(query, ordinal, limit).await
    }

    async fn before(&mut self, ordinal: u64, limit: usize) -> Result<Vec<Placed<BgpSession>>, StorageError> {
        let query = sqlx::query(
            "SELECT document, ordinal FROM bgp_sessions WHERE ordinal < $1 AND ($3 IS NULL OR cross_connect_sid = $3) \
             AND ($4 IS NULL OR status = $4) ORDER BY ordinal DESC LIMIT $2",
        );
        self.rows(query, ordinal, limit).await
    }
}

impl BgpSessionPages<'_> {
    async fn rows(
        &mut self,
        query: Query<'_>,
        ordinal: u64,
        limit: usize,
    ) -> Result<Vec<Placed<BgpSession>>, StorageError> {
        let query = query
            .bind(integer(ordinal))
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .bind(self.filter.cross_connect_sid.clone())
            .bind(self.status.clone());
        placed("bgp_sessions", &query.fetch_all(&mut **self.transaction).await?)
    }
}

/// The part of a table that a window shows. It reads one more row to find whether there are more.
pub(super) async fn slice<P: Pages>(pages: &mut P, window: Window) -> Result<Slice<P::Item>, StorageError> {
    let more = window.size.saturating_add(1);
    if let Some((Side::Before, ordinal)) = window.beside {
        let mut items = pages.before(ordinal, more).await?;
        if items.len() > window.size {
            items.truncate(window.size);
            items.reverse();
            let last = items.last().map_or(0, |placed| placed.ordinal);
            let has_after = !pages.after(last, 1).await?.is_empty();
            return Ok(Slice {
                items,
                has_before: true,
                has_after,
            });
        }
    }
    // If the rows before a place do not fill a page, the first page is shown.
    let after = match window.beside {
        Some((Side::After, ordinal)) => ordinal,
        _ => 0,
    };
    let mut items = pages.after(after, more).await?;
    let has_after = items.len() > window.size;
    items.truncate(window.size);
    let has_before = after > 0 && !pages.before(after.saturating_add(1), 1).await?.is_empty();
    Ok(Slice {
        items,
        has_before,
        has_after,
    })
}

fn placed<T: DeserializeOwned>(table: &'static str, rows: &[SqliteRow]) -> Result<Vec<Placed<T>>, StorageError> {
    let placed = |row: &SqliteRow| {
        let ordinal: i64 = row.try_get(1)?;
        Ok(Placed {
            ordinal: ordinal.unsigned_abs(),
            item: document(table, row)?,
        })
    };
    rows.iter().map(placed).collect()
}
