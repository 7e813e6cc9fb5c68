//! How values stand in the tables, the same on both databases.

use aufruf_core::visit::State;
use jiff::{Timestamp, civil::Date};
use sea_orm::{DbErr, DeriveValueType, TryFromU64};

use super::StoreError;

/// An instant in whole microseconds since 1970 (UTC): sorts the same
/// everywhere, unlike the time types of SQLite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveValueType)]
pub struct Ts(pub i64);

impl From<Timestamp> for Ts {
    fn from(instant: Timestamp) -> Self {
        Self(instant.as_microsecond())
    }
}

impl TryFrom<Ts> for Timestamp {
    type Error = StoreError;

    fn try_from(ts: Ts) -> Result<Self, StoreError> {
        Self::from_microsecond(ts.0).map_err(|_| StoreError::Corrupt("an instant out of range"))
    }
}

/// A local date as `2026-11-22`: sorts as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
pub struct Day(pub String);

/// Dates are never counted up by the database.
impl TryFromU64 for Day {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("Day"))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date.to_string())
    }
}

impl TryFrom<&Day> for Date {
    type Error = StoreError;

    fn try_from(day: &Day) -> Result<Self, StoreError> {
        day.0
            .parse()
            .map_err(|_| StoreError::Corrupt("a date that is none"))
    }
}

/// The stored name of a visit's state: the one that it has in JSON.
pub(crate) fn state_name(state: State) -> String {
    match serde_json::to_value(state) {
        Ok(serde_json::Value::String(name)) => name,
        _ => unreachable!("states are plain names in JSON"),
    }
}

/// Reads the stored name of a visit's state.
pub(crate) fn state_of(name: &str) -> Result<State, StoreError> {
    serde_json::from_value(name.into())
        .map_err(|_| StoreError::Corrupt("the state of a visit is unknown"))
}

/// Reads a number that is never negative.
pub(crate) fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Corrupt("a negative number"))
}

/// Writes a number; every one of ours fits.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).expect("no counter of ours comes near 2^63")
}

/// Values to look for, the last one repeated up to a power of two: a database
/// prepares one statement for each length of a list.
pub(super) fn padded<T: Clone>(mut values: Vec<T>) -> Vec<T> {
    if let Some(last) = values.last().cloned() {
        values.resize(values.len().next_power_of_two(), last);
    }
    values
}
