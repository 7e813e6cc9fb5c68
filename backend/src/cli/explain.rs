//! `explain`: says in German why a number was called when it was.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use aufruf_core::{explain, id::OfficeId, ticket::TicketNumber};
use jiff::civil::Date;
use lexopt::{Arg, Parser, ValueExt};

use super::say;
use crate::{app::App, explain as sentences, i18n::Words};

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Question {
    office: OfficeId,
    date: Date,
    number: TicketNumber,
}

pub(super) fn parse(parser: &mut Parser) -> Result<Question> {
    let (mut office, mut date, mut number) = (None, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("office") => office = Some(parser.value()?.parse()?),
            Arg::Long("date") => date = Some(parser.value()?.parse()?),
            Arg::Long("number") => {
                let text = parser.value()?.string()?;
                number = Some(read_number(&text).context("a number is written like \"W 17\"")?);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    match (office, date, number) {
        (Some(office), Some(date), Some(number)) => Ok(Question {
            office,
            date,
            number,
        }),
        _ => bail!("explain needs --office ID, --date YYYY-MM-DD and --number \"W 17\""),
    }
}

/// `W 17`, `w17`.
fn read_number(text: &str) -> Option<TicketNumber> {
    let mut characters = text.trim().chars();
    let letter = characters.next()?.to_ascii_uppercase();
    let digits = characters.as_str().trim().parse().ok()?;
    letter
        .is_ascii_alphabetic()
        .then_some(TicketNumber { letter, digits })
}

/// Exit 1 if the number was not called that day.
pub(super) async fn run(app: &App, question: Question) -> Result<ExitCode> {
    let Question {
        office,
        date,
        number,
    } = question;
    let published = app.settings.current(&office).await?;
    let entries = app.store.journal(&office, date).await?;
    let (words, named) = (Words, number.to_string());
    if entries.is_empty() {
        say(words.a("explain-no-day", "date", &words.date(date)));
        return Ok(ExitCode::FAILURE);
    }
    let mut found = false;
    for seq in explain::calls_of(&entries, number) {
        let Some(call) = explain::call(office.clone(), date, &entries, seq) else {
            continue;
        };
        found = true;
        let word = &published.settings.office.counter_word;
        for line in sentences::lines(words, &call, word, &published.zone) {
            say(line);
        }
    }
    if !found {
        let day = words.date(date);
        say(words.a2("explain-no-call", ("number", &named), ("date", &day)));
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_however_the_number_is_spaced() {
        for number in ["W 17", "w17", " W  17 "] {
            let arguments = ["--office", "rathaus", "--date", "2027-01-12", "--number"];
            let all = arguments.into_iter().chain([number]);
            let question = parse(&mut Parser::from_args(all)).unwrap();
            assert_eq!(question.number.to_string(), "W 17");
        }
        for wrong in ["17", "W", "W x"] {
            assert_eq!(read_number(wrong), None, "{wrong}");
        }
        assert!(parse(&mut Parser::from_args(["--office", "rathaus"])).is_err());
    }
}
