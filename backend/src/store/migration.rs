//! The tables over time: append only. A release adds what the next one needs
//! and never takes away what the one before reads, so that replicas of two
//! releases work side by side (expand, then contract).

mod m20261122_000001_office_days;
mod m20261122_000002_identity;
mod m20261122_000003_mail_delay;
mod m20261123_000004_experience;
mod m20261126_000005_day_counts;

use sea_orm_migration::prelude::*;

/// Applies what is missing, in this order.
pub(super) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_office_days::Migration),
            Box::new(m20261122_000002_identity::Migration),
            Box::new(m20261122_000003_mail_delay::Migration),
            Box::new(m20261123_000004_experience::Migration),
            Box::new(m20261126_000005_day_counts::Migration),
        ]
    }
}
