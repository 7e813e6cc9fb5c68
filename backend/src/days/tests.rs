//! Lanes on real databases: SQLite in a temporary folder, and the PostgreSQL
//! of `AUFRUF_TEST_POSTGRES` (`cargo xtask postgres -- cargo test …`).

mod bench;
mod failure;
mod idempotence;
mod journal;
mod limit;
mod live;
mod press;
mod relocation;
mod replica;
mod seat;

/// Runs each test on both databases.
macro_rules! on_both_databases {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::days::tests::bench::Bench::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::days::tests::bench::Bench::postgres().await).await;
            })*
        }
    };
}
use on_both_databases;
