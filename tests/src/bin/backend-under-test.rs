//! The server's program, built together with the tests.

use std::process::ExitCode;

fn main() -> ExitCode {
    match aufruf_backend::cli::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
