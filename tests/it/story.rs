//! The whole loop, from the first click to the last call, on real parts.

use std::{io::Write, process::Stdio, time::Duration};

use anyhow::{Context, Result, ensure};
use aufruf_client::{Client, DeskClient, Feed, FreeTimesQuery, View, intent};
use aufruf_core::{
    id::{CounterId, ServiceId, VisitId},
    ticket::TicketNumber,
    visit::{Concern, State},
    wire::{
        answer::Answer,
        desk::{Contact, DeskCommand, DeskView, MoveBooking, NewBooking, VisitView},
        device::{DeviceKind, StaffRole},
        display::DisplayView,
        kiosk::{CheckIn, Draw, KioskView},
    },
};
use aufruf_tests::{
    browser::Browser,
    citizen::Citizen,
    mailbox::Letter,
    town::{Database, Town},
};
use futures::{Stream, StreamExt};
use jiff::{Timestamp, tz::TimeZone};

use crate::places::{example_town, on_both_databases};

on_both_databases! {
    the_whole_loop => whole_loop,
}

const THREE: CounterId = CounterId(3);
const ANNA: Citizen<'_> = Citizen {
    name: "Anna Müller-Şahin",
    email: "anna+amt@example.org",
};
const BERND: Citizen<'_> = Citizen {
    name: "Bernd O'Brien",
    email: "bernd@example.org",
};
const CARLA: Citizen<'_> = Citizen {
    name: "Carla Weiß",
    email: "carla@example.org",
};
const DORA: Citizen<'_> = Citizen {
    name: "Dora Schön",
    email: "dora@example.org",
};

/// The devices of the office.
struct Office {
    town: Town,
    kiosk: Client,
    display: Client,
    /// The desk's computer.
    place: Client,
    /// The same with a clerk logged in.
    desk: DeskClient,
}

async fn whole_loop(database: Database) -> Result<()> {
    // Just after half past seven on a working Thursday.
    let town = example_town(database, 7 * 60 + 31).await?;
    let kiosk = town.pair(DeviceKind::Kiosk, 0).await?;
    let display = town.pair(DeviceKind::Display, 0).await?;
    let place = town.pair(DeviceKind::Desk, 0).await?;
    town.set_up(&place, "leitung", StaffRole::Lead).await?;
    let desk = town.log_in(&place, "leitung").await?;
    let mut office = Office {
        place,
        town,
        kiosk,
        display,
        desk,
    };

    let three = ["personalausweis", "meldebescheinigung", "fuehrungszeugnis"];
    let anna = ANNA
        .book(office.town.public(0), &three, office.town.mail())
        .await?;
    let bernd = BERND
        .book(office.town.public(0), &["reisepass"], office.town.mail())
        .await?;
    let caller = office.book_by_phone().await?;
    office.cancel_and_rebook().await?;

    office.until(8, 5).await?;
    office.open_counter().await?;
    let walk_in = office.draw("meldebescheinigung").await?;
    office.check_in_by_code(&anna).await?;
    let bernd = office.check_in_by_number(&bernd).await?;
    office.close_a_counter_and_move_a_booking().await?;

    office.until(9, 55).await?;
    let _ = office
        .kiosk
        .check_in(&intent(CheckIn::Digits(caller.digits)))
        .await?;
    office
        .call_in_order_of_the_rule(walk_in, number_of(&anna)?, bernd, caller)
        .await?;
    the_log_names_nobody(&office.town, &anna)?;
    office.town.verify().await
}

/// Requirement E09: neither names nor addresses nor secrets, after all of that.
fn the_log_names_nobody(town: &Town, letter: &Letter) -> Result<()> {
    let log = std::fs::read_to_string(town.folder().join("server-0.log"))?;
    ensure!(!log.is_empty(), "the server has said nothing at all");
    let secrets = letter
        .links
        .iter()
        .filter_map(|link| link.split("/m/").nth(1));
    let people = [ANNA, BERND, CARLA, DORA];
    let words = people.iter().flat_map(|citizen| {
        let surname = citizen.name.split(' ').next_back();
        surname.into_iter().chain([citizen.email])
    });
    for word in words.chain(secrets) {
        ensure!(!log.contains(word), "{word:?} stands in the log");
    }
    Ok(())
}

/// The number that the second mail names.
fn number_of(letter: &Letter) -> Result<TicketNumber> {
    let words: Vec<&str> = letter.text.split_whitespace().collect();
    let digits = words
        .windows(2)
        .find(|pair| pair[0] == "A" && pair[1].len() == 4);
    let digits = digits.context("no number in the mail")?[1].parse()?;
    Ok(TicketNumber {
        letter: 'A',
        digits,
    })
}

/// Reads a QR code with a program that is not ours.
fn read_qr_code(png: &[u8]) -> Result<String> {
    let mut zbar = std::process::Command::new("zbarimg")
        .args(["--quiet", "--raw", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("zbarimg is needed: cargo xtask setup")?;
    zbar.stdin.take().context("a pipe")?.write_all(png)?;
    let output = zbar.wait_with_output()?;
    ensure!(output.status.success(), "zbarimg found no code");
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// The first view of a stream that is as wanted; fails with the last one seen.
async fn view_when<V: View + std::fmt::Debug>(
    feed: impl Stream<Item = Feed<V>>,
    wanted: impl Fn(&V) -> bool,
) -> Result<V> {
    let mut feed = Box::pin(feed);
    let mut last = None;
    let search = async {
        while let Some(next) = feed.next().await {
            if let Feed::View(view) = next {
                if wanted(&view) {
                    return Some(view);
                }
                last = Some(view);
            }
        }
        None
    };
    let found = tokio::time::timeout(Duration::from_secs(10), search).await;
    found
        .ok()
        .flatten()
        .with_context(|| format!("not so: {last:?}"))
}

impl Office {
    /// The desk's view as soon as it is so.
    async fn desk_view(&self, wanted: impl Fn(&DeskView) -> bool) -> Result<DeskView> {
        view_when(self.desk.feed(), wanted).await
    }

    /// Puts the clock forward to this local time. The session has ended by
    /// then (30 minutes idle), so the clerk logs in again.
    async fn until(&mut self, hour: i8, minute: i8) -> Result<()> {
        let zone = TimeZone::get(&self.town.settings().office.zone)?;
        let now = self.town.now().await?;
        let then = now
            .to_zoned(zone)
            .with()
            .hour(hour)
            .minute(minute)
            .second(0)
            .build()?;
        let wait = then.timestamp().duration_since(now).as_secs();
        let wait = u32::try_from(wait).context("the clock only goes forward")?;
        self.town.advance(wait).await?;
        self.desk = self.town.log_in(&self.place, "leitung").await?;
        Ok(())
    }

    async fn command(&self, command: DeskCommand) -> Result<Answer> {
        Ok(self.desk.command(&intent(command)).await?)
    }

    async fn open_counter(&self) -> Result<()> {
        let _ = self
            .command(DeskCommand::OpenCounter { counter: THREE })
            .await?;
        Ok(())
    }

    async fn free_times(&self, service: &str) -> Result<Vec<Timestamp>> {
        let zone = TimeZone::get(&self.town.settings().office.zone)?;
        let date = self.town.now().await?.to_zoned(zone).date();
        let query = FreeTimesQuery {
            date,
            days: 14,
            concerns: one(service),
        };
        Ok(self
            .desk
            .free_times(&query)
            .await?
            .into_iter()
            .flat_map(|d| d.times)
            .collect())
    }

    /// A caller without a mail address: the number is read aloud.
    async fn book_by_phone(&self) -> Result<TicketNumber> {
        let times = self.free_times("reisepass").await?;
        let soon = self.town.now().await? + jiff::SignedDuration::from_mins(140);
        let from = times
            .into_iter()
            .find(|t| *t >= soon)
            .context("a time after ten to ten")?;
        let contact = Contact {
            name: "Emil Anruf".to_owned(),
            phone: "030 23125 999".to_owned(),
            ..Contact::default()
        };
        let request = intent(NewBooking {
            from,
            concerns: one("reisepass"),
            contact,
        });
        match self.desk.book(&request).await? {
            Answer::Booked { number, .. } => Ok(number),
            other => anyhow::bail!("not booked: {other:?}"),
        }
    }

    /// A cancelled time is bookable by somebody else at once.
    async fn cancel_and_rebook(&self) -> Result<()> {
        let start = self.town.public(0);
        let (mut carla, mut dora) = (Browser::new(), Browser::new());
        CARLA
            .choose_concerns(&mut carla, start, &["rentenantrag"])
            .await?;
        let time = CARLA
            .choose_time(&mut carla, |times| times.first().cloned())
            .await?;
        DORA.choose_concerns(&mut dora, start, &["rentenantrag"])
            .await?;
        ensure!(
            !dora.page()?.choices("time").contains(&time),
            "a held time is offered"
        );
        CARLA.ask(&mut carla).await?;
        let letter = CARLA.confirm(&mut carla, self.town.mail()).await?;

        let mut phone = Browser::new();
        let _ = phone
            .open(letter.link("/m/").context("no link to manage")?)
            .await?;
        let _ = phone.follow("Termin absagen").await?;
        let form = phone.page()?.form("absagen")?;
        let _ = phone.submit(&form).await?;
        let _ = CARLA.letter(self.town.mail(), "Abgesagt").await?;

        let mut dora = Browser::new();
        DORA.choose_concerns(&mut dora, start, &["rentenantrag"])
            .await?;
        let again = DORA
            .choose_time(&mut dora, |times| {
                times.iter().find(|t| **t == time).cloned()
            })
            .await?;
        ensure!(again == time);
        DORA.ask(&mut dora).await?;
        let _ = DORA.confirm(&mut dora, self.town.mail()).await?;
        Ok(())
    }

    async fn draw(&self, service: &str) -> Result<TicketNumber> {
        let offers = |view: &KioskView| view.services.iter().any(|s| s.id.as_str() == service);
        let _ = view_when(self.kiosk.feed::<KioskView>(), offers).await?;
        Ok(self
            .kiosk
            .draw_ticket(&intent(Draw {
                concerns: one(service),
                standby: false,
            }))
            .await?
            .number)
    }

    async fn check_in_by_code(&self, letter: &Letter) -> Result<()> {
        let png = letter.part(".png").context("no QR code in the mail")?;
        let code = read_qr_code(png)?;
        let answer = self
            .kiosk
            .check_in(&intent(CheckIn::Code(code.clone())))
            .await?;
        ensure!(answer.number == number_of(letter)? && !answer.again);
        let again = self.kiosk.check_in(&intent(CheckIn::Code(code))).await?;
        ensure!(again.again, "a second check-in is told");
        Ok(())
    }

    async fn check_in_by_number(&self, letter: &Letter) -> Result<TicketNumber> {
        let number = number_of(letter)?;
        let found = self.kiosk.look_up(number.digits).await?;
        ensure!(found.number == number);
        let _ = self
            .kiosk
            .check_in(&intent(CheckIn::Digits(number.digits)))
            .await?;
        Ok(number)
    }

    /// A colleague is ill: the bookings that no longer fit are listed, and one
    /// is moved to another day.
    async fn close_a_counter_and_move_a_booking(&self) -> Result<()> {
        let _ = self.desk_view(|view| view.misfits.is_empty()).await?;
        let _ = self
            .command(DeskCommand::CloseCounter { counter: THREE })
            .await?;
        let _ = self
            .command(DeskCommand::WithdrawCounter { counter: THREE })
            .await?;
        let listed = self
            .desk_view(|view| !view.misfits.is_empty())
            .await?
            .misfits;
        let misfit: &VisitView = listed.first().context("nothing is listed")?;
        ensure!(
            misfit.concerns == one("rentenantrag"),
            "only counter 3 serves it: {listed:?}"
        );

        let zone = TimeZone::get(&self.town.settings().office.zone)?;
        let date = self.town.now().await?.to_zoned(zone.clone()).date();
        let to = self.free_times("rentenantrag").await?;
        let to = to
            .into_iter()
            .find(|t| t.to_zoned(zone.clone()).date() > date)
            .context("another day")?;
        let moved = self
            .desk
            .move_booking(misfit.id, &intent(MoveBooking { date, to }))
            .await?;
        ensure!(
            matches!(moved, Answer::Booked { .. } | Answer::MovedOut { .. }),
            "{moved:?}"
        );
        let _ = DORA.letter(self.town.mail(), "Neue Zeit").await?;
        let _ = self.desk_view(|view| view.misfits.is_empty()).await?;
        let _ = self
            .command(DeskCommand::RestoreCounter { counter: THREE })
            .await?;
        self.open_counter().await
    }

    /// The desk calls; the display shows it. One is missed and comes back.
    async fn call_in_order_of_the_rule(
        &self,
        walk_in: TicketNumber,
        anna: TicketNumber,
        bernd: TicketNumber,
        caller: TicketNumber,
    ) -> Result<()> {
        // Drawn at 8:05, so it ranks like an appointment of 9:05.
        let order = [walk_in, anna, bernd, caller].map(Some);
        let stand_so = |view: &DeskView| view.waiting.iter().map(|v| v.number).eq(order);
        let _ = self.desk_view(stand_so).await?;

        let (visit, called) = self.call().await?;
        assert_eq!(called, walk_in);
        let _ = self.command(DeskCommand::Recall { counter: THREE }).await?;
        let _ = self.command(DeskCommand::Miss { counter: THREE }).await?;
        self.serve(anna).await?;
        self.town.advance(125).await?;
        let _ = self.command(DeskCommand::BringBack { visit }).await?;
        // It comes back behind those whose time has passed meanwhile.
        self.serve(bernd).await?;
        self.serve(caller).await?;
        self.serve(walk_in).await?;

        let all = [
            (walk_in, false),
            (walk_in, true),
            (anna, false),
            (bernd, false),
            (caller, false),
            (walk_in, false),
        ];
        let show_all = |view: &DisplayView| {
            let here = view
                .calls
                .iter()
                .all(|c| c.counter.id == THREE && !c.undone);
            here && view.calls.iter().map(|c| (c.number, c.recall)).eq(all)
        };
        let _ = view_when(self.display.feed::<DisplayView>(), show_all).await?;
        Ok(())
    }

    async fn call(&self) -> Result<(VisitId, TicketNumber)> {
        match self
            .command(DeskCommand::CallNext {
                counter: THREE,
                promised: None,
            })
            .await?
        {
            Answer::Called { visit, number, .. } => Ok((visit, number)),
            other => anyhow::bail!("nobody was called: {other:?}"),
        }
    }

    async fn serve(&self, expected: TicketNumber) -> Result<()> {
        let (_, number) = self.call().await?;
        assert_eq!(number, expected);
        let shows = |view: &DisplayView| {
            view.calls
                .last()
                .is_some_and(|c| c.number == expected && c.current)
        };
        let _ = view_when(self.display.feed::<DisplayView>(), shows).await?;
        let _ = self.command(DeskCommand::Start { counter: THREE }).await?;
        let serving = |view: &DeskView| {
            let counter = view.counters.iter().find(|c| c.sign.id == THREE);
            let visit = counter.and_then(|c| c.visit.as_ref());
            visit.is_some_and(|v| v.number == Some(expected) && v.state == State::Serving)
        };
        let _ = self.desk_view(serving).await?;
        let _ = self.command(DeskCommand::Finish { counter: THREE }).await?;
        Ok(())
    }
}

fn one(service: &str) -> Vec<Concern> {
    vec![Concern {
        service: ServiceId::new(service).unwrap(),
        quantity: 1,
    }]
}
