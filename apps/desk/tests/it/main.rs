//! The desk as a clerk uses it, on the real rules without a network.

mod flow;
mod leading;
mod limits;
mod lost;
mod office;
mod order;
mod player;
mod scene;
mod words;
