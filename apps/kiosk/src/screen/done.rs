//! The end: the number, the time, the way. No concern stands here: others read along.

use aufruf_core::ticket::TicketNumber;
use aufruf_core::wire::kiosk::{CheckedIn, Ticket};
use aufruf_ui::theme::{self, Role};
use aufruf_ui::widget::{self, Code, Look, Tone, button, qr};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, Row, row};
use iced::{Alignment, Length};
use jiff::Timestamp;

use super::{Context, Paper};
use crate::layout;
use crate::printer::Slip;
use crate::words;

/// What was achieved, until "Fertig".
#[derive(Debug)]
pub struct Done {
    outcome: Outcome,
    /// The status page, to photograph.
    code: Option<Code>,
    print: Print,
}

#[derive(Debug)]
enum Outcome {
    CheckedIn(CheckedIn),
    /// Was checked in before; the server says no more than the number.
    Again(TicketNumber),
    Drawn(Ticket),
}

/// How the slip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Print {
    None,
    Running,
    Out,
    Failed,
}

/// What happens on this screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// "Zettel drucken".
    Print,
    /// "Fertig".
    Done,
}

/// What the parent is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Print the slip, then call [`Done::printed`].
    Print,
    /// Back to the start.
    Close,
}

impl Done {
    /// After a check-in.
    #[must_use]
    pub fn checked_in(checked_in: CheckedIn) -> Self {
        Self::new(Outcome::CheckedIn(checked_in))
    }

    /// After a check-in that had been done before.
    #[must_use]
    pub fn again(number: TicketNumber) -> Self {
        Self::new(Outcome::Again(number))
    }

    /// After a ticket was drawn.
    #[must_use]
    pub fn drawn(ticket: Ticket) -> Self {
        let link = ticket.status_link.as_deref();
        let code = link.and_then(|link| Code::new(link).ok());
        Self {
            code,
            ..Self::new(Outcome::Drawn(ticket))
        }
    }

    fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            code: None,
            print: Print::None,
        }
    }

    /// Changes with a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Print if self.print == Print::Running => Action::None,
            Message::Print => {
                self.print = Print::Running;
                Action::Print
            }
            Message::Done => Action::Close,
        }
    }

    /// The slip is out, or the printer failed.
    pub fn printed(&mut self, works: bool) {
        self.print = if works { Print::Out } else { Print::Failed };
    }

    /// The number.
    #[must_use]
    pub fn number(&self) -> TicketNumber {
        match &self.outcome {
            Outcome::CheckedIn(checked_in) => checked_in.number,
            Outcome::Again(number) => *number,
            Outcome::Drawn(ticket) => ticket.number,
        }
    }

    /// Whether the next citizen's code may take the place of this number. One that was
    /// drawn stands until it is noted, or the time is over: nobody can ask for it again,
    /// and its own slip may be what comes before the camera.
    #[must_use]
    pub fn gives_way(&self) -> bool {
        !matches!(self.outcome, Outcome::Drawn(_))
    }

    /// Whether this is a walk-in that was here before and has come to the terminal again.
    fn is_walk_in_again(&self) -> bool {
        match &self.outcome {
            Outcome::CheckedIn(checked_in) => checked_in.booked.is_none(),
            Outcome::Again(number) => number.digits < 1000,
            Outcome::Drawn(_) => false,
        }
    }

    fn booked(&self) -> Option<Timestamp> {
        match &self.outcome {
            Outcome::CheckedIn(checked_in) => checked_in.booked,
            Outcome::Again(_) | Outcome::Drawn(_) => None,
        }
    }

    /// What is to be printed.
    #[must_use]
    pub fn slip(&self, cx: &Context) -> Slip {
        let words = &cx.words;
        let view = cx.view.as_deref();
        let way = view.map_or("", |view| view.way_to_waiting.as_str());
        let mut lines = Vec::new();
        let (at, link) = match &self.outcome {
            Outcome::Drawn(ticket) => (Some(ticket.drawn), ticket.status_link.clone()),
            _ => (cx.now, None),
        };
        if let Some(at) = at {
            let values = [
                ("date", words.date(words.local(at).date()).into()),
                ("clock", words.clock(at).into()),
            ];
            lines.push(words.t_with("slip-drawn", &values));
        }
        if let Some(booked) = self.booked() {
            lines.push(words.t_with("slip-appointment", &[("clock", words.clock(booked).into())]));
        }
        if let Outcome::Drawn(ticket) = &self.outcome {
            // On paper the upper end alone: it is read when the lower one has passed.
            let wait = ticket
                .wait
                .map(|wait| words.t_with("slip-wait", &[("to", wait.to_min.into())]));
            let standby = ticket.standby.then(|| words.t("slip-standby"));
            lines.extend(standby.or(wait));
            let ahead = ticket.ahead.filter(|ahead| *ahead > 0);
            lines.extend(ahead.map(|n| words.t_with("slip-ahead", &[("n", n.into())])));
        }
        lines.push(words.t("slip-valid"));
        if !way.is_empty() {
            lines.push(words.t_with("slip-way", &[("way", way.into())]));
        }
        lines.extend([words.t("slip-watch"), words.t("slip-order")]);
        if link.is_some() {
            lines.push(words.t("slip-status"));
        }
        Slip {
            office: view.map_or_else(String::new, |view| view.office.name.clone()),
            number: self.number().to_string(),
            lines,
            link,
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let m = &cx.metrics;
        // Beside a short number there is room for more words.
        let parts = if matches!(self.outcome, Outcome::Drawn(_)) {
            [7, 9]
        } else {
            [1, 1]
        };
        let body = layout::halves(m, parts, self.number_and_time(cx), self.what_next(cx));
        layout::page(m, body, Some(self.steps(cx)))
    }

    fn number_and_time<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let key = match (&self.outcome, self.is_walk_in_again()) {
            (Outcome::CheckedIn(checked_in), true) if !checked_in.again => "returned",
            (Outcome::CheckedIn(_) | Outcome::Again(_), true) => "waits-already",
            (Outcome::CheckedIn(checked_in), false) if !checked_in.again => "checked-in",
            (Outcome::CheckedIn(_) | Outcome::Again(_), false) => "checked-in-again",
            (Outcome::Drawn(ticket), _) if ticket.standby => "drawn-standby",
            (Outcome::Drawn(_), _) => "drawn",
        };
        // On its side the words beside it need every pixel.
        let mark = if m.is_landscape() { 1.25 } else { 1.5 };
        let headline = row![
            widget::done_mark((m.text.headline * mark).round()),
            typography::headline(m, words.t(key)).width(Length::Fill),
        ]
        .spacing(m.space.l)
        .align_y(Alignment::Center);
        let number = typography::number(m, self.number().to_string()).style(theme::text::brand);
        let time = self
            .time(cx)
            .map(|time| typography::emphasis(m, &time, Role::Ink));
        Column::new()
            .push(headline)
            .push(number)
            .push(time)
            .push(
                self.wait(cx)
                    .map(|wait| typography::emphasis(m, &wait, Role::Ink)),
            )
            .spacing(m.space.l)
            .width(Length::Fill)
            .into()
    }

    /// How long it will take. Never less than up to the booked time.
    fn wait(&self, cx: &Context) -> Option<String> {
        let wait = match &self.outcome {
            Outcome::Drawn(ticket) if ticket.standby => {
                return Some(cx.words.t("standby-no-promise"));
            }
            Outcome::Drawn(Ticket { stranded: true, .. })
            | Outcome::CheckedIn(CheckedIn { stranded: true, .. }) => {
                return Some(cx.words.t("wait-stranded"));
            }
            Outcome::Drawn(ticket) => ticket.wait?,
            Outcome::CheckedIn(checked_in) if is_due(checked_in, cx.now) => checked_in.wait?,
            Outcome::CheckedIn(_) | Outcome::Again(_) => return None,
        };
        Some(cx.words.wait("wait", wait))
    }

    fn time(&self, cx: &Context) -> Option<String> {
        let (key, at) = match &self.outcome {
            Outcome::CheckedIn(checked_in) if checked_in.late => {
                ("your-appointment-late", checked_in.booked?)
            }
            Outcome::CheckedIn(checked_in) => ("your-appointment", checked_in.booked?),
            Outcome::Again(_) => return None,
            Outcome::Drawn(ticket) => ("drawn-at", ticket.drawn),
        };
        Some(
            cx.words
                .t_with(key, &[("clock", cx.words.clock(at).into())]),
        )
    }

    fn what_next<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let way = cx
            .view
            .as_ref()
            .map_or("", |view| view.way_to_waiting.as_str());
        let way = if way.is_empty() {
            words.t("step-way-unknown")
        } else {
            words.t_with("step-way", &[("way", words::unbroken(way).into())])
        };
        let order = (!layout::is_tight(m)).then(|| words.t("step-order"));
        let steps = [way, words.t("step-watch")].into_iter().chain(order);
        let steps = steps.zip(1..).map(|(words, n)| {
            row![
                typography::strong(m, n.to_string()).width(m.text.body),
                Element::from(
                    iced::widget::container(typography::emphasis(m, &words, Role::Ink))
                        .width(Length::Fill)
                ),
            ]
            .spacing(m.space.s)
            .into()
        });
        Column::new()
            .push(self.keep(cx))
            .push(layout::card(
                m,
                Column::with_children(steps).spacing(m.space.m),
            ))
            .spacing(m.space.l)
            .width(Length::Fill)
            .into()
    }

    /// How the number is kept: on a slip, on a phone, in mind.
    fn keep<'a>(&'a self, cx: &'a Context) -> Option<Element<'a, Message>> {
        let (m, words) = (&cx.metrics, &cx.words);
        let said = |tone, key: &str| widget::notice(m, tone, typography::body(m, words.t(key)));
        match (self.print, &self.outcome) {
            (Print::Running, _) => Some(said(Tone::Plain, "slip-coming")),
            (Print::Out, _) => Some(said(Tone::Success, "take-slip")),
            (Print::Failed, _) => self
                .photograph(cx, "slip-failed")
                .or_else(|| Some(said(Tone::Warning, "slip-failed"))),
            (Print::None, Outcome::Drawn(_)) => self
                .photograph(cx, "remember")
                .or_else(|| Some(said(Tone::Plain, "remember"))),
            (Print::None, _) => None,
        }
    }

    fn photograph<'a>(&'a self, cx: &'a Context, key: &str) -> Option<Element<'a, Message>> {
        let (m, words) = (&cx.metrics, &cx.words);
        let code = self.code.as_ref()?;
        let more = (!layout::is_tight(m)).then(|| typography::body(m, words.t("photograph")));
        let words = Column::new()
            .push(typography::strong(m, words.t(key)))
            .push(more)
            .spacing(m.space.m)
            .width(Length::Fill);
        let content = Row::new()
            .push(qr(code, layout::code_side(m)))
            .push(words)
            .spacing(m.space.l)
            .align_y(Alignment::Center);
        Some(layout::card(m, content))
    }

    fn steps<'a>(&self, cx: &Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let on_paper = self.print == Print::Out;
        let noted = matches!(self.outcome, Outcome::Drawn(_)) && !on_paper;
        let can_print = cx.paper != Paper::None && self.print == Print::None;
        let print = can_print.then(|| {
            button(m, Look::Secondary, words.t("print-slip"))
                .min_height(layout::step_height(m))
                .on_press(Message::Print)
                .into()
        });
        let key = if noted { "noted" } else { "done" };
        let done = layout::forward(m, words.t(key), Some(Message::Done));
        layout::steps(m, print, None, Some(done))
    }
}

/// Whether the booked time has come: before it nothing but the time counts.
fn is_due(checked_in: &CheckedIn, now: Option<Timestamp>) -> bool {
    match (checked_in.booked, now) {
        (Some(booked), Some(now)) => booked <= now,
        (None, _) => true,
        (Some(_), None) => false,
    }
}
