//! Shows any screen of the kiosk with a made-up office and no server:
//! `cargo run -p aufruf-kiosk --example kiosk-gallery -- SCREEN [WxH] [INCHES]`.
//! Without a name it prints the names.

use std::sync::Arc;
use std::time::{Duration, Instant};

use aufruf_client::{Error, Feed};
use aufruf_core::check_in_code::CheckInCode;
use aufruf_core::id::ServiceId;
use aufruf_core::rejection::Rejection;
use aufruf_core::visit::State;
use aufruf_core::wire::ErrorCode;
use aufruf_core::wire::kiosk::{KioskView, NoNumbers, WalkIn};
use aufruf_kiosk::app::Message;
use aufruf_kiosk::backend::Link;
use aufruf_kiosk::canned::{self, Memory};
use aufruf_kiosk::config::{Config, WINDOW};
use aufruf_kiosk::frames::Seen;
use aufruf_kiosk::screen::{concerns, number, question, start};
use aufruf_ui::Window;
use aufruf_ui::widget::PadKey;
use iced::widget::image::Handle;

const NAMES: [&str; 54] = [
    "wait",
    "full",
    "no-time",
    "none-used",
    "none-stopped",
    "none-unlinked",
    "concerns-none",
    "concerns-asked",
    "concerns-full",
    "concerns-no-time",
    "concerns-used",
    "concerns-late",
    "drawn-wait",
    "drawn-standby",
    "start",
    "camera",
    "scanner",
    "quota-used",
    "interrupted",
    "number",
    "number-wrong",
    "number-walk-in",
    "number-foreign",
    "question-walk-in",
    "returned",
    "waits-already",
    "later-day",
    "past-day",
    "question",
    "concerns",
    "concerns-2",
    "quantity",
    "checked-in",
    "drawn",
    "already",
    "not-found",
    "moved",
    "printed",
    "slip-failed",
    "kept",
    "foreign-code",
    "missed",
    "cancelled",
    "too-many",
    "unavailable",
    "not-together",
    "fault",
    "help",
    "help-failed",
    "help-ringing",
    "more-time",
    "closed",
    "out-of-order",
    "unpaired",
];

fn main() -> iced::Result {
    let mut arguments = std::env::args().skip(1);
    let Some(name) = arguments
        .next()
        .filter(|name| NAMES.contains(&name.as_str()))
    else {
        tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .init();
        tracing::error!("one of: {}", NAMES.join(" "));
        return Ok(());
    };
    let window = arguments
        .next()
        .and_then(|size| size.parse::<Window>().ok());
    let inches = arguments.next().and_then(|inches| inches.parse().ok());
    let config = Config {
        window: Some(window.unwrap_or(WINDOW)),
        screen_inch: inches.unwrap_or(21.5),
        scanner: name == "scanner",
        printer: printer(&name).map(|place| place.parse().expect("written right")),
        ..Config::default()
    };
    let server = Memory::default();
    let (link, script) = if name == "unpaired" {
        (None, Vec::new())
    } else {
        let script = script(&name, &server);
        (Some(Link(Arc::new(server))), script)
    };
    aufruf_kiosk::rehearsed(config, link, script).run()
}

fn script(name: &str, server: &Memory) -> Vec<Message> {
    let now = Instant::now();
    let live = |feed| Message::Live(Box::new(feed), now);
    let shows = |change: fn(&mut KioskView)| {
        let mut view = canned::view();
        view.stamp.seq += 1;
        change(&mut view);
        server.show(view.clone());
        live(Feed::View(view))
    };
    let mut script = vec![live(Feed::View(canned::view()))];
    let code = || Message::Seen(Seen::Code(CheckInCode::from_bytes([1, 2, 3, 4, 5])));
    let refused = |rejection| server.fail_next(Error::Refused(ErrorCode::Rejected { rejection }));
    match name {
        "camera" => script.extend([
            Message::Seen(Seen::Working(true)),
            Message::Seen(Seen::Preview(picture())),
        ]),
        "quota-used" => script.push(shows(|view| view.walk_in = WalkIn::QuotaUsed)),
        "interrupted" => script.push(shows(|view| view.interrupted = true)),
        "closed" => script.push(shows(|view| {
            view.check_in = false;
            view.walk_in = WalkIn::Closed;
            view.hours.clear();
        })),
        "number" => script.extend(typed("482")),
        "number-wrong" => {
            script.extend(typed("4821"));
            script.push(Message::Number(number::Message::Next));
        }
        "number-walk-in" => script.extend(walk_in()),
        "number-foreign" => {
            script.extend(typed("48"));
            script.push(Message::Seen(Seen::Foreign));
        }
        "question-walk-in" | "returned" => {
            script.extend(walk_in());
            script.push(Message::Number(number::Message::Next));
            if name == "returned" {
                script.push(Message::Question(question::Message::Yes));
            }
        }
        "waits-already" => {
            refused(Rejection::AlreadyCheckedIn {
                number: canned::WALK_IN,
            });
            script.push(code());
        }
        "later-day" | "past-day" => {
            refused(Rejection::AnotherDay {
                booked: canned::booked(),
                past: name == "past-day",
            });
            script.push(code());
        }
        "question" => {
            script.extend(typed(&canned::NUMBER.digits.to_string()));
            script.push(Message::Number(number::Message::Next));
        }
        "concerns" => script.extend(chosen(&["meldebescheinigung", "fuehrungszeugnis"])),
        "concerns-2" => {
            script.extend(chosen(&["meldebescheinigung"]));
            script.push(Message::Concerns(concerns::Message::Turned(
                aufruf_ui::widget::Step::On,
                9,
            )));
        }
        "quantity" => script.extend(chosen(&["wohnsitz"])),
        "drawn" => {
            script.extend(chosen(&["meldebescheinigung"]));
            script.push(Message::Concerns(concerns::Message::Draw));
        }
        "drawn-wait" | "drawn-standby" => {
            server.give(canned::ticket_with(name == "drawn-standby"));
            script.extend(chosen(&["meldebescheinigung"]));
            script.push(Message::Concerns(concerns::Message::Draw));
        }
        "full" | "no-time" | "none-used" | "none-stopped" => {
            server.offer(match name {
                "full" => canned::full(),
                "no-time" => canned::no_time(),
                "none-used" => canned::no_numbers(NoNumbers::QuotaUsed),
                _ => canned::no_numbers(NoNumbers::Stopped),
            });
            script.extend(chosen(&["meldebescheinigung"]));
            script.push(Message::Concerns(concerns::Message::Show));
        }
        "none-unlinked" => {
            server.offer(canned::no_numbers(NoNumbers::TooLate));
            script.push(shows(|view| view.booking_link = None));
            script.extend(chosen(&["meldebescheinigung"]));
            script.push(Message::Concerns(concerns::Message::Show));
        }
        "concerns-none" => script.push(Message::Start(start::Message::No)),
        "concerns-asked" => {
            server.hang();
            script.extend(chosen(&["meldebescheinigung"]));
        }
        "concerns-full" | "concerns-no-time" => {
            server.offer(match name {
                "concerns-full" => canned::full(),
                _ => canned::no_time(),
            });
            script.extend(chosen(&["meldebescheinigung"]));
        }
        "concerns-used" => {
            server.offer(canned::no_numbers(NoNumbers::QuotaUsed));
            script.push(shows(|view| view.walk_in = WalkIn::QuotaUsed));
            script.extend(chosen(&["meldebescheinigung"]));
        }
        "concerns-late" => {
            script.push(shows(|view| view.walk_in = WalkIn::TooLate));
            script.push(Message::Start(start::Message::No));
        }
        "wait" => script.push(shows(|view| {
            view.wait = Some(aufruf_core::forecast::Band {
                from_min: 15,
                to_min: 25,
            });
        })),
        "checked-in" => script.push(code()),
        "already" => {
            refused(Rejection::AlreadyCheckedIn {
                number: canned::NUMBER,
            });
            script.push(code());
        }
        "moved" => {
            refused(Rejection::MovedAway {
                to: canned::booked(),
            });
            script.push(code());
        }
        "not-found" => {
            server.fail_next(Error::Refused(ErrorCode::NotFound));
            script.extend(typed(&canned::NUMBER.digits.to_string()));
            script.push(Message::Number(number::Message::Next));
        }
        "printed" | "slip-failed" => {
            script.extend(chosen(&["meldebescheinigung"]));
            script.push(Message::Concerns(concerns::Message::Draw));
        }
        "kept" => {
            script.push(code());
            script.push(live(Feed::Lost));
        }
        "foreign-code" => script.push(Message::Seen(Seen::Foreign)),
        "missed" => {
            refused(Rejection::WrongState {
                state: State::Missed,
            });
            script.push(code());
        }
        "cancelled" => {
            refused(Rejection::BookingCancelled);
            script.push(code());
        }
        "too-many" => {
            let retry_after_s = 30;
            server.fail_next(Error::Refused(ErrorCode::TooMany { retry_after_s }));
            script.extend(typed(&canned::NUMBER.digits.to_string()));
            script.push(Message::Number(number::Message::Next));
        }
        "unavailable" | "not-together" | "fault" => {
            server.fail_next(match name {
                "unavailable" => Error::TimedOut,
                "fault" => Error::Refused(ErrorCode::Internal),
                _ => Error::Refused(ErrorCode::Rejected {
                    rejection: Rejection::NoCommonCounter,
                }),
            });
            script.extend(chosen(&["meldebescheinigung", "fuehrungszeugnis"]));
            script.push(Message::Concerns(concerns::Message::Draw));
        }
        "help-failed" => {
            server.fail_next(Error::TimedOut);
            script.push(Message::CallHelp);
        }
        "help-ringing" => {
            refused(Rejection::AlreadySo);
            script.push(Message::CallHelp);
        }
        "help" => script.extend([Message::Start(start::Message::Yes), Message::CallHelp]),
        "more-time" => {
            script.extend(typed("48"));
            script.push(Message::Tick(now + Duration::from_secs(68)));
        }
        "out-of-order" => script.push(live(Feed::Lost)),
        _ => {}
    }
    script
}

/// A printer that is as a screen needs it: one that works, or one that always fails.
fn printer(name: &str) -> Option<&'static str> {
    match name {
        "printed" => Some("file:/dev/null"),
        "slip-failed" => Some("file:/dev/full"),
        _ => None,
    }
}

fn typed(digits: &str) -> Vec<Message> {
    let keys = digits.bytes().map(|digit| PadKey::Digit(digit - b'0'));
    let keys = keys.map(|key| Message::Number(number::Message::Pressed(key)));
    std::iter::once(Message::Start(start::Message::Yes))
        .chain(keys)
        .collect()
}

fn walk_in() -> Vec<Message> {
    let chosen = Message::Number(number::Message::Chosen(number::Kind::WalkIn));
    let mut script = typed("17");
    script.push(chosen);
    script
}

fn chosen(services: &[&str]) -> Vec<Message> {
    let taps = services
        .iter()
        .map(|id| ServiceId::new(id).expect("a slug"));
    let taps = taps.map(|id| Message::Concerns(concerns::Message::Tapped(id)));
    std::iter::once(Message::Start(start::Message::No))
        .chain(taps)
        .collect()
}

/// A grey gradient in place of what a camera sees.
fn picture() -> Handle {
    let pixels = (0..240_u32)
        .flat_map(|y| (0..320_u32).map(move |x| u8::try_from((x + y) * 200 / 560).unwrap_or(0)));
    Handle::from_rgba(
        320,
        240,
        pixels
            .flat_map(|grey| [grey, grey, grey, u8::MAX])
            .collect::<Vec<u8>>(),
    )
}
