//! Black-box tests of the whole service.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod crash;
mod places;
mod races;
mod tidy;
