//! The command line. What stands there goes before what stands in the file.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use lexopt::prelude::*;

use crate::config::{Config, File, Pairing, WINDOW};

/// What `--help` prints.
const HELP: &str = "\
The terminal in the entrance of a Bürgerbüro.

  aufruf-kiosk [--config FILE] [--key FILE] [--windowed [WxH]]
               [--printer file:PATH|tcp:HOST:PORT] [--frames DIR | --camera N]
  aufruf-kiosk --server URL --pair CODE [...]    pair this device, then start

  --config FILE      settings of this device (TOML)
  --server URL       the server, https://HOST:PORT
  --pair CODE        one-time code of `aufruf-backend device add --kind kiosk`
  --key FILE         where the device keeps its key
  --windowed [WxH]   in a window, by default 540x960
  --printer PLACE    file:/dev/usb/lp0 or tcp:HOST:9100
  --frames DIR       read QR codes from the PNG pictures of a folder
  --camera N         read QR codes with camera N (needs feature `camera`)
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

/// Reads the command line and the file that it names.
///
/// # Errors
/// An unknown option, a value that makes no sense, a file that cannot be read.
pub fn parse(mut parser: lexopt::Parser) -> anyhow::Result<Start> {
    let mut file = File::default();
    let mut given = File::default();
    let (mut code, mut window) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Start::Words(HELP.to_owned())),
            Long("version") => {
                return Ok(Start::Words(format!(
                    "aufruf-kiosk {}\n",
                    env!("CARGO_PKG_VERSION")
                )));
            }
            Long("config") => file = File::read(&PathBuf::from(parser.value()?))?,
            Long("server") => given.server = Some(parser.value()?.string()?),
            Long("pair") => code = Some(parser.value()?.string()?),
            Long("key") => given.key = Some(parser.value()?.into()),
            Long("printer") => {
                given.printer = Some(parser.value()?.string()?.parse().context("--printer")?);
            }
            Long("frames") => given.frames = Some(parser.value()?.into()),
            Long("camera") => given.camera = Some(parser.value()?.parse().context("--camera")?),
            Long("windowed") => window = Some(WINDOW.or_argument(&mut parser)?),
            other => return Err(other.unexpected().into()),
        }
    }
    let pairing = match (code, &given.server, &file.server) {
        (Some(code), Some(server), _) | (Some(code), None, Some(server)) => Some(Pairing {
            server: server.clone(),
            code,
        }),
        (Some(_), None, None) => anyhow::bail!("--pair needs --server URL"),
        (None, ..) => None,
    };
    let mut config = Config::from(file.overridden_by(given));
    config.pairing = pairing;
    config.window = window;
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
    use crate::printer::Place;
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
        let landscape = Window {
            width: 1920.0,
            height: 1080.0,
        };
        assert_eq!(config(&["--windowed", "1920x1080"]).window, Some(landscape));
        assert_eq!(config(&["--windowed=1920x1080"]).window, Some(landscape));
        let followed = config(&["--windowed", "--camera", "2"]);
        assert_eq!(followed.window, Some(WINDOW));
        assert_eq!(followed.camera, Some(2));
    }

    #[test]
    fn the_command_line_goes_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kiosk.toml");
        std::fs::write(
            &path,
            "printer = \"file:/dev/usb/lp0\"\nscreen_inch = 15.6\n",
        )
        .unwrap();
        let path = path.to_str().unwrap();
        let config = config(&["--printer", "tcp:drucker:9100", "--config", path]);
        assert_eq!(config.printer, Some(Place::Network("drucker".into(), 9100)));
        assert_eq!(config.screen_inch, 15.6);
    }

    #[test]
    fn pairing_needs_a_server_and_options_must_be_known() {
        assert!(parse(lexopt::Parser::from_args(["--pair", "K7P2M9QX"])).is_err());
        assert!(parse(lexopt::Parser::from_args(["--colour"])).is_err());
        let paired = config(&["--server", "https://rathaus:8443", "--pair", "K7P2M9QX"]);
        assert_eq!(paired.pairing.map(|p| p.code).as_deref(), Some("K7P2M9QX"));
    }
}
