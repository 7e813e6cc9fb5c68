//! The server of Aufruf: booking pages, JSON API, live views, mail and store.
//!
//! # Invariants
//!
//! * Only [`store`] speaks SQL.
//! * A change of an office day goes through its lane ([`days::Days`]) and
//!   nowhere else; the lane answers only after the commit.
//! * Every time that decides anything comes from [`clock::Clock`].

pub mod api;
pub mod app;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod days;
pub mod error;
mod lane;
pub mod live;
mod notify;
pub mod openapi;
pub mod router;
pub mod secrets;
pub mod server;
pub mod settings;
pub mod store;
pub mod verify;

pub mod appointment;
mod code;
mod explain;
pub mod i18n;
pub mod mail;
pub mod web;
pub mod worker;
