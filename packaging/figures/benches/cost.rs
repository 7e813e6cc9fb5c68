//! The same by criterion: `cargo bench -p aufruf-figures`.

use aufruf_core::{
    command::Command,
    forecast::{forecasts, outlook},
};
use aufruf_figures::{
    cost::{FOLDED, decisions, scene},
    days,
};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

fn forecast(criterion: &mut Criterion) {
    let office = days::office().expect("the office of this build");
    let hall = scene::full_hall(&office);
    let mut group = criterion.benchmark_group("forecast");
    let _ = group.bench_function("200 waiting, 300 replications", |bencher| {
        bencher.iter(|| outlook(&hall.day, &hall.plan, hall.at));
    });
    let _ = group.bench_function("everything that is shown, 200 waiting", |bencher| {
        bencher.iter(|| forecasts(&hall.day, &hall.plan, hall.at));
    });
    let usual = scene::usual_moment(&office);
    let _ = group.bench_function("everything that is shown, usual day", |bencher| {
        bencher.iter(|| forecasts(&usual.day, &usual.plan, usual.at));
    });
    group.finish();
}

fn decide(criterion: &mut Criterion) {
    let office = days::office().expect("the office of this build");
    let busy = scene::busy_day(&office);
    let mut group = criterion.benchmark_group("decide and apply, 500 visits");
    for (what, moment, command) in decisions(&busy) {
        let _ = group.bench_function(what, |bencher| {
            bencher.iter_batched_ref(
                || moment.again(),
                |moment| moment.run(&command),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn ticket(criterion: &mut Criterion) {
    let office = days::office().expect("the office of this build");
    let usual = scene::usual_moment(&office);
    let draw: Command = scene::kiosk_ticket(&usual);
    let _ = criterion.bench_function("ticket at the kiosk, decided by the forecast", |bencher| {
        bencher.iter(|| usual.day.decide(&draw, &usual.plan, usual.at));
    });
}

fn fold(criterion: &mut Criterion) {
    let office = days::office().expect("the office of this build");
    let large = scene::large_day(&office);
    let _ = criterion.bench_function("fold: 5 000 events", |bencher| {
        bencher.iter(|| large.fold(FOLDED));
    });
}

criterion_group!(benches, forecast, decide, ticket, fold);
criterion_main!(benches);
