//! The bar below: the clock, and what the letters mean or that the connection
//! is lost.

use aufruf_core::wire::display::DisplayView;
use aufruf_ui::{
    Element, Metrics, font,
    icon::{Icon, icon},
    theme::{self, Role},
    typography, widget,
};
use iced::{
    Alignment, Fill,
    widget::{column, container, row, space},
};

use super::measure;
use crate::app::{App, Message};

/// Height of the bar, with the line that marks made-up data.
pub(super) fn height(m: &Metrics, view: &DisplayView) -> f32 {
    let example = if view.office.example {
        example_height(m)
    } else {
        0.0
    };
    main_height(m) + example
}

fn main_height(m: &Metrics) -> f32 {
    (m.text.label * 1.15 + 2.0 * m.space.m).ceil()
}

fn example_height(m: &Metrics) -> f32 {
    m.cells(5.0).round()
}

pub(super) fn bar<'a>(m: &Metrics, app: &'a App, view: &'a DisplayView) -> Element<'a, Message> {
    let clock_text = app.server_time().map(|at| app.words.clock(at));
    let clock_px = font::DIGIT_WIDTH_EM * m.text.label * 4.5;
    let room = m.width - 2.0 * m.space.edge - clock_px - m.space.edge;
    let words = if app.board.is_lost() {
        lost(m, app, room)
    } else {
        letters(m, app, view, room)
    };
    let content = row![
        clock_text
            .as_deref()
            .map(|clock| widget::figures(m.text.label, clock, Role::OnBar)),
        space().width(Fill),
        words,
    ]
    .align_y(Alignment::Center)
    .height(Fill);
    let content = container(content).padding([0.0, m.space.edge]).width(Fill);
    let bar = container(content)
        .height(main_height(m))
        .style(theme::surface::bar);
    let example = view.office.example.then(|| example(m, app));
    column![bar, example].into()
}

/// What the letters mean.
fn letters<'a>(m: &Metrics, app: &App, view: &DisplayView, room: f32) -> Element<'a, Message> {
    let letters = view.office.letters;
    let values = [
        ("appointment", letters.appointment.to_string().into()),
        ("walk-in", letters.walk_in.to_string().into()),
    ];
    let letters = ["letters", "letters-short"].map(|key| app.words.t_with(key, &values));
    // Measured as if all of it were bold: the two letters are.
    let fitting =
        |wordings: Vec<String>| measure::fitting(wordings, font::MEDIUM, m.text.body, room);
    let waits = waits(app, view);
    let both = waits
        .as_ref()
        .and_then(|waits| fitting(waits.both.to_vec()));
    let words = both.or_else(|| {
        // No room for both letters: what they mean and the longer wait take turns,
        // a minute each, when the clock beside changes anyway.
        let waits = waits.filter(|_| is_odd_minute(app));
        waits.and_then(|waits| fitting(waits.walk_in.to_vec()))
    });
    match words.or_else(|| fitting(letters.into())) {
        Some(words) => typography::emphasis_sized(m.text.body, &words, Role::OnBar),
        None => space().into(),
    }
}

fn is_odd_minute(app: &App) -> bool {
    let minute = app.server_time().map_or(0, |at| at.as_second() / 60);
    minute % 2 == 1
}

/// How long people wait, in wordings from longer to shorter.
struct Waits {
    /// Both classes.
    both: [String; 2],
    /// Only those without an appointment, who wait longer.
    walk_in: [String; 3],
}

fn waits(app: &App, view: &DisplayView) -> Option<Waits> {
    let known = (view.appointment_wait?, view.walk_in_wait?);
    let (appointment, walk_in) = (view.open && !view.interrupted).then_some(known)?;
    let letters = view.office.letters;
    let values = [
        ("appointment", letters.appointment.to_string().into()),
        ("walk-in", letters.walk_in.to_string().into()),
        ("appointment-from", appointment.from_min.into()),
        ("appointment-to", appointment.to_min.into()),
        ("walk-in-from", walk_in.from_min.into()),
        ("walk-in-to", walk_in.to_min.into()),
    ];
    let word = |key: &str| app.words.t_with(key, &values);
    Some(Waits {
        both: ["waits", "waits-short"].map(word),
        walk_in: [
            "wait-walk-in",
            "wait-walk-in-short",
            "wait-walk-in-shortest",
        ]
        .map(word),
    })
}

/// The small sign of a lost connection.
fn lost<'a>(m: &Metrics, app: &App, room: f32) -> Element<'a, Message> {
    let size = m.text.label;
    let wordings = [app.words.t("lost"), app.words.t("lost-short")];
    let words = measure::fitting(wordings, font::MEDIUM, size, room - size - m.space.m);
    row![
        icon(Icon::ConnectionLost, size, Role::OnBar),
        words.map(|words| typography::label(m, words)),
    ]
    .spacing(m.space.m)
    .align_y(Alignment::Center)
    .into()
}

/// Made-up data says so; for whoever looks at the demo, not for the seats.
fn example<'a>(m: &Metrics, app: &App) -> Element<'a, Message> {
    let words = typography::sized(m.cells(3.5), app.words.t("example"))
        .font(font::REGULAR)
        .style(theme::text::on_bar_soft);
    container(words)
        .padding([0.0, m.space.edge])
        .width(Fill)
        .height(example_height(m))
        .style(theme::surface::bar)
        .into()
}
