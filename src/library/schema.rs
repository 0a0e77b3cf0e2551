//! The library's tables and how older ones are brought up to date: an ordered list of scripts, of which a
//! file has run the first `user_version`. Scripts that were released are never changed.

use rusqlite::{Connection, TransactionBehavior};

/// "VsVs": marks the file as ours, in SQLite's own header.
pub const APPLICATION_ID: i32 = 0x5673_5673;

pub const SCRIPTS: [&str; 3] =
    [include_str!("schema/1.sql"), include_str!("schema/2.sql"), include_str!("schema/3.sql")];

/// The version of a library that ran all scripts.
#[allow(clippy::cast_possible_wrap)]
pub const NEWEST: i64 = SCRIPTS.len() as i64;

/// The version of the library, as its connection sees it.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Runs the scripts that `connection` lacks; all of them or none. Two programs that open an old library at
/// once do it one after the other, and the second finds nothing left to do.
pub fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    migrate_to(connection, SCRIPTS.len())
}

fn migrate_to(connection: &mut Connection, newest: usize) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = usize::try_from(version(&transaction)?).unwrap_or(0);
    for script in SCRIPTS.iter().take(newest).skip(done) {
        transaction.execute_batch(script)?;
    }
    if done < newest {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", newest)?;
    }
    transaction.commit()
}
