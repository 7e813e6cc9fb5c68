//! The tables, one file for each. They never leave [`crate::store`].

pub mod audit;
pub mod contact;
pub mod counter_claim;
pub mod day_count;
pub mod day_event;
pub mod device;
pub mod experience;
pub mod guard;
pub mod installation;
pub mod office_day;
pub mod outbox;
pub mod pairing;
pub mod request;
pub mod session;
pub mod settings_document;
pub mod staff;
pub mod visit;
