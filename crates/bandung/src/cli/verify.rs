//! `bandung verify`: everything that a bundle or a receipt claims, checked by what is in it (SECURITY EN8).

use std::{fmt::Write as _, fs, path::PathBuf};

use evidence::{
    bundle::{BundleReport, Verdict},
    documents::Reason,
    log::Policy,
    package::{Package, Report},
    receipt::ReceiptReport,
    tally::{Fault, Signatory},
    text_digest::is_plain,
};

use crate::{Failure, console, cores::Cores};

mod claims;
mod reasons;

/// The exit code for wrong usage; 2 is taken.
pub(super) const USAGE: u8 = 64;

/// Check a bundle or a receipt.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// The file: a bundle or a receipt.
    #[arg(value_name = "BUNDLE")]
    file: PathBuf,
    /// Which log and which witnesses are trusted (a tlog-policy). Get it from somebody else than the bundle.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

/// Whether the command line asks for this command, even where the rest of it is wrong.
pub(super) fn is_asked_for() -> bool {
    std::env::args_os().skip(1).any(|argument| argument == "verify")
}

impl Verify {
    pub(super) fn run(self, json: bool) -> Result<u8, Failure> {
        let usage = |message: String| Failure { message, code: USAGE };
        let bytes = fs::read(&self.file).map_err(|error| usage(format!("{}: {error}", self.file.display())))?;
        let policy = match &self.policy {
            None => None,
            Some(path) => {
                let text = fs::read_to_string(path).map_err(|error| usage(format!("{}: {error}", path.display())))?;
                Some(Policy::parse(&text).map_err(|error| usage(format!("{}: {error}", path.display())))?)
            }
        };
        let package = Package::read(&bytes);
        let verdict = match &package {
            Ok(package) => package.verify(policy.as_ref(), &Cores::all()),
            // Nothing is claimed by a file that is no bundle: it is not false either.
            Err(reason @ Reason::Json) => Verdict::Undecidable(Fault {
                reason: *reason,
                index: None,
            }),
            Err(reason) => (*reason).into(),
        };
        if json {
            let answer = serde_json::to_string_pretty(&verdict.to_json(Report::to_json))
                .map_err(|error| Failure::failed(error.to_string()))?;
            console::say(&answer);
        } else {
            console::say(sentences(&verdict, package.ok().as_ref(), policy.is_some()).trim_end());
        }
        Ok(verdict.exit_code())
    }
}

fn sentences(verdict: &Verdict<Report>, package: Option<&Package>, has_policy: bool) -> String {
    match (verdict, package) {
        (Verdict::Verified(Report::Bundle(report)), _) => of_bundle(report),
        (Verdict::Verified(Report::Receipt(report)), Some(Package::Receipt(receipt))) => {
            of_receipt(report, &claims::who(&receipt.endorsement))
        }
        (Verdict::Undecidable(fault), Some(package)) if fault.reason == Reason::UnknownLog && !has_policy => format!(
            "NOT DECIDED: nobody vouches for this log ({}).\n{GET_POLICY}\n\nWhat the file says, and nobody vouches for\n\n{}",
            fault.reason,
            claims::of(package)
        ),
        (other, _) => doubts(&other.clone().map(drop), has_policy),
    }
}

/// How a log becomes one that is vouched for.
const GET_POLICY: &str = "Get a policy from somebody whom you trust, not from whom you got the file, and give it with \
                          --policy FILE:\nit names the log and the witnesses that you trust.";

/// What is wrong or missing, and what it means.
pub(crate) fn doubts(verdict: &Verdict<()>, has_policy: bool) -> String {
    match verdict {
        Verdict::Verified(()) => String::new(),
        Verdict::False(Fault {
            reason: Reason::Json, ..
        })
        | Verdict::Undecidable(Fault {
            reason: Reason::Json, ..
        }) => "THIS IS NO BUNDLE: the file is neither a bundle nor a receipt, or it was cut off on its way (json).\n\
               Fetch it again from the page of the declaration."
            .to_owned(),
        Verdict::False(fault) => format!("FALSE: {}.", fault_in_words(*fault)),
        Verdict::Undecidable(fault) => {
            let mut text = format!("CANNOT BE DECIDED: {}.", fault_in_words(*fault));
            if !has_policy {
                text.push('\n');
                text.push_str(GET_POLICY);
            }
            text
        }
    }
}

/// A fault as a sentence, with its code and its place.
pub(super) fn fault_in_words(fault: Fault) -> String {
    let sentence = reasons::sentence(fault.reason);
    match fault.index {
        Some(index) => format!("{sentence} ({}, at entry {index} of the log)", fault.reason),
        None => format!("{sentence} ({})", fault.reason),
    }
}

fn of_bundle(report: &BundleReport) -> String {
    let mut text = String::new();
    let totals = &report.totals;
    let _ = writeln!(text, "TRUE: the count follows from the log, and every signature holds.");
    let _ = writeln!(
        text,
        "\nText       “{}”, revision {}",
        shown(&report.title),
        report.revision
    );
    let _ = writeln!(text, "           {}", shown(&report.declaration));
    let _ = writeln!(text, "           digest {}", report.canonical_digest);
    let _ = writeln!(
        text,
        "           open for endorsement since {}",
        report.opens_at.format("%Y-%m-%d %H:%M UTC")
    );
    let _ = writeln!(
        text,
        "Counted    {} endorsements: {} organisations, {} persons, {} not disclosed; {} countries",
        totals.all(),
        totals.organisations,
        totals.persons,
        totals.undisclosed,
        totals.countries
    );
    let _ = writeln!(
        text,
        "           {} by keys of their own, {} recorded by the owner; {} withdrawn, {} revoked, {} erased",
        totals.own_key, totals.recorded, totals.withdrawn, totals.revoked, totals.erased
    );
    apart(report, &mut text);
    let _ = writeln!(
        text,
        "Log        {}, {} entries",
        shown(&report.origin),
        report.tree_size
    );
    let (size, as_of) = report.signed_tally;
    let _ = writeln!(
        text,
        "           the owner signed the figures of {size} entries on {}",
        as_of.format("%Y-%m-%d")
    );
    witnesses(report.witnessed, &report.witnesses, &mut text);
    let _ = writeln!(
        text,
        "Keys       {}",
        if report.pinned_keys {
            "of members: pinned by the network's roster"
        } else {
            "as the file gives them; compare them with those at the addresses of the endorsers"
        }
    );
    if !report.signatories.is_empty() {
        text.push_str("\nWho endorsed, since when\n");
        for signatory in &report.signatories {
            let _ = writeln!(text, "  {}", line(signatory));
        }
    }
    text
}

fn apart(report: &BundleReport, text: &mut String) {
    let apart = report.apart;
    if apart.late + apart.disputed + apart.equivocal > 0 {
        let _ = writeln!(
            text,
            "           not counted: {} after the closing, {} by keys in wrong hands, {} that contradict each other",
            apart.late, apart.disputed, apart.equivocal
        );
    }
    if report.undisclosed_countries > 0 {
        let _ = writeln!(
            text,
            "           the owner says that hidden signers come from {} further countries; nobody can check that",
            report.undisclosed_countries
        );
    }
    for (old, new) in &report.moved_twice {
        let (old, new) = (shown(old), shown(new));
        let _ = writeln!(
            text,
            "           {old} says that it moved to {new}, and both are counted: the owner should take the later one back"
        );
    }
}

fn witnesses(asked: bool, seen: &std::collections::BTreeMap<String, chrono::DateTime<chrono::Utc>>, text: &mut String) {
    let list: Vec<String> = seen
        .iter()
        .map(|(name, time)| format!("{} ({})", shown(name), time.format("%Y-%m-%d %H:%M UTC")))
        .collect();
    let _ = match (asked, list.is_empty()) {
        (true, _) => writeln!(text, "Witnesses  {}: enough by the policy", list.join(", ")),
        (false, false) => writeln!(text, "Witnesses  {}; the policy asks for none", list.join(", ")),
        (false, true) => writeln!(text, "Witnesses  not yet witnessed; the policy asks for none"),
    };
}

fn line(signatory: &Signatory) -> String {
    let mut line = format!("{} ", signatory.since.format("%Y-%m-%d %H:00"));
    let who: Vec<String> = [&signatory.name, &signatory.person, &signatory.role]
        .into_iter()
        .flatten()
        .map(|part| shown(part))
        .collect();
    line.push_str(if who.is_empty() { "name hidden" } else { "" });
    line.push_str(&who.join(", "));
    let _ = write!(line, " ({}{})", signatory.kind, country(signatory));
    if signatory.own_key {
        let _ = write!(line, ", by its own key {}", shown(&signatory.subject));
    } else {
        line.push_str(", recorded by the owner");
    }
    if signatory.stance != "full" {
        line.push_str(", with reservations");
    }
    if let Some(until) = signatory.member_until {
        let _ = write!(line, ", member until {}", until.format("%Y-%m-%d"));
    }
    line
}

fn country(signatory: &Signatory) -> String {
    signatory
        .country
        .as_ref()
        .map_or_else(String::new, |code| format!(", {code}"))
}

/// `who`: the signer as its document says, which the receipt proves.
fn of_receipt(report: &ReceiptReport, who: &str) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "TRUE: this endorsement is in the log, and every signature holds.");
    let _ = writeln!(text, "\nWho        {who}");
    let _ = writeln!(text, "           {}", shown(&report.endorser));
    let _ = writeln!(
        text,
        "Text       “{}”, revision {}",
        shown(&report.title),
        report.revision
    );
    let _ = writeln!(text, "           {}", shown(&report.declaration));
    let _ = writeln!(
        text,
        "Stance     {}, signed {}",
        if report.stance == "full" {
            "in full"
        } else {
            "with reservations"
        },
        report.published.format("%Y-%m-%d %H:%M UTC")
    );
    let _ = writeln!(
        text,
        "Log        entry {} of a tree of {}, logged {}",
        report.index,
        report.tree_size,
        report.since.format("%Y-%m-%d %H:00 UTC")
    );
    witnesses(report.witnessed, &report.witnesses, &mut text);
    text
}

/// A text of somebody else, made harmless for a terminal.
fn shown(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c != '\n' && is_plain(c.encode_utf8(&mut [0; 4])) {
                c
            } else {
                '\u{FFFD}'
            }
        })
        .collect()
}
