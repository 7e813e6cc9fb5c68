//! A morning that goes on by itself: the visitors of a made-up day come, and all
//! counters but one are worked without a hand.

use std::collections::VecDeque;

use anyhow::{Context, Result};
use aufruf_client::{Client, DeskClient, FreeTimesQuery, intent};
use aufruf_core::{
    calendar,
    id::{CounterId, ServiceId},
    rehearsal::{Load, RecordedOffice, RecordedVisitor, generate},
    visit::Concern,
    wire::{
        answer::Answer,
        desk::{Contact, DeskCommand, NewBooking},
        device::{DeviceKind, StaffRole},
        kiosk::{CheckIn, Draw},
    },
};
use aufruf_tests::town::Town;
use jiff::{SignedDuration, Timestamp, civil::Date};

/// Who comes when, and for how long, is taken from an office of simulated days.
const OFFICE: &str = include_str!("../../../assets/simulation/office.json");

/// The same people in every demonstration.
const SEED: u64 = 7;

/// The counter that is left to whoever watches.
const LEFT_FREE: CounterId = CounterId(2);

/// Time passes in steps of this. Seconds.
const STEP_S: u32 = 15;

/// From the call until somebody has come to the counter.
const WALK: SignedDuration = SignedDuration::from_secs(30);

/// Everybody who is still to come, and the clerks.
pub(crate) struct Crowd {
    kiosk: Client,
    coming: VecDeque<Comer>,
    clerks: Vec<Clerk>,
    /// How long services take, in the order in which they begin.
    lasts: VecDeque<SignedDuration>,
}

struct Comer {
    at: Timestamp,
    what: What,
}

enum What {
    CheckIn(u16),
    Draw(Vec<Concern>),
}

struct Clerk {
    desk: DeskClient,
    counter: CounterId,
    doing: Doing,
}

enum Doing {
    Nothing,
    Calling { until: Timestamp },
    Serving { until: Timestamp },
}

impl Crowd {
    /// Books the appointments of the day and opens the counters.
    pub(crate) async fn gather(town: &Town) -> Result<Self> {
        let settings = town.settings();
        let date = town.now().await?.in_tz(&settings.office.zone)?.date();
        let plan = calendar::plan(settings, 1, date)?;
        let opening = plan.opening().context("the office is open that day")?;
        let mut clerks = Vec::new();
        for counter in settings.counters.iter().filter(|c| c.id != LEFT_FREE) {
            let name = format!("schalter{}", counter.id);
            let desk = town.clerk(&name, StaffRole::Clerk, 0).await?;
            let counter = counter.id;
            let _ = desk
                .command(&intent(DeskCommand::OpenCounter { counter }))
                .await?;
            clerks.push(Clerk {
                desk,
                counter,
                doing: Doing::Nothing,
            });
        }
        let desk = &clerks.first().context("no counter is worked")?.desk;
        let office: RecordedOffice = serde_json::from_str(OFFICE)?;
        let services = settings.services.iter();
        let services: Vec<&ServiceId> = services
            .filter(|service| service.walk_in && service.bookable)
            .map(|service| &service.id)
            .collect();
        let day = generate(&office, Load::Busy, SEED);
        let mut coming = Vec::new();
        for visitor in &day.visitors {
            let concerns = concerns(visitor, &services);
            let comer = match visitor.booked_s {
                Some(_) => book(desk, date, opening, visitor, concerns).await?,
                None => visitor.arrives_s.map(|arrives_s| Comer {
                    at: opening + SignedDuration::from_secs(arrives_s),
                    what: What::Draw(concerns),
                }),
            };
            coming.extend(comer);
        }
        coming.sort_by_key(|comer| comer.at);
        let lasts = day.visitors.iter().map(|v| v.actual_service_s.into());
        Ok(Self {
            kiosk: town.pair(DeviceKind::Kiosk, 0).await?,
            coming: coming.into(),
            clerks,
            lasts: lasts.map(SignedDuration::from_secs).collect(),
        })
    }

    /// Lets so much time pass, with everything that happens meanwhile.
    pub(crate) async fn pass(&mut self, town: &Town, seconds: u32) -> Result<()> {
        let mut left_s = seconds;
        while left_s > 0 {
            let step_s = left_s.min(STEP_S);
            town.advance(step_s).await?;
            left_s -= step_s;
            self.look(town.now().await?).await;
        }
        Ok(())
    }

    /// Does what is due. What the office refuses is part of the day.
    pub(crate) async fn look(&mut self, now: Timestamp) {
        while self.coming.front().is_some_and(|comer| comer.at <= now) {
            let Some(comer) = self.coming.pop_front() else {
                break;
            };
            match comer.what {
                What::CheckIn(digits) => {
                    drop(self.kiosk.check_in(&intent(CheckIn::Digits(digits))).await);
                }
                What::Draw(concerns) => {
                    let draw = Draw {
                        concerns,
                        standby: true,
                    };
                    drop(self.kiosk.draw_ticket(&intent(draw)).await);
                }
            }
        }
        for clerk in &mut self.clerks {
            clerk.work(now, &mut self.lasts).await;
        }
    }
}

impl Clerk {
    async fn work(&mut self, now: Timestamp, lasts: &mut VecDeque<SignedDuration>) {
        let counter = self.counter;
        match self.doing {
            Doing::Nothing => {
                let promised = None;
                let call = DeskCommand::CallNext { counter, promised };
                if self.desk.command(&intent(call)).await.is_ok() {
                    self.doing = Doing::Calling { until: now + WALK };
                }
            }
            Doing::Calling { until } if until <= now => {
                let start = DeskCommand::Start { counter };
                drop(self.desk.command(&intent(start)).await);
                let lasts_now = lasts.pop_front().unwrap_or(WALK);
                lasts.push_back(lasts_now);
                self.doing = Doing::Serving {
                    until: now + lasts_now,
                };
            }
            Doing::Serving { until } if until <= now => {
                let finish = DeskCommand::Finish { counter };
                drop(self.desk.command(&intent(finish)).await);
                self.doing = Doing::Nothing;
            }
            Doing::Calling { .. } | Doing::Serving { .. } => {}
        }
    }
}

/// The services of the simulated office stand for those of this one, by place.
fn concerns(visitor: &RecordedVisitor, services: &[&ServiceId]) -> Vec<Concern> {
    let mut chosen: Vec<Concern> = Vec::new();
    for id in &visitor.services {
        let service = services[usize::from(*id) % services.len()].clone();
        if chosen.iter().all(|concern| concern.service != service) {
            chosen.push(Concern {
                service,
                quantity: 1,
            });
        }
    }
    chosen
}

/// Books the free time that is nearest to the wanted one; `None` if the day is
/// full, or if the visitor will not come.
async fn book(
    desk: &DeskClient,
    date: Date,
    opening: Timestamp,
    visitor: &RecordedVisitor,
    concerns: Vec<Concern>,
) -> Result<Option<Comer>> {
    let wanted_s = visitor.booked_s.unwrap_or(0);
    let wanted = opening + SignedDuration::from_secs(wanted_s);
    let query = FreeTimesQuery {
        date,
        days: 1,
        concerns: concerns.clone(),
    };
    let days = desk.free_times(&query).await.unwrap_or_default();
    let times = days.iter().flat_map(|day| &day.times);
    let Some(from) = times.min_by_key(|time| time.duration_since(wanted).abs()) else {
        return Ok(None);
    };
    let booking = NewBooking {
        from: *from,
        concerns,
        contact: Contact {
            name: format!("Beispiel {}", visitor.id + 1),
            ..Contact::default()
        },
    };
    let Answer::Booked { number, .. } = desk.book(&intent(booking)).await? else {
        return Ok(None);
    };
    Ok(visitor.arrives_s.map(|arrives_s| Comer {
        at: *from + SignedDuration::from_secs(arrives_s - wanted_s),
        what: What::CheckIn(number.digits),
    }))
}
