//! Black-box tests of the whole service.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod crash;
mod encrypted;
mod offers;
mod outside;
mod places;
mod post;
mod races;
mod story;
mod tidy;
