//! The same by criterion: `cargo bench -p aufruf-figures`.

use aufruf_core::forecast::outlook;
use aufruf_figures::{
    cost::{FOLDED, scene},
    days,
};
use criterion::{Criterion, criterion_group, criterion_main};

fn cost(criterion: &mut Criterion) {
    let office = days::office().expect("the office of this build");
    let hall = scene::full_hall(&office);
    let _ = criterion.bench_function("forecast: 200 waiting, 200 replications", |bencher| {
        bencher.iter(|| outlook(&hall.day, &hall.plan, hall.at));
    });
    let large = scene::large_day(&office);
    let _ = criterion.bench_function("fold: 5 000 events", |bencher| {
        bencher.iter(|| large.fold(FOLDED));
    });
}

criterion_group!(benches, cost);
criterion_main!(benches);
