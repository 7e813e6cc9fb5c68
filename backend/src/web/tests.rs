//! The pages as a browser meets them: real pages on a real database.

mod again;
mod bad_input;
mod flow;
mod link;
mod privacy;
mod refusal;
mod security;
pub(crate) mod site;
mod ticket;
