//! Paints the whole window again when a text has changed.

use std::cell::RefCell;

use iced::advanced::graphics;
use iced::advanced::text::{self, Renderer as _};
use iced::alignment::Vertical;
use iced::{Color, Pixels, Rectangle, Renderer};

use super::around::{Around, Surrounded};
use crate::{Element, Theme, font};

/// Frames are numbered anew after this many: larger numbers are not exact in `f32`.
const FRAMES: u32 = 1 << 24;

struct Repaint;

/// Shows `content` so that nothing of an earlier text stays, and quickly: wrap the root
/// of every program's view in it, outside of [`hide_cursor`](super::hide_cursor).
///
/// ```
/// # use aufruf_ui::{Element, Metrics, typography, widget};
/// fn view<'a>(m: &Metrics) -> Element<'a, ()> {
///     widget::repaint(typography::headline(m, "Haben Sie einen Termin?"))
/// }
/// ```
///
/// By itself iced's software renderer paints again only the measured bounds of each text
/// that has changed. Strokes of letters such as "A" reach beyond theirs and would stay.
/// It is also slow: a ground of which only a part is painted goes through a mask, at
/// 1920×1080 some twenty times slower than the whole of it. So each frame with another
/// text is painted as a whole; frames in which only a picture or the state of a button
/// changes are not.
pub fn repaint<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let content = content.into();
    let around = Repaint;
    Surrounded { content, around }.into()
}

/// What the last frame said.
#[derive(Default)]
struct Said {
    texts: Vec<graphics::Text>,
    /// Counts the frames that said something else than the one before.
    frame: u32,
}

impl<Message> Around<Message> for Repaint {
    type State = RefCell<Said>;

    fn draw_over(&self, said: &RefCell<Said>, renderer: &mut Renderer, _: &Theme, at: Rectangle) {
        let mut said = said.borrow_mut();
        let layers = renderer.layers().iter();
        let items = layers.flat_map(|layer| &layer.text);
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the type of an item cannot be named: its crate is iced's own"
        )]
        let texts = items.flat_map(|item| item.as_slice());
        if !texts.clone().eq(&said.texts) {
            said.texts = texts.cloned().collect();
            said.frame = (said.frame + 1) % FRAMES;
        }
        mark(renderer, at, said.frame);
    }
}

/// Draws nothing, in a colour that says which frame this is: where it differs, the
/// renderer paints again.
fn mark(renderer: &mut Renderer, window: Rectangle, frame: u32) {
    let color = Color {
        r: frame as f32,
        ..Color::TRANSPARENT
    };
    // Around the origin, because the renderer joins what is to be painted in the order
    // of the distance from there: so everything else becomes part of this one area.
    let (right, bottom) = (window.x + window.width, window.y + window.height);
    let around_origin = Rectangle {
        x: -right,
        y: -bottom,
        width: 2.0 * right,
        height: 2.0 * bottom,
    };
    let nothing = text::Text {
        content: String::new(),
        bounds: around_origin.size(),
        size: Pixels(1.0),
        line_height: text::LineHeight::default(),
        font: font::REGULAR,
        align_x: text::Alignment::Default,
        align_y: Vertical::Top,
        shaping: text::Shaping::Basic,
        wrapping: text::Wrapping::None,
    };
    renderer.fill_text(nothing, around_origin.position(), color, around_origin);
}
