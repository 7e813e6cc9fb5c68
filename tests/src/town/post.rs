//! What a throw-away town's server is told of its mail server.

use std::{fmt::Write as _, path::Path};

use anyhow::Result;

use crate::smtp::SmtpSink;

/// The section `[smtp]`; writes the files that it names into the folder.
pub(super) fn section(smtp: &SmtpSink, folder: &Path) -> Result<String> {
    let access = &smtp.access;
    let mut section = format!(
        "\n[smtp]\nhost = \"localhost\"\nport = {}\ntls = {:?}\n\
         from = \"Bürgerbüro <buergerbuero@musterstadt.example>\"\n",
        smtp.address().port(),
        access.tls
    );
    if let Some(authority) = &access.authority {
        let file = folder.join("authority.pem");
        std::fs::write(&file, authority.pem())?;
        writeln!(section, "ca_file = {:?}", file.to_string_lossy())?;
    }
    if let Some((user, password)) = &access.account {
        let file = folder.join("smtp-password");
        std::fs::write(&file, password)?;
        writeln!(section, "user = {user:?}")?;
        writeln!(section, "password_file = {:?}", file.to_string_lossy())?;
    }
    if let Some(most) = access.mails_per_hour {
        writeln!(section, "mails_per_hour = {most}")?;
    }
    Ok(section)
}
