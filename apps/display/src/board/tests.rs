use std::{collections::BTreeMap, time::Instant};

use aufruf_core::ticket::TicketNumber;
use proptest::prelude::*;

use super::*;
use crate::sample::{after, call, morning, start, view};

fn board(places: usize) -> Board {
    let mut board = Board::default();
    board.set_places(places, Instant::now());
    board
}

fn large(board: &Board, now: Now) -> Option<String> {
    board
        .large(now.local)
        .map(|large| large.call.number.to_string())
}

fn rows(board: &Board) -> Vec<String> {
    let text = |row: Option<&CallView>| row.map_or("-".to_owned(), |call| call.number.to_string());
    board.rows().map(text).collect()
}

#[test]
fn what_was_there_at_the_start_is_shown_and_not_announced() {
    let now = after(Instant::now(), 0);
    let mut board = board(3);
    board.receive(view(1, morning()), now);
    assert_eq!(board.poll(now.local), None);
    assert_eq!(large(&board, now).unwrap(), "A 4827");
    assert_eq!(rows(&board), ["W 17", "A 1174", "A 9052"]);
    assert!(!board.large(now.local).unwrap().inverted);
}

#[test]
fn a_larger_window_shows_more_of_what_was_called() {
    let now = after(Instant::now(), 0);
    let mut board = board(0);
    board.receive(view(1, morning()), now);
    assert!(rows(&board).is_empty());
    board.set_places(2, now.local);
    assert_eq!(rows(&board), ["W 17", "A 1174"]);
    board.set_places(4, now.local);
    assert_eq!(rows(&board), ["W 17", "A 1174", "A 9052", "-"]);
    board.set_places(1, now.local);
    assert_eq!(rows(&board), ["W 17"]);
}

#[test]
fn calls_at_once_are_announced_one_after_the_other() {
    let t = Instant::now();
    let mut board = board(3);
    board.receive(view(1, vec![]), after(t, 0));
    let both = vec![call(2, "A 4827", 2, 0), call(3, "W 17", 3, 0)];
    board.receive(view(3, both), after(t, 1000));
    assert_eq!(board.poll(after(t, 1000).local), Some(Sound::Call));
    assert_eq!(large(&board, after(t, 1000)).unwrap(), "A 4827");
    assert!(board.large(after(t, 1000).local).unwrap().inverted);
    assert_eq!(board.poll(after(t, 1000).local), None);
    assert_eq!(board.poll(after(t, 8999).local), None);
    assert_eq!(board.poll(after(t, 9000).local), Some(Sound::Call));
    assert_eq!(large(&board, after(t, 9000)).unwrap(), "W 17");
    assert_eq!(rows(&board), ["A 4827", "-", "-"]);
}

#[test]
fn the_wake_times_lead_from_one_change_to_the_next() {
    let t = Instant::now();
    let mut board = board(3);
    board.receive(view(1, vec![]), after(t, 0));
    board.receive(
        view(2, vec![call(2, "A 4827", 2, 0), call(3, "W 17", 3, 0)]),
        after(t, 0),
    );
    let mut now = t;
    let mut wakes = Vec::new();
    let _ = board.poll(now);
    while let Some(next) = board.next_change(now) {
        now = next;
        let _ = board.poll(now);
        wakes.push(now.duration_since(t).as_millis());
    }
    assert_eq!(
        wakes,
        [500, 1000, 1500, 8000, 8500, 9000, 9500, 60_000, 68_000]
    );
}

#[test]
fn an_old_call_after_a_lost_connection_is_shown_and_not_announced() {
    let t = Instant::now();
    let mut board = board(3);
    board.receive(view(1, morning()), after(t, 0));
    board.lose(after(t, 1_000).local);
    let mut calls = morning();
    calls.push(call(30, "W 18", 1, -20));
    calls.push(call(31, "W 19", 3, -80));
    // 100 s later: the first is 80 s old, the second 20 s.
    let back = after(t, 100_000);
    board.receive(view(31, calls.clone()), back);
    assert!(!board.is_lost());
    assert_eq!(large(&board, back).unwrap(), "W 18");
    let later = after(t, 101_000);
    assert_eq!(board.poll(later.local), Some(Sound::Call));
    assert_eq!(large(&board, later).unwrap(), "W 19");
    assert_eq!(rows(&board), ["W 17", "W 18", "A 4827"]);
    assert_eq!(board.poll(later.local), None);
    // The same calls again are no news.
    board.receive(view(32, calls), later);
    assert_eq!(board.poll(after(t, 300_000).local), None);
}

#[test]
fn a_call_taken_back_disappears_without_a_word() {
    let t = Instant::now();
    let mut board = board(3);
    board.receive(view(1, morning()), after(t, 0));
    let mut calls = morning();
    calls.push(call(30, "W 18", 1, -50));
    calls.push(call(31, "W 19", 3, -50));
    board.receive(view(31, calls.clone()), after(t, 60_000));
    assert_eq!(board.poll(after(t, 60_000).local), Some(Sound::Call));
    calls[4].undone = true;
    calls[5].undone = true;
    board.receive(view(33, calls), after(t, 62_000));
    assert_eq!(board.poll(after(t, 70_000).local), None);
    assert_eq!(large(&board, after(t, 70_000)), None);
    assert_eq!(rows(&board), ["W 17", "A 1174", "A 4827"]);
}

#[test]
fn a_recall_sounds_different_and_taken_back_leaves_the_call() {
    let t = Instant::now();
    let mut board = board(3);
    let mut calls = morning();
    board.receive(view(1, calls.clone()), after(t, 0));
    calls.push(CallView {
        recall: true,
        ..call(30, "W 17", 3, -10)
    });
    board.receive(view(30, calls.clone()), after(t, 10_000));
    assert_eq!(board.poll(after(t, 10_000).local), Some(Sound::Recall));
    assert_eq!(large(&board, after(t, 10_000)).unwrap(), "W 17");
    assert_eq!(
        rows(&board),
        ["A 4827", "A 1174", "A 9052"],
        "no number stands twice"
    );
    calls[4].undone = true;
    board.receive(view(31, calls), after(t, 11_000));
    let shown = board.large(after(t, 11_000).local).unwrap();
    assert_eq!((shown.call.id, shown.inverted), (19, false));
}

#[test]
fn a_new_day_begins_with_an_empty_monitor_and_announces_its_first_call() {
    let t = Instant::now();
    let mut board = board(3);
    board.receive(view(23, morning()), after(t, 0));
    let mut next = view(1, vec![]);
    next.stamp.date = next.stamp.date.tomorrow().unwrap();
    board.receive(next.clone(), after(t, 1_000));
    assert_eq!(board.face(t), Face::Empty);
    next.stamp.seq = 2;
    next.calls = vec![call(2, "A 1009", 1, -5)];
    board.receive(next, after(t, 6_000));
    assert_eq!(board.poll(after(t, 6_000).local), Some(Sound::Call));
}

#[test]
fn the_faces_follow_the_office_but_never_hide_a_new_call() {
    let t = Instant::now();
    let mut board = board(3);
    assert_eq!(board.face(t), Face::Starting);
    let mut now = view(1, vec![]);
    board.receive(now.clone(), after(t, 0));
    assert_eq!(board.face(t), Face::Empty);
    now.calls = vec![call(2, "A 4827", 2, 0)];
    (now.open, now.interrupted, now.opens) = (false, true, Some(start()));
    board.receive(now.clone(), after(t, 0));
    let _ = board.poll(t);
    assert_eq!(
        board.face(t + VISIBLE - Duration::from_millis(1)),
        Face::Calls
    );
    assert_eq!(board.face(t + VISIBLE), Face::Interrupted);
    now.interrupted = false;
    board.receive(now.clone(), after(t, 0));
    assert_eq!(
        board.face(t + VISIBLE),
        Face::Calls,
        "somebody is still being served"
    );
    now.calls[0].current = false;
    board.receive(now, after(t, 0));
    assert_eq!(
        board.face(t + VISIBLE),
        Face::Closed {
            opens: Some(start())
        }
    );
}

#[test]
fn a_lost_connection_is_said_at_once_and_in_full_after_a_minute() {
    let t = Instant::now();
    let mut board = board(3);
    board.receive(view(1, morning()), after(t, 0));
    board.lose(t);
    board.lose(t + Duration::from_secs(30));
    assert!(board.is_lost());
    assert_eq!(board.face(t + Duration::from_secs(59)), Face::Calls);
    assert_eq!(board.face(t + Duration::from_secs(60)), Face::Disturbed);
    board.restore();
    assert_eq!(board.face(t + Duration::from_secs(60)), Face::Calls);
}

/// Up to 40 calls: milliseconds since the one before, recall of the same
/// number, taken back 5 s later.
fn stories() -> impl Strategy<Value = Vec<(u64, bool, bool)>> {
    let gap = prop_oneof![Just(0), 0..2_000_u64, 0..60_000_u64];
    prop::collection::vec(
        (gap, prop::bool::weighted(0.2), prop::bool::weighted(0.1)),
        1..40,
    )
}

/// What is to be seen: number to call id and place (0: the large field).
fn seen(board: &Board, now: Instant) -> BTreeMap<TicketNumber, (u64, usize)> {
    let large = board.large(now).map(|large| large.call);
    let all = [large].into_iter().chain(board.rows()).enumerate();
    all.filter_map(|(place, call)| call.map(|call| (call.number, (call.id, place))))
        .collect()
}

proptest! {
    #[test]
    fn every_call_is_announced_once_in_order_and_stays_for_a_minute(
        story in stories(),
        places in 3..5_usize,
    ) {
        let t = Instant::now();
        let mut board = board(places);
        board.receive(view(0, vec![]), after(t, 0));
        let mut calls: Vec<CallView> = Vec::new();
        let mut arrivals = Vec::new();
        let mut ms = 0;
        for (index, (gap, again, undone)) in story.iter().enumerate() {
            ms += gap;
            let id = u64::try_from(index).unwrap() * 2 + 1;
            let mut new = call(id, &format!("W {}", index + 1), 1, 0);
            new.at = after(t, ms).server;
            if let (true, Some(before)) = (*again, calls.last()) {
                (new.number, new.recall) = (before.number, true);
            }
            calls.push(new);
            arrivals.push((ms, index, false));
            if *undone {
                arrivals.push((ms + 5_000, index, true));
            }
        }
        arrivals.sort();
        let mut arrivals = arrivals.into_iter().peekable();
        let mut known: Vec<CallView> = Vec::new();
        let mut announced: Vec<(u64, Instant)> = Vec::new();
        let mut now = t;
        let mut before = BTreeMap::new();
        loop {
            let arrival = arrivals.peek().map(|(ms, ..)| after(t, *ms).local);
            let Some(next) = arrival.into_iter().chain(board.next_change(now)).min() else { break };
            now = next;
            let mut undone_now = Vec::new();
            while let Some((ms, index, undone)) = arrivals.next_if(|(ms, ..)| after(t, *ms).local <= now) {
                if undone {
                    let call = known.iter_mut().find(|call| call.id == calls[index].id).unwrap();
                    call.undone = true;
                    undone_now.push(call.id);
                } else {
                    known.push(calls[index].clone());
                }
                let seq = u64::try_from(known.len()).unwrap();
                board.receive(view(seq, known.clone()), after(t, ms));
            }
            while board.poll(now).is_some() {
                announced.push((board.large(now).unwrap().call.id, now));
            }
            let after = seen(&board, now);
            for (number, (id, place)) in &before {
                match after.get(number) {
                    Some((_, there)) => prop_assert!(there == place || *place == 0 || *there == 0),
                    None if undone_now.contains(id) => {}
                    None => {
                        let since = announced.iter().rfind(|(other, _)| other == id).map(|(_, at)| *at);
                        prop_assert!(since.is_none_or(|since| since + VISIBLE <= now), "{number} went early");
                        let later = announced.iter().rev().take_while(|(other, _)| other != id).count();
                        prop_assert!(since.is_none() || later >= 3, "{number} went after {later} calls");
                    }
                }
            }
            before = after;
        }
        let ids: Vec<u64> = announced.iter().map(|(id, _)| *id).collect();
        prop_assert!(ids.is_sorted_by(|a, b| a < b), "in order, once: {ids:?}");
        for call in known.iter().filter(|call| !call.undone) {
            prop_assert!(ids.contains(&call.id), "{} was never announced", call.number);
        }
        let gaps_hold = announced.windows(2).all(|pair| {
            let undone = known.iter().any(|call| call.id == pair[0].0 && call.undone);
            undone || pair[1].1 - pair[0].1 >= Duration::from_secs(8)
        });
        prop_assert!(gaps_hold, "each has the field for 8 s");
    }
}
