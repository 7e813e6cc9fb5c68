//! Why a mail still waits, for the metrics and the operator.

use sea_orm_migration::{prelude::*, schema::*};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000003_mail_delay"
    }
}

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait hides the lifetime, so must this"
)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::alter();
        let _ = table.table("outbox").add_column(text_null("delay"));
        manager.alter_table(table.to_owned()).await
    }
}
