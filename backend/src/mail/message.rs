//! Words and files as one MIME message:
//! mixed(alternative(plain, related(html, qr)), termin.ics, qr-code.png).

use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

use super::Letter;
use crate::i18n::Words;

/// Content-ID of the QR code.
const CODE_ID: &str = "qr-code";

/// A file of a mail.
pub enum Part {
    /// The QR code as PNG: inside the text and as a file.
    Code(Vec<u8>),
    /// `termin.ics`.
    Calendar {
        /// The content.
        text: String,
        /// Its METHOD is CANCEL.
        is_cancelled: bool,
    },
}

/// From whom, to whom.
pub struct Envelope {
    /// The town's sender address.
    pub from: Mailbox,
    /// Where answers go; none: to the sender.
    pub reply_to: Option<Mailbox>,
    /// The one recipient (requirement F02).
    pub to: Address,
    /// Of the outbox row: the same for each try.
    pub id: Uuid,
    /// Host name for the Message-ID.
    pub host: String,
}

/// Why a mail cannot be put together. It never can, then.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
    /// A template failed.
    #[error(transparent)]
    Template(#[from] askama::Error),
    /// An address or header is impossible.
    #[error(transparent)]
    Message(#[from] lettre::error::Error),
}

/// Puts the mail together.
///
/// # Errors
/// `AssembleError` if an address or a header is impossible.
pub fn assemble(
    t: Words,
    envelope: Envelope,
    letter: &Letter,
    parts: Vec<Part>,
) -> Result<Message, AssembleError> {
    let png = ContentType::parse("image/png").expect("a valid type");
    let mut html = MultiPart::related().singlepart(SinglePart::html(letter.html(t)?));
    let mut files = Vec::new();
    for part in parts {
        match part {
            Part::Code(image) => {
                let inline = Attachment::new_inline(CODE_ID.to_owned());
                html = html.singlepart(inline.body(image.clone(), png.clone()));
                files.push(Attachment::new("qr-code.png".to_owned()).body(image, png.clone()));
            }
            Part::Calendar { text, is_cancelled } => {
                let method = if is_cancelled { "CANCEL" } else { "PUBLISH" };
                let kind = format!("text/calendar; charset=utf-8; method={method}");
                let kind = ContentType::parse(&kind).expect("a valid type");
                files.push(Attachment::new("termin.ics".to_owned()).body(text, kind));
            }
        }
    }
    let words = MultiPart::alternative()
        .singlepart(SinglePart::plain(letter.text()?))
        .multipart(html);
    let body = files
        .into_iter()
        .fold(MultiPart::mixed().multipart(words), MultiPart::singlepart);
    let mut builder = Message::builder()
        .from(envelope.from)
        .to(Mailbox::new(None, envelope.to))
        .subject(&letter.subject)
        .message_id(Some(format!("<{}@{}>", envelope.id, envelope.host)));
    if let Some(reply_to) = envelope.reply_to {
        builder = builder.reply_to(reply_to);
    }
    let mut message = builder.multipart(body)?;
    for (name, value) in [
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("Content-Language", t.tag()),
    ] {
        let name = HeaderName::new_from_ascii(name.to_owned()).expect("a valid name");
        message
            .headers_mut()
            .insert_raw(HeaderValue::new(name, value.to_owned()));
    }
    Ok(message)
}
