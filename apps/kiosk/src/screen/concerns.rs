//! What a citizen without an appointment wants to get done.

mod outlook;
mod paging;
mod view;

use aufruf_core::id::ServiceId;
use aufruf_core::visit::Concern;
use aufruf_core::wire::kiosk::{KioskService, KioskView, Offer};
use aufruf_ui::widget::Step;

use outlook::Known;
pub use outlook::Question;

/// What was chosen so far, in the order of the choice.
#[derive(Debug, Default)]
pub struct Concerns {
    chosen: Vec<Concern>,
    page: usize,
    /// The service whose quantity is being asked for, and the quantity so far.
    counting: Option<Concern>,
    /// One more was tapped than is possible.
    full: bool,
    /// What the server said last of a choice.
    known: Option<Known>,
}

/// What happens on this screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A row was tapped.
    Tapped(ServiceId),
    /// A page was turned.
    Turned(Step, usize),
    /// One more person or piece.
    More,
    /// One fewer.
    Fewer,
    /// The quantity is right.
    Counted,
    /// "Zurück".
    Back,
    /// "Wartenummer ziehen".
    Draw,
    /// On, to what there is instead of an ordinary number.
    Show,
}

/// What the parent is to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Draw a ticket for these.
    Draw(Vec<Concern>),
    /// Show what there is instead of a number for these.
    Show(Vec<Concern>, Offer),
    /// Ask what there is instead of a number for these, and show it.
    Look(Vec<Concern>),
    /// Back to the start.
    Back,
}

impl Concerns {
    /// With these chosen already.
    #[must_use]
    pub fn with(chosen: Vec<Concern>) -> Self {
        Self {
            chosen,
            ..Self::default()
        }
    }

    /// Changes with a message; `view` says what there is.
    pub fn update(&mut self, message: Message, view: &KioskView) -> Action {
        self.full = false;
        match message {
            Message::Tapped(service) => self.tap(&service, view),
            Message::Turned(step, pages) => self.page = step.apply(self.page, pages),
            Message::More => self.count(view, 1),
            Message::Fewer => self.count(view, -1),
            Message::Counted => self.chosen.extend(self.counting.take()),
            Message::Back if self.counting.take().is_some() => {}
            Message::Back => return Action::Back,
            Message::Draw | Message::Show if self.chosen.is_empty() => {}
            Message::Draw => return Action::Draw(self.chosen.clone()),
            Message::Show => {
                let chosen = self.chosen.clone();
                return match self.offer(view) {
                    Some(offer) => Action::Show(chosen, offer.clone()),
                    None => Action::Look(chosen),
                };
            }
        }
        Action::None
    }

    /// Tapping chooses; tapping again takes back.
    fn tap(&mut self, service: &ServiceId, view: &KioskView) {
        if self.is_chosen(service) {
            self.chosen.retain(|concern| concern.service != *service);
            return;
        }
        let Some(known) = view.services.iter().find(|known| known.id == *service) else {
            return;
        };
        if self.chosen.len() >= usize::from(view.max_concerns) {
            self.full = true;
            return;
        }
        let concern = Concern {
            service: service.clone(),
            quantity: 1,
        };
        if known.max_quantity > 1 {
            self.counting = Some(concern);
        } else {
            self.chosen.push(concern);
        }
    }

    fn count(&mut self, view: &KioskView, by: i8) {
        let Some(concern) = &mut self.counting else {
            return;
        };
        let known = view
            .services
            .iter()
            .find(|known| known.id == concern.service);
        let most = known.map_or(1, |known| known.max_quantity.max(1));
        concern.quantity = concern.quantity.saturating_add_signed(by).clamp(1, most);
    }

    fn is_chosen(&self, service: &ServiceId) -> bool {
        self.quantity(service).is_some()
    }

    fn quantity(&self, service: &ServiceId) -> Option<u8> {
        let concern = self
            .chosen
            .iter()
            .find(|concern| concern.service == *service);
        concern.map(|concern| concern.quantity)
    }
}

/// The entry for "something else", and the others.
fn split(view: &KioskView) -> (Option<&KioskService>, Vec<&KioskService>) {
    let unsure = view.services.iter().find(|service| service.unsure);
    let named = view.services.iter().filter(|service| !service.unsure);
    (unsure, named.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canned;

    fn id(text: &str) -> ServiceId {
        ServiceId::new(text).unwrap()
    }

    fn tapped(services: &[&str]) -> Concerns {
        let mut concerns = Concerns::default();
        for service in services {
            let _ = concerns.update(Message::Tapped(id(service)), &canned::view());
        }
        concerns
    }

    #[test]
    fn tapping_chooses_and_takes_back() {
        let mut concerns = tapped(&["meldebescheinigung", "fuehrungszeugnis"]);
        assert_eq!(concerns.chosen.len(), 2);
        let _ = concerns.update(Message::Tapped(id("meldebescheinigung")), &canned::view());
        let Action::Draw(chosen) = concerns.update(Message::Draw, &canned::view()) else {
            panic!("something is chosen");
        };
        assert_eq!(chosen.len(), 1);
        assert_eq!(
            (chosen[0].service.as_str(), chosen[0].quantity),
            ("fuehrungszeugnis", 1)
        );
    }

    #[test]
    fn the_quantity_is_asked_where_there_can_be_several() {
        let mut concerns = tapped(&["personalausweis"]);
        assert!(
            concerns.chosen.is_empty(),
            "not chosen before it is counted"
        );
        for _ in 0..20 {
            let _ = concerns.update(Message::More, &canned::view());
        }
        let _ = concerns.update(Message::Fewer, &canned::view());
        let _ = concerns.update(Message::Counted, &canned::view());
        assert_eq!(
            concerns.quantity(&id("personalausweis")),
            Some(5),
            "six at most, one fewer"
        );
    }

    #[test]
    fn back_leaves_the_quantity_first_and_then_the_screen() {
        let mut concerns = tapped(&["personalausweis"]);
        assert_eq!(
            concerns.update(Message::Back, &canned::view()),
            Action::None
        );
        assert!(concerns.counting.is_none() && concerns.chosen.is_empty());
        assert_eq!(
            concerns.update(Message::Back, &canned::view()),
            Action::Back
        );
    }

    #[test]
    fn one_more_than_possible_is_said_and_not_chosen() {
        let singles: Vec<_> = canned::view().services;
        let singles = singles.iter().filter(|service| service.max_quantity == 1);
        let ids: Vec<&str> = singles.map(|service| service.id.as_str()).collect();
        let max = usize::from(canned::view().max_concerns);
        assert!(ids.len() > max);
        let concerns = tapped(&ids[..=max]);
        assert_eq!(concerns.chosen.len(), max);
        assert!(concerns.full);
    }

    #[test]
    fn nothing_chosen_draws_nothing_and_an_unknown_service_is_no_choice() {
        let mut concerns = tapped(&["was-es-nicht-gibt"]);
        for forward in [Message::Draw, Message::Show] {
            assert_eq!(concerns.update(forward, &canned::view()), Action::None);
        }
    }
}
