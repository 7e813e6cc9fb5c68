//! One module a screen.

pub mod counter;
mod form;
pub mod login;
pub mod pairing;
pub mod work;
