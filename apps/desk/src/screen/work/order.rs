//! What is asked of the server at the work screen, each with its request id.

use aufruf_core::id::VisitId;
use aufruf_core::wire::Request;
use aufruf_core::wire::desk::{CancelBooking, DeskCommand, MoveBooking, NewBooking};

use aufruf_client::intent;

use crate::backend::{Answer, Desk};

/// One intent. Sending it again does not do it again.
#[derive(Debug, Clone)]
pub enum Order {
    /// Calls, serves, pauses, …
    Command {
        /// The command.
        request: Request<DeskCommand>,
        /// Takes the counter from another desk.
        take_over: bool,
    },
    /// Books for a caller.
    Book(Request<NewBooking>),
    /// Cancels a booking.
    Cancel(VisitId, Request<CancelBooking>),
    /// Moves a booking.
    Move(VisitId, Request<MoveBooking>),
}

impl Order {
    /// A command at a counter that is ours.
    #[must_use]
    pub fn command(command: DeskCommand) -> Self {
        Self::Command {
            request: intent(command),
            take_over: false,
        }
    }

    /// The same intent, taking the counter from the other desk first.
    #[must_use]
    pub fn taking_over(self) -> Self {
        match self {
            Self::Command { request, .. } => Self::Command {
                request,
                take_over: true,
            },
            other => other,
        }
    }

    /// Sends it.
    pub fn send(self, desk: &dyn Desk) -> Answer<aufruf_core::wire::answer::Answer> {
        match self {
            Self::Command { request, take_over } => desk.command(request, take_over),
            Self::Book(request) => desk.book(request),
            Self::Cancel(visit, request) => desk.cancel(visit, request),
            Self::Move(visit, request) => desk.move_booking(visit, request),
        }
    }
}
