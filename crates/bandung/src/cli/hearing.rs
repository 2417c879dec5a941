//! What a person hears while a command works: how far it is, and the file that it gives, piece by piece.

use std::{
    fs::File,
    io::{self, IsTerminal, Write},
};

use crate::{
    Failure,
    commands::{Request, Told},
};

/// Where it goes.
pub(super) struct Hearing {
    file: Option<File>,
    name: String,
    on_terminal: bool,
    said: bool,
    bytes: u64,
    failed: Option<io::Error>,
}

impl Hearing {
    /// Makes the file that the command is to write.
    pub(super) fn new(request: &Request) -> Result<Self, Failure> {
        let name = request
            .output()
            .map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
        let made = request.output().map(File::create).transpose();
        Ok(Self {
            file: made.map_err(|error| Failure::failed(format!("{name} cannot be written: {error}")))?,
            name,
            on_terminal: io::stderr().is_terminal(),
            said: false,
            bytes: 0,
            failed: None,
        })
    }

    pub(super) fn hear(&mut self, told: &Told) {
        let written = match told {
            Told::Progress(text) => {
                self.said = true;
                let mut out = io::stderr().lock();
                // One line that is written over; where nobody watches, a line each.
                let _closed = if self.on_terminal {
                    write!(out, "\r\x1b[K{text}").and_then(|()| out.flush())
                } else {
                    writeln!(out, "{text}")
                };
                Ok(())
            }
            Told::Piece(text) => {
                self.bytes += text.len() as u64;
                match &mut self.file {
                    Some(file) => file.write_all(text.as_bytes()),
                    None => io::stdout().lock().write_all(text.as_bytes()),
                }
            }
        };
        if let Err(error) = written {
            self.failed.get_or_insert(error);
        }
    }

    /// What was written is whole, or it is said what is missing; gives its size in bytes.
    pub(super) fn end(self) -> Result<u64, Failure> {
        if self.said && self.on_terminal {
            let mut out = io::stderr().lock();
            let _closed = writeln!(out);
        }
        let synced = self.file.map_or(Ok(()), |file| file.sync_all());
        match self.failed.map_or(synced, Err) {
            Ok(()) => Ok(self.bytes),
            // Whoever reads no further has what it wants.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(self.bytes),
            Err(error) => Err(Failure::failed(format!("{} cannot be written: {error}", self.name))),
        }
    }
}
