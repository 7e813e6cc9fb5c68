use iced::widget::{container, row};
use iced::{Alignment, Length};

use crate::icon::Icon;
use crate::widget::{Look, button};
use crate::{Element, Metrics, typography};

/// A turn of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the page before.
    Back,
    /// To the page after.
    On,
}

impl Step {
    /// The page after this turn; pages count from 0 and stay below `pages`.
    pub fn apply(self, page: usize, pages: usize) -> usize {
        match self {
            Self::Back => page.saturating_sub(1),
            Self::On => (page + 1).min(pages.saturating_sub(1)),
        }
    }
}

/// See [`pager`].
pub struct Pager<'a> {
    /// The page that is shown, from 0.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// "Vorige".
    pub back: &'a str,
    /// "Weitere".
    pub on: &'a str,
    /// "Seite 1 von 4".
    pub position: &'a str,
}

/// Turns pages: back at the left, on at the right, where one is between them. Keep it
/// in place on the first and last page: its buttons are disabled there, not gone.
pub fn pager<'a, Message: Clone + 'a>(
    m: &Metrics,
    pager: &Pager<'_>,
    on_step: impl Fn(Step) -> Message,
) -> Element<'a, Message> {
    let can =
        |step: Step| (step.apply(pager.page, pager.pages) != pager.page).then(|| on_step(step));
    row![
        Element::from(
            button(m, Look::Secondary, pager.back)
                .icon(Icon::ArrowLeft)
                .on_press_maybe(can(Step::Back))
        ),
        container(typography::soft(m, pager.position.to_owned())).center_x(Length::Fill),
        Element::from(
            button(m, Look::Secondary, pager.on)
                .icon_after(Icon::ArrowRight)
                .on_press_maybe(can(Step::On))
        ),
    ]
    .spacing(m.gap)
    .align_y(Alignment::Center)
    .into()
}
