//! Signed notes (C2SP `signed-note`): a text, an empty line, lines of signatures.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};

/// A text is not a signed note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a signed note")]
pub struct NoteMalformed;

/// The longest note that is read, in bytes.
const LONGEST: usize = 64 * 1024;
/// The most signature lines that are read. C2SP wants at least 16.
const MOST_SIGNATURES: usize = 256;

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key.
    pub name: String,
    /// First four bytes of the hash of name, kind and key.
    pub key_id: [u8; 4],
    /// What follows; its form depends on the kind of key.
    pub bytes: Vec<u8>,
}

impl NoteSignature {
    /// Reads one line without its end.
    ///
    /// # Errors
    /// [`NoteMalformed`].
    pub fn parse(line: &str) -> Result<Self, NoteMalformed> {
        let (name, signature) = line
            .strip_prefix("— ")
            .and_then(|rest| rest.split_once(' '))
            .ok_or(NoteMalformed)?;
        let bytes = STANDARD.decode(signature).map_err(|_| NoteMalformed)?;
        match bytes.split_first_chunk::<4>() {
            Some((key_id, rest)) if is_key_name(name) && !rest.is_empty() => Ok(Self {
                name: name.to_owned(),
                key_id: *key_id,
                bytes: rest.to_vec(),
            }),
            _ => Err(NoteMalformed),
        }
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.key_id[..], &self.bytes].concat();
        writeln!(f, "— {} {}", self.name, STANDARD.encode(bytes))
    }
}

/// A text with signatures. Nothing has been checked but the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What was signed, with its last line end.
    pub text: String,
    /// The lines, known and unknown, in order (PL11).
    pub signatures: Vec<NoteSignature>,
}

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// [`NoteMalformed`].
    pub fn parse(note: &str) -> Result<Self, NoteMalformed> {
        if note.len() > LONGEST || note.chars().any(|letter| letter < ' ' && letter != '\n') {
            return Err(NoteMalformed);
        }
        let (text, lines) = note.rsplit_once("\n\n").ok_or(NoteMalformed)?;
        let lines: Vec<&str> = lines.strip_suffix('\n').ok_or(NoteMalformed)?.split('\n').collect();
        if lines.len() > MOST_SIGNATURES {
            return Err(NoteMalformed);
        }
        Ok(Self {
            text: format!("{text}\n"),
            signatures: lines.into_iter().map(NoteSignature::parse).collect::<Result<_, _>>()?,
        })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| line.fmt(f))
    }
}

/// Whether a text can be the name of a key: not empty, no white space, no `+`.
pub(super) fn is_key_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 255 && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}
