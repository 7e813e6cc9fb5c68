use iced::widget::{container, qr_code};

use crate::{Element, theme};

/// Modules of quiet zone on each side. Source: ISO/IEC 18004.
const QUIET: f32 = 4.0;
/// Modules of quiet zone that iced's widget draws itself.
const DRAWN_BY_ICED: f32 = 2.0;
/// Highest version: 81 modules, which a phone still reads from a screen.
const MAX_VERSION: u8 = 16;

/// A QR code ready to be drawn; keep it in the state of the screen.
#[derive(Debug)]
pub struct Code {
    data: qr_code::Data,
    modules: f32,
}

/// The content is too long for a code that a phone reads from a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the content is too long for a QR code on a screen")]
pub struct CodeError;

impl Code {
    /// Encodes `content` with error correction M in the smallest version that holds it.
    ///
    /// # Errors
    /// Content of more than about 450 bytes.
    pub fn new(content: &str) -> Result<Self, CodeError> {
        (1..=MAX_VERSION)
            .find_map(|version| {
                let data = qr_code::Data::with_version(
                    content,
                    qr_code::Version::Normal(version),
                    qr_code::ErrorCorrection::Medium,
                )
                .ok()?;
                Some(Self {
                    data,
                    modules: 17.0 + 4.0 * f32::from(version),
                })
            })
            .ok_or(CodeError)
    }

    /// Width and height in modules without the quiet zone.
    pub fn modules(&self) -> f32 {
        self.modules
    }
}

/// A QR code on white with the quiet zone of four modules that the standard asks for;
/// at most `side` pixels wide and high, with whole pixels for each module.
pub fn qr<'a, Message: 'a>(code: &'a Code, side: f32) -> Element<'a, Message> {
    let cell = (side / (code.modules + 2.0 * QUIET)).floor().max(1.0);
    container(qr_code::<crate::Theme>(&code.data).cell_size(cell))
        .padding((QUIET - DRAWN_BY_ICED) * cell)
        .style(theme::surface::code)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_version_that_holds_the_content_is_taken() {
        let modules = |content: &str| Code::new(content).map(|code| code.modules());
        assert_eq!(modules("A4827"), Ok(21.0));
        assert_eq!(modules(&"x".repeat(26)), Ok(25.0));
        assert_eq!(modules(&"x".repeat(1000)), Err(CodeError));
    }
}
