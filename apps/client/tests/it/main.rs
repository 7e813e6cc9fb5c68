//! The client against a server that does as it is told, over real sockets.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod calls;
mod credentials;
mod feed;
mod server;
