//! A made-up office and a server that answers from memory, for the gallery and for tests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aufruf_client::{Error, Feed};
use aufruf_core::forecast::Band;
use aufruf_core::id::{OfficeId, ServiceId};
use aufruf_core::plan::Span;
use aufruf_core::settings::{KioskSettings, Letters};
use aufruf_core::ticket::TicketNumber;
use aufruf_core::visit::Concern;
use aufruf_core::wire::device::DeviceStatus;
use aufruf_core::wire::kiosk::{
    CheckIn, CheckedIn, Draw, Found, Help, KioskService, KioskView, NoNumbers, Offer, Ticket,
    WalkIn,
};
use aufruf_core::wire::{OfficeHead, Request, Stamp};
use futures::stream::{BoxStream, StreamExt};
use jiff::{SignedDuration, Timestamp};

use crate::backend::{Answer, Backend};

/// The appointment that the server knows.
pub const NUMBER: TicketNumber = TicketNumber {
    letter: 'A',
    digits: 4823,
};

/// The walk-in that the server knows.
pub const WALK_IN: TicketNumber = TicketNumber {
    letter: 'W',
    digits: 17,
};

/// Monday, 15 June 2026, 9:41 in Berlin.
#[must_use]
pub fn now() -> Timestamp {
    "2026-06-15T07:41:00Z".parse().expect("written right")
}

/// Its time: 9:50.
#[must_use]
pub fn booked() -> Timestamp {
    now() + SignedDuration::from_mins(9)
}

/// What the server shows on an ordinary morning.
#[must_use]
pub fn view() -> KioskView {
    let hour = SignedDuration::from_hours(1);
    KioskView {
        stamp: Stamp {
            date: jiff::civil::date(2026, 6, 15),
            seq: 17,
            version: 1,
            as_of: now(),
        },
        office: OfficeHead {
            id: OfficeId::new("musterstadt").expect("a slug"),
            name: "Bürgerbüro Musterstadt".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            counter_word: "Schalter".to_owned(),
            letters: Letters::default(),
            example: false,
        },
        settings: KioskSettings::default(),
        way_to_waiting: "links, 10 Meter".to_owned(),
        phone: "02377 915-0".to_owned(),
        booking_link: Some("https://termine.musterstadt.example/musterstadt".to_owned()),
        hours: vec![Span {
            from: now() - hour * 2,
            to: now() + hour * 3,
        }],
        check_in: true,
        walk_in: WalkIn::Open,
        wait: None,
        services: services(),
        max_concerns: 6,
        interrupted: false,
    }
}

fn services() -> Vec<KioskService> {
    let service = |id: &str, name: &str, max_quantity: u8, unit: &str| KioskService {
        id: ServiceId::new(id).expect("a slug"),
        name: name.to_owned(),
        max_quantity,
        unit: unit.to_owned(),
        unsure: id == "anderes",
    };
    vec![
        service(
            "personalausweis",
            "Personalausweis beantragen",
            6,
            "Personen",
        ),
        service("reisepass", "Reisepass beantragen", 6, "Personen"),
        service("abholung", "Ausweis oder Pass abholen", 6, "Ausweise"),
        service("wohnsitz", "Wohnsitz an- oder ummelden", 6, "Personen"),
        service("meldebescheinigung", "Meldebescheinigung", 1, ""),
        service("fuehrungszeugnis", "Führungszeugnis", 1, ""),
        service(
            "gewerbezentralregister",
            "Gewerbezentralregisterauszug beantragen",
            1,
            "",
        ),
        service("untersuchung", "Untersuchungsberechtigungsschein", 1, ""),
        service(
            "beglaubigung",
            "Kopien oder Unterschriften beglaubigen lassen",
            9,
            "Unterschriften",
        ),
        service("fischerei", "Fischereischein", 1, ""),
        service("fundbuero", "Fundsachen abgeben oder abholen", 1, ""),
        service("hund", "Hund an- oder abmelden", 1, ""),
        service("parkausweis", "Bewohnerparkausweis", 1, ""),
        service("fuehrerschein", "Führerschein umtauschen", 1, ""),
        service("anderes", "Etwas anderes", 1, ""),
    ]
}

/// A ticket as the server draws it.
#[must_use]
pub fn ticket() -> Ticket {
    Ticket {
        number: WALK_IN,
        drawn: now(),
        status_link: Some("https://termine.musterstadt.example/t/musterstadt/2R5K9XPA".to_owned()),
        wait: None,
        ahead: None,
        standby: false,
        stranded: false,
    }
}

/// The ticket of a fuller day, or a standby number.
#[must_use]
pub fn ticket_with(standby: bool) -> Ticket {
    Ticket {
        wait: (!standby).then_some(Band {
            from_min: 15,
            to_min: 25,
        }),
        ahead: (!standby).then_some(7),
        standby,
        ..ticket()
    }
}

/// What a number is like on an ordinary morning.
#[must_use]
pub fn soon() -> Offer {
    Offer::Ticket {
        wait: Some(Band {
            from_min: 15,
            to_min: 25,
        }),
    }
}

/// No numbers any more, and an appointment tomorrow.
#[must_use]
pub fn no_numbers(reason: NoNumbers) -> Offer {
    Offer::NoNumbers {
        reason,
        appointment: Some(now() + SignedDuration::from_hours(24)),
    }
}

/// A day that is too short for the chosen concern.
#[must_use]
pub fn no_time() -> Offer {
    Offer::NoTime {
        minutes: 40,
        shorter: services().first().map(|service| service.id.clone()),
        appointment: None,
    }
}

/// A day on which only standby numbers are left.
#[must_use]
pub fn full() -> Offer {
    Offer::Full {
        wait: Some(Band {
            from_min: 60,
            to_min: 80,
        }),
        appointment: Some(now() + jiff::SignedDuration::from_hours(4)),
        standby: true,
    }
}

/// What the kiosk asked for.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the calls of the seam")]
pub enum Asked {
    LookUp(u16),
    CheckIn(Request<CheckIn>),
    Prospect(Vec<Concern>),
    Draw(Request<Draw>),
    Help(Request<Help>),
    Status(DeviceStatus),
}

/// A server that knows [`NUMBER`] and [`WALK_IN`] and answers at once; it remembers what it was asked.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    asked: Vec<Asked>,
    /// Errors to give before anything else, one for each question.
    errors: VecDeque<Error>,
    /// What is shown instead of [`view`].
    shown: Option<KioskView>,
    /// What is offered instead of [`soon`].
    offer: Option<Offer>,
    /// What a number would be like is never answered.
    hangs: bool,
    /// What is drawn instead of [`ticket`].
    ticket: Option<Ticket>,
}

fn is_walk_in(digits: u16) -> bool {
    digits < 1000
}

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers the next question with an error. Reports of status are not counted.
    pub fn fail_next(&self, error: Error) {
        self.state().errors.push_back(error);
    }

    /// Shows this instead of an ordinary morning.
    pub fn show(&self, view: KioskView) {
        self.state().shown = Some(view);
    }

    /// Lets this ticket be drawn.
    pub fn give(&self, ticket: Ticket) {
        self.state().ticket = Some(ticket);
    }

    /// Foresees this from now on instead of an ordinary number.
    pub fn offer(&self, offer: Offer) {
        self.state().offer = Some(offer);
    }

    /// Takes what was asked so far.
    #[must_use]
    pub fn take_asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.state().asked)
    }

    /// Answers no question about the chosen concerns any more.
    pub fn hang(&self) {
        self.state().hangs = true;
    }

    fn answer<T: Send + 'static>(&self, asked: Asked, answer: T) -> Answer<T> {
        let mut state = self.state();
        let error = match asked {
            Asked::Status(_) => None,
            _ => state.errors.pop_front(),
        };
        state.asked.push(asked);
        Box::pin(futures::future::ready(error.map_or(Ok(answer), Err)))
    }
}

impl Backend for Memory {
    fn name(&self) -> &'static str {
        "memory"
    }

    fn look_up(&self, digits: u16) -> Answer<Found> {
        let walk_in = is_walk_in(digits);
        let known = if walk_in { WALK_IN } else { NUMBER };
        let found = Found {
            number: TicketNumber { digits, ..known },
            booked: (!walk_in).then(booked),
            drawn: walk_in.then(now),
        };
        self.answer(Asked::LookUp(digits), found)
    }

    fn check_in(&self, request: Request<CheckIn>) -> Answer<CheckedIn> {
        let walk_in = matches!(request.body, CheckIn::Digits(digits) if is_walk_in(digits));
        let checked_in = CheckedIn {
            number: if walk_in { WALK_IN } else { NUMBER },
            booked: (!walk_in).then(booked),
            late: false,
            again: false,
            wait: None,
            stranded: false,
        };
        self.answer(Asked::CheckIn(request), checked_in)
    }

    fn prospect(&self, concerns: Vec<Concern>) -> Answer<Offer> {
        let offer = self.state().offer.clone().unwrap_or_else(soon);
        let answer = self.answer(Asked::Prospect(concerns), offer);
        if self.state().hangs {
            return Box::pin(futures::future::pending());
        }
        answer
    }

    fn draw_ticket(&self, request: Request<Draw>) -> Answer<Ticket> {
        let ticket = self.state().ticket.clone().unwrap_or_else(ticket);
        self.answer(Asked::Draw(request), ticket)
    }

    fn call_help(&self, request: Request<Help>) -> Answer<()> {
        self.answer(Asked::Help(request), ())
    }

    fn report_status(&self, status: DeviceStatus) -> Answer<()> {
        self.answer(Asked::Status(status), ())
    }

    fn live(&self) -> BoxStream<'static, Feed<KioskView>> {
        let shown = self.state().shown.clone().unwrap_or_else(view);
        futures::stream::once(futures::future::ready(Feed::View(shown)))
            .chain(futures::stream::pending())
            .boxed()
    }
}
