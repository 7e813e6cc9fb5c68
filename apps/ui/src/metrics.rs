//! Every size on a screen, computed from where and how far away it stands.
//!
//! A program makes one [`Metrics`] for its window, makes it anew when the window
//! changes its size ([`Screen::resized`]), and hands it to every widget. All values
//! are logical pixels of the window.

mod screen;

pub use screen::Screen;

use crate::font::{CAPITAL_HEIGHT_EM, TICKET_WIDTH_EM};

/// The sizes of one window. Copy it freely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// One cell of the grid; 8 on the reference screens.
    pub unit: f32,
    /// Distances, multiples of [`Metrics::unit`].
    pub space: Space,
    /// Sizes of type.
    pub text: Text,
    /// Radii of corners.
    pub radius: Radius,
    /// Widths of lines.
    pub stroke: Stroke,
    /// Smallest height and width of anything that is touched or clicked.
    pub target: f32,
    /// Smallest distance between two targets.
    pub gap: f32,
    /// Width of the window.
    pub width: f32,
    /// Height of the window.
    pub height: f32,
}

/// The scale of distances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Space {
    /// Half a cell: between a word and its mark.
    pub xs: f32,
    /// One cell.
    pub s: f32,
    /// Two cells: between things that belong together.
    pub m: f32,
    /// Three cells: inside cards.
    pub l: f32,
    /// Four cells: between groups.
    pub xl: f32,
    /// Six cells: edge of the page.
    pub edge: f32,
}

/// The scale of type sizes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Text {
    /// The smallest text there is on this screen.
    pub caption: f32,
    /// Sentences.
    pub body: f32,
    /// Words on buttons and rows.
    pub label: f32,
    /// Names of cards and large choices.
    pub title: f32,
    /// The one question or statement of a screen.
    pub headline: f32,
    /// A ticket number in a list.
    pub row_number: f32,
    /// The counter of the current call on the display.
    pub counter: f32,
    /// The ticket number a screen is about.
    pub number: f32,
}

/// The scale of radii.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Radius {
    /// Check boxes, fields.
    pub s: f32,
    /// Buttons.
    pub m: f32,
    /// Cards.
    pub l: f32,
}

/// The scale of line widths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Rules, edges of cards.
    pub thin: f32,
    /// Edges of controls.
    pub regular: f32,
    /// Edges of what is chosen.
    pub strong: f32,
    /// The focus ring; never below 3 pixels.
    pub focus: f32,
}

impl Metrics {
    /// Sizes for a terminal one stands before and touches.
    ///
    /// * The smallest text has capitals of 0.7 degrees at the distance of the eyes
    ///   (EN 301 549, 5.1.4; requirements B08, B09).
    /// * Targets are 20 mm, gaps 3 mm (B20).
    /// * The number fills the short side, to be read from three metres.
    pub fn kiosk(screen: &Screen) -> Self {
        let least = screen.type_px(screen.capital_mm());
        let short = screen.width_px.min(screen.height_px);
        let number = (0.8 * short / TICKET_WIDTH_EM).max(least * 2.0);
        Self {
            text: Text {
                caption: least,
                body: least,
                label: least,
                title: (least * 1.35).round(),
                headline: (least * 1.5).round(),
                row_number: (least * 1.5).round(),
                counter: (least * 1.5).round(),
                number: number.floor(),
            },
            target: (20.0 * screen.px_per_mm()).ceil(),
            gap: (3.0 * screen.px_per_mm()).ceil(),
            ..Self::base(screen, short / 135.0, 2.0)
        }
    }

    /// The same terminal with larger type, for the labelled control "Größer" (B10).
    /// `factor` 1.0 to 2.0.
    #[must_use]
    pub fn enlarged(mut self, factor: f32) -> Self {
        for size in [
            &mut self.text.caption,
            &mut self.text.body,
            &mut self.text.label,
            &mut self.text.title,
            &mut self.text.headline,
        ] {
            *size = (*size * factor).round();
        }
        self
    }

    /// Sizes for a monitor read from the seats.
    ///
    /// * The smallest text has capitals of 0.7 degrees at the farthest seat (C03),
    ///   never below what looks right on the screen (4.4 % of its height).
    /// * The called number and counter have at least 1.5 times that (C04).
    ///
    /// Where the hall is deep, words grow and no longer fit: the program then leaves
    /// out words, never makes them smaller. [`Metrics::ticket_width`] tells whether
    /// number and list still fit beside each other.
    pub fn display(screen: &Screen) -> Self {
        let least = screen.type_px(screen.capital_mm());
        let height = screen.height_px;
        let share = |part: f32, floor: f32| (height * part).max(floor).round();
        Self {
            text: Text {
                caption: share(0.044, least),
                body: share(0.044, least),
                label: share(0.048, least),
                title: share(0.060, least),
                headline: share(0.067, least),
                row_number: share(0.130, least),
                counter: share(0.145, least * 1.5),
                number: share(0.265, least * 1.5),
            },
            ..Self::base(screen, height / 135.0, 2.0)
        }
    }

    /// Sizes for a clerk's window, fixed in pixels, times `scale` (1.0 to 2.0; D03).
    ///
    /// Text is 15 to 21 px, targets 44 px (A07). At 100 % on a 24-inch monitor of
    /// 1920×1080 pixels body text has the character height of D04 up to 500 mm; farther
    /// away [`Screen::desk_scale`] gives the scale.
    pub fn desk(scale: f32) -> Self {
        let px = |size: f32| (size * scale).round();
        let screen = Screen {
            inches: 24.0,
            width_px: 1440.0,
            height_px: 900.0,
            distance_mm: 500.0,
        };
        Self {
            text: Text {
                caption: px(16.0),
                body: px(18.0),
                label: px(18.0),
                title: px(21.0),
                headline: px(28.0),
                row_number: px(26.0),
                counter: px(28.0),
                number: px(96.0),
            },
            target: px(44.0),
            gap: px(8.0),
            ..Self::base(&screen, 8.0 * scale, 1.0)
        }
    }

    /// The same sizes for a window of another size (desk; the others are made anew).
    #[must_use]
    pub fn with_window(mut self, width: f32, height: f32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// A distance of `cells` cells of the grid.
    pub fn cells(&self, cells: f32) -> f32 {
        self.unit * cells
    }

    /// Width of the widest ticket number ("W 0000") at a type size in bold.
    pub fn ticket_width(&self, size: f32) -> f32 {
        size * TICKET_WIDTH_EM
    }

    /// Whether the window is wider than high.
    pub fn is_landscape(&self) -> bool {
        self.width > self.height
    }

    /// Height of a capital letter at a type size.
    pub fn capital(size: f32) -> f32 {
        size * CAPITAL_HEIGHT_EM
    }

    /// What all kinds of screens derive from the grid. `line` is the width of a quiet
    /// line on the reference screen.
    fn base(screen: &Screen, unit: f32, line: f32) -> Self {
        let unit = unit.max(2.0);
        let stroke = |width: f32| (width * unit / 8.0).round().max(1.0);
        Self {
            unit,
            space: Space {
                xs: unit * 0.5,
                s: unit,
                m: unit * 2.0,
                l: unit * 3.0,
                xl: unit * 4.0,
                edge: unit * 6.0,
            },
            text: Text {
                caption: 0.0,
                body: 0.0,
                label: 0.0,
                title: 0.0,
                headline: 0.0,
                row_number: 0.0,
                counter: 0.0,
                number: 0.0,
            },
            radius: Radius {
                s: unit * if line > 1.0 { 1.25 } else { 0.75 },
                m: unit * if line > 1.0 { 2.5 } else { 1.5 },
                l: unit * if line > 1.0 { 3.5 } else { 2.0 },
            },
            stroke: Stroke {
                thin: stroke(line),
                regular: stroke(2.0),
                strong: stroke(line + 1.5),
                focus: stroke(line + 3.0).max(3.0),
            },
            target: unit * 6.0,
            gap: unit,
            width: screen.width_px,
            height: screen.height_px,
        }
    }
}

#[cfg(test)]
mod tests;
