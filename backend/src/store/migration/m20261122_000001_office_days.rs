//! Office days: journal, heads, visits, requests, contact data, outbox,
//! settings, audit.

use sea_orm_migration::{prelude::*, schema::*};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261122_000001_office_days"
    }
}

#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait hides the lifetime, so must this"
)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            installation(),
            settings_document(),
            office_day(),
            day_event(),
            visit(),
            request(),
            contact(),
            outbox(),
            guard(),
            audit(),
        ] {
            manager.create_table(table).await?;
        }
        for (name, table, columns, unique) in [
            ("visit_confirm", "visit", &["confirm_hash"][..], true),
            ("visit_manage", "visit", &["manage_hash"], true),
            ("visit_day", "visit", &["office_id", "service_date"], false),
            ("visit_address", "visit", &["address_hash"], false),
            ("visit_erase", "visit", &["erase_at"], false),
            ("request_at", "request", &["at"], false),
            ("outbox_next", "outbox", &["sent_at", "next_try"], false),
            (
                "outbox_address",
                "outbox",
                &["address_hash", "created"],
                false,
            ),
            ("outbox_visit", "outbox", &["visit_id"], false),
            ("guard_touched", "guard", &["touched"], false),
            ("audit_at", "audit", &["at"], false),
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

pub(super) fn table(
    name: &'static str,
    columns: impl IntoIterator<Item = ColumnDef>,
) -> TableCreateStatement {
    let mut table = Table::create();
    let _ = table.table(name);
    for column in columns {
        let _ = table.col(column);
    }
    table
}

pub(super) fn keyed(mut table: TableCreateStatement, key: &[&'static str]) -> TableCreateStatement {
    let mut index = Index::create();
    for column in key {
        let _ = index.col(*column);
    }
    let _ = table.primary_key(&mut index);
    table
}

fn installation() -> TableCreateStatement {
    let columns = [
        integer("id"),
        text("key_id"),
        boolean("demo"),
        big_integer("created"),
    ];
    let mut table = keyed(table("installation", columns), &["id"]);
    let _ = table.check(Expr::col("id").eq(1));
    table
}

fn settings_document() -> TableCreateStatement {
    let columns = [
        text("office_id"),
        big_integer("version"),
        big_integer("at"),
        text("document"),
    ];
    keyed(
        table("settings_document", columns),
        &["office_id", "version"],
    )
}

fn office_day() -> TableCreateStatement {
    let columns = [
        text("office_id"),
        text("service_date"),
        big_integer("head_seq"),
        text("state"),
    ];
    keyed(table("office_day", columns), &["office_id", "service_date"])
}

fn day_event() -> TableCreateStatement {
    let columns = [
        text("office_id"),
        text("service_date"),
        big_integer("seq"),
        big_integer("at"),
        text("kind"),
        integer("v"),
        text("payload"),
    ];
    keyed(
        table("day_event", columns),
        &["office_id", "service_date", "seq"],
    )
}

fn visit() -> TableCreateStatement {
    let columns = [
        uuid("id"),
        text("office_id"),
        text("service_date"),
        text("state"),
        text_null("number"),
        integer("generation"),
        text("key_id"),
        blob("confirm_hash"),
        blob("manage_hash"),
        blob("check_in_hash"),
        blob_null("address_hash"),
        integer("sequence"),
        big_integer_null("booked_at"),
        big_integer_null("until"),
        big_integer_null("erase_at"),
        big_integer("updated"),
    ];
    keyed(table("visit", columns), &["id"])
}

fn request() -> TableCreateStatement {
    let columns = [
        uuid("request_id"),
        text("actor"),
        blob("fingerprint"),
        text("office_id"),
        text("service_date"),
        big_integer("first_seq"),
        integer("events"),
        big_integer("at"),
    ];
    keyed(table("request", columns), &["request_id"])
}

fn contact() -> TableCreateStatement {
    let columns = [
        uuid("visit_id"),
        text("name"),
        text_null("email"),
        text("phone"),
    ];
    keyed(table("contact", columns), &["visit_id"])
}

fn outbox() -> TableCreateStatement {
    let columns = [
        uuid("id"),
        uuid("visit_id"),
        text("kind"),
        integer("generation"),
        integer("sequence"),
        text("office_id"),
        text("service_date"),
        blob_null("address_hash"),
        big_integer("created"),
        big_integer("next_try"),
        integer("tries"),
        big_integer_null("sent_at"),
    ];
    keyed(table("outbox", columns), &["id"])
}

fn guard() -> TableCreateStatement {
    keyed(
        table("guard", [blob("hash"), big_integer("touched")]),
        &["hash"],
    )
}

fn audit() -> TableCreateStatement {
    let columns = [
        uuid("id"),
        big_integer("at"),
        uuid_null("user_id"),
        uuid_null("device_id"),
        text("action"),
        text_null("office_id"),
        uuid_null("visit_id"),
        text_null("detail"),
    ];
    keyed(table("audit", columns), &["id"])
}
