//! At the terminal in the entrance: by camera, by number, by scanner, and
//! without an appointment. At the desk: by hand.

use anyhow::Result;

use super::Story;
use super::booking::{Booking, Bookings};
use super::phone::{self, Caller};
use crate::installation::Part;

/// What a walk-in wants.
const WALK_IN_CONCERN: &str = "Meldebescheinigung";

/// Answers the number that was drawn.
pub(super) async fn play(
    story: &mut Story,
    bookings: &Bookings,
    caller: &Caller,
) -> Result<String> {
    story
        .step("the terminal asks whether there is an appointment")
        .await?;
    let _ = story
        .kiosk
        .see(&[
            "Haben Sie einen Termin?",
            "Ja, mit Termin",
            "Nein, ohne Termin",
        ])
        .await?;
    story.picture(Part::Kiosk, "start")?;
    by_camera(story, &bookings.anna).await?;
    by_number(story, &bookings.bernd).await?;
    let drawn = draw(story).await?;
    by_scanner(story, &bookings.clara).await?;
    phone::check_in(story, caller).await?;
    Ok(drawn)
}

async fn by_camera(story: &mut Story, booking: &Booking) -> Result<()> {
    let words = format!(
        "{} holds the code of the mail before the camera",
        booking.person.citizen.name
    );
    story.step(&words).await?;
    let picture = story.camera.hold(&booking.ticket.code)?;
    picture.save(story.album.folder().join("photograph.png"))?;
    checked_in(story, booking, "by-camera").await?;
    story.camera.clear()?;
    finish(story).await
}

async fn by_number(story: &mut Story, booking: &Booking) -> Result<()> {
    let words = format!(
        "{} types {}",
        booking.person.citizen.name, booking.ticket.number
    );
    story.step(&words).await?;
    story.kiosk.click("Ja, mit Termin").await?;
    let _ = story.kiosk.see(&["Tippen Sie die 4 Ziffern Ihrer"]).await?;
    for digit in booking.ticket.number.chars().filter(char::is_ascii_digit) {
        let key = story.kiosk.number_key(digit).await?;
        story.kiosk.click_at(key).await?;
    }
    let _ = story.kiosk.see(&[&booking.ticket.number]).await?;
    story.picture(Part::Kiosk, "number")?;
    story.kiosk.click("Weiter").await?;
    story
        .step("the terminal asks for the time of the appointment")
        .await?;
    let question = format!("Ist Ihr Termin um {} Uhr?", booking.clock);
    let _ = story.kiosk.see(&[&question]).await?;
    story.picture(Part::Kiosk, "question")?;
    story.kiosk.click("Ja").await?;
    checked_in(story, booking, "by-number").await?;
    finish(story).await
}

async fn by_scanner(story: &mut Story, booking: &Booking) -> Result<()> {
    let words = format!("{} uses the USB scanner", booking.person.citizen.name);
    story.step(&words).await?;
    story.kiosk.scan(&booking.code).await?;
    checked_in(story, booking, "by-scanner").await?;
    finish(story).await
}

async fn checked_in(story: &mut Story, booking: &Booking, picture: &str) -> Result<()> {
    let time = format!("Ihr Termin: {} Uhr", booking.clock);
    let wanted = ["Sie sind eingecheckt", &booking.ticket.number, &time];
    let _ = story.kiosk.see(&wanted).await?;
    story.picture(Part::Kiosk, picture)
}

async fn finish(story: &mut Story) -> Result<()> {
    story.kiosk.click("Fertig").await?;
    let _ = story.kiosk.see(&["Haben Sie einen Termin?"]).await?;
    Ok(())
}

async fn draw(story: &mut Story) -> Result<String> {
    story
        .step("somebody without an appointment draws a number")
        .await?;
    story.kiosk.click("Nein, ohne Termin").await?;
    let _ = story.kiosk.see(&["Was möchten Sie erledigen?"]).await?;
    story
        .kiosk
        .turn_pages_to(WALK_IN_CONCERN, "Weitere")
        .await?;
    story.kiosk.click(WALK_IN_CONCERN).await?;
    let _ = story.kiosk.see(&["Wie viele?", WALK_IN_CONCERN]).await?;
    story.picture(Part::Kiosk, "quantity")?;
    story.kiosk.click("Weiter").await?;
    let _ = story.kiosk.see(&["1 Anliegen gewählt"]).await?;
    story.picture(Part::Kiosk, "concerns")?;
    story.kiosk.click("Wartenummer ziehen").await?;
    let number = "W 1".to_owned();
    let _ = story.kiosk.see(&["Ihre Wartenummer", &number]).await?;
    story.picture(Part::Kiosk, "drawn")?;
    story.kiosk.click("Habe ich notiert").await?;
    let _ = story.kiosk.see(&["Haben Sie einen Termin?"]).await?;
    Ok(number)
}
