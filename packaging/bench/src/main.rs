//! `cargo xtask bench`: how fast everything is on this machine, beside what the
//! machine itself can do. Prints a table for the README. A command and no test:
//! nothing here fails for being slow.

mod door;
mod free_times;
mod load;
mod machine;
mod process;
mod program;
mod readme;
mod report;
mod sample;
mod screen;
mod windows;

use std::{env, io::Write, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::{Result, bail, ensure};
use aufruf_tests::town::Database;
use lexopt::{Arg, ValueExt};

use load::Length;
use report::Report;

const HELP: &str = "\
Usage: cargo xtask bench [--write] [--brief] [--only PART]

  --write       also put the tables into README.md
  --brief       much shorter measurements, to try the command out
  --only PART   only a part: load, free-times or windows
";

/// How thorough a run is.
struct Plan {
    write: bool,
    only: Option<Part>,
    length: Length,
    calls: usize,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Load,
    FreeTimes,
    Windows,
}

impl Part {
    fn read(text: &str) -> Result<Self> {
        Ok(match text {
            "load" => Self::Load,
            "free-times" => Self::FreeTimes,
            "windows" => Self::Windows,
            other => bail!("there is no part {other:?}\n\n{HELP}"),
        })
    }
}

impl Plan {
    fn has(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }
}

// One thread, so that the load takes as little of the machine as can be; and
// the kernel ends the programs started here with the thread that started them.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    aufruf_tests::tls::choose_cryptography();
    let done = match parse(lexopt::Parser::from_env()) {
        Ok(Some(plan)) => run(plan).await,
        Ok(None) => say(HELP),
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("aufruf-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut parser: lexopt::Parser) -> Result<Option<Plan>> {
    let mut plan = Plan {
        write: false,
        only: None,
        length: Length {
            warm_up: Duration::from_millis(500),
            measured: Duration::from_secs(3),
        },
        calls: 30,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("write") => plan.write = true,
            Arg::Long("only") => plan.only = Some(Part::read(&parser.value()?.string()?)?),
            Arg::Long("brief") => {
                plan.length = Length {
                    warm_up: Duration::from_millis(200),
                    measured: Duration::from_secs(1),
                };
                plan.calls = 3;
            }
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    ensure!(
        !plan.write || plan.only.is_none(),
        "--write needs a whole run"
    );
    Ok(Some(plan))
}

async fn run(plan: Plan) -> Result<()> {
    let mut report = Report::new(plan.length);
    for database in [|| Ok(Database::Sqlite), Database::postgres] {
        report.limits.measure()?;
        if plan.has(Part::Load) {
            load(database, &plan, &mut report).await?;
        }
        if plan.has(Part::FreeTimes) {
            let database = database()?;
            eprintln!("{}, free times", report::on(&database));
            let measured = free_times::measure(database.clone()).await?;
            report.free_times.push((database, measured));
        }
    }
    report.limits.measure()?;
    // By what was done, for reading.
    report.rows.sort_by_key(|row| row.kind);
    if plan.has(Part::Windows) {
        eprintln!("windows");
        report.windows = Some(windows::measure(plan.calls).await?);
    }
    let table = report.markdown();
    say(&table)?;
    if plan.write {
        readme::write(table.trim_end())?;
    }
    Ok(())
}

async fn load(
    database: impl Fn() -> Result<Database>,
    plan: &Plan,
    report: &mut Report,
) -> Result<()> {
    for clients in load::CLIENTS {
        let database = database()?;
        eprintln!("{}, {clients} clients", report::on(&database));
        let measured = load::measure(database, clients, plan.length).await?;
        measured.iter().for_each(|row| eprintln!("  {row}"));
        report.rows.extend(measured);
    }
    Ok(())
}

fn say(text: &str) -> Result<()> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

/// A program that the same Cargo built into the same folder.
fn sibling(name: &str) -> Result<PathBuf> {
    let path = env::current_exe()?.with_file_name(name);
    ensure!(
        path.is_file(),
        "{} is missing; run: cargo xtask bench",
        path.display()
    );
    Ok(path)
}
