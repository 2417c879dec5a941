//! Endorsements without a node: the host makes and signs their documents (R), says how they came and what was checked
//! (PROTOCOL 10.8). What is hidden stands behind a salted commitment (decision 19).

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    declaration::Moment,
    endorsement::{Channel, Check, Event, Signature, Status, Visibility},
    figures::Counter,
    ids::{DeclarationId, EndorsementId, OrganisationId},
    permissions::Action,
    text::one_line,
};
use evidence::log::{EntryKind, commitment};
use protocol::endorsement::{EndorsementDocument, RecordedAs, endorsement, hidden_part, withdrawal};
use storage::{
    Db, Tx,
    declarations::Declaration as Declared,
    endorsements::{self, Endorsement},
    tallies,
};

use super::{
    NOT_FOUND, after, counters_of,
    form::{NewRecord, Outcome, RecordAs, RecordBatch, SameAs},
    put_signatory, whole_hour,
};
use crate::{
    OperationError, Operations, Session,
    audit::Who,
    declarations::{LogItem, checked, moment_of, rules_of},
};

/// Rows of one transaction at most.
const BATCH: usize = 1_000;

impl Operations {
    /// A row of somebody without a node, not recorded yet.
    pub(super) fn waiting_row(
        &self,
        declaration: &Declared,
        signature: &Signature,
        (channel, check): (Channel, Check),
        signed_at: DateTime<Utc>,
    ) -> Result<Endorsement, OperationError> {
        let urls = self.require_urls()?;
        let now = self.now();
        let id = EndorsementId::new(now, self.0.entropy.bytes());
        let marks = self.marks_of(&signature.signatory, signature.mail.as_ref())?;
        let mut row = Endorsement {
            id,
            object: urls.endorsement(id),
            declaration: declaration.id,
            author: declaration.owner.clone(),
            subject: urls.signatory(EndorsementId::new(now, self.0.entropy.bytes())),
            organisation: None,
            status: Status::Pending,
            late: moment_of(declaration, signed_at) == Moment::LateShown,
            signatory: signature.signatory.clone(),
            channel,
            check,
            stance: signature.stance,
            reservation: signature.reservation.clone(),
            language: signature.language.clone(),
            hidden: None,
            hidden_salt: None,
            folded: marks.name,
            mail: signature.mail.as_ref().map(|mail| mail.as_str().to_owned()),
            mail_key: marks.mail,
            token_sha256: None,
            confirm_sha256: None,
            sequence: 0,
            digest: None,
            document: None,
            offer: None,
            note: None,
            stamp: None,
            stamp_document: None,
            log_index: None,
            log_salt: None,
            reason: None,
            checked_by: None,
            check_note: None,
            merged_into: None,
            number: None,
            end_document: None,
            signed_at,
            received_at: now,
            decided_at: None,
            ended_at: None,
        };
        put_signatory(&mut row, &signature.signatory);
        Ok(row)
    }

    /// Makes and signs R, with the next number of the host's statements.
    pub(super) async fn make_record(
        &self,
        declaration: &Declared,
        row: &mut Endorsement,
        sequence: i64,
    ) -> Result<(), OperationError> {
        let who = self.require_opened(row)?.signatory;
        let rules = rules_of(declaration);
        let spoken = row.language.as_ref().map(|language| language.as_str().to_owned());
        // Of who is counted only, the language that was read is a small cell too (PR2).
        let language = spoken
            .filter(|language| rules.languages.contains(language) && !who.visibility.is_hidden())
            .unwrap_or_else(|| declaration.language.clone());
        let hidden = if who.visibility == Visibility::FullyHidden {
            let salt: [u8; 32] = self.0.entropy.bytes();
            row.hidden_salt = Some(salt.to_vec());
            Some(commitment(&salt, &hidden_part(&who)))
        } else {
            row.hidden_salt = None;
            None
        };
        // A whole hour, but never outside the dates of the declaration: the moment itself is nobody's business.
        let opened = declaration.opens_at.unwrap_or(row.signed_at);
        let published = whole_hour(row.signed_at).max(opened.trunc_subsecs(0));
        let made = endorsement(&EndorsementDocument {
            object: &row.object,
            author: &declaration.owner,
            subject: &row.subject,
            declaration: &declaration.object,
            network: rules.network.as_deref(),
            digest: declaration.digest.as_deref().ok_or(NOT_FOUND)?,
            revision: declaration.revision,
            sequence,
            stance: row.stance,
            reservation: row.reservation.as_ref(),
            language: &language,
            signatory: &who,
            recorded: Some(RecordedAs {
                channel: row.channel,
                check: row.check,
                hidden_commitment: hidden.as_ref(),
            }),
            published,
        });
        row.document = Some(self.prove(&declaration.owner, &made).await?);
        row.digest = Some(evidence::multibase::document_digest(&made));
        row.sequence = sequence;
        row.status = after(row, Event::Record)?;
        row.decided_at = Some(self.now());
        row.reason = None;
        row.merged_into = None;
        Ok(())
    }

    /// Records one: document, entry of the log, numbers.
    pub(crate) async fn record_in(
        &self,
        tx: &Tx,
        who: &Who<'_>,
        declaration: &Declared,
        before: &Endorsement,
    ) -> Result<Endorsement, OperationError> {
        checked(declaration)?;
        let mut row = before.clone();
        let sequence = self.next_sequence(tx, &declaration.owner).await?;
        self.make_record(declaration, &mut row, sequence).await?;
        let digest = row.digest.clone().unwrap_or_default();
        self.note_statement(tx, &declaration.owner, sequence, &row.object, &digest)
            .await?;
        self.note(tx, who, "endorsement.record", &row.object).await?;
        let receipt = self
            .log_event(tx, declaration, EntryKind::Record, None, row.document.as_deref())
            .await?;
        row.log_index = Some(receipt.index);
        row.log_salt = Some(receipt.salt.to_vec());
        row.number = match row.late {
            true => None,
            false => Some(self.next_number(tx, declaration).await?),
        };
        self.store_endorsement(tx, declaration, Some(before), &row).await?;
        self.announce_milestone(tx, declaration).await?;
        Ok(row)
    }

    /// W of somebody without a node: made and signed by the host at the signer's word.
    pub(crate) async fn withdraw_recorded(
        &self,
        tx: &Tx,
        who: &Who<'_>,
        declaration: &Declared,
        before: &Endorsement,
    ) -> Result<Endorsement, OperationError> {
        let stone = match &before.digest {
            Some(digest) if before.log_index.is_some() => {
                let sequence = self.next_sequence(tx, &before.author).await?;
                let now = self.now().trunc_subsecs(0);
                let made = withdrawal(&before.object, &before.author, digest, sequence, now);
                let digest = evidence::multibase::document_digest(&made);
                self.note_statement(tx, &before.author, sequence, &before.object, &digest)
                    .await?;
                self.prove(&before.author, &made).await?
            }
            _ => Vec::new(),
        };
        self.withdraw_in(tx, who, declaration, before, stone).await
    }

    /// Records rows of a list in one transaction, fast (owner).
    ///
    /// # Errors
    /// [`OperationError::Refused`] when the declaration is not open, or for more than 1,000 rows.
    pub async fn record_endorsements(
        &self,
        session: &Session,
        id: DeclarationId,
        batch: RecordBatch,
    ) -> Result<Vec<Outcome>, OperationError> {
        if batch.rows.len() > BATCH {
            return Err(refused!("rows-too-many", "at most {count} rows at once", count = BATCH));
        }
        let tx = self.begin_decision().await?;
        let (declaration, owner) = self.hosted_declaration(&Db::from(&tx), id).await?;
        session.require(Action::HostDeclarations(owner))?;
        checked(&declaration)?;
        if matches!(moment_of(&declaration, self.now()), Moment::Early | Moment::Late) {
            return Err(refused!(
                "declaration-not-open-for-lists",
                "the declaration is not open: lists are recorded before it closes"
            ));
        }
        let source = one_line(&batch.source, 120).unwrap_or_else(|_| "a list".to_owned());
        let mut work = Batch::default();
        let mut sequence = self.next_sequence(&tx, &declaration.owner).await?;
        for record in &batch.rows {
            let row = self.row_of(session, &declaration, record, &work, &mut sequence).await?;
            work.rows.push(row);
        }
        let summary = format!("{} rows of {source}", batch.rows.len());
        self.note_with_reason(
            &tx,
            &Who::Person(session),
            "endorsement.record-list",
            &declaration.object,
            Some(&summary),
        )
        .await?;
        self.log_batch(&tx, &declaration, &mut work).await?;
        self.withdraw_batch(&tx, &declaration, &batch, &mut work, &mut sequence)
            .await?;
        self.store_batch(&tx, &declaration, &work.rows).await?;
        self.announce_milestone(&tx, &declaration).await?;
        let outcomes = work.rows.iter().map(|row| Outcome { id: row.id }).collect();
        self.commit_and_wake(tx).await?;
        Ok(outcomes)
    }

    /// The row of one line of a list; its document where it counts.
    async fn row_of(
        &self,
        session: &Session,
        declaration: &Declared,
        record: &NewRecord,
        work: &Batch,
        sequence: &mut i64,
    ) -> Result<Endorsement, OperationError> {
        let how = (record.channel, record.check);
        let mut row = self.waiting_row(declaration, &record.signature, how, record.signed_at)?;
        row.checked_by = Some(session.person().name.clone());
        row.check_note = Some(record.check_note.clone()).filter(|note| !note.is_empty());
        match &record.become_ {
            RecordAs::Counted | RecordAs::Withdrawn => {
                self.make_record(declaration, &mut row, *sequence).await?;
                *sequence += 1;
            }
            RecordAs::Pending => row.checked_by = None,
            RecordAs::Review => row.status = after(&row, Event::Hold)?,
            RecordAs::Duplicate(same) => {
                row.status = after(&row, Event::Merge)?;
                row.reason = Some("duplicate".to_owned());
                row.merged_into = match same {
                    SameAs::Known(id) => Some(*id),
                    SameAs::Row(place) => work.rows.get(*place).map(|other| other.id),
                };
            }
            RecordAs::Refused(reason) => {
                row.status = after(&row, Event::Refuse)?;
                row.reason = Some(reason.chars().take(80).collect());
            }
        }
        Ok(row)
    }

    async fn log_batch(&self, tx: &Tx, declaration: &Declared, work: &mut Batch) -> Result<(), OperationError> {
        let items: Vec<LogItem> = work
            .rows
            .iter()
            .filter(|row| row.status == Status::Recorded)
            .map(|row| LogItem {
                kind: EntryKind::Record,
                about: None,
                document: row.document.clone(),
                stamp: None,
            })
            .collect();
        let receipts = self.log_all(tx, declaration, &items).await?;
        let mut number = self.next_number(tx, declaration).await?;
        let recorded = work.rows.iter_mut().filter(|row| row.status == Status::Recorded);
        for (row, receipt) in recorded.zip(receipts) {
            row.log_index = Some(receipt.index);
            row.log_salt = Some(receipt.salt.to_vec());
            if !row.late {
                row.number = Some(number);
                number += 1;
            }
        }
        Ok(())
    }

    /// Those that were counted and then withdrawn: an entry more for each.
    async fn withdraw_batch(
        &self,
        tx: &Tx,
        declaration: &Declared,
        batch: &RecordBatch,
        work: &mut Batch,
        sequence: &mut i64,
    ) -> Result<(), OperationError> {
        let mut items = Vec::new();
        for (row, record) in work.rows.iter_mut().zip(&batch.rows) {
            if record.become_ != RecordAs::Withdrawn {
                continue;
            }
            let digest = row.digest.clone().unwrap_or_default();
            let now = self.now().trunc_subsecs(0);
            let made = withdrawal(&row.object, &row.author, &digest, *sequence, now);
            let stone = self.prove(&row.author, &made).await?;
            let digest = evidence::multibase::document_digest(&made);
            self.note_statement(tx, &row.author, *sequence, &row.object, &digest)
                .await?;
            *sequence += 1;
            items.push(LogItem {
                kind: EntryKind::Withdraw,
                about: row.log_index,
                document: Some(stone.clone()),
                stamp: None,
            });
            row.status = after(row, Event::Withdraw)?;
            row.reason = Some("withdrawn".to_owned());
            row.end_document = Some(stone);
            row.ended_at = Some(self.now());
        }
        if !items.is_empty() {
            self.log_all(tx, declaration, &items).await?;
        }
        Ok(())
    }

    /// Stores new rows; the numbers are changed once for all of them.
    pub(crate) async fn store_batch(
        &self,
        tx: &Tx,
        declaration: &Declared,
        rows: &[Endorsement],
    ) -> Result<(), OperationError> {
        let mut shifts: BTreeMap<Counter, i64> = BTreeMap::new();
        let mut own = 0;
        for row in rows {
            endorsements::insert(tx, &self.sealed(row)?).await?;
            if let Some(digest) = row.digest.as_deref() {
                self.note_statement(tx, &row.author, row.sequence, &row.object, digest)
                    .await?;
            }
            if row.status.is_counted() {
                endorsements::add_words(tx, row.id, &super::name_words(&row.signatory)).await?;
            }
            for (counter, number) in counters_of(declaration, Some(row)) {
                *shifts.entry(counter).or_default() += number;
            }
            own += i64::from(row.status.is_counted() && !row.late && !row.is_recorded());
        }
        if own != 0 {
            tallies::count_entry(tx, declaration.id, "own", own).await?;
        }
        Ok(tallies::shift(tx, declaration.id, &shifts).await?)
    }

    /// Of whom a likely duplicate is: same mailbox, or same name and country.
    pub(super) async fn alike(&self, db: &Db<'_>, row: &Endorsement) -> Result<Vec<Endorsement>, OperationError> {
        let found = endorsements::by_mail(db, row.declaration, row.mail_key.as_deref(), row.folded.as_deref()).await?;
        Ok(found
            .into_iter()
            .filter(|other| other.id != row.id && (other.status.is_counted() || other.status.is_waiting()))
            .collect())
    }

    /// The owner of a declaration of ours.
    pub(super) fn owner_of(declaration: &Declared) -> Result<OrganisationId, OperationError> {
        declaration.organisation.ok_or(NOT_FOUND)
    }
}

/// Rows on their way into the database.
#[derive(Default)]
struct Batch {
    rows: Vec<Endorsement>,
}
