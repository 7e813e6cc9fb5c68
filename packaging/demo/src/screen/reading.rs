//! Reads pictures with tesseract, several ways: no single one sees small, huge
//! and white letters alike.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use image::imageops::FilterType;
use image::{DynamicImage, GrayImage};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use super::lettering;
use super::picture::{Area, Size};

/// A reading that takes longer is given up.
const LIMIT: Duration = Duration::from_secs(60);

/// Screens up to this width are read from near. Pixels.
const DESK_WIDTH_MAX: u32 = 1600;

/// How a picture is prepared before it is read; in this order, until what is
/// looked for is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As it is.
    Plain,
    /// Half the size: huge letters.
    Half,
    /// One and a half times the size: small letters.
    Larger,
    /// Only white letters on colour.
    Lettering,
    /// A quarter of the size: single huge digits.
    Quarter,
}

impl Way {
    /// The ways that bring something on a screen of this size, the best first.
    pub(super) fn of(size: Size) -> &'static [Self] {
        if size.width < DESK_WIDTH_MAX && size.width > size.height {
            // Small letters only.
            return &[Self::Plain, Self::Larger, Self::Lettering];
        }
        &[
            Self::Plain,
            Self::Half,
            Self::Lettering,
            Self::Larger,
            Self::Quarter,
        ]
    }

    /// Numerator and denominator of the change in size.
    fn scale(self) -> (u32, u32) {
        match self {
            Self::Plain | Self::Lettering => (1, 1),
            Self::Half => (1, 2),
            Self::Quarter => (1, 4),
            Self::Larger => (3, 2),
        }
    }

    fn prepare(self, picture: &DynamicImage) -> GrayImage {
        let (up, down) = self.scale();
        if (up, down) != (1, 1) {
            let (width, height) = (picture.width() * up / down, picture.height() * up / down);
            return picture
                .resize_exact(width, height, FilterType::Triangle)
                .into_luma8();
        }
        match self {
            Self::Lettering => lettering::cut_out(&picture.to_rgb8()),
            _ => picture.to_luma8(),
        }
    }
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) area: Area,
}

/// The lines that were read, each with its words from left to right.
pub(super) type Lines = Vec<Vec<Word>>;

/// Reads a picture in one of the ways.
pub(super) async fn read(picture: &DynamicImage, way: Way) -> Result<Lines> {
    let table = tesseract(&way.prepare(picture)).await?;
    let (up, down) = way.scale();
    Ok(lines(&table, |area| Area {
        left: area.left * down / up,
        top: area.top * down / up,
        width: area.width * down / up,
        height: area.height * down / up,
    }))
}

async fn tesseract(gray: &GrayImage) -> Result<String> {
    let mut child = Command::new("tesseract")
        .args([
            "stdin", "stdout", "-l", "deu", "--psm", "11", "--dpi", "150", "tsv",
        ])
        // A thread more costs more than it brings.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("cannot start tesseract; run: cargo xtask setup")?;
    let mut input = child.stdin.take().context("standard input is a pipe")?;
    let mut pgm = format!("P5\n{} {}\n255\n", gray.width(), gray.height()).into_bytes();
    pgm.extend_from_slice(gray);
    let work = async {
        input.write_all(&pgm).await?;
        drop(input);
        child.wait_with_output().await
    };
    let output = tokio::time::timeout(LIMIT, work)
        .await
        .context("tesseract hangs")??;
    ensure!(
        output.status.success(),
        "tesseract failed ({})",
        output.status
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads tesseract's table: level, page, block, paragraph, line, word, left,
/// top, width, height, confidence, text.
fn lines(table: &str, on_screen: impl Fn(Area) -> Area) -> Lines {
    let mut lines = Lines::new();
    let mut last = None;
    for row in table.lines() {
        let columns: Vec<&str> = row.split('\t').collect();
        let (Some(&"5"), Some(place), Some(text)) =
            (columns.first(), columns.get(1..5), columns.get(11))
        else {
            continue;
        };
        let numbers: Vec<u32> = columns[6..10]
            .iter()
            .filter_map(|n| n.parse().ok())
            .collect();
        let (false, &[left, top, width, height]) = (text.trim().is_empty(), numbers.as_slice())
        else {
            continue;
        };
        if last.as_deref() != Some(place) {
            lines.push(Vec::new());
            last = Some(place.to_vec());
        }
        let area = on_screen(Area {
            left,
            top,
            width,
            height,
        });
        let word = Word {
            text: (*text).to_owned(),
            area,
        };
        lines.last_mut().expect("one was just pushed").push(word);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_line_by_line() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t5\t5\t90\t20\t-1\t\n\
            5\t1\t1\t1\t1\t1\t5\t6\t30\t20\t96.1\tA\n\
            5\t1\t1\t1\t1\t2\t40\t6\t50\t20\t91\t4827\n\
            5\t1\t2\t1\t1\t1\t5\t90\t50\t20\t30\t \n\
            5\t1\t3\t1\t1\t1\t5\t120\t50\t20\t30\tUhr\n";
        let lines = lines(table, |area| Area {
            left: area.left * 2,
            ..area
        });
        let texts: Vec<Vec<&str>> = lines
            .iter()
            .map(|line| line.iter().map(|word| word.text.as_str()).collect())
            .collect();
        assert_eq!(texts, [vec!["A", "4827"], vec!["Uhr"]]);
        assert_eq!(
            lines[0][1].area,
            Area {
                left: 80,
                top: 6,
                width: 50,
                height: 20
            }
        );
    }
}
