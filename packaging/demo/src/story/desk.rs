//! What a clerk does again and again.

use std::time::Duration;

use anyhow::Result;

use super::Story;
use crate::installation::{LEAD, PASSWORD, Part};

/// The counter of the story, and its key in the choice of counters.
const COUNTER: (&str, &str) = ("Schalter 2", "F2");

/// A person's pause between two keys: the desk takes no second press of the
/// same key right after the screen has changed.
const PAUSE: Duration = Duration::from_millis(700);

/// Logs the lead in and opens the counter.
pub(super) async fn log_in(story: &mut Story) -> Result<()> {
    story
        .step("the lead logs in at the desk and takes counter 2")
        .await?;
    fill_in(story).await?;
    let question = "An welchem Schalter arbeiten Sie?";
    let _ = story.desk.see(&[question, COUNTER.0]).await?;
    story.picture(Part::Desk, "counters")?;
    story.desk.key(COUNTER.1).await?;
    let nobody = "Gerade wartet niemand für diesen Schalter";
    let _ = story.desk.see(&[nobody, COUNTER.0]).await?;
    Ok(())
}

/// Nobody has touched the desk for more than half an hour.
pub(super) async fn log_in_again(story: &mut Story) -> Result<()> {
    story
        .step("nobody was at the desk for half an hour: the lead logs in again")
        .await?;
    let _ = story.desk.see(&["Ihre Sitzung ist beendet"]).await?;
    fill_in(story).await?;
    // The counter and everything else is as it was left.
    let _ = story.desk.see(&["Als Nächstes", COUNTER.0]).await?;
    Ok(())
}

async fn fill_in(story: &mut Story) -> Result<()> {
    let _ = story.desk.see(&["Benutzername", "Kennwort"]).await?;
    story.picture(Part::Desk, "log-in")?;
    story.desk.type_text(LEAD).await?;
    story.desk.key("Tab").await?;
    story.desk.type_text(PASSWORD).await?;
    story.desk.key("Return").await
}

/// Presses a key after a pause.
pub(super) async fn press(story: &mut Story, key: &str) -> Result<()> {
    tokio::time::sleep(PAUSE).await;
    story.desk.key(key).await
}
