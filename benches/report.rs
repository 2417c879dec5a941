//! What was measured, as a table or as JSON.

use std::io::Write;

use operations::{Clock, SystemClock};
use serde_json::{Value, json};

/// All lines; as a table each is printed when it is there.
pub(crate) struct Report {
    lines: Vec<Line>,
    as_json: bool,
}

struct Line {
    part: &'static str,
    what: String,
    value: f64,
    unit: &'static str,
    limit: Option<Limit>,
}

/// What the machine could do at best.
pub(crate) struct Limit {
    pub(crate) what: &'static str,
    pub(crate) value: f64,
    /// The share that we want to reach, in percent.
    pub(crate) aim: Option<f64>,
}

impl Report {
    pub(crate) fn begin(as_json: bool) -> Self {
        if !as_json {
            for (name, value) in machine().as_object().unwrap() {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                say(&format!("{name}: {text}"));
            }
        }
        Self {
            lines: Vec::new(),
            as_json,
        }
    }

    pub(crate) fn add(
        &mut self,
        part: &'static str,
        what: impl Into<String>,
        value: f64,
        unit: &'static str,
        limit: Option<Limit>,
    ) {
        let line = Line {
            part,
            what: what.into(),
            value,
            unit,
            limit,
        };
        if !self.as_json {
            if self.lines.last().is_none_or(|before| before.part != part) {
                say(&format!("\n{part}"));
            }
            say(&line.text());
        }
        self.lines.push(line);
    }

    pub(crate) fn finish(self) {
        if self.as_json {
            let lines: Vec<Value> = self.lines.iter().map(Line::json).collect();
            let all = json!({"machine": machine(), "results": lines});
            say(&serde_json::to_string_pretty(&all).unwrap());
        } else {
            say(&format!("\nload at the end: {}", load()));
        }
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
}

impl Line {
    fn share(&self) -> Option<f64> {
        self.limit.as_ref().map(|limit| 100.0 * self.value / limit.value)
    }

    fn text(&self) -> String {
        let mut text = format!("  {:<44} {:>10} {:<8}", self.what, round(self.value), self.unit);
        if let (Some(limit), Some(share)) = (&self.limit, self.share()) {
            text.push_str(&format!("{share:>5.0} % of {} {}", round(limit.value), limit.what));
            if let Some(aim) = limit.aim {
                text.push_str(&format!(
                    " (aim {aim:.0} %{})",
                    if share < aim { ": missed" } else { "" }
                ));
            }
        }
        text
    }

    fn json(&self) -> Value {
        let mut line = json!({"part": self.part, "what": self.what, "value": self.value, "unit": self.unit});
        if let Some(limit) = &self.limit {
            line["limit"] = json!({"what": limit.what, "value": limit.value});
            line["share_percent"] = json!(self.share());
            line["aim_percent"] = json!(limit.aim);
        }
        line
    }
}

fn round(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.0}")
    }
}

fn machine() -> Value {
    let information = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = information
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("unknown", |(_, model)| model.trim());
    json!({
        "date": SystemClock.now().to_rfc3339(),
        "processors": std::thread::available_parallelism().map_or(0, usize::from),
        "model": model,
        "load": load(),
        "profile": profile(),
    })
}

/// How many programs wanted a processor in the last minute.
fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

/// The folder of this program names the profile with which it was built.
fn profile() -> String {
    let program = std::env::current_exe().unwrap();
    let folder = program.parent().and_then(std::path::Path::file_name);
    folder.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
