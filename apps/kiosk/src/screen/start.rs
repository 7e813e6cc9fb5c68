//! "Haben Sie einen Termin?" Who has a QR code touches nothing here.

use aufruf_core::settings::Direction;
use aufruf_core::wire::kiosk::{KioskView, WalkIn};
use aufruf_ui::icon::{Icon, icon};
use aufruf_ui::theme::{self, Role};
use aufruf_ui::widget::{self, BigChoice, Button, Look, Tone};
use aufruf_ui::{Element, typography};
use iced::widget::{Column, Image, column, container, row};
use iced::{Alignment, ContentFit, Length};

use super::{Camera, Context};
use crate::layout;
use crate::words;

/// What a touch on the start screen means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// "Ja, mit Termin".
    Yes,
    /// "Nein, ohne Termin".
    No,
}

/// The start screen for what the server says.
pub fn view<'a>(cx: &'a Context, view: &KioskView) -> Element<'a, Message> {
    let m = &cx.metrics;
    let greeting = cx
        .now
        .map(|now| typography::headline(m, words::greeting(&cx.words, now)));
    let question = Column::new()
        .push(greeting)
        .push(typography::headline(m, cx.words.t("start-question")))
        .width(Length::Fill);
    let first = column![question, reader(cx, view)]
        .spacing(m.space.l)
        .height(Length::Fill);
    let high = choice_height(cx, view);
    let choices = Column::new()
        .push(view.interrupted.then(|| {
            let words = typography::body(m, cx.words.t("start-interrupted"));
            widget::notice(m, Tone::Warning, words)
        }))
        .push(yes(cx).min_height(high))
        .push(no(cx, view).min_height(high))
        .spacing(m.space.l.max(m.gap));
    layout::page(m, layout::halves(m, [1, 1], first, choices), None)
}

/// Height of each choice: beside the camera they share its height, below it they leave
/// the larger part to it.
fn choice_height(cx: &Context, view: &KioskView) -> f32 {
    let m = &cx.metrics;
    // Without steps the body takes their height and the distance above them.
    let height = layout::room(m).height + layout::step_height(m) + m.space.l;
    if !m.is_landscape() {
        return m.target
            * if matches!(cx.camera, Camera::Working(_)) {
                2.4
            } else {
                3.2
            };
    }
    let notice = if view.interrupted {
        m.text.body * 4.0 + 2.0 * m.space.l
    } else {
        0.0
    };
    ((height - notice - m.space.l.max(m.gap)) / 2.0).max(m.target)
}

fn yes<'a>(cx: &Context) -> Button<'a, Message> {
    let choice = BigChoice {
        icon: Icon::CalendarCheck,
        title: &cx.words.t("start-yes"),
        subtitle: &cx.words.t("start-yes-hint"),
        look: Look::Primary,
    };
    widget::big_choice(&cx.metrics, &choice, Some(Message::Yes))
}

fn no<'a>(cx: &Context, view: &KioskView) -> Button<'a, Message> {
    // Where there are no numbers it leads to a free appointment.
    let leads_on = view.walk_in == WalkIn::Open || view.walk_in.no_numbers().is_some();
    let choice = BigChoice {
        icon: Icon::TicketPlus,
        title: &cx.words.t("start-no"),
        subtitle: &walk_in_words(cx, view),
        look: Look::Outlined,
    };
    let on = leads_on && !view.services.is_empty();
    widget::big_choice(&cx.metrics, &choice, on.then_some(Message::No))
}

/// What "ohne Termin" means at the moment.
fn walk_in_words(cx: &Context, view: &KioskView) -> String {
    let words = &cx.words;
    match view.walk_in {
        WalkIn::Open => match view.wait {
            Some(wait) => words.wait("start-no-wait", wait),
            None => words.t("start-no-open"),
        },
        WalkIn::NotYet { opens } => {
            words.t_with("start-no-not-yet", &[("clock", words.clock(opens).into())])
        }
        WalkIn::QuotaUsed => words.t("start-no-quota-used"),
        WalkIn::TooLate => words.t("start-no-too-late"),
        WalkIn::Stopped => words.t("start-no-stopped"),
        WalkIn::Closed => words.t("start-no-closed"),
    }
}

/// The field of the camera.
fn reader<'a>(cx: &Context, view: &KioskView) -> Element<'a, Message> {
    let m = &cx.metrics;
    let (key, arrow) = reader_words(cx, view.settings.reader);
    let key = if cx.busy { "moment-please" } else { key };
    let tight = layout::is_tight(m);
    let said = if tight {
        typography::strong(m, cx.words.t(key))
    } else {
        typography::title(m, cx.words.t(key))
    };
    let words = Column::new()
        .push(said.style(theme::text::role(Role::OnBar)))
        .push(arrow.map(|arrow| icon(arrow, (m.text.headline * 1.5).round(), Role::OnBar)))
        .spacing(m.space.m)
        .width(Length::Fill);
    let upright = !m.is_landscape() && !tight && matches!(cx.camera, Camera::Working(Some(_)));
    let content: Element<'a, Message> = if upright {
        column![picture(cx), words]
            .spacing(m.space.xl)
            .width(Length::Fill)
            .into()
    } else {
        row![picture(cx), words]
            .spacing(m.space.edge)
            .align_y(Alignment::Center)
            .width(Length::Fill)
            .into()
    };
    container(content)
        .padding(m.space.edge)
        .center_y(Length::Fill)
        .width(Length::Fill)
        .clip(true)
        .style(theme::surface::dark_card(m))
        .into()
}

fn reader_words(cx: &Context, reader: Option<Direction>) -> (&'static str, Option<Icon>) {
    match (&cx.camera, reader) {
        (Camera::Working(_), None) => ("start-scan", None),
        (Camera::Working(_), Some(Direction::Left)) => ("start-scan-left", Some(Icon::ArrowLeft)),
        (Camera::Working(_), Some(Direction::Right)) => {
            ("start-scan-right", Some(Icon::ArrowRight))
        }
        (Camera::Working(_), Some(Direction::Ahead)) => ("start-scan-above", Some(Icon::ArrowUp)),
        (Camera::Working(_), Some(Direction::Back)) => ("start-scan-below", Some(Icon::ArrowDown)),
        (Camera::None | Camera::Away, _) if cx.scanner => ("start-scanner", None),
        (Camera::None | Camera::Away, _) => ("start-no-camera", None),
    }
}

/// What the camera sees, or a drawing of what to do.
fn picture<'a>(cx: &Context) -> Element<'a, Message> {
    let m = &cx.metrics;
    let room = layout::room(m).width;
    let side = (room * if m.is_landscape() { 0.15 } else { 0.3 }).round();
    match &cx.camera {
        Camera::Working(Some(seen)) => {
            let share = match (m.is_landscape(), layout::is_tight(m)) {
                (true, _) => 0.2,
                (false, true) => 0.38,
                (false, false) => 0.64,
            };
            let width = (room * share).round();
            Image::new(seen.clone())
                .width(width)
                .height((width * 0.75).round())
                .content_fit(ContentFit::Contain)
                .into()
        }
        Camera::Working(None) => icon(Icon::ScanPhone, side, Role::OnBar),
        Camera::None | Camera::Away if cx.scanner => icon(Icon::ScanPhone, side, Role::OnBar),
        Camera::None | Camera::Away => icon(Icon::Information, (side * 0.55).round(), Role::OnBar),
    }
}
