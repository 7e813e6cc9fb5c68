//! The keys of a number pad, of which readers miss some: those that are read
//! tell where the others lie.

use super::picture::Area;
use super::reading::Lines;
use super::wanted::Wanted;

/// The two keys with words, left and right of the 0, that are always read.
const LEFT: &str = "Alles löschen";
const RIGHT: &str = "Eine zurück";

/// The row of these keys, counted from 0.
const LAST_ROW: i64 = 3;

/// How far a digit may stand beside the middle of its column. Pixels.
const SLACK: i64 = 30;

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Pad {
    left: Option<(i64, i64)>,
    right: Option<(i64, i64)>,
    digits: Vec<(char, (i64, i64))>,
}

/// Column and row of a digit: 1 2 3, 4 5 6, 7 8 9, and 0 below the 8.
fn cell(digit: char) -> Option<(i64, i64)> {
    match i64::from(digit.to_digit(10)?) {
        0 => Some((1, LAST_ROW)),
        n => Some(((n - 1) % 3, (n - 1) / 3)),
    }
}

fn middle(area: Area) -> (i64, i64) {
    let (x, y) = area.middle();
    (i64::from(x), i64::from(y))
}

impl Pad {
    /// Notes the keys with words, and words that are a single digit.
    pub(super) fn note(&mut self, lines: &Lines) {
        let find = |words: &str| Wanted::from(words).find(lines).first().copied().map(middle);
        self.left = self.left.or_else(|| find(LEFT));
        self.right = self.right.or_else(|| find(RIGHT));
        for word in lines.iter().flatten() {
            let mut letters = word.text.chars();
            if let (Some(digit), None) =
                (letters.next().filter(char::is_ascii_digit), letters.next())
            {
                self.digits.push((digit, middle(word.area)));
            }
        }
    }

    /// The middle of a key, as soon as both keys with words and a digit above
    /// them were read.
    pub(super) fn key(&self, digit: char) -> Option<(u32, u32)> {
        let (left, right) = (self.left?, self.right?);
        let x = |column: i64| left.0 + (right.0 - left.0) * column / 2;
        let step = self.digits.iter().find_map(|(digit, place)| {
            let (column, row) = cell(*digit)?;
            let fits = row < LAST_ROW && (x(column) - place.0).abs() <= SLACK && place.1 < left.1;
            fits.then_some((left.1 - place.1) / (LAST_ROW - row))
        })?;
        let (column, row) = cell(digit)?;
        let y = left.1 - step * (LAST_ROW - row);
        Some((u32::try_from(x(column)).ok()?, u32::try_from(y).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::Word;
    use super::*;

    fn line(words: &[(&str, u32, u32)]) -> Vec<Word> {
        let word = |&(text, x, y): &(&str, u32, u32)| Word {
            text: text.to_owned(),
            area: Area {
                left: x - 10,
                top: y - 10,
                width: 20,
                height: 20,
            },
        };
        words.iter().map(word).collect()
    }

    #[test]
    fn keys_that_were_not_read_are_found_from_the_others() {
        let mut pad = Pad::default();
        pad.note(&vec![
            line(&[("Alles", 80, 700), ("löschen", 120, 700)]),
            line(&[("Eine", 290, 700), ("zurück", 330, 700)]),
            // Of the headline, not of a key.
            line(&[("4", 500, 50), ("Ziffern", 600, 50)]),
        ]);
        assert_eq!(pad.key('8'), None);
        pad.note(&vec![line(&[("8", 204, 600)])]);
        assert_eq!(pad.key('8'), Some((205, 600)));
        assert_eq!(pad.key('3'), Some((310, 400)));
        assert_eq!(pad.key('1'), Some((100, 400)));
        assert_eq!(pad.key('0'), Some((205, 700)));
    }
}
