//! What remains of a day when its journal is deleted: counts by hour and
//! service. Until a day is counted it is kept.

use sea_orm_migration::{prelude::*, schema::*};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261126_000005_day_counts"
    }
}

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait hides the lifetime, so must this"
)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        let _ = table
            .table("day_count")
            .col(text("office_id"))
            .col(text("service_date"))
            .col(integer("hour"))
            .col(text("service_id"));
        for sum in [
            "arrived_booked",
            "arrived_walk_in",
            "served",
            "absent",
            "cancelled",
            "gone",
            "pieces",
            "called",
            "waiting_s",
            "measured",
            "serving_s",
        ] {
            let _ = table.col(big_integer(sum));
        }
        let mut key = Index::create();
        let _ = key
            .col("office_id")
            .col("service_date")
            .col("hour")
            .col("service_id");
        let _ = table.primary_key(&mut key);
        manager.create_table(table.to_owned()).await?;
        let mut table = Table::alter();
        // Replicas of the release before write heads without it.
        let _ = table
            .table("office_day")
            .add_column(boolean("counted").default(false));
        manager.alter_table(table.to_owned()).await
    }
}
