//! The clerk's program.

pub mod booking;
pub mod command;
pub mod contact;
pub mod day_list;
pub mod free_times;
pub mod login;
pub mod misfits;
pub mod search;
pub mod why;

use crate::{auth::Staff, days::Actor, store::AuditEntry};

/// The clerk as the sender of a command.
fn actor(staff: &Staff) -> Actor {
    Actor::User {
        user: staff.user,
        device: staff.device.id,
    }
}

/// An audit entry about something that this clerk does.
fn audit(staff: &Staff, action: &'static str) -> AuditEntry {
    AuditEntry {
        user: Some(staff.user),
        device: Some(staff.device.id),
        action,
        office: Some(staff.device.office.clone()),
        ..AuditEntry::default()
    }
}
