//! The layers: each setting has the value of the last layer that names it, and remembers where that was.

use std::{collections::BTreeMap, fmt, fs, path::PathBuf};

use super::{
    Problem,
    file::{self, Raw},
    suggest,
};

/// The built-in defaults; their keys are the list of known settings.
pub(super) const DEFAULTS: &str = include_str!("../../../../config/default.toml");

/// Where the settings come from, besides the built-in defaults.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The settings file.
    pub file: Option<PathBuf>,
    /// All variables of the environment; those that begin with `BANDUNG__` are settings.
    pub environment: Vec<(String, String)>,
    /// Settings from the command line: name of the flag, key, value.
    pub flags: Vec<(String, String, String)>,
}

impl Sources {
    /// The same with one more setting from a flag.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl fmt::Display) -> Self {
        self.flags.push(("--set".to_owned(), key.to_owned(), value.to_string()));
        self
    }
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `config/default.toml`, built in.
    Default,
    /// A line of a file.
    File(PathBuf, usize),
    /// A variable.
    Environment(String),
    /// A flag.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag(name) => write!(f, "flag {name}"),
        }
    }
}

/// One setting before it has a type.
#[derive(Clone, Debug)]
pub struct Setting {
    pub(super) value: Raw,
    /// Where it comes from.
    pub origin: Origin,
}

/// All settings before they have types.
#[derive(Clone, Debug)]
pub struct Settings(pub(super) BTreeMap<String, Setting>);

impl Settings {
    /// How many settings are not the defaults.
    #[must_use]
    pub fn named(&self) -> usize {
        self.0
            .values()
            .filter(|setting| setting.origin != Origin::Default)
            .count()
    }

    /// Puts the layers on top of each other; what cannot be read or is not known becomes a problem.
    #[must_use]
    pub fn merge(sources: &Sources) -> (Self, Vec<Problem>) {
        let mut settings = defaults();
        let mut problems = Vec::new();
        from_file(sources, &mut settings, &mut problems);
        from_environment(sources, &mut settings, &mut problems);
        for (flag, key, value) in &sources.flags {
            let origin = Origin::Flag(flag.clone());
            set(&mut settings, &mut problems, key, Raw::Text(value.clone()), origin);
        }
        (Self(settings), problems)
    }

    /// The keys that this program knows.
    #[must_use]
    pub fn known_keys() -> Vec<String> {
        defaults().into_keys().collect()
    }

    pub(super) fn get(&self, key: &str) -> Option<&Setting> {
        self.0.get(key)
    }
}

fn defaults() -> BTreeMap<String, Setting> {
    // A fault of the built-in file would show in every test of this crate.
    file::entries(DEFAULTS)
        .unwrap_or_default()
        .into_iter()
        .map(|entry| {
            let setting = Setting {
                value: entry.value,
                origin: Origin::Default,
            };
            (entry.key, setting)
        })
        .collect()
}

fn set(settings: &mut BTreeMap<String, Setting>, problems: &mut Vec<Problem>, key: &str, value: Raw, origin: Origin) {
    if let Some(setting) = settings.get_mut(key) {
        *setting = Setting { value, origin };
        return;
    }
    let text = match suggest::nearest(key, settings.keys().map(String::as_str)) {
        Some(near) => format!("unknown key (did you mean {near}?)"),
        None => "unknown key; `bandung config template` lists all".to_owned(),
    };
    problems.push(Problem::new(key, text, Some(&origin)));
}

fn from_file(sources: &Sources, settings: &mut BTreeMap<String, Setting>, problems: &mut Vec<Problem>) {
    let Some(path) = &sources.file else { return };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            let what = path.display().to_string();
            problems.push(Problem::new(what, format!("cannot be read: {error}"), None));
            return;
        }
    };
    match file::entries(&text) {
        Ok(entries) => {
            for entry in entries {
                let origin = Origin::File(path.clone(), entry.line);
                set(settings, problems, &entry.key, entry.value, origin);
            }
        }
        Err((line, message)) => problems.push(Problem::new(
            "not TOML",
            message,
            Some(&Origin::File(path.clone(), line)),
        )),
    }
}

fn from_environment(sources: &Sources, settings: &mut BTreeMap<String, Setting>, problems: &mut Vec<Problem>) {
    let variable = |key: &str| format!("BANDUNG__{}", key.to_uppercase().replace('.', "__"));
    for (name, value) in &sources.environment {
        let origin = Origin::Environment(name.clone());
        if let Some(rest) = name.strip_prefix("BANDUNG__") {
            let key = rest.replace("__", ".").to_lowercase();
            set(settings, problems, &key, Raw::Text(value.clone()), origin);
        } else if name.starts_with("BANDUNG_") {
            // One underscore instead of two is easily written and would be ignored in silence.
            let meant = settings
                .keys()
                .map(|key| variable(key))
                .find(|known| known.replace("__", "_") == *name);
            if let Some(meant) = meant {
                let text = format!("is not read (did you mean {meant}?)");
                problems.push(Problem::new(name, text, Some(&origin)));
            }
        }
    }
}
