//! A citizen who books: through the pages, with mails, as a person would.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::{
    browser::{Browser, Page},
    mailbox::Letter,
    smtp::{Mail, SmtpSink},
};

/// How long a mail may take.
const MAIL_MAX: Duration = Duration::from_secs(30);

/// Who books.
#[derive(Debug, Clone, Copy)]
pub struct Citizen<'a> {
    /// Name.
    pub name: &'a str,
    /// Mail address.
    pub email: &'a str,
}

impl Citizen<'_> {
    /// Opens the pages, chooses the concerns and stands before the free times.
    ///
    /// # Errors
    /// If the pages do not go that way.
    pub async fn choose_concerns(
        &self,
        browser: &mut Browser,
        start: &str,
        services: &[&str],
    ) -> Result<()> {
        let page = browser.open(start).await?;
        let mut form = page.form("Weiter zur Uhrzeit")?;
        for service in services {
            form = form.and("service", service);
        }
        let page = browser.submit(&form).await?;
        page.expect("Wann möchten Sie kommen?")
    }

    /// Takes the time that `pick` chooses among those of the shown day, and
    /// stands before the contact form.
    ///
    /// # Errors
    /// If there is none, or it is taken meanwhile.
    pub async fn choose_time(
        &self,
        browser: &mut Browser,
        pick: impl Fn(&[String]) -> Option<String>,
    ) -> Result<String> {
        let page = browser.page()?;
        let times = page.choices("time");
        let time = pick(&times).with_context(|| format!("no fitting time among {times:?}"))?;
        let form = page.form("Weiter zu Ihren Daten")?.with("time", &time);
        browser
            .submit(&form)
            .await?
            .expect("Wie erreichen wir Sie?")?;
        Ok(time)
    }

    /// Gives name and address, checks everything and asks for the appointment.
    ///
    /// # Errors
    /// If the pages do not go that way.
    pub async fn ask(&self, browser: &mut Browser) -> Result<()> {
        let form = browser
            .page()?
            .form("Weiter zur Prüfung")?
            .with("name", self.name)
            .with("email", self.email);
        browser.submit(&form).await?.expect("Stimmt alles?")?;
        let form = browser.page()?.form("Termin anfragen")?;
        browser
            .submit(&form)
            .await?
            .expect("Bitte bestätigen Sie Ihren Termin")
    }

    /// Waits for the newest mail to this citizen with this in its subject.
    ///
    /// # Errors
    /// If none comes.
    pub async fn letter(&self, post: &SmtpSink, subject: &str) -> Result<(Mail, Letter)> {
        let mine = |mail: &Mail| {
            mail.to.contains(self.email)
                && Letter::read(mail).is_some_and(|l| l.subject.contains(subject))
        };
        let mail = post.wait_for(MAIL_MAX, mine).await;
        let mail = mail.with_context(|| format!("no mail {subject:?} to {}", self.email))?;
        let letter = Letter::read(&mail).context("a mail that can be read")?;
        Ok((mail, letter))
    }

    /// Opens the link of the first mail, presses the button, and gets the
    /// second mail.
    ///
    /// # Errors
    /// If anything is missing.
    pub async fn confirm(&self, browser: &mut Browser, post: &SmtpSink) -> Result<Letter> {
        let (_, letter) = self.letter(post, "bestätigen").await?;
        let link = letter.link("/b/").context("no link to confirm")?;
        let page: &Page = browser.open(link).await?;
        let form = page.form("Termin bestätigen")?;
        browser
            .submit(&form)
            .await?
            .expect("Ihr Termin ist bestätigt")?;
        let (_, letter) = self.letter(post, "Ihr Termin am").await?;
        Ok(letter)
    }

    /// The whole way: concerns, the first time of the shown day, confirmation.
    ///
    /// # Errors
    /// If anything is missing.
    pub async fn book(&self, start: &str, services: &[&str], post: &SmtpSink) -> Result<Letter> {
        let mut browser = Browser::new();
        self.choose_concerns(&mut browser, start, services).await?;
        let _ = self
            .choose_time(&mut browser, |times| times.first().cloned())
            .await?;
        self.ask(&mut browser).await?;
        self.confirm(&mut browser, post).await
    }
}
