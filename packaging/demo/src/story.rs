//! A day that plays itself, on real windows, and is believed only as far as it
//! is seen: citizens use pages and mails as a browser does, everything else is
//! read off the screens, tapped and typed.

mod album;
mod booking;
mod check_in;
mod citizen;
mod closing;
mod counter;
mod desk;
mod phone;

use std::env;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use jiff::Zoned;

use album::Album;

use crate::camera::Camera;
use crate::installation::{Installation, Part, Window};
use crate::program::Program;
use crate::screen::Screen;
use crate::standing::screen_size;
use crate::{mail_page, say};

/// Before the office opens, so that times of the same morning can still be
/// booked. Minutes.
const START_MIN: i64 = 6 * 60;

/// The whole story.
const LIMIT: Duration = Duration::from_secs(15 * 60);

/// Everything that takes part.
pub(crate) struct Story {
    // Fields drop in this order: the programs end before their screens.
    programs: Vec<Program>,
    kiosk: Screen,
    display: Screen,
    desk: Screen,
    installation: Installation,
    camera: Camera,
    /// Address of the page that shows the mails.
    mails: String,
    album: Album,
    began: Instant,
    step: String,
}

/// Plays the story; its error names the step that failed.
pub(crate) async fn run() -> Result<()> {
    let mut story = Story::open().await?;
    let played = match tokio::time::timeout(LIMIT, story.play()).await {
        Ok(played) => played,
        Err(_) => Err(anyhow::anyhow!("the story took longer than {LIMIT:?}")),
    };
    let Err(error) = played else {
        say(&format!(
            "\nAll seen. Pictures: {}",
            story.album.folder().display()
        ));
        return Ok(());
    };
    story.keep_evidence().await;
    Err(error.context(format!("failed at “{}”", story.step)))
}

impl Story {
    async fn open() -> Result<Self> {
        let began = Instant::now();
        let album = env::current_exe()?
            .ancestors()
            .nth(2)
            .context("this program lies in the target folder")?
            .join("story");
        let album = Album::open(album)?;
        let installation = Installation::start(START_MIN).await?;
        let mails = mail_page::start(installation.town.mail().clone(), None).await?;
        let camera = Camera::new(installation.town.folder().join("camera"))?;
        let open = async |part: Part| {
            let (width, height) = screen_size(part);
            Screen::start(part.name(), width, height).await
        };
        let (kiosk, display, desk) = (
            open(Part::Kiosk).await?,
            open(Part::Display).await?,
            open(Part::Desk).await?,
        );
        let mut programs = Vec::new();
        for (part, screen) in [
            (Part::Kiosk, &kiosk),
            (Part::Display, &display),
            (Part::Desk, &desk),
        ] {
            let frames = (part == Part::Kiosk).then(|| camera.folder());
            programs.push(
                installation
                    .open(part, Window::Full(screen.display()), frames)
                    .await?,
            );
        }
        Ok(Self {
            programs,
            kiosk,
            display,
            desk,
            installation,
            camera,
            mails,
            album,
            began,
            step: "start".to_owned(),
        })
    }

    async fn play(&mut self) -> Result<()> {
        let bookings = booking::play(self).await?;
        self.clock_to("07:20").await?;
        desk::log_in(self).await?;
        closing::play(self, &bookings).await?;
        let caller = phone::play(self, &bookings).await?;
        self.clock_to("08:02").await?;
        let walk_in = check_in::play(self, &bookings, &caller).await?;
        self.clock_to("08:29").await?;
        counter::play(self, &bookings, &walk_in, &caller).await?;
        self.step("the journal is folded afresh and agrees with what is stored")
            .await?;
        self.installation.town.verify().await
    }

    /// Begins a step, and prints it with the time since the start and the
    /// office's clock.
    async fn step(&mut self, words: &str) -> Result<()> {
        words.clone_into(&mut self.step);
        for program in &mut self.programs {
            if let Some(status) = program.ended() {
                bail!(
                    "the {} has ended ({status})\n{}",
                    program.name(),
                    program.last_words()
                );
            }
        }
        let clock = self.now().await?.strftime("%a %H:%M").to_string();
        say(&format!(
            "{:6.1} s  {clock}  {words}",
            self.began.elapsed().as_secs_f32()
        ));
        Ok(())
    }

    /// The office's local time.
    async fn now(&self) -> Result<Zoned> {
        let town = &self.installation.town;
        Ok(town.now().await?.in_tz(&town.settings().office.zone)?)
    }

    /// This clock time on the story's day.
    async fn at(&self, clock: &str) -> Result<Zoned> {
        let time: jiff::civil::Time = format!("{clock:0>5}").parse()?;
        Ok(self.now().await?.with().time(time).build()?)
    }

    /// Puts the clock forward to a time of the same day.
    async fn clock_to(&mut self, clock: &str) -> Result<()> {
        let ahead = self
            .at(clock)
            .await?
            .duration_since(&self.now().await?)
            .as_secs();
        self.forward(1 + u32::try_from(ahead).context("the clock goes forward only")?)
            .await
    }

    /// Puts the clock forward. Seconds.
    async fn forward(&mut self, seconds: u32) -> Result<()> {
        self.installation.town.advance(seconds).await?;
        let clock = self.now().await?.strftime("%H:%M").to_string();
        self.step(&format!("the clock is put forward to {clock}"))
            .await
    }

    fn screen(&mut self, part: Part) -> &mut Screen {
        match part {
            Part::Kiosk => &mut self.kiosk,
            Part::Display => &mut self.display,
            Part::Desk => &mut self.desk,
        }
    }

    /// Takes a picture of a screen for the album.
    fn picture(&mut self, part: Part, name: &str) -> Result<()> {
        let path = self.album.next(&format!("{}-{name}", part.name()));
        self.screen(part).save(&path)
    }

    /// After a failure: what each screen showed, as pictures and as read.
    async fn keep_evidence(&mut self) {
        let mut text = format!("{}\n", self.step);
        for part in Part::ALL {
            let path = self
                .album
                .folder()
                .join(format!("failed-{}.png", part.name()));
            if let Err(error) = self.screen(part).save(&path) {
                let _ = writeln!(text, "{error:#}");
            }
            let read = self.screen(part).text().await;
            text += &read.unwrap_or_else(|error| format!("{error:#}"));
        }
        for program in &self.programs {
            let _ = writeln!(
                text,
                "== log of {}\n{}",
                program.name(),
                program.last_words()
            );
        }
        let path = self.album.folder().join("failed.txt");
        if std::fs::write(&path, text).is_ok() {
            say(&format!("What was seen: {}", path.display()));
        }
    }
}
