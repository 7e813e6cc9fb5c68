//! The pictures of the story: of screens, and of pages as a browser shows them.

mod copy;

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use aufruf_tests::browser::Page;
use tempfile::TempDir;
use tokio::process::Command;

/// How long the browser may take for a picture.
const LIMIT: Duration = Duration::from_secs(60);

/// Width and height of the browser's window. Pixels.
const WINDOW: &str = "1000,1500";

/// A folder with numbered pictures.
pub(super) struct Album {
    folder: PathBuf,
    pictures: usize,
    /// What the browser keeps.
    browser: TempDir,
}

impl Album {
    /// An empty folder.
    pub(super) fn open(folder: PathBuf) -> Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(Self {
            folder,
            pictures: 0,
            browser: tempfile::Builder::new().prefix("aufruf-album").tempdir()?,
        })
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file for the next picture.
    pub(super) fn next(&mut self, name: &str) -> PathBuf {
        self.pictures += 1;
        self.folder.join(format!("{:02}-{name}.png", self.pictures))
    }

    /// A picture of a page that was already loaded: its address alone would
    /// not bring it again, it belongs to a session.
    pub(super) async fn page(&mut self, page: &Page, name: &str) -> Result<()> {
        let copy = copy::serve(page).await?;
        self.address(&copy, name).await
    }

    /// A picture of what is at an address.
    pub(super) async fn address(&mut self, address: &str, name: &str) -> Result<()> {
        let path = self.next(name);
        let run = Command::new("chromium")
            // Root has no sandbox.
            .args(["--headless=new", "--no-sandbox"])
            .args(["--disable-gpu", "--hide-scrollbars", "--no-first-run"])
            // Fonts first: this time stands still while something is loading.
            .arg("--virtual-time-budget=5000")
            .arg(format!("--user-data-dir={}", self.browser.path().display()))
            .arg(format!("--window-size={WINDOW}"))
            .arg(format!("--screenshot={}", path.display()))
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .status();
        let status = tokio::time::timeout(LIMIT, run)
            .await
            .context("chromium hangs")?
            .context("cannot start chromium; run: cargo xtask setup")?;
        ensure!(
            status.success() && path.is_file(),
            "chromium made no picture ({status})"
        );
        Ok(())
    }
}
