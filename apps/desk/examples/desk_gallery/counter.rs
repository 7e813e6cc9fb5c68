//! At the counter: the queue, the visit, and everything that opens in its place.

use aufruf_client::Feed;
use aufruf_core::command::{Command, Reason};
use aufruf_core::id::CounterId;
use aufruf_core::rejection::Rejection;
use aufruf_core::wire::ErrorCode;
use aufruf_desk::config::Config;
use aufruf_desk::shortcut::Stroke::{self, Ctrl, F, ShiftF};

use crate::office::{self, Office};
use crate::player::Player;
use crate::scene;

/// The screens of this part.
pub(crate) const SCREENS: &[&str] = &[
    "idle",
    "nobody",
    "expected",
    "parked",
    "missed",
    "none-parked",
    "called",
    "called-walk-in",
    "serving",
    "undo",
    "pause-after",
    "serving-undo",
    "paused",
    "closed",
    "taken-work",
    "interrupted",
    "interrupted-clerk",
    "tickets-stopped",
    "day-closed",
    "help",
    "devices",
    "lost",
    "lost-dialog",
    "problem",
    "refused",
    "refused-dialog",
    "day-list",
    "visit",
    "visit-expected",
    "visit-parked",
    "visit-missed",
    "visit-why",
    "reason",
    "sure-leave",
    "sure-cancel",
    "concerns",
    "transfer",
    "walk-in",
    "walk-in-none",
    "walk-in-done",
    "book",
    "times",
    "times-refused",
    "contact",
    "contact-wrong",
    "booked",
    "move",
    "move-sure",
    "moved",
    "find",
    "find-name",
    "find-number",
    "find-time",
    "find-none",
    "find-many",
    "menu",
    "menu-clerk",
    "keys",
    "keys-others",
    "counters",
    "misfits",
    "misfits-later",
    "sure-release",
    "stranded",
    "visit-stranded",
    "sure-withdraw",
    "sure-interrupt",
    "crowd",
    "crowd-called",
    "crowd-serving",
    "crowd-visit",
    "crowd-transfer",
    "crowd-concerns",
    "crowd-counters",
];

/// Brings a program to a screen of this part.
pub(crate) fn play(screen: &str, config: &Config) -> Player {
    let office = match screen {
        "help" => scene::ringing(),
        "nobody" | "none-parked" => Office::new(),
        "find-many" => scene::crowd(),
        crowd if crowd.starts_with("crowd") => scene::crowd(),
        _ => scene::morning(),
    };
    let mut player = Player::boot(&office, true, config);
    let user = match screen {
        "menu-clerk" | "interrupted-clerk" | "idle" | "serving" => "frau-a",
        _ => "leitung",
    };
    player.log_in(user);
    player.key(F(1));
    player.settle();
    player.look();
    for stroke in steps(screen) {
        player.key(*stroke);
        player.settle();
        player.look();
    }
    match screen {
        "serving" => {
            office.pass(60);
            player.look();
            player.press("Personalausweis beantragen");
        }
        name if name.starts_with("find") => find(screen, &mut player),
        "times" | "times-refused" | "contact" | "contact-wrong" | "booked" => {
            book(screen, &mut player);
        }
        name if name.starts_with("walk-in") => walk_in(screen, &mut player),
        "visit-stranded" => {
            stranded(&office, &mut player);
            player.press("Schalter 3 ruft gerade nicht");
        }
        name if name.starts_with("visit") => visit(screen, &mut player),
        "move" | "move-sure" | "moved" | "sure-cancel" | "reason" | "sure-leave" => {
            visit(screen, &mut player);
        }
        _ => event(screen, &office, config, &mut player),
    }
    player
}

/// The keys that lead to a screen.
fn steps(screen: &str) -> &'static [Stroke] {
    match screen {
        "expected" | "visit-expected" | "move" | "move-sure" | "moved" | "sure-cancel" => {
            &[Ctrl('2')]
        }
        "parked" | "none-parked" | "visit-parked" => &[Ctrl('3')],
        "missed" | "visit-missed" | "visit-why" => &[Ctrl('4')],
        "called" | "undo" | "crowd-called" => &[F(9)],
        "serving" | "crowd-serving" | "serving-undo" => &[F(9), F(9)],
        "pause-after" => &[F(9), F(9), F(11)],
        "concerns" | "crowd-concerns" => &[F(9), F(9), F(2)],
        "transfer" | "crowd-transfer" => &[F(9), F(9), F(5)],
        "paused" => &[F(11)],
        "closed" => &[Ctrl('s')],
        "sure-interrupt" => &[Ctrl('u')],
        "tickets-stopped" => &[Ctrl('w'), F(12)],
        "menu" | "menu-clerk" => &[F(12)],
        "keys" => &[F(1)],
        "keys-others" => &[F(1), F(9)],
        "book" => &[F(8)],
        "counters" | "crowd-counters" | "misfits" | "sure-withdraw" | "sure-release" => {
            &[Ctrl('b')]
        }
        "day-list" => &[Ctrl('d')],
        _ => &[],
    }
}

/// What happens while the clerk sits there.
fn event(screen: &str, office: &Office, config: &Config, player: &mut Player) {
    let withdraw = |n| {
        office.command(&Command::WithdrawCounter {
            counter: CounterId(n),
        });
    };
    match screen {
        "undo" => player.key(F(6)),
        "called-walk-in" => {
            player.press("Ausweis oder Pass abholen");
            player.key(F(9));
            player.key(F(3));
        }
        "taken-work" => {
            let mut other = Player::boot(office, true, config);
            other.log_in("herr-b");
            other.key(F(1));
            other.key(F(9));
            player.key(F(9));
        }
        "interrupted" | "interrupted-clerk" => office.command(&Command::Interrupt {
            reason: Reason::Disturbance,
        }),
        "day-closed" => {
            office.set(23, 30);
            office.command(&Command::CloseDay);
        }
        "devices" => office.set_devices(office::devices_without_sound()),
        "lost" => player.feed(Feed::Lost),
        "lost-dialog" => {
            player.key(F(7));
            player.feed(Feed::Lost);
        }
        "problem" => {
            office.lose_answers(1);
            player.key(F(9));
        }
        "refused" | "refused-dialog" => {
            if screen == "refused-dialog" {
                player.press("Ausweis oder Pass abholen");
                player.key(F(3));
            }
            office.refuse(ErrorCode::Rejected {
                rejection: Rejection::CannotServe,
            });
            player.key(if screen == "refused" { F(9) } else { F(2) });
        }
        "misfits" => {
            withdraw(1);
            withdraw(2);
        }
        "misfits-later" => {
            for (day, minute) in [(16, 0), (16, 10), (18, 30)] {
                let _ = office.book_on(day, 10, minute, &["reisepass"]);
            }
            for (day, n) in [(16, 1), (16, 2), (16, 3), (18, 1), (18, 2), (18, 3)] {
                office.command_on(
                    day,
                    &Command::WithdrawCounter {
                        counter: CounterId(n),
                    },
                );
            }
            player.key(Ctrl('b'));
        }
        "stranded" => stranded(office, player),
        "sure-release" => player.key(ShiftF(1)),
        "sure-withdraw" => player.press("Heute nicht mehr besetzen"),
        "crowd-visit" => player.press("Personalausweis beantragen und 5 weitere"),
        _ => {}
    }
    if !matches!(screen, "lost" | "lost-dialog") {
        player.look();
    }
}

/// One waits for a counter that pauses.
fn stranded(office: &Office, player: &mut Player) {
    player.key(F(9));
    player.look();
    player.settle();
    player.key(F(5));
    player.press("An Schalter 3");
    let three = CounterId(3);
    office.command(&Command::Finish { counter: three });
    office.command(&Command::Pause { counter: three });
    player.look();
}

fn visit(screen: &str, player: &mut Player) {
    player.press(match screen {
        "visit-expected" | "move" | "move-sure" | "moved" | "sure-cancel" => {
            "Führerschein beantragen oder umtauschen"
        }
        "visit-parked" => "Kopien beglaubigen: bis 5 Dokumente",
        "visit-missed" | "visit-why" => "Reisepass beantragen",
        _ => "Ausweis oder Pass abholen",
    });
    match screen {
        "reason" => player.key(F(9)),
        "sure-leave" | "sure-cancel" => player.key(F(6)),
        "move" | "move-sure" | "moved" => player.key(F(4)),
        "visit-why" => player.key(F(11)),
        _ => {}
    }
    if matches!(screen, "move-sure" | "moved") {
        player.press("11:15");
    }
    if screen == "moved" {
        player.key(F(9));
    }
}

fn find(screen: &str, player: &mut Player) {
    player.key(Ctrl('f'));
    let query = match screen {
        "find-name" => "nguy",
        "find-number" => "W 3",
        "find-time" => "9:50",
        "find-none" => "Xylander",
        "find-many" => "e",
        _ => return,
    };
    player.type_into("find-field", query);
    player.key(F(9));
}

fn walk_in(screen: &str, player: &mut Player) {
    player.key(F(7));
    let (filter, press) = match screen {
        "walk-in-none" => ("hund", None),
        "walk-in-done" => ("rente", Some("Lebensbescheinigung für die Rente")),
        _ => ("kopien", Some("Kopien beglaubigen: bis 5 Dokumente")),
    };
    player.type_into("picker-filter", filter);
    if let Some(words) = press {
        player.press(words);
    }
    if screen == "walk-in-done" {
        player.key(F(9));
    }
}

fn book(screen: &str, player: &mut Player) {
    player.key(F(8));
    if screen == "times-refused" {
        player.type_into("picker-filter", "beantragen");
        player.press("Rente beantragen");
        player.press("Führerschein beantragen oder umtauschen");
        player.press("Ausweise oder Pässe für die ganze Familie beantragen");
    } else {
        player.type_into("picker-filter", "rente");
        player.press("Lebensbescheinigung für die Rente");
    }
    player.key(F(9));
    if screen.starts_with("times") {
        return;
    }
    player.press("10:20");
    match screen {
        "contact-wrong" => {
            player.type_into("contact-name", "Erika Mustermann");
            player.type_into("contact-email", "erika@");
            player.key(F(9));
        }
        "booked" => {
            player.type_into("contact-name", "Erika Mustermann");
            player.key(F(9));
        }
        _ => {}
    }
}
