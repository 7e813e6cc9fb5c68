//! Which counters are staffed for the rest of the day, and whom that leaves without
//! one, today and on later days.

use aufruf_core::id::{CounterId, VisitId};
use aufruf_core::visit::State;
use aufruf_core::wire::answer::Answer;
use aufruf_core::wire::desk::{CounterView, DeskCommand, MisfitDay, VisitView};
use aufruf_ui::widget::{self, Button, Look};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, Row, column, container, row, space};
use iced::{Alignment, Fill, Task};
use jiff::civil::Date;

use super::sure::{About, Sure};
use super::{Dialog, Message, Page, Step, moving};
use crate::context::Context;
use crate::problem;
use crate::screen::work::order::Order;
use crate::screen::work::queue;
use crate::shortcut::Action as Key;
use crate::telling;

/// For leads only.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// Bookings of later days that no longer fit.
    later: Later,
    /// The day whose bookings are shown; `None`: today.
    day: Option<Date>,
}

#[derive(Debug, Default)]
enum Later {
    #[default]
    Loading,
    Days(Vec<MisfitDay>),
    Problem(String),
}

fn state(cx: &Context, counter: &CounterView) -> String {
    let key = match counter {
        CounterView {
            withdrawn: true, ..
        } => "counters-withdrawn",
        CounterView { open: false, .. } => "counters-idle",
        CounterView { paused: true, .. } => "counters-paused",
        _ => "counters-open",
    };
    let state = cx.words.t(key);
    match counter.visit.as_ref().and_then(|v| v.number) {
        Some(number) => {
            let values = [("a", state.into()), ("b", number.to_string().into())];
            cx.words.t_with("dot-list", &values)
        }
        None => state,
    }
}

/// Whoever is there is served first.
fn can_change(counter: &CounterView) -> bool {
    counter.withdrawn || counter.visit.is_none()
}

/// A lead sends an absent colleague home; the counter is free for anybody then.
fn can_release(counter: &CounterView) -> bool {
    counter.open && counter.visit.is_none()
}

/// Each counter with its place in the list.
fn numbered(cx: &Context) -> impl Iterator<Item = (u8, &CounterView)> {
    let counters = cx.view.as_ref().map_or(&[][..], |v| &v.counters);
    (1..).zip(counters)
}

fn change(n: u8, cx: &Context) -> Step {
    let Some((_, counter)) = numbered(cx).find(|(own, c)| *own == n && can_change(c)) else {
        return Step::None;
    };
    let id = counter.sign.id;
    if counter.withdrawn {
        return Step::command(DeskCommand::RestoreCounter { counter: id });
    }
    let order = Order::command(DeskCommand::WithdrawCounter { counter: id });
    Step::Open(Box::new(Sure::new(About::Withdraw(id), order)))
}

fn release(n: u8, cx: &Context) -> Step {
    let Some((_, counter)) = numbered(cx).find(|(own, c)| *own == n && can_release(c)) else {
        return Step::None;
    };
    let id = counter.sign.id;
    let order = Order::command(DeskCommand::CloseCounter { counter: id });
    Step::Open(Box::new(Sure::new(About::Release(id), order)))
}

fn counter_row<'a>(cx: &'a Context, n: u8, counter: &'a CounterView) -> Element<'a, Message> {
    let m = &cx.m;
    let id: CounterId = counter.sign.id;
    let place = |words: &str, key: Key, can: bool, cells: f32| -> Element<'a, Message> {
        if !can {
            return space().width(m.cells(cells)).into();
        }
        let button = widget::button(m, Look::Secondary, cx.words.t(words))
            .width(m.cells(cells))
            .padding([m.space.xs, m.space.s])
            .on_press_maybe((!cx.lost).then_some(Message::Do(key)));
        match key.is_on_keyboard() {
            true => button.key(key.key()).into(),
            false => button.into(),
        }
    };
    let words = match counter.withdrawn {
        true => "counters-restore",
        false => "counters-withdraw",
    };
    row![
        typography::strong(m, telling::counter(cx, id)).width(m.cells(14.0)),
        typography::body(m, state(cx, counter)).width(Fill),
        space().height(m.target),
        place(
            "counters-release",
            Key::Other(n),
            can_release(counter),
            28.0
        ),
        place(words, Key::Choice(n), can_change(counter), 34.0),
    ]
    .spacing(m.space.s)
    .align_y(Alignment::Center)
    .into()
}

impl Counters {
    /// Today's from the live view, those of later days as they were fetched.
    fn days<'a>(&'a self, cx: &'a Context) -> Vec<(Date, &'a [VisitView])> {
        let today = cx.today();
        let live = cx.view.as_ref().map_or(&[][..], |v| &v.misfits);
        let later = match &self.later {
            Later::Days(days) => &days[..],
            Later::Loading | Later::Problem(_) => &[],
        };
        let later = later.iter().filter(|day| day.date > today);
        std::iter::once((today, live))
            .chain(later.map(|day| (day.date, &day.visits[..])))
            .filter(|(_, visits)| !visits.is_empty())
            .collect()
    }

    /// The day that is shown: the chosen one, or the first that has any.
    fn shown<'a>(&'a self, cx: &'a Context) -> Option<(Date, &'a [VisitView])> {
        let days = self.days(cx);
        let chosen = days.iter().find(|(date, _)| Some(*date) == self.day);
        chosen.or(days.first()).copied()
    }

    fn open(&self, id: VisitId, cx: &Context) -> Step {
        let found = self.days(cx).into_iter().find_map(|(date, visits)| {
            let visit = visits.iter().find(|visit| visit.id == id)?;
            Some((date, visit.clone()))
        });
        match found {
            Some((date, visit)) => Step::Open(Box::new(moving::Moving::new(visit, date))),
            None => Step::None,
        }
    }

    fn misfits<'a>(&'a self, cx: &'a Context) -> Element<'a, Message> {
        let (m, words) = (&cx.m, &cx.words);
        let pending = match &self.later {
            Later::Loading => Some(typography::soft(m, words.t("misfits-loading"))),
            Later::Problem(problem) => Some(typography::soft(m, problem.clone())),
            Later::Days(_) => None,
        };
        let Some((date, visits)) = self.shown(cx) else {
            let none = typography::soft(m, words.t("misfits-none"));
            return pending.unwrap_or(none).into();
        };
        let tabs = self.days(cx).into_iter().map(|(day, visits)| {
            let look = match day == date {
                true => Look::Chosen,
                false => Look::Secondary,
            };
            let values = [
                ("date", words.short_date(day).into()),
                ("n", visits.len().into()),
            ];
            widget::button(m, look, words.t_with("misfits-day", &values))
                .padding([m.space.s, m.space.m])
                .on_press(Message::Day(day))
                .into()
        });
        let tabs = Row::with_children(tabs).spacing(m.gap).wrap();
        let rows = visits.iter().map(|visit| misfit(cx, visit));
        column![
            typography::title(m, words.t("misfits-title")),
            typography::soft(m, words.t("misfits-hint")),
            tabs.vertical_spacing(m.gap),
            Column::with_children(rows).spacing(m.gap),
        ]
        .push(pending)
        .spacing(m.space.s)
        .into()
    }
}

fn misfit<'a>(cx: &'a Context, visit: &'a VisitView) -> Element<'a, Message> {
    let m = &cx.m;
    let line = queue::visit_line(m, cx, visit);
    let padding = [m.space.s, m.space.m];
    // Who is here already is served, not moved.
    if visit.state != State::Confirmed {
        return container(line).padding(padding).into();
    }
    Button::custom(m, Look::Secondary, line)
        .padding(padding)
        .on_press_maybe((!cx.lost).then_some(Message::Misfit(visit.id)))
        .into()
}

impl Dialog for Counters {
    fn title(&self, cx: &Context) -> String {
        cx.words.t("counters-title")
    }

    fn offered(&self, cx: &Context) -> Vec<Key> {
        let keys = numbered(cx).flat_map(|(n, _)| [Key::Choice(n), Key::Other(n)]);
        keys.chain([Key::Dismiss]).collect()
    }

    fn opened(&mut self, cx: &Context) -> Task<Message> {
        match &cx.desk {
            Some(desk) => Task::perform(desk.misfits(), Message::Misfits),
            None => Task::none(),
        }
    }

    fn update(&mut self, message: Message, cx: &Context) -> Step {
        match message {
            Message::Do(Key::Dismiss) => return Step::Close,
            Message::Do(Key::Choice(n)) if !cx.lost => return change(n, cx),
            Message::Do(Key::Other(n)) if !cx.lost => return release(n, cx),
            Message::Misfit(id) => return self.open(id, cx),
            Message::Day(day) => self.day = Some(day),
            Message::Misfits(answer) => {
                self.later = match answer {
                    Ok(days) => Later::Days(days),
                    Err(error) => {
                        Later::Problem(problem::of_error(&cx.words, &error).tell(&cx.words))
                    }
                };
            }
            _ => {}
        }
        Step::None
    }

    fn answered(&mut self, _: &Answer, _: &Context) -> Step {
        Step::None
    }

    fn view<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let m = &cx.m;
        let counters = numbered(cx).map(|(n, counter)| counter_row(cx, n, counter));
        let content = column![
            Column::with_children(counters).spacing(m.space.s),
            widget::line(m),
            self.misfits(cx),
        ];
        Page::new(content.spacing(m.space.m))
    }
}
