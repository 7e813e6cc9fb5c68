//! Made-up days, played by the rules: with visitors who leave, clerks who step
//! away and a clock that jumps.

use std::sync::{Arc, LazyLock};

use aufruf_core::{
    day::OfficeDay,
    event::Event,
    rehearsal::{
        Change, Fate, Load, Options, Outcome, RecordedOffice, Rehearsal, Script, generate,
        rehearse, retell, unsettle,
    },
    settings::Policy,
    visit::State,
};
use proptest::prelude::*;

use crate::{queue::cases, timetable::POLICIES};

static OFFICE: LazyLock<RecordedOffice> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../assets/simulation/office.json")).unwrap()
});

/// A day is played in a moment, and each holds some eighty visits.
const DAYS: u32 = 60;

struct Made {
    plan: Arc<aufruf_core::plan::DayPlan>,
    script: Script,
    played: Rehearsal,
}

fn play(load: Load, seed: u64, policy: Policy, unsettled: bool, quota: bool) -> Made {
    let day = generate(&OFFICE, load, seed);
    let plan = OFFICE.shared_plan(day.day, policy, 60);
    let mut script = OFFICE.script(&day);
    if unsettled {
        unsettle(&plan, &mut script, seed);
    }
    let options = Options {
        forecast: false,
        quota,
    };
    let experience = Arc::new(OFFICE.experience());
    let played = rehearse(&plan, &experience, &script, options);
    Made {
        plan,
        script,
        played,
    }
}

fn loads() -> impl Strategy<Value = Load> {
    prop::sample::select(&[Load::Normal, Load::Busy, Load::Saturated])
}

/// Start, counter and end, and whether somebody left.
fn course(fate: &Fate) -> impl PartialEq + std::fmt::Debug + use<> {
    (fate.start, fate.counter, fate.end, fate.left)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(DAYS)))]

    #[test]
    fn on_a_made_up_day_everybody_is_accounted_for(
        load in loads(),
        seed in any::<u64>(),
        policy in prop::sample::select(&POLICIES),
    ) {
        let Made { script, played, .. } = play(load, seed, policy, true, false);
        for (visitor, fate) in script.visitors.iter().zip(&played.fates) {
            let ends = [fate.start.is_some(), fate.left, fate.refused];
            let count = ends.iter().filter(|end| **end).count();
            prop_assert_eq!(count, usize::from(visitor.arrives.is_some()), "{:?}", visitor);
        }
        let left_over = played.day.visits().filter(|visit| visit.state == State::Closed);
        prop_assert_eq!(left_over.count(), 0);
    }

    #[test]
    fn the_journal_of_a_day_with_a_jumping_clock_never_runs_backwards_and_folds_to_the_same_day(
        load in loads(),
        seed in any::<u64>(),
    ) {
        let Made { plan, played, .. } = play(load, seed, Policy::Rank, true, true);
        prop_assert!(played.entries.is_sorted_by_key(|entry| (entry.at, entry.seq)));
        let mut fold = OfficeDay::new(plan.office.clone(), plan.date);
        played.entries.iter().for_each(|entry| fold.apply(entry));
        prop_assert_eq!(fold, played.day);
    }

    #[test]
    fn a_day_told_from_its_journal_happens_again(
        load in loads(),
        seed in any::<u64>(),
    ) {
        // A clock that jumps leaves wrong durations in the journal.
        let Made { plan, mut script, .. } = play(load, seed, Policy::Rank, true, false);
        script.clock.clear();
        let experience = Arc::new(OFFICE.experience());
        let first = rehearse(&plan, &experience, &script, Options::default());
        let told = retell(&plan.office, &first.entries).unwrap();
        let mut happened: Vec<_> = first.fates.iter().map(course).collect();
        let told_again: Vec<_> = told.fates.iter().map(course).collect();
        prop_assert_eq!(&happened, &told_again);

        let retold_plan = Arc::new(told.plan);
        let again = rehearse(&retold_plan, &experience, &told.script, Options::default());
        happened.clear();
        happened.extend(first.fates.iter().map(course));
        let replayed: Vec<_> = again.fates.iter().map(course).collect();
        prop_assert_eq!(happened, replayed);
    }
}

#[test]
fn made_up_days_are_unsettled_in_every_way() {
    let days = (0..20).map(|seed| play(Load::Busy, seed, Policy::Rank, true, false));
    let days: Vec<Made> = days.collect();
    let any = |happens: &dyn Fn(&Made) -> bool| days.iter().any(happens);
    assert!(any(&|day| day.played.fates.iter().any(|fate| fate.left)));
    assert!(any(&|day| day
        .script
        .clock
        .iter()
        .any(|step| step.by_s < 0)));
    assert!(any(&|day| day
        .script
        .clock
        .iter()
        .any(|step| step.by_s > 0)));
    let pauses = |day: &Made| {
        let paused = |event: &Event| matches!(event, Event::Paused { .. });
        day.played
            .entries
            .iter()
            .filter(|entry| paused(&entry.event))
            .count()
    };
    // Three planned breaks, and more.
    assert!(any(&|day| pauses(day) > 3));
}

fn outcome_under(change: Option<Change>) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in 0..10 {
        let day = generate(&OFFICE, Load::Busy, seed);
        let mut plan = OFFICE.plan(day.day, Policy::Rank, 60);
        if let Some(change) = change {
            change.apply(&mut plan);
        }
        let plan = Arc::new(plan);
        let script = OFFICE.script(&day);
        let options = Options {
            forecast: false,
            quota: true,
        };
        let played = rehearse(&plan, &Arc::new(OFFICE.experience()), &script, options);
        outcome.add(&plan, &script, &played.fates);
    }
    outcome
}

#[test]
fn each_change_does_what_it_says() {
    let before = outcome_under(None);
    let fewer = outcome_under(Some(Change::OpenCounters(2)));
    assert!(fewer.staffed_min < before.staffed_min);
    assert!(fewer.appointments.mean() > before.appointments.mean());
    let more = outcome_under(Some(Change::OpenCounters(5)));
    assert!(more.staffed_min > before.staffed_min);
    assert!(more.walk_ins.mean() < before.walk_ins.mean());
    let longer = outcome_under(Some(Change::Closing(60)));
    assert!(longer.staffed_min > before.staffed_min);
    assert!(longer.mean_overtime_min() < before.mean_overtime_min());
    let later = outcome_under(Some(Change::Opening(60)));
    assert!(later.staffed_min < before.staffed_min);
    let capped = outcome_under(Some(Change::Cap(Some(12))));
    assert_eq!(capped.per_day(capped.tickets), 12.0);
    let fifo = outcome_under(Some(Change::Order {
        policy: Policy::Fifo,
        head_start_min: 0,
    }));
    assert!(fifo.appointments.mean() > before.appointments.mean());
}
