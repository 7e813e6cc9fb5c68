//! In the morning: a counter is closed for the rest of the day. Those whom that
//! leaves without one are listed, and one of them is moved.

use anyhow::{Result, ensure};

use super::booking::Bookings;
use super::citizen::{Ticket, is_number};
use super::{Story, desk};
use crate::installation::Part;

/// The counter whose clerk is ill.
const COUNTER: &str = "Schalter 3";

/// What the row's button says.
const WITHDRAW: &str = "Heute nicht mehr besetzen";

pub(super) async fn play(story: &mut Story, bookings: &Bookings) -> Result<()> {
    story
        .step("counter 3 is closed for the rest of the day")
        .await?;
    desk::press(story, "ctrl+b").await?;
    let _ = story
        .desk
        .see(&["Schalter für heute", "Alle Termine passen"])
        .await?;
    story.desk.click_beside(WITHDRAW, COUNTER).await?;
    let _ = story
        .desk
        .see(&["Schalter 3 heute nicht mehr besetzen?"])
        .await?;
    desk::press(story, "F9").await?;
    story
        .step("the desk lists the bookings that no longer fit")
        .await?;
    let (dora, frida) = (&bookings.dora, &bookings.frida);
    let wanted = [
        "Diese Termine passen nicht mehr",
        &dora.ticket.number,
        &frida.ticket.number,
    ];
    let _ = story.desk.see(&wanted).await?;
    story.picture(Part::Desk, "misfits")?;
    move_to_tomorrow(story, bookings).await
}

async fn move_to_tomorrow(story: &mut Story, bookings: &Bookings) -> Result<()> {
    let dora = &bookings.dora;
    story
        .step("Dora Beispiel's appointment is moved to the next day")
        .await?;
    story.desk.click(&dora.ticket.number).await?;
    let _ = story
        .desk
        .see(&[&format!("{} verschieben", dora.ticket.number)])
        .await?;
    let tomorrow = story.now().await?.tomorrow()?;
    // The first day with free times is chosen already.
    let _ = story.desk.see(&["Freitag", dora.clock]).await?;
    story.picture(Part::Desk, "other-days")?;
    // Above stands the old time, which is the same.
    story.desk.click_lowest(dora.clock).await?;
    let _ = story.desk.see(&["verschieben?"]).await?;
    story.picture(Part::Desk, "move-sure")?;
    desk::press(story, "F9").await?;
    let _ = story
        .desk
        .see(&["Der Termin ist verschoben", "Bitte vorlesen"])
        .await?;
    let known = bookings.numbers();
    let shown = story
        .desk
        .read_number(|read| is_number(read) && !known.contains(&read))
        .await?;
    story.picture(Part::Desk, "moved")?;

    story
        .step("Dora Beispiel gets a mail with the new time and the new number")
        .await?;
    let town = &story.installation.town;
    let (_, letter) = dora.person.citizen.letter(town.mail(), "Neue Zeit").await?;
    let date = tomorrow.strftime("%d.%m.%Y").to_string();
    ensure!(
        letter.subject.contains(&date),
        "the mail says {}",
        letter.subject
    );
    let ticket = Ticket::of(&letter)?;
    ensure!(
        ticket.number == shown,
        "the desk shows {shown}, the mail {}",
        ticket.number
    );
    let _ = ticket.decode(town.folder()).await?;
    desk::press(story, "F9").await?;
    let _ = story
        .desk
        .see(&["Gerade wartet niemand für diesen Schalter"])
        .await?;
    Ok(())
}
