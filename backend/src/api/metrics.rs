//! The numbers that a monitoring program collects, in the text format of
//! Prometheus. No office is told more than its mails' count, nobody is named.

use std::fmt::Write as _;

use poem::Response;
use schemars::SchemaGenerator;

use super::{
    Call,
    answer::{Answer, AnswerShape},
};
use crate::{
    auth::Guest,
    error::ApiError,
    store::{Delay, MailQueue},
};

/// The media type of the text format, version 0.0.4.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The numbers as text.
#[derive(Debug)]
pub struct Metrics(String);

impl Answer for Metrics {
    fn respond(self) -> Result<Response, ApiError> {
        Ok(Response::builder().content_type(TEXT).body(self.0))
    }

    fn shape(_: &mut SchemaGenerator) -> AnswerShape {
        AnswerShape::Page("text/plain")
    }
}

/// `GET /metrics`, on the office listener and for monitoring programs only
/// (requirements F25, L12), see [`crate::auth::monitor`].
pub async fn get(call: Call<Guest>, (): ()) -> Result<Metrics, ApiError> {
    let queue = call.app.store.mail_queue(call.now).await?;
    let smtp = call.app.config.smtp.as_ref();
    let hourly_max = smtp.map_or(0, |smtp| smtp.mails_per_hour);
    Ok(Metrics(mails(&queue, hourly_max, call.now)))
}

/// A series: what it says, and its values by labels.
fn series(out: &mut String, name: &str, help: &str, values: &[(String, u64)]) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge");
    for (labels, value) in values {
        let _ = writeln!(out, "{name}{labels} {value}");
    }
}

fn mails(queue: &MailQueue, hourly_max: u32, now: jiff::Timestamp) -> String {
    let mut out = String::new();
    let reasons = std::iter::once(None).chain(Delay::ALL.map(Some));
    let waiting: Vec<_> = reasons
        .map(|delay| {
            let name = delay.map_or("new", Delay::as_str);
            let count = queue.waiting.get(&delay).copied().unwrap_or(0);
            (format!("{{reason=\"{name}\"}}"), count)
        })
        .collect();
    let help = "Mails that wait, by the reason why the last try failed.";
    series(&mut out, "aufruf_mail_queue_count", help, &waiting);
    let age = queue
        .oldest
        .map_or(0, |oldest| now.as_second() - oldest.as_second());
    let age = [(String::new(), u64::try_from(age).unwrap_or(0))];
    let help = "Age of the mail that has waited longest.";
    series(&mut out, "aufruf_mail_oldest_seconds", help, &age);
    let label = |office: &aufruf_core::id::OfficeId| format!("{{office=\"{office}\"}}");
    let sent: Vec<_> = queue.sent.iter().map(|(o, n)| (label(o), *n)).collect();
    let help = "Mails handed over within the last hour.";
    series(&mut out, "aufruf_mail_sent_last_hour", help, &sent);
    let max = [(String::new(), hourly_max.into())];
    let help = "Most mails of one office within an hour; 0: no limit. At it, mails wait.";
    series(&mut out, "aufruf_mail_hourly_max", help, &max);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_line() {
        let mut queue = MailQueue::default();
        let _ = queue.waiting.insert(None, 2);
        let _ = queue.waiting.insert(Some(Delay::Certificate), 3);
        let _ = queue.sent.insert("rathaus".parse().unwrap(), 7);
        queue.oldest = Some(jiff::Timestamp::from_second(60).unwrap());
        let text = mails(&queue, 60, jiff::Timestamp::from_second(100).unwrap());
        for line in [
            "aufruf_mail_queue_count{reason=\"new\"} 2",
            "aufruf_mail_queue_count{reason=\"certificate\"} 3",
            "aufruf_mail_queue_count{reason=\"account\"} 0",
            "aufruf_mail_oldest_seconds 40",
            "aufruf_mail_sent_last_hour{office=\"rathaus\"} 7",
            "aufruf_mail_hourly_max 60",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} is not in {text}");
        }
    }
}
