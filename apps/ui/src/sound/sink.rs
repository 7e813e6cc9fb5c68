//! The thread that owns the loudspeaker.

use std::{
    num::NonZero,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

use rodio::{DeviceSinkBuilder, MixerDeviceSink, Source, buffer::SamplesBuffer};

use super::{Health, RATE, Tones, samples};

/// How often a missing loudspeaker is looked for, besides before each sound.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// Sounds that may wait; more are dropped.
const WAITING_MAX: usize = 4;

pub(super) fn start(volume_percent: u8, health: Health) -> Option<SyncSender<Tones>> {
    let (sender, sounds) = sync_channel(WAITING_MAX);
    let player = Player {
        volume: f32::from(volume_percent) / 100.0,
        health,
        sink: None,
    };
    match thread::Builder::new()
        .name("sound".to_owned())
        .spawn(move || player.run(&sounds))
    {
        Ok(_) => Some(sender),
        Err(error) => {
            tracing::error!("no thread for the sound: {error}");
            None
        }
    }
}

struct Player {
    volume: f32,
    health: Health,
    sink: Option<Open>,
}

struct Open {
    sink: MixerDeviceSink,
    broken: Arc<AtomicBool>,
}

impl Player {
    fn run(mut self, sounds: &Receiver<Tones>) {
        loop {
            self.look_after_the_sink();
            match sounds.recv_timeout(LOOK_AGAIN) {
                Ok(tones) => self.play(tones),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn play(&mut self, tones: Tones) {
        self.look_after_the_sink();
        let Some(open) = &self.sink else { return };
        let (Some(channels), Some(rate)) = (NonZero::new(1), NonZero::new(RATE)) else {
            return;
        };
        let samples = SamplesBuffer::new(channels, rate, samples(tones));
        open.sink.mixer().add(samples.amplify(self.volume));
    }

    fn look_after_the_sink(&mut self) {
        if self
            .sink
            .as_ref()
            .is_some_and(|open| open.broken.load(Ordering::Relaxed))
        {
            self.sink = None;
        }
        if self.sink.is_none() {
            self.sink = open();
        }
        self.health.set(self.sink.is_some());
    }
}

fn open() -> Option<Open> {
    let broken = Arc::new(AtomicBool::new(false));
    let flag = broken.clone();
    let opened = DeviceSinkBuilder::from_default_device().and_then(|builder| {
        builder
            .with_error_callback(move |error| {
                tracing::warn!("loudspeaker: {error}");
                flag.store(true, Ordering::Relaxed);
            })
            .open_stream()
    });
    match opened {
        Ok(mut sink) => {
            sink.log_on_drop(false);
            Some(Open { sink, broken })
        }
        Err(error) => {
            tracing::debug!("no loudspeaker: {error}");
            None
        }
    }
}
