//! The settings for people: `bandung config show` and `config template`.

use serde_json::{Value, json};
use url::Url;

use super::{Settings, file::Raw, layers::DEFAULTS};

/// One line per setting; with `origin`, where each value comes from.
#[must_use]
pub fn as_text(settings: &Settings, origin: bool) -> String {
    let rows: Vec<(&str, String, String)> = settings
        .0
        .iter()
        .map(|(key, setting)| (key.as_str(), shown(&setting.value), setting.origin.to_string()))
        .collect();
    let width = |cells: &dyn Fn(&(&str, String, String)) -> usize| rows.iter().map(cells).max().unwrap_or_default();
    let (first, second) = (width(&|row| row.0.len()), width(&|row| row.1.chars().count()).min(48));
    let mut text = String::new();
    for (key, value, from) in &rows {
        let line = if origin {
            format!("{key:first$}  {value:second$}  {from}")
        } else {
            format!("{key:first$}  {value}")
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The same for programs.
#[must_use]
pub fn as_json(settings: &Settings) -> Value {
    settings
        .0
        .iter()
        .map(|(key, setting)| {
            let value = match &setting.value {
                Raw::Text(text) => json!(masked(text)),
                Raw::List(items) => json!(items),
                Raw::Pairs(pairs) => json!(pairs),
                Raw::Other(what) => json!(what),
            };
            (
                key.clone(),
                json!({ "value": value, "origin": setting.origin.to_string() }),
            )
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Every setting with its comment and default, switched off: a file to begin with.
#[must_use]
pub fn template() -> String {
    DEFAULTS
        .lines()
        .map(|line| {
            let keep = line.is_empty() || line.starts_with('#') || line.starts_with('[');
            if keep {
                format!("{line}\n")
            } else {
                format!("#{line}\n")
            }
        })
        .collect()
}

fn shown(value: &Raw) -> String {
    match value {
        Raw::Text(text) if text.is_empty() => "(not set)".to_owned(),
        Raw::Text(text) => masked(text),
        Raw::List(items) => format!("[{}]", items.join(", ")),
        Raw::Pairs(pairs) => {
            let pairs: Vec<String> = pairs.iter().map(|(name, text)| format!("{name} = {text}")).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Raw::Other(what) => format!("({what})"),
    }
}

/// Addresses lose their password; no other setting holds a secret, since secrets come from files.
fn masked(text: &str) -> String {
    match Url::parse(text) {
        Ok(mut url) if url.password().is_some() => match url.set_password(Some("•••")) {
            Ok(()) => url.to_string().replace("%E2%80%A2%E2%80%A2%E2%80%A2", "•••"),
            Err(()) => "•••".to_owned(),
        },
        Err(_) if text.contains("://") => "•••".to_owned(),
        _ => text.to_owned(),
    }
}
