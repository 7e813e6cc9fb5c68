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
    let _ = story.desk.see(&["Benutzername", "Kennwort"]).await?;
    story.picture(Part::Desk, "log-in")?;
    story.desk.type_text(LEAD).await?;
    story.desk.key("Tab").await?;
    story.desk.type_text(PASSWORD).await?;
    story.desk.key("Return").await?;
    let _ = story
        .desk
        .see(&["An welchem Schalter arbeiten Sie?", COUNTER.0])
        .await?;
    story.picture(Part::Desk, "counters")?;
    story.desk.key(COUNTER.1).await?;
    let _ = story
        .desk
        .see(&["Gerade wartet niemand für diesen Schalter", COUNTER.0])
        .await?;
    Ok(())
}

/// Presses a key after a pause.
pub(super) async fn press(story: &mut Story, key: &str) -> Result<()> {
    tokio::time::sleep(PAUSE).await;
    story.desk.key(key).await
}
