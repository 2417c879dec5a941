//! Statements written by hand: one text for both databases. Both understand `$1`.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, QueryResult, Statement, TryGetable, Value};

use crate::{Db, StorageError, Tx};

impl Db<'_> {
    fn statement(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
        Statement::from_sql_and_values(self.0.get_database_backend(), sql, values)
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.0.get_database_backend() == sea_orm::DbBackend::Sqlite
    }

    pub(crate) async fn rows<const N: usize>(&self, sql: &str, values: [Value; N]) -> Result<Vec<Row>, StorageError> {
        self.rows_with(sql, values.into()).await
    }

    pub(crate) async fn row<const N: usize>(&self, sql: &str, values: [Value; N]) -> Result<Option<Row>, StorageError> {
        self.row_with(sql, values.into()).await
    }

    pub(crate) async fn rows_with(&self, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, StorageError> {
        let rows = self.0.query_all_raw(self.statement(sql, values)).await?;
        Ok(rows.into_iter().map(Row).collect())
    }

    pub(crate) async fn row_with(&self, sql: &str, values: Vec<Value>) -> Result<Option<Row>, StorageError> {
        Ok(self.0.query_one_raw(self.statement(sql, values)).await?.map(Row))
    }
}

impl Tx {
    /// Runs a statement; gives the number of rows that it changed.
    pub(crate) async fn run<const N: usize>(&self, sql: &str, values: [Value; N]) -> Result<u64, StorageError> {
        self.run_with(sql, values.into()).await
    }

    /// The same with a number of values that is not known beforehand.
    pub(crate) async fn run_with(&self, sql: &str, values: Vec<Value>) -> Result<u64, StorageError> {
        let statement = Db::from(self).statement(sql, values);
        Ok(self.0.execute_raw(statement).await?.rows_affected())
    }
}

/// A row of an answer.
pub(crate) struct Row(QueryResult);

impl Row {
    pub(crate) fn get<T: TryGetable>(&self, column: &str) -> Result<T, StorageError> {
        Ok(self.0.try_get("", column)?)
    }

    pub(crate) fn time(&self, column: &str) -> Result<DateTime<Utc>, StorageError> {
        to_time(self.get(column)?)
    }

    /// A time that may be missing, or so far away that it never comes.
    pub(crate) fn time_or_never(&self, column: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
        let micros = self.get::<Option<i64>>(column)?.filter(|micros| *micros != i64::MAX);
        micros.map(to_time).transpose()
    }

    pub(crate) fn time_or_none(&self, column: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
        self.get::<Option<i64>>(column)?.map(to_time).transpose()
    }

    /// A text that our own types read back.
    pub(crate) fn parsed<T: std::str::FromStr>(&self, column: &'static str) -> Result<T, StorageError> {
        let text: String = self.get(column)?;
        text.parse().map_err(|_| unreadable(column))
    }
}

/// Places for so many values from one on: `$3, $4`.
pub(crate) fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count).map(|place| format!("${place}")).collect();
    places.join(", ")
}

/// A time as it is kept: microseconds.
pub(crate) fn micros(time: DateTime<Utc>) -> Value {
    time.timestamp_micros().into()
}

/// A time that may be missing.
pub(crate) fn micros_or_null(time: Option<DateTime<Utc>>) -> Value {
    time.map(|time| time.timestamp_micros()).into()
}

fn to_time(micros: i64) -> Result<DateTime<Utc>, StorageError> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| unreadable("time"))
}

/// A column holds what this program never wrote.
pub(crate) fn unreadable(column: &'static str) -> StorageError {
    StorageError::Database(format!("the column {column} cannot be read"))
}
