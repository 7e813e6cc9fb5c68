//! What remains of past days: counts and durations by hour and service. No ids.

use sea_orm::entity::prelude::*;

use crate::store::column::Day;

/// One service in one hour of one day; see [`aufruf_core::statistics::Count`].
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "day_count")]
pub struct Model {
    /// The office.
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: String,
    /// The local date.
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_date: Day,
    /// The local hour, from 0 to 23.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hour: i32,
    /// The service.
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_id: String,
    /// Came to an appointment.
    pub arrived_booked: i64,
    /// Came without one.
    pub arrived_walk_in: i64,
    /// Served.
    pub served: i64,
    /// Did not come to an appointment.
    pub absent: i64,
    /// Appointment cancelled.
    pub cancelled: i64,
    /// Came and was not served.
    pub gone: i64,
    /// Persons or pieces served.
    pub pieces: i64,
    /// Called.
    pub called: i64,
    /// Waits of those called together.
    pub waiting_s: i64,
    /// Services of known duration.
    pub measured: i64,
    /// Their durations together.
    pub serving_s: i64,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
