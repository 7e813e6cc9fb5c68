//! The office API as its programs see it: over its own routes, on a database
//! of its own, with a clock that can be put forward.

mod desk;
mod document;
mod kiosk;
mod live;
mod login;
mod matrix;
mod office;
mod pairing;
mod server;
mod why;
