//! The links of mails and tickets: the secret is exchanged for a short-lived
//! cookie and a clean address, any number of times, and nothing changes
//! (requirements F26, G01). Only a POST spends it.

use std::sync::Arc;

use aufruf_core::{check_in_code::CheckInCode, visit::Visit};
use poem::{
    Request, Response, Result, handler,
    web::{Data, Path},
};

use super::{
    context::{Context, office_id},
    page::{Failure, go_to},
    session::{Link, Ticket},
};
use crate::{app::App, days::Snapshot, secrets::Secrets, store::VisitRef};

/// Longest token that is looked up; ours have 43 characters.
const TOKEN_MAX: usize = 64;

/// The visit of the mail link or ticket that the browser has open.
pub(super) struct Opened<'a> {
    pub(super) context: Context<'a>,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) visit: Visit,
    pub(super) generation: u32,
    /// The secret of the mail; none for a ticket.
    link: Option<Link>,
}

impl<'a> Opened<'a> {
    /// Opens the mail link of the cookie.
    pub(super) async fn of(app: &'a App, request: &'a Request) -> Result<Self, Failure> {
        let link = Link::of(app, request).ok_or(Failure::LinkClosed)?;
        Self::of_link(app, request, link).await
    }

    /// The same, as it is after a command.
    pub(super) async fn again(self) -> Result<Self, Failure> {
        let link = self.link.ok_or(Failure::LinkClosed)?;
        Self::of_link(self.context.app, self.context.request, link).await
    }

    async fn of_link(app: &'a App, request: &'a Request, link: Link) -> Result<Self, Failure> {
        let located = locate(app, &link).await?;
        let opened = Self::of_visit(app, request, located, Some(link)).await?;
        opened.ok_or(Failure::LinkUnknown)
    }

    /// Opens the ticket of the cookie, which stays open until the day ends.
    pub(super) async fn of_ticket(app: &'a App, request: &'a Request) -> Result<Self, Failure> {
        let shown = Ticket::of(app, request).ok_or(Failure::TicketClosed)?;
        let located = locate_ticket(app, &shown).await?;
        let opened = Self::of_visit(app, request, located, None).await?;
        let opened = opened.ok_or(Failure::TicketUnknown)?;
        shown.keep(app, request, opened.snapshot.plan.day.to);
        Ok(opened)
    }

    async fn of_visit(
        app: &'a App,
        request: &'a Request,
        located: VisitRef,
        link: Option<Link>,
    ) -> Result<Option<Self>, Failure> {
        let context = Context::of_office(app, request, &located.office).await?;
        let snapshot = app.days.snapshot(&located.office, located.date).await?;
        let visit = snapshot.day.visit(located.id).cloned();
        Ok(visit.map(|visit| Self {
            context,
            snapshot,
            visit,
            generation: located.generation,
            link,
        }))
    }

    /// From now on the browser may also move and cancel.
    pub(super) fn allow_changes(&mut self) {
        let secrets = &self.context.app.secrets;
        let link = Link::Manage(secrets.manage_token(self.visit.id, self.generation));
        link.keep(self.context.app, self.context.request);
        self.link = Some(link);
    }

    pub(super) fn may_change(&self) -> bool {
        matches!(self.link, Some(Link::Manage(_)))
    }

    /// The content of the QR code.
    pub(super) fn code(&self) -> CheckInCode {
        self.context
            .app
            .secrets
            .check_in_code(self.visit.id, self.generation)
    }
}

/// The visit of a mail link, until its day is over (requirement G04).
async fn locate(app: &App, link: &Link) -> Result<VisitRef, Failure> {
    let found = match link {
        Link::Confirm(token) => {
            app.store
                .find_visit_by_confirm(&Secrets::token_hash(token))
                .await?
        }
        Link::Manage(token) => {
            app.store
                .find_visit_by_manage(&Secrets::token_hash(token))
                .await?
        }
    };
    let found = found.ok_or(Failure::LinkUnknown)?;
    let published = app.settings.current(&found.office).await?;
    match found.date < published.today(&app.clock) {
        true => Err(Failure::LinkOver),
        false => Ok(found),
    }
}

/// The visit of a check-in code of today.
async fn locate_ticket(app: &App, shown: &Ticket) -> Result<VisitRef, Failure> {
    let code = CheckInCode::parse(&shown.code).ok_or(Failure::TicketUnknown)?;
    let office = &shown.office;
    let today = app.settings.current(office).await?.today(&app.clock);
    let hash = app.secrets.check_in_hash(office, today, code);
    let found = app
        .store
        .find_visit_by_check_in(office, today, &hash)
        .await?;
    found.ok_or(Failure::TicketUnknown)
}

fn checked(token: String) -> Result<String, Failure> {
    match token.len() {
        1..=TOKEN_MAX => Ok(token),
        _ => Err(Failure::LinkUnknown),
    }
}

/// `GET /b/:token`: from the first mail.
#[handler]
pub(super) async fn confirm(
    Data(app): Data<&App>,
    request: &Request,
    Path(token): Path<String>,
) -> Result<Response> {
    let link = Link::Confirm(checked(token)?);
    let _ = locate(app, &link).await?;
    link.keep(app, request);
    Ok(go_to("/bestaetigen"))
}

/// `GET /m/:token`: from the later mails.
#[handler]
pub(super) async fn manage(
    Data(app): Data<&App>,
    request: &Request,
    Path(token): Path<String>,
) -> Result<Response> {
    let link = Link::Manage(checked(token)?);
    let _ = locate(app, &link).await?;
    link.keep(app, request);
    Ok(go_to("/termin"))
}

/// `GET /t/:office/:code`: from the kiosk's screen or slip.
#[handler]
pub(super) async fn ticket(
    Data(app): Data<&App>,
    request: &Request,
    Path((office, code)): Path<(String, String)>,
) -> Result<Response> {
    let code = CheckInCode::parse(&code).ok_or(Failure::TicketUnknown)?;
    let shown = Ticket {
        office: office_id(&office)?,
        code: code.as_str().to_owned(),
    };
    let found = locate_ticket(app, &shown).await?;
    let snapshot = app.days.snapshot(&found.office, found.date).await;
    let until = snapshot.map_err(Failure::from)?.plan.day.to;
    shown.keep(app, request, until);
    Ok(go_to("/warten"))
}

/// `GET /t/:code`, where there is only one office.
#[handler]
pub(super) async fn ticket_of_only_office(
    Data(app): Data<&App>,
    Path(code): Path<String>,
) -> Result<Response> {
    let code = CheckInCode::parse(&code).ok_or(Failure::TicketUnknown)?;
    match app
        .settings
        .offices()
        .await
        .map_err(Failure::from)?
        .as_slice()
    {
        [only] => Ok(go_to(&format!("/t/{only}/{}", code.as_str()))),
        _ => Err(Failure::TicketUnknown.into()),
    }
}
