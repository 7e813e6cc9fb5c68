//! The JSON API of the office: handlers by resource, and the frame in which
//! every one of them is mounted.
//!
//! A handler is an `async fn(Call<Caller>, Input) -> Result<Answer, ApiError>`.
//! It holds no rule (those are in [`aufruf_core`]) and no SQL (that is in
//! [`crate::store`]). It can be mounted only by [`route::Route`], together with
//! the role that the table in [`crate::router`] declares.

pub mod answer;
pub mod demo;
pub mod desk;
pub mod device;
pub mod guard;
pub mod health;
pub mod input;
pub mod kiosk;
pub mod live;
pub mod metrics;
pub mod office;
pub mod route;

#[cfg(test)]
mod tests;

use aufruf_core::id::VisitId;
use jiff::Timestamp;
use std::net::IpAddr;

use crate::{app::App, error::ApiError};

/// What a handler gets beside its input.
#[derive(Clone)]
pub struct Call<C> {
    /// The server.
    pub app: App,
    /// Who asks; already allowed to.
    pub caller: C,
    /// Server time when the request came.
    pub now: Timestamp,
    /// The network that it came from.
    pub network: IpAddr,
    /// The last segment of the path that the route leaves open (`:id`, `:token`).
    pub segment: Option<String>,
}

impl<C> Call<C> {
    /// The visit that the path names.
    ///
    /// # Errors
    /// 404 if it names none.
    pub fn visit(&self) -> Result<VisitId, ApiError> {
        let text = self.segment.as_deref().unwrap_or_default();
        text.parse()
            .map_err(|_| aufruf_core::wire::ErrorCode::NotFound.into())
    }
}
