//! Icons drawn for this project: 24×24, round lines of one width, tinted by the theme.

use iced::widget::svg;

use crate::theme::{self, Role};
use crate::{Element, Theme};

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident => $file:literal,)*) => {
        /// A drawing from `assets/icons`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icon { $($(#[$doc])* $name,)* }

        impl Icon {
            /// Every icon there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            fn bytes(self) -> &'static [u8] {
                match self {
                    $(Self::$name => include_bytes!(concat!("../../../assets/icons/", $file, ".svg")),)*
                }
            }
        }
    };
}

icons! {
    /// Back; the counter lies to the left.
    ArrowLeft => "arrow-left",
    /// On; the counter lies to the right.
    ArrowRight => "arrow-right",
    /// The counter lies straight ahead.
    ArrowUp => "arrow-up",
    /// The reader is below.
    ArrowDown => "arrow-down",
    /// Done, chosen.
    Check => "check",
    /// With an appointment.
    CalendarCheck => "calendar-check",
    /// Draw a number.
    TicketPlus => "ticket-plus",
    /// Show the code on a phone.
    ScanPhone => "scan-phone",
    /// A member of staff.
    Person => "person",
    /// Ring, a help call.
    Bell => "bell",
    /// Remove the last digit.
    Backspace => "backspace",
    /// Close, remove.
    Close => "close",
    /// More.
    Plus => "plus",
    /// Fewer.
    Minus => "minus",
    /// Needs attention.
    Warning => "warning",
    /// To know.
    Information => "information",
    /// The server does not answer.
    ConnectionLost => "connection-lost",
    /// Sound, read aloud.
    Speaker => "speaker",
    /// Waiting, closed.
    Clock => "clock",
    /// Paper.
    Printer => "printer",
    /// Find.
    Search => "search",
}

/// An icon as a square of `size` pixels in the colour of a role.
pub fn icon<'a, Message: 'a>(icon: Icon, size: f32, role: Role) -> Element<'a, Message> {
    svg::<Theme>(svg::Handle::from_memory(icon.bytes()))
        .width(size)
        .height(size)
        .style(theme::field::icon(role))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_a_24_by_24_drawing_of_lines() {
        for icon in Icon::ALL {
            let source = std::str::from_utf8(icon.bytes()).expect("icons are text");
            assert!(source.contains("viewBox=\"0 0 24 24\""), "{icon:?}");
            assert!(source.contains("fill=\"none\""), "{icon:?}");
            assert!(source.contains("stroke-linecap=\"round\""), "{icon:?}");
        }
    }
}
