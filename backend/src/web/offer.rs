//! The list of days with free times, for booking and for moving.

use std::sync::Arc;

use askama::Template;
use aufruf_core::{
    plan::DayPlan,
    visit::{Channel, Concern},
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{
    context::{Context, FormFields},
    form::FieldError,
    page::{Failure, LinkText, Page},
};
use crate::i18n::Words;

/// Times closer to each other than this are shown on request only: fifty
/// buttons are no help. Whatever is free can be booked.
const CALM_GAP: SignedDuration = SignedDuration::from_mins(15);

/// A day and its free times, ascending.
pub(super) struct OpenDay {
    pub(super) date: Date,
    pub(super) times: Arc<[Timestamp]>,
}

/// What is free for some concerns.
pub(super) struct Free {
    /// The plan of today.
    pub(super) plan: Arc<DayPlan>,
    /// The days within the horizon that have free times.
    pub(super) days: Vec<OpenDay>,
    /// The rules refuse the concerns as such.
    pub(super) is_refused: bool,
}

/// What is free for these concerns.
pub(super) async fn free(context: &Context<'_>, concerns: &[Concern]) -> Result<Free, Failure> {
    let today = context.published.today(&context.app.clock);
    let count = context.settings().booking.horizon_days.saturating_add(1);
    let all = &context.app.days;
    let snapshots = all.snapshots(context.office(), today, count).await?;
    let first = snapshots.first();
    let plan = first.map(|first| first.plan.clone());
    let mut free = Free {
        plan: plan.ok_or_else(|| Failure::fault(&"no day to offer"))?,
        days: Vec::new(),
        is_refused: false,
    };
    for snapshot in snapshots {
        match snapshot.free_times(concerns, Channel::Online, context.now) {
            Ok(times) if times.is_empty() => {}
            Ok(times) => free.days.push(OpenDay {
                date: snapshot.day.date(),
                times,
            }),
            Err(_) => {
                free.is_refused = true;
                free.days.clear();
                break;
            }
        }
    }
    Ok(free)
}

/// What differs between booking and moving.
pub(super) struct Purpose {
    pub(super) page: Page,
    pub(super) concerns: Vec<Concern>,
    pub(super) planned_s: u32,
    /// Where the page itself is.
    pub(super) address: String,
    /// Where its form goes.
    pub(super) action: String,
    pub(super) back: String,
    /// The appointment that is moved.
    pub(super) current: Option<Timestamp>,
    /// The time that is kept for this browser.
    pub(super) held: Option<Timestamp>,
    pub(super) errors: Vec<FieldError>,
}

#[derive(Template)]
#[template(path = "web/time.html")]
pub(super) struct TimePage {
    t: Words,
    page: Page,
    form: FormFields,
    errors: Vec<FieldError>,
    /// The error is about the time.
    failed: bool,
    moving: bool,
    current: Option<String>,
    held: Option<String>,
    office: String,
    phone: String,
    concerns: Vec<String>,
    duration: String,
    days: Vec<Week>,
    none_why: String,
    walk_in: Vec<String>,
    earliest: Option<LinkText>,
    day_title: String,
    parts: Vec<Part>,
    all_times: Option<String>,
    action: String,
    back: String,
}

struct Week {
    title: String,
    days: Vec<Day>,
}

struct Day {
    href: String,
    date: Date,
    weekday: String,
    day_month: String,
    count: usize,
    chosen: bool,
}

struct Part {
    title: String,
    times: Vec<Choice>,
}

struct Choice {
    value: Timestamp,
    text: String,
    chosen: bool,
}

/// Builds the page for the day of the address's parameter `tag`, else for the
/// first day with a free time.
pub(super) fn page(context: &Context<'_>, free: &Free, purpose: Purpose) -> TimePage {
    let t = context.t();
    let open = free.days.as_slice();
    let asked: Option<Date> = context.parameter("tag").and_then(|text| text.parse().ok());
    let held_day = purpose
        .held
        .map(|at| at.to_zoned(context.zone().clone()).date());
    let chosen = [asked, held_day]
        .into_iter()
        .flatten()
        .find_map(|date| open.iter().find(|day| day.date == date))
        .or(open.first());
    let mut page = purpose.page;
    page.failed = !purpose.errors.is_empty();
    let horizon = context.settings().booking.horizon_days;
    let everything = context.parameter("alle").is_some();
    let (times, hidden) = chosen.map_or((Vec::new(), false), |day| calm(&day.times, everything));
    let address = &purpose.address;
    TimePage {
        t,
        page,
        form: context.form(),
        failed: purpose.errors.iter().any(|error| error.field == "time"),
        errors: purpose.errors,
        moving: purpose.current.is_some(),
        current: purpose.current.map(|at| t.moment(at, context.zone())),
        held: purpose.held.map(|at| t.moment(at, context.zone())),
        office: context.office().to_string(),
        phone: context.settings().office.phone.clone(),
        concerns: purpose
            .concerns
            .iter()
            .map(|c| context.concern_line(c))
            .collect(),
        duration: t.duration(purpose.planned_s),
        days: weeks(context, open, chosen, address),
        none_why: t.n("none-why-full", horizon),
        walk_in: walk_in(context, &free.plan, &purpose.concerns),
        earliest: open.first().and_then(|day| {
            let first = day.times.first()?;
            let href = format!("{address}?tag={}#time", day.date);
            Some(LinkText {
                href,
                text: t.moment(*first, context.zone()),
            })
        }),
        day_title: chosen
            .map(|day| t.a("times-on", "date", &t.date(day.date)))
            .unwrap_or_default(),
        parts: parts(context, &times, purpose.held),
        all_times: chosen
            .filter(|_| hidden)
            .map(|day| format!("{address}?tag={}&alle=1#time", day.date)),
        action: match chosen {
            Some(day) => format!("{}?tag={}", purpose.action, day.date),
            None => purpose.action,
        },
        back: purpose.back,
    }
}

/// Leaves out times that are close to the one shown before. Tells whether some
/// were left out.
fn calm(times: &[Timestamp], everything: bool) -> (Vec<Timestamp>, bool) {
    if everything {
        return (times.to_vec(), false);
    }
    let mut shown: Vec<Timestamp> = Vec::new();
    for time in times {
        if shown
            .last()
            .is_none_or(|last| time.duration_since(*last) >= CALM_GAP)
        {
            shown.push(*time);
        }
    }
    let hidden = shown.len() < times.len();
    (shown, hidden)
}

fn parts(context: &Context<'_>, times: &[Timestamp], held: Option<Timestamp>) -> Vec<Part> {
    let t = context.t();
    let is_morning = |at: &Timestamp| {
        at.to_zoned(context.zone().clone()).time() < jiff::civil::time(12, 0, 0, 0)
    };
    let (morning, afternoon): (Vec<_>, Vec<_>) = times.iter().copied().partition(is_morning);
    let part = |title: String, times: Vec<Timestamp>| {
        let choice = |at: Timestamp| Choice {
            value: at,
            text: t.clock(at.to_zoned(context.zone().clone()).time()),
            chosen: held == Some(at),
        };
        Part {
            title,
            times: times.into_iter().map(choice).collect(),
        }
    };
    [
        part(t.w("part-morning"), morning),
        part(t.w("part-afternoon"), afternoon),
    ]
    .into_iter()
    .filter(|part| !part.times.is_empty())
    .collect()
}

fn weeks(
    context: &Context<'_>,
    open: &[OpenDay],
    chosen: Option<&OpenDay>,
    address: &str,
) -> Vec<Week> {
    let t = context.t();
    let this_week = monday(context.published.today(&context.app.clock));
    let mut weeks: Vec<(Date, Week)> = Vec::new();
    for day in open {
        let start = monday(day.date);
        let shown = Day {
            href: format!("{address}?tag={}#time", day.date),
            date: day.date,
            weekday: t.weekday(day.date),
            day_month: t.day_month(day.date),
            count: day.times.len(),
            chosen: chosen.is_some_and(|c| c.date == day.date),
        };
        match weeks.last_mut() {
            Some((last, week)) if *last == start => week.days.push(shown),
            _ => {
                let title = match (start - this_week).get_days() {
                    0 => t.w("this-week"),
                    7 => t.w("next-week"),
                    _ => t.a("week-from", "date", &t.day_month(start)),
                };
                weeks.push((
                    start,
                    Week {
                        title,
                        days: vec![shown],
                    },
                ));
            }
        }
    }
    weeks.into_iter().map(|(_, week)| week).collect()
}

fn monday(date: Date) -> Date {
    date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
}

/// When one may come without an appointment, if these concerns allow it.
fn walk_in(context: &Context<'_>, plan: &DayPlan, concerns: &[Concern]) -> Vec<String> {
    match plan.takes_walk_ins(concerns) {
        true => vec![context.t().w("none-walk-in")],
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_morning_is_shown_by_quarter_hours_and_a_single_gap_always() {
        let at = |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        let every_five: Vec<_> = (0..12).map(|n| at(n * 5)).collect();
        let (shown, hidden) = calm(&every_five, false);
        assert_eq!(shown, [0, 15, 30, 45].map(at));
        assert!(hidden);
        assert_eq!(calm(&every_five, true), (every_five, false));
        assert_eq!(calm(&[at(5)], false), (vec![at(5)], false));
    }
}
