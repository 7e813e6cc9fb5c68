//! Before the work: pairing, log-in, choice of counter.

use aufruf_client::Feed;
use aufruf_desk::config::Config;
use aufruf_desk::shortcut::Stroke::F;

use crate::player::Player;
use crate::scene;

/// The screens of this part.
pub(crate) const SCREENS: &[&str] = &[
    "pairing",
    "pairing-wrong",
    "login",
    "login-wrong",
    "setup",
    "setup-short",
    "setup-forgotten",
    "setup-done",
    "setup-common",
    "session-over",
    "loading",
    "choose",
    "choose-of-12",
    "choose-refused",
    "choose-help",
    "taken",
];

/// Brings a program to a screen of this part; `None` if it is none.
pub(crate) fn play(screen: &str, config: &Config) -> Option<Player> {
    if !SCREENS.contains(&screen) {
        return None;
    }
    let office = match screen {
        "choose-of-12" => scene::crowd(),
        "choose-help" => scene::ringing(),
        _ => scene::morning(),
    };
    if screen.starts_with("pairing") {
        let config = Config {
            server: Some("https://rathaus:8443".to_owned()),
            code: (screen == "pairing-wrong").then(|| "FALSCH22".to_owned()),
            ..config.clone()
        };
        return Some(Player::boot(&office, false, &config));
    }
    let mut player = Player::boot(&office, true, config);
    match screen {
        "login" => {}
        "login-wrong" => {
            player.type_into("login-user", "frau-a");
            player.type_into("login-password", "falsch");
            player.key(F(9));
        }
        "setup" | "setup-short" | "setup-forgotten" | "setup-done" | "setup-common" => {
            set_up(screen, &mut player);
        }
        "loading" => player.log_in_unseen("frau-a"),
        "taken" => {
            let mut other = Player::boot(&office, true, config);
            other.log_in("frau-a");
            other.key(F(1));
            player.log_in("herr-b");
            player.key(F(1));
        }
        "session-over" => {
            player.log_in("frau-a");
            player.key(F(1));
            player.feed(Feed::Unpaired);
        }
        "choose-refused" => {
            player.log_in("frau-a");
            office.lose_answers(1);
            player.key(F(1));
        }
        _ => player.log_in("frau-a"),
    }
    Some(player)
}

fn set_up(screen: &str, player: &mut Player) {
    player.key(F(2));
    if screen == "setup" {
        return;
    }
    player.type_into("login-user", "frau-a");
    let code = if matches!(screen, "setup-done" | "setup-common") {
        "EINMAL"
    } else {
        "VERGESSEN"
    };
    player.type_into("setup-code", code);
    let password = match screen {
        "setup-short" => "kurz",
        "setup-common" => "Passwort123456",
        _ => "lang genug 123",
    };
    player.type_into("setup-password", password);
    player.type_into("setup-again", password);
    player.key(F(9));
}
