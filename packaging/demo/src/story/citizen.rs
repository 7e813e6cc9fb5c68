//! Someone at home with a browser and a mailbox.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use aufruf_core::check_in_code::CheckInCode;
use aufruf_core::ticket;
use aufruf_tests::browser::{Browser, Page};
use aufruf_tests::citizen::Citizen;
use aufruf_tests::mailbox::Letter;
use aufruf_tests::town::Town;
use jiff::{Timestamp, Zoned};
use tokio::process::Command;

/// How long the decoder may take.
const DECODE_LIMIT: Duration = Duration::from_secs(20);

/// Someone who books.
pub(super) struct Person {
    pub(super) citizen: Citizen<'static>,
    browser: Browser,
}

/// What the second mail brings.
#[derive(Debug, Clone)]
pub(super) struct Ticket {
    /// As it stands on screens: "A 4827".
    pub(super) number: String,
    /// The picture of the code (PNG).
    pub(super) code: Vec<u8>,
    /// Link to the page "Mein Termin".
    manage: String,
}

impl Person {
    pub(super) fn new(name: &'static str, email: &'static str) -> Self {
        Self {
            citizen: Citizen { name, email },
            browser: Browser::new(),
        }
    }

    /// Chooses concerns; whether the page then offers this time.
    pub(super) async fn is_offered(
        &mut self,
        town: &Town,
        services: &[&str],
        at: &Zoned,
    ) -> Result<bool> {
        let office = town.settings().office.id.as_str();
        let start = format!("{}/{office}", town.public(0));
        self.citizen
            .choose_concerns(&mut self.browser, &start, services)
            .await?;
        let day = format!("/{office}/zeit?tag={}&alle=1", at.date());
        let offered = self.browser.open(&day).await?.choices("time");
        Ok(pick(&offered, at).is_some())
    }

    /// Chooses concerns and stands before the times, this one among them.
    pub(super) async fn find(&mut self, town: &Town, services: &[&str], at: &Zoned) -> Result<()> {
        ensure!(
            self.is_offered(town, services, at).await?,
            "{} is not offered to {}",
            at.time(),
            self.citizen.name
        );
        Ok(())
    }

    /// Takes the time and fills in all pages; the first mail follows.
    pub(super) async fn ask_for(&mut self, at: &Zoned) -> Result<()> {
        let _ = self
            .citizen
            .choose_time(&mut self.browser, |offered| pick(offered, at))
            .await?;
        self.citizen.ask(&mut self.browser).await
    }

    /// The page that the browser shows.
    pub(super) fn page(&self) -> Result<&Page> {
        self.browser.page()
    }

    /// Presses the button behind the link of the first mail.
    pub(super) async fn confirm(&mut self, town: &Town) -> Result<Ticket> {
        let letter = self.citizen.confirm(&mut self.browser, town.mail()).await?;
        let ticket = Ticket::of(&letter)?;
        let shown = self
            .browser
            .page()?
            .texts(".ticket-number")
            .into_iter()
            .next();
        ensure!(
            shown.as_deref() == Some(&ticket.number),
            "the page shows {shown:?}, the mail {}",
            ticket.number
        );
        Ok(ticket)
    }

    /// Cancels by the link of the mail.
    pub(super) async fn cancel(&mut self, town: &Town, ticket: &Ticket) -> Result<()> {
        self.browser
            .open(&ticket.manage)
            .await?
            .expect(&ticket.number)?;
        let page = self.browser.follow("Termin absagen").await?;
        let form = page.form("Ja, Termin absagen")?;
        self.browser
            .submit(&form)
            .await?
            .expect("Dieser Termin ist abgesagt")?;
        let _ = self.citizen.letter(town.mail(), "Abgesagt").await?;
        Ok(())
    }
}

/// The value of a time among those that a page offers.
fn pick(offered: &[String], at: &Zoned) -> Option<String> {
    let wanted = at.timestamp();
    let is_it = |time: &&String| time.parse::<Timestamp>().ok() == Some(wanted);
    offered.iter().find(is_it).cloned()
}

impl Ticket {
    /// Reads the mail with the ticket.
    pub(super) fn of(letter: &Letter) -> Result<Self> {
        let number = letter
            .text
            .lines()
            .map(str::trim)
            .find(|line| is_number(line));
        Ok(Self {
            number: number.context("the mail has no number")?.to_owned(),
            code: letter
                .part("qr-code.png")
                .context("the mail has no code")?
                .to_vec(),
            manage: letter
                .link("/m/")
                .context("the mail has no link")?
                .to_owned(),
        })
    }

    /// The content of the code, read by a foreign program.
    pub(super) async fn decode(&self, folder: &Path) -> Result<String> {
        let file = folder.join("code.png");
        std::fs::write(&file, &self.code)?;
        let run = Command::new("zbarimg")
            .args(["--quiet", "--raw"])
            .arg(&file)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .output();
        let output = tokio::time::timeout(DECODE_LIMIT, run)
            .await
            .context("zbarimg hangs")?
            .context("cannot start zbarimg; run: cargo xtask setup")?;
        let read = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        match CheckInCode::parse(&read) {
            Some(code) if code.as_str() == read => Ok(read),
            _ => bail!("zbarimg does not read a check-in code in the mail's picture"),
        }
    }
}

/// "A 4827": a letter, a space, four digits with a right check digit.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix("A ").filter(|digits| digits.len() == 4);
    digits
        .and_then(|digits| digits.parse().ok())
        .is_some_and(ticket::is_appointment_number)
}
