//! Which control comes next, and the operation that goes there.

use iced::advanced::widget::Id;
use iced::advanced::widget::operation::{self, Focusable, Operation, Outcome, Scrollable};
use iced::widget::scrollable::AbsoluteOffset;
use iced::{Rectangle, Vector};

use super::Direction;

/// How much a step aside counts against a step ahead.
const ASIDE: f32 = 3.0;

/// A control that can have the focus, where it is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    bounds: Rectangle,
    /// The scrollable around it: how many come before it, and what it shows.
    inside: Option<(usize, Rectangle)>,
}

/// Where to go.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Target {
    place: usize,
    /// Brings it into sight: this scrollable by so many pixels downwards.
    scroll: Option<(usize, f32)>,
}

/// Moves the focus; what it goes to is scrolled into sight.
pub(super) fn reach(direction: Direction) -> impl Operation<()> {
    operation::then(Look::new(direction), |target| Go {
        target,
        focusables: 0,
        scrollables: 0,
    })
}

/// Looks at everything that can have the focus.
#[derive(Debug)]
struct Look {
    direction: Direction,
    places: Vec<Place>,
    focused: Option<usize>,
    scrollables: usize,
    /// How far the present part of the tree is scrolled.
    scrolled: Vector,
    inside: Option<(usize, Rectangle)>,
    /// A scrollable whose content comes next.
    entered: Option<(usize, Rectangle, Vector)>,
}

impl Look {
    fn new(direction: Direction) -> Self {
        Self {
            direction,
            places: Vec::new(),
            focused: None,
            scrollables: 0,
            scrolled: Vector::ZERO,
            inside: None,
            entered: None,
        }
    }
}

impl Operation<Target> for Look {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<Target>)) {
        let around = (self.scrolled, self.inside);
        if let Some((index, bounds, translation)) = self.entered.take() {
            self.inside = Some((index, bounds));
            self.scrolled += translation;
        }
        operate(self);
        (self.scrolled, self.inside) = around;
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entered = Some((self.scrollables, bounds - self.scrolled, translation));
        self.scrollables += 1;
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.focused = Some(self.places.len());
        }
        self.places.push(Place {
            bounds: bounds - self.scrolled,
            inside: self.inside,
        });
    }

    fn finish(&self) -> Outcome<Target> {
        let found = next(&self.places, self.focused, self.direction);
        match found.and_then(|place| Some((place, self.places.get(place)?))) {
            Some((place, at)) => Outcome::Some(Target {
                place,
                scroll: at.scroll_to_see(),
            }),
            None => Outcome::None,
        }
    }
}

impl Place {
    /// The scrollable around it and how far down it must go for this to be seen.
    fn scroll_to_see(&self) -> Option<(usize, f32)> {
        let (index, shown) = self.inside?;
        let (top, bottom) = (self.bounds.y, self.bounds.y + self.bounds.height);
        // The ring around it is seen too.
        let margin = (self.bounds.height / 4.0).min(shown.height / 8.0);
        let above = top - margin - shown.y;
        let below = bottom + margin - (shown.y + shown.height);
        match () {
            () if above < 0.0 => Some((index, above)),
            () if below > 0.0 => Some((index, below.min(above))),
            () => None,
        }
    }
}

/// Gives the focus to the target and takes it from everything else.
#[derive(Debug)]
struct Go {
    target: Target,
    focusables: usize,
    scrollables: usize,
}

impl Operation<()> for Go {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content_bounds: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if let Some((index, y)) = self.target.scroll
            && index == self.scrollables
        {
            state.scroll_by(AbsoluteOffset { x: 0.0, y }, bounds, content_bounds);
        }
        self.scrollables += 1;
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if self.focusables == self.target.place {
            state.focus();
        } else {
            state.unfocus();
        }
        self.focusables += 1;
    }
}

/// The place to go to; `None` if there is none in this direction.
fn next(places: &[Place], from: Option<usize>, direction: Direction) -> Option<usize> {
    let count = places.len();
    let Some(from) = from.filter(|_| count > 0) else {
        let backwards = direction == Direction::Previous;
        return if backwards {
            count.checked_sub(1)
        } else {
            (count > 0).then_some(0)
        };
    };
    match direction {
        Direction::Next => Some((from + 1) % count),
        Direction::Previous => Some((from + count - 1) % count),
        Direction::Up | Direction::Down | Direction::Left | Direction::Right => {
            let here = turned(places.get(from)?.bounds, direction);
            let others = places
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != from);
            others
                .filter_map(|(index, place)| {
                    Some((distance(here, turned(place.bounds, direction))?, index))
                })
                .min_by(|(a, _), (b, _)| a.total_cmp(b))
                .map(|(_, index)| index)
        }
    }
}

/// The same with `direction` downwards.
fn turned(bounds: Rectangle, direction: Direction) -> Rectangle {
    let Rectangle {
        x,
        y,
        width,
        height,
    } = bounds;
    let upright = |x, y| Rectangle {
        x,
        y,
        width,
        height,
    };
    let lying = |x, y| Rectangle {
        x,
        y,
        width: height,
        height: width,
    };
    match direction {
        Direction::Up => upright(x, -y - height),
        Direction::Left => lying(y, -x - width),
        Direction::Right => lying(y, x),
        _ => upright(x, y),
    }
}

/// How far it is downwards from one to the other; `None` if it is not below.
fn distance(from: Rectangle, to: Rectangle) -> Option<f32> {
    // Rows that touch or overlap by a line are still below each other.
    let slack = from.height.min(to.height) / 2.0;
    let ahead = to.y - (from.y + from.height);
    if ahead < -slack {
        return None;
    }
    let aside = (to.x - (from.x + from.width))
        .max(from.x - (to.x + to.width))
        .max(0.0);
    let left = (to.x - from.x).abs() / 100.0;
    Some(ahead.max(0.0) + ASIDE * aside + left)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two columns: a list of three at the left, a grid of 2 x 2 at the right.
    fn places() -> Vec<Place> {
        let place = |x: f32, y: f32, width: f32| Place {
            bounds: Rectangle {
                x,
                y,
                width,
                height: 40.0,
            },
            inside: None,
        };
        vec![
            place(0.0, 0.0, 200.0),
            place(0.0, 40.0, 200.0),
            place(0.0, 80.0, 200.0),
            place(300.0, 0.0, 80.0),
            place(390.0, 0.0, 80.0),
            place(300.0, 50.0, 80.0),
            place(390.0, 50.0, 80.0),
        ]
    }

    #[test]
    fn arrows_go_to_what_lies_there() {
        let to = |from, direction| next(&places(), Some(from), direction);
        assert_eq!(to(0, Direction::Down), Some(1));
        assert_eq!(to(2, Direction::Up), Some(1));
        assert_eq!(to(0, Direction::Right), Some(3));
        assert_eq!(to(3, Direction::Right), Some(4));
        assert_eq!(to(4, Direction::Down), Some(6));
        assert_eq!(to(6, Direction::Left), Some(5));
        assert_eq!(to(5, Direction::Left), Some(1));
        assert_eq!(to(0, Direction::Up), None);
        assert_eq!(to(4, Direction::Right), None);
    }

    #[test]
    fn tab_goes_round_and_begins_at_an_end() {
        let to = |from, direction| next(&places(), from, direction);
        assert_eq!(to(None, Direction::Next), Some(0));
        assert_eq!(to(None, Direction::Down), Some(0));
        assert_eq!(to(None, Direction::Previous), Some(6));
        assert_eq!(to(Some(6), Direction::Next), Some(0));
        assert_eq!(to(Some(0), Direction::Previous), Some(6));
        assert_eq!(next(&[], None, Direction::Previous), None);
        assert_eq!(next(&[], None, Direction::Next), None);
    }

    #[test]
    fn what_is_out_of_sight_is_scrolled_to() {
        let shown = Rectangle {
            x: 0.0,
            y: 100.0,
            width: 300.0,
            height: 400.0,
        };
        let scroll = |y: f32| {
            let place = Place {
                bounds: Rectangle {
                    x: 0.0,
                    y,
                    width: 200.0,
                    height: 40.0,
                },
                inside: Some((2, shown)),
            };
            place.scroll_to_see()
        };
        assert_eq!(scroll(200.0), None);
        assert_eq!(scroll(60.0), Some((2, -50.0)));
        assert_eq!(scroll(500.0), Some((2, 50.0)));
    }
}
