//! Identity: devices, pairing codes, staff, sessions, counters in use.

use sea_orm_migration::{prelude::*, schema::*};

use super::m20261122_000001_office_days::{keyed, table};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000002_identity"
    }
}

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait hides the lifetime, so must this"
)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [device(), pairing(), staff(), session(), counter_claim()] {
            manager.create_table(table).await?;
        }
        for (name, table, columns, unique) in [
            ("device_key", "device", &["key_hash"][..], true),
            ("device_revoked", "device", &["revoked"], false),
            ("pairing_code", "pairing", &["code_hash"], true),
            ("staff_name", "staff", &["office_id", "name"], true),
            ("session_staff", "session", &["staff_id"], false),
            ("session_until", "session", &["until"], false),
        ] {
            let mut index = Index::create();
            let _ = index.name(name).table(table);
            for column in columns {
                let _ = index.col(*column);
            }
            if unique {
                let _ = index.unique();
            }
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }
}

fn device() -> TableCreateStatement {
    let columns = [
        uuid("id"),
        text("office_id"),
        text("kind"),
        text("name"),
        blob_null("key_hash"),
        big_integer("created"),
        big_integer_null("paired"),
        boolean("revoked"),
    ];
    keyed(table("device", columns), &["id"])
}

fn pairing() -> TableCreateStatement {
    let columns = [
        uuid("device_id"),
        blob("code_hash"),
        big_integer("until"),
        integer("tries"),
    ];
    keyed(table("pairing", columns), &["device_id"])
}

fn staff() -> TableCreateStatement {
    let columns = [
        uuid("id"),
        text("office_id"),
        text("name"),
        text("role"),
        text_null("password_hash"),
        blob_null("setup_hash"),
        big_integer_null("setup_until"),
        integer("setup_tries"),
        boolean("disabled"),
        big_integer("created"),
    ];
    keyed(table("staff", columns), &["id"])
}

fn session() -> TableCreateStatement {
    let columns = [
        blob("token_hash"),
        uuid("staff_id"),
        uuid("device_id"),
        big_integer("used"),
        big_integer("until"),
    ];
    keyed(table("session", columns), &["token_hash"])
}

fn counter_claim() -> TableCreateStatement {
    let columns = [text("office_id"), integer("counter"), blob("token_hash")];
    keyed(table("counter_claim", columns), &["office_id", "counter"])
}
