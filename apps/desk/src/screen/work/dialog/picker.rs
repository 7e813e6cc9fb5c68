//! Concerns: those of a visit, those of a new one.

use aufruf_client::Error;
use aufruf_core::id::{ServiceId, VisitId};
use aufruf_core::ticket::TicketNumber;
use aufruf_core::visit::Concern;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{DeskCommand, DeskService, VisitView};
use aufruf_ui::icon::Icon;
use aufruf_ui::widget::{self, Look};
use aufruf_ui::{Element, theme, typography};
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Fill, Task};

use super::{Dialog, Message, Page, Step, button};
use crate::context::Context;
use crate::screen::work::order::Order;
use crate::shortcut::Action as Key;
use crate::telling;

const FILTER: &str = "picker-filter";
/// Most persons or pieces that a clerk may enter.
const QUANTITY_MAX: u8 = 99;

/// The choice itself, also used for bookings.
#[derive(Debug, Default)]
pub(super) struct Picker {
    filter: String,
    chosen: Vec<Concern>,
    /// Shown first: what was chosen before. It stays so while rows are pressed.
    first: Vec<ServiceId>,
}

impl Picker {
    fn of(concerns: &[Concern]) -> Self {
        Self {
            filter: String::new(),
            chosen: concerns.to_vec(),
            first: concerns.iter().map(|c| c.service.clone()).collect(),
        }
    }

    pub(super) fn chosen(&self) -> &[Concern] {
        &self.chosen
    }

    pub(super) fn focus() -> Task<Message> {
        iced::widget::operation::focus(FILTER)
    }

    pub(super) fn update(&mut self, message: Message) {
        match message {
            Message::Filter(text) => self.filter = text,
            Message::Pick(service) => match self.chosen.iter().position(|c| c.service == service) {
                Some(index) => drop(self.chosen.remove(index)),
                None => self.chosen.push(Concern {
                    service,
                    quantity: 1,
                }),
            },
            Message::More(service) => self.change(&service, |n| (n + 1).min(QUANTITY_MAX)),
            Message::Fewer(service) => self.change(&service, |n| n.saturating_sub(1).max(1)),
            _ => {}
        }
    }

    fn change(&mut self, service: &ServiceId, by: impl Fn(u8) -> u8) {
        if let Some(concern) = self.chosen.iter_mut().find(|c| c.service == *service) {
            concern.quantity = by(concern.quantity);
        }
    }

    pub(super) fn view<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let filter = widget::field(m, &words.t("picker-filter"), &self.filter)
            .id(FILTER)
            .on_input(Message::Filter);
        let needle = self.filter.trim().to_lowercase();
        let all = cx.view.as_ref().map_or(&[][..], |v| &v.services);
        let mut matching: Vec<&DeskService> = all
            .iter()
            .filter(|s| s.name.to_lowercase().contains(&needle))
            .collect();
        matching.sort_by_key(|s| !self.first.contains(&s.id));
        let none = matching
            .is_empty()
            .then(|| typography::soft(m, words.t("picker-none")));
        let rows = matching.into_iter().map(|service| self.row(cx, service));
        column![filter]
            .push(Column::with_children(rows).spacing(m.gap))
            .push(none)
            .spacing(m.space.m)
            .into()
    }

    fn row<'a>(&'a self, cx: &'a Context, service: &'a DeskService) -> Element<'a, Message> {
        let m = &cx.m;
        let chosen = self.chosen.iter().find(|c| c.service == service.id);
        let pick = widget::choice_row(
            m,
            service.name.clone(),
            None,
            chosen.is_some(),
            Some(Message::Pick(service.id.clone())),
        )
        .padding([m.space.xs, m.space.m]);
        let Some(concern) = chosen.filter(|c| service.max_quantity > 1 || c.quantity > 1) else {
            return pick.into();
        };
        let change = |icon, words: &str, message| -> Element<'a, Message> {
            widget::button(m, Look::Secondary, cx.words.t(words))
                .icon(icon)
                .padding([m.space.xs, m.space.s])
                .on_press(message)
                .into()
        };
        // The unit is in the plural: "2 Personen".
        let quantity = match concern.quantity {
            1 => "1".to_owned(),
            n => format!("{n} {}", service.unit),
        };
        row![
            Element::from(pick),
            change(
                Icon::Minus,
                "picker-fewer",
                Message::Fewer(service.id.clone())
            ),
            typography::strong(m, quantity),
            change(Icon::Plus, "picker-more", Message::More(service.id.clone())),
        ]
        .spacing(m.space.m)
        .align_y(Alignment::Center)
        .into()
    }

    /// What is chosen, above the next step.
    pub(super) fn summary<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let m = &cx.m;
        let words = match self.chosen.len() {
            0 => cx.words.t("picker-nothing"),
            n @ 4.. => cx.words.t1("picker-chosen-n", "n", n),
            _ => {
                let chosen = telling::concerns(cx, &self.chosen);
                cx.words.t1("picker-chosen", "concerns", chosen)
            }
        };
        typography::body(m, words).style(theme::text::soft).into()
    }
}

/// The concerns of a visit that is already there.
#[derive(Debug)]
struct Edit {
    visit: VisitId,
    number: String,
    picker: Picker,
    before: Vec<Concern>,
}

/// Adds or removes concerns of a visit.
pub(in crate::screen::work) fn edit(visit: &VisitView) -> Box<dyn Dialog> {
    Box::new(Edit {
        visit: visit.id,
        number: visit.number.map(|n| n.to_string()).unwrap_or_default(),
        picker: Picker::of(&visit.concerns),
        before: visit.concerns.clone(),
    })
}

impl Dialog for Edit {
    fn title(&self, cx: &Context) -> String {
        cx.words.t1("concerns-title", "number", self.number.clone())
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Dismiss, Key::Confirm]
    }

    fn opened(&mut self, _cx: &Context) -> Task<Message> {
        Picker::focus()
    }

    fn holds_input(&self) -> bool {
        self.picker.chosen != self.before
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(Key::Confirm) if self.picker.chosen == self.before => Step::Close,
            Message::Do(Key::Confirm) if !self.picker.chosen.is_empty() && !cx.lost => {
                Step::command(DeskCommand::SetConcerns {
                    visit: self.visit,
                    concerns: self.picker.chosen.clone(),
                })
            }
            other => {
                self.picker.update(other);
                Step::None
            }
        }
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        Some(cx.words.t("cancel"))
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let save = button(
            cx,
            Look::Primary,
            cx.words.t("concerns-save"),
            Key::Confirm,
            !self.picker.chosen.is_empty() && !cx.lost,
        );
        Page::new(self.picker.view(cx))
            .above(self.picker.summary(cx))
            .forward(save)
    }
}

/// A ticket beyond the quota, entered by a clerk.
#[derive(Debug, Default)]
struct WalkIn {
    picker: Picker,
    drawn: Option<TicketNumber>,
    /// Sent and not yet answered for good: repeated under the same id.
    order: Option<Order>,
}

/// A new visit without appointment.
pub(in crate::screen::work) fn walk_in() -> Box<dyn Dialog> {
    Box::new(WalkIn::default())
}

impl Dialog for WalkIn {
    fn title(&self, cx: &Context) -> String {
        cx.words.t(match self.drawn {
            Some(_) => "walk-in-done",
            None => "walk-in-title",
        })
    }

    fn offered(&self, _cx: &Context) -> Vec<Key> {
        vec![Key::Dismiss, Key::Confirm]
    }

    fn opened(&mut self, _cx: &Context) -> Task<Message> {
        Picker::focus()
    }

    fn holds_input(&self) -> bool {
        self.drawn.is_none() && !self.picker.chosen.is_empty()
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => Step::Close,
            Message::Do(Key::Confirm) if self.drawn.is_some() => Step::Close,
            Message::Do(Key::Confirm) if !self.picker.chosen.is_empty() && !cx.lost => {
                let concerns = || self.picker.chosen.clone();
                let order = self.order.get_or_insert_with(|| {
                    Order::command(DeskCommand::DrawTicket {
                        concerns: concerns(),
                    })
                });
                Step::Order(order.clone())
            }
            other => {
                let before = self.picker.chosen.clone();
                self.picker.update(other);
                if self.picker.chosen != before {
                    // Other concerns are another intent.
                    self.order = None;
                }
                Step::None
            }
        }
    }

    fn answered(&mut self, answer: &Answer, _cx: &Context) -> Step {
        match answer {
            Answer::Ticket { number, .. } => {
                self.drawn = Some(*number);
                Step::None
            }
            _ => Step::Close,
        }
    }

    fn refused(&mut self, error: &Error, _cx: &Context) -> Step {
        if error.is_final() {
            self.order = None;
        }
        Step::None
    }

    fn way_out(&self, cx: &Context) -> Option<String> {
        self.drawn.is_none().then(|| cx.words.t("cancel"))
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let (m, words) = (&cx.m, &cx.words);
        if let Some(number) = self.drawn {
            let content = column![
                typography::number(m, number.to_string()).style(theme::text::brand),
                typography::title(m, telling::concerns(cx, &self.picker.chosen)),
                typography::body(m, words.t("walk-in-tell")),
            ];
            let done = button(cx, Look::Primary, words.t("done"), Key::Confirm, true);
            let content = container(content.spacing(m.space.m)).width(Fill);
            return Page::new(content).forward(done);
        }
        let draw = button(
            cx,
            Look::Primary,
            words.t("walk-in-do"),
            Key::Confirm,
            !self.picker.chosen.is_empty() && !cx.lost,
        );
        Page::new(self.picker.view(cx))
            .above(self.picker.summary(cx))
            .forward(draw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_press_takes_a_concern_back_and_quantities_stay_within_bounds() {
        let service = || ServiceId::new("pass").unwrap();
        let mut picker = Picker::default();
        picker.update(Message::Pick(service()));
        picker.update(Message::Fewer(service()));
        assert_eq!(picker.chosen()[0].quantity, 1);
        for _ in 0..200 {
            picker.update(Message::More(service()));
        }
        assert_eq!(picker.chosen()[0].quantity, QUANTITY_MAX);
        picker.update(Message::Pick(service()));
        assert!(picker.chosen().is_empty());
        // Not chosen: no quantity.
        picker.update(Message::More(service()));
        assert!(picker.chosen().is_empty());
    }
}
