//! `mail-status`: says in words whether mails wait, and why; exit 1 if
//! something is to be done.

use std::process::ExitCode;

use super::say;
use crate::{
    app::App,
    store::{Delay, MailQueue},
};

pub(super) async fn run(app: &App) -> anyhow::Result<ExitCode> {
    let queue = app.store.mail_queue(app.clock.now()).await?;
    let hourly_max = match &app.config.smtp {
        Some(smtp) => smtp.hourly_max(),
        None => {
            say("Kein Mailserver eingetragen: Abschnitt [smtp] in der Konfiguration.");
            None
        }
    };
    let waiting: u64 = queue.waiting.values().sum();
    say(format_args!("{waiting} E-Mails warten."));
    if let Some(oldest) = queue.oldest {
        let minutes = app.clock.now().duration_since(oldest).as_mins();
        say(format_args!("Die älteste wartet seit {minutes} Minuten."));
    }
    let mut is_fine = app.config.smtp.is_some() || waiting == 0;
    for (delay, count) in &queue.waiting {
        if let Some(delay) = delay {
            is_fine = false;
            say(format_args!("{count} davon: {}", reason(*delay)));
        }
    }
    for (office, sent) in &queue.sent {
        say(format_args!(
            "{office}: {sent} E-Mails in der letzten Stunde."
        ));
    }
    for office in at_limit(&queue, hourly_max) {
        is_fine = false;
        say(format_args!(
            "{office}: Grenze erreicht (smtp.mails_per_hour). Weitere E-Mails warten, keine geht verloren."
        ));
    }
    Ok(match is_fine {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn at_limit(queue: &MailQueue, hourly_max: Option<u64>) -> Vec<String> {
    let is_full = |sent: u64| hourly_max.is_some_and(|max| sent >= max);
    let full = queue.sent.iter().filter(|(_, sent)| is_full(**sent));
    full.map(|(office, _)| office.to_string()).collect()
}

fn reason(delay: Delay) -> &'static str {
    match delay {
        Delay::Unreachable => "Der Mailserver ist nicht erreichbar.",
        Delay::TooSlow => "Der Mailserver antwortet zu langsam.",
        Delay::NoEncryption => {
            "Der Mailserver bietet kein STARTTLS an. Unverschlüsselt wird nicht gesendet."
        }
        Delay::Certificate => {
            "Das Zertifikat des Mailservers ist nicht gültig (anderer Name, abgelaufen oder unbekannte Stelle; eigene Stelle: smtp.ca_file)."
        }
        Delay::Account => {
            "Der Mailserver nimmt das Konto nicht an (smtp.user, smtp.password_file)."
        }
        Delay::Answer => "Der Mailserver nimmt die E-Mail zurzeit nicht an.",
        Delay::Fault => "Die E-Mail lässt sich zurzeit nicht zusammenstellen; siehe Protokoll.",
    }
}
