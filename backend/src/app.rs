//! Everything that handlers and jobs share, put together once at start.

use std::{ops::Deref, path::Path, sync::Arc};

use anyhow::{Context, bail};
use jiff::SignedDuration;
use tokio_util::sync::CancellationToken;

use crate::{
    auth::{Auth, monitor::Monitor},
    background::Background,
    clock::Clock,
    config::Config,
    days::{Days, Parts},
    live::{self, Live},
    notify::{self, Hints},
    secrets::Secrets,
    settings::SettingsCache,
    store::{Purpose, Store},
};

/// The running application. Clones share everything.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] gives access to.
pub struct Inner {
    /// The database.
    pub store: Store,
    /// The office days: the only way to change one.
    pub days: Days,
    /// Live views.
    pub live: Live,
    /// The settings of the offices.
    pub settings: SettingsCache,
    /// The time.
    pub clock: Clock,
    /// What the operator set.
    pub config: Config,
    /// Who is asking.
    pub auth: Auth,
    /// The installation key and what is derived from it.
    pub secrets: Secrets,
    /// Cancelled when the server stops: streams and jobs end.
    pub shutdown: CancellationToken,
    /// What runs beside requests.
    pub background: Background,
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Opens the database and the key, which are made if there are none.
///
/// # Errors
/// If one of them cannot be opened.
pub async fn open(config: &Config) -> anyhow::Result<(Store, Secrets)> {
    make_folder(&config.data_dir)
        .with_context(|| format!("cannot make {}", config.data_dir.display()))?;
    let secrets = Secrets::open_or_create(&config.key_file())?;
    Ok((Store::open(&config.database_url()).await?, secrets))
}

/// The folder holds names and addresses: it is made for its owner only.
fn make_folder(path: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    let _ = folder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        let _ = folder.mode(0o700);
    }
    folder.create(path)
}

impl App {
    /// Opens the database, brings its tables up to date and starts what works
    /// in the background of the days: the notifier between replicas.
    ///
    /// # Errors
    /// If the database cannot be opened or is of a newer release, the key is
    /// missing or another one than the database was made with, or a movable
    /// clock meets a database that was not created for a demo. A new database
    /// is created for a demo if the given clock is movable.
    pub async fn build(config: Config, clock: Clock) -> anyhow::Result<Self> {
        let monitor = Monitor::open(config.metrics_token_file.as_deref())?;
        let (store, secrets) = open(&config).await?;
        let made_as = store
            .prepare(&secrets.key_id(), Purpose::of(&clock))
            .await?;
        let clock = match (
            made_as,
            clock.is_movable() || config.test_clock_offset_s != 0,
        ) {
            (Purpose::Demo, false) => Clock::movable(SignedDuration::ZERO),
            (Purpose::Demo, true) if !clock.is_movable() => {
                Clock::movable(SignedDuration::from_secs(config.test_clock_offset_s))
            }
            (Purpose::Office, true) => {
                store.close().await.context("closing the database")?;
                bail!("the clock can be moved only with a database made by `migrate --demo`");
            }
            _ => clock,
        };
        let background = Background::default();
        let shutdown = background.shutdown().clone();
        let settings = SettingsCache::new(store.clone());
        let hints = Hints::default();
        let days = Days::new(Parts {
            store: store.clone(),
            settings: settings.clone(),
            clock: clock.clone(),
            secrets: secrets.clone(),
            hints: hints.clone(),
            shutdown: shutdown.clone(),
        });
        let live = Live::new(live::Parts {
            days: days.clone(),
            settings: settings.clone(),
            clock: clock.clone(),
            hints: hints.clone(),
            background: background.clone(),
            phone_url: config.phone_url().map(str::to_owned),
        });
        notify::start(&store, &live, &hints, &background);
        Ok(Self(Arc::new(Inner {
            store,
            days,
            live,
            settings,
            clock,
            auth: Auth {
                monitor,
                ..Auth::new()
            },
            config,
            secrets,
            shutdown,
            background,
        })))
    }

    /// Ends the streams, jobs and lanes, which finish what they have taken, and
    /// closes the database.
    pub async fn close(self) {
        self.shutdown.cancel();
        self.background.ended().await;
        self.days.stop().await;
        if let Err(error) = self.store.close().await {
            tracing::error!(%error, "the database was not closed cleanly");
        }
    }
}
