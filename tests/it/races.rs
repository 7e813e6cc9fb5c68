//! Many at once: exactly one gets the last of anything, and a repeated command
//! has one effect.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use aufruf_client::{Client, DeskClient, Error, FreeTimesQuery, intent};
use aufruf_core::{
    id::{CounterId, ServiceId},
    rejection::Rejection,
    visit::Concern,
    wire::{
        ErrorCode, Request,
        answer::Answer,
        desk::{Contact, DeskCommand, NewBooking},
        device::{DeviceKind, StaffRole},
        kiosk::Draw,
    },
};
use aufruf_tests::town::{Database, Town};
use futures::{
    StreamExt, TryStreamExt,
    future::{join_all, try_join_all},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::places::{hall, on_both_databases};

on_both_databases! {
    the_last_free_time_goes_to_exactly_one => last_free_time,
    fifty_desks_get_thirty_different_visits => fifty_desks,
    the_last_ticket_goes_to_exactly_one_kiosk => last_ticket,
    a_repeated_command_has_one_answer_and_one_effect => repeated_command,
}

fn pass() -> Vec<Concern> {
    vec![Concern {
        service: ServiceId::new("pass").unwrap(),
        quantity: 1,
    }]
}

fn booking(from: Timestamp, name: &str) -> NewBooking {
    let contact = Contact {
        name: name.to_owned(),
        ..Contact::default()
    };
    NewBooking {
        from,
        concerns: pass(),
        contact,
    }
}

async fn tomorrow(town: &Town) -> Result<Date> {
    let zone = TimeZone::get(&town.settings().office.zone)?;
    Ok(town.now().await?.to_zoned(zone).date().tomorrow()?)
}

async fn free_times(desk: &DeskClient, date: Date) -> Result<Vec<Timestamp>> {
    let query = FreeTimesQuery {
        date,
        days: 1,
        concerns: pass(),
    };
    Ok(desk
        .free_times(&query)
        .await?
        .into_iter()
        .flat_map(|day| day.times)
        .collect())
}

async fn last_free_time(database: Database) -> Result<()> {
    let town = hall(database, 64, Some(500)).await?;
    let desk = town.clerk("leitung", StaffRole::Lead, 0).await?;
    let date = tomorrow(&town).await?;
    let from = free_times(&desk, date).await?[0];
    let first: Vec<_> = (0..63)
        .map(|n| intent(booking(from, &format!("Gast {n}"))))
        .collect();
    let _ = try_join_all(first.iter().map(|request| desk.book(request))).await?;
    let rush: Vec<_> = (0..100)
        .map(|n| intent(booking(from, &format!("Eile {n}"))))
        .collect();
    let answers = join_all(rush.iter().map(|request| desk.book(request))).await;
    let booked = answers
        .iter()
        .filter(|a| matches!(a, Ok(Answer::Booked { .. })))
        .count();
    let taken = answers
        .iter()
        .filter(|a| is_rejected(a, &Rejection::TimeTaken))
        .count();
    assert_eq!((booked, taken), (1, 99), "{answers:?}");
    ensure!(
        !free_times(&desk, date).await?.contains(&from),
        "the full time is still offered"
    );
    town.verify().await
}

fn is_rejected<T>(answer: &Result<T, Error>, rejection: &Rejection) -> bool {
    answer.as_ref().err().and_then(Error::rejection) == Some(rejection)
}

async fn fifty_desks(database: Database) -> Result<()> {
    let town = hall(database, 64, Some(500)).await?;
    let desks = town.desks("schmidt", 50, 0).await?;
    let kiosk = town.pair(DeviceKind::Kiosk, 0).await?;
    let opened = desks.iter().zip(1..).map(|(desk, counter)| async move {
        desk.command(&intent(DeskCommand::OpenCounter {
            counter: CounterId(counter),
        }))
        .await
    });
    let _ = try_join_all(opened).await?;
    for _ in 0..30 {
        let _ = kiosk
            .draw_ticket(&intent(Draw {
                concerns: pass(),
                standby: false,
            }))
            .await?;
    }
    let pressed = desks.iter().zip(1..).map(|(desk, counter)| async move {
        let next = DeskCommand::CallNext {
            counter: CounterId(counter),
            promised: None,
        };
        desk.command(&intent(next)).await
    });
    let answers = join_all(pressed).await;
    let called: BTreeSet<_> = answers
        .iter()
        .filter_map(|a| match a {
            Ok(Answer::Called { visit, .. }) => Some(*visit),
            _ => None,
        })
        .collect();
    let nobody = answers
        .iter()
        .filter(|a| is_rejected(a, &Rejection::NobodyWaiting))
        .count();
    assert_eq!((called.len(), nobody), (30, 20), "{answers:?}");
    town.verify().await
}

async fn last_ticket(database: Database) -> Result<()> {
    let town = hall(database, 64, Some(10)).await?;
    let pairing = futures::stream::iter(0..64).map(|_| town.pair(DeviceKind::Kiosk, 0));
    let kiosks: Vec<Client> = pairing.buffered(4).try_collect().await?;
    for kiosk in kiosks.iter().take(9) {
        let _ = kiosk
            .draw_ticket(&intent(Draw {
                concerns: pass(),
                standby: false,
            }))
            .await?;
    }
    let draws = kiosks.iter().map(|kiosk| async move {
        kiosk
            .draw_ticket(&intent(Draw {
                concerns: pass(),
                standby: false,
            }))
            .await
    });
    let answers = join_all(draws).await;
    let drawn = answers.iter().filter(|a| a.is_ok()).count();
    let refused = answers
        .iter()
        .filter(|a| is_rejected(a, &Rejection::QuotaUsed))
        .count();
    assert_eq!((drawn, refused), (1, 63), "{answers:?}");
    town.verify().await
}

async fn repeated_command(database: Database) -> Result<()> {
    let mut town = hall(database, 3, Some(100)).await?;
    let kiosk = town.pair(DeviceKind::Kiosk, 0).await?;
    let request = intent(Draw {
        concerns: pass(),
        standby: false,
    });
    let first = kiosk.draw_ticket(&request).await?;
    for _ in 0..4 {
        assert_eq!(kiosk.draw_ticket(&request).await?, first);
    }
    let parallel = (0..10).map(|_| kiosk.draw_ticket(&request));
    assert!(
        try_join_all(parallel)
            .await?
            .iter()
            .all(|again| *again == first)
    );
    town.kill(0).await?;
    town.restart(0).await?;
    for _ in 0..5 {
        assert_eq!(kiosk.draw_ticket(&request).await?, first);
    }
    let next = kiosk
        .draw_ticket(&intent(Draw {
            concerns: pass(),
            standby: false,
        }))
        .await?;
    assert_eq!(next.number.digits, first.number.digits + 1, "one effect");

    let two = vec![Concern {
        quantity: 2,
        ..pass().remove(0)
    }];
    let other_body = Request {
        request_id: request.request_id,
        body: Draw {
            concerns: two,
            standby: false,
        },
    };
    refused_as_reused(kiosk.draw_ticket(&other_body).await)?;
    let other: Client = town.pair(DeviceKind::Kiosk, 0).await?;
    refused_as_reused(other.draw_ticket(&request).await)?;
    town.verify().await
}

fn refused_as_reused<T>(answer: Result<T, Error>) -> Result<()> {
    match answer.err().context("a reused request id was accepted")? {
        Error::Refused(ErrorCode::RequestIdReused) => Ok(()),
        other => Err(other.into()),
    }
}

mod replicas {
    //! Two servers on one PostgreSQL.

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_time_freed_on_one_is_bookable_on_the_other_at_once() -> Result<()> {
        let mut town = hall(Database::postgres()?, 1, Some(100)).await?;
        town.add_server().await?;
        let one = town.clerk("eins", StaffRole::Clerk, 0).await?;
        let two = town.clerk("zwei", StaffRole::Clerk, 1).await?;
        let date = tomorrow(&town).await?;
        let from = free_times(&one, date).await?[0];
        for round in 0..10 {
            let request = intent(booking(from, "Erste"));
            let (mine, theirs) = if round % 2 == 0 {
                (&one, &two)
            } else {
                (&two, &one)
            };
            let Answer::Booked { visit, .. } = mine.book(&request).await? else {
                anyhow::bail!("not booked");
            };
            let refused = theirs.book(&intent(booking(from, "Zweite"))).await;
            assert!(is_rejected(&refused, &Rejection::TimeTaken), "{refused:?}");
            ensure!(
                !free_times(theirs, date).await?.contains(&from),
                "offered though taken"
            );
            let cancel = intent(aufruf_core::wire::desk::CancelBooking { date });
            let _ = mine.cancel(visit, &cancel).await?;
            ensure!(
                free_times(theirs, date).await?.contains(&from),
                "free, but not offered"
            );
        }
        town.verify().await
    }
}
