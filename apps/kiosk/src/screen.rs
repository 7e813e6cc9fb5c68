//! The screens, and what they all may look at.

pub mod concerns;
pub mod done;
pub mod help;
pub mod more_time;
pub mod notice;
pub mod number;
pub mod offer;
pub mod question;
pub mod start;
pub mod state;

use std::sync::Arc;

use aufruf_core::wire::kiosk::KioskView;
use aufruf_ui::{Metrics, Words};
use iced::widget::image::Handle;
use jiff::Timestamp;

pub use concerns::Concerns;
pub use done::Done;
pub use notice::Notice;
pub use number::Number;
pub use offer::Instead;
pub use question::Question;

/// What stands on the screen.
#[derive(Debug)]
pub enum Screen {
    /// The first question.
    Start,
    /// The number of an appointment is typed.
    Number(Number),
    /// Is it this appointment?
    Question(Question),
    /// What for?
    Concerns(Concerns),
    /// No ordinary number: what else?
    Instead(Instead),
    /// Checked in, or drawn.
    Done(Done),
    /// Something does not work out.
    Notice(Notice),
}

/// What every screen may look at.
#[derive(Debug)]
pub struct Context {
    /// The words.
    pub words: Words,
    /// The sizes of this window.
    pub metrics: Metrics,
    /// What the server says; `None` until it has said something.
    pub view: Option<Arc<KioskView>>,
    /// The server's time.
    pub now: Option<Timestamp>,
    /// How the camera is.
    pub camera: Camera,
    /// How the printer is.
    pub paper: Paper,
    /// A USB scanner is plugged in.
    pub scanner: bool,
    /// A command is under way.
    pub busy: bool,
}

/// How the source of pictures is.
#[derive(Debug, Clone)]
pub enum Camera {
    /// There is none.
    None,
    /// Not known yet, or failed; it is opened again and again.
    Away,
    /// It works; with what it sees.
    Working(Option<Handle>),
}

/// How the printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// There is none: the number stays on the screen.
    None,
    /// It printed last time, or has not been asked yet.
    Ready,
    /// It failed last time; it is tried again with the next ticket.
    Failed,
}
