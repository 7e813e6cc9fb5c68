use aufruf_core::{command::Command, visit::State};
use jiff::ToSpan;

use super::{
    bench::{Bench, job},
    on_both_databases,
};
use crate::{
    days::{DaysError, Limit},
    store::{Delay, MailKind},
};

on_both_databases!(
    an_address_has_two_unconfirmed_bookings_at_most_on_all_days_together,
    an_address_has_four_open_bookings_and_three_mails_at_most,
    contact_data_is_erased_when_its_time_has_come,
    a_commit_orders_the_mails_and_they_are_sent_once,
);

async fn an_address_has_two_unconfirmed_bookings_at_most_on_all_days_together(bench: Bench) {
    let app = bench.app().await;
    let dates: Vec<_> = bench.today.series(1.day()).take(3).collect();
    let mut visits = Vec::new();
    for date in &dates {
        visits.push(bench.hold(&app, *date).await.0);
    }
    // The same mailbox in another spelling; all at once, on three lanes.
    let (a, b, c) = tokio::join!(
        bench.submit(&app, dates[0], visits[0], "erika@example.org"),
        bench.submit(&app, dates[1], visits[1], "Erika@Example.org"),
        bench.submit(&app, dates[2], visits[2], "erika@example.org"),
    );
    let outcomes = [a, b, c];
    assert_eq!(
        outcomes.iter().filter(|outcome| outcome.is_ok()).count(),
        2,
        "{outcomes:?}"
    );
    let limit = DaysError::LimitReached(Limit::Pending);
    assert!(
        outcomes
            .iter()
            .any(|outcome| outcome.as_ref() == Err(&limit))
    );
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn an_address_has_four_open_bookings_and_three_mails_at_most(bench: Bench) {
    let app = bench.app().await;
    let tomorrow = bench.today.tomorrow().unwrap();
    for _ in 0..3 {
        let _ = bench.book(&app, tomorrow, "erika@example.org").await;
    }
    let (visit, _) = bench.hold(&app, tomorrow).await;
    let refused = bench
        .submit(&app, tomorrow, visit, "erika@example.org")
        .await;
    assert_eq!(refused.unwrap_err(), DaysError::LimitReached(Limit::Mails));
    app.store
        .tamper("UPDATE outbox SET created = created - 90000000000")
        .await
        .unwrap();
    let _ = bench
        .submit(&app, tomorrow, visit, "erika@example.org")
        .await
        .unwrap();
    let confirm = Command::Confirm { visit, bits: 1 };
    let _ = app
        .days
        .send(&bench.office, tomorrow, job(confirm))
        .await
        .unwrap();
    let (visit, _) = bench.hold(&app, tomorrow).await;
    let refused = bench
        .submit(&app, tomorrow, visit, "erika@example.org")
        .await;
    assert_eq!(refused.unwrap_err(), DaysError::LimitReached(Limit::Open));
    assert!(
        bench
            .submit(&app, tomorrow, visit, "otto@example.org")
            .await
            .is_ok()
    );
    app.close().await;
}

async fn contact_data_is_erased_when_its_time_has_come(bench: Bench) {
    let app = bench.app().await;
    let tomorrow = bench.today.tomorrow().unwrap();
    let booked = bench.book(&app, tomorrow, "a@example.org").await;
    let cancelled = bench.book(&app, bench.today, "b@example.org").await;
    let (pending, _) = bench.hold(&app, bench.today).await;
    let _ = bench
        .submit(&app, bench.today, pending, "c@example.org")
        .await
        .unwrap();
    let by = aufruf_core::command::Party::Citizen;
    let _ = bench
        .send(
            &app,
            Command::Cancel {
                visit: cancelled,
                by,
            },
        )
        .await
        .unwrap();
    for (hours, left) in [
        (0, vec![booked, cancelled, pending]),
        (3, vec![booked, cancelled]),
        (21, vec![booked]),
        (45, vec![]),
    ] {
        let now = app.clock.now() + jiff::SignedDuration::from_hours(hours);
        let _ = app.store.erase_due_contacts(now).await.unwrap();
        for visit in [booked, cancelled, pending] {
            let contact = app.store.contact(visit).await.unwrap();
            assert_eq!(
                contact.is_some(),
                left.contains(&visit),
                "{visit} after {hours} h"
            );
        }
    }
    bench.assert_verified(&app).await;
    app.close().await;
}

async fn a_commit_orders_the_mails_and_they_are_sent_once(bench: Bench) {
    let app = bench.app().await;
    let visit = bench.book(&app, bench.today, "a@example.org").await;
    let now = app.clock.now();
    let lease = now + jiff::SignedDuration::from_mins(2);
    let take = async |now| {
        let due = app.store.take_due_mails(now, lease, 10, None).await;
        due.unwrap().mails
    };
    let mails = take(now).await;
    let kinds: Vec<_> = mails.iter().map(|mail| (mail.visit, mail.kind)).collect();
    assert_eq!(
        kinds,
        [(visit, MailKind::Ticket), (visit, MailKind::Confirm)]
    );
    assert!(take(now).await.is_empty());
    app.store.mail_sent(mails[0].id, now).await.unwrap();
    app.store
        .mail_failed(mails[1].id, lease, Delay::Unreachable)
        .await
        .unwrap();
    let again = take(lease).await;
    assert_eq!(again.len(), 1);
    assert_eq!((again[0].id, again[0].tries), (mails[1].id, 1));
    assert_eq!(app.store.mails_waiting().await.unwrap(), 1);

    let found = app.store.find_visit(visit).await.unwrap().unwrap();
    assert_eq!((found.date, found.state), (bench.today, State::Confirmed));
    let hash = |token: String| crate::secrets::Secrets::token_hash(&token);
    let manage = hash(app.secrets.manage_token(visit, found.generation));
    let confirm = hash(app.secrets.confirm_token(visit, found.generation));
    assert_eq!(
        app.store.find_visit_by_manage(&manage).await.unwrap(),
        Some(found.clone())
    );
    assert_eq!(
        app.store.find_visit_by_confirm(&confirm).await.unwrap(),
        Some(found.clone())
    );
    assert_eq!(
        app.store.find_visit_by_confirm(&manage).await.unwrap(),
        None
    );
    let code = app.secrets.check_in_code(visit, found.generation);
    let code = app.secrets.check_in_hash(&bench.office, bench.today, code);
    let by_code = app
        .store
        .find_visit_by_check_in(&bench.office, bench.today, &code)
        .await;
    assert_eq!(by_code.unwrap(), Some(found));
    app.close().await;
}
