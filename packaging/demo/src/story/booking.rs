//! At home: booked through the pages, confirmed from the mail, cancelled by
//! its link, and booked again by someone else.

use anyhow::{Result, ensure};

use super::Story;
use super::citizen::{Person, Ticket};

/// A booking of the story.
pub(super) struct Booking {
    pub(super) person: Person,
    pub(super) ticket: Ticket,
    /// As screens write it: "8:30".
    pub(super) clock: &'static str,
    /// What the code holds, as zbarimg read it.
    pub(super) code: String,
}

/// Who has booked for this day.
pub(super) struct Bookings {
    /// Three concerns, 8:30.
    pub(super) anna: Booking,
    /// 8:20.
    pub(super) bernd: Booking,
    /// 8:10.
    pub(super) clara: Booking,
    /// Something that only counter 3 does, 10:00.
    pub(super) dora: Booking,
    /// The same counter, 11:00, which somebody else had cancelled.
    pub(super) frida: Booking,
}

impl Bookings {
    /// Their numbers.
    pub(super) fn numbers(&self) -> Vec<&str> {
        let all = [
            &self.anna,
            &self.bernd,
            &self.clara,
            &self.dora,
            &self.frida,
        ];
        all.map(|booking| booking.ticket.number.as_str()).to_vec()
    }
}

pub(super) async fn play(story: &mut Story) -> Result<Bookings> {
    let three = ["personalausweis", "meldebescheinigung", "fuehrungszeugnis"];
    let anna = Person::new("Anna Beispiel", "anna@buerger.example");
    let anna = book(story, anna, &three, "8:30").await?;
    picture_of_mails(story).await?;
    let bernd = Person::new("Bernd Muster", "bernd@buerger.example");
    let bernd = book(story, bernd, &["fuehrungszeugnis"], "8:20").await?;
    let clara = Person::new("Clara Muster", "clara@buerger.example");
    let clara = book(story, clara, &["reisepass"], "8:10").await?;
    let dora = Person::new("Dora Beispiel", "dora@buerger.example");
    let dora = book(story, dora, &["rentenantrag"], "10:00").await?;
    let emil = Person::new("Emil Muster", "emil@buerger.example");
    let emil = book(story, emil, &["gewerbe"], "11:00").await?;
    let frida = rebook(story, emil).await?;
    Ok(Bookings {
        anna,
        bernd,
        clara,
        dora,
        frida,
    })
}

async fn book(
    story: &mut Story,
    mut person: Person,
    services: &[&str],
    clock: &'static str,
) -> Result<Booking> {
    let at = story.at(clock).await?;
    let concerns = match services.len() {
        1 => "one concern".to_owned(),
        n => format!("{n} concerns"),
    };
    let words = format!(
        "{} books {concerns} for {clock} through the pages",
        person.citizen.name
    );
    story.step(&words).await?;
    // The pages look the same for everybody: pictures of the longest booking.
    let is_shown = services.len() > 1;
    let town = &story.installation.town;
    person.find(town, services, &at).await?;
    if is_shown {
        let start = format!("{}/{}", town.public(0), town.settings().office.id);
        story.album.address(&start, "page-concerns").await?;
        story.album.page(person.page()?, "page-times").await?;
    }
    person.ask_for(&at).await?;
    if is_shown {
        story.album.page(person.page()?, "page-sent").await?;
    }
    let words = format!("{} confirms from the received mail", person.citizen.name);
    story.step(&words).await?;
    let town = &story.installation.town;
    let ticket = person.confirm(town).await?;
    if is_shown {
        story.album.page(person.page()?, "page-confirmed").await?;
    }
    let code = ticket.decode(town.folder()).await?;
    let words = format!(
        "the second mail brings {} and a code that zbarimg reads",
        ticket.number
    );
    story.step(&words).await?;
    Ok(Booking {
        person,
        ticket,
        clock,
        code,
    })
}

/// Both mails to the first one who books, as a mail program shows them.
async fn picture_of_mails(story: &mut Story) -> Result<()> {
    for (number, name) in [(1, "mail-to-confirm"), (2, "mail-with-ticket")] {
        let address = format!("{}/mail/{number}/html", story.mails);
        story.album.address(&address, name).await?;
    }
    Ok(())
}

/// One cancels; somebody else gets the time at once.
async fn rebook(story: &mut Story, mut emil: Booking) -> Result<Booking> {
    let services = ["gewerbe"];
    let mut frida = Person::new("Frida Beispiel", "frida@buerger.example");
    story.step("Frida Beispiel finds 11:00 taken").await?;
    let at = story.at(emil.clock).await?;
    let town = &story.installation.town;
    ensure!(
        !frida.is_offered(town, &services, &at).await?,
        "the page offers a time that is taken"
    );
    story
        .step("Emil Muster cancels by the link of his mail")
        .await?;
    emil.person
        .cancel(&story.installation.town, &emil.ticket)
        .await?;
    book(story, frida, &services, emil.clock).await
}
