//! What the program is told at its start: command line over configuration file
//! over what is usual.

use std::{ffi::OsString, fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use aufruf_client::Credentials;
use aufruf_core::wire::device::DeviceKind;
use aufruf_ui::Window;
use serde::Deserialize;

/// What `--help` prints.
pub const HELP: &str = "\
aufruf-display: the monitor in the waiting area

    --server URL --pair CODE   pair with this server (https://HOST:PORT) by a code
                               from `aufruf-backend device add --kind display`,
                               keep the key, and start
    --key FILE                 where the key is kept
    --config FILE              settings: key, volume_percent, windowed
    --windowed [WIDTHxHEIGHT]  a window instead of the full screen
    --volume PERCENT           loudness of the chime, 0 to 100
    --help, --version
";

/// The window if none is named.
const WINDOW: Window = Window {
    width: 1280.0,
    height: 720.0,
};

/// The settings of this program on this machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where the device's key is kept.
    pub key: PathBuf,
    /// Size of a window; `None`: full screen.
    pub windowed: Option<Window>,
    /// Loudness of the chime. Percent, `0..=100`. Default 70.
    pub volume_percent: u8,
}

/// What to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// Show the monitor.
    Run(Config),
    /// Pair first.
    Pair {
        /// The server's address.
        server: String,
        /// The one-time code.
        code: String,
        /// Then show the monitor.
        then: Config,
    },
    /// Print this and end.
    Print(String),
}

/// The configuration file. TOML.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    key: Option<PathBuf>,
    volume_percent: Option<u8>,
    windowed: Option<String>,
}

impl Start {
    /// Reads the command line, without the program's name.
    ///
    /// # Errors
    /// For unknown or contradicting options and a bad configuration file; the
    /// message names it.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> Result<Self> {
        use lexopt::prelude::*;
        let mut file = File::default();
        let mut options = File::default();
        let (mut server, mut code) = (None, None);
        let mut window = None;
        let mut parser = lexopt::Parser::from_args(args);
        while let Some(argument) = parser.next()? {
            match argument {
                Long("server") => server = Some(parser.value()?.string()?),
                Long("pair") => code = Some(parser.value()?.string()?),
                Long("key") => options.key = Some(parser.value()?.into()),
                Long("config") => file = read(parser.value()?.into())?,
                Long("volume") => options.volume_percent = Some(parser.value()?.parse()?),
                Long("windowed") => window = Some(WINDOW.or_argument(&mut parser)?),
                Long("help") => return Ok(Self::Print(HELP.to_owned())),
                Long("version") => {
                    return Ok(Self::Print(
                        concat!("aufruf-display ", env!("CARGO_PKG_VERSION"), "\n").to_owned(),
                    ));
                }
                other => return Err(other.unexpected().into()),
            }
        }
        let config = Config::of(options, file, window)?;
        match (server, code) {
            (Some(server), Some(code)) => Ok(Self::Pair {
                server,
                code,
                then: config,
            }),
            (None, None) => Ok(Self::Run(config)),
            _ => bail!("--server and --pair belong together"),
        }
    }
}

impl Config {
    fn of(options: File, file: File, window: Option<Window>) -> Result<Self> {
        let volume_percent = options.volume_percent.or(file.volume_percent).unwrap_or(70);
        if volume_percent > 100 {
            bail!("the volume is 0 to 100 percent, not {volume_percent}");
        }
        let in_file = file.windowed.map(|size| size.parse()).transpose()?;
        let key = options
            .key
            .or(file.key)
            .unwrap_or_else(|| Credentials::default_path(DeviceKind::Display));
        Ok(Self {
            key,
            windowed: window.or(in_file),
            volume_percent,
        })
    }
}

fn read(path: PathBuf) -> Result<File> {
    let named = || format!("configuration file {}", path.display());
    let text = fs::read_to_string(&path).with_context(named)?;
    toml::from_str(&text).with_context(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(line: &str) -> Result<Start> {
        Start::from_args(line.split_whitespace().map(Into::into))
    }

    fn config(line: &str) -> Config {
        match start(line).unwrap() {
            Start::Run(config) => config,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn full_screen_unless_told_otherwise() {
        assert_eq!(config("").windowed, None);
        assert_eq!(config("--windowed").windowed, Some(WINDOW));
        assert_eq!(config("--windowed --key k").windowed, Some(WINDOW));
        assert_eq!(
            config("--windowed 1920x1080").windowed,
            "1920x1080".parse().ok()
        );
        assert_eq!(config("--windowed=640x360 --key k").key, PathBuf::from("k"));
    }

    #[test]
    fn pairing_needs_both_server_and_code() {
        let pair = start("--server http://h:1 --pair ABCD2345 --key k").unwrap();
        assert!(
            matches!(pair, Start::Pair { server, code, .. } if server == "http://h:1" && code == "ABCD2345")
        );
        assert!(start("--pair ABCD2345").is_err());
        assert!(start("--server http://h:1").is_err());
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let path = std::env::temp_dir().join(format!("aufruf-display-{}.toml", std::process::id()));
        fs::write(
            &path,
            "key = 'from-file'\nvolume_percent = 10\nwindowed = '800x600'\n",
        )
        .unwrap();
        let both = config(&format!("--volume 90 --config {}", path.display()));
        fs::write(&path, "volum = 10\n").unwrap();
        let wrong = start(&format!("--config {}", path.display())).unwrap_err();
        fs::remove_file(&path).unwrap();
        let expected = Config {
            key: "from-file".into(),
            windowed: "800x600".parse().ok(),
            volume_percent: 90,
        };
        assert_eq!(both, expected);
        assert!(format!("{wrong:#}").contains("volum"), "{wrong:#}");
    }

    #[test]
    fn mistakes_are_named() {
        for line in [
            "--fullscreen",
            "--windowed 12",
            "--windowed 10x10",
            "--volume 101",
            "extra",
        ] {
            assert!(start(line).is_err(), "{line}");
        }
    }
}
