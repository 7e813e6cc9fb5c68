use aufruf_client::Error;
use aufruf_core::wire::desk::Contact;

/// What is known of the citizen at this counter. `Debug` does not show the name.
pub(super) enum Loaded {
    /// It is being fetched.
    Running,
    /// There is none, or it could not be fetched: the number suffices.
    None,
    /// The name.
    Name(String),
}

impl From<Result<Contact, Error>> for Loaded {
    fn from(answer: Result<Contact, Error>) -> Self {
        match answer {
            Ok(contact) if !contact.name.trim().is_empty() => Self::Name(contact.name),
            Ok(_) => Self::None,
            Err(error) => {
                tracing::debug!("no contact: {error}");
                Self::None
            }
        }
    }
}

impl std::fmt::Debug for Loaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Running => "Running",
            Self::None => "None",
            Self::Name(_) => "Name(…)",
        })
    }
}
