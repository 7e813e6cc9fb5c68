//! What accepted commands leave in the database beside the journal: visit
//! rows, mails, contact data, audit entries.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use aufruf_core::{
    day::OfficeDay,
    event::{Entry, Event},
    id::{OfficeId, RequestId, VisitId},
    plan::DayPlan,
    visit::{State, Visit},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::context::Locked;
use crate::{
    days::{Actor, ContactDraft, Effects, Snapshot},
    secrets::{Hash, Secrets},
    settings::Published,
    store::{Append, AuditEntry, MailKind, OutgoingMail, RequestRow, StoredContact, VisitRow},
};

/// Generation of the secrets of a visit.
const GENERATION: u32 = 1;
/// Contact data of a cancelled booking is needed for the mail that says so,
/// which is tried for less than this; requirement E05 allows 24 h.
const AFTER_CANCELLATION: SignedDuration = SignedDuration::from_hours(20);
/// Contact data is erased in the night after the visit (requirement E07).
const AFTER_THE_DAY: SignedDuration = SignedDuration::from_hours(3);

/// One day while a batch is decided: a scratch copy, and what it will leave.
pub(super) struct Draft {
    pub(super) day: OfficeDay,
    pub(super) plan: Arc<DayPlan>,
    pub(super) published: Arc<Published>,
    pub(super) now: Timestamp,
    entries: Vec<Entry>,
    touched: BTreeSet<VisitId>,
    addresses: HashMap<VisitId, Hash>,
    contacts: Vec<StoredContact>,
    mails: Vec<OutgoingMail>,
    requests: Vec<RequestRow>,
    audit: Vec<AuditEntry>,
}

/// Names an accepted request.
pub(super) struct Accepted {
    pub(super) id: RequestId,
    pub(super) actor: Actor,
    pub(super) fingerprint: Hash,
}

impl Draft {
    pub(super) fn new(locked: Locked, now: Timestamp) -> Self {
        Self {
            day: locked.day,
            plan: locked.plan,
            published: locked.published,
            now,
            entries: Vec::new(),
            touched: BTreeSet::new(),
            addresses: HashMap::new(),
            contacts: Vec::new(),
            mails: Vec::new(),
            requests: Vec::new(),
            audit: Vec::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Applies what was decided and answers its entries.
    pub(super) fn apply(
        &mut self,
        events: Vec<Event>,
        effects: Effects,
        secrets: &Secrets,
    ) -> Vec<Entry> {
        let at = self.day.time(self.now);
        let reachable = effects
            .contact
            .as_ref()
            .is_none_or(|contact| contact.email.is_some());
        if let Some(contact) = effects.contact {
            self.keep(contact, secrets);
        }
        self.audit.extend(effects.audit);
        let entries: Vec<Entry> = events
            .into_iter()
            .map(|event| {
                let entry = Entry {
                    seq: self.day.seq() + 1,
                    at,
                    event,
                };
                self.day.apply(&entry);
                self.touched.extend(entry.event.visit());
                if reachable {
                    self.order_mail(&entry.event);
                }
                entry
            })
            .collect();
        self.entries.extend(entries.iter().cloned());
        entries
    }

    /// Remembers the request, so that repeating it answers the same.
    pub(super) fn remember(&mut self, accepted: Accepted, entries: &[Entry]) {
        if let Some(first) = entries.first() {
            self.requests.push(RequestRow {
                id: accepted.id,
                actor: accepted.actor.to_string(),
                fingerprint: accepted.fingerprint,
                date: self.day.date(),
                first_seq: first.seq,
                events: entries.len() as u64,
            });
        }
    }

    /// The visit lives on another day now, which keeps its row.
    pub(super) fn release(&mut self, visit: VisitId) {
        let _ = self.touched.remove(&visit);
    }

    fn keep(&mut self, contact: ContactDraft, secrets: &Secrets) {
        if let Some(email) = &contact.email {
            let _ = self
                .addresses
                .insert(contact.visit, secrets.address_hash(email));
        }
        self.contacts.push(StoredContact {
            visit: contact.visit,
            name: contact.name,
            email: contact.email.map(|email| email.as_str().to_owned()),
            phone: contact.phone,
        });
    }

    fn order_mail(&mut self, event: &Event) {
        let Some((visit, kind)) = mail_of(event) else {
            return;
        };
        self.mails.push(OutgoingMail {
            id: Uuid::now_v7(),
            visit,
            kind,
            generation: GENERATION,
            sequence: self.day.visit(visit).map_or(0, |visit| visit.sequence),
            office: self.day.office().clone(),
            date: self.day.date(),
            address_hash: self.addresses.get(&visit).copied(),
            created: self.now,
            tries: 0,
        });
    }

    /// What to write, and the state of the day once it is written.
    pub(super) fn finish(self, secrets: &Secrets) -> (Append, Arc<Snapshot>) {
        let office = self.day.office().clone();
        let key_id = secrets.key_id();
        let visits = self
            .touched
            .iter()
            .filter_map(|id| self.day.visit(*id))
            .map(|visit| {
                let address = self.addresses.get(&visit.id).copied();
                visit_row(
                    visit,
                    &office,
                    &self.plan,
                    self.now,
                    (secrets, &key_id),
                    address,
                )
            });
        let append = Append {
            visits: visits.collect(),
            office: office.clone(),
            date: self.day.date(),
            closed: self.day.is_closed(),
            entries: self.entries,
            requests: self.requests,
            contacts: self.contacts,
            mails: self.mails,
            audit: self.audit,
            now: self.now,
        };
        let settings = self.published.settings.clone();
        (
            append,
            Arc::new(Snapshot::new(self.day, self.plan, settings)),
        )
    }
}

/// Which mail an event is followed by: the one place that says so.
fn mail_of(event: &Event) -> Option<(VisitId, MailKind)> {
    match event {
        Event::Submitted { visit, .. } => Some((*visit, MailKind::Confirm)),
        Event::Confirmed { visit, .. } | Event::Booked { visit, .. } => {
            Some((*visit, MailKind::Ticket))
        }
        Event::Cancelled { visit, .. } => Some((*visit, MailKind::Cancelled)),
        Event::Moved { visit, .. } | Event::MovedIn { visit, .. } => {
            Some((*visit, MailKind::Changed))
        }
        _ => None,
    }
}

fn visit_row(
    visit: &Visit,
    office: &OfficeId,
    plan: &DayPlan,
    now: Timestamp,
    (secrets, key_id): (&Secrets, &str),
    address_hash: Option<Hash>,
) -> VisitRow {
    let code = secrets.check_in_code(visit.id, GENERATION);
    VisitRow {
        id: visit.id,
        office: office.clone(),
        date: plan.date,
        state: visit.state,
        number: visit.number.map(|number| number.to_string()),
        generation: GENERATION,
        key_id: key_id.to_owned(),
        confirm_hash: Secrets::token_hash(&secrets.confirm_token(visit.id, GENERATION)),
        manage_hash: Secrets::token_hash(&secrets.manage_token(visit.id, GENERATION)),
        check_in_hash: secrets.check_in_hash(office, plan.date, code),
        address_hash,
        sequence: visit.sequence,
        booked: visit.booked,
        until: visit.until,
        erase_at: erase_at(visit, plan, now),
    }
}

/// When the contact data of a visit is erased (requirements E05 to E07);
/// `None` leaves it as it was.
fn erase_at(visit: &Visit, plan: &DayPlan, now: Timestamp) -> Option<Timestamp> {
    match visit.state {
        State::Held | State::MovedOut => None,
        State::Pending => visit.until,
        State::Expired => Some(now),
        State::Cancelled => Some(now + AFTER_CANCELLATION),
        // A walk-in has no contact data.
        _ if visit.booked.is_none() => None,
        _ => Some(plan.day.to + AFTER_THE_DAY),
    }
}
