//! The shared widgets under keyboard and pointer, without a screen.

use aufruf_ui::widget::{self, Digits, Look, PadKey, Pager, Step};
use aufruf_ui::{Element, Metrics, Role, Screen, Theme, focus, font, typography};
use iced::advanced::widget::operation::{Operation, Outcome, focusable};
use iced::advanced::{clipboard, renderer::Headless};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::{column, row};
use iced::{Event, Fill, Point, Renderer, Size, mouse, touch};
use iced_test::runtime::{
    UserInterface,
    user_interface::{Cache, State},
};
use iced_test::simulator::{press_key, tap_key};
use iced_test::{Simulator, selector};

#[derive(Debug, Clone, PartialEq)]
enum Message {
    First,
    Second,
    Row(usize),
    Pad(PadKey),
    Turned(Step),
}

const SIZE: Size = Size::new(1080.0, 1920.0);

fn metrics() -> Metrics {
    Metrics::kiosk(&Screen {
        inches: 21.5,
        width_px: SIZE.width,
        height_px: SIZE.height,
        distance_mm: 600.0,
    })
}

fn simulator<'a>(view: impl Into<Element<'a, Message>>) -> Simulator<'a, Message, Theme> {
    Simulator::with_size(font::settings(), SIZE, view)
}

/// A user interface on which "focus next" can be run, as a program's Tab does.
struct Keyboard<'a> {
    ui: UserInterface<'a, Message, Theme, Renderer>,
    renderer: Renderer,
    sent: Vec<Message>,
}

impl<'a> Keyboard<'a> {
    fn on(view: impl Into<Element<'a, Message>>) -> Self {
        let renderer = <Renderer as Headless>::new(font::REGULAR, 16.into(), Some("tiny-skia"));
        let mut renderer =
            iced::futures::executor::block_on(renderer).expect("the software renderer starts");
        let ui = UserInterface::build(view, SIZE, Cache::default(), &mut renderer);
        let sent = Vec::new();
        Self { ui, renderer, sent }
    }

    fn operate<T: 'static>(&mut self, operation: impl Operation<T> + 'static) -> Option<T> {
        let mut next: Option<Box<dyn Operation<T>>> = Some(Box::new(operation));
        while let Some(mut operation) = next.take() {
            self.ui.operate(
                &self.renderer,
                &mut iced::advanced::widget::operation::black_box(operation.as_mut()),
            );
            match operation.finish() {
                Outcome::None => {}
                Outcome::Some(found) => return Some(found),
                Outcome::Chain(chained) => next = Some(chained),
            }
        }
        None
    }

    fn tab(&mut self) {
        self.go(focus::Direction::Next);
    }

    fn go(&mut self, direction: focus::Direction) {
        let _ = self.operate(focus::operation(direction));
    }

    fn count(&mut self) -> focusable::Count {
        self.operate(focusable::count()).expect("count answers")
    }

    fn send(&mut self, events: impl IntoIterator<Item = Event>) {
        let events: Vec<_> = events.into_iter().collect();
        let _ = self.ui.update(
            &events,
            mouse::Cursor::Available(Point::new(1.0, 1.0)),
            &mut self.renderer,
            &mut clipboard::Null,
            &mut self.sent,
        );
    }
}

fn two_buttons<'a>() -> Element<'a, Message> {
    let m = metrics();
    column![
        Element::from(
            widget::button(&m, Look::Primary, "Weiter")
                .on_press(Message::First)
                .id("next")
        ),
        Element::from(widget::button(&m, Look::Secondary, "Gesperrt")),
        Element::from(widget::button(&m, Look::Secondary, "Zurück").on_press(Message::Second)),
    ]
    .spacing(m.gap)
    .into()
}

#[test]
fn tab_reaches_enabled_buttons_in_order_and_skips_disabled_ones() {
    let mut keyboard = Keyboard::on(two_buttons());
    assert_eq!(keyboard.count().total, 2);
    assert_eq!(keyboard.count().focused, None);
    keyboard.tab();
    assert_eq!(keyboard.count().focused, Some(0));
    keyboard.tab();
    assert_eq!(keyboard.count().focused, Some(1));
}

#[test]
fn enter_and_space_activate_the_focused_button_once() {
    let mut keyboard = Keyboard::on(two_buttons());
    keyboard.send(tap_key(Named::Enter, None));
    assert_eq!(keyboard.sent, [], "nothing has the focus");
    keyboard.tab();
    keyboard.send(tap_key(Named::Enter, None));
    keyboard.tab();
    keyboard.send(tap_key(Named::Space, Some(" ".into())));
    assert_eq!(keyboard.sent, [Message::First, Message::Second]);
}

#[test]
fn a_key_held_down_or_with_a_modifier_does_not_activate() {
    let mut keyboard = Keyboard::on(two_buttons());
    keyboard.tab();
    for (repeats, modifiers) in [
        (true, keyboard::Modifiers::empty()),
        (false, keyboard::Modifiers::CTRL),
    ] {
        let mut event = press_key(Named::Enter, None);
        if let Event::Keyboard(keyboard::Event::KeyPressed {
            repeat,
            modifiers: held,
            ..
        }) = &mut event
        {
            (*repeat, *held) = (repeats, modifiers);
        }
        keyboard.send([event]);
    }
    assert_eq!(keyboard.sent, []);
}

#[test]
fn a_press_of_mouse_or_finger_takes_the_focus_away() {
    let finger = touch::Event::FingerPressed {
        id: touch::Finger(1),
        position: Point::new(900.0, 1800.0),
    };
    for press in [
        Event::Touch(finger),
        Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)),
    ] {
        let mut keyboard = Keyboard::on(two_buttons());
        keyboard.tab();
        keyboard.send([press]);
        assert_eq!(keyboard.count().focused, None);
    }
}

#[test]
fn the_cursor_is_hidden_over_buttons_too() {
    let over = |view: Element<'static, Message>| {
        let mut keyboard = Keyboard::on(view);
        let moved = Event::Mouse(mouse::Event::CursorMoved {
            position: Point::new(1.0, 1.0),
        });
        let (state, _) = keyboard.ui.update(
            &[moved],
            mouse::Cursor::Available(Point::new(30.0, 30.0)),
            &mut keyboard.renderer,
            &mut clipboard::Null,
            &mut keyboard.sent,
        );
        match state {
            State::Updated {
                mouse_interaction, ..
            } => mouse_interaction,
            State::Outdated => panic!("nothing changed"),
        }
    };
    assert_eq!(over(two_buttons()), mouse::Interaction::Pointer);
    let hidden = widget::hide_cursor(two_buttons());
    assert_eq!(over(hidden), mouse::Interaction::Hidden);
}

#[test]
fn a_button_is_found_by_words_and_id_and_is_at_least_20_mm() -> Result<(), iced_test::Error> {
    let mut ui = simulator(two_buttons());
    let _ = ui.click("Zurück")?;
    let _ = ui.click("Gesperrt")?;
    let target = ui.find(selector::id("next"))?;
    assert!(target.bounds().height >= metrics().target);
    let _ = ui.click(selector::id("next"))?;
    let sent: Vec<_> = ui.into_messages().collect();
    assert_eq!(sent, [Message::Second, Message::First]);
    Ok(())
}

fn rows<'a>(chosen: bool) -> Element<'a, Message> {
    let m = metrics();
    let choice = |words: &str, chosen, index| {
        Element::from(
            widget::choice_row(&m, words, None, chosen, Some(Message::Row(index))).id("row"),
        )
    };
    column![choice("Reisepass beantragen", chosen, 0)]
        .width(Fill)
        .into()
}

#[test]
fn the_whole_row_of_a_choice_is_the_button() -> Result<(), iced_test::Error> {
    let mut ui = simulator(rows(false));
    let bounds = ui.find(selector::id("row"))?.bounds();
    assert!(bounds.width > 1000.0, "{bounds:?}");
    for x in [
        bounds.x + 3.0,
        bounds.center_x(),
        bounds.x + bounds.width - 3.0,
    ] {
        ui.point_at(Point::new(x, bounds.center_y()));
        let _ = ui.simulate(iced_test::simulator::click());
    }
    assert_eq!(ui.into_messages().count(), 3);
    Ok(())
}

#[test]
fn a_chosen_row_looks_different_without_colour() -> Result<(), iced_test::Error> {
    // The tick is a shape: in shades of grey the two frames still differ at the box.
    let frame = |chosen| simulator(rows(chosen)).snapshot(&Theme::HighContrast);
    let folder = std::env::temp_dir().join(format!("aufruf-ui-{}", std::process::id()));
    assert!(frame(false)?.matches_hash(folder.join("row"))?);
    assert!(
        frame(false)?.matches_hash(folder.join("row"))?,
        "a frame is reproducible"
    );
    assert!(!frame(true)?.matches_hash(folder.join("row"))?);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn the_number_pad_sends_its_keys_and_the_boxes_show_them() -> Result<(), iced_test::Error> {
    let m = metrics();
    let mut digits = Digits::new(4);
    for press in ["4", "8", "2", "Eine zurück", "2", "7", "9"] {
        let entry = column![
            widget::digit_boxes(&m, "A", &digits),
            widget::number_pad(&m, "Alles löschen", "Eine zurück", Message::Pad),
        ];
        let mut ui = simulator(entry);
        let _ = ui.click(press)?;
        for message in ui.into_messages() {
            let Message::Pad(key) = message else {
                panic!("{message:?}")
            };
            digits.press(key);
        }
    }
    assert_eq!(digits.as_str(), "4827", "the fifth digit is ignored");
    assert!(digits.is_complete());
    let mut ui = simulator(widget::digit_boxes(&m, "A", &digits));
    let _ = ui.find("A 4827")?;
    digits.press(PadKey::Clear);
    assert_eq!(digits.as_str(), "");
    Ok(())
}

#[test]
fn keys_of_the_pad_are_20_mm_and_3_mm_apart() -> Result<(), iced_test::Error> {
    let m = metrics();
    let pad = widget::number_pad(&m, "Alles löschen", "Eine zurück", Message::Pad);
    let mut keyboard = Keyboard::on(pad);
    assert_eq!(keyboard.count().total, 12);
    let pad = widget::number_pad(&m, "Alles löschen", "Eine zurück", Message::Pad);
    let mut ui = simulator(pad);
    let mut bounds = Vec::new();
    let _ = ui.find(|candidate: selector::Candidate<'_>| {
        if let selector::Candidate::Focusable { bounds: found, .. } = candidate {
            bounds.push(found);
        }
        None::<()>
    });
    assert_eq!(bounds.len(), 12);
    for (index, key) in bounds.iter().enumerate() {
        assert!(key.width >= m.target && key.height >= m.target, "{key:?}");
        let too_near = key.expand(m.gap - 0.5);
        let near = bounds
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index);
        for (_, other) in near {
            assert!(too_near.intersection(other).is_none(), "{key:?} {other:?}");
        }
    }
    Ok(())
}

#[test]
fn the_pager_stops_at_both_ends() -> Result<(), iced_test::Error> {
    let m = metrics();
    let turns = |page: usize| -> Result<Vec<Message>, iced_test::Error> {
        let pager = Pager {
            page,
            pages: 3,
            back: "Vorige",
            on: "Weitere",
            position: "Seite",
        };
        let mut ui = simulator(widget::pager(&m, &pager, Message::Turned));
        let _ = ui.click("Vorige")?;
        let _ = ui.click("Weitere")?;
        Ok(ui.into_messages().collect())
    };
    assert_eq!(turns(0)?, [Message::Turned(Step::On)]);
    assert_eq!(
        turns(1)?,
        [Message::Turned(Step::Back), Message::Turned(Step::On)]
    );
    assert_eq!(turns(2)?, [Message::Turned(Step::Back)]);
    assert_eq!(
        (
            Step::On.apply(2, 3),
            Step::Back.apply(0, 3),
            Step::On.apply(0, 0)
        ),
        (2, 0, 0)
    );
    Ok(())
}

#[test]
fn rich_text_and_figures_are_found_by_their_words() -> Result<(), iced_test::Error> {
    let m = metrics();
    let mut ui = simulator(row![
        typography::emphasis(&m, "Wartezeit etwa **15 Minuten**", Role::Ink),
        widget::figures(m.text.title, "9:41", Role::Ink),
    ]);
    let _ = ui.find("Wartezeit etwa 15 Minuten")?;
    let _ = ui.find("9:41")?;
    Ok(())
}

#[test]
fn a_long_word_wraps_inside_its_button_instead_of_being_cut() -> Result<(), iced_test::Error> {
    let m = metrics();
    let narrow = |words: &str| {
        widget::button(&m, Look::Primary, words)
            .on_press(Message::First)
            .width(300.0)
            .id("narrow")
    };
    let mut short = simulator(narrow("Weiter"));
    let mut long = simulator(narrow("Aufenthaltsbescheinigungsverlängerung"));
    let short = short.find(selector::id("narrow"))?.bounds();
    let long = long.find(selector::id("narrow"))?.bounds();
    assert_eq!(short.width, long.width);
    assert!(long.height > short.height);
    Ok(())
}

#[test]
fn tab_and_shift_tab_are_directions_and_other_keys_are_not() {
    let with = |key: Named, modifiers: keyboard::Modifiers| {
        let mut event = press_key(Key::Named(key), None);
        if let Event::Keyboard(keyboard::Event::KeyPressed {
            modifiers: held, ..
        }) = &mut event
        {
            *held = modifiers;
        }
        focus::direction(&event)
    };
    use keyboard::Modifiers;
    assert_eq!(
        with(Named::Tab, Modifiers::empty()),
        Some(focus::Direction::Next)
    );
    assert_eq!(
        with(Named::Tab, Modifiers::SHIFT),
        Some(focus::Direction::Previous)
    );
    assert_eq!(with(Named::Tab, Modifiers::ALT), None);
    assert_eq!(with(Named::Enter, Modifiers::empty()), None);
}

/// How far the first scrollable is scrolled.
#[derive(Default)]
struct Scrolled(Option<f32>);

impl Operation<f32> for Scrolled {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<f32>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&iced::advanced::widget::Id>,
        _bounds: iced::Rectangle,
        _content_bounds: iced::Rectangle,
        translation: iced::Vector,
        _state: &mut dyn iced::advanced::widget::operation::Scrollable,
    ) {
        let _ = self.0.get_or_insert(translation.y);
    }

    fn finish(&self) -> Outcome<f32> {
        self.0.map_or(Outcome::None, Outcome::Some)
    }
}

#[test]
fn arrows_walk_a_list_and_scroll_what_they_reach_into_sight() {
    let m = metrics();
    let rows = (0..60).map(|n| {
        widget::button(&m, Look::Row, format!("Zeile {n}"))
            .on_press(Message::Row(n))
            .into()
    });
    let list = iced::widget::scrollable(iced::widget::Column::with_children(rows)).height(Fill);
    let mut keyboard = Keyboard::on(list);
    for _ in 0..3 {
        keyboard.go(focus::Direction::Down);
    }
    assert_eq!(keyboard.operate(Scrolled::default()), Some(0.0));
    for _ in 0..47 {
        keyboard.go(focus::Direction::Down);
    }
    keyboard.send(tap_key(Named::Enter, None));
    assert_eq!(keyboard.sent, [Message::Row(49)]);
    let down = keyboard.operate(Scrolled::default());
    assert!(down.is_some_and(|down| down > 0.0), "{down:?}");
    for _ in 0..60 {
        keyboard.go(focus::Direction::Up);
    }
    assert_eq!(keyboard.operate(Scrolled::default()), Some(0.0));
}

#[test]
fn arrows_alone_are_directions() {
    let pressed = |named, modifiers| {
        let event = Event::Keyboard(keyboard::Event::KeyPressed {
            key: Key::Named(named),
            modified_key: Key::Named(named),
            physical_key: keyboard::key::Physical::Unidentified(
                keyboard::key::NativeCode::Unidentified,
            ),
            location: keyboard::Location::Standard,
            modifiers,
            text: None,
            repeat: false,
        });
        focus::arrow(&event)
    };
    let alone = keyboard::Modifiers::empty();
    assert_eq!(
        pressed(Named::ArrowDown, alone),
        Some(focus::Direction::Down)
    );
    assert_eq!(pressed(Named::ArrowLeft, keyboard::Modifiers::CTRL), None);
    assert_eq!(pressed(Named::Tab, alone), None);
}
