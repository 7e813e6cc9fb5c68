//! The design system of kiosk, display and desk: the only place with colours, sizes
//! and fonts. A program never writes a number of pixels or a colour of its own.
//!
//! # The whole of it in a minute
//!
//! ```no_run
//! use aufruf_ui::theme::surface;
//! use aufruf_ui::widget::{self, Look};
//! use aufruf_ui::{Element, Metrics, Screen, Theme, focus, font, typography};
//! use iced::widget::{column, container};
//! use iced::{Fill, Subscription, Task};
//!
//! #[derive(Debug, Clone)]
//! enum Message { Focus(focus::Direction), Resized(iced::Size), Next }
//!
//! struct Kiosk { screen: Screen, m: Metrics }
//!
//! impl Kiosk {
//!     fn boot() -> Self {
//!         let screen = Screen { inches: 21.5, width_px: 1080.0, height_px: 1920.0, distance_mm: 600.0 };
//!         Self { screen, m: Metrics::kiosk(&screen) }
//!     }
//!     fn update(&mut self, message: Message) -> Task<Message> {
//!         match message {
//!             Message::Focus(direction) => return focus::move_to(direction),
//!             Message::Resized(size) => self.m = Metrics::kiosk(&self.screen.resized(size)),
//!             Message::Next => {}
//!         }
//!         Task::none()
//!     }
//!     fn view(&self) -> Element<'_, Message> {
//!         let m = &self.m;
//!         let page = column![
//!             typography::headline(m, "Haben Sie einen Termin?"),
//!             Element::from(widget::button(m, Look::Primary, "Weiter").on_press(Message::Next)),
//!         ]
//!         .spacing(m.space.l);
//!         let page = container(page).padding(m.space.edge).center(Fill).style(surface::ground);
//!         widget::repaint(widget::hide_cursor(page))
//!     }
//!     fn subscription(&self) -> Subscription<Message> {
//!         Subscription::batch([
//!             focus::subscription().map(Message::Focus),
//!             iced::window::resize_events().map(|(_, size)| Message::Resized(size)),
//!         ])
//!     }
//! }
//!
//! fn main() -> iced::Result {
//!     iced::application(Kiosk::boot, Kiosk::update, Kiosk::view)
//!         .settings(font::settings())
//!         .theme(|_: &Kiosk| Theme::Light)
//!         .subscription(Kiosk::subscription)
//!         .run()
//! }
//! ```
//!
//! | wanted | found in |
//! |---|---|
//! | type of a view | [`Element<'a, Message>`](Element) (iced's, with our [`Theme`]) |
//! | sizes | [`Metrics::kiosk`], [`Metrics::display`] of a [`Screen`], [`Metrics::desk`]; fields `space`, `text`, `radius`, `stroke`, `target`, `gap`; [`Metrics::cells`] for other distances; [`Metrics::enlarged`] for larger type |
//! | texts | [`typography`]: `headline`, `title`, `label`, `body`, `strong`, `soft`, `caption`, `number`, `row_number`, `sized`, `emphasis` (`**bold**` parts) |
//! | colour of a text | `.style(theme::text::soft)`, `brand`, `on_bar_soft`, `success`, `warning`, `danger`, `role(Role)` |
//! | surfaces | `container(x).style(..)` with [`theme::surface`]: `ground`, `paper`, `card(m)`, `bar`, `dark_card(m)`, `brand`, `brand_inverted`, `chosen`, `filled_with` |
//! | buttons | [`widget::button()`]`(m, Look::…, words)` with `.on_press(..)`, `.icon(..)`, `.icon_above(..)`, `.key("F9")`, `.large()`, `.min_height(px)`, `.width(Fill)`, `.id("…")`; [`widget::key_button`]; a row or card as a button: [`widget::Button::custom`] |
//! | kiosk | [`widget::big_choice`], [`widget::choice_row`], [`widget::pager`], [`widget::number_pad()`] with [`widget::digit_boxes`] and [`widget::Digits`], [`widget::done_mark`], [`widget::qr`] |
//! | bars | [`widget::bar()`] (top, light), [`widget::bottom_bar`], [`widget::dark_bar`] |
//! | lines and cards | [`widget::line`], [`widget::card`], [`widget::notice()`] with a [`widget::Tone`] |
//! | clock, columns of numbers | [`widget::figures`]: digits of equal width |
//! | text fields | [`widget::field`]; iced's `pick_list`, `scrollable` and `rule` are styled as they come |
//! | icons | [`icon::icon`]`(Icon::Check, size, Role::Brand)` |
//! | words | [`i18n::Texts`]`::new("de", &[include_str!(..)])`, `t`, `t_with`, `keys` |
//! | words with dates and clocks in the zone of the office | [`Words::german`], `set_zone`, `clock`, `date`, `moment` |
//! | `--windowed [WxH]` | [`Window::or_argument`] |
//! | sounds | [`sound::Loudspeaker`] plays [`sound::Tone`]s, with the feature `sound` |
//! | keyboard | [`focus`] for Tab; every [`widget::Button`] takes the focus by itself, anything else through [`widget::focusable`] |
//! | no mouse cursor | [`widget::hide_cursor`] around the root |
//! | no slivers of earlier texts | [`widget::repaint`] around the root |
//!
//! A disabled button is one without `on_press`. Buttons need `Message: Clone`. Where a
//! macro such as `column!` cannot infer the type of a button, write
//! `Element::from(button)`. In tests: `ICED_TEST_BACKEND=tiny-skia` and
//! `Simulator::with_size(font::settings(), size, view)`; buttons are found by the
//! words on them or by `.id(..)`.
#![deny(missing_docs)]

pub mod focus;
pub mod font;
pub mod i18n;
pub mod icon;
pub mod metrics;
pub mod sound;
pub mod theme;
pub mod typography;
pub mod widget;
pub mod window;
pub mod words;

pub use metrics::{Metrics, Screen};
pub use theme::{Role, Theme};
pub use window::Window;
pub use words::Words;

/// An element of the programs' views.
pub type Element<'a, Message> = iced::Element<'a, Message, Theme>;
