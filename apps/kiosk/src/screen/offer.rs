//! "Heute ist es sehr voll." What there is instead of an ordinary number.

use aufruf_core::id::ServiceId;
use aufruf_core::visit::Concern;
use aufruf_core::wire::kiosk::{KioskView, NoNumbers, Offer};
use aufruf_ui::widget::{Button, Code, Look, button, qr};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, Row};
use iced::{Alignment, Length};
use jiff::Timestamp;

use super::Context;
use crate::{layout, words};

/// An offer for the concerns that were chosen.
#[derive(Debug)]
pub struct Instead {
    /// What for.
    pub concerns: Vec<Concern>,
    offer: Offer,
    /// The booking pages, to photograph.
    code: Option<Code>,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// "Nachrücknummer nehmen".
    Standby,
    /// "Zurück", to the concerns.
    Back,
    /// "Nein, danke", or "Fertig".
    Close,
}

impl Instead {
    /// For these concerns; `link` leads a phone to the booking pages.
    #[must_use]
    pub fn new(concerns: Vec<Concern>, offer: Offer, link: Option<&str>) -> Self {
        Self {
            concerns,
            offer,
            code: link.and_then(|link| Code::new(link).ok()),
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, cx: &'a Context, view: &KioskView) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let (headline, appointment) = match &self.offer {
            Offer::NoTime {
                minutes,
                shorter,
                appointment,
            } => (
                self.no_time(cx, view, *minutes, shorter.as_ref()),
                *appointment,
            ),
            Offer::Full { appointment, .. } => (words.t("offer-full"), *appointment),
            Offer::NoNumbers {
                reason,
                appointment,
            } => (words.t(reason_key(*reason)), *appointment),
            Offer::Ticket { .. } => (words.t("offer-full"), None),
        };
        let urgent = matches!(self.offer, Offer::NoNumbers { .. })
            .then(|| typography::soft(m, words.t("offer-urgent")));
        let why = Column::new()
            .push(typography::headline(m, headline).width(Length::Fill))
            .push(urgent)
            .spacing(m.space.m)
            .width(Length::Fill);
        let book = self.book(cx, view, appointment);
        // A wide screen is low: there two ways stand side by side.
        let body = match self.standby(cx) {
            Some(standby) if m.is_landscape() => {
                let first = Column::new().push(why).push(book).spacing(m.space.l);
                layout::halves(m, [5, 4], first, standby)
            }
            standby => {
                let ways = Column::new().push(book).push(standby).spacing(m.space.l);
                layout::halves(m, [5, 4], why, ways)
            }
        };
        layout::page(m, body, Some(self.steps(cx)))
    }

    /// The free appointment, and how it is booked: here with a phone, or otherwise.
    fn book<'a>(
        &'a self,
        cx: &Context,
        view: &KioskView,
        appointment: Option<Timestamp>,
    ) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let phone = words::unbroken(&view.phone);
        let how = |with_phone: &str, without: &str| {
            let key = if phone.is_empty() {
                without
            } else {
                with_phone
            };
            typography::body(m, words.t_with(key, &[("phone", phone.as_str().into())]))
        };
        let ways: Element<'a, Message> = match &self.code {
            None => how("offer-book", "offer-book-staff").into(),
            Some(code) => {
                let said = Column::new()
                    .push(typography::strong(m, words.t("offer-phone")))
                    .push(how("offer-phone-not", "offer-phone-not-staff"))
                    .spacing(m.space.s)
                    .width(Length::Fill);
                Row::new()
                    .push(qr(code, layout::code_side(m)))
                    .push(said)
                    .spacing(m.space.l)
                    .align_y(Alignment::Center)
                    .into()
            }
        };
        let content = Column::new()
            .push(typography::strong(m, free(cx, appointment)))
            .push(ways)
            .spacing(m.space.m)
            .width(Length::Fill);
        layout::card(m, content)
    }

    /// A number in the gaps of the day, where it can be had.
    fn standby<'a>(&self, cx: &Context) -> Option<Element<'a, Message>> {
        let (m, words) = (&cx.metrics, &cx.words);
        let key = if cx.busy {
            "moment-please"
        } else {
            "offer-take"
        };
        let take = button(m, Look::Primary, words.t(key))
            .large()
            .min_height(m.target * 1.4)
            .width(Length::Fill)
            .on_press_maybe((!cx.busy).then_some(Message::Standby));
        let gap = Column::new()
            .push(typography::body(m, words.t("offer-standby")))
            .push(take)
            .spacing(m.space.m)
            .width(Length::Fill);
        self.has_standby().then(|| gap.into())
    }

    fn has_standby(&self) -> bool {
        matches!(self.offer, Offer::Full { standby: true, .. })
    }

    /// Back to the concerns, and away. Beside a number that can be taken, going away
    /// is the smaller answer.
    fn steps<'a>(&self, cx: &Context) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let away: Button<'a, Message> = if self.has_standby() {
            button(m, Look::Secondary, words.t("offer-no"))
                .min_height(layout::step_height(m))
                .on_press(Message::Close)
        } else {
            layout::forward(m, words.t("done"), Some(Message::Close))
        };
        let back = layout::back(m, words.t("back"), Message::Back);
        layout::steps(m, Some(back), None, Some(away))
    }

    fn no_time(
        &self,
        cx: &Context,
        view: &KioskView,
        minutes: u16,
        shorter: Option<&ServiceId>,
    ) -> String {
        let name = |id: &ServiceId| {
            let known = view.services.iter().find(|service| service.id == *id);
            known.map_or_else(String::new, |service| service.name.clone())
        };
        let chosen = match self.concerns.as_slice() {
            [one] => name(&one.service),
            _ => String::new(),
        };
        let values = [
            ("concern", chosen.into()),
            ("minutes", minutes.into()),
            ("shorter", shorter.map_or_else(String::new, name).into()),
        ];
        let key = match (self.concerns.len(), shorter) {
            (1, Some(_)) => "offer-no-time-but",
            (1, None) => "offer-no-time",
            (_, Some(_)) => "offer-no-time-all-but",
            (_, None) => "offer-no-time-all",
        };
        cx.words.t_with(key, &values)
    }
}

/// The words for why no numbers are issued.
pub(super) fn reason_key(reason: NoNumbers) -> &'static str {
    match reason {
        NoNumbers::QuotaUsed => "offer-none-quota-used",
        NoNumbers::TooLate => "offer-none-too-late",
        NoNumbers::Stopped => "offer-none-stopped",
    }
}

/// The earliest free appointment in words.
fn free(cx: &Context, appointment: Option<Timestamp>) -> String {
    let words = &cx.words;
    let Some(at) = appointment else {
        return words.t("offer-no-appointment");
    };
    let today = cx.now.map(|now| words.local(now).date());
    let key = if today == Some(words.local(at).date()) {
        "offer-appointment-today"
    } else {
        "offer-appointment-tomorrow"
    };
    words.t_with(key, &[("clock", words.clock(at).into())])
}
