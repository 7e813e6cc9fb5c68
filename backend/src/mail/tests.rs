//! Mails as foreign programs read them.

use std::collections::BTreeMap;

use aufruf_core::settings::OfficeSettings;
use mail_parser::{Message, MessageParser, MimeHeaders};

use super::*;
use crate::{secrets::Secrets, web::tests::site::Site};

struct Fixture {
    visit: Visit,
    settings: OfficeSettings,
    secrets: Secrets,
    zone: TimeZone,
    now: Timestamp,
}

/// A confirmed booking of the example office.
async fn fixture() -> Fixture {
    let site = Site::open().await;
    let browser = site.browser();
    let time = browser.book("Erika Mustermann", "erika@example.org").await;
    let links = browser.links(&time).await;
    let _ = browser.confirm(&links).await;
    let from: Timestamp = time.parse().unwrap();
    let zone = crate::i18n::zone("Europe/Berlin");
    let date = from.to_zoned(zone.clone()).date();
    let snapshot = site.app.days.snapshot(&site.office(), date).await.unwrap();
    let visit = snapshot
        .day
        .visits()
        .find(|v| v.booked == Some(from))
        .unwrap()
        .clone();
    let settings = OfficeSettings::clone(&snapshot.settings);
    Fixture {
        visit,
        settings,
        secrets: site.app.secrets.clone(),
        zone,
        now: site.app.clock.now(),
    }
}

impl Fixture {
    fn order<'a>(&'a self, kind: MailKind, name: &'a str) -> Order<'a> {
        Order {
            kind,
            visit: &self.visit,
            generation: 1,
            settings: &self.settings,
            zone: &self.zone,
            name,
            public_url: "https://termine.musterstadt.example",
            secrets: &self.secrets,
            now: self.now,
        }
    }

    fn bytes(&self, kind: MailKind, name: &str) -> Vec<u8> {
        let order = self.order(kind, name);
        let envelope = Envelope {
            from: "Bürgerbüro Musterstadt <termine@musterstadt.example>"
                .parse()
                .unwrap(),
            reply_to: self.settings.office.email.parse().ok(),
            to: "erika+amt@example.org".parse().unwrap(),
            id: uuid::Uuid::from_u128(7),
            host: host_of(order.public_url).to_owned(),
        };
        assemble(Words, envelope, &order.letter(Words), order.parts(Words))
            .unwrap()
            .formatted()
    }
}

fn parse(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).expect("a mail")
}

/// Lines of an iCalendar file, unfolded, as name and value.
fn calendar_lines(text: &str) -> BTreeMap<String, String> {
    assert!(
        text.lines().all(|line| line.len() <= 75),
        "lines are folded"
    );
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let unfolded = text.replace("\r\n ", "");
    let pairs = unfolded.lines().filter_map(|line| line.split_once(':'));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn attachment<'a>(mail: &'a Message<'_>, name: &str) -> &'a [u8] {
    let found = mail
        .attachments()
        .find(|part| part.attachment_name() == Some(name));
    found.unwrap_or_else(|| panic!("no {name}")).contents()
}

#[tokio::test]
async fn the_ticket_mail_has_everything_needed() {
    let fixture = fixture().await;
    let bytes = fixture.bytes(MailKind::Ticket, "Erika Mustermann");
    let mail = parse(&bytes);
    let number = fixture.visit.number.unwrap().to_string();
    assert_eq!(
        mail.subject().unwrap(),
        "Ihr Termin am 08.06.2026 um 10:35 Uhr"
    );
    let id = "00000000-0000-0000-0000-000000000007@termine.musterstadt.example";
    assert_eq!(mail.message_id().unwrap(), id);
    let auto = mail.header("Auto-Submitted").unwrap().as_text().unwrap();
    assert_eq!(auto, "auto-generated");
    let text = mail.body_text(0).unwrap();
    let html = mail.body_html(0).unwrap();
    let link = fixture.order(MailKind::Ticket, "").manage_link();
    for expected in [
        number.as_str(),
        "Montag, 8. Juni 2026, 10:35 Uhr",
        "Guten Tag Erika Mustermann,",
        "Ihren alten Ausweis oder Reisepass.",
        "46 Euro",
        "Girocard",
        "Musterstraße 1",
        "Erdgeschoss, Raum 3",
        "keine Stufen",
        "030 23125 100",
        "Sie kommen später?",
        &link,
    ] {
        assert!(
            text.contains(expected),
            "{expected:?} is not in the text: {text}"
        );
        assert!(html.contains(expected), "{expected:?} is not in the HTML");
    }
    assert!(html.contains("lang=\"de\"") && html.contains("alt=\"QR-Code"));
    assert!(!html.contains("src=\"http"), "no remote pictures");
}

#[tokio::test]
async fn the_qr_code_is_read_by_a_foreign_program_and_holds_the_code_only() {
    let fixture = fixture().await;
    let bytes = fixture.bytes(MailKind::Ticket, "");
    let mail = parse(&bytes);
    let file = attachment(&mail, "qr-code.png");
    let decoder = png::Decoder::new(std::io::Cursor::new(file));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let (width, height) = (info.width as usize, info.height as usize);
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let (_, content) = image.detect_grids()[0].decode().unwrap();
    let code = fixture.secrets.check_in_code(fixture.visit.id, 1);
    assert_eq!(content, code.as_str());
    // Four modules of white around.
    assert!(
        pixels[..width * 4 * CODE_SCALE]
            .iter()
            .all(|pixel| *pixel == 255)
    );
}

#[tokio::test]
async fn the_calendar_file_is_plain_and_stable() {
    let fixture = fixture().await;
    let bytes = fixture.bytes(MailKind::Ticket, "x");
    let text = String::from_utf8(attachment(&parse(&bytes), "termin.ics").to_vec()).unwrap();
    let lines = calendar_lines(&text);
    assert_eq!(lines["METHOD"], "PUBLISH");
    assert_eq!(lines["DTSTART"], "20260608T083500Z");
    assert_eq!(lines["DTEND"], "20260608T085000Z");
    assert_eq!(lines["SEQUENCE"], "0");
    assert_eq!(lines["SUMMARY"], "Termin: Bürgerbüro Musterstadt");
    assert!(lines["LOCATION"].contains("Musterstraße 1\\, 12345 Musterstadt"));
    assert!(!text.contains("ATTENDEE"));
    let bytes = fixture.bytes(MailKind::Cancelled, "x");
    let text = String::from_utf8(attachment(&parse(&bytes), "termin.ics").to_vec()).unwrap();
    let cancelled = calendar_lines(&text);
    assert_eq!(cancelled["METHOD"], "CANCEL");
    assert_eq!(cancelled["STATUS"], "CANCELLED");
    assert_eq!(cancelled["UID"], lines["UID"]);
    assert_eq!(cancelled["SEQUENCE"], "1");
}

#[tokio::test]
async fn settings_cannot_smuggle_lines_into_the_calendar() {
    let mut fixture = fixture().await;
    fixture.settings.office.name = "Amt\r\nATTENDEE:mailto:x@example.org".to_owned();
    let bytes = fixture.bytes(MailKind::Ticket, "x");
    let mail = parse(&bytes);
    let text = String::from_utf8(attachment(&mail, "termin.ics").to_vec()).unwrap();
    assert!(
        !text
            .replace("\r\n ", "")
            .lines()
            .any(|line| line.starts_with("ATTENDEE"))
    );
}

#[tokio::test]
async fn the_first_mail_says_nothing_that_a_visitor_wrote() {
    let fixture = fixture().await;
    let bytes = fixture.bytes(MailKind::Confirm, "Gewinnen Sie auf boese.example");
    let mail = parse(&bytes);
    assert_eq!(
        mail.subject().unwrap(),
        "Bitte bestätigen: Termin am 08.06.2026 um 10:35 Uhr"
    );
    for body in [mail.body_text(0).unwrap(), mail.body_html(0).unwrap()] {
        assert!(!body.contains("boese"));
        assert!(!body.contains("Personalausweis"));
        assert!(body.contains("https://termine.musterstadt.example/b/"));
    }
    assert_eq!(mail.attachment_count(), 0);
}

#[tokio::test]
async fn names_are_escaped_in_html() {
    let fixture = fixture().await;
    let bytes = fixture.bytes(MailKind::Cancelled, "<b>O'Brien</b>");
    let mail = parse(&bytes);
    assert!(!mail.body_html(0).unwrap().contains("<b>O"));
    assert!(mail.body_text(0).unwrap().contains("<b>O'Brien</b>"));
}

#[test]
fn the_host_of_an_address_is_found() {
    for (url, host) in [
        ("http://localhost:8080", "localhost"),
        ("https://termine.example.org/amt", "termine.example.org"),
        ("termine.example.org", "termine.example.org"),
    ] {
        assert_eq!(host_of(url), host);
    }
}
