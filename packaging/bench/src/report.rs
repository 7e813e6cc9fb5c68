//! The table, as Markdown for the README.

use std::{
    fmt::{self, Write as _},
    time::Duration,
};

use aufruf_tests::town::Database;

use crate::{
    free_times::{BOOKINGS, FreeTimes},
    load::{Kind, Length, Row},
    machine::{self, Limits},
    sample::{Sample, ms},
    windows::Windows,
};

/// Everything that one run measured.
pub(crate) struct Report {
    date: jiff::civil::Date,
    build: &'static str,
    length: Length,
    pub(crate) limits: Limits,
    pub(crate) rows: Vec<Row>,
    pub(crate) free_times: Vec<(Database, FreeTimes)>,
    pub(crate) windows: Option<Windows>,
}

impl Report {
    /// Nothing measured yet.
    pub(crate) fn new(length: Length) -> Self {
        Self {
            date: jiff::Zoned::now().date(),
            build: if cfg!(debug_assertions) {
                "development"
            } else {
                "release"
            },
            length,
            limits: Limits::default(),
            rows: Vec::new(),
            free_times: Vec::new(),
            windows: None,
        }
    }

    /// The whole table.
    pub(crate) fn markdown(&self) -> String {
        let mut text = String::new();
        self.write(&mut text).expect("a String takes everything");
        text
    }

    fn write(&self, text: &mut String) -> fmt::Result {
        writeln!(
            text,
            "Measured on {} with `cargo xtask bench` ({} build) on one machine that also made the \
             load: {}.\n",
            self.date,
            self.build,
            machine::description()
        )?;
        self.limits(text)?;
        if !self.rows.is_empty() {
            self.load(text)?;
        }
        if !self.free_times.is_empty() {
            self.free_times(text)?;
        }
        match &self.windows {
            Some(windows) => Self::windows(windows, text),
            None => Ok(()),
        }
    }

    /// What a command that is on the disk before it is answered takes at least.
    fn limit(&self) -> Duration {
        let parts = [self.limits.fsync(), self.limits.round_trip()];
        parts.iter().filter_map(Sample::median).sum()
    }

    fn limits(&self, text: &mut String) -> fmt::Result {
        let (fsync, round_trip) = (self.limits.fsync(), self.limits.round_trip());
        writeln!(
            text,
            "| limit of the machine | median ms | p99 ms |\n|---|--:|--:|"
        )?;
        for (name, sample) in [
            ("4 KiB written and on the disk (fdatasync)", &fsync),
            ("one byte over the loopback interface and back", &round_trip),
        ] {
            writeln!(
                text,
                "| {name} | {} | {} |",
                ms(sample.median()),
                ms(sample.percentile(99))
            )?;
        }
        writeln!(text)
    }

    fn load(&self, text: &mut String) -> fmt::Result {
        let limit = ms(Some(self.limit()));
        writeln!(
            text,
            "Every command is on the disk before it is answered, so alone none can take less than \
             both together: {limit} ms. In the next table, \"p50 / limit\" is the median beside \
             that, and \"per disk write\" how many are done in the time of one such write. Every \
             row is {} s of full load by clients that send their next command as soon as they have \
             an answer, on 64 equal counters. A call stands for four commands: for each, someone \
             drew a ticket, and is served and done; its time is that of the call alone. Processor \
             time is in percent of all cores; \"rest\" is PostgreSQL, the kernel and whatever else \
             ran.\n",
            self.length.measured.as_secs_f64()
        )?;
        writeln!(
            text,
            "| | database | clients | per second | p50 ms | p99 ms | p50 / limit | per disk write \
             | load generator | server | rest |\n\
             |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
        )?;
        let disk_s = self
            .limits
            .fsync()
            .median()
            .unwrap_or_default()
            .as_secs_f64();
        let limit_s = self.limit().as_secs_f64();
        for row in &self.rows {
            let median = row.latency.median();
            let times = median.map_or(0.0, |median| median.as_secs_f64() / limit_s);
            let failed = match row.failed {
                0 => String::new(),
                failed => format!(" ({failed} failed)"),
            };
            writeln!(
                text,
                "| {}{failed} | {} | {} | {} | {} | {} | {times:.1} | {:.1} | {:.0} % | {:.0} % | {:.0} % |",
                name(row.kind),
                on(&row.database),
                row.clients,
                thousands(row.per_s),
                ms(median),
                ms(row.latency.percentile(99)),
                row.per_s * disk_s,
                row.shares.generator,
                row.shares.server,
                row.shares.rest,
            )?;
        }
        writeln!(text)
    }

    fn free_times(&self, text: &mut String) -> fmt::Result {
        writeln!(
            text,
            "| free times of four weeks, office with {BOOKINGS} bookings | database | p50 ms | p99 ms | n |\n\
             |---|---|--:|--:|--:|"
        )?;
        for (on, free) in &self.free_times {
            for (when, sample) in [
                ("first question after a start of the server", &free.cold),
                ("first question after a booking", &free.changed),
                ("asked again", &free.warm),
            ] {
                let on = self::on(on);
                writeln!(text, "| {when} | {on} | {} |", two(sample))?;
            }
        }
        writeln!(text)
    }

    fn windows(windows: &Windows, text: &mut String) -> fmt::Result {
        let call = &windows.call_to_pixel;
        writeln!(
            text,
            "| call to changed pixel on the monitor | median ms | p90 ms | largest ms | n |\n\
             |---|--:|--:|--:|--:|\n\
             | from the clerk's command, 1920×1080, software renderer | {} | {} | {} | {} |\n",
            ms(call.median()),
            ms(call.percentile(90)),
            ms(call.percentile(100)),
            call.count()
        )?;
        writeln!(
            text,
            "| program | start to first frame ms | idle, of one core | memory |\n|---|--:|--:|--:|"
        )?;
        for program in &windows.programs {
            writeln!(
                text,
                "| `{}` | {} | {:.1} % | {:.0} MiB |",
                program.name,
                ms(program.first_frame.median()),
                program.idle_percent,
                program.memory_mib
            )?;
        }
        Ok(())
    }
}

fn two(sample: &Sample) -> String {
    let (median, late) = (ms(sample.median()), ms(sample.percentile(99)));
    format!("{median} | {late} | {}", sample.count())
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let late = ms(self.latency.percentile(99));
        let (name, median) = (name(self.kind), ms(self.latency.median()));
        write!(
            f,
            "{:.0} {name} a second, p50 {median} ms, p99 {late} ms",
            self.per_s
        )
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Booking => "bookings",
        Kind::Ticket => "walk-in tickets",
        Kind::Call => "calls",
    }
}

/// The name of a database.
pub(crate) fn on(database: &Database) -> &'static str {
    match database {
        Database::Sqlite => "SQLite",
        Database::Postgres { .. } => "PostgreSQL",
    }
}

/// A whole number with a space between thousands.
fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    match digits.len() {
        0..=3 => digits,
        length => format!("{} {}", &digits[..length - 3], &digits[length - 3..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_groups() {
        let written = [0.4, 999.0, 2200.0, 12345.6].map(thousands);
        assert_eq!(written, ["0", "999", "2 200", "12 346"]);
    }
}
