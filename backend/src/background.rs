//! What runs beside requests: jobs, publishers, hints. No task is forgotten:
//! one that panics would leave screens standing still or mails lying while the
//! server looks well, so it ends the server, and whoever started that starts
//! it anew.

use std::{
    future::Future,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures::FutureExt;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long tasks may take to finish what they have in hand when the server
/// stops (requirement L04: a clean stop within 10 s).
pub(crate) const STOP_MAX: Duration = Duration::from_secs(8);

/// The tasks of one server. Clones share everything.
#[derive(Clone, Default)]
pub struct Background(Arc<Inner>);

#[derive(Default)]
struct Inner {
    shutdown: CancellationToken,
    tasks: TaskTracker,
    failed: AtomicBool,
}

impl Background {
    /// Cancelled when the server stops.
    #[must_use]
    pub fn shutdown(&self) -> &CancellationToken {
        &self.0.shutdown
    }

    /// Runs a task until the server stops; it may be cut off at any moment.
    pub(crate) fn spawn(
        &self,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let shutdown = self.0.shutdown.clone();
        self.spawn_whole(name, async move {
            let _ = shutdown.run_until_cancelled(task).await;
        });
    }

    /// Runs a task that looks at [`Background::shutdown`] itself, and then
    /// finishes what it has in hand.
    pub(crate) fn spawn_whole(
        &self,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let inner = self.0.clone();
        drop(self.0.tasks.spawn(async move {
            // Nothing of the task is used again after a panic.
            if AssertUnwindSafe(task).catch_unwind().await.is_err() {
                tracing::error!(name, "a task panicked: the server stops");
                inner.failed.store(true, Ordering::Release);
                inner.shutdown.cancel();
            }
        }));
    }

    /// Whether a task has panicked.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.0.failed.load(Ordering::Acquire)
    }

    /// Waits for the signal to stop, and then for the tasks, as long as they
    /// may take.
    pub(crate) async fn ended(&self) {
        self.0.shutdown.cancelled().await;
        let _ = self.0.tasks.close();
        let ended = tokio::time::timeout(STOP_MAX, self.0.tasks.wait()).await;
        if ended.is_err() {
            tracing::error!("tasks did not end in time");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_task_that_panics_stops_the_server() {
        let background = Background::default();
        background.spawn("quiet", std::future::pending());
        background.spawn("broken", async { panic!("on purpose") });
        tokio::time::timeout(Duration::from_secs(2), background.ended())
            .await
            .expect("the server stops");
        assert!(background.has_failed());
    }

    #[tokio::test]
    async fn a_stop_cuts_off_what_may_be_and_waits_for_what_must_not() {
        let background = Background::default();
        let done = Arc::new(AtomicBool::new(false));
        let (shutdown, set) = (background.shutdown().clone(), done.clone());
        background.spawn("endless", std::future::pending());
        background.spawn_whole("careful", async move {
            shutdown.cancelled().await;
            tokio::time::sleep(Duration::from_millis(50)).await;
            set.store(true, Ordering::Release);
        });
        background.shutdown().cancel();
        background.ended().await;
        assert!(done.load(Ordering::Acquire));
        assert!(!background.has_failed());
    }
}
