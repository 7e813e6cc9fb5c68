//! Every route of the office listener, in one table. The public listener has
//! only the booking pages, see [`crate::web::routes`].
//!
//! # Invariants
//!
//! * A handler is mounted with the role that stands in its row, or not at all:
//!   [`Route`] has no other way in.
//! * The same table makes the OpenAPI document ([`crate::openapi`]) and the
//!   test that tries every kind of credential on every route.

use std::{collections::BTreeMap, sync::Arc};

use poem::{
    EndpointExt, Response, RouteMethod,
    endpoint::{BoxEndpoint, make_sync},
    error::NotFoundError,
    http::Method,
};

use crate::{
    api::{
        demo, desk, device,
        guard::{Frame, Guarded},
        health, kiosk, live, metrics,
        route::Route,
    },
    app::App,
    auth::role::{Access, AnyDevice, Clerk, Desk, Display, Kiosk, Lead, Monitor, OneTime, Open},
    openapi,
};

/// All routes of the office listener.
#[must_use]
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/healthz", Open, "The process lives", health::alive),
        Route::get("/readyz", Open, "The server can work", health::ready),
        Route::get("/metrics", Monitor, "Numbers for monitoring", metrics::get),
        Route::get("/api/v1/openapi.json", Clerk, "This document", openapi::get),
        Route::post("/api/v1/demo/clock", AnyDevice, "Put the clock of a demo forward", demo::clock),

        Route::post("/api/v1/pair", OneTime, "Exchange a one-time code for the device's key", device::pair),
        Route::post("/api/v1/device/status", AnyDevice, "Say how camera, printer and sound are", device::status),

        Route::get("/api/v1/display/live", Display, "What the monitor shows", live::display),

        Route::get("/api/v1/kiosk/live", Kiosk, "What the terminal shows", live::kiosk),
        Route::post("/api/v1/kiosk/lookup", Kiosk, "Whose number is this?", kiosk::lookup),
        Route::post("/api/v1/kiosk/check-in", Kiosk, "Check in by code or number", kiosk::check_in),
        Route::post("/api/v1/kiosk/prospect", Kiosk, "What a walk-in ticket would be like", kiosk::prospect),
        Route::post("/api/v1/kiosk/tickets", Kiosk, "Draw a walk-in ticket", kiosk::draw),
        Route::post("/api/v1/kiosk/help", Kiosk, "Ring at the desks", kiosk::help),

        Route::post("/api/v1/desk/setup", Desk, "Set a password by a one-time code", desk::login::set_up),
        Route::post("/api/v1/desk/login", Desk, "Log in", desk::login::log_in),
        Route::post("/api/v1/desk/logout", Clerk, "Log out", desk::login::log_out),
        Route::get("/api/v1/desk/session", Clerk, "Who is logged in", desk::login::session),
        Route::get("/api/v1/desk/live", Clerk, "What the desk shows", live::desk),
        Route::post("/api/v1/desk/command", Clerk, "Call, serve, pause and so on; some for leads only", desk::command::command),
        Route::get("/api/v1/desk/free-times", Clerk, "Times that can be offered", desk::free_times::list),
        Route::post("/api/v1/desk/bookings", Clerk, "Book for a caller", desk::booking::book),
        Route::get("/api/v1/desk/visits", Clerk, "Find by number, name or time", desk::search::search),
        Route::get("/api/v1/desk/visits/:id/contact", Clerk, "Read name, mail and phone", desk::contact::read),
        Route::put("/api/v1/desk/visits/:id/contact", Clerk, "Change name, mail and phone", desk::contact::change),
        Route::post("/api/v1/desk/visits/:id/mail", Clerk, "Send the mail with the number once more", desk::contact::mail_again),
        Route::post("/api/v1/desk/visits/:id/cancel", Clerk, "Cancel a booking", desk::booking::cancel),
        Route::post("/api/v1/desk/visits/:id/move", Clerk, "Move a booking", desk::booking::shift),
        Route::get("/api/v1/desk/calls/:seq/why", Lead, "Why this visit was called then", desk::why::call),
        Route::get("/api/v1/desk/misfits", Lead, "Bookings that no longer fit, on any day", desk::misfits::list),
        Route::post("/api/v1/desk/day-list", Clerk, "A one-time link to the list of a day", desk::day_list::link),
        Route::get("/day-list/:token", OneTime, "The list of a day, to be printed", desk::day_list::page),
        Route::get("/day-list.css", Open, "Style of the list", desk::day_list::style),
    ]
}

/// The office listener's endpoint: every route of the table behind its role.
#[must_use]
pub fn office(app: &App) -> BoxEndpoint<'static, Response> {
    mount(app, routes())
}

fn mount(app: &App, routes: Vec<Route>) -> BoxEndpoint<'static, Response> {
    let mut paths: BTreeMap<&'static str, RouteMethod> = BTreeMap::new();
    for route in routes.into_iter().map(Arc::new) {
        let mut methods = paths.remove(route.path).unwrap_or_default();
        if route.access == Access::OneTime && route.method == Method::GET {
            // A preview must not use a one-time link up.
            let nothing = make_sync(|_| poem::Result::<()>::Err(NotFoundError.into()));
            methods = methods.head(nothing);
        }
        let guarded = Guarded::new(app.clone(), route.clone());
        let _ = paths.insert(route.path, methods.method(route.method.clone(), guarded));
    }
    let all = paths
        .into_iter()
        .fold(poem::Route::new(), |all, (path, methods)| {
            all.at(path, methods)
        });
    Frame(all).boxed()
}
