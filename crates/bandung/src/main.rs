//! The program `bandung`.

use std::process::ExitCode;

fn main() -> ExitCode {
    bandung::cli::run()
}
