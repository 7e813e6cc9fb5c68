//! The command line.

use std::io::Write;

use anyhow::Context;
use lexopt::prelude::*;

use crate::config::{Config, WINDOW};

/// What `--help` prints.
const HELP: &str = "\
The clerk's program of a Bürgerbüro.

  aufruf-desk [--key FILE] [--windowed [WxH]] [--scale N]
  aufruf-desk --server URL --pair CODE [...]    pair this device, then start

  --server URL       the server, https://HOST:PORT
  --pair CODE        one-time code of `aufruf-backend device add --kind desk`
  --key FILE         where the device keeps its key
  --windowed [WxH]   in a window, by default 1280x720
  --scale N          size of everything, 1 to 2
  --help, --version
";

/// What the command line asks for.
#[derive(Debug)]
pub enum Start {
    /// Only words: help or version.
    Words(String),
    /// The program.
    Program(Config),
}

/// Reads the command line.
///
/// # Errors
/// An unknown option or a value that makes no sense.
pub fn parse(mut parser: lexopt::Parser) -> anyhow::Result<Start> {
    let mut config = Config::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Start::Words(HELP.to_owned())),
            Long("version") => {
                let version = concat!("aufruf-desk ", env!("CARGO_PKG_VERSION"), "\n");
                return Ok(Start::Words(version.to_owned()));
            }
            Long("server") => config.server = Some(parser.value()?.string()?),
            Long("pair") => config.code = Some(parser.value()?.string()?),
            Long("key") => config.key = parser.value()?.into(),
            Long("windowed") => config.window = Some(WINDOW.or_argument(&mut parser)?),
            Long("scale") => config.scale = parser.value()?.parse().context("--scale")?,
            other => return Err(other.unexpected().into()),
        }
    }
    anyhow::ensure!(
        (1.0..=2.0).contains(&config.scale),
        "--scale is between 1 and 2"
    );
    anyhow::ensure!(
        config.code.is_none() || config.server.is_some(),
        "--pair needs --server URL"
    );
    Ok(Start::Program(config))
}

/// Prints to standard output.
///
/// # Errors
/// If nobody reads it.
pub fn print(words: &str) -> anyhow::Result<()> {
    std::io::stdout()
        .write_all(words.as_bytes())
        .context("standard output")
}

#[cfg(test)]
mod tests {
    use super::*;
    use aufruf_ui::Window;

    fn config(arguments: &[&str]) -> Config {
        match parse(lexopt::Parser::from_args(arguments)) {
            Ok(Start::Program(config)) => config,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_size_of_the_window_may_be_left_out() {
        assert_eq!(config(&[]).window, None);
        assert_eq!(config(&["--windowed"]).window, Some(WINDOW));
        let large = Window {
            width: 1920.0,
            height: 1080.0,
        };
        assert_eq!(config(&["--windowed", "1920x1080"]).window, Some(large));
        assert_eq!(config(&["--windowed=1920x1080"]).window, Some(large));
        let followed = config(&["--windowed", "--scale", "1.5"]);
        assert_eq!((followed.window, followed.scale), (Some(WINDOW), 1.5));
    }

    #[test]
    fn mistakes_are_refused() {
        let refused: [&[&str]; 5] = [
            &["--pair", "K7P2M9QX"],
            &["--colour"],
            &["--scale", "3"],
            &["--scale", "NaN"],
            &["--windowed=10x10"],
        ];
        for arguments in refused {
            assert!(
                parse(lexopt::Parser::from_args(arguments)).is_err(),
                "{arguments:?}"
            );
        }
    }
}
