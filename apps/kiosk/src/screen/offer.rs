//! "Heute ist es sehr voll." What there is instead of an ordinary number.

use aufruf_core::id::ServiceId;
use aufruf_core::visit::Concern;
use aufruf_core::wire::kiosk::{KioskView, Offer};
use aufruf_ui::widget::{Look, button};
use aufruf_ui::{Element, typography};
use iced::Length;
use iced::widget::Column;
use jiff::Timestamp;

use super::Context;
use crate::{layout, words};

/// An offer for the concerns that were chosen.
#[derive(Debug, Clone)]
pub struct Instead {
    /// What for.
    pub concerns: Vec<Concern>,
    /// What there is.
    pub offer: Offer,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// "Nachrücknummer nehmen".
    Standby,
    /// "Nein, danke".
    No,
}

impl Instead {
    /// Draws it.
    pub fn view<'a>(&'a self, cx: &'a Context, view: &KioskView) -> Element<'a, Message> {
        let (m, words) = (&cx.metrics, &cx.words);
        let (headline, appointment, standby) = match &self.offer {
            Offer::NoTime {
                minutes,
                shorter,
                appointment,
            } => (
                self.no_time(cx, view, *minutes, shorter.as_ref()),
                *appointment,
                false,
            ),
            Offer::Full {
                appointment,
                standby,
                ..
            } => (words.t("offer-full"), *appointment, *standby),
            Offer::NoNumbers { appointment, .. } => {
                (words.t("problem-quota-used"), *appointment, false)
            }
            Offer::Ticket { .. } => (words.t("offer-full"), None, false),
        };
        let book = layout::card(
            m,
            Column::new()
                .push(typography::strong(m, free(cx, appointment)))
                .push(typography::body(
                    m,
                    words.t_with(
                        "offer-book",
                        &[("phone", words::unbroken(&view.phone).into())],
                    ),
                ))
                .spacing(m.space.s)
                .width(Length::Fill),
        );
        let gap = standby.then(|| {
            let take = button(m, Look::Primary, self.take(cx))
                .large()
                .min_height(m.target * 1.4)
                .width(Length::Fill)
                .on_press_maybe((!cx.busy).then_some(Message::Standby));
            Column::new()
                .push(typography::body(m, words.t("offer-standby")))
                .push(take)
                .spacing(m.space.m)
                .width(Length::Fill)
        });
        let ways = Column::new().push(book).push(gap).spacing(m.space.l);
        let headline = typography::headline(m, headline).width(Length::Fill);
        let body = layout::halves(m, [5, 4], headline, ways);
        let away = layout::back(m, words.t("offer-no"), Message::No);
        layout::page(m, body, Some(layout::steps(m, Some(away), None, None)))
    }

    fn take(&self, cx: &Context) -> String {
        cx.words.t(if cx.busy {
            "moment-please"
        } else {
            "offer-take"
        })
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
