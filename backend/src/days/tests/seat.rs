//! A counter belongs to one session, whatever the replicas do at the same time.

use aufruf_core::{command::Command, id::CounterId, rejection::Rejection};
use jiff::SignedDuration;
use uuid::Uuid;

use super::{
    bench::{Bench, job},
    on_both_databases,
};
use crate::{
    app::App,
    days::{DaysError, Done, Seat},
    secrets::Hash,
};

const COUNTER: CounterId = CounterId(1);

on_both_databases!(
    a_counter_follows_its_session,
    a_session_that_has_ended_commands_nothing,
    a_refused_command_takes_no_counter,
);

fn seat(session: Hash) -> Seat {
    Seat {
        counter: COUNTER,
        session,
        take_over: false,
        leaves: false,
    }
}

fn over(session: Hash) -> Seat {
    Seat {
        take_over: true,
        ..seat(session)
    }
}

async fn log_in(app: &App, n: u8) -> Hash {
    let (token, now) = ([n; 32], app.clock.now());
    let until = now + SignedDuration::from_hours(12);
    let user = Uuid::from_u128(n.into());
    app.store
        .open_session(token, user, user, until, now)
        .await
        .unwrap();
    token
}

async fn from(bench: &Bench, app: &App, seat: Seat, command: Command) -> Result<Done, DaysError> {
    let mut job = job(command);
    job.effects.seat = Some(seat);
    app.days.send(&bench.office, bench.today, job).await
}

const OPEN: Command = Command::OpenCounter { counter: COUNTER };
const CLOSE: Command = Command::CloseCounter { counter: COUNTER };
const PAUSE: Command = Command::Pause { counter: COUNTER };
const RESUME: Command = Command::Resume { counter: COUNTER };
const TAKEN: DaysError = DaysError::CounterTaken(COUNTER);
const ALREADY_SO: DaysError = DaysError::Rejected(Rejection::AlreadySo);

async fn a_counter_follows_its_session(bench: Bench) {
    let app = bench.app().await;
    let (one, two) = (log_in(&app, 1).await, log_in(&app, 2).await);
    let _ = from(&bench, &app, seat(one), OPEN).await.unwrap();
    for command in [OPEN, PAUSE, CLOSE] {
        assert_eq!(from(&bench, &app, seat(two), command).await, Err(TAKEN));
    }
    // It is open already, and the other one's all the same.
    assert_eq!(from(&bench, &app, over(two), OPEN).await, Err(ALREADY_SO));
    assert_eq!(from(&bench, &app, seat(one), PAUSE).await, Err(TAKEN));
    let _ = from(&bench, &app, seat(two), PAUSE).await.unwrap();
    let leaving = Seat {
        leaves: true,
        ..seat(two)
    };
    let _ = from(&bench, &app, leaving, CLOSE).await.unwrap();
    let _ = from(&bench, &app, seat(one), OPEN).await.unwrap();
    assert_eq!(from(&bench, &app, seat(two), PAUSE).await, Err(TAKEN));
    app.close().await;
}

async fn a_session_that_has_ended_commands_nothing(bench: Bench) {
    let app = bench.app().await;
    let (one, two) = (log_in(&app, 1).await, log_in(&app, 2).await);
    let _ = from(&bench, &app, seat(one), OPEN).await.unwrap();
    app.store.end_session(&one).await.unwrap();
    let refused = from(&bench, &app, over(one), PAUSE).await;
    assert_eq!(refused, Err(DaysError::SessionOver));
    // What it held is free, without a question.
    let _ = from(&bench, &app, seat(two), PAUSE).await.unwrap();
    app.close().await;
}

async fn a_refused_command_takes_no_counter(bench: Bench) {
    let app = bench.app().await;
    let (one, two) = (log_in(&app, 1).await, log_in(&app, 2).await);
    let _ = from(&bench, &app, seat(one), OPEN).await.unwrap();
    let rejected = Command::Finish { counter: COUNTER };
    let refused = from(&bench, &app, over(two), rejected).await;
    assert!(
        matches!(refused, Err(DaysError::Rejected(_))),
        "{refused:?}"
    );
    let _ = from(&bench, &app, seat(one), PAUSE).await.unwrap();
    app.close().await;
}

/// The lock of the head orders both: either the old holder was first, or it is
/// refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_taken_over_on_one_replica_is_refused_on_the_other() {
    let bench = Bench::postgres().await;
    let (here, there) = (bench.app().await, bench.app().await);
    let (mut holder, mut other) = (log_in(&here, 1).await, log_in(&here, 2).await);
    let _ = from(&bench, &here, seat(holder), OPEN).await.unwrap();
    for _ in 0..40 {
        let (pressed, taken) = tokio::join!(
            from(&bench, &here, seat(holder), PAUSE),
            from(&bench, &there, over(other), RESUME),
        );
        match pressed {
            Ok(pressed) => {
                let taken = taken.unwrap();
                assert!(pressed.entries[0].seq < taken.entries[0].seq);
            }
            Err(error) => assert_eq!((error, taken), (TAKEN, Err(ALREADY_SO))),
        }
        assert_eq!(from(&bench, &here, seat(holder), PAUSE).await, Err(TAKEN));
        assert_eq!(from(&bench, &there, seat(holder), PAUSE).await, Err(TAKEN));
        (holder, other) = (other, holder);
    }
    bench.assert_verified(&there).await;
    here.close().await;
    there.close().await;
}
