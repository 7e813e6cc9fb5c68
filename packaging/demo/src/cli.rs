//! The command line.

use lexopt::prelude::*;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A throw-away town hall with everything running.

  cargo xtask demo                     the three programs in windows
  cargo xtask demo --headless          the same on virtual screens
  cargo xtask demo --busy              a morning that goes on by itself: visitors
                                       come, and two of three counters are worked
  cargo xtask demo --headless --story  plays a day without a hand, with
                                       pictures in target/story
";

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// Only words.
    Help,
    /// Windows on the present display, until Ctrl-C.
    Windows(Morning),
    /// Virtual screens, until Ctrl-C.
    Headless(Morning),
    /// The story, on virtual screens.
    Story,
}

/// What goes on in the town hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Morning {
    /// Nobody is there but whoever watches.
    Quiet,
    /// Visitors come, clerks work.
    Busy,
}

/// Reads the command line.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Run, lexopt::Error> {
    let (mut headless, mut story) = (false, false);
    let mut morning = Morning::Quiet;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Run::Help),
            Long("headless") => headless = true,
            Long("story") => story = true,
            Long("busy") => morning = Morning::Busy,
            other => return Err(other.unexpected()),
        }
    }
    match (headless, story) {
        (false, false) => Ok(Run::Windows(morning)),
        (true, false) => Ok(Run::Headless(morning)),
        (true, true) if morning == Morning::Quiet => Ok(Run::Story),
        (true, true) => Err("the story has its own visitors: leave --busy out".into()),
        (false, true) => Err("the story is played on virtual screens: add --headless".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_needs_virtual_screens() {
        let of = |arguments: &[&str]| parse(lexopt::Parser::from_args(arguments)).ok();
        assert_eq!(of(&[]), Some(Run::Windows(Morning::Quiet)));
        let busy = Run::Headless(Morning::Busy);
        assert_eq!(of(&["--headless", "--busy"]), Some(busy));
        assert_eq!(of(&["--headless", "--busy", "--story"]), None);
        assert_eq!(of(&["--story", "--headless"]), Some(Run::Story));
        assert_eq!(of(&["--story"]), None);
        assert_eq!(of(&["--colour"]), None);
    }
}
