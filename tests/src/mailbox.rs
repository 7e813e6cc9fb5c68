//! Reads a received mail the way a foreign program does.

use mail_parser::{MessageParser, MimeHeaders};

use crate::smtp::Mail;

/// What a test looks at in a mail.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Decoded subject.
    pub subject: String,
    /// The plain text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Links of the plain text, in their order.
    pub links: Vec<String>,
    /// Attachments and inline parts: file name or content id, and content.
    pub parts: Vec<(String, Vec<u8>)>,
    /// The content ids of the parts, by which the HTML part names them.
    pub content_ids: Vec<Option<String>>,
}

impl Letter {
    /// Reads a mail; `None` if it is no MIME mail with a text part.
    #[must_use]
    pub fn read(mail: &Mail) -> Option<Self> {
        let message = MessageParser::default().parse(&mail.raw)?;
        let text = message.body_text(0)?.into_owned();
        let links = text
            .split_whitespace()
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .map(|word| word.trim_end_matches(['.', ',', '>']).to_owned())
            .collect();
        let parts = message
            .attachments()
            .map(|part| {
                let name = part
                    .attachment_name()
                    .or_else(|| part.content_id())
                    .unwrap_or_default();
                (name.to_owned(), part.contents().to_vec())
            })
            .collect();
        let content_ids = message
            .attachments()
            .map(|part| part.content_id().map(str::to_owned))
            .collect();
        Some(Self {
            subject: message.subject()?.to_owned(),
            html: message.body_html(0)?.into_owned(),
            text,
            links,
            parts,
            content_ids,
        })
    }

    /// The link whose path begins so.
    #[must_use]
    pub fn link(&self, path_start: &str) -> Option<&str> {
        self.links.iter().map(String::as_str).find(|link| {
            link.splitn(4, '/')
                .nth(3)
                .is_some_and(|path| format!("/{path}").starts_with(path_start))
        })
    }

    /// The content of the part whose name ends so.
    #[must_use]
    pub fn part(&self, ending: &str) -> Option<&[u8]> {
        self.parts
            .iter()
            .find(|(name, _)| name.ends_with(ending))
            .map(|(_, content)| content.as_slice())
    }
}
