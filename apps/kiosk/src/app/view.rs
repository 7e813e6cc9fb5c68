//! The frame around every screen, and which one stands in it.

use aufruf_ui::icon::Icon;
use aufruf_ui::theme::{self, Role};
use aufruf_ui::widget::{self, Look, button};
use aufruf_ui::{Element, typography};
use iced::Length;
use iced::widget::{Column, container, row, space};

use super::{Connection, Kiosk, Message};
use crate::idle::Phase;
use crate::screen::{Screen, help, more_time, start, state};

impl Kiosk {
    /// Draws the whole window.
    pub fn view(&self) -> Element<'_, Message> {
        let (page, serves) = self.page();
        let content = Column::new()
            .push(self.header())
            .push(container(page).height(Length::Fill))
            .push(serves.then(|| self.bar()))
            .width(Length::Fill)
            .height(Length::Fill);
        let window = container(content).style(theme::surface::ground);
        widget::repaint(if self.config.window.is_some() {
            window.into()
        } else {
            widget::hide_cursor(window)
        })
    }

    /// The page, and whether the terminal serves: only then someone can be called.
    fn page(&self) -> (Element<'_, Message>, bool) {
        let cx = &self.cx;
        let kept = matches!(self.screen, Screen::Done(_));
        let view = match (self.connection, &cx.view) {
            (Connection::Unpaired, _) => return (state::unpaired(cx), false),
            (Connection::Starting, _) => return (state::starting(cx), false),
            // A number that was given out stays true.
            (Connection::Lost, Some(view)) if kept && self.help.is_none() => view,
            (Connection::Lost, _) | (Connection::Good, None) => {
                return (state::out_of_order(cx), false);
            }
            (Connection::Good, Some(view)) => view,
        };
        let serves = self.connection == Connection::Good;
        if let Phase::Notice { left_s } = self.phase {
            return (more_time::view(cx, left_s).map(Message::MoreTime), serves);
        }
        if let Some(help) = self.help {
            let unfinished = !matches!(self.screen, Screen::Start);
            let page = help
                .view(cx, unfinished)
                .map(|help::Close| Message::CloseHelp);
            return (page, serves);
        }
        let open = view.check_in || view.walk_in == aufruf_core::wire::kiosk::WalkIn::Open;
        let page = match &self.screen {
            Screen::Start if !open => return (state::closed(cx, view), false),
            Screen::Start => start::view(cx, view).map(Message::Start),
            Screen::Number(number) => number.view(cx).map(Message::Number),
            Screen::Question(question) => question.view(cx).map(Message::Question),
            Screen::Concerns(concerns) => concerns.view(cx, view).map(Message::Concerns),
            Screen::Instead(instead) => instead.view(cx, view).map(Message::Instead),
            Screen::Done(done) => done.view(cx).map(Message::Done),
            Screen::Notice(notice) => notice.view(cx).map(Message::Notice),
        };
        (page, serves)
    }

    fn header(&self) -> Element<'_, Message> {
        let (m, words) = (&self.cx.metrics, &self.cx.words);
        let view = self.cx.view.as_ref();
        let name = view.map_or("", |view| view.office.name.as_str());
        let example = view.is_some_and(|view| view.office.example);
        let office = row![typography::strong(m, name)]
            .push(example.then(|| typography::soft(m, words.t("example"))))
            .spacing(m.space.l);
        let clock = self.cx.now.map_or_else(
            || space().into(),
            |now| widget::figures(m.text.body, &words.clock(now), Role::Ink),
        );
        widget::bar(m, office, clock)
    }

    /// The bar at the bottom: always the same controls in the same places.
    fn bar(&self) -> Element<'_, Message> {
        let m = &self.cx.metrics;
        let call = self.help.is_none().then(|| {
            button(m, Look::Primary, self.cx.words.t("call-staff"))
                .icon(Icon::Person)
                .on_press(Message::CallHelp)
        });
        // As far from the edge as what stands above it.
        let controls = row![space().width(Length::Fill).height(m.target)]
            .push(call.map(Element::from))
            .padding(iced::Padding::ZERO.horizontal(m.space.edge - m.space.l));
        widget::bottom_bar(m, controls)
    }
}
