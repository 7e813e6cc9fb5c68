//! Makes a button reachable by Tab, which iced's own buttons are not.

use iced::advanced::widget::{Id, Operation, operation};
use iced::advanced::{Shell, mouse, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Rectangle, Renderer, touch};

use super::around::{Around, Surrounded};
use crate::theme::surface::edge;
use crate::{Element, Metrics, Theme};

/// Where the focus ring lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ring {
    /// Around the widget; needs a distance of one cell to the next one.
    #[default]
    Outside,
    /// Inside its edge; for rows of a list that touch each other.
    Inside,
}

/// See [`focusable`].
pub struct Focusable<'a, Message>(Surrounded<'a, Message, Focus<Message>>);

struct Focus<Message> {
    on_press: Option<Message>,
    id: Option<Id>,
    ring: Ring,
    width: f32,
    radius: f32,
}

/// Lets Tab reach `content`; Enter and Space then send `on_press`. With `None` it is
/// skipped. The ring shows only for the keyboard: a press of mouse or finger takes it away.
pub fn focusable<'a, Message: Clone + 'a>(
    m: &Metrics,
    content: impl Into<Element<'a, Message>>,
    on_press: Option<Message>,
) -> Focusable<'a, Message> {
    let around = Focus {
        on_press,
        id: None,
        ring: Ring::default(),
        width: m.stroke.focus,
        radius: m.radius.m,
    };
    let content = content.into();
    Focusable(Surrounded { content, around })
}

impl<Message> Focusable<'_, Message> {
    /// Names the widget, for `iced::widget::operation::focus(id)` and for tests.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.0.around.id = Some(id.into());
        self
    }

    /// Sets where the ring lies.
    #[must_use]
    pub fn ring(mut self, ring: Ring) -> Self {
        self.0.around.ring = ring;
        self
    }

    /// Sets the corner radius of the content in pixels, which the ring follows.
    #[must_use]
    pub fn radius(mut self, radius: f32) -> Self {
        self.0.around.radius = radius;
        self
    }
}

impl<Message> Focus<Message> {
    /// Two lines, the outer dark and the inner light: one of them contrasts with any ground.
    fn draw_ring(&self, renderer: &mut Renderer, theme: &Theme, bounds: Rectangle) {
        let palette = theme.palette();
        let inner = (self.width / 2.0).max(2.0);
        let (outer_by, radius) = match self.ring {
            Ring::Outside => (self.width + inner, self.radius + self.width + inner),
            Ring::Inside => (0.0, self.radius.min(self.width)),
        };
        let outer = bounds.expand(outer_by);
        let lines = [
            (outer, self.width, radius, palette.focus),
            (
                outer.shrink(self.width),
                inner,
                (radius - self.width).max(0.0),
                palette.focus_gap,
            ),
        ];
        for (bounds, width, radius, color) in lines {
            renderer::Renderer::fill_quad(
                renderer,
                renderer::Quad {
                    bounds,
                    border: edge(radius, width, color),
                    ..renderer::Quad::default()
                },
                iced::Color::TRANSPARENT,
            );
        }
    }
}

#[derive(Debug, Default)]
struct State {
    is_focused: bool,
}

impl operation::Focusable for State {
    fn is_focused(&self) -> bool {
        self.is_focused
    }

    fn focus(&mut self) {
        self.is_focused = true;
    }

    fn unfocus(&mut self) {
        self.is_focused = false;
    }
}

impl<Message: Clone> Around<Message> for Focus<Message> {
    type State = State;

    fn diff(&self, state: &mut State) {
        if self.on_press.is_none() {
            state.is_focused = false;
        }
    }

    fn operate(&self, state: &mut State, bounds: Rectangle, operation: &mut dyn Operation) -> bool {
        if self.on_press.is_some() {
            operation.focusable(self.id.as_ref(), bounds, state);
        }
        operation.container(self.id.as_ref(), bounds);
        true
    }

    fn update(
        &self,
        state: &mut State,
        event: &Event,
        shell: &mut Shell<'_, Message>,
        content: impl FnOnce(&mut Shell<'_, Message>),
    ) {
        if is_pointer_press(event) && state.is_focused {
            state.is_focused = false;
            shell.request_redraw();
        }
        let activates = state.is_focused && is_activation(event);
        content(shell);
        if !activates || shell.is_event_captured() {
            return;
        }
        if let Some(message) = &self.on_press {
            shell.publish(message.clone());
            shell.capture_event();
        }
    }

    fn draw_over(&self, state: &State, renderer: &mut Renderer, theme: &Theme, bounds: Rectangle) {
        if state.is_focused {
            self.draw_ring(renderer, theme, bounds);
        }
    }
}

impl<'a, Message: Clone + 'a> From<Focusable<'a, Message>> for Element<'a, Message> {
    fn from(widget: Focusable<'a, Message>) -> Self {
        widget.0.into()
    }
}

fn is_pointer_press(event: &Event) -> bool {
    matches!(
        event,
        Event::Mouse(mouse::Event::ButtonPressed(_))
            | Event::Touch(touch::Event::FingerPressed { .. })
    )
}

/// Enter or Space, once: a key held down does not act again and again (B15).
fn is_activation(event: &Event) -> bool {
    let Event::Keyboard(keyboard::Event::KeyPressed {
        key,
        modifiers,
        repeat: false,
        ..
    }) = event
    else {
        return false;
    };
    let plain = modifiers.is_empty();
    plain && matches!(key, Key::Named(Named::Enter | Named::Space))
}
