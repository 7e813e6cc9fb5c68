//! The server is killed with SIGKILL under load, again and again. What was
//! acknowledged is there afterwards, once; what was unknown is settled by
//! repeating it.

use std::time::Duration;

use anyhow::{Result, ensure};
use aufruf_client::{Client, DeskClient, Error, FreeTimesQuery, intent};
use aufruf_core::{
    id::{CounterId, ServiceId},
    visit::Concern,
    wire::{
        Request,
        answer::Answer,
        desk::{Contact, DeskCommand, NewBooking},
        device::{DeviceKind, StaffRole},
        kiosk::{Draw, Ticket},
    },
};
use aufruf_tests::town::{Database, Town};
use futures::future::join_all;
use jiff::Timestamp;
use tokio::sync::watch;

use crate::places::{hall, on_both_databases};

on_both_databases! {
    what_was_acknowledged_survives_being_killed => kill_again_and_again,
}

/// Kills per database; `cargo xtask crash` sets more.
const ROUNDS: &str = "AUFRUF_CRASH_ROUNDS";
const ROUNDS_DEFAULT: usize = 10;
/// Clients of each kind that send at once.
const CLIENTS: u16 = 4;
/// A client that has sent this much waits for the kill.
const SENT_MAX: usize = 60;

/// One request and what came back.
struct Sent<T, A> {
    request: Request<T>,
    answer: Option<A>,
}

/// The log that a client keeps: everything it sent, in order.
struct Log<T, A>(Vec<Sent<T, A>>);

impl<T: Clone, A: PartialEq + std::fmt::Debug + Clone> Log<T, A> {
    /// Sends until the server is gone.
    async fn send_until<F>(
        gone: watch::Receiver<bool>,
        bodies: impl Fn(usize) -> T,
        call: impl Fn(Request<T>) -> F,
    ) -> Self
    where
        F: Future<Output = Result<A, Error>>,
    {
        let mut log = Vec::new();
        for n in 0..SENT_MAX {
            let request = intent(bodies(n));
            let answer = call(request.clone()).await;
            if let Err(error) = &answer {
                assert!(
                    error.is_transient() || error.rejection().is_some(),
                    "{error:?}"
                );
            }
            log.push(Sent {
                request,
                answer: answer.ok(),
            });
            if *gone.borrow() {
                break;
            }
        }
        Self(log)
    }

    /// Repeats everything: what was acknowledged gets the same answer, what was
    /// unknown or refused gets one.
    async fn settle<F>(&mut self, call: impl Fn(Request<T>) -> F) -> Result<()>
    where
        F: Future<Output = Result<A, Error>>,
    {
        for sent in &mut self.0 {
            let again = call(sent.request.clone()).await;
            match (&sent.answer, again) {
                (Some(first), Ok(again)) => {
                    assert_eq!(*first, again, "another answer after the crash");
                }
                (Some(first), Err(error)) => {
                    anyhow::bail!("acknowledged, then lost: {first:?}: {error}")
                }
                (None, Ok(answer)) => sent.answer = Some(answer),
                (None, Err(error)) => {
                    ensure!(error.rejection().is_some(), "still unknown: {error}");
                }
            }
        }
        Ok(())
    }

    fn accepted(&self) -> usize {
        self.0.iter().filter(|sent| sent.answer.is_some()).count()
    }
}

fn pass() -> Vec<Concern> {
    vec![Concern {
        service: ServiceId::new("pass").unwrap(),
        quantity: 1,
    }]
}

struct Clients {
    kiosks: Vec<Client>,
    desks: Vec<DeskClient>,
    bookers: Vec<DeskClient>,
    times: Vec<Timestamp>,
}

impl Clients {
    async fn new(town: &Town) -> Result<Self> {
        let mut kiosks = Vec::new();
        for _ in 0..CLIENTS {
            kiosks.push(town.pair(DeviceKind::Kiosk, 0).await?);
        }
        let desks = town.desks("schmidt", CLIENTS.into(), 0).await?;
        for (desk, counter) in desks.iter().zip(1..) {
            let open = DeskCommand::OpenCounter {
                counter: CounterId(counter),
            };
            let _ = desk.command(&intent(open)).await?;
        }
        let booker = town.clerk("telefon", StaffRole::Clerk, 0).await?;
        let zone = jiff::tz::TimeZone::get(&town.settings().office.zone)?;
        let date = town.now().await?.to_zoned(zone).date().tomorrow()?;
        let query = FreeTimesQuery {
            date,
            days: 7,
            concerns: pass(),
        };
        let times = booker
            .free_times(&query)
            .await?
            .into_iter()
            .flat_map(|d| d.times)
            .collect();
        Ok(Self {
            kiosks,
            desks,
            bookers: vec![booker; CLIENTS.into()],
            times,
        })
    }

    fn booking(&self, n: usize) -> NewBooking {
        let from = self.times[n % self.times.len()];
        let contact = Contact {
            name: "Gast".to_owned(),
            ..Contact::default()
        };
        NewBooking {
            from,
            concerns: pass(),
            contact,
        }
    }
}

/// Call, start, finish, and so on.
fn serving(counter: u16, n: usize) -> DeskCommand {
    let counter = CounterId(counter);
    match n % 3 {
        0 => DeskCommand::CallNext {
            counter,
            promised: None,
        },
        1 => DeskCommand::Start { counter },
        _ => DeskCommand::Finish { counter },
    }
}

/// Without forecast and bound: how long the wait is, and how many are called
/// before, depends on when one asks.
async fn draw(kiosk: &Client, request: Request<Draw>) -> Result<Ticket, Error> {
    let ticket = kiosk.draw_ticket(&request).await?;
    Ok(Ticket {
        wait: None,
        ahead: None,
        ..ticket
    })
}

async fn command(desk: &DeskClient, request: Request<DeskCommand>) -> Result<Answer, Error> {
    desk.command(&request).await
}

async fn book(desk: &DeskClient, request: Request<NewBooking>) -> Result<Answer, Error> {
    desk.book(&request).await
}

#[expect(
    clippy::print_stdout,
    reason = "the count is the result of `cargo xtask crash`"
)]
async fn kill_again_and_again(database: Database) -> Result<()> {
    let rounds = std::env::var(ROUNDS).map_or(Ok(ROUNDS_DEFAULT), |r| r.parse())?;
    let mut town = hall(database, 8, None).await?;
    let clients = Clients::new(&town).await?;
    let (mut tickets, mut acknowledged, mut settled) = (0, 0, 0);
    for round in 0..rounds {
        let (sender, gone) = watch::channel(false);
        let draws = join_all(clients.kiosks.iter().map(|kiosk| {
            Log::send_until(
                gone.clone(),
                |_| Draw {
                    concerns: pass(),
                    standby: false,
                },
                move |r| draw(kiosk, r),
            )
        }));
        let calls = join_all(clients.desks.iter().zip(1..).map(|(desk, counter)| {
            Log::send_until(
                gone.clone(),
                move |n| serving(counter, n),
                move |r| command(desk, r),
            )
        }));
        let bookings = join_all(clients.bookers.iter().zip(0..).map(|(desk, place)| {
            let first = round * 240 + place * SENT_MAX;
            Log::send_until(
                gone.clone(),
                {
                    let clients = &clients;
                    move |n| clients.booking(first + n)
                },
                move |r| book(desk, r),
            )
        }));
        let kill = async {
            let pause = u64::from(getrandom::u32().unwrap_or(7) % 350) + 30;
            tokio::time::sleep(Duration::from_millis(pause)).await;
            town.kill(0).await?;
            let _ = sender.send_replace(true);
            anyhow::Ok(())
        };
        let (mut draws, mut calls, mut bookings, killed) =
            tokio::join!(draws, calls, bookings, kill);
        killed?;
        town.restart(0).await?;

        let before: usize = draws.iter().map(Log::accepted).sum::<usize>()
            + calls.iter().map(Log::accepted).sum::<usize>()
            + bookings.iter().map(Log::accepted).sum::<usize>();
        for (log, kiosk) in draws.iter_mut().zip(&clients.kiosks) {
            log.settle(|r| draw(kiosk, r)).await?;
        }
        for (log, desk) in calls.iter_mut().zip(&clients.desks) {
            log.settle(|r| command(desk, r)).await?;
        }
        for (log, desk) in bookings.iter_mut().zip(&clients.bookers) {
            log.settle(|r| book(desk, r)).await?;
        }
        tickets += draws.iter().map(Log::accepted).sum::<usize>();
        acknowledged += before;
        settled += 1;
        town.verify().await?;
    }
    let probe = draw(
        &clients.kiosks[0],
        intent(Draw {
            concerns: pass(),
            standby: false,
        }),
    )
    .await?;
    assert_eq!(
        usize::from(probe.number.digits),
        tickets + 1,
        "a ticket lost or doubled"
    );
    println!("{settled} kills, {acknowledged} acknowledged before a kill, none lost, none doubled");
    Ok(())
}
