//! A screen of its own for each program: looked at, read, tapped and typed at
//! as a person would.

mod lettering;
mod pad;
mod picture;
mod reading;
mod server;
mod wanted;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use image::{DynamicImage, RgbImage};
use tempfile::TempDir;
use tokio::process::Command;

use pad::Pad;
use picture::{Area, Size};
use reading::{Lines, Way};
use server::Server;
use wanted::Wanted;

/// How long a program may take to answer a key before a look is worth it.
const ANSWER: Duration = Duration::from_millis(250);

/// How often a screen is looked at while waiting.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Pages that are turned at most.
const PAGES_MAX: usize = 12;

/// How long a screen may take to show what it should.
const PATIENCE: Duration = Duration::from_secs(30);

/// A virtual screen.
pub(crate) struct Screen {
    name: &'static str,
    server: Server,
    size: Size,
    /// Holds the frame buffer; dropped after the server.
    folder: TempDir,
    seen: Option<Seen>,
}

/// What was on the screen when it was last looked at, and what was read of it.
struct Seen {
    dump: Vec<u8>,
    picture: DynamicImage,
    readings: Vec<Lines>,
}

impl Screen {
    /// Starts a screen of this size.
    pub(crate) async fn start(name: &'static str, width: u32, height: u32) -> Result<Self> {
        let size = Size { width, height };
        let folder = tempfile::Builder::new().prefix("aufruf-screen").tempdir()?;
        let server = Server::start(size, folder.path()).await?;
        Ok(Self {
            name,
            server,
            size,
            folder,
            seen: None,
        })
    }

    /// The value for `DISPLAY`.
    pub(crate) fn display(&self) -> &str {
        &self.server.display
    }

    /// Waits until all of this is seen, and answers where, in the order asked.
    pub(crate) async fn see(&mut self, wanted: &[&str]) -> Result<Vec<Area>> {
        let wanted: Vec<Wanted> = wanted.iter().map(|text| Wanted::from(*text)).collect();
        let since = Instant::now();
        loop {
            let places = self.find(&wanted).await?;
            let missing: Vec<String> = wanted
                .iter()
                .zip(&places)
                .filter(|(_, place)| place.is_none())
                .map(|(wanted, _)| wanted.to_string())
                .collect();
            if missing.is_empty() {
                return Ok(places.into_iter().flatten().collect());
            }
            if since.elapsed() > PATIENCE {
                bail!(
                    "{}: {} not seen within {PATIENCE:?}",
                    self.name,
                    missing.join(", ")
                );
            }
            self.wait_for_change(since).await?;
        }
    }

    /// Waits until none of this is seen any more while all of that is.
    pub(crate) async fn see_without(&mut self, wanted: &[&str], gone: &[&str]) -> Result<()> {
        let gone: Vec<Wanted> = gone.iter().map(|text| Wanted::from(*text)).collect();
        let since = Instant::now();
        loop {
            let _ = self.see(wanted).await?;
            let left = self.find(&gone).await?;
            if left.iter().all(Option::is_none) {
                return Ok(());
            }
            if since.elapsed() > PATIENCE {
                let left: Vec<String> = gone.iter().map(ToString::to_string).collect();
                bail!(
                    "{}: {} still seen after {PATIENCE:?}",
                    self.name,
                    left.join(", ")
                );
            }
            self.wait_for_change(since).await?;
        }
    }

    /// Waits until the screen changes, and a little longer, and keeps in mind
    /// what it then shows: for what must be answered before it can be read.
    pub(crate) async fn glimpse(&mut self, longer: Duration) -> Result<()> {
        self.wait_for_change(Instant::now()).await?;
        tokio::time::sleep(longer).await;
        self.look()
    }

    /// Reads what was kept in mind: all of this must be there.
    pub(crate) async fn remember(&mut self, wanted: &[&str]) -> Result<()> {
        let wanted: Vec<Wanted> = wanted.iter().map(|text| Wanted::from(*text)).collect();
        let places = self.find_seen(&wanted).await?;
        let missing = wanted
            .iter()
            .zip(&places)
            .find(|(_, place)| place.is_none());
        match missing {
            Some((wanted, _)) => bail!("{}: {wanted} was not seen in time", self.name),
            None => Ok(()),
        }
    }

    /// Whether this is on the screen now.
    pub(crate) async fn shows(&mut self, wanted: &str) -> Result<bool> {
        let places = self.find(&[Wanted::from(wanted)]).await?;
        Ok(places.iter().all(Option::is_some))
    }

    /// Waits for these words and clicks on them.
    pub(crate) async fn click(&mut self, wanted: &str) -> Result<()> {
        let places = self.see(&[wanted]).await?;
        self.click_at(places[0].middle()).await
    }

    /// Waits for both and clicks on that of these words which stands nearest to
    /// the height of the others: a button in a row.
    pub(crate) async fn click_beside(&mut self, wanted: &str, row: &str) -> Result<()> {
        let row = self.see(&[row, wanted]).await?[0].middle().1;
        let places = self.places(wanted).await?.into_iter();
        let nearest = places.min_by_key(|place| place.middle().1.abs_diff(row));
        self.click_at(nearest.context("it was just seen")?.middle())
            .await
    }

    /// Waits for these words and clicks where they stand lowest.
    pub(crate) async fn click_lowest(&mut self, wanted: &str) -> Result<()> {
        let _ = self.see(&[wanted]).await?;
        let places = self.places(wanted).await?.into_iter();
        let lowest = places.max_by_key(|place| place.middle().1);
        self.click_at(lowest.context("it was just seen")?.middle())
            .await
    }

    /// Every place where this stands, in any way of reading.
    async fn places(&mut self, wanted: &str) -> Result<Vec<Area>> {
        let wanted = Wanted::from(wanted);
        let mut places = Vec::new();
        for at in 0..self.ways().len() {
            places.extend(wanted.find(self.reading(at).await?));
        }
        Ok(places)
    }

    /// Reads a ticket number that nobody told: the first that is accepted.
    pub(crate) async fn read_number(&mut self, is_it: impl Fn(&str) -> bool) -> Result<String> {
        let since = Instant::now();
        loop {
            self.look()?;
            for at in 0..self.ways().len() {
                let numbers = wanted::numbers(self.reading(at).await?);
                if let Some(number) = numbers.into_iter().find(|number| is_it(number)) {
                    return Ok(number);
                }
            }
            if since.elapsed() > PATIENCE {
                bail!("{}: no number seen within {PATIENCE:?}", self.name);
            }
            self.wait_for_change(since).await?;
        }
    }

    /// Clicks on a point.
    pub(crate) async fn click_at(&mut self, (x, y): (u32, u32)) -> Result<()> {
        ensure!(
            x < self.size.width && y < self.size.height,
            "a click beside the screen"
        );
        let (x, y) = (x.to_string(), y.to_string());
        self.xdotool(&["mousemove", &x, &y, "sleep", "0.05", "click", "1"])
            .await
    }

    /// Turns pages by this button until the words are seen.
    pub(crate) async fn turn_pages_to(&mut self, wanted: &str, on: &str) -> Result<()> {
        for _ in 0..PAGES_MAX {
            if self.shows(wanted).await? {
                return Ok(());
            }
            self.click(on).await?;
            self.wait_for_change(Instant::now()).await?;
        }
        bail!("{}: {wanted:?} is on none of {PAGES_MAX} pages", self.name)
    }

    /// Where the key with this digit lies on a number pad. Readers miss single
    /// digits; where some keys lie tells where the others do.
    pub(crate) async fn number_key(&mut self, digit: char) -> Result<(u32, u32)> {
        let since = Instant::now();
        loop {
            self.look()?;
            let mut pad = Pad::default();
            for at in 0..self.ways().len() {
                pad.note(self.reading(at).await?);
                if let Some(place) = pad.key(digit) {
                    return Ok(place);
                }
            }
            if since.elapsed() > PATIENCE {
                bail!(
                    "{}: the key {digit} not seen within {PATIENCE:?}",
                    self.name
                );
            }
            self.wait_for_change(since).await?;
        }
    }

    /// Presses a key, named as X does (`F9`, `ctrl+f`, `Return`).
    pub(crate) async fn key(&mut self, key: &str) -> Result<()> {
        self.xdotool(&["key", "--clearmodifiers", key]).await
    }

    /// Types text, by default as a person does.
    pub(crate) async fn type_text(&mut self, text: &str) -> Result<()> {
        self.xdotool(&["type", "--clearmodifiers", "--delay", "30", text])
            .await
    }

    /// Types as a scanner does: fast, and Return at the end.
    pub(crate) async fn scan(&mut self, code: &str) -> Result<()> {
        self.xdotool(&["type", "--delay", "5", code]).await?;
        self.key("Return").await
    }

    async fn xdotool(&self, arguments: &[&str]) -> Result<()> {
        let run = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", self.display())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .status();
        let status = tokio::time::timeout(PATIENCE, run)
            .await
            .context("xdotool hangs")?
            .context("cannot start xdotool; run: cargo xtask setup")?;
        ensure!(
            status.success(),
            "xdotool {} failed ({status})",
            arguments[0]
        );
        tokio::time::sleep(ANSWER).await;
        Ok(())
    }

    /// What the screen shows now.
    pub(crate) fn picture(&self) -> Result<RgbImage> {
        picture::decode(&self.dump()?)
    }

    /// Writes what the screen shows as a PNG picture.
    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        self.picture()?
            .save(path)
            .with_context(|| path.display().to_string())
    }

    /// Everything that is read on the screen now, for a person to look at.
    pub(crate) async fn text(&mut self) -> Result<String> {
        self.look()?;
        let mut text = String::new();
        for (at, way) in self.ways().iter().enumerate() {
            writeln!(text, "== {} {way:?}", self.name)?;
            for line in self.reading(at).await? {
                let words: Vec<&str> = line.iter().map(|word| word.text.as_str()).collect();
                writeln!(text, "{}", words.join(" "))?;
            }
        }
        Ok(text)
    }

    fn dump(&self) -> Result<Vec<u8>> {
        let file = self.folder.path().join("Xvfb_screen0");
        std::fs::read(&file).with_context(|| file.display().to_string())
    }

    /// Looks at the screen; what was read stays as long as nothing changed.
    fn look(&mut self) -> Result<()> {
        let dump = self.dump()?;
        if self.seen.as_ref().is_none_or(|seen| seen.dump != dump) {
            let picture = DynamicImage::ImageRgb8(picture::decode(&dump)?);
            let readings = Vec::new();
            self.seen = Some(Seen {
                dump,
                picture,
                readings,
            });
        }
        Ok(())
    }

    async fn wait_for_change(&mut self, since: Instant) -> Result<()> {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let changed = self
                .seen
                .as_ref()
                .is_none_or(|seen| self.dump().is_ok_and(|dump| dump != seen.dump));
            if changed || since.elapsed() > PATIENCE {
                return self.look();
            }
        }
    }

    /// Where each of these stands now, reading one way after the other until
    /// all are found.
    async fn find(&mut self, wanted: &[Wanted]) -> Result<Vec<Option<Area>>> {
        self.look()?;
        self.find_seen(wanted).await
    }

    async fn find_seen(&mut self, wanted: &[Wanted]) -> Result<Vec<Option<Area>>> {
        let mut places = vec![None; wanted.len()];
        for at in 0..self.ways().len() {
            let lines = self.reading(at).await?;
            for (wanted, place) in wanted.iter().zip(&mut places) {
                if place.is_none() {
                    *place = wanted.find(lines).into_iter().next();
                }
            }
            if places.iter().all(Option::is_some) {
                break;
            }
        }
        Ok(places)
    }

    fn ways(&self) -> &'static [Way] {
        Way::of(self.size)
    }

    /// What was read in one of the ways, reading only when needed.
    async fn reading(&mut self, at: usize) -> Result<&Lines> {
        let ways = self.ways();
        let seen = self.seen.as_mut().context("the screen was looked at")?;
        while seen.readings.len() <= at {
            let way = ways[seen.readings.len()];
            seen.readings.push(reading::read(&seen.picture, way).await?);
        }
        Ok(&seen.readings[at])
    }
}
