//! What stands there instead of calls.

use aufruf_core::wire::display::DisplayView;
use aufruf_ui::{Element, Metrics, Theme, font, theme::surface, typography};
use iced::{
    Fill,
    widget::{Column, container},
};
use jiff::Timestamp;

use super::{bar, list::field_edge, measure};
use crate::app::{App, Message};

/// Before the first view.
pub(super) fn starting<'a>(app: &App) -> Element<'a, Message> {
    let m = &super::near_metrics(app.window);
    let key = if app.board.is_lost() {
        "disturbed"
    } else {
        "starting"
    };
    Notice::new(m.height, m.width)
        .say(Weight::Strong, app.words.t(key))
        .page(m, surface::ground)
}

/// Nobody was called yet, or the newest call was taken back.
pub(super) fn empty<'a>(
    m: &Metrics,
    app: &App,
    view: &DisplayView,
    width: f32,
) -> Element<'a, Message> {
    Notice::beside_bar(m, view, width)
        .say(Weight::Strong, app.words.t("empty"))
        .say(Weight::Strong, app.words.t("empty-more"))
        .page(m, surface::brand)
}

/// Everything stands still.
pub(super) fn interrupted<'a>(m: &Metrics, app: &App, view: &DisplayView) -> Element<'a, Message> {
    Notice::beside_bar(m, view, m.width)
        .say(Weight::Strong, app.words.t("interrupted"))
        .say(Weight::Plain, app.words.t("interrupted-more"))
        .page(m, surface::chosen)
}

/// The office is closed.
pub(super) fn closed<'a>(
    m: &Metrics,
    app: &App,
    view: &DisplayView,
    opens: Option<Timestamp>,
) -> Element<'a, Message> {
    let mut notice =
        Notice::beside_bar(m, view, m.width).say(Weight::Strong, app.words.t("closed"));
    if let Some(at) = opens {
        let time = app.words.clock(at);
        notice = notice.say(
            Weight::Plain,
            app.words.t_with("closed-opens", &[("time", time.into())]),
        );
    }
    notice
        .say(Weight::Soft, view.office.name.clone())
        .page(m, surface::ground)
}

/// Nothing that was shown is reliable any more (requirement C10).
pub(super) fn disturbed<'a>(m: &Metrics, app: &App, view: &DisplayView) -> Element<'a, Message> {
    Notice::beside_bar(m, view, m.width)
        .say(Weight::Strong, app.words.t("disturbed"))
        .say(Weight::Plain, app.words.t("disturbed-more"))
        .page(m, surface::ground)
}

#[derive(Clone, Copy, PartialEq)]
enum Weight {
    Strong,
    Plain,
    Soft,
}

/// Sentences, the most important first; those for which there is no room are
/// left out.
struct Notice {
    height: f32,
    width: f32,
    sentences: Vec<(Weight, String)>,
}

impl Notice {
    fn new(height: f32, width: f32) -> Self {
        Self {
            height,
            width,
            sentences: Vec::new(),
        }
    }

    fn beside_bar(m: &Metrics, view: &DisplayView, width: f32) -> Self {
        Self::new(m.height - bar::height(m, view), width)
    }

    fn say(mut self, weight: Weight, words: String) -> Self {
        self.sentences.push((weight, words));
        self
    }

    fn page<'a>(self, m: &Metrics, style: fn(&Theme) -> container::Style) -> Element<'a, Message> {
        let room = self.width - 2.0 * field_edge(m);
        let mut left = self.height - m.space.l;
        let mut words = Column::new().spacing(m.space.l);
        for (index, (weight, sentence)) in self.sentences.into_iter().enumerate() {
            let (font, size) = match weight {
                Weight::Strong => (font::SEMIBOLD, m.text.title),
                Weight::Plain | Weight::Soft => (font::REGULAR, m.text.body),
            };
            left -= measure::height(&sentence, font, size, room) + m.space.l;
            if index > 0 && left < 0.0 {
                break;
            }
            words = words.push(match weight {
                Weight::Strong => typography::title(m, sentence),
                Weight::Plain => typography::body(m, sentence),
                Weight::Soft => typography::soft(m, sentence),
            });
        }
        container(words)
            .padding([0.0, field_edge(m)])
            .width(Fill)
            .center_y(Fill)
            .style(style)
            .into()
    }
}
