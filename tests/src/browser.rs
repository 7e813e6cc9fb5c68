//! Uses the pages as a browser without JavaScript does: follows links and
//! redirects, keeps cookies, fills and sends forms.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use reqwest::{
    Client, Method, StatusCode, Url,
    header::{COOKIE, HeaderMap, LOCATION, ORIGIN, REFERER, SET_COOKIE},
    redirect::Policy,
};
use scraper::{ElementRef, Html, Selector};

/// Redirects followed in a row.
const REDIRECTS_MAX: usize = 10;

/// One citizen's browser.
pub struct Browser {
    client: Client,
    /// Kept by hand: a browser sends `__Host-` cookies to localhost without
    /// TLS, HTTP libraries do not.
    cookies: BTreeMap<String, String>,
    page: Option<Page>,
}

/// What the browser shows.
#[derive(Debug, Clone)]
pub struct Page {
    /// Status of the answer.
    pub status: StatusCode,
    /// Headers of the answer.
    pub headers: HeaderMap,
    /// Address after all redirects.
    pub url: Url,
    /// The document.
    pub html: String,
}

/// A form of the page, with what stands in its fields.
#[derive(Debug, Clone)]
pub struct Form {
    action: Url,
    method: Method,
    fields: Vec<(String, String)>,
}

impl Default for Browser {
    fn default() -> Self {
        Self::new()
    }
}

impl Browser {
    /// A fresh browser without cookies.
    #[must_use]
    pub fn new() -> Self {
        crate::tls::choose_cryptography();
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(std::time::Duration::from_secs(20))
            .build()
            .expect("the options are fixed");
        Self {
            client,
            cookies: BTreeMap::new(),
            page: None,
        }
    }

    /// The page that is shown.
    ///
    /// # Errors
    /// Before the first address was opened.
    pub fn page(&self) -> Result<&Page> {
        self.page.as_ref().context("no page was opened yet")
    }

    /// The cookies as `name=value`.
    pub fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cookies
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Opens an address.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub async fn open(&mut self, address: &str) -> Result<&Page> {
        let url = match &self.page {
            Some(page) => page.url.join(address)?,
            None => Url::parse(address)?,
        };
        self.request(Method::GET, url, &[]).await
    }

    /// Asks for the headers of an address only, and follows redirects.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub async fn head(&mut self, address: &str) -> Result<&Page> {
        self.request(Method::HEAD, Url::parse(address)?, &[]).await
    }

    /// Follows the link with this text.
    ///
    /// # Errors
    /// If there is none.
    pub async fn follow(&mut self, text: &str) -> Result<&Page> {
        let url = self.page()?.link(text)?;
        self.request(Method::GET, url, &[]).await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub async fn submit(&mut self, form: &Form) -> Result<&Page> {
        let mut url = form.action.clone();
        if form.method == Method::GET {
            let _ = url.query_pairs_mut().clear().extend_pairs(&form.fields);
            return self.request(Method::GET, url, &[]).await;
        }
        self.request(Method::POST, url, &form.fields).await
    }

    async fn request(
        &mut self,
        method: Method,
        url: Url,
        fields: &[(String, String)],
    ) -> Result<&Page> {
        let (mut method, mut url) = (method, url);
        let mut fields = fields;
        for _ in 0..REDIRECTS_MAX {
            let mut request = self.client.request(method.clone(), url.clone());
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(n, v)| format!("{n}={v}"))
                .collect();
            if !cookies.is_empty() {
                request = request.header(COOKIE, cookies.join("; "));
            }
            if method == Method::POST {
                request = request
                    .header(ORIGIN, url.origin().ascii_serialization())
                    .header("sec-fetch-site", "same-origin")
                    .header(REFERER, url.as_str())
                    .form(fields);
            }
            let answer = request.send().await?;
            self.keep_cookies(answer.headers());
            let (status, headers) = (answer.status(), answer.headers().clone());
            if status.is_redirection() {
                let to = headers
                    .get(LOCATION)
                    .context("a redirect without a place")?
                    .to_str()?;
                url = url.join(to)?;
                if method == Method::POST {
                    method = Method::GET;
                }
                fields = &[];
                continue;
            }
            let html = answer.text().await?;
            self.page = Some(Page {
                status,
                headers,
                url,
                html,
            });
            return self.page();
        }
        bail!("more than {REDIRECTS_MAX} redirects")
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for value in headers
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok())
        {
            let mut attributes = value.split(';').map(str::trim);
            let Some((name, content)) = attributes.next().and_then(|pair| pair.split_once('='))
            else {
                continue;
            };
            let expired = attributes.any(|a| a.eq_ignore_ascii_case("max-age=0"));
            if expired || content.is_empty() {
                drop(self.cookies.remove(name));
            } else {
                drop(self.cookies.insert(name.to_owned(), content.to_owned()));
            }
        }
    }
}

impl Page {
    /// The text that a reader sees, with single spaces.
    #[must_use]
    pub fn text(&self) -> String {
        let document = Html::parse_document(&self.html);
        let body = Selector::parse("body").expect("a fixed selector");
        let words = document
            .select(&body)
            .flat_map(|b| b.text().collect::<Vec<_>>());
        words
            .flat_map(str::split_whitespace)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> String {
        self.texts("title").into_iter().next().unwrap_or_default()
    }

    /// The text of every element that the selector picks.
    #[must_use]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).expect("a selector of the test");
        document.select(&selector).map(text_of).collect()
    }

    /// The target of the link with this text.
    ///
    /// # Errors
    /// If there is none.
    pub fn link(&self, text: &str) -> Result<Url> {
        let document = Html::parse_document(&self.html);
        let links = Selector::parse("a[href]").expect("a fixed selector");
        let link = document.select(&links).find(|a| text_of(*a).contains(text));
        let href = link.and_then(|a| a.value().attr("href"));
        let href =
            href.with_context(|| format!("no link {text:?} on {}: {}", self.url, self.text()))?;
        Ok(self.url.join(href)?)
    }

    /// The form whose button has this text, as it stands; the button's own
    /// name and value are part of it.
    ///
    /// # Errors
    /// If there is none.
    pub fn form(&self, button: &str) -> Result<Form> {
        let document = Html::parse_document(&self.html);
        let forms = Selector::parse("form").expect("a fixed selector");
        let buttons = Selector::parse("button").expect("a fixed selector");
        for form in document.select(&forms) {
            let Some(pressed) = form.select(&buttons).find(|b| text_of(*b).contains(button)) else {
                continue;
            };
            let action = pressed
                .value()
                .attr("formaction")
                .or(form.value().attr("action"))
                .unwrap_or("");
            let post = form
                .value()
                .attr("method")
                .is_some_and(|m| m.eq_ignore_ascii_case("post"));
            let mut fields = fields_of(form);
            if let Some(name) = pressed.value().attr("name") {
                fields.push((
                    name.to_owned(),
                    pressed.value().attr("value").unwrap_or("").to_owned(),
                ));
            }
            return Ok(Form {
                action: self.url.join(action)?,
                method: if post { Method::POST } else { Method::GET },
                fields,
            });
        }
        bail!("no button {button:?} on {}: {}", self.url, self.text())
    }

    /// The values that a field of the page offers: radio buttons, check boxes
    /// or options that are not disabled.
    #[must_use]
    pub fn choices(&self, field: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let wanted =
            format!("input[name=\"{field}\"]:not([disabled]), select[name=\"{field}\"] option");
        let selector = Selector::parse(&wanted).expect("a field's name");
        let chosen = document
            .select(&selector)
            .filter_map(|e| e.value().attr("value"));
        chosen.map(str::to_owned).collect()
    }

    /// Fails with the page's text unless it contains these words.
    ///
    /// # Errors
    /// If they are missing.
    pub fn expect(&self, words: &str) -> Result<()> {
        ensure!(
            self.text().contains(words),
            "{words:?} is not on {} ({}): {}",
            self.url,
            self.status,
            self.text()
        );
        Ok(())
    }
}

impl Form {
    /// Fills a field, or ticks one value of it.
    #[must_use]
    pub fn with(mut self, field: &str, value: &str) -> Self {
        self.fields.retain(|(name, _)| name != field);
        self.fields.push((field.to_owned(), value.to_owned()));
        self
    }

    /// Ticks one more value of a field that takes several.
    #[must_use]
    pub fn and(mut self, field: &str, value: &str) -> Self {
        self.fields.push((field.to_owned(), value.to_owned()));
        self
    }

    /// What a field holds now.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }
}

fn text_of(element: ElementRef<'_>) -> String {
    element
        .text()
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a browser would send: no unticked boxes, nothing without a name.
fn fields_of(form: ElementRef<'_>) -> Vec<(String, String)> {
    let inputs = Selector::parse("input, select, textarea").expect("a fixed selector");
    let options = Selector::parse("option").expect("a fixed selector");
    let mut fields = Vec::new();
    for input in form.select(&inputs) {
        let element = input.value();
        let Some(name) = element
            .attr("name")
            .filter(|_| element.attr("disabled").is_none())
        else {
            continue;
        };
        let kind = element.attr("type").unwrap_or("text");
        let value = match element.name() {
            "select" => {
                let chosen = input
                    .select(&options)
                    .find(|o| o.value().attr("selected").is_some());
                let chosen = chosen.or_else(|| input.select(&options).next());
                chosen
                    .and_then(|o| o.value().attr("value"))
                    .unwrap_or_default()
                    .to_owned()
            }
            "textarea" => text_of(input),
            _ if matches!(kind, "checkbox" | "radio") => {
                if element.attr("checked").is_none() {
                    continue;
                }
                element.attr("value").unwrap_or("on").to_owned()
            }
            _ if matches!(kind, "submit" | "button") => continue,
            _ => element.attr("value").unwrap_or_default().to_owned(),
        };
        fields.push((name.to_owned(), value));
    }
    fields
}
