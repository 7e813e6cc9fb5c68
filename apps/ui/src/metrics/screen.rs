use crate::font::CAPITAL_HEIGHT_EM;

/// Angle under which the smallest capital letter must appear. Source: EN 301 549,
/// 5.1.4 (requirements B08, C03).
const CAPITAL_DEG: f32 = 0.7;

/// Millimetres of an inch.
const MM_PER_INCH: f32 = 25.4;

/// A screen as it stands in the office; from the program's configuration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// Diagonal in inches, above 0.
    pub inches: f32,
    /// Width in logical pixels, above 0.
    pub width_px: f32,
    /// Height in logical pixels, above 0.
    pub height_px: f32,
    /// Distance of the eyes in millimetres: at the terminal some 600, in the waiting
    /// area that of the farthest seat.
    pub distance_mm: f32,
}

impl Screen {
    /// The same screen with the resolution of the window that fills it. A small window
    /// on a developer's monitor becomes a true model of the real screen.
    #[must_use]
    pub fn resized(self, window: iced::Size) -> Self {
        Self {
            width_px: window.width.max(1.0),
            height_px: window.height.max(1.0),
            ..self
        }
    }

    /// Pixels of a millimetre.
    pub fn px_per_mm(&self) -> f32 {
        self.width_px.hypot(self.height_px) / (self.inches * MM_PER_INCH)
    }

    /// Height of the smallest capital letter that may be shown, in millimetres:
    /// distance × tan 0.7°, which is distance / 82.
    pub fn capital_mm(&self) -> f32 {
        self.distance_mm * CAPITAL_DEG.to_radians().tan()
    }

    /// Type size in whole pixels whose capitals have a height in millimetres.
    pub fn type_px(&self, capital_mm: f32) -> f32 {
        (capital_mm * self.px_per_mm() / CAPITAL_HEIGHT_EM).ceil()
    }

    /// The scale at which the desk's body text (18 px) has characters of distance / 155.
    /// At least 1.0, at most 2.0. Source: ASR A6 (requirement D04).
    pub fn desk_scale(&self) -> f32 {
        let needed = self.type_px(self.distance_mm / 155.0);
        (needed / 18.0).clamp(1.0, 2.0)
    }
}
