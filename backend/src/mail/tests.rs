//! Mails as a foreign program reads them.

use aufruf_core::{
    id::VisitId, queue::Rank, settings::OfficeSettings, ticket::TicketNumber, visit::Visit,
};
use jiff::Timestamp;
use mail_parser::{Message, MessageParser, MimeHeaders};

use super::*;
use crate::{appointment, web::tests::site::example};
