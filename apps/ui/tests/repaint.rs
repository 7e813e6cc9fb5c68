//! Nothing of an earlier text stays on the screen. The frames are painted as the
//! renderer paints them in a window: only what it believes to have changed.

use aufruf_ui::theme::surface;
use aufruf_ui::{Element, Metrics, Screen, Theme, font, typography, widget};
use iced::advanced::graphics::{Viewport, damage, text::font_system};
use iced::advanced::{clipboard, mouse, renderer::Style};
use iced::widget::{column, container};
use iced::{Color, Fill, Rectangle, Size};
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_tiny_skia::{Layer, Renderer};

const SIZE: Size<u32> = Size::new(960, 540);

/// A window's picture, painted frame by frame.
struct Window {
    renderer: Renderer,
    pixels: tiny_skia::Pixmap,
    cache: Option<Cache>,
    layers: Option<Vec<Layer>>,
}

impl Window {
    fn new() -> Self {
        let mut fonts = font_system().write().expect("no test panics with it");
        font::all().for_each(|file| fonts.load_font(file.into()));
        Self {
            renderer: Renderer::new(font::REGULAR, 16.0.into()),
            pixels: tiny_skia::Pixmap::new(SIZE.width, SIZE.height).expect("a size above 0"),
            cache: Some(Cache::new()),
            layers: None,
        }
    }

    /// Paints one more frame; the parts that were painted.
    fn paint(&mut self, view: Element<'_, ()>) -> Vec<Rectangle> {
        let size = Size::new(SIZE.width as f32, SIZE.height as f32);
        let cache = self.cache.take().expect("put back below");
        let mut ui = UserInterface::build(view, size, cache, &mut self.renderer);
        let now = iced::window::Event::RedrawRequested(std::time::Instant::now());
        let _ = ui.update(
            &[iced::Event::Window(now)],
            mouse::Cursor::Unavailable,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut Vec::new(),
        );
        let style = Style {
            text_color: Color::BLACK,
        };
        ui.draw(
            &mut self.renderer,
            &Theme::Light,
            &style,
            mouse::Cursor::Unavailable,
        );
        let layers = self.renderer.layers().to_vec();
        let all = Rectangle::with_size(size);
        let changed = self.layers.as_ref().map_or(vec![all], |before| {
            damage::diff(before, &layers, |layer| vec![layer.bounds], Layer::damage)
        });
        let changed = damage::group(changed, all);
        self.renderer.draw(
            &mut self.pixels.as_mut(),
            &mut tiny_skia::Mask::new(SIZE.width, SIZE.height).expect("a size above 0"),
            &Viewport::with_physical_size(SIZE, 1.0),
            &changed,
            Color::WHITE,
        );
        self.layers = Some(layers);
        self.cache = Some(ui.into_cache());
        changed
    }
}

fn metrics() -> Metrics {
    Metrics::display(&Screen {
        inches: 32.0,
        width_px: 960.0,
        height_px: 540.0,
        distance_mm: 3000.0,
    })
}

fn call<'a>(number: &'a str, hint: &'a str) -> Element<'a, ()> {
    let m = &metrics();
    let words = column![typography::number(m, number), typography::title(m, hint)];
    container(words).center(Fill).style(surface::ground).into()
}

/// Pixels that differ from a picture painted at once.
fn slivers(root: fn(Element<'_, ()>) -> Element<'_, ()>) -> usize {
    let mut window = Window::new();
    for (number, hint) in [("A 4827", "Ärzte"), ("W 17", "ja"), ("1", "")] {
        drop(window.paint(root(call(number, hint))));
    }
    let mut fresh = Window::new();
    drop(fresh.paint(root(call("1", ""))));
    let pairs = window.pixels.pixels().iter().zip(fresh.pixels.pixels());
    pairs.filter(|(left, right)| left != right).count()
}

#[test]
fn no_sliver_of_an_earlier_text_stays() {
    assert!(slivers(|view| view) > 0, "the renderer leaves none itself");
    assert_eq!(slivers(|view| widget::repaint(view)), 0);
}

#[test]
fn a_frame_with_another_text_is_painted_at_once_and_an_equal_one_not_at_all() {
    let mut window = Window::new();
    let whole = Rectangle::with_size(Size::new(960.0, 540.0));
    let frames = [
        (("A 4827", "bitte"), vec![whole]),
        (("A 4827", "bitte"), vec![]),
        (("A 4828", "bitte"), vec![whole]),
        (("A 4828", "bitte"), vec![]),
    ];
    for ((number, hint), painted) in frames {
        assert_eq!(window.paint(widget::repaint(call(number, hint))), painted);
    }
}
