//! `user add | reset | disable | list`: the people who log in at desks.

use anyhow::{Context, bail, ensure};
use aufruf_core::{id::OfficeId, wire::device::StaffRole};

use super::say;
use crate::{
    app::App,
    auth::{login::login_name, setup},
    store::{
        AuditEntry,
        staff::{role_name, role_of},
    },
};

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub enum UserCommand {
    /// Adds a user and prints the one-time set-up code.
    Add {
        /// The log-in name.
        name: String,
        /// The office.
        office: OfficeId,
        /// What the user may do.
        role: StaffRole,
    },
    /// Replaces the password by a new set-up code and ends all sessions.
    Reset {
        /// The log-in name.
        name: String,
        /// The office.
        office: OfficeId,
    },
    /// Keeps the user out and ends all sessions.
    Disable {
        /// The log-in name.
        name: String,
        /// The office.
        office: OfficeId,
    },
    /// Lists the users of an office, or of all.
    List {
        /// The office.
        office: Option<OfficeId>,
    },
}

/// How the command is used.
pub const USAGE: &str = "\
user add NAME --office OFFICE --role clerk|lead|administrator
user reset NAME --office OFFICE
user disable NAME --office OFFICE
user list [--office OFFICE]";

/// Reads the arguments after `user`.
///
/// # Errors
/// In plain words.
pub fn parse(args: &mut lexopt::Parser) -> anyhow::Result<UserCommand> {
    use lexopt::prelude::*;

    let (mut values, mut office, mut role) = (Vec::new(), None, None);
    while let Some(arg) = args.next()? {
        match arg {
            Value(value) => values.push(value.string()?),
            Long("office") => office = Some(args.value()?.string()?.parse()?),
            Long("role") => {
                let text = args.value()?.string()?;
                role =
                    Some(role_of(&text).with_context(|| format!("--role {text:?} gibt es nicht"))?);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let given = || office.clone().context("--office fehlt");
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    match values.as_slice() {
        ["add", name] => Ok(UserCommand::Add {
            name: (*name).to_owned(),
            office: given()?,
            role: role.context("--role fehlt")?,
        }),
        ["reset", name] => Ok(UserCommand::Reset {
            name: (*name).to_owned(),
            office: given()?,
        }),
        ["disable", name] => Ok(UserCommand::Disable {
            name: (*name).to_owned(),
            office: given()?,
        }),
        ["list"] => Ok(UserCommand::List { office }),
        _ => bail!("So geht es:\n{USAGE}"),
    }
}

/// Does it, and prints what the administrator needs to know.
///
/// # Errors
/// If there is no such office or user, or the database fails.
pub async fn run(app: &App, command: UserCommand) -> anyhow::Result<()> {
    let now = app.clock.now();
    match command {
        UserCommand::Add { name, office, role } => {
            let _ = app
                .settings
                .current(&office)
                .await
                .with_context(|| office.to_string())?;
            let code = setup::add(&app.store, &office, &name, role, now).await?;
            record(app, "user_added", &office, &name).await?;
            say(format!("Konto: {}", login_name(&name)));
            say(format!("Code:  {code}"));
            say("Der Code gilt 24 Stunden und nur einmal.");
        }
        UserCommand::Reset { name, office } => {
            let code = setup::reset(&app.store, &office, &name, now).await?;
            let code = code.with_context(|| unknown(&name, &office))?;
            record(app, "user_reset", &office, &name).await?;
            say(format!("Code:  {code}"));
            say("Der Code gilt 24 Stunden und nur einmal.");
        }
        UserCommand::Disable { name, office } => {
            let known = app.store.disable_user(&office, &login_name(&name)).await?;
            ensure!(known, unknown(&name, &office));
            record(app, "user_disabled", &office, &name).await?;
            say("Das Konto ist gesperrt.");
        }
        UserCommand::List { office } => {
            for user in app.store.users(office.as_ref()).await? {
                let state = match (user.disabled, &user.password_hash) {
                    (true, _) => "gesperrt",
                    (false, Some(_)) => "aktiv",
                    (false, None) => "noch ohne Kennwort",
                };
                say(format!(
                    "{}\t{}\t{}\t{state}",
                    user.office,
                    user.name,
                    role_name(user.role)
                ));
            }
        }
    }
    Ok(())
}

fn unknown(name: &str, office: &OfficeId) -> String {
    format!("Ein Konto {name:?} gibt es in {office} nicht.")
}

async fn record(
    app: &App,
    action: &'static str,
    office: &OfficeId,
    name: &str,
) -> anyhow::Result<()> {
    let user = app.store.user(office, &login_name(name)).await?;
    let entry = AuditEntry {
        user: user.map(|user| user.id),
        action,
        office: Some(office.clone()),
        ..AuditEntry::default()
    };
    Ok(app.store.record(entry, app.clock.now()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> anyhow::Result<UserCommand> {
        parse(&mut lexopt::Parser::from_args(args))
    }

    #[test]
    fn a_user_needs_an_office_and_a_role() {
        let office = OfficeId::new("buergerbuero").unwrap();
        assert_eq!(
            read(&["add", "klein", "--office", "buergerbuero", "--role", "lead"]).unwrap(),
            UserCommand::Add {
                name: "klein".to_owned(),
                office,
                role: StaffRole::Lead
            }
        );
        for bad in [
            &["add", "klein", "--office", "x"][..],
            &["add", "klein", "--role", "lead"],
            &["add", "--office", "x", "--role", "lead"],
            &["add", "klein", "--office", "x", "--role", "king"],
            &["reset", "klein"],
            &[],
        ] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }
}
