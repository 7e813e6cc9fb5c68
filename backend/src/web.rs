//! The booking pages: everything that a citizen's browser needs, in German,
//! without JavaScript.
//!
//! # Invariants
//!
//! * GET and HEAD change nothing. A POST needs the token of a form of the same
//!   browser session and comes from our own pages.
//! * No personal datum and, but for the moment of following a mail link, no
//!   secret stands in an address.
//! * Handlers hold no rules: what is possible the office day decides.
//! * Whatever was typed stands there again when something is wrong with it.

mod again;
mod appointment;
mod asset;
mod concerns;
mod confirm;
mod contact;
mod context;
mod form;
mod hold;
mod layer;
mod limit;
mod link;
mod offer;
mod page;
mod review;
mod sent;
mod session;
mod text;
mod ticket;
mod time;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use poem::{
    EndpointExt, Response, Route, endpoint::BoxEndpoint, get, middleware::CookieJarManager, post,
};

use crate::{app::App, http::REQUEST_MAX};

/// All pages, with everything around them: limits, cookies, headers, error
/// pages. For the public listener.
#[must_use]
pub fn routes(app: App) -> BoxEndpoint<'static, Response> {
    let limits = Arc::new(limit::Limits::new(&app.config));
    let inner = pages().data(app.clone()).with(CookieJarManager::new());
    layer::Layer {
        inner,
        app,
        limits,
        request_max: REQUEST_MAX,
    }
    .boxed()
}

/// Every page. All of them are open to everybody.
fn pages() -> Route {
    Route::new()
        .at("/", get(text::offices))
        .at("/assets/:version/:name", get(asset::get))
        .at("/b/:token", get(link::confirm))
        .at("/m/:token", get(link::manage))
        .at("/t/:code", get(link::ticket_of_only_office))
        .at("/t/:office/:code", get(link::ticket))
        .at("/bestaetigen", get(confirm::get).post(confirm::post))
        .at("/bestaetigen/neu", post(confirm::again))
        .at("/termin", get(appointment::get))
        .at("/termin/termin.ics", get(appointment::calendar))
        .at("/termin/mail", post(appointment::again::post))
        .at(
            "/termin/absagen",
            get(appointment::cancel::get).post(appointment::cancel::post),
        )
        .at("/termin/verschieben", get(appointment::shift::get))
        .at(
            "/termin/verschieben/pruefen",
            get(appointment::shift::review).post(appointment::shift::post),
        )
        .at("/warten", get(ticket::get))
        .at("/:office", get(concerns::get).post(concerns::post))
        .at("/:office/zeit", get(time::get).post(time::post))
        .at("/:office/kontakt", get(contact::get).post(contact::post))
        .at("/:office/pruefen", get(review::get).post(review::post))
        .at("/:office/gesendet", get(sent::get).post(sent::post))
        .at("/:office/impressum", get(text::imprint))
        .at("/:office/datenschutz", get(text::privacy))
        .at("/:office/barrierefreiheit", get(text::accessibility))
}
