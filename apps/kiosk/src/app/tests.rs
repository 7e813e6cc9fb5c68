//! Whole ways through the terminal: the real screens, clicked in a simulated window,
//! and a server that answers from memory.

use aufruf_core::check_in_code::CheckInCode;
use aufruf_core::command::HelpKind;
use aufruf_core::rejection::Rejection;
use aufruf_core::wire::ErrorCode;
use aufruf_core::wire::kiosk::WalkIn;
use aufruf_ui::Window;
use futures::StreamExt;
use iced_test::Simulator;
use iced_test::runtime::{Action, task};

use super::*;
use crate::canned::{self, Asked, Memory};
use crate::input::Press;

mod codes;
mod devices;
mod offers;
mod outlook;
mod walk_ins;

const CODE: &str = "2R5K9XPA";
const SIZE: Window = Window {
    width: 1080.0,
    height: 1920.0,
};

struct Rig {
    kiosk: Kiosk,
    server: Memory,
    runtime: tokio::runtime::Runtime,
    start: Instant,
}

impl Rig {
    fn new() -> Self {
        Self::with(Config::default())
    }

    fn with(config: Config) -> Self {
        let server = Memory::default();
        let link = Link(std::sync::Arc::new(server.clone()));
        let config = Config {
            window: config.window.or(Some(SIZE)),
            ..config
        };
        let mut rig = Self {
            kiosk: Kiosk::new(config, Some(link)),
            server,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            start: Instant::now(),
        };
        rig.live(Feed::View(canned::view()));
        let _ = rig.server.take_asked();
        rig
    }

    /// Sends a message and everything that comes of it.
    fn send(&mut self, message: Message) {
        let task = self.kiosk.update(message);
        let Some(stream) = task::into_stream(task) else {
            return;
        };
        let actions: Vec<_> = self.runtime.block_on(stream.collect());
        for action in actions {
            if let Action::Output(message) = action {
                self.send(message);
            }
        }
    }

    fn live(&mut self, feed: Feed<KioskView>) {
        self.send(Message::Live(Box::new(feed), self.start));
    }

    fn change(&mut self, change: impl FnOnce(&mut KioskView)) {
        let mut view = canned::view();
        view.stamp.seq += 1;
        change(&mut view);
        self.live(Feed::View(view));
    }

    fn window(&self) -> Simulator<'_, Message, aufruf_ui::Theme, iced::Renderer> {
        let size = self.kiosk.config.window.unwrap_or(SIZE);
        let size = iced::Size::new(size.width, size.height);
        Simulator::with_size(aufruf_ui::font::settings(), size, self.kiosk.view())
    }

    fn click(&mut self, words: &str) {
        let mut window = self.window();
        assert!(window.click(words).is_ok(), "nothing says {words:?}");
        let messages: Vec<_> = window.into_messages().collect();
        for message in messages {
            self.send(message);
        }
    }

    fn sees(&self, words: &str) -> bool {
        self.window().find(words).is_ok()
    }

    fn press(&mut self, press: Press, at: Instant) {
        self.send(Message::Input(Input::Pressed(press), at));
    }

    fn scan(&mut self, code: &str) {
        let at = self.start;
        for letter in code.chars() {
            self.press(Press::Typed(letter.to_string()), at);
        }
        self.press(Press::Enter, at);
    }

    fn tick(&mut self, s: u64) {
        self.send(Message::Tick(self.start + Duration::from_secs(s)));
    }

    /// What was asked so far, without the questions what a number would be like.
    fn commands(&self) -> Vec<Asked> {
        let mut asked = self.server.take_asked();
        asked.retain(|asked| !matches!(asked, Asked::Prospect(_)));
        asked
    }

    fn refuse(&self, rejection: Rejection) {
        self.server
            .fail_next(Error::Refused(ErrorCode::Rejected { rejection }));
    }
}

fn code() -> CheckInCode {
    CheckInCode::parse(CODE).unwrap()
}

/// The one check-in among what was asked.
fn check_in(asked: &[Asked]) -> Option<&Request<CheckIn>> {
    asked.iter().find_map(|asked| match asked {
        Asked::CheckIn(request) => Some(request),
        _ => None,
    })
}

#[test]
fn a_code_before_the_camera_checks_in_without_a_touch() {
    let mut rig = Rig::new();
    assert!(rig.sees("Guten Morgen.") && rig.sees("Haben Sie einen Termin?"));
    rig.send(Message::Seen(Seen::Code(code())));
    let asked = rig.server.take_asked();
    assert!(matches!(&check_in(&asked).unwrap().body, CheckIn::Code(sent) if sent == CODE));
    assert!(rig.sees("Sie sind eingecheckt") && rig.sees("A 4823"));
    assert!(rig.sees("Ihr Termin: 9:50 Uhr"));
    rig.click("Fertig");
    assert!(rig.sees("Haben Sie einen Termin?"));
}

#[test]
fn a_scanner_types_the_code_on_the_start_and_on_the_number_screen() {
    let mut rig = Rig::new();
    rig.scan(CODE);
    assert!(rig.sees("Sie sind eingecheckt"));
    rig.click("Fertig");
    rig.click("Ja, mit Termin");
    rig.scan(CODE);
    assert!(rig.sees("Sie sind eingecheckt"));
    let asked = rig.server.take_asked();
    assert_eq!(asked.len(), 2, "{asked:?}");
}

#[test]
fn a_typed_number_is_confirmed_by_its_time() {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    for digit in ["4", "8", "2", "3"] {
        rig.click(digit);
    }
    rig.click("Weiter");
    assert!(rig.sees("Ist Ihr Termin um 9:50 Uhr?"));
    rig.click("Ja");
    let asked = rig.server.take_asked();
    assert!(matches!(asked[0], Asked::LookUp(4823)), "{asked:?}");
    assert!(matches!(
        check_in(&asked).unwrap().body,
        CheckIn::Digits(4823)
    ));
    assert!(rig.sees("A 4823"));
}

#[test]
fn another_time_is_somebody_elses_number() {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    for digit in "4823".chars() {
        rig.press(
            Press::Typed(digit.to_string()),
            rig.start + Duration::from_secs(1),
        );
    }
    rig.press(Press::Enter, rig.start + Duration::from_secs(2));
    rig.click("Nein");
    assert!(rig.sees("Dann passt die Nummer nicht"));
    assert!(check_in(&rig.server.take_asked()).is_none());
    rig.click("Nummer neu eintippen");
    assert!(rig.sees("Tippen Sie die 4 Ziffern Ihrer Terminnummer"));
}

#[test]
fn a_slip_of_the_finger_never_reaches_the_server() {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    for digit in ["4", "8", "2", "1"] {
        rig.click(digit);
    }
    rig.click("Weiter");
    assert!(rig.sees("Diese Nummer stimmt nicht ganz. Bitte vergleichen Sie jede Ziffer."));
    assert!(rig.server.take_asked().is_empty());
}

#[test]
fn a_walk_in_draws_a_number_for_two_concerns() {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.click("Personalausweis beantragen");
    assert!(rig.sees("Wie viele?"));
    rig.click("Mehr");
    rig.click("Weiter");
    assert!(rig.sees("2 Anliegen gewählt") && rig.sees("Personen: 2"));
    rig.click("Wartenummer ziehen");
    let asked = rig.commands();
    let [Asked::Draw(draw)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    let chosen: Vec<_> = draw
        .body
        .concerns
        .iter()
        .map(|c| (c.service.as_str(), c.quantity))
        .collect();
    assert_eq!(chosen, [("meldebescheinigung", 1), ("personalausweis", 2)]);
    assert!(rig.sees("W 17") && rig.sees("Merken oder fotografieren Sie Ihre Nummer."));
    rig.click("Habe ich notiert");
    assert!(rig.sees("Haben Sie einen Termin?"));
}

#[test]
fn who_knows_no_better_chooses_something_else_on_the_first_page() {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig.click("Etwas anderes, oder ich weiß es nicht");
    rig.click("Weitere");
    assert!(rig.sees("Gewerbezentralregisterauszug beantragen"));
    rig.click("Wartenummer ziehen");
    let asked = rig.commands();
    assert!(
        matches!(&asked[0], Asked::Draw(draw) if draw.body.concerns[0].service.as_str() == "anderes")
    );
}

#[test]
fn concerns_that_do_not_go_together_can_be_changed_and_nothing_is_lost() {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.refuse(Rejection::NoCommonCounter);
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("Diese Anliegen gehen nicht zusammen"));
    rig.click("Anliegen ändern");
    assert!(rig.sees("1 Anliegen gewählt"));
}

#[test]
fn an_unknown_answer_is_repeated_with_the_same_request_id() {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.server.fail_next(Error::TimedOut);
    rig.click("Wartenummer ziehen");
    assert!(rig.sees("Das hat gerade nicht geklappt"));
    rig.click("Noch einmal versuchen");
    let asked = rig.commands();
    let [Asked::Draw(first), Asked::Draw(second)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert_eq!(first.request_id, second.request_id);
    assert!(rig.sees("W 17"));
}

#[test]
fn refusals_are_told_in_plain_words() {
    for (rejection, words) in [
        (Rejection::BookingCancelled, "Dieser Termin wurde abgesagt"),
        (
            Rejection::MovedAway {
                to: canned::booked(),
            },
            "Er ist jetzt am Montag, 15.\u{a0}Juni, um 9:50\u{a0}Uhr. Die neue Nummer steht in Ihrer letzten E-Mail.",
        ),
        (
            Rejection::AnotherDay {
                booked: canned::booked(),
                past: false,
            },
            "Ihr Termin ist am Montag, 15.\u{a0}Juni, um 9:50\u{a0}Uhr",
        ),
        (
            Rejection::AnotherDay {
                booked: canned::booked(),
                past: true,
            },
            "Ihr Termin war am Montag, 15.\u{a0}Juni, um 9:50\u{a0}Uhr",
        ),
        (Rejection::OfficeClosed, "Wir haben jetzt geschlossen"),
    ] {
        let mut rig = Rig::new();
        rig.refuse(rejection);
        rig.send(Message::Seen(Seen::Code(code())));
        assert!(rig.sees(words), "{words}");
        rig.click("Zum Anfang");
        assert!(rig.sees("Haben Sie einen Termin?"));
    }
}

#[test]
fn checking_in_twice_shows_the_number_again() {
    let mut rig = Rig::new();
    rig.refuse(Rejection::AlreadyCheckedIn {
        number: canned::NUMBER,
    });
    rig.send(Message::Seen(Seen::Code(code())));
    assert!(rig.sees("Sie sind schon eingecheckt") && rig.sees("A 4823"));
}

#[test]
fn help_rings_and_leaves_everything_as_it_was() {
    let mut rig = Rig::new();
    rig.click("Nein, ohne Termin");
    rig.click("Meldebescheinigung");
    rig.click("Mitarbeiter rufen");
    assert!(rig.sees("Es kommt jemand"));
    let asked = rig.commands();
    assert!(
        matches!(&asked[0], Asked::Help(help) if help.body.help == HelpKind::Staff),
        "{asked:?}"
    );
    rig.click("Zurück zu meinen Angaben");
    assert!(rig.sees("1 Anliegen gewählt"));
}

#[test]
fn who_rings_again_is_told_that_somebody_was_called() {
    let mut rig = Rig::new();
    rig.refuse(Rejection::AlreadySo);
    rig.click("Mitarbeiter rufen");
    assert!(rig.sees("Es ist schon jemand gerufen"));
}

#[test]
fn who_has_no_number_rings_too_and_a_failed_call_is_admitted() {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    rig.server.fail_next(Error::TimedOut);
    rig.click("Nummer nicht dabei");
    assert!(rig.sees("Bitte gehen Sie zu unserem Personal"));
    let asked = rig.server.take_asked();
    assert!(
        matches!(&asked[0], Asked::Help(help) if help.body.help == HelpKind::NumberMissing),
        "{asked:?}"
    );
}

#[test]
fn nobody_there_is_asked_first_and_then_everything_is_gone() {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    rig.click("4");
    rig.tick(59);
    assert!(!rig.sees("Brauchen Sie mehr Zeit?"));
    rig.tick(65);
    assert!(rig.sees("Brauchen Sie mehr Zeit?"));
    rig.press(
        Press::Typed("x".to_owned()),
        rig.start + Duration::from_secs(70),
    );
    assert!(
        rig.sees("A 4"),
        "any key gives more time, and what was typed is there"
    );
    rig.tick(70 + 79);
    assert!(rig.sees("Brauchen Sie mehr Zeit?"));
    rig.tick(70 + 80);
    assert!(rig.sees("Haben Sie einen Termin?"));
    rig.click("Ja, mit Termin");
    assert!(!rig.sees("A 4"), "the next one starts from nothing");
}

#[test]
fn an_answer_after_the_time_out_is_shown_to_nobody() {
    let mut rig = Rig::new();
    let task = rig.kiosk.update(Message::Seen(Seen::Code(code())));
    let id = rig.kiosk.pending.as_ref().unwrap().id();
    drop(task);
    rig.tick(81);
    let answer = CheckedIn {
        number: canned::NUMBER,
        booked: None,
        late: false,
        again: false,
        wait: None,
        stranded: false,
    };
    rig.send(Message::CheckedIn(id, Ok(answer)));
    assert!(rig.sees("Haben Sie einen Termin?"));
}

#[test]
fn without_the_server_it_says_so_and_comes_back_by_itself() {
    let mut rig = Rig::new();
    rig.click("Ja, mit Termin");
    rig.live(Feed::Lost);
    assert!(rig.sees("Bitte melden Sie sich bei unserem Personal"));
    assert!(!rig.sees("Mitarbeiter rufen"), "nobody would hear it");
    rig.send(Message::Seen(Seen::Code(code())));
    assert!(rig.server.take_asked().is_empty());
    rig.live(Feed::Restored);
    assert!(
        rig.sees("Tippen Sie die 4 Ziffern Ihrer Terminnummer"),
        "and goes on where it was"
    );
}

#[test]
fn a_number_that_was_given_out_stays_when_the_server_goes() {
    let mut rig = Rig::new();
    rig.send(Message::Seen(Seen::Code(code())));
    rig.live(Feed::Lost);
    assert!(rig.sees("A 4823"));
    rig.click("Fertig");
    assert!(rig.sees("Bitte melden Sie sich bei unserem Personal"));
}

#[test]
fn what_is_not_possible_now_cannot_be_pressed_and_says_why() {
    let mut rig = Rig::new();
    let opens = canned::booked();
    rig.change(|view| view.walk_in = WalkIn::NotYet { opens });
    assert!(rig.sees("Wartenummern gibt es kurz vor 9:50 Uhr."));
    rig.click("Nein, ohne Termin");
    assert!(rig.sees("Haben Sie einen Termin?"));
    rig.change(|view| view.walk_in = WalkIn::Closed);
    rig.click("Nein, ohne Termin");
    assert!(rig.sees("Haben Sie einen Termin?"));
    rig.change(|view| {
        view.check_in = false;
        view.walk_in = WalkIn::Closed;
        view.hours.clear();
    });
    assert!(
        rig.sees("Wir haben jetzt geschlossen")
            && rig.sees("Heute ist das Bürgerbüro geschlossen.")
    );
    rig.send(Message::Seen(Seen::Code(code())));
    assert!(
        rig.server.take_asked().is_empty(),
        "no check-in while closed"
    );
}
