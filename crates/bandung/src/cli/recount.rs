//! `bandung declaration tally URL`: somebody who has no node looks at the numbers of one, fetches its log and counts.

use std::fs;

use evidence::{
    bundle::Verdict,
    log::Policy,
    package::{Package, Report},
};
use serde_json::{Value, json};

use super::{Common, verify::fault_in_words};
use crate::{
    Failure,
    commands::{
        Reply,
        tally::{TallyOf, counted_in_words, differences, in_words, verdict},
    },
    console,
    cores::Cores,
};

/// The largest log that is fetched: a million endorsements.
const LARGEST: usize = 2 << 30;
/// How often it is begun anew because something was counted in between.
const TRIES: usize = 4;

pub(super) async fn run(asked: &TallyOf, common: &Common) -> Result<u8, Failure> {
    let page = page(&asked.which)?;
    if !asked.recount {
        let published = fetch_json(&format!("{page}/tally.json")).await?;
        common.print(&Reply::one(in_words(&published), &published))?;
        return Ok(0);
    }
    let policy = match &asked.policy {
        Some(path) => {
            let unreadable = |error: String| Failure::usage(format!("{}: {error}", path.display()));
            let text = fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
            Some(Policy::parse(&text).map_err(|error| unreadable(error.to_string()))?)
        }
        None => None,
    };
    let mut last = None;
    for _ in 0..TRIES {
        let published = fetch_json(&format!("{page}/tally.json")).await?;
        console::note("fetching the log and the documents");
        let bytes = fetch(&format!("{page}/bundle"), LARGEST).await?;
        let package = match Package::read(&bytes) {
            Ok(package) => package,
            Err(reason) => return Err(undecided(format!("{page}/bundle is no bundle ({reason})"))),
        };
        let entries = published.pointer("/log/entries").and_then(Value::as_u64);
        if entries == package.entries() {
            last = Some((published, package));
            break;
        }
        last = Some((published, package));
    }
    let Some((published, package)) = last else {
        return Err(Failure::later("the numbers changed while they were fetched: ask again"));
    };
    let own = match (&policy, package.origin()) {
        (None, Some(origin)) => Some(own_policy(&page, origin).await?),
        _ => None,
    };
    let verdict = package.verify(policy.as_ref().or(own.as_ref()), &Cores::all());
    let entries = published.pointer("/log/entries").and_then(Value::as_u64);
    let apart = (entries != package.entries()).then_some((entries, package.entries()));
    let reply = reply(&published, &verdict, apart, policy.is_some());
    common.print(&reply)?;
    Ok(reply.code)
}

/// `apart`: the entries of the numbers and of the log, where they are of different moments.
fn reply(
    published: &Value,
    checked: &Verdict<Report>,
    apart: Option<(Option<u64>, Option<u64>)>,
    has_policy: bool,
) -> Reply {
    let mut text = in_words(published);
    let (code, result) = match checked {
        Verdict::Verified(Report::Bundle(report)) => {
            let of_this = published["declaration"].as_str() == Some(report.declaration.as_str())
                && published["digest"].as_str() == Some(report.canonical_digest.as_str());
            let found = differences(published, &report.totals, report.undisclosed_countries);
            text.push_str(&format!(
                "\ncounted here from {} log entries, every signature checked: {}",
                report.tree_size,
                counted_in_words(&report.totals, report.undisclosed_countries)
            ));
            if !of_this {
                text.push_str("\nTHE NUMBERS ARE OF ANOTHER TEXT than the log.");
            }
            match apart {
                Some((numbers, log)) if of_this && !found.is_empty() => {
                    let said = |entries: Option<u64>| entries.map_or_else(|| "no".to_owned(), |size| size.to_string());
                    text.push_str(&format!(
                        "\nCANNOT BE DECIDED: the numbers are of {} log entries, the log that was given has {}. Something was \
                         counted in between: ask again in a minute.",
                        said(numbers),
                        said(log)
                    ));
                }
                _ => text.push_str(&verdict(&found)),
            }
            if !has_policy {
                text.push_str(
                    "\nThe key of the log was given by the node itself. To trust it less, get a policy from somebody \
                     else and give it with --policy FILE.",
                );
            }
            let code = match (of_this, found.is_empty(), apart) {
                (true, true, _) => 0,
                (true, false, Some(_)) => 2,
                _ => 1,
            };
            (code, json!({ "counted": report.to_json(), "differs": found }))
        }
        Verdict::Verified(Report::Receipt(_)) => {
            text.push_str("\nthe node gave a receipt in place of its log");
            (1, json!({ "reason": "json" }))
        }
        Verdict::False(fault) => {
            text.push_str(&format!("\nTHE LOG DOES NOT HOLD: {}", fault_in_words(*fault)));
            (1, json!({ "reason": fault.reason.as_str(), "index": fault.index }))
        }
        Verdict::Undecidable(fault) => {
            text.push_str(&format!("\nCANNOT BE DECIDED: {}", fault_in_words(*fault)));
            (2, json!({ "reason": fault.reason.as_str(), "index": fault.index }))
        }
    };
    Reply {
        code,
        ..Reply::one(text, &json!({ "published": published, "recount": result }))
    }
}

/// The page of the declaration, whatever page of it was given.
fn page(address: &str) -> Result<String, Failure> {
    let usage = || {
        Failure::usage(format!(
            "{address:?} is not the page of a declaration: write https://HOST/declarations/NAME"
        ))
    };
    let bare = address.split(['?', '#']).next().unwrap_or_default();
    let (before, after) = bare.split_once("/declarations/").ok_or_else(usage)?;
    let slug = after
        .split('/')
        .next()
        .filter(|slug| !slug.is_empty())
        .ok_or_else(usage)?;
    Ok(format!("{before}/declarations/{slug}"))
}

async fn fetch_json(address: &str) -> Result<Value, Failure> {
    let bytes = fetch(address, 16 << 20).await?;
    serde_json::from_slice(&bytes).map_err(|error| undecided(format!("{address} gives no numbers: {error}")))
}

/// Fetches a file. What is not given out says nothing about the count: it is not false.
async fn fetch(address: &str, largest: usize) -> Result<Vec<u8>, Failure> {
    let fetched = federation::fetch_for_person(address, largest).await;
    fetched.map_err(|error| {
        let failure = Failure::from(error);
        match failure.code {
            1 => undecided(format!("{address}: {failure}")),
            _ => failure,
        }
    })
}

/// Whether the numbers are true cannot be said: exit code 2.
fn undecided(message: String) -> Failure {
    Failure { message, code: 2 }
}

/// The policy that the node itself gives: it names its log key, which nobody else has vouched for.
async fn own_policy(page: &str, origin: &str) -> Result<Policy, Failure> {
    // The origin is `host/ap/log/1`; the address that was typed says how to reach that host.
    let number = origin.rsplit('/').next().unwrap_or("1");
    let base = page.split("/declarations/").next().unwrap_or_default();
    let address = format!("{base}/ap/log/{number}/policy");
    let bytes = fetch(&address, 1 << 20).await?;
    let text = String::from_utf8_lossy(&bytes);
    Policy::parse(&text).map_err(|error| undecided(format!("{address}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn any_page_of_a_declaration_leads_to_it() {
        for address in [
            "https://a.example/declarations/water",
            "https://a.example/declarations/water/tally?list=nam",
            "https://a.example/declarations/water/endorsements#top",
        ] {
            assert_eq!(page(address).unwrap(), "https://a.example/declarations/water");
        }
        assert!(page("https://a.example/").is_err());
        assert!(page("https://a.example/declarations/").is_err());
    }
}
