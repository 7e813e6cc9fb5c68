//! `device add | list | revoke`: kiosks, displays and desks.

use anyhow::{Context, bail, ensure};
use aufruf_core::{id::OfficeId, wire::device::DeviceKind};
use uuid::Uuid;

use super::say;
use crate::{
    app::App,
    auth::pairing,
    store::{
        AuditEntry,
        device::{kind_name, kind_of},
    },
};

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub enum DeviceCommand {
    /// Adds a device and prints its one-time pairing code.
    Add {
        /// What it is.
        kind: DeviceKind,
        /// Where it stands.
        office: OfficeId,
        /// Its name; by default its kind and a number.
        name: Option<String>,
    },
    /// Lists the devices of an office, or of all.
    List {
        /// The office.
        office: Option<OfficeId>,
    },
    /// Takes a device's key away; open streams end within five seconds.
    Revoke {
        /// The device.
        id: Uuid,
    },
}

/// How the command is used.
pub const USAGE: &str = "\
device add --kind kiosk|display|desk --office OFFICE [--name NAME]
device list [--office OFFICE]
device revoke ID";

/// Reads the arguments after `device`.
///
/// # Errors
/// In plain words.
pub fn parse(args: &mut lexopt::Parser) -> anyhow::Result<DeviceCommand> {
    use lexopt::prelude::*;

    let (mut values, mut kind, mut office, mut name) = (Vec::new(), None, None, None);
    while let Some(arg) = args.next()? {
        match arg {
            Value(value) => values.push(value.string()?),
            Long("kind") => {
                let text = args.value()?.string()?;
                let known = kind_of(&text);
                kind = Some(known.with_context(|| format!("--kind {text:?} gibt es nicht"))?);
            }
            Long("office") => office = Some(args.value()?.string()?.parse()?),
            Long("name") => name = Some(args.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    match values.as_slice() {
        ["add"] => Ok(DeviceCommand::Add {
            kind: kind.context("--kind fehlt")?,
            office: office.context("--office fehlt")?,
            name,
        }),
        ["list"] => Ok(DeviceCommand::List { office }),
        ["revoke", id] => Ok(DeviceCommand::Revoke {
            id: id
                .parse()
                .with_context(|| format!("{id:?} ist keine Gerätekennung"))?,
        }),
        _ => bail!("So geht es:\n{USAGE}"),
    }
}

/// Does it, and prints what the administrator needs to know.
///
/// # Errors
/// If there is no such office or device, or the database fails.
pub async fn run(app: &App, command: DeviceCommand) -> anyhow::Result<()> {
    let now = app.clock.now();
    match command {
        DeviceCommand::Add { kind, office, name } => {
            let _ = app
                .settings
                .current(&office)
                .await
                .with_context(|| office.to_string())?;
            let name = match name {
                Some(name) => name,
                None => default_name(app, &office, kind).await?,
            };
            ensure!(
                is_name(&name),
                "Der Name eines Geräts hat 1 bis 40 Zeichen."
            );
            let (device, code) = pairing::add(&app.store, &office, kind, name, now).await?;
            record(app, "device_added", device.id, Some(office)).await?;
            say(format!("Gerät: {}", device.id));
            say(format!("Name:  {}", device.name));
            say(format!("Code:  {code}"));
            say("Der Code gilt 10 Minuten und nur einmal.");
        }
        DeviceCommand::List { office } => {
            for known in app.store.devices(office.as_ref()).await? {
                let state = match (known.revoked, known.paired) {
                    (true, _) => "gesperrt",
                    (false, Some(_)) => "gekoppelt",
                    (false, None) => "noch nicht gekoppelt",
                };
                let device = known.device;
                let kind = kind_name(device.kind);
                say(format!(
                    "{}\t{}\t{kind}\t{state}\t{}",
                    device.id, device.office, device.name
                ));
            }
        }
        DeviceCommand::Revoke { id } => {
            ensure!(
                app.store.revoke_device(id).await?,
                "Ein Gerät {id} gibt es nicht."
            );
            record(app, "device_revoked", id, None).await?;
            say("Das Gerät ist gesperrt.");
        }
    }
    Ok(())
}

fn is_name(name: &str) -> bool {
    (1..=40).contains(&name.chars().count()) && !name.chars().any(char::is_control)
}

/// "Bürgerterminal 2": as the desks show it.
async fn default_name(app: &App, office: &OfficeId, kind: DeviceKind) -> anyhow::Result<String> {
    let word = match kind {
        DeviceKind::Kiosk => "Bürgerterminal",
        DeviceKind::Display => "Bürgermonitor",
        DeviceKind::Desk => "Arbeitsplatz",
    };
    let known = app.store.devices(Some(office)).await?;
    let same = known
        .iter()
        .filter(|known| known.device.kind == kind)
        .count();
    Ok(format!("{word} {}", same + 1))
}

async fn record(
    app: &App,
    action: &'static str,
    device: Uuid,
    office: Option<OfficeId>,
) -> anyhow::Result<()> {
    let entry = AuditEntry {
        device: Some(device),
        action,
        office,
        ..AuditEntry::default()
    };
    Ok(app.store.record(entry, app.clock.now()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> anyhow::Result<DeviceCommand> {
        parse(&mut lexopt::Parser::from_args(args))
    }

    #[test]
    fn a_device_needs_a_kind_and_an_office() {
        let office = OfficeId::new("buergerbuero").unwrap();
        assert_eq!(
            read(&["add", "--kind", "kiosk", "--office", "buergerbuero"]).unwrap(),
            DeviceCommand::Add {
                kind: DeviceKind::Kiosk,
                office,
                name: None
            }
        );
        for bad in [
            &["add", "--kind", "kiosk"][..],
            &["add", "--kind", "toaster", "--office", "x"],
            &["add", "--kind", "kiosk", "--office", "X Y"],
            &["revoke", "7"],
            &["revoke"],
            &["list", "--all"],
            &[],
        ] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }
}
