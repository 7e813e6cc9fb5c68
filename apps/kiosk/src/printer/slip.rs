//! What stands on a slip, and its bytes.

use std::cell::RefCell;
use std::fmt;

use escpos::driver::Driver;
use escpos::errors::Result as PrintResult;
use escpos::printer::Printer;
use escpos::printer_options::PrinterOptions;
use escpos::utils::{
    JustifyMode, PageCode, Protocol, QRCodeCorrectionLevel, QRCodeModel, QRCodeOption,
};

use super::paper::printable;

/// Characters in a line of an 80 mm roll in the printer's normal type.
const COLUMNS: usize = 42;

/// How many times the normal type the number is set. A capital of the normal type
/// (font A, 12×24 dots at 8 dots/mm) is some 2.1 mm high, five times that is 10.6 mm:
/// more than the 10 mm of requirement B22.
const NUMBER_SIZE: u8 = 5;

/// Dots of a module of the QR code: 0.75 mm.
const MODULE_DOTS: u8 = 6;

/// A slip. No concern and no name stands on it.
#[derive(Clone, PartialEq, Eq)]
pub struct Slip {
    /// Name of the office.
    pub office: String,
    /// "W 17".
    pub number: String,
    /// What stands below, line by line; long ones are broken at words.
    pub lines: Vec<String>,
    /// Status page of the ticket, as a QR code.
    pub link: Option<String>,
}

impl fmt::Debug for Slip {
    /// The link is a secret of the citizen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slip")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Slip {
    /// The slip in the language of ESC/POS printers.
    ///
    /// # Errors
    /// If the link does not fit into a QR code; in words for the log.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        self.write().map_err(|error| error.to_string())
    }

    fn write(&self) -> PrintResult<Vec<u8>> {
        let options = PrinterOptions::new(Some(PageCode::WPC1252), None, 42);
        let mut printer = Printer::new(Memory::default(), Protocol::default(), Some(options));
        // Also selects the code page of the options.
        let _ = printer.init()?.justify(JustifyMode::CENTER)?;
        for line in broken(&self.office) {
            let _ = printer.writeln(&line)?;
        }
        let _ = printer
            .feed()?
            .bold(true)?
            .size(NUMBER_SIZE, NUMBER_SIZE)?
            .writeln(&printable(&self.number))?
            .reset_size()?
            .bold(false)?
            .feed()?;
        for line in self.lines.iter().flat_map(|line| broken(line)) {
            let _ = printer.writeln(&line)?;
        }
        if let Some(link) = &self.link {
            let look =
                QRCodeOption::new(QRCodeModel::Model2, MODULE_DOTS, QRCodeCorrectionLevel::M);
            let _ = printer.feed()?.qrcode_option(link, look)?;
        }
        let _ = printer.feeds(3)?.partial_cut()?.print()?;
        Ok(printer.driver().0.into_inner())
    }
}

/// The lines of a text, broken at words; words longer than a line are left to the printer.
fn broken(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in printable(text).split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let length = line.chars().count() + 1 + word.chars().count();
        if line.is_empty() {
            line.push_str(word);
        } else if length <= COLUMNS {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Keeps the bytes.
#[derive(Default)]
struct Memory(RefCell<Vec<u8>>);

impl Driver for Memory {
    fn name(&self) -> String {
        "memory".to_owned()
    }

    fn write(&self, data: &[u8]) -> PrintResult<()> {
        self.0.borrow_mut().extend_from_slice(data);
        Ok(())
    }

    fn read(&self, _buffer: &mut [u8]) -> PrintResult<usize> {
        Ok(0)
    }

    fn flush(&self) -> PrintResult<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip() -> Slip {
        Slip {
            office: "Bürgerbüro Musterstadt".to_owned(),
            number: "W 17".to_owned(),
            lines: vec![
                "Montag, 15. Juni 2026, 9:41 Uhr".to_owned(),
                "Diese Nummer gilt heute.".to_owned(),
            ],
            link: Some("https://termine.example/w/2R5K9XPA".to_owned()),
        }
    }

    /// The bytes as a reader of the printer's manual would write them down.
    fn shown(bytes: &[u8]) -> String {
        let show = |byte: &u8| match byte {
            b' '..=b'~' => char::from(*byte).to_string(),
            other => format!("<{other:02x}>"),
        };
        bytes.iter().map(show).collect()
    }

    #[test]
    fn a_slip_is_these_bytes() {
        let expected = concat!(
            "<1b>@<1b>t<10><1b>a<01>B<fc>rgerb<fc>ro Musterstadt<1b>d<01><1b>d<01>",
            "<1b>E<01><1d>!DW 17<1b>d<01><1d>!<00><1b>E<00><1b>d<01>",
            "Montag, 15. Juni 2026, 9:41 Uhr<1b>d<01>Diese Nummer gilt heute.<1b>d<01>",
            "<1b>d<01><1d>(k<04><00>1A2<00><1d>(k<03><00>1C<06><1d>(k<03><00>1E1",
            "<1d>(k%<00>1P0https://termine.example/w/2R5K9XPA<1d>(k<03><00>1Q0",
            "<1b>d<03><1d>VA<01>",
        );
        assert_eq!(shown(&slip().bytes().unwrap()), expected);
    }

    #[test]
    fn long_lines_are_broken_at_words() {
        let lines = broken(
            "Termine gehen vor. Die Nummern kommen nicht der Reihe nach. Achten Sie auf den Bildschirm.",
        );
        assert!(lines.len() >= 3);
        assert!(
            lines.iter().all(|line| line.chars().count() <= COLUMNS),
            "{lines:?}"
        );
        assert_eq!(lines.join(" ").split_whitespace().count(), 15);
    }

    #[test]
    fn what_the_printer_does_not_know_never_reaches_it() {
        let strange = Slip {
            office: "Büro \u{1b}@ Łódź 漢字".to_owned(),
            link: None,
            ..slip()
        };
        let bytes = strange.bytes().unwrap();
        assert_eq!(
            bytes.windows(2).filter(|pair| pair == b"\x1b@").count(),
            1,
            "one reset, ours"
        );
        assert!(
            !bytes.windows(2).any(|pair| pair == [0xc5, 0x81]),
            "no UTF-8"
        );
    }
}
