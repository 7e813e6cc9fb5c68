//! The dark line at the top, and what must not be overlooked below it.

use aufruf_ui::theme;
use aufruf_ui::widget::{self, Look, Tone};
use aufruf_ui::{Element, Role, typography};
use iced::widget::{Column, container, row};
use iced::{Alignment, Fill, FillPortion};

use super::phase::Phase;
use super::{Message, Screen};
use crate::context::Context;
use crate::shortcut::Action as Key;
use crate::telling;

/// Office and counter, the devices in words, the clock.
pub(super) fn bar<'a>(screen: &'a Screen, cx: &'a Context) -> Element<'a, Message> {
    let m = &cx.m;
    let Some(view) = &cx.view else {
        return widget::dark_bar(m, typography::strong(m, cx.words.t("counter-waiting"))).into();
    };
    let values = [
        ("office", view.office.name.clone().into()),
        ("word", view.office.counter_word.clone().into()),
        ("counter", screen.counter.0.into()),
    ];
    let place = cx.words.t_with("place", &values);
    let example = view.office.example.then(|| cx.words.t("example"));
    let here = match screen.phase {
        Phase::Called | Phase::Serving if screen.dialog.is_some() => screen
            .own(cx)
            .and_then(|c| c.visit.as_ref()?.number)
            .map(|number| cx.words.t1("serving-now", "number", number.to_string())),
        _ => None,
    };
    let stopped = view.tickets.stopped.then(|| cx.words.t("tickets-stopped"));
    let devices = telling::devices(cx).filter(|_| !cx.lost);
    let middle = [here, stopped, example, devices];
    let middle: Vec<String> = middle.into_iter().flatten().collect();
    let clock = cx.now().map(|now| cx.words.clock(now)).unwrap_or_default();
    let content = row![
        typography::strong(m, place).width(FillPortion(5)),
        typography::body(m, middle.join(" · "))
            .width(FillPortion(6))
            .style(theme::text::on_bar_soft),
        container(widget::figures(m.text.body, &clock, Role::OnBar)).align_right(FillPortion(1)),
    ]
    .spacing(m.space.l)
    .align_y(Alignment::Center);
    widget::dark_bar(m, content).into()
}

/// Lost connection, interruption, calls for help: until they are over.
pub(super) fn banners<'a>(screen: &'a Screen, cx: &'a Context) -> Element<'a, Message> {
    let (m, words) = (&cx.m, &cx.words);
    let Some(view) = &cx.view else {
        return Column::new().into();
    };
    let told = |tone, text: String| widget::notice(m, tone, typography::body(m, text));
    let lost = cx.lost.then(|| {
        let clock = words.clock(view.stamp.as_of);
        told(Tone::Offline, words.t1("lost", "clock", clock))
    });
    let with_button = |tone, text: String, name: &str, key: Key| {
        let button = widget::key_button(m, Look::Secondary, words.t(name), key.key())
            .on_press_maybe(screen.on_press(key, cx));
        let content = row![
            typography::strong(m, text).width(Fill),
            Element::from(button)
        ]
        .spacing(m.space.m)
        .align_y(Alignment::Center);
        widget::notice(m, tone, content)
    };
    let interrupted = view.interrupted.map(|since| {
        let text = words.t1("interrupted", "clock", words.clock(since));
        with_button(Tone::Warning, text, "menu-resume", Key::Interruption)
    });
    let help = telling::help(cx, &view.help)
        .map(|text| with_button(Tone::Warning, text, "help-take", Key::TakeHelp));
    Column::new().push(lost).push(interrupted).push(help).into()
}
