//! `bandung declaration tally`: the published numbers, and whether the log gives them.

use std::{fmt::Write, path::PathBuf};

use domain::vocabulary;
use evidence::tally::Totals;
use operations::Served;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use web::TakeAway;

use super::super::{Context, Reply};
use crate::Failure;

/// Of which declaration.
#[derive(Clone, Debug, clap::Args, Serialize, Deserialize)]
pub struct TallyOf {
    /// Last part of the page's address, or the whole address of the page on any node.
    pub(crate) which: String,
    /// Count the log anew and compare. For an address no node of one's own is needed.
    #[arg(long)]
    pub(crate) recount: bool,
    /// With an address: which log and witnesses are trusted (a tlog-policy), got from somebody else than that node.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
}

impl TallyOf {
    pub(super) fn recount_outside(&self) -> Option<&Self> {
        let is_address = self.which.starts_with("https://") || self.which.starts_with("http://");
        is_address.then_some(self)
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let operations = context.operations();
        let bytes = web::take_away(operations, &self.which, TakeAway::Tally).await?;
        let published: Value =
            serde_json::from_slice(&bytes).map_err(|error| Failure::failed(format!("the tally: {error}")))?;
        let mut text = in_words(&published);
        if !self.recount {
            return Ok(Reply::one(text, &published));
        }
        let object = published["declaration"].as_str().unwrap_or_default();
        let recounted = operations.recount(object, None).await?;
        let (code, result) = match (recounted.counted, recounted.fault) {
            (Some(counted), None) => {
                let hidden = hidden_countries(context, object, &published).await;
                let differences = differences(&published, &counted.totals, hidden);
                let _ = write!(
                    text,
                    "\ncounted anew from {} log entries: {}",
                    grouped(counted.size),
                    counted_in_words(&counted.totals, hidden)
                );
                text.push_str(&verdict(&differences));
                (
                    u8::from(!differences.is_empty()),
                    json!({ "counted": counted.totals, "differs": differences }),
                )
            }
            (_, Some(fault)) => {
                let code = if fault.reason.is_undecidable() { 2 } else { 1 };
                let _ = write!(text, "\nthe log cannot be counted: {}", fault.reason);
                (code, json!({ "reason": fault.reason.as_str() }))
            }
            (None, None) => {
                text.push_str("\nkeys of endorsers are missing here: ask again later");
                (2, json!({ "reason": "key-unknown" }))
            }
        };
        let value = json!({ "published": published, "recount": result });
        Ok(Reply {
            code,
            ..Reply::one(text, &value)
        })
    }
}

/// Countries that occur among hidden signers only: of ours as the signed tally says, of others as they told.
async fn hidden_countries(context: &Context<'_>, object: &str, published: &Value) -> u64 {
    let told = published["undisclosed_countries"].as_u64().unwrap_or_default();
    match context.operations().document(&format!("{object}/tally"), None).await {
        Ok(Served::Document(bytes)) => serde_json::from_slice::<Value>(&bytes)
            .ok()
            .and_then(|tally| tally["bandung:undisclosedCountries"].as_u64())
            .unwrap_or_default(),
        _ => told,
    }
}

/// The published numbers that the log does not give: name, published, counted.
pub(crate) fn differences(published: &Value, counted: &Totals, hidden_countries: u64) -> Vec<(&'static str, u64, u64)> {
    let number = |pointer: &str| published.pointer(pointer).and_then(Value::as_u64).unwrap_or_default();
    let persons = number("/figures/counted/representatives") + number("/figures/counted/individuals");
    let all = [
        (
            "organisations",
            number("/figures/counted/organisations"),
            counted.organisations,
        ),
        ("people", persons, counted.persons),
        (
            "countries",
            number("/figures/countries/counted"),
            counted.countries + hidden_countries,
        ),
    ];
    // What was withdrawn, revoked or erased is compared in the signed tally, which counts entries of the log; the page
    // counts where each endorsement stands now.
    all.into_iter()
        .filter(|(_, published, counted)| published != counted)
        .collect()
}

/// Whether the numbers agree.
pub(crate) fn verdict(differences: &[(&'static str, u64, u64)]) -> String {
    if differences.is_empty() {
        return "\nTHE NUMBERS AGREE: the log gives what is published.".to_owned();
    }
    let mut text = "\nTHE NUMBERS DIFFER:".to_owned();
    for (name, published, counted) in differences {
        let _ = write!(
            text,
            "\n  {name}: {} published, {} in the log",
            grouped(*published),
            grouped(*counted)
        );
    }
    text
}

/// One person, several people.
fn people(number: u64) -> String {
    format!("{} {}", grouped(number), if number == 1 { "person" } else { "people" })
}

/// What a log gave.
pub(crate) fn counted_in_words(counted: &Totals, hidden_countries: u64) -> String {
    format!(
        "{} endorsements: {} organisations, {}; {} countries",
        grouped(counted.all()),
        grouped(counted.organisations),
        people(counted.persons),
        grouped(counted.countries + hidden_countries)
    )
}

/// The document of a tally (`tally.json`) in words.
pub(crate) fn in_words(tally: &Value) -> String {
    let number = |pointer: &str| grouped(tally.pointer(pointer).and_then(Value::as_u64).unwrap_or_default());
    let sum = |pointers: &[&str]| {
        let numbers = pointers.iter().filter_map(|pointer| tally.pointer(pointer)?.as_u64());
        numbers.sum::<u64>()
    };
    let word = |name: &str| tally[name].as_str().unwrap_or("-");
    let (organisations, representatives, individuals) = (
        "/figures/counted/organisations",
        "/figures/counted/representatives",
        "/figures/counted/individuals",
    );
    let digest: String = word("digest").chars().take(8).collect();
    let ends = match tally["closes_at"].as_str() {
        Some(at) => format!(
            "{} {}",
            if word("state") == "closed" {
                "closed"
            } else {
                "open until"
            },
            &at[..10.min(at.len())]
        ),
        None => word("state").to_owned(),
    };
    let share = tally["un_share_per_mille"].as_u64().unwrap_or_default();
    let mut text = format!(
        "Text {} ({digest}…), {ends}, log entry {}, as of {}\n",
        number("/revision"),
        number("/log/entries"),
        word("as_of")
    );
    let _ = write!(
        text,
        "  {} endorsements: {} organisations, {} ({} representatives, {} individuals)\n  {} of {} UN member \
         states ({}.{} %), {} other places, {} NAM members, {} G77 (lists of {})\n  not counted: {} not confirmed, {} to \
         look at, {} duplicates, {} withdrawn, {} refused, {} revoked, {} erased, {} late",
        grouped(sum(&[organisations, representatives, individuals])),
        number(organisations),
        people(sum(&[representatives, individuals])),
        number(representatives),
        number(individuals),
        number("/figures/countries/un_members"),
        number("/figures/countries/un_members_in_all"),
        share / 10,
        share % 10,
        number("/figures/countries/other_places"),
        number("/figures/countries/nam_members"),
        number("/figures/countries/g77"),
        vocabulary::LISTS_AS_OF,
        number("/figures/apart/not_confirmed"),
        number("/figures/apart/in_review"),
        number("/figures/apart/duplicates"),
        number("/figures/apart/withdrawn"),
        number("/figures/apart/refused"),
        number("/figures/apart/revoked"),
        number("/figures/apart/erased"),
        number("/figures/apart/late"),
    );
    if let Some(reason) = tally["broken"].as_str() {
        let _ = write!(text, "\n  DOES NOT VERIFY: {reason}");
    }
    if let Some(recounts) = tally["recounts"].as_array().filter(|all| !all.is_empty()) {
        let same = recounts.iter().filter(|one| one["same"] == true).count();
        let _ = write!(text, "\n  {same} of {} nodes counted the same", recounts.len());
    }
    text
}

/// 1,023.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Totals, differences, grouped, in_words, verdict};

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            ["0", "999", "1,000", "1,234,567"],
            [0, 999, 1_000, 1_234_567].map(grouped).each_ref().map(String::as_str)
        );
    }

    #[test]
    fn the_tally_is_told_as_people_read_it() {
        let tally = json!({
            "revision": 1, "digest": "zQm3f9abcd", "state": "closed", "closes_at": "2026-05-31T23:59:59Z",
            "as_of": "2026-11-24T14:02:11Z", "log": {"entries": 1107}, "un_share_per_mille": 710,
            "figures": {
                "counted": {"organisations": 625, "representatives": 376, "individuals": 22},
                "countries": {"counted": 137, "un_members": 137, "un_members_in_all": 193, "nam_members": 98, "g77": 108},
                "apart": {"not_confirmed": 18, "duplicates": 24, "withdrawn": 11, "refused": 8},
            },
        });
        let text = in_words(&tally);
        assert!(
            text.starts_with("Text 1 (zQm3f9ab…), closed 2026-05-31, log entry 1,107, as of 2026-11-24T14:02:11Z\n")
        );
        assert!(
            text.contains("1,023 endorsements: 625 organisations, 398 people (376 representatives, 22 individuals)")
        );
        assert!(text.contains("137 of 193 UN member states (71.0 %)"));
    }

    #[test]
    fn a_number_that_the_log_does_not_give_is_named() {
        let published = json!({"figures": {"counted": {"organisations": 3}, "countries": {"counted": 2}}});
        let counted = Totals {
            organisations: 2,
            countries: 1,
            ..Totals::default()
        };
        let found = differences(&published, &counted, 1);
        assert_eq!(found, [("organisations", 3, 2)]);
        assert!(verdict(&found).contains("organisations: 3 published, 2 in the log"));
        assert!(differences(&json!({}), &Totals::default(), 0).is_empty());
    }
}
