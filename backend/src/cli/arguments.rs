//! What the program was called with.

use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use super::{
    device::{self, DeviceCommand},
    explain::{self, Question},
    simulate::{self, Simulate},
    user::{self, UserCommand},
    what_if::{self, WhatIf},
};

/// The arguments.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) config: Option<PathBuf>,
    pub(super) command: Command,
}

/// The subcommand.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Help,
    Serve,
    Device(DeviceCommand),
    User(UserCommand),
    Migrate { demo: bool },
    ImportOffice { file: PathBuf },
    CheckConfig { file: PathBuf },
    Explain(Question),
    MailStatus,
    Simulate(Box<Simulate>),
    Verify,
    WhatIf(WhatIf),
}

pub(super) fn parse(mut parser: Parser) -> Result<Arguments> {
    let mut config = None;
    let command = loop {
        match parser.next()? {
            Some(Arg::Long("config")) => config = Some(parser.value()?.into()),
            Some(Arg::Short('h') | Arg::Long("help")) | None => break Command::Help,
            Some(Arg::Value(name)) => break command(&name.string()?, &mut parser)?,
            Some(other) => return Err(other.unexpected().into()),
        }
    };
    if let Some(more) = parser.next()? {
        return Err(more.unexpected().into());
    }
    Ok(Arguments { config, command })
}

fn command(name: &str, parser: &mut Parser) -> Result<Command> {
    Ok(match name {
        "help" => Command::Help,
        "migrate" => Command::Migrate {
            demo: flag(parser, "demo")?,
        },
        "import-office" => Command::ImportOffice {
            file: parser.value()?.into(),
        },
        "check-config" => Command::CheckConfig {
            file: parser.value()?.into(),
        },
        "explain" => Command::Explain(explain::parse(parser)?),
        "mail-status" => Command::MailStatus,
        "simulate" => Command::Simulate(Box::new(simulate::parse(parser)?)),
        "verify" => Command::Verify,
        "what-if" => Command::WhatIf(what_if::parse(parser)?),
        "serve" => Command::Serve,
        "device" => Command::Device(device::parse(parser)?),
        "user" => Command::User(user::parse(parser)?),
        other => bail!("unknown command {other:?}; see aufruf-backend --help"),
    })
}

/// Whether the one option that a command has was given.
fn flag(parser: &mut Parser, name: &str) -> Result<bool> {
    match parser.next()? {
        None => Ok(false),
        Some(Arg::Long(given)) if given == name => Ok(true),
        Some(other) => Err(other.unexpected().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> Result<Arguments> {
        parse(Parser::from_args(arguments))
    }

    #[test]
    fn commands_are_read_with_their_options() {
        let migrate = of(&["--config", "a.toml", "migrate", "--demo"]).unwrap();
        assert_eq!(migrate.config, Some("a.toml".into()));
        assert_eq!(migrate.command, Command::Migrate { demo: true });
        assert_eq!(of(&[]).unwrap().command, Command::Help);
        for wrong in [
            &["--nonsense"][..],
            &["fly"],
            &["import-office"],
            &["verify", "x"],
        ] {
            assert!(of(wrong).is_err(), "{wrong:?}");
        }
    }
}
