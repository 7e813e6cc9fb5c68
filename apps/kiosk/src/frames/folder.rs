use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{FrameError, FrameSource, Luma};

/// Most pictures of one round; more are left out.
const PICTURES_MAX: usize = 100;

/// Largest file that is read. Bytes.
const FILE_BYTES_MAX: u64 = 20 << 20;

/// How long each picture is shown.
const EACH: Duration = Duration::from_millis(200);

/// The PNG pictures of a folder, in the order of their names, again and again. What
/// is put into the folder or taken away counts from the next round on.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    round: std::vec::IntoIter<PathBuf>,
    /// The last picture read, so that a folder with one picture costs nothing.
    last: Option<(Stamp, Arc<Luma>)>,
    wait: Duration,
}

/// Which version of which file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    changed: Option<SystemTime>,
    bytes: u64,
}

impl Folder {
    /// Opens a folder.
    ///
    /// # Errors
    /// If it cannot be listed.
    pub fn open(path: &Path) -> Result<Self, FrameError> {
        let mut folder = Self {
            path: path.to_owned(),
            round: Vec::new().into_iter(),
            last: None,
            wait: EACH,
        };
        folder.begin_round()?;
        Ok(folder)
    }

    fn begin_round(&mut self) -> Result<(), FrameError> {
        let entries = std::fs::read_dir(&self.path).map_err(|error| self.error(&error))?;
        let mut pictures: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| {
                path.extension()
                    .is_some_and(|end| end.eq_ignore_ascii_case("png"))
            })
            .take(PICTURES_MAX)
            .collect();
        pictures.sort_unstable();
        self.round = pictures.into_iter();
        Ok(())
    }

    fn error(&self, error: &std::io::Error) -> FrameError {
        FrameError::Source(format!("{}: {error}", self.path.display()))
    }

    /// Reads one file; `None` if it is gone, half written or no picture.
    fn read(&mut self, path: PathBuf) -> Option<Arc<Luma>> {
        let about = std::fs::metadata(&path).ok()?;
        let stamp = Stamp {
            changed: about.modified().ok(),
            bytes: about.len(),
            path,
        };
        if let Some((known, luma)) = &self.last
            && *known == stamp
        {
            return Some(luma.clone());
        }
        if stamp.bytes > FILE_BYTES_MAX {
            return None;
        }
        let picture = image::open(&stamp.path).ok()?.into_luma8();
        let side = |pixels: u32| usize::try_from(pixels).ok();
        let luma = Luma::new(
            side(picture.width())?,
            side(picture.height())?,
            picture.into_raw(),
        )?;
        let luma = Arc::new(luma);
        self.last = Some((stamp, luma.clone()));
        Some(luma)
    }
}

impl FrameSource for Folder {
    fn next(&mut self) -> Result<Option<Arc<Luma>>, FrameError> {
        std::thread::sleep(self.wait);
        if self.round.as_slice().is_empty() {
            self.begin_round()?;
        }
        let picture = self.round.next();
        Ok(picture.and_then(|path| self.read(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::tests::{CODE, photograph};
    use super::super::{Content, decode};
    use super::*;

    fn save(luma: &Luma, path: &Path) {
        let side = |pixels: usize| u32::try_from(pixels).unwrap();
        image::GrayImage::from_raw(side(luma.width), side(luma.height), luma.data.clone())
            .unwrap()
            .save(path)
            .unwrap();
    }

    fn open(path: &Path) -> Folder {
        let mut folder = Folder::open(path).unwrap();
        folder.wait = Duration::ZERO;
        folder
    }

    #[test]
    fn pictures_are_read_in_order_and_again_and_new_ones_are_found() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = open(place.path());
        assert!(
            folder.next().unwrap().is_none(),
            "an empty folder is no fault"
        );

        save(&photograph(CODE, 12.0), &place.path().join("b.png"));
        let picture = folder.next().unwrap().unwrap();
        assert!(matches!(decode(&picture), Some(Content::Code(_))));
        let again = folder.next().unwrap().unwrap();
        assert!(
            Arc::ptr_eq(&picture, &again),
            "the same file is not read twice"
        );

        save(
            &Luma::new(3, 2, vec![9; 6]).unwrap(),
            &place.path().join("a.png"),
        );
        assert_eq!(folder.next().unwrap().unwrap().width, 3);
        assert_eq!(folder.next().unwrap().unwrap().width, 640);
        assert_eq!(folder.next().unwrap().unwrap().width, 3);
    }

    #[test]
    fn other_files_and_broken_ones_are_passed_over() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("a.txt"), "x").unwrap();
        std::fs::write(place.path().join("half.png"), "\u{89}PNG").unwrap();
        let mut folder = open(place.path());
        assert!(folder.next().unwrap().is_none());
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_fault() {
        let place = tempfile::tempdir().unwrap();
        assert!(Folder::open(&place.path().join("no")).is_err());
    }
}
