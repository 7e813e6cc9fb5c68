//! At the counter: called in the order of the rule, one missed and back, one
//! call taken back. What is called is seen on the display.

use std::time::{Duration, Instant};

use anyhow::Result;

use super::booking::Bookings;
use super::phone::Caller;
use super::{Story, desk};
use crate::installation::Part;

/// The display keeps each call for 8 s before it shows the next one.
const HOLD: Duration = Duration::from_secs(9);

/// A new call flashes for two seconds.
const FLASH: Duration = Duration::from_millis(2500);

/// A missed visit can be brought back after two minutes. Seconds.
const BACK_AFTER_S: u32 = 150;

/// Appointments that are due by their time, then who came without one and
/// before the appointments that are more than an hour after the arrival.
pub(super) async fn play(
    story: &mut Story,
    bookings: &Bookings,
    walk_in: &str,
    caller: &Caller,
) -> Result<()> {
    let (anna, bernd, clara) = (
        bookings.anna.ticket.number.as_str(),
        bookings.bernd.ticket.number.as_str(),
        bookings.clara.ticket.number.as_str(),
    );
    story
        .step("the desk lists who waits, and says who is next and why")
        .await?;
    let everybody = [anna, bernd, clara, walk_in, &caller.number];
    let _ = story.desk.see(&everybody).await?;
    let _ = story
        .desk
        .see(&[
            "Als Nächstes",
            &aufrufen(clara),
            "Niemand ist vorher an der Reihe",
        ])
        .await?;
    story.picture(Part::Desk, "waiting")?;

    let called = call(story, clara, "call").await?;
    comes(story, bernd).await?;
    hold(called).await;
    let _ = call(story, bernd, "finish and call").await?;
    misses(story, bernd, anna).await?;
    let called = call(story, anna, "call").await?;
    story.picture(Part::Display, "calls")?;
    comes(story, walk_in).await?;
    story.picture(Part::Desk, "serving")?;
    hold(called).await;
    take_back(story, walk_in, anna).await?;
    let called = Instant::now();
    comes_back(story, bernd).await?;
    hold(called).await;
    for (number, next) in [
        (bernd, Some(walk_in)),
        (walk_in, Some(&*caller.number)),
        (&*caller.number, None),
    ] {
        let called = call(story, number, "call").await?;
        match next {
            Some(next) => comes(story, next).await?,
            None => last_one(story).await?,
        }
        hold(called).await;
    }
    story.picture(Part::Display, "all-calls")
}

fn aufrufen(number: &str) -> String {
    format!("{number} aufrufen")
}

async fn hold(since: Instant) {
    tokio::time::sleep(HOLD.saturating_sub(since.elapsed())).await;
}

/// The one key that goes on; the display shows the number and the counter.
async fn call(story: &mut Story, number: &str, what: &str) -> Result<Instant> {
    story
        .step(&format!("F9, {what}: the display shows {number}"))
        .await?;
    desk::press(story, "F9").await?;
    let _ = story
        .display
        .see(&["Bitte kommen", number, "Schalter 2"])
        .await?;
    let seen = Instant::now();
    let _ = story
        .desk
        .see(&["Aufgerufen um", number, "Nicht erschienen"])
        .await?;
    Ok(seen)
}

/// Whoever was called comes; the desk says who would be next.
async fn comes(story: &mut Story, next: &str) -> Result<()> {
    desk::press(story, "F9").await?;
    let _ = story
        .desk
        .see(&["In Bearbeitung seit", &format!("Fertig, weiter mit {next}")])
        .await?;
    Ok(())
}

async fn last_one(story: &mut Story) -> Result<()> {
    desk::press(story, "F9").await?;
    let _ = story
        .desk
        .see(&[
            "In Bearbeitung seit",
            "Nach diesem Besuch wartet gerade niemand",
        ])
        .await?;
    desk::press(story, "F10").await?;
    let _ = story
        .desk
        .see(&["Gerade wartet niemand für diesen Schalter"])
        .await?;
    Ok(())
}

async fn misses(story: &mut Story, number: &str, next: &str) -> Result<()> {
    story.step(&format!("{number} does not come")).await?;
    desk::press(story, "F6").await?;
    let _ = story.desk.see(&[&aufrufen(next), "Verpasst 1"]).await?;
    Ok(())
}

/// A call by mistake: undone, the display drops it without a word. There are
/// ten seconds for that, so what the display showed is read afterwards.
async fn take_back(story: &mut Story, number: &str, before: &str) -> Result<()> {
    let words = format!("F9, finish and call: the display shows {number}");
    story.step(&words).await?;
    let _ = story.display.see(&["Bitte kommen", before]).await?;
    desk::press(story, "F9").await?;
    story.display.glimpse(FLASH).await?;
    story.desk.key("ctrl+z").await?;
    story
        .display
        .remember(&["Bitte kommen", number, "Schalter 2"])
        .await?;
    let words = format!("taken back: the display drops {number}");
    story.step(&words).await?;
    story.display.see_without(&[before], &[number]).await?;
    story.picture(Part::Display, "taken-back")?;
    let _ = story.desk.see(&[&aufrufen(number)]).await?;
    Ok(())
}

async fn comes_back(story: &mut Story, number: &str) -> Result<()> {
    story.forward(BACK_AFTER_S).await?;
    story
        .step(&format!(
            "{number} is back, and next: booked before the others came"
        ))
        .await?;
    desk::press(story, "ctrl+4").await?;
    story.desk.click(number).await?;
    let _ = story.desk.see(&["Ist wieder da"]).await?;
    story.picture(Part::Desk, "missed")?;
    desk::press(story, "F9").await?;
    desk::press(story, "ctrl+1").await?;
    let _ = story.desk.see(&[&aufrufen(number), "wieder da"]).await?;
    Ok(())
}
