//! What offices learn from their past days, for the forecasts.

use sea_orm_migration::{prelude::*, schema::*};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000004_experience"
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
            .table("experience")
            .col(text("office_id").primary_key())
            .col(text("through"))
            .col(text("document"));
        manager.create_table(table.to_owned()).await
    }
}
