//! The size of a window, as it is written on the command line: `--windowed [WxH]`.

use std::str::FromStr;

/// Size of a window in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Width, `200..=8000`.
    pub width: f32,
    /// Height, `200..=8000`.
    pub height: f32,
}

/// It is no size of a window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a size is WIDTHxHEIGHT, each 200 to 8000 pixels, not `{0}`")]
pub struct NoSize(String);

impl FromStr for Window {
    type Err = NoSize;

    /// Reads `1080x1920`.
    fn from_str(text: &str) -> Result<Self, NoSize> {
        let side = |text: &str| {
            let pixels = text.parse::<u16>().ok();
            let pixels = pixels.filter(|pixels| (200..=8000).contains(pixels));
            pixels.map(f32::from)
        };
        let sides = text
            .split_once('x')
            .map(|(width, height)| (side(width), side(height)));
        match sides {
            Some((Some(width), Some(height))) => Ok(Self { width, height }),
            _ => Err(NoSize(text.to_owned())),
        }
    }
}

impl Window {
    /// Reads the size after `--windowed`; `self` where it is left out.
    ///
    /// # Errors
    /// If what is joined to the option by `=` is no size.
    pub fn or_argument(self, parser: &mut lexopt::Parser) -> Result<Self, NoSize> {
        if let Some(value) = parser.optional_value() {
            return value.to_string_lossy().parse();
        }
        let next = parser.try_raw_args().and_then(|mut rest| {
            let size = rest.peek()?.to_str()?.parse().ok()?;
            drop(rest.next());
            Some(size)
        });
        Ok(next.unwrap_or(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Window = Window {
        width: 540.0,
        height: 960.0,
    };
    const GIVEN: Window = Window {
        width: 1080.0,
        height: 1920.0,
    };

    #[test]
    fn sizes_of_windows_are_read() {
        assert_eq!("1080x1920".parse(), Ok(GIVEN));
        for bad in ["", "1080", "1080x", "x", "1080x99", "-1x300", "1080*1920"] {
            assert!(bad.parse::<Window>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_size_may_be_left_out() {
        let read = |arguments: &[&str]| {
            let mut parser = lexopt::Parser::from_args(arguments);
            assert!(matches!(
                parser.next(),
                Ok(Some(lexopt::Arg::Long("windowed")))
            ));
            USUAL.or_argument(&mut parser)
        };
        assert_eq!(read(&["--windowed"]), Ok(USUAL));
        assert_eq!(read(&["--windowed", "--key"]), Ok(USUAL));
        assert_eq!(read(&["--windowed", "1080x1920"]), Ok(GIVEN));
        assert_eq!(read(&["--windowed=1080x1920"]), Ok(GIVEN));
        assert!(read(&["--windowed=10x10"]).is_err());
    }
}
