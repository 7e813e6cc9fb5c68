//! What a number would be like, and what there is instead of one.

use aufruf_client::{Error, intent};
use aufruf_core::id::RequestId;
use aufruf_core::rejection::Rejection;
use aufruf_core::visit::Concern;
use aufruf_core::wire::kiosk::{Draw, NoNumbers, Offer};
use iced::Task;

use super::{Connection, Intent, Kiosk, Message};
use crate::screen::{Concerns, Instead, Screen, concerns, offer};

impl Kiosk {
    /// Asks what a number for the chosen concerns would be like, unless that is known.
    /// One question at a time, and none while a number is drawn: it is never in its way.
    pub(super) fn ask(&mut self) -> Task<Message> {
        let (Screen::Concerns(concerns), Some(view), Some(link)) =
            (&self.screen, &self.cx.view, &self.link)
        else {
            return Task::none();
        };
        if self.asking || self.pending.is_some() || self.connection != Connection::Good {
            return Task::none();
        }
        let Some(question) = concerns.question(view, self.now) else {
            return Task::none();
        };
        self.asking = true;
        let asked = link.0.prospect(question.concerns.clone());
        Task::perform(asked, move |answer| Message::Foreseen(question, answer))
    }

    /// The answer. If the choice has changed meanwhile, the next question follows.
    pub(super) fn on_foreseen(
        &mut self,
        question: concerns::Question,
        answer: Result<Offer, Error>,
    ) -> Task<Message> {
        self.asking = false;
        if let Err(error) = &answer {
            tracing::info!("no outlook: {error}");
        }
        if let Screen::Concerns(concerns) = &mut self.screen {
            concerns.learn(question, answer.ok(), self.now);
        }
        Task::none()
    }

    /// No ordinary number today: asks what else there is. Until the answer the
    /// refused request stands as the one under way.
    pub(super) fn instead(&mut self, error: Error, intent: Intent) -> Task<Message> {
        let refused = error.rejection().is_some_and(|rejection| {
            NoNumbers::of(rejection).is_some()
                || matches!(
                    rejection,
                    Rejection::NoTimeLeft { .. } | Rejection::WaitTooLong { .. }
                )
        });
        let (Intent::Draw(request), Some(link), true) = (&intent, &self.link, refused) else {
            self.fail(&error, intent);
            return Task::none();
        };
        let id = request.request_id;
        let asked = link.0.prospect(request.body.concerns.clone());
        self.pending = Some(intent);
        Task::perform(asked, move |offer| Message::Offered(id, offer))
    }

    pub(super) fn on_offered(
        &mut self,
        request: RequestId,
        answer: Result<Offer, Error>,
    ) -> Task<Message> {
        let Some(asked) = self.answers(request) else {
            return Task::none();
        };
        self.idle.touch(self.now);
        match (answer, asked) {
            // Somebody has left meanwhile: now there is one.
            (Ok(Offer::Ticket { .. }), Intent::Draw(refused)) => {
                self.send(Intent::Draw(intent(Draw {
                    concerns: refused.body.concerns,
                    standby: false,
                })))
            }
            (Ok(offer @ Offer::Ticket { .. }), Intent::Look(looked)) => {
                self.choose_again(looked.body, offer)
            }
            (Ok(offer), Intent::Draw(refused)) => self.show(refused.body.concerns, offer),
            (Ok(offer), Intent::Look(looked)) => self.show(looked.body, offer),
            (Ok(_), Intent::CheckIn(_)) => Task::none(),
            (Err(error), asked) => {
                self.fail(&error, asked);
                Task::none()
            }
        }
    }

    pub(super) fn show(&mut self, concerns: Vec<Concern>, offer: Offer) -> Task<Message> {
        let view = self.cx.view.as_ref();
        let link = view.and_then(|view| view.booking_link.as_deref());
        self.screen = Screen::Instead(Instead::new(concerns, offer, link));
        Task::none()
    }

    /// Numbers are issued again: whoever wanted to see an appointment decides anew.
    fn choose_again(&mut self, chosen: Vec<Concern>, offer: Offer) -> Task<Message> {
        let mut concerns = Concerns::with(chosen);
        if let Some(view) = &self.cx.view
            && let Some(question) = concerns.question(view, self.now)
        {
            concerns.learn(question, Some(offer), self.now);
        }
        self.screen = Screen::Concerns(concerns);
        Task::none()
    }

    pub(super) fn on_instead(&mut self, message: offer::Message) -> Task<Message> {
        let (Screen::Instead(instead), None) = (&self.screen, &self.pending) else {
            return Task::none();
        };
        match message {
            offer::Message::Standby => self.send(Intent::Draw(intent(Draw {
                concerns: instead.concerns.clone(),
                standby: true,
            }))),
            offer::Message::Back => {
                self.screen = Screen::Concerns(Concerns::with(instead.concerns.clone()));
                Task::none()
            }
            offer::Message::Close => self.start_over(),
        }
    }
}
