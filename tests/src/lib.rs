//! The harness of the black-box tests and of the demonstration: a throw-away
//! town hall with the real server, real SMTP and real pages.

pub mod browser;
pub mod citizen;
pub mod mailbox;
pub mod office;
pub mod smtp;
pub mod tls;
pub mod town;
