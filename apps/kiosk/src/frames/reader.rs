//! The thread that looks for QR codes.

use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use aufruf_core::check_in_code::CheckInCode;
use futures::Stream;
use iced::widget::image::Handle;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

use super::{Content, FrameError, FrameSource, Luma, Origin, decode};

/// Shortest time between two pictures that are looked at: 10 a second.
const BETWEEN: Duration = Duration::from_millis(100);

/// A code that stays in view is not sent again until it was away for this long.
const AWAY: Duration = Duration::from_secs(5);

/// Widest preview. Pixels.
const PREVIEW_PX: usize = 320;

/// First and longest wait before a source that failed is opened again.
const REOPEN: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(10)];

/// What the thread has seen.
#[derive(Debug, Clone)]
pub enum Seen {
    /// A check-in code came into view.
    Code(CheckInCode),
    /// A QR code of some other kind came into view.
    Foreign,
    /// What the camera sees, mirrored.
    Preview(Handle),
    /// The source works, or does not.
    Working(bool),
}

/// What the thread is to do at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Mode {
    /// Nothing: nobody is to be checked in by a code now, so nobody is looked at.
    Rest,
    /// Look for codes.
    Look,
    /// Look for codes, and show what is seen.
    Show,
}

/// A source with its switch; the identity of the subscription is the source alone.
#[derive(Debug, Clone)]
pub struct Reader {
    origin: Origin,
    mode: Arc<AtomicU8>,
}

impl Reader {
    /// A reader that rests.
    #[must_use]
    pub fn new(origin: Origin) -> Self {
        Self {
            origin,
            mode: Arc::new(AtomicU8::new(Mode::Rest as u8)),
        }
    }

    /// Where the pictures come from.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Tells the thread what to do from now on.
    pub fn set_mode(&self, mode: Mode) {
        self.mode.store(mode as u8, Ordering::Relaxed);
    }

    /// What the thread is to do.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self.mode.load(Ordering::Relaxed) {
            0 => Mode::Rest,
            1 => Mode::Look,
            _ => Mode::Show,
        }
    }

    /// Starts the thread; it ends when the stream is dropped.
    pub fn run(&self) -> impl Stream<Item = Seen> + Send + use<> {
        let (sender, receiver) = mpsc::channel(1);
        let reader = self.clone();
        let started = std::thread::Builder::new()
            .name("qr-reader".to_owned())
            .spawn(move || reader.work(|| reader.origin.open(), &sender));
        if let Err(error) = started {
            tracing::error!("the reader of QR codes cannot start: {error}");
        }
        futures::stream::unfold(receiver, async |mut receiver| {
            receiver.recv().await.map(|seen| (seen, receiver))
        })
    }

    /// Opens the source again and again, until nobody listens.
    fn work(&self, open: impl Fn() -> Opened, sender: &mpsc::Sender<Seen>) {
        let mut wait = REOPEN[0];
        while !sender.is_closed() {
            match guarded(&open) {
                Some(Ok(mut source)) => {
                    let worked = guarded(|| self.look(source.as_mut(), sender));
                    if worked == Some(true) {
                        wait = REOPEN[0];
                    }
                    // Outside the unwinding: a second panic there would end the program.
                    let _ = guarded(|| drop(source));
                }
                Some(Err(error)) => tracing::warn!("no pictures: {error}"),
                None => {}
            }
            if sender.blocking_send(Seen::Working(false)).is_err() {
                return;
            }
            std::thread::sleep(wait);
            wait = (wait * 2).min(REOPEN[1]);
        }
    }

    /// Looks until the source fails or nobody listens. Whether there was a picture.
    fn look(&self, source: &mut dyn FrameSource, sender: &mpsc::Sender<Seen>) -> bool {
        let (mut repeats, mut last) = (Repeats::default(), None::<(Arc<Luma>, Option<Content>)>);
        let mut shown = None::<Arc<Luma>>;
        let mut worked = false;
        while !sender.is_closed() {
            let begun = Instant::now();
            let frame = match source.next() {
                Ok(frame) => frame,
                Err(error) => {
                    tracing::warn!("no more pictures: {error}");
                    return worked;
                }
            };
            if !std::mem::replace(&mut worked, true)
                && sender.blocking_send(Seen::Working(true)).is_err()
            {
                return worked;
            }
            let mode = self.mode();
            if mode == Mode::Rest {
                shown = None;
            } else if let Some(frame) = frame {
                let content = match &last {
                    Some((known, content)) if Arc::ptr_eq(known, &frame) => *content,
                    _ => decode(&frame),
                };
                last = Some((frame.clone(), content));
                let fresh = content.is_some_and(|content| repeats.is_new(content, begun));
                if fresh
                    && let Some(content) = content
                    && sender.blocking_send(content.into()).is_err()
                {
                    return worked;
                }
                let same = shown
                    .as_ref()
                    .is_some_and(|known| Arc::ptr_eq(known, &frame));
                if mode == Mode::Show && !same && show(&frame, sender) {
                    shown = Some(frame);
                }
            }
            std::thread::sleep(BETWEEN.saturating_sub(begun.elapsed()));
        }
        worked
    }
}

/// A source, or why there is none.
type Opened = Result<Box<dyn FrameSource>, FrameError>;

/// Does `work`; `None` if it panics. Cameras and pictures are made by others: a picture
/// that the decoder cannot bear must not end the thread that says how the camera is.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let done = catch_unwind(AssertUnwindSafe(work));
    if done.is_err() {
        tracing::error!("the reader of QR codes failed; it starts again");
    }
    done.ok()
}

/// Sends a preview if there is room; an older one that nobody took is no loss.
fn show(frame: &Luma, sender: &mpsc::Sender<Seen>) -> bool {
    let (width, height, pixels) = frame.mirrored_rgba(PREVIEW_PX);
    let preview = Seen::Preview(Handle::from_rgba(width, height, pixels));
    !matches!(sender.try_send(preview), Err(TrySendError::Full(_)))
}

impl From<Content> for Seen {
    fn from(content: Content) -> Self {
        match content {
            Content::Code(code) => Self::Code(code),
            Content::Foreign(_) => Self::Foreign,
        }
    }
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        self.origin == other.origin
    }
}

impl Hash for Reader {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.origin.hash(state);
    }
}

/// Tells a code that came into view from one that is still there.
#[derive(Debug, Default)]
pub struct Repeats {
    last: Option<(Content, Instant)>,
}

impl Repeats {
    /// Whether `content`, in view at `now`, was away for 5 s or is another one.
    pub fn is_new(&mut self, content: Content, now: Instant) -> bool {
        let known = self
            .last
            .is_some_and(|(last, at)| last == content && now.saturating_duration_since(at) < AWAY);
        self.last = Some((content, now));
        !known
    }
}

#[cfg(test)]
mod tests {
    use futures::StreamExt;

    use super::super::decode::tests::{CODE, photograph};
    use super::*;

    #[test]
    fn a_code_in_view_is_sent_once_and_again_after_5_s_away() {
        let (mut repeats, start) = (Repeats::default(), Instant::now());
        let after = |s| start + Duration::from_secs(s);
        let code = |text| Content::Code(CheckInCode::parse(text).unwrap());
        let (mine, other) = (code(CODE), code("ZZZZZZZZ"));
        assert!(repeats.is_new(mine, start));
        for s in 1..60 {
            assert!(!repeats.is_new(mine, after(s)), "still in view after {s} s");
        }
        assert!(!repeats.is_new(mine, after(63)), "away for 4 s only");
        assert!(repeats.is_new(mine, after(68)), "away for 5 s");
        assert!(repeats.is_new(other, after(69)));
        assert!(repeats.is_new(mine, after(70)));
    }

    fn save(luma: &Luma, path: &std::path::Path) {
        let side = |pixels: usize| u32::try_from(pixels).unwrap();
        let raw =
            image::GrayImage::from_raw(side(luma.width), side(luma.height), luma.data.clone());
        raw.unwrap().save(path).unwrap();
    }

    #[tokio::test]
    async fn the_thread_reads_a_folder_shows_it_and_ends_with_its_stream() {
        let place = tempfile::tempdir().unwrap();
        save(&photograph(CODE, 20.0), &place.path().join("code.png"));
        let reader = Reader::new(Origin::Folder(place.path().to_owned()));
        reader.set_mode(Mode::Show);
        let mut seen = Box::pin(reader.run());
        let (mut code, mut preview) = (None, None);
        let both = async {
            while code.is_none() || preview.is_none() {
                match seen.next().await.unwrap() {
                    Seen::Code(found) => code = Some(found),
                    Seen::Preview(handle) => preview = Some(handle),
                    Seen::Working(works) => assert!(works),
                    Seen::Foreign => panic!("no such code there"),
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(20), both)
            .await
            .unwrap();
        assert_eq!(code, CheckInCode::parse(CODE));
        // The folder holds the same picture on and on: nothing new is said.
        let more = tokio::time::timeout(Duration::from_millis(700), seen.next()).await;
        assert!(more.is_err(), "{more:?}");
    }

    #[tokio::test]
    async fn a_source_that_is_missing_is_told_and_found_when_it_comes() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("later");
        let reader = Reader::new(Origin::Folder(folder.clone()));
        reader.set_mode(Mode::Look);
        let mut seen = Box::pin(reader.run());
        assert!(matches!(seen.next().await, Some(Seen::Working(false))));
        std::fs::create_dir(&folder).unwrap();
        let working = async { while !matches!(seen.next().await, Some(Seen::Working(true))) {} };
        tokio::time::timeout(Duration::from_secs(20), working)
            .await
            .unwrap();
    }

    /// Gives one picture and then panics, also when it is dropped after that.
    #[derive(Default)]
    struct Strange {
        given: bool,
    }

    impl FrameSource for Strange {
        fn next(&mut self) -> Result<Option<Arc<Luma>>, FrameError> {
            assert!(
                !std::mem::replace(&mut self.given, true),
                "a strange picture"
            );
            Ok(None)
        }
    }

    impl Drop for Strange {
        fn drop(&mut self) {
            panic!("a strange camera");
        }
    }

    #[tokio::test]
    async fn after_a_panic_it_says_so_and_starts_again() {
        let (sender, mut seen) = mpsc::channel(1);
        let reader = Reader::new(Origin::None);
        drop(std::thread::spawn(move || {
            let opened = std::cell::Cell::new(0);
            let open = || -> Opened {
                opened.set(opened.get() + 1);
                assert_ne!(opened.get(), 1, "a strange driver");
                Ok(Box::new(Strange::default()))
            };
            reader.work(open, &sender);
        }));
        let mut told = Vec::new();
        while told.len() < 5 {
            let next = tokio::time::timeout(Duration::from_secs(20), seen.recv());
            match next.await.unwrap() {
                Some(Seen::Working(works)) => told.push(works),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(told, [false, true, false, true, false]);
    }

    #[tokio::test]
    async fn a_resting_reader_looks_at_nobody() {
        let place = tempfile::tempdir().unwrap();
        save(&photograph(CODE, 0.0), &place.path().join("code.png"));
        let reader = Reader::new(Origin::Folder(place.path().to_owned()));
        let mut seen = Box::pin(reader.run());
        assert!(matches!(seen.next().await, Some(Seen::Working(true))));
        let more = tokio::time::timeout(Duration::from_millis(700), seen.next()).await;
        assert!(more.is_err(), "{more:?}");
    }
}
