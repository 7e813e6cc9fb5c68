//! A widget around one other that passes everything on and does a little more: the one
//! place where hiding the cursor, focus, reading and repainting delegate to what they
//! surround.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::{Event, Length, Rectangle, Renderer, Size, Vector};

use crate::{Element, Theme};

/// What a widget does beyond what it surrounds. Each part passes on unless said otherwise.
pub(super) trait Around<Message> {
    /// What it remembers from frame to frame.
    type State: Default + 'static;

    /// Adapts what it remembers to a new view.
    fn diff(&self, _state: &mut Self::State) {}

    /// Answers an operation. Whether the content is asked, too.
    fn operate(
        &self,
        _state: &mut Self::State,
        _bounds: Rectangle,
        _operation: &mut dyn Operation,
    ) -> bool {
        true
    }

    /// Takes an event; `content` hands it to the content.
    fn update(
        &self,
        _state: &mut Self::State,
        _event: &Event,
        shell: &mut Shell<'_, Message>,
        content: impl FnOnce(&mut Shell<'_, Message>),
    ) {
        content(shell);
    }

    /// Draws over the content, which is drawn already.
    fn draw_over(
        &self,
        _state: &Self::State,
        _renderer: &mut Renderer,
        _theme: &Theme,
        _bounds: Rectangle,
    ) {
    }

    /// The mouse cursor over it; `None`: that of the content.
    fn cursor(&self) -> Option<mouse::Interaction> {
        None
    }
}

/// For what remembers nothing: iced takes `()` for a widget without any state.
#[derive(Debug, Default)]
pub(super) struct Forgets;

/// `content` and what is around it.
pub(super) struct Surrounded<'a, Message, A> {
    pub(super) content: Element<'a, Message>,
    pub(super) around: A,
}

impl<'a, Message: 'a, A: Around<Message> + 'a> From<Surrounded<'a, Message, A>>
    for Element<'a, Message>
{
    fn from(widget: Surrounded<'a, Message, A>) -> Self {
        Element::new(widget)
    }
}

impl<Message, A: Around<Message>> Widget<Message, Theme, Renderer> for Surrounded<'_, Message, A> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<A::State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(A::State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
        self.around.diff(tree.state.downcast_mut());
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let inner = &mut tree.children[0];
        self.content.as_widget_mut().layout(inner, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut();
        if self.around.operate(state, layout.bounds(), operation) {
            let inner = &mut tree.children[0];
            self.content
                .as_widget_mut()
                .operate(inner, layout, renderer, operation);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let inner = &mut tree.children[0];
        let content = self.content.as_widget_mut();
        let pass = |shell: &mut Shell<'_, Message>| {
            content.update(
                inner, event, layout, cursor, renderer, clipboard, shell, viewport,
            );
        };
        self.around
            .update(tree.state.downcast_mut(), event, shell, pass);
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let inner = &tree.children[0];
        self.content
            .as_widget()
            .draw(inner, renderer, theme, style, layout, cursor, viewport);
        let state = tree.state.downcast_ref();
        self.around
            .draw_over(state, renderer, theme, layout.bounds());
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.around.cursor().unwrap_or_else(|| {
            let inner = &tree.children[0];
            self.content
                .as_widget()
                .mouse_interaction(inner, layout, cursor, viewport, renderer)
        })
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let inner = &mut tree.children[0];
        self.content
            .as_widget_mut()
            .overlay(inner, layout, renderer, viewport, translation)
    }
}
