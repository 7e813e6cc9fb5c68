use aufruf_core::{
    command::Command,
    id::{CounterId, ServiceId, VisitId},
    rehearsal::Change,
    visit::Concern,
};
use std::time::Duration;
use uuid::Uuid;

use super::*;
use crate::{
    cli::simulate::options::Days as Given,
    days::{Actor, Effects, Job},
    web::tests::site::Site,
};
use aufruf_core::{id::RequestId, rehearsal::Load};

const OFFICE: &str = include_str!("../../../../assets/simulation/office.json");

fn made_up(changes: &[Change]) -> (super::Days, WhatIf) {
    let office: RecordedOffice = serde_json::from_str(OFFICE).unwrap();
    let given = Given::Generated {
        load: Load::Busy,
        count: 4,
        seed: 1,
    };
    let days = simulated(&office, given.read(&office).unwrap());
    let what_if = WhatIf {
        source: Source::Simulated {
            office: "office.json".into(),
            days: given,
        },
        changes: changes.iter().map(|c| (format!("{c:?}"), *c)).collect(),
        chart: None,
    };
    (days, what_if)
}

#[test]
fn fewer_counters_make_people_wait_longer() {
    let (days, what_if) = made_up(&[Change::OpenCounters(2)]);
    let compared = compare(&days, &what_if);
    assert!(compared.before.walk_ins.mean() < compared.after.walk_ins.mean());
    assert!(compared.before.utilisation() < compared.after.utilisation());
    assert!(compared.before.refused < compared.after.refused);
    assert_eq!(compared.happened.days, 0);
}

#[test]
fn no_change_changes_nothing() {
    let (days, what_if) = made_up(&[Change::OpenCounters(3)]);
    let compared = compare(&days, &what_if);
    assert_eq!(compared.before, compared.after);
}

#[test]
fn the_comparison_has_a_column_for_each_side_and_a_chart() {
    let (days, what_if) = made_up(&[Change::Cap(Some(12))]);
    let compared = compare(&days, &what_if);
    let text = table::render(&compared, &days, &what_if);
    assert!(
        text.contains("wie bisher") && text.contains("geändert"),
        "{text}"
    );
    assert!(!text.contains("tatsächlich"), "{text}");
    let chart = chart::draw(&compared).unwrap();
    assert!(chart.starts_with("<svg") && chart.trim_end().ends_with("</svg>"));
    assert!(chart.contains("Ohne Termin: Wartezeit im Mittel"));
}

async fn send(site: &Site, date: jiff::civil::Date, command: Command) {
    let job = Job {
        request_id: RequestId(Uuid::new_v4()),
        actor: Actor::System,
        command,
        effects: Effects::default(),
    };
    let _ = site.app.days.send(&site.office(), date, job).await.unwrap();
}

#[tokio::test]
async fn a_recorded_day_is_told_as_it_was() {
    let site = Site::open().await;
    let published = site.app.settings.current(&site.office()).await.unwrap();
    let date = published.today(&site.app.clock);
    let counter = CounterId(1);
    send(&site, date, Command::OpenCounter { counter }).await;
    for _ in 0..2 {
        let draw = Command::DrawTicket {
            visit: VisitId(Uuid::new_v4()),
            concerns: vec![Concern {
                service: ServiceId::new("meldebescheinigung").unwrap(),
                quantity: 1,
            }],
            beyond_quota: true,
            standby: false,
        };
        send(&site, date, draw).await;
    }
    for _ in 0..2 {
        let promised = None;
        send(&site, date, Command::CallNext { counter, promised }).await;
        send(&site, date, Command::Start { counter }).await;
        site.app.clock.advance(Duration::from_secs(600)).unwrap();
        send(&site, date, Command::Finish { counter }).await;
    }
    send(&site, date, Command::CloseDay).await;

    let days = recorded(&site.app, &site.office(), 4).await.unwrap();
    assert_eq!((days.cases.len(), days.skipped), (1, 0));
    let what_if = WhatIf {
        source: Source::Recorded {
            office: site.office(),
            weeks: 4,
        },
        changes: vec![("quota=none".to_owned(), Change::Cap(None))],
        chart: None,
    };
    let compared = compare(&days, &what_if);
    assert_eq!(compared.happened.walk_ins.count(), 2);
    assert!((compared.happened.walk_ins.mean() - 5.0).abs() < 0.1);
    assert!((compared.before.walk_ins.mean() - 5.0).abs() < 0.1);
    let text = table::render(&compared, &days, &what_if);
    assert!(text.contains("tatsächlich"), "{text}");
}
