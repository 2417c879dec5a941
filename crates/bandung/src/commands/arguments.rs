//! Arguments as people type them.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use chrono::{DateTime, Utc};
use domain::account::{NodeRole, Role};
use serde_json::Value;

use crate::Failure;

/// The longest file of a practice or report.
const LONGEST_FILE: u64 = 1_000_000;

/// A role in an organisation.
pub(super) fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| "write owner, endorsing-editor, editor, contributor or viewer".to_owned())
}

/// A role, or `none`, which ends it.
pub(super) fn role_or_none(text: &str) -> Result<Option<Role>, Failure> {
    match text {
        "none" => Ok(None),
        text => role(text)
            .map(Some)
            .map_err(|fault| Failure::usage(format!("{fault}, or none"))),
    }
}

/// A role for the node.
pub(super) fn node_role(text: &str) -> Result<NodeRole, String> {
    match text {
        "operator" => Ok(NodeRole::Operator),
        "moderator" => Ok(NodeRole::Moderator),
        _ => Err("write operator or moderator".to_owned()),
    }
}

/// An identifier as lists show it.
pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse()
        .map_err(|_| Failure::usage(format!("{text:?} is not an identifier; the list shows them")))
}

/// A value of a closed list.
pub(super) fn choice<T>(what: &str, text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Failure> {
    parse(text).ok_or_else(|| Failure::usage(format!("{text:?} is not a {what}")))
}

/// The JSON of a file, or of standard input for `-`.
pub(super) fn json_file(path: &Path) -> Result<Value, Failure> {
    let text = text_file(path)?;
    serde_json::from_str(&text).map_err(|error| Failure::failed(format!("{} is not JSON: {error}", path.display())))
}

/// The text of a file, or of standard input for `-`.
pub(super) fn text_file(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let unreadable = |error: io::Error| Failure::failed(format!("{shown} cannot be read: {error}"));
    let mut text = String::new();
    if path == Path::new("-") {
        io::stdin()
            .take(LONGEST_FILE)
            .read_to_string(&mut text)
            .map_err(unreadable)?;
    } else {
        let file = fs::File::open(path).map_err(unreadable)?;
        file.take(LONGEST_FILE).read_to_string(&mut text).map_err(unreadable)?;
    }
    Ok(text)
}

/// The first line of standard input.
pub(super) fn password_from_stdin() -> Result<String, Failure> {
    let mut line = String::new();
    io::stdin()
        .read_line(&mut line)
        .map_err(|error| Failure::failed(format!("standard input cannot be read: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// A time as tables show it.
pub(super) fn time(moment: DateTime<Utc>) -> String {
    moment.format("%Y-%m-%d %H:%M").to_string()
}

/// A time that may be missing.
pub(super) fn time_or_dash(moment: Option<DateTime<Utc>>) -> String {
    moment.map_or_else(|| "-".to_owned(), time)
}
