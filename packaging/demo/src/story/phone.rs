//! By phone: booked at the desk, without a mail address.

use anyhow::Result;

use super::booking::Bookings;
use super::citizen::is_number;
use super::{Story, desk};
use crate::installation::Part;

/// Who called.
pub(super) struct Caller {
    /// Read off the desk: there is no mail.
    pub(super) number: String,
}

/// Her name, as the desk finds her by.
const NAME: &str = "Gerda Lang";

/// What she wants, as the desk lists it, and the beginning that a clerk types.
const CONCERN: (&str, &str) = ("Fischereischein beantragen oder verlängern", "Fischerei");

/// When.
const CLOCK: &str = "9:10";

pub(super) async fn play(story: &mut Story, bookings: &Bookings) -> Result<Caller> {
    story
        .step("Gerda Lang calls, and the clerk books 9:10 for her without e-mail")
        .await?;
    desk::press(story, "F8").await?;
    let _ = story
        .desk
        .see(&["Termin geben", "Noch nichts gewählt"])
        .await?;
    story.desk.type_text(CONCERN.1).await?;
    story.desk.click(CONCERN.0).await?;
    let _ = story.desk.see(&["Gewählt:"]).await?;
    desk::press(story, "F9").await?;
    let _ = story.desk.see(&["Wann?", CLOCK]).await?;
    story.picture(Part::Desk, "free-times")?;
    story.desk.click(CLOCK).await?;
    let _ = story
        .desk
        .see(&["Für wen?", "Telefon (freiwillig)"])
        .await?;
    story.desk.type_text(NAME).await?;
    let _ = story.desk.see(&[NAME]).await?;
    desk::press(story, "F9").await?;
    let _ = story
        .desk
        .see(&["Der Termin ist gebucht", "Bitte vorlesen"])
        .await?;
    let known = bookings.numbers();
    let number = story
        .desk
        .read_number(|read| is_number(read) && !known.contains(&read))
        .await?;
    story.picture(Part::Desk, "booked")?;
    story.step(&format!("the clerk reads out {number}")).await?;
    desk::press(story, "F9").await?;
    let _ = story
        .desk
        .see(&["Gerade wartet niemand für diesen Schalter"])
        .await?;
    Ok(Caller { number })
}

/// She comes without a code; the clerk finds her by name.
pub(super) async fn check_in(story: &mut Story, caller: &Caller) -> Result<()> {
    desk::log_in_again(story).await?;
    story
        .step("Gerda Lang comes to the desk, is found by her name and checked in by hand")
        .await?;
    desk::press(story, "ctrl+f").await?;
    let _ = story.desk.see(&["Nummer, Name oder Uhrzeit"]).await?;
    story.desk.type_text("Lang").await?;
    story.desk.key("Return").await?;
    let _ = story.desk.see(&[NAME]).await?;
    story.picture(Part::Desk, "found")?;
    story.desk.click(NAME).await?;
    let _ = story.desk.see(&["Ist da, einchecken"]).await?;
    desk::press(story, "F9").await?;
    let _ = story.desk.see(&["Als Nächstes", &caller.number]).await?;
    Ok(())
}
