//! `commits FOLDER COUNT`: commits COUNT single rows into a SQLite file in FOLDER, with the durability of the service, and prints the
//! duration in seconds. `make bench` compares orders with it.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count] = arguments.as_slice() else {
        return Err("commits FOLDER COUNT".into());
    };
    let options = SqliteConnectOptions::new()
        .filename(Path::new(folder).join("commits.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await?;
    let table = sqlx::query("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    table.execute(&mut connection).await?;
    let began_at = Instant::now();
    for _ in 0..count.parse::<u32>()? {
        let row = sqlx::query("INSERT INTO rows (text) VALUES ($1)").bind("ordered");
        row.execute(&mut connection).await?;
    }
    writeln!(io::stdout(), "{}", began_at.elapsed().as_secs_f64())?;
    Ok(connection.close().await?)
}
