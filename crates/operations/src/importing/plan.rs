//! What becomes of each row of a list: a pure function of the file, the rules of the declaration and what is there.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    declaration::{LatePolicy, Moment, Period},
    duplicates::{Find, Index, Likeness, Marks},
    endorsement::{Channel, Check, Kind, Signatory, Signature, Stance, Status, Visibility},
    field_error::FieldError,
    ids::EndorsementId,
    signature_file::{FileRow, SignatureFile, SignatureRow},
    text::one_line,
};
use storage::endorsements::Keys;

/// What the declaration and the order say.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub(super) period: Period,
    pub(super) late: LatePolicy,
    pub(super) may_endorse: Vec<Kind>,
    pub(super) channel: Channel,
    pub(super) check: Option<Check>,
    pub(super) now: DateTime<Utc>,
}

/// Another endorsement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    /// One that is there.
    Known(EndorsementId),
    /// A row of the file, by its place from 0.
    Row(usize),
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Counted,
    Pending,
    Review(Option<Same>),
    Duplicate(Same),
    Withdrawn,
    Refused(&'static str),
    Faulty(Vec<FieldError>),
    Already,
}

/// One row with its verdict.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// Its place in the file, from 0.
    pub(super) row: usize,
    pub(super) verdict: Verdict,
    /// It was refused before, and that is kept: it is not kept twice.
    pub(super) noted: bool,
    pub(super) signature: Signature,
    pub(super) signed_at: DateTime<Utc>,
    pub(super) channel: Channel,
    pub(super) check: Check,
}

/// All rows, the earliest signature first: of two that are the same, the earlier one stays.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
}

/// By what a row of a file is known again.
type Mark = (Kind, Option<String>, Option<String>, Option<i64>);

/// What is there, each row of a file once.
struct There {
    rows: HashMap<Mark, Vec<Kept>>,
    index: Index<Same>,
}

/// A row that is there.
#[derive(Clone, Copy)]
struct Kept {
    id: EndorsementId,
    status: Status,
}

impl There {
    fn new(known: Vec<Keys>, dated: bool) -> Self {
        let mut rows: HashMap<Mark, Vec<Kept>> = HashMap::new();
        let mut index = Index::default();
        for keys in known {
            let at = dated.then(|| keys.signed_at.timestamp());
            let marks = Marks {
                mail: keys.mail_key,
                key: None,
                name: keys.folded,
            };
            if keys.status.is_counted() || keys.status.is_waiting() {
                index.insert(&marks, &Same::Known(keys.id));
            }
            let kept = Kept {
                id: keys.id,
                status: keys.status,
            };
            rows.entry((keys.kind, marks.mail, marks.name, at))
                .or_default()
                .push(kept);
        }
        Self { rows, index }
    }

    /// The row that is this one, if it is there already; each that is there is one row. What was refused never counted:
    /// it stands in the way of what is refused again alone, and a corrected row may come.
    fn take(&mut self, mark: &Mark, refused: bool) -> Option<Kept> {
        let rows = self.rows.get_mut(mark)?;
        let at = rows
            .iter()
            .position(|kept| (kept.status == Status::Refused) == refused)?;
        Some(rows.swap_remove(at))
    }
}

impl Plan {
    /// `marks` makes the marks by which those that are there are known.
    pub(super) fn of(
        file: &SignatureFile,
        rules: &Rules,
        known: Vec<Keys>,
        marks: &dyn Fn(&Signature) -> Marks,
    ) -> Self {
        let mut steps: Vec<Step> = file
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| step(at, row, rules))
            .collect();
        steps.sort_by_key(|step| (step.signed_at, step.row));
        let dated = |step: &Step| matches!(&file.rows[step.row].outcome, Ok(row) if row.signed_at.is_some());
        let any_dated = steps.iter().any(dated);
        let mut there = There::new(known, any_dated);
        for step in &mut steps {
            let marks = marks(&step.signature);
            let good = file.rows[step.row].outcome.as_ref().ok();
            let kind = step.signature.signatory.kind;
            let mut take = |refused| {
                moments(step, good, rules).into_iter().find_map(|at| {
                    let at = any_dated.then(|| at.timestamp());
                    there.take(&(kind, marks.mail.clone(), marks.name.clone(), at), refused)
                })
            };
            if let Some(kept) = take(false) {
                // Nobody counts again against its word: a person of the host decides.
                let again = kept.status == Status::Withdrawn && step.verdict == Verdict::Counted;
                step.verdict = if again {
                    Verdict::Review(Some(Same::Known(kept.id)))
                } else {
                    Verdict::Already
                };
                continue;
            }
            let refused = matches!(step.verdict, Verdict::Refused(_) | Verdict::Faulty(_));
            step.noted = refused && take(true).is_some();
            let says = good.and_then(|row| row.status);
            compare(step, says, there.index.find(&marks));
            let stands = matches!(step.verdict, Verdict::Counted | Verdict::Pending | Verdict::Review(_));
            if stands {
                there.index.insert(&marks, &Same::Row(step.row));
            }
        }
        Self { steps }
    }
}

/// The moments at which the same row may have been kept.
fn moments(step: &Step, good: Option<&SignatureRow>, rules: &Rules) -> [DateTime<Utc>; 3] {
    good.and_then(|row| row.signed_at)
        .map_or([step.signed_at; 3], |signed| signed.all(rules.period))
}

/// What is found wins over what the list says: of one signer one is counted.
fn compare(step: &mut Step, says: Option<Status>, found: Option<Find<Same>>) {
    let open = matches!(step.verdict, Verdict::Counted | Verdict::Pending);
    match (found, says) {
        (Some(find), Some(Status::Duplicate)) => step.verdict = Verdict::Duplicate(find.with),
        (None, Some(Status::Duplicate)) if open => step.verdict = Verdict::Review(None),
        (Some(find), _) if open => {
            step.verdict = match find.likeness {
                Likeness::Same => Verdict::Duplicate(find.with),
                Likeness::Perhaps => Verdict::Review(Some(find.with)),
            };
        }
        _ => {}
    }
}

fn step(place: usize, row: &FileRow, rules: &Rules) -> Step {
    let (verdict, signature) = match &row.outcome {
        Ok(good) => (verdict(good, rules), good.signature.clone()),
        Err(faults) => (Verdict::Faulty(faults.clone()), remains(row)),
    };
    let good = row.outcome.as_ref().ok();
    let channel = good.and_then(|row| row.channel).unwrap_or(rules.channel);
    let preset = if channel == Channel::Paper {
        Check::Paper
    } else {
        Check::Nothing
    };
    Step {
        row: place,
        verdict,
        noted: false,
        signature,
        signed_at: good
            .and_then(|row| row.signed_at)
            .map_or(rules.now, |signed| signed.at(rules.period, rules.now)),
        channel,
        check: good.and_then(|row| row.check).or(rules.check).unwrap_or(preset),
    }
}

fn verdict(row: &SignatureRow, rules: &Rules) -> Verdict {
    if !rules.may_endorse.contains(&row.signature.signatory.kind) {
        return Verdict::Refused("not-eligible");
    }
    match row.moment(rules.period, rules.late, rules.now) {
        Moment::Early => return Verdict::Refused("not-open"),
        Moment::Late => return Verdict::Refused("closed"),
        Moment::InTime | Moment::LateShown => {}
    }
    match row.status {
        Some(Status::Pending) => Verdict::Pending,
        Some(Status::Withdrawn) => Verdict::Withdrawn,
        Some(Status::Refused) => Verdict::Refused("other"),
        _ => Verdict::Counted,
    }
}

/// What can be kept of a row with faults, so that its refusal is not forgotten.
fn remains(row: &FileRow) -> Signature {
    let text = |raw: &str, most| one_line(raw, most).ok();
    Signature {
        signatory: Signatory {
            organisation: text(&row.draft.organisation, Signatory::LONGEST_ORGANISATION),
            person: text(&row.draft.person, Signatory::LONGEST_PERSON),
            role: text(&row.draft.role, Signatory::LONGEST_ROLE),
            ..Signatory::of_kind(
                row.kind().unwrap_or(Kind::Individual),
                Visibility::parse(&row.draft.visibility).unwrap_or(Visibility::Public),
            )
        },
        mail: domain::mail_address::MailAddress::parse(&row.draft.mail).ok(),
        language: None,
        stance: Stance::Full,
        reservation: None,
    }
}
