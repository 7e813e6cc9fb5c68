//! Impressum, privacy notice, accessibility statement, and the list of offices.

use askama::Template;
use poem::{
    Request, Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    context::Context,
    page::{Page, go_to, show},
};
use crate::{app::App, i18n::Words};

#[derive(Template)]
#[template(path = "web/text.html")]
struct Text {
    t: Words,
    page: Page,
    version: String,
    paragraphs: Vec<Vec<String>>,
}

/// Paragraphs are separated by empty lines.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines
        .split(|line| line.is_empty())
        .filter(|lines| !lines.is_empty())
        .map(|lines| lines.iter().map(ToString::to_string).collect())
        .collect()
}

fn text(context: &Context<'_>, title: &str, version: String, text: &str) -> Result<Response> {
    let page = context.page(title);
    Ok(show(
        StatusCode::OK,
        &Text {
            t: context.t(),
            page,
            version,
            paragraphs: paragraphs(text),
        },
    )?)
}

/// `GET /:office/impressum`.
#[handler]
pub(super) async fn imprint(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
) -> Result<Response> {
    let context = Context::open(app, request, &office).await?;
    text(
        &context,
        "imprint",
        String::new(),
        &context.settings().legal.imprint,
    )
}

/// `GET /:office/datenschutz`.
#[handler]
pub(super) async fn privacy(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
) -> Result<Response> {
    let context = Context::open(app, request, &office).await?;
    let legal = &context.settings().legal;
    let date = context.t().date_short(legal.privacy_version);
    let version = context.t().a("privacy-version", "date", &date);
    text(&context, "privacy", version, &legal.privacy)
}

/// `GET /:office/barrierefreiheit`.
#[handler]
pub(super) async fn accessibility(
    Data(app): Data<&App>,
    request: &Request,
    Path(office): Path<String>,
) -> Result<Response> {
    let context = Context::open(app, request, &office).await?;
    text(
        &context,
        "accessibility",
        String::new(),
        &context.settings().legal.accessibility,
    )
}

#[derive(Template)]
#[template(path = "web/offices.html")]
struct Offices {
    t: Words,
    page: Page,
    offices: Vec<OfficeLine>,
}

struct OfficeLine {
    id: String,
    name: String,
    address: String,
}

/// Most offices on one page.
const OFFICES_MAX: usize = 200;

/// `GET /`: the offices, or straight to the only one.
#[handler]
pub(super) async fn offices(Data(app): Data<&App>) -> Result<Response> {
    let all = app
        .settings
        .offices()
        .await
        .map_err(super::page::Failure::from)?;
    if let [only] = all.as_slice() {
        return Ok(go_to(&format!("/{only}")));
    }
    let mut offices = Vec::new();
    let mut town = String::new();
    for office in all.iter().take(OFFICES_MAX) {
        let published = app
            .settings
            .current(office)
            .await
            .map_err(super::page::Failure::from)?;
        let settings = &published.settings;
        town.clone_from(&settings.municipality.name);
        let address = &settings.office.address;
        offices.push(OfficeLine {
            id: office.to_string(),
            name: settings.office.name.clone(),
            address: format!(
                "{}, {} {}",
                address.street, address.postal_code, address.city
            ),
        });
    }
    let page = Page::plain(Words.w("offices-title"), &town);
    Ok(show(
        StatusCode::OK,
        &Offices {
            t: Words,
            page,
            offices,
        },
    )?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn paragraphs_keep_their_lines() {
        let text = "Gemeinde\nStraße 1\n\n\n  Tel. 1  \n";
        assert_eq!(
            super::paragraphs(text),
            [vec!["Gemeinde", "Straße 1"], vec!["Tel. 1"]]
        );
    }
}
