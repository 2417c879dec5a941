//! The program `bandung`.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything else: the child for one picture gives up everything that it does not need.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|word| word == operations::DECODE_PICTURE)
    {
        return operations::decode_picture();
    }
    bandung::cli::run()
}
