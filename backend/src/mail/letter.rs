//! The words of each mail. One structure, rendered twice: as plain text that is
//! complete by itself, and as HTML with headings (requirement A20).

use askama::Template;

use super::Order;
use crate::{appointment::Facts, i18n::Words, store::MailKind};

/// A mail in words.
pub struct Letter {
    /// Never names the concern (requirement E15).
    pub subject: String,
    /// "Guten Tag …,".
    pub greeting: String,
    /// What this mail is about.
    pub lead: Vec<String>,
    /// The ticket number, shown large.
    pub number: Option<String>,
    /// Below the number.
    pub number_use: String,
    /// Names and values.
    pub facts: Vec<(String, String)>,
    /// The one link, and its words.
    pub link: Option<(String, String)>,
    /// What follows.
    pub sections: Vec<Section>,
    /// Name, phone and mail of the office.
    pub sender: Vec<String>,
}

/// A headline and its lines.
pub struct Section {
    /// The headline.
    pub title: String,
    /// The lines, as a list.
    pub lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Text<'a> {
    letter: &'a Letter,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    t: Words,
    letter: &'a Letter,
    has_code: bool,
}

impl Letter {
    /// The plain text.
    ///
    /// # Errors
    /// Never in practice: writing into memory.
    pub fn text(&self) -> Result<String, askama::Error> {
        Text { letter: self }.render()
    }

    /// The HTML text. Links only to our own pages, pictures only inside the
    /// mail (requirement G13).
    ///
    /// # Errors
    /// Never in practice: writing into memory.
    pub fn html(&self, t: Words) -> Result<String, askama::Error> {
        Html {
            t,
            letter: self,
            has_code: self.number.is_some(),
        }
        .render()
    }
}

fn sender(order: &Order<'_>, t: Words) -> Vec<String> {
    let office = &order.settings.office;
    let mut sender = vec![
        office.name.clone(),
        t.a("mail-phone", "phone", &office.phone),
        t.a("mail-address", "email", &office.email),
    ];
    if office.example {
        sender.push(t.w("example-note"));
    }
    sender
}

/// "12.05.2026 um 09:20 Uhr".
fn short(order: &Order<'_>, t: Words) -> String {
    let from = order.visit.booked.unwrap_or(order.now);
    let local = from.to_zoned(order.zone.clone());
    let date = t.date_short(local.date());
    t.a2(
        "mail-when",
        ("date", &date),
        ("clock", &t.clock(local.time())),
    )
}

fn greeting(order: &Order<'_>, t: Words) -> String {
    match order.name {
        "" => t.w("mail-greeting"),
        name => t.a("mail-greeting-name", "name", name),
    }
}

fn facts(t: Words, facts: &Facts) -> Vec<(String, String)> {
    vec![
        (t.w("time-word"), facts.moment.clone()),
        (t.w("place-word"), facts.place.join(", ")),
    ]
}

pub(super) fn confirm(order: &Order<'_>, t: Words, about: &Facts) -> Letter {
    let until = order.visit.until.unwrap_or(order.now);
    Letter {
        subject: t.a("mail-confirm-subject", "when", &short(order, t)),
        greeting: t.w("mail-greeting"),
        lead: vec![
            t.w("mail-confirm-lead"),
            t.a("mail-confirm-until", "until", &t.moment(until, order.zone)),
        ],
        number: None,
        number_use: String::new(),
        facts: facts(t, about),
        link: Some((order.confirm_link(), t.w("mail-confirm-link"))),
        sections: vec![Section {
            title: t.w("mail-confirm-not-you"),
            lines: vec![t.w("mail-confirm-not-you-text")],
        }],
        sender: sender(order, t),
    }
}

pub(super) fn ticket(order: &Order<'_>, t: Words, about: &Facts) -> Letter {
    let is_changed = order.kind == MailKind::Changed;
    let (subject, lead) = match is_changed {
        true => ("mail-changed-subject", "mail-changed-lead"),
        false => ("mail-ticket-subject", "mail-ticket-lead"),
    };
    let mut sections = Vec::new();
    for concern in &about.concerns {
        let mut lines = concern.documents.clone();
        if lines.is_empty() {
            lines.push(t.w("bring-nothing"));
        }
        if !concern.fee.is_empty() {
            lines.push(concern.fee.clone());
        }
        sections.push(Section {
            title: t.a("mail-bring", "concern", &concern.line),
            lines,
        });
    }
    sections.push(Section {
        title: t.w("mail-payment"),
        lines: vec![about.payment.clone()],
    });
    sections.push(Section {
        title: t.w("mail-way"),
        lines: [about.place.join(", "), about.step_free.clone()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
    });
    sections.push(Section {
        title: t.w("on-the-day-title"),
        lines: vec![
            t.w("on-the-day-check-in"),
            t.w("on-the-day-call"),
            t.a("on-the-day-late", "phone", &about.phone),
        ],
    });
    Letter {
        subject: t.a(subject, "when", &short(order, t)),
        greeting: greeting(order, t),
        lead: vec![t.w(lead)],
        number: Some(about.number.clone()),
        number_use: t.w("number-use"),
        facts: facts(t, about),
        link: Some((order.manage_link(), t.w("mail-manage-link"))),
        sections,
        sender: sender(order, t),
    }
}

pub(super) fn cancelled(order: &Order<'_>, t: Words, about: &Facts) -> Letter {
    let new_booking = format!("{}/{}", order.public_url, order.settings.office.id);
    Letter {
        subject: t.a("mail-cancelled-subject", "when", &short(order, t)),
        greeting: greeting(order, t),
        lead: vec![t.w("mail-cancelled-lead"), t.w("mail-cancelled-data")],
        number: None,
        number_use: String::new(),
        facts: facts(t, about),
        link: Some((new_booking, t.w("rebook-button"))),
        sections: Vec::new(),
        sender: sender(order, t),
    }
}
