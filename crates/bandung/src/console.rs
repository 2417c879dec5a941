//! What the program says to the person at the terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use qrcode::{Color, QrCode};

use crate::Failure;

/// Writes a text and an end of line to standard output. A closed pipe is no reason to fail.
pub(crate) fn say(text: &str) {
    let mut out = io::stdout().lock();
    let _closed = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Writes a line to standard error: what is going on, not what comes out.
pub(crate) fn note(text: &str) {
    let _closed = writeln!(io::stderr().lock(), "{text}");
}

/// Asks a question that is answered with yes or no.
///
/// # Errors
/// Usage, when nobody can be asked or the answer is not yes.
pub(crate) fn confirm(question: &str) -> Result<(), Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::usage(format!(
            "{question} Nobody can be asked here: add --yes"
        )));
    }
    let mut out = io::stderr().lock();
    let _closed = write!(out, "{question} [y/N] ").and_then(|()| out.flush());
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    match answer.trim() {
        "y" | "Y" | "yes" if read.is_ok() => Ok(()),
        _ => Err(Failure::usage("nothing was done")),
    }
}

/// A QR code of a link, when standard output is a terminal.
#[must_use]
pub(crate) fn qr_for_terminal(link: &str) -> Option<String> {
    if !io::stdout().is_terminal() {
        return None;
    }
    qr(link)
}

/// Two rows of the code in one line of half blocks, with the quiet zone around it.
fn qr(link: &str) -> Option<String> {
    const QUIET: usize = 2;
    let code = QrCode::new(link.as_bytes()).ok()?;
    let width = code.width();
    let colours = code.to_colors();
    let dark = |x: usize, y: usize| {
        let inside = (QUIET..QUIET + width).contains(&x) && (QUIET..QUIET + width).contains(&y);
        inside && colours.get((y - QUIET) * width + (x - QUIET)) == Some(&Color::Dark)
    };
    let side = width + 2 * QUIET;
    let mut text = String::new();
    for y in (0..side).step_by(2) {
        for x in 0..side {
            // Terminals are dark: what is light in the code is drawn.
            text.push(match (dark(x, y), dark(x, y + 1)) {
                (false, false) => '█',
                (false, true) => '▀',
                (true, false) => '▄',
                (true, true) => ' ',
            });
        }
        text.push('\n');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn a_code_is_square_and_has_a_quiet_zone() {
        let text = qr("http://127.0.0.1:8080/admin/setup/7M4K").unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let width = lines[0].chars().count();
        assert_eq!(lines.len(), width.div_ceil(2));
        assert!(lines.iter().all(|line| line.chars().count() == width));
        assert!(lines[0].chars().all(|c| c == '█'));
    }
}
