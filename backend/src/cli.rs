//! The subcommands of the program, one file each.

mod arguments;
mod check_config;
pub mod device;
mod explain;
pub(crate) mod import_office;
mod mail_status;
mod migrate;
pub mod serve;
mod simulate;
pub mod user;
mod verify;
mod what_if;

use std::{path::Path, process::ExitCode};

use arguments::{Arguments, Command};

use crate::{app::App, clock::Clock, config::Config};

const HELP: &str = "\
Der Server von Aufruf: Buchungsseiten, Schnittstelle für Geräte, Mails.

Aufruf: aufruf-backend [--config DATEI] BEFEHL

  migrate [--demo]       Datenbank anlegen oder auf den neuen Stand bringen
  import-office DATEI    Einstellungen eines Bürgerbüros übernehmen
  check-config DATEI     Einstellungen eines Bürgerbüros prüfen
  serve                  Dienst starten
  device …               Geräte anlegen, auflisten, sperren
  user …                 Konten der Mitarbeitenden anlegen, auflisten, sperren
  simulate …             Tage mit den Regeln durchspielen und auswerten
  what-if --office ID --change open-counters=2 …
                         Vergangene Tage unter anderen Regeln durchspielen
  explain --office ID --date DATUM --number NUMMER
                         Sagen, warum eine Nummer aufgerufen wurde
  mail-status            Sagen, ob E-Mails warten und warum
  verify                 Datenbank prüfen: jeden Tag aus dem Journal nachrechnen
";

/// Does what the arguments say.
///
/// # Errors
/// If it cannot be done; the text is for the operator.
pub fn run() -> anyhow::Result<ExitCode> {
    let Arguments { config, command } = arguments::parse(lexopt::Parser::from_env())?;
    let config = config.as_deref();
    match command {
        Command::Help => {
            say(HELP.trim_end());
            Ok(ExitCode::SUCCESS)
        }
        Command::Migrate { demo } => block_on(migrate::run(config, demo)),
        Command::ImportOffice { file } => block_on(import_office::run(config, &file)),
        Command::CheckConfig { file } => check_config::run(&file),
        Command::MailStatus => block_on(async {
            let app = App::build(Config::load(config)?, Clock::system()).await?;
            let done = mail_status::run(&app).await;
            app.close().await;
            done
        }),
        Command::Explain(question) => block_on(async {
            let app = App::build(Config::load(config)?, Clock::system()).await?;
            let done = explain::run(&app, question).await;
            app.close().await;
            done
        }),
        Command::Simulate(simulate) => {
            simulate::run(&simulate)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::WhatIf(asked) => block_on(what_if::run(&asked, config)),
        Command::Verify => block_on(verify::run(config)),
        Command::Serve => block_on(async {
            serve::run(Config::load(config)?).await?;
            Ok(ExitCode::SUCCESS)
        }),
        Command::Device(command) => block_on(with_app(config, async |app| {
            device::run(app, command).await
        })),
        Command::User(command) => {
            block_on(with_app(config, async |app| user::run(app, command).await))
        }
    }
}

/// Runs a command beside a server that may be running.
async fn with_app(
    config: Option<&Path>,
    command: impl AsyncFnOnce(&App) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    let app = App::build(Config::load(config)?, Clock::system()).await?;
    let done = command(&app).await;
    app.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

fn block_on(command: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.enable_all().build()?.block_on(command)
}

/// Writes a line for the operator. That nobody reads it is no failure.
fn say(line: impl std::fmt::Display) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{line}");
}
