//! The command line.

use lexopt::prelude::*;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A throw-away town hall with everything running.

  cargo xtask demo                     the three programs in windows
  cargo xtask demo --headless          the same on virtual screens
  cargo xtask demo --headless --story  plays a day without a hand, with
                                       pictures in target/story
";

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// Only words.
    Help,
    /// Windows on the present display, until Ctrl-C.
    Windows,
    /// Virtual screens, until Ctrl-C.
    Headless,
    /// The story, on virtual screens.
    Story,
}

/// Reads the command line.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Run, lexopt::Error> {
    let (mut headless, mut story) = (false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Run::Help),
            Long("headless") => headless = true,
            Long("story") => story = true,
            other => return Err(other.unexpected()),
        }
    }
    match (headless, story) {
        (false, false) => Ok(Run::Windows),
        (true, false) => Ok(Run::Headless),
        (true, true) => Ok(Run::Story),
        (false, true) => Err("the story is played on virtual screens: add --headless".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_needs_virtual_screens() {
        let of = |arguments: &[&str]| parse(lexopt::Parser::from_args(arguments)).ok();
        assert_eq!(of(&[]), Some(Run::Windows));
        assert_eq!(of(&["--headless"]), Some(Run::Headless));
        assert_eq!(of(&["--story", "--headless"]), Some(Run::Story));
        assert_eq!(of(&["--story"]), None);
        assert_eq!(of(&["--colour"]), None);
    }
}
