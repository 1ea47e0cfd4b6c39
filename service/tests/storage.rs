//! The constraints of the database, and the refusal of a file with another format.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use service::step_times::StepTimes;
use service::storage::{Changes, OpenError, SqliteStorage, Storage, StorageError, Touch};
use service::world::World;
use service::world::bgp_session::SessionRequest;
use service::world::cross_connect::Order;
use service::world::exchange::catalogue;
use sqlx::{Connection, SqliteConnection};

fn order(name: &str) -> Order {
    Order {
        unique_name: name.to_owned(),
        exchange: "ashburn-ix".to_owned(),
        bandwidth_mbps: 100,
        loa_entity: "Example Corp".to_owned(),
        redundancy_group: None,
        redundancy_role: None,
        enabled: true,
    }
}

fn at() -> Timestamp {
    "2026-01-05T09:00:00Z".parse().unwrap()
}

/// A world with one order, and a session over it.
fn world() -> World {
    let mut world = World::new(catalogue(), StepTimes::default(), 1);
    let cross_connect_sid = world.order(order("a"), at()).unwrap().sid.clone();
    let request = SessionRequest {
        cross_connect_sid,
        ip_routes: vec!["52.1.2.0/24".parse().unwrap()],
        customer_asn: None,
        customer_address: None,
        enabled: true,
        has_md5_key: false,
    };
    world.open_session(request, at()).unwrap();
    world
}

async fn filled(path: &Path) -> SqliteStorage {
    let (storage, has_world) = SqliteStorage::open(path).await.unwrap();
    assert!(!has_world);
    save(&storage, &Changes::all(world())).await.unwrap();
    storage
}

async fn save(storage: &SqliteStorage, changes: &Changes) -> Result<(), StorageError> {
    let mut transaction = storage.begin().await?;
    transaction.save(changes).await?;
    transaction.commit().await
}

async fn everything(storage: &SqliteStorage) -> World {
    let mut transaction = storage.begin().await.unwrap();
    transaction.load(&[Touch::Everything], at()).await.unwrap()
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.db");
    (folder, path)
}

#[tokio::test]
async fn a_world_is_read_as_it_was_written() {
    let (_folder, path) = place();
    let storage = filled(&path).await;
    assert_eq!(everything(&storage).await, world());
    storage.close().await;
    let (again, has_world) = SqliteStorage::open(&path).await.unwrap();
    assert!(has_world);
    assert_eq!(everything(&again).await, world());
}

#[tokio::test]
async fn a_name_and_a_place_are_given_once() {
    let (_folder, path) = place();
    let storage = filled(&path).await;
    let before = everything(&storage).await;

    // The rules refuse both changes. A second process at the same time would not have the changes of the first.
    let mut same_name = before.clone();
    let sid = same_name.order(order("b"), at()).unwrap().sid.clone();
    same_name.cross_connect_mut(&sid).unwrap().unique_name = "a".to_owned();
    let refused = save(&storage, &Changes::between(&before, &same_name)).await;
    assert!(matches!(refused, Err(StorageError::Taken)), "{refused:?}");

    let mut same_place = before.clone();
    let mut second = same_place.bgp_sessions[0].clone();
    (second.ordinal, second.sid) = (99, "BG99".to_owned());
    same_place.bgp_sessions.push(second);
    let refused = save(&storage, &Changes::between(&before, &same_place)).await;
    assert!(matches!(refused, Err(StorageError::Taken)), "{refused:?}");
    assert_eq!(everything(&storage).await, before, "nothing of either is kept");
}

#[tokio::test]
async fn many_objects_are_saved_as_one() {
    let (_folder, path) = place();
    let storage = filled(&path).await;
    let before = everything(&storage).await;
    let mut after = before.clone();
    for number in 0..30 {
        after.order(order(&format!("voice-{number}")), at()).unwrap();
    }
    let mut clash = after.clone();
    clash.cross_connects.last_mut().unwrap().unique_name = "a".to_owned();
    let refused = save(&storage, &Changes::between(&before, &clash)).await;
    assert!(matches!(refused, Err(StorageError::Taken)), "{refused:?}");
    assert_eq!(everything(&storage).await, before, "nothing is kept");
    save(&storage, &Changes::between(&before, &after)).await.unwrap();
    assert_eq!(everything(&storage).await, after);
}

#[tokio::test]
async fn what_is_saved_and_not_committed_is_not_kept() {
    let (_folder, path) = place();
    let storage = filled(&path).await;
    let before = everything(&storage).await;
    let mut after = before.clone();
    after.order(order("b"), at()).unwrap();
    let mut transaction = storage.begin().await.unwrap();
    transaction.save(&Changes::between(&before, &after)).await.unwrap();
    assert_eq!(transaction.load(&[Touch::Everything], at()).await.unwrap(), after);
    drop(transaction);
    assert_eq!(everything(&storage).await, before);
}

#[tokio::test]
async fn a_removed_object_takes_its_events_along() {
    let (_folder, path) = place();
    let storage = filled(&path).await;
    let before = everything(&storage).await;
    let mut after = before.clone();
    after.remove_cross_connect(&before.cross_connects[0].sid);
    save(&storage, &Changes::between(&before, &after)).await.unwrap();
    storage.close().await;
    let mut connection = SqliteConnection::connect(path.to_str().unwrap()).await.unwrap();
    for table in ["cross_connects", "events", "bgp_sessions"] {
        let count = format!("SELECT count(*) FROM {table}");
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(count, 0, "{table}");
    }
}

#[tokio::test]
async fn a_file_of_another_form_is_refused() {
    let (_folder, path) = place();
    filled(&path).await.close().await;
    let mut connection = SqliteConnection::connect(path.to_str().unwrap()).await.unwrap();
    let newer = sqlx::query("UPDATE notes SET text = '99' WHERE name = 'form'");
    newer.execute(&mut connection).await.unwrap();
    let error = SqliteStorage::open(&path).await.unwrap_err();
    assert!(
        matches!(&error, OpenError::OtherForm { found, .. } if found == "99"),
        "{error}"
    );
}
