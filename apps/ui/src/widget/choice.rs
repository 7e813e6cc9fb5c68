//! Choices: a row with a check box, and the large choices of a start screen.

use iced::widget::{Column, container, row};
use iced::{Alignment, Length};

use crate::icon::{Icon, icon};
use crate::theme::{self, Role};
use crate::widget::{Button, Look};
use crate::{Element, Metrics, font, typography};

/// A row with a check box; the whole row is the button. `detail` stands at its right
/// end (papers to bring, a quantity).
pub fn choice_row<'a, Message: Clone + 'a>(
    m: &Metrics,
    words: impl Into<String>,
    detail: Option<String>,
    chosen: bool,
    on_press: Option<Message>,
) -> Button<'a, Message> {
    let enabled = on_press.is_some();
    let look = if chosen {
        Look::Chosen
    } else {
        Look::Secondary
    };
    let words = typography::label(m, words.into())
        .font(if chosen { font::SEMIBOLD } else { font::MEDIUM })
        .width(Length::Fill)
        .style(theme::text::role(look.role(enabled)));
    let detail = detail.map(|detail| typography::soft(m, detail));
    let content = row![check_mark(m, chosen), words]
        .push(detail)
        .spacing(m.space.l)
        .align_y(Alignment::Center)
        .width(Length::Fill);
    Button::custom(m, look, content)
        .min_height(m.target * 1.3)
        .on_press_maybe(on_press)
}

/// The box of a check row: filled with a tick, or empty. It says nothing by colour alone.
pub fn check_mark<'a, Message: 'a>(m: &Metrics, chosen: bool) -> Element<'a, Message> {
    let side = (m.text.label * 1.3).round();
    let inside: Element<'a, Message> = if chosen {
        icon(Icon::Check, (side * 0.72).round(), Role::OnBrand)
    } else {
        iced::widget::space().into()
    };
    container(inside)
        .center(side)
        .style(theme::surface::check_box(m, chosen))
        .into()
}

/// See [`big_choice`].
pub struct BigChoice<'a> {
    /// The drawing in the tile.
    pub icon: Icon,
    /// What is chosen: "Ja, mit Termin".
    pub title: &'a str,
    /// What that means today: "Wartezeit zurzeit etwa 20 Minuten".
    pub subtitle: &'a str,
    /// Brand-coloured for the more frequent one, outlined for the other.
    pub look: Look,
}

/// A large choice of a start screen: icon tile, title, what it means today.
pub fn big_choice<'a, Message: Clone + 'a>(
    m: &Metrics,
    choice: &BigChoice<'_>,
    on_press: Option<Message>,
) -> Button<'a, Message> {
    let enabled = on_press.is_some();
    let role = choice.look.role(enabled);
    let soft = choice.look.soft_role(enabled);
    let side = (m.text.title * 2.2).round();
    let tile = container(icon(choice.icon, (side * 0.58).round(), role))
        .center(side)
        .style(theme::surface::tile(m, choice.look, enabled));
    let words = Column::new()
        .push(typography::title(m, choice.title.to_owned()).style(theme::text::role(role)))
        .push((!choice.subtitle.is_empty()).then(|| {
            typography::body(m, choice.subtitle.to_owned()).style(theme::text::role(soft))
        }))
        .spacing(m.space.xs)
        .width(Length::Fill);
    let content = row![tile, words]
        .spacing(m.space.xl)
        .align_y(Alignment::Center)
        .width(Length::Fill);
    let mut rounder = *m;
    rounder.radius.m = m.radius.l;
    Button::custom(&rounder, choice.look, content)
        .padding([m.space.xl, m.space.edge])
        .on_press_maybe(on_press)
}
