//! Booking: hold, submit, confirm, book, cancel, move.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{
    OfficeDay,
    concerns::{Way, planned_s},
    decide::has_run_out,
};
use crate::{
    command::{Arrival, Party},
    event::Event,
    id::VisitId,
    plan::{DayPlan, Span},
    rejection::Rejection,
    slots::{self, Booking, Capacity},
    ticket::{TicketNumber, draw_appointment_number},
    visit::{Channel, Concern, State, Visit},
};

/// Farthest day on which a clerk may book.
const STAFF_HORIZON_DAYS: i32 = 400;

impl OfficeDay {
    /// The free starts of the day for these concerns, ascending.
    ///
    /// # Errors
    /// A [`Rejection`] if the concerns cannot be booked this way on any day.
    pub fn free_times(
        &self,
        plan: &DayPlan,
        concerns: &[Concern],
        channel: Channel,
        now: Timestamp,
    ) -> Result<Vec<Timestamp>, Rejection> {
        let t = self.time(now);
        let way = if channel == Channel::Online {
            Way::Booking
        } else {
            Way::Staff
        };
        let length_s = planned_s(plan, concerns, way)?;
        if self.closed || self.check_horizon(plan, channel, t).is_err() {
            return Ok(Vec::new());
        }
        let window = Span {
            from: earliest(plan, channel, t).max(plan.day.from),
            to: plan.day.to,
        };
        let grid_s = u32::from(plan.booking.grid_min.max(1)) * 60;
        let capacity = Capacity::new(plan, &self.withdrawn);
        Ok(capacity.free_starts(&self.booked(t), concerns, channel, length_s, grid_s, window))
    }

    /// The bookings for which the remaining plan no longer suffices, the ones
    /// made last first to give way.
    #[must_use]
    pub fn misfits(&self, plan: &DayPlan, now: Timestamp) -> Vec<VisitId> {
        // Every booking fitted when it was made: without a change all still do.
        let adopted = self
            .plan
            .as_ref()
            .is_some_and(|p| p.version == plan.version);
        if adopted && !self.staff_changed {
            return Vec::new();
        }
        let t = self.time(now);
        let mut visits: Vec<(&Visit, Booking)> = self
            .visits()
            .filter(|v| v.state.occupies() && !has_run_out(v, t))
            .filter_map(|v| Some((v, v.booking()?)))
            .filter(|(_, booking)| booking.span.to > t)
            .collect();
        visits.sort_by_key(|(v, _)| (v.state == State::Confirmed, v.created_seq));
        let (visits, bookings): (Vec<&Visit>, Vec<Booking>) = visits.into_iter().unzip();
        let misfits = Capacity::new(plan, &self.withdrawn).misfits(&bookings);
        misfits.into_iter().map(|index| visits[index].id).collect()
    }

    pub(super) fn hold(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
        from: Timestamp,
        concerns: &[Concern],
    ) -> Result<Vec<Event>, Rejection> {
        self.check_new(visit)?;
        let planned_s = planned_s(plan, concerns, Way::Booking)?;
        self.check_time(plan, t, from, planned_s, concerns, Channel::Online, None)?;
        let until = t + SignedDuration::from_mins(i64::from(plan.booking.hold_min));
        Ok(vec![Event::Held {
            visit,
            from,
            concerns: concerns.to_vec(),
            planned_s,
            until,
        }])
    }

    pub(super) fn extend_hold(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
    ) -> Result<Vec<Event>, Rejection> {
        let held = self.in_state(visit, State::Held, t)?;
        if held.extensions >= plan.booking.hold_extensions {
            return Err(Rejection::NoMoreExtensions);
        }
        let until = t + SignedDuration::from_mins(i64::from(plan.booking.hold_min));
        Ok(vec![Event::HoldExtended { visit, until }])
    }

    pub(super) fn release_hold(
        &self,
        t: Timestamp,
        visit: VisitId,
    ) -> Result<Vec<Event>, Rejection> {
        let _ = self.in_state(visit, State::Held, t)?;
        Ok(vec![Event::HoldReleased { visit }])
    }

    pub(super) fn submit(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
    ) -> Result<Vec<Event>, Rejection> {
        let held = self.in_state(visit, State::Held, t)?;
        let until = plan.confirm_until(t, held.booked);
        if until <= t {
            return Err(Rejection::TooSoon);
        }
        Ok(vec![Event::Submitted { visit, until }])
    }

    pub(super) fn confirm(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
        bits: u64,
    ) -> Result<Vec<Event>, Rejection> {
        let pending = self.known(visit)?;
        match (pending.state, pending.number) {
            (State::Pending, _) if has_run_out(pending, t) => Err(Rejection::Expired),
            (State::Pending, _) => {
                let number = self.draw_number(plan, bits)?;
                Ok(vec![Event::Confirmed { visit, number }])
            }
            (State::Expired, _) => Err(Rejection::Expired),
            (State::Cancelled, _) => Err(Rejection::AlreadyCancelled),
            (_, Some(number)) => Err(Rejection::AlreadyConfirmed { number }),
            (state, None) => Err(Rejection::WrongState { state }),
        }
    }

    pub(super) fn book(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
        from: Timestamp,
        concerns: &[Concern],
        bits: u64,
    ) -> Result<Vec<Event>, Rejection> {
        self.check_new(visit)?;
        let planned_s = planned_s(plan, concerns, Way::Staff)?;
        self.check_time(plan, t, from, planned_s, concerns, Channel::Staff, None)?;
        let number = self.draw_number(plan, bits)?;
        Ok(vec![Event::Booked {
            visit,
            from,
            concerns: concerns.to_vec(),
            planned_s,
            number,
        }])
    }

    pub(super) fn cancel(&self, visit: VisitId, by: Party) -> Result<Vec<Event>, Rejection> {
        let _ = self.expected(visit)?;
        Ok(vec![Event::Cancelled { visit, by }])
    }

    pub(super) fn move_within(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
        from: Timestamp,
        by: Party,
    ) -> Result<Vec<Event>, Rejection> {
        let booked = self.expected(visit)?;
        if booked.booked == Some(from) {
            return Err(Rejection::AlreadySo);
        }
        self.check_time(
            plan,
            t,
            from,
            booked.planned_s,
            &booked.concerns,
            channel_of(by),
            Some(visit),
        )?;
        Ok(vec![Event::Moved {
            visit,
            from,
            sequence: booked.sequence + 1,
            by,
        }])
    }

    pub(super) fn move_out(
        &self,
        visit: VisitId,
        to: Timestamp,
        by: Party,
    ) -> Result<Vec<Event>, Rejection> {
        let _ = self.expected(visit)?;
        Ok(vec![Event::MovedOut { visit, to, by }])
    }

    pub(super) fn move_in(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        arrival: &Arrival,
        bits: u64,
    ) -> Result<Vec<Event>, Rejection> {
        // A visit may come back to a day that it has left before.
        match self.visit(arrival.visit) {
            None => {}
            Some(known) if known.state == State::MovedOut => {}
            Some(known) => return Err(Rejection::WrongState { state: known.state }),
        }
        let planned_s = planned_s(plan, &arrival.concerns, Way::Staff)?;
        let channel = channel_of(arrival.by);
        self.check_time(
            plan,
            t,
            arrival.from,
            planned_s,
            &arrival.concerns,
            channel,
            None,
        )?;
        let number = self.draw_number(plan, bits)?;
        Ok(vec![Event::MovedIn {
            visit: arrival.visit,
            from: arrival.from,
            concerns: arrival.concerns.clone(),
            planned_s,
            number,
            sequence: arrival.sequence + 1,
            channel: arrival.channel,
            by: arrival.by,
        }])
    }

    pub(super) fn set_concerns(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        visit: VisitId,
        concerns: &[Concern],
    ) -> Result<Vec<Event>, Rejection> {
        let known = self.known(visit)?;
        let planned_s = planned_s(plan, concerns, Way::Staff)?;
        match known.state {
            // Who is already here is served, however long it takes.
            State::Waiting | State::Called | State::Serving | State::Parked | State::Missed => {}
            State::Confirmed => {
                let from = known.booked.ok_or(Rejection::TimeTaken)?;
                let new = booking(from, planned_s, concerns, Channel::Staff);
                let bookings = self.booked_around(t, Some(visit), &new.span);
                if !Capacity::new(plan, &self.withdrawn).admits(&bookings, &new) {
                    return Err(Rejection::TimeTaken);
                }
            }
            state => return Err(Rejection::WrongState { state }),
        }
        Ok(vec![Event::ConcernsSet {
            visit,
            concerns: concerns.to_vec(),
            planned_s,
        }])
    }

    /// The bookings that take capacity at `t`.
    fn booked(&self, t: Timestamp) -> Vec<Booking> {
        self.visits()
            .filter(|v| v.state.occupies() && !has_run_out(v, t))
            .filter_map(Visit::booking)
            .collect()
    }

    /// Those of them, but for one, that can matter to a booking of this span.
    fn booked_around(&self, t: Timestamp, except: Option<VisitId>, near: &Span) -> Vec<Booking> {
        let spans = self
            .visits()
            .filter(|v| v.state.occupies() && !has_run_out(v, t) && Some(v.id) != except)
            .filter_map(|v| Some((v.booked_span()?, v)));
        let around = slots::around(spans.collect(), near);
        around.into_iter().filter_map(Visit::booking).collect()
    }

    fn draw_number(&self, plan: &DayPlan, bits: u64) -> Result<TicketNumber, Rejection> {
        let digits = draw_appointment_number(bits, |n| self.numbers.contains(&n))
            .ok_or(Rejection::NumbersExhausted)?;
        Ok(TicketNumber {
            letter: plan.letters.appointment,
            digits,
        })
    }

    fn check_new(&self, visit: VisitId) -> Result<(), Rejection> {
        match self.visit(visit) {
            None => Ok(()),
            Some(known) => Err(Rejection::WrongState { state: known.state }),
        }
    }

    fn in_state(&self, visit: VisitId, state: State, t: Timestamp) -> Result<&Visit, Rejection> {
        let known = self.known(visit)?;
        if known.state == State::Expired || has_run_out(known, t) {
            return Err(Rejection::Expired);
        }
        if known.state != state {
            return Err(Rejection::WrongState { state: known.state });
        }
        Ok(known)
    }

    /// A confirmed booking whose citizen is not here yet.
    fn expected(&self, visit: VisitId) -> Result<&Visit, Rejection> {
        let known = self.known(visit)?;
        match known.state {
            State::Confirmed => Ok(known),
            State::Cancelled => Err(Rejection::AlreadyCancelled),
            State::MovedOut => Err(known
                .moved_to
                .map_or(Rejection::UnknownVisit, |to| Rejection::MovedAway { to })),
            state => Err(Rejection::WrongState { state }),
        }
    }

    fn check_horizon(
        &self,
        plan: &DayPlan,
        channel: Channel,
        t: Timestamp,
    ) -> Result<(), Rejection> {
        // An unknown zone cannot come from a checked document; such a day takes no bookings.
        let zone = TimeZone::get(&plan.zone).map_err(|_| Rejection::TooFarAhead)?;
        let today = t.to_zoned(zone).date();
        let ahead = today
            .until(self.date)
            .map_or(i32::MAX, |span| span.get_days());
        let horizon = match channel {
            Channel::Online | Channel::Kiosk => i32::from(plan.booking.horizon_days),
            Channel::Staff => STAFF_HORIZON_DAYS,
        };
        if ahead > horizon {
            Err(Rejection::TooFarAhead)
        } else {
            Ok(())
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a booking is just these things")]
    fn check_time(
        &self,
        plan: &DayPlan,
        t: Timestamp,
        from: Timestamp,
        length_s: u32,
        concerns: &[Concern],
        channel: Channel,
        except: Option<VisitId>,
    ) -> Result<(), Rejection> {
        if from < earliest(plan, channel, t) {
            return Err(Rejection::TooSoon);
        }
        self.check_horizon(plan, channel, t)?;
        let capacity = Capacity::new(plan, &self.withdrawn);
        if !capacity.can_ever_serve(concerns, channel) {
            return Err(Rejection::NoCommonCounter);
        }
        let new = booking(from, length_s, concerns, channel);
        if !is_on_grid(plan, &new.span)
            || !capacity.admits(&self.booked_around(t, except, &new.span), &new)
        {
            return Err(Rejection::TimeTaken);
        }
        Ok(())
    }
}

/// The capacity that a move by this party may take.
pub(super) fn channel_of(by: Party) -> Channel {
    match by {
        Party::Citizen => Channel::Online,
        Party::Staff => Channel::Staff,
    }
}

fn earliest(plan: &DayPlan, channel: Channel, t: Timestamp) -> Timestamp {
    match channel {
        Channel::Online | Channel::Kiosk => {
            t + SignedDuration::from_mins(i64::from(plan.booking.lead_time_min))
        }
        Channel::Staff => t,
    }
}

fn booking(from: Timestamp, length_s: u32, concerns: &[Concern], channel: Channel) -> Booking {
    let to = from + SignedDuration::from_secs(i64::from(length_s));
    Booking {
        span: Span { from, to },
        concerns: concerns.to_vec(),
        channel,
    }
}

fn is_on_grid(plan: &DayPlan, span: &Span) -> bool {
    let grid_s = i64::from(plan.booking.grid_min.max(1)) * 60;
    plan.open.iter().any(|open| {
        open.covers(span) && (span.from.as_second() - open.from.as_second()) % grid_s == 0
    }) && span.from.subsec_nanosecond() == 0
}
