//! Every widget in one window: `cargo run -p aufruf-ui --example gallery [kiosk|numbers|desk|display] [contrast]`.
//!
//! F1 to F4 turn the pages, F5 changes the theme, Tab moves the focus.

use aufruf_ui::icon::{Icon, icon};
use aufruf_ui::theme::{self, surface};
use aufruf_ui::widget::{self, BigChoice, Code, Digits, Look, PadKey, Pager, Step, Tone};
use aufruf_ui::{Element, Metrics, Role, Screen, Theme, focus, font, typography};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::{Row, column, container, row, space};
use iced::{Alignment, Event, Fill, FillPortion, Size, Subscription, Task};

#[derive(Debug, Clone)]
enum Message {
    Focus(focus::Direction),
    Resized(Size),
    Show(Page),
    Contrast,
    Pad(PadKey),
    Chosen(usize),
    Turned(Step),
    Typed(String),
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Kiosk,
    Numbers,
    Desk,
    Display,
}

struct Gallery {
    page: Page,
    theme: Theme,
    size: Size,
    digits: Digits,
    chosen: [bool; 4],
    at: usize,
    typed: String,
    code: Code,
}

impl Gallery {
    fn boot() -> Self {
        let has = |word: &str| std::env::args().any(|argument| argument == word);
        let mut digits = Digits::new(4);
        for digit in [4, 8, 2] {
            digits.press(PadKey::Digit(digit));
        }
        Self {
            page: match () {
                () if has("numbers") => Page::Numbers,
                () if has("desk") => Page::Desk,
                () if has("display") => Page::Display,
                () => Page::Kiosk,
            },
            theme: if has("contrast") {
                Theme::HighContrast
            } else {
                Theme::Light
            },
            size: Size::new(1080.0, 1920.0),
            digits,
            chosen: [true, false, false, true],
            at: 0,
            typed: String::new(),
            code: Code::new("https://termine.example.org/s/7KQ2-M4XD").expect("short"),
        }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Focus(direction) => return focus::move_to(direction),
            Message::Resized(size) => self.size = size,
            Message::Show(page) => self.page = page,
            Message::Contrast => {
                self.theme = match self.theme {
                    Theme::Light => Theme::HighContrast,
                    Theme::HighContrast => Theme::Light,
                }
            }
            Message::Pad(key) => self.digits.press(key),
            Message::Chosen(index) => self.chosen[index] = !self.chosen[index],
            Message::Turned(step) => self.at = step.apply(self.at, 4),
            Message::Typed(typed) => self.typed = typed,
            Message::Nothing => {}
        }
        Task::none()
    }

    fn screen(&self, inches: f32, distance_mm: f32) -> Screen {
        Screen {
            inches,
            width_px: self.size.width,
            height_px: self.size.height,
            distance_mm,
        }
    }

    fn view(&self) -> Element<'_, Message> {
        let page = match self.page {
            Page::Kiosk => start(&Metrics::kiosk(&self.screen(21.5, 600.0))),
            Page::Numbers => self.numbers(&Metrics::kiosk(&self.screen(21.5, 600.0))),
            Page::Desk => self.desk(&Metrics::desk(1.0)),
            Page::Display => display(&Metrics::display(&self.screen(55.0, 2500.0))),
        };
        container(page).center(Fill).style(surface::ground).into()
    }

    fn numbers<'a>(&'a self, m: &Metrics) -> Element<'a, Message> {
        let names = [
            "Personalausweis beantragen",
            "Reisepass beantragen",
            "Führungszeugnis",
            "Wohnsitz an- oder ummelden",
        ];
        let rows = names.into_iter().enumerate().map(|(index, name)| {
            widget::choice_row(
                m,
                name,
                None,
                self.chosen[index],
                Some(Message::Chosen(index)),
            )
            .into()
        });
        let position = format!("Seite {} von 4", self.at + 1);
        let pager = Pager {
            page: self.at,
            pages: 4,
            back: "Vorige",
            on: "Weitere",
            position: &position,
        };
        let forecast = column![
            typography::strong(m, "2 Anliegen gewählt."),
            typography::emphasis(m, "Wartezeit etwa **15 bis 25 Minuten**", Role::Ink),
        ];
        let code = row![
            widget::qr(&self.code, m.cells(24.0)),
            widget::done_mark(m.cells(14.0)),
            typography::sized(m.text.number * 0.4, "A 4827").style(theme::text::brand),
        ]
        .spacing(m.space.xl)
        .align_y(Alignment::Center);
        let content = column![
            typography::headline(m, "Was möchten Sie erledigen?"),
            iced::widget::Column::with_children(rows).spacing(m.gap),
            widget::pager(m, &pager, Message::Turned),
            widget::notice(m, Tone::Plain, forecast),
            widget::digit_boxes(m, "A", &self.digits),
            widget::number_pad(m, "Alles löschen", "Eine zurück", Message::Pad),
            code,
        ]
        .spacing(m.space.m);
        container(content).padding(m.space.edge).into()
    }

    fn desk<'a>(&'a self, m: &Metrics) -> Element<'a, Message> {
        let top = row![
            typography::strong(m, "Bürgerbüro Musterstadt · Schalter 2").width(Fill),
            typography::body(m, "Terminal verbunden   Monitor verbunden")
                .style(theme::text::on_bar_soft),
            container(widget::figures(m.text.body, "9:56", Role::OnBar)).align_right(Fill),
        ]
        .align_y(Alignment::Center);
        let waiting = [
            (
                "A 4827",
                "Personalausweis, Ummeldung",
                "Termin 9:50 · da seit 9:41",
                Look::ChosenRow,
            ),
            (
                "W 18",
                "Meldebescheinigung",
                "ohne Termin · wartet seit 9:34",
                Look::Row,
            ),
            (
                "A 3306",
                "Reisepass · 2 Personen",
                "Termin 10:00 · da seit 9:44",
                Look::Row,
            ),
        ];
        let list = waiting
            .into_iter()
            .fold(column![], |list, (number, what, since, look)| {
                let words = column![typography::label(m, what), typography::caption(m, since)];
                let content = row![
                    container(typography::row_number(m, number)).width(m.cells(15.0)),
                    words
                ]
                .align_y(Alignment::Center);
                list.push(
                    widget::Button::custom(m, look, content)
                        .padding([m.space.m, m.space.l])
                        .on_press(Message::Nothing),
                )
                .push(widget::line(m))
            });
        row![]
            .push(
                container(list)
                    .style(surface::paper)
                    .width(FillPortion(1))
                    .height(Fill),
            )
            .push(
                container(self.serving(m))
                    .padding(m.space.xl)
                    .width(FillPortion(2)),
            )
            .apply_above(widget::dark_bar(m, top).into())
    }

    fn serving<'a>(&'a self, m: &Metrics) -> Element<'a, Message> {
        let concerns = column![
            typography::soft(m, "Erledigt?"),
            widget::choice_row(
                m,
                "Personalausweis beantragen",
                Some("alter Ausweis, Foto-Code".into()),
                self.chosen[0],
                Some(Message::Chosen(0))
            ),
            widget::choice_row(
                m,
                "Meldebescheinigung",
                Some("Ausweis".into()),
                self.chosen[1],
                Some(Message::Chosen(1))
            ),
            widget::key_button(m, Look::Plain, "Anliegen ergänzen", "F2")
                .icon(Icon::Plus)
                .on_press(Message::Nothing),
        ]
        .spacing(m.space.s);
        let middle = row![
            widget::key_button(m, Look::Secondary, "Zurückstellen …", "F4")
                .width(Fill)
                .on_press(Message::Nothing),
            widget::key_button(m, Look::Danger, "Nicht erschienen", "F5")
                .width(Fill)
                .on_press(Message::Nothing),
            widget::key_button(m, Look::Secondary, "Unterlagen fehlen …", "F6").width(Fill),
        ]
        .spacing(m.space.m);
        let next = row![
            widget::key_button(m, Look::Outlined, "Fertig, Nacharbeit", "F10")
                .large()
                .width(FillPortion(2))
                .on_press(Message::Nothing),
            widget::key_button(m, Look::Primary, "Fertig, weiter mit A 4827", "F9")
                .large()
                .width(FillPortion(3))
                .on_press(Message::Nothing),
        ]
        .spacing(m.space.m);
        column![
            typography::emphasis(m, "In Bearbeitung seit **9:50**", Role::Ink),
            typography::number(m, "A 1174").style(theme::text::brand),
            widget::card(m, concerns),
            middle,
            widget::field(m, "Name oder Nummer", &self.typed).on_input(Message::Typed),
            widget::notice(m, Tone::Success, typography::body(m, "A 1174 ist fertig.")),
            widget::notice(
                m,
                Tone::Offline,
                typography::body(m, "Keine Verbindung zum Server. Wir versuchen es weiter.")
            ),
            space().height(Fill),
            next,
            typography::caption(
                m,
                "Termin 9:50, eingecheckt 9:41. Niemand ist vorher an der Reihe."
            ),
        ]
        .spacing(m.space.m)
        .into()
    }

    fn subscription(&self) -> Subscription<Message> {
        Subscription::batch([
            focus::subscription().map(Message::Focus),
            iced::window::resize_events().map(|(_, size)| Message::Resized(size)),
            iced::event::listen_with(|event, _, _| match event {
                Event::Keyboard(keyboard::Event::KeyPressed {
                    key: Key::Named(key),
                    ..
                }) => match key {
                    Named::F1 => Some(Message::Show(Page::Kiosk)),
                    Named::F2 => Some(Message::Show(Page::Numbers)),
                    Named::F3 => Some(Message::Show(Page::Desk)),
                    Named::F4 => Some(Message::Show(Page::Display)),
                    Named::F5 => Some(Message::Contrast),
                    _ => None,
                },
                _ => None,
            }),
        ])
    }
}

/// Puts a bar above a page.
trait Above<'a> {
    fn apply_above(self, bar: Element<'a, Message>) -> Element<'a, Message>;
}

impl<'a> Above<'a> for Row<'a, Message, Theme> {
    fn apply_above(self, bar: Element<'a, Message>) -> Element<'a, Message> {
        column![bar, self].into()
    }
}

fn start<'a>(m: &Metrics) -> Element<'a, Message> {
    let scan = row![
        icon(Icon::ScanPhone, m.cells(30.0), Role::OnBar),
        typography::title(m, "QR-Code vom\nHandy oder Brief\nhier unten zeigen"),
        icon(Icon::ArrowDown, m.text.title, Role::OnBar),
    ]
    .spacing(m.space.xl)
    .align_y(Alignment::Center);
    let with = BigChoice {
        icon: Icon::CalendarCheck,
        title: "Ja, mit Termin",
        subtitle: "Terminnummer eintippen",
        look: Look::Primary,
    };
    let without = BigChoice {
        icon: Icon::TicketPlus,
        title: "Nein, ohne Termin",
        subtitle: "Wartenummer ziehen.\nWartezeit zurzeit etwa 20 Minuten",
        look: Look::Outlined,
    };
    let icons = Row::with_children(
        Icon::ALL
            .iter()
            .map(|&drawing| icon(drawing, m.text.body, Role::Ink)),
    )
    .spacing(m.space.s)
    .wrap();
    let page = column![
        typography::headline(m, "Guten Morgen.\nHaben Sie einen Termin?"),
        container(scan)
            .center_x(Fill)
            .padding(m.cells(8.0))
            .style(surface::dark_card(m)),
        widget::big_choice(m, &with, Some(Message::Nothing)),
        widget::big_choice(m, &without, Some(Message::Nothing)),
        widget::notice(
            m,
            Tone::Warning,
            typography::body(
                m,
                "Der Drucker hat kein Papier. Bitte merken Sie sich Ihre Nummer."
            )
        ),
        row![
            widget::button(m, Look::Secondary, "Zurück")
                .icon(Icon::ArrowLeft)
                .large()
                .width(FillPortion(1))
                .on_press(Message::Nothing),
            widget::button(m, Look::Primary, "Weiter")
                .large()
                .width(FillPortion(2)),
        ]
        .spacing(m.gap),
        icons,
        space().height(Fill),
    ]
    .spacing(m.space.l);
    let help = row![
        widget::button(m, Look::Quiet, "Vorlesen")
            .icon_above(Icon::Speaker)
            .on_press(Message::Nothing),
        space().width(Fill),
        widget::button(m, Look::Primary, "Mitarbeiter\nrufen")
            .icon_above(Icon::Person)
            .on_press(Message::Nothing),
    ];
    column![
        widget::bar(
            m,
            typography::strong(m, "Bürgerbüro Musterstadt"),
            widget::figures(m.text.title, "9:41", Role::Ink)
        ),
        container(page).padding(m.space.edge).height(Fill),
        widget::bottom_bar(m, help),
    ]
    .into()
}

fn display<'a>(m: &Metrics) -> Element<'a, Message> {
    let call = column![
        typography::headline(m, "Bitte kommen"),
        typography::number(m, "A 4827"),
        row![
            icon(Icon::ArrowRight, m.text.counter, Role::OnBrand),
            typography::sized(m.text.counter, "Schalter 2"),
        ]
        .spacing(m.space.l)
        .align_y(Alignment::Center),
    ]
    .spacing(m.space.xl);
    let earlier = [("W 17", "3"), ("A 1174", "1"), ("A 9052", "2")];
    let head = row![
        typography::label(m, "Bereits aufgerufen").width(Fill),
        typography::label(m, "Schalter")
    ];
    let list =
        earlier
            .into_iter()
            .fold(column![head, widget::line(m)], |list, (number, counter)| {
                let row = row![
                    typography::row_number(m, number).width(Fill),
                    typography::row_number(m, counter).style(theme::text::brand),
                ]
                .align_y(Alignment::Center);
                list.push(container(row).center_y(Fill))
                    .push(widget::line(m))
            });
    let bar = row![
        widget::figures(m.text.title, "9:41", Role::OnBar),
        typography::emphasis(m, "**A** mit Termin   **W** ohne Termin", Role::OnBar),
    ]
    .spacing(m.space.edge)
    .align_y(Alignment::Center);
    column![
        row![
            container(call)
                .padding(m.cells(9.0))
                .width(FillPortion(59))
                .center_y(Fill)
                .style(surface::brand),
            container(list.spacing(m.space.m))
                .padding(m.space.edge)
                .width(FillPortion(41))
                .style(surface::paper),
        ],
        widget::dark_bar(m, bar).padding([m.space.l, m.space.edge]),
    ]
    .into()
}

fn main() -> iced::Result {
    iced::application(Gallery::boot, Gallery::update, Gallery::view)
        .settings(font::settings())
        .theme(|gallery: &Gallery| gallery.theme)
        .subscription(Gallery::subscription)
        .title("Aufruf: gallery")
        .window(iced::window::Settings {
            fullscreen: true,
            decorations: false,
            ..iced::window::Settings::default()
        })
        .run()
}
