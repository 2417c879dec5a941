//! Signing without an account, and what the private link can do (UX 5.3, SECURITY PR5).

use domain::{
    declaration::{Approver, Moment},
    endorsement::{Channel, Check, Event, Hand, Signature, SignatureDraft, Status, Visibility, may_show},
    field_error::Fault,
    text::Language,
};
use storage::{
    Db, Tx,
    declarations::Declaration as Declared,
    endorsements::{self, Endorsement},
};

use super::{NOT_FOUND, after, put_signatory};
use crate::{
    Mail, MailMessage, OperationError, Operations, Secret,
    audit::Who,
    declarations::{checked, rules_of},
    secrets::hex_sha256,
    view::declarations::Receipt,
};

/// Another record of the same signer took its place.
const REPLACED: &str = "replaced";
const SIGNER: Who<'static> = Who::Other("the signer");

impl Operations {
    /// Signs by the form; gives the secret of the private link `/e/{token}`, shown once. `digest`: of the text that was
    /// shown.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::Conflict`] when the text is another one,
    /// [`OperationError::Refused`] when it is not open.
    pub async fn sign_declaration(
        &self,
        slug: &str,
        digest: &str,
        draft: &SignatureDraft,
        _client: &str,
    ) -> Result<(Secret, Receipt), OperationError> {
        let mut signature = draft.check().map_err(OperationError::Invalid)?;
        let tx = self.begin_decision().await?;
        let declaration = self.declaration_by_slug(slug).await?;
        let (declaration, _) = self.hosted_declaration(&Db::from(&tx), declaration.id).await?;
        let text = checked(&declaration)?;
        if text.digest != digest {
            return Err(OperationError::Conflict);
        }
        let moment = self.require_in_time(&declaration, signature.signatory.kind, self.now())?;
        let rules = rules_of(&declaration);
        let everybody = |list: &[Approver]| list.contains(&Approver::Public);
        if !everybody(&rules.approval.automatic) && !everybody(&rules.approval.manual) {
            return Err(refused!(
                "declaration-only-named",
                "only those whom its owner named may endorse this declaration"
            ));
        }
        signature.language = self.language_read(&declaration, signature.language)?;
        let secret = self.new_secret("");
        let mut row = self.waiting_row(&declaration, &signature, (Channel::Web, Check::Nothing), self.now())?;
        row.late = moment == Moment::LateShown;
        row.token_sha256 = Some(hex_sha256(secret.expose()));
        self.merge_same_mailbox(&tx, &declaration, &mut row).await?;
        if row.status == Status::Pending {
            self.ask_for_confirmation(&tx, &declaration, &mut row, &signature)
                .await?;
        }
        self.store_endorsement(&tx, &declaration, None, &row).await?;
        self.note(&tx, &SIGNER, "endorsement.form", &row.object).await?;
        self.commit_and_wake(tx).await?;
        let receipt = self.receipt_of(row, &declaration).await?;
        Ok((secret, receipt))
    }

    fn language_read(
        &self,
        declaration: &Declared,
        language: Option<Language>,
    ) -> Result<Option<Language>, OperationError> {
        let languages = rules_of(declaration).languages;
        match language {
            None => Ok(Language::parse(&declaration.language)),
            Some(language) if languages.iter().any(|one| one == language.as_str()) => Ok(Some(language)),
            Some(language) => {
                let given = language.as_str().to_owned();
                Err(OperationError::invalid("language", Fault::NotInList { given }))
            }
        }
    }

    /// One mailbox signs once: what waits for its confirmation makes room for the newer one, what counts stays. Nothing
    /// is dropped: both are kept, one as a duplicate of the other.
    async fn merge_same_mailbox(
        &self,
        tx: &Tx,
        declaration: &Declared,
        row: &mut Endorsement,
    ) -> Result<(), OperationError> {
        let Some(mail) = &row.mail_key else { return Ok(()) };
        for other in endorsements::by_mail(&Db::from(tx), declaration.id, Some(mail), None).await? {
            if other.status == Status::Pending {
                let mut older = other.clone();
                older.status = after(&other, Event::Merge)?;
                older.merged_into = Some(row.id);
                older.reason = Some("duplicate".to_owned());
                self.store_endorsement(tx, declaration, Some(&other), &older).await?;
            } else if other.status.is_counted() || other.status == Status::InReview {
                row.status = after(row, Event::Merge)?;
                row.merged_into = Some(other.id);
                row.reason = Some("duplicate".to_owned());
                return Ok(());
            }
        }
        Ok(())
    }

    /// The endorsement behind a private link, or behind the link of a mail.
    async fn behind_link(&self, db: &Db<'_>, token: &str) -> Result<(Endorsement, Declared, bool), OperationError> {
        let sha256 = hex_sha256(token);
        let (id, by_mail) = match endorsements::by_token(db, &sha256).await? {
            Some(row) => (row.id, false),
            None => {
                let confirmed = endorsements::by_confirmation(db, &sha256).await?;
                (confirmed.ok_or(NOT_FOUND)?.id, true)
            }
        };
        let (row, declaration) = self.endorsement_and_text(db, id).await?;
        if row.status == Status::Erased {
            return Err(NOT_FOUND);
        }
        Ok((row, declaration, by_mail))
    }

    /// What the page of a private link shows.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn endorsement_receipt(&self, token: &str) -> Result<Receipt, OperationError> {
        let (row, declaration, _) = self.behind_link(&self.db(), token).await?;
        self.receipt_of(row, &declaration).await
    }

    async fn receipt_of(&self, row: Endorsement, declaration: &Declared) -> Result<Receipt, OperationError> {
        // Whether somebody else signed with this mailbox is not for whoever types it to learn.
        let unproven = row.status == Status::Duplicate && row.check == Check::Nothing && row.channel == Channel::Web;
        let status = if unproven { Status::Pending } else { row.status };
        let opened = self.opened(&row);
        Ok(Receipt {
            id: row.id,
            declaration: self.declaration_card(declaration).await?,
            digest: declaration.digest.clone().unwrap_or_default(),
            status,
            number: row.number.filter(|_| row.status.is_counted()),
            signatory: opened.signatory,
            sealed: opened.sealed,
            stance: row.stance,
            reservation: row.reservation.as_ref().map(|text| text.as_str().to_owned()),
            language: row.language.as_ref().map(|language| language.as_str().to_owned()),
            signed_at: row.signed_at,
            check: row.check,
            confirms_by_mail: self.confirms_by_mail(&row),
            log_index: row.log_index,
            object: row.document.is_some().then(|| row.object.clone()),
            can_change: row.status.is_counted() || row.status.is_waiting(),
        })
    }

    /// The button behind the link of the mail: it counts from now on. Twice is the same as once.
    ///
    /// # Errors
    /// [`OperationError::NotFound`]; [`OperationError::Refused`] behind the private link, which proves no mailbox.
    pub async fn confirm_by_link(&self, token: &str) -> Result<Receipt, OperationError> {
        let tx = self.begin_decision().await?;
        let (before, declaration, by_mail) = self.behind_link(&Db::from(&tx), token).await?;
        if !by_mail {
            return Err(refused!(
                "endorsement-mail-link",
                "press the button behind the link in the mail: this page alone proves no mailbox"
            ));
        }
        let gave_way = before.status == Status::Duplicate && self.takes_its_place(&tx, &declaration, &before).await?;
        if before.status != Status::Pending && !gave_way {
            return self.receipt_of(before, &declaration).await;
        }
        let moment = self.require_in_time(&declaration, before.signatory.kind, before.signed_at)?;
        let mut row = before.clone();
        row.late |= moment == Moment::LateShown;
        row.status = Status::Pending;
        row.check = Check::Mail;
        (row.merged_into, row.reason) = (None, None);
        let alike = self.alike(&Db::from(&tx), &row).await?;
        let perhaps_known = alike.iter().any(|other| other.status != Status::Pending);
        let asks = rules_of(&declaration).approval.decide("", |_| false) == domain::declaration::Decision::Ask;
        let row = if perhaps_known || asks {
            row.status = after(&row, Event::Hold)?;
            self.store_endorsement(&tx, &declaration, Some(&before), &row).await?;
            self.note(&tx, &SIGNER, "endorsement.confirm", &row.object).await?;
            row
        } else {
            self.store_endorsement(&tx, &declaration, Some(&before), &row).await?;
            self.record_in(&tx, &SIGNER, &declaration, &row).await?
        };
        self.commit_and_wake(tx).await?;
        self.receipt_of(row, &declaration).await
    }

    /// One that made room for a newer one of the same mailbox is confirmed after all: whoever reads the mailbox decides
    /// which of them counts, not whoever typed its address last. The others are duplicates of it then.
    async fn takes_its_place(
        &self,
        tx: &Tx,
        declaration: &Declared,
        before: &Endorsement,
    ) -> Result<bool, OperationError> {
        let Some(mail) = before.mail_key.as_deref() else {
            return Ok(false);
        };
        let same = endorsements::by_mail(&Db::from(tx), declaration.id, Some(mail), None).await?;
        let others: Vec<Endorsement> = same.into_iter().filter(|other| other.id != before.id).collect();
        let unconfirmed = |other: &Endorsement| matches!(other.status, Status::Pending | Status::Duplicate);
        if others.iter().any(|other| !unconfirmed(other) && !other.status.is_end()) {
            return Ok(false);
        }
        for other in others.iter().filter(|other| other.status == Status::Pending) {
            let mut newer = other.clone();
            newer.status = after(other, Event::Merge)?;
            newer.merged_into = Some(before.id);
            newer.reason = Some("duplicate".to_owned());
            self.store_endorsement(tx, declaration, Some(other), &newer).await?;
        }
        Ok(true)
    }

    /// Takes it back. Twice is the same as once.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn withdraw_by_link(&self, token: &str) -> Result<Receipt, OperationError> {
        let tx = self.begin_decision().await?;
        let (before, declaration, _) = self.behind_link(&Db::from(&tx), token).await?;
        if before.status == Status::Withdrawn {
            return self.receipt_of(before, &declaration).await;
        }
        let row = self.withdraw_recorded(&tx, &SIGNER, &declaration, &before).await?;
        self.commit_and_wake(tx).await?;
        self.receipt_of(row, &declaration).await
    }

    /// Hides or shows the name: the signer's own act (PR1).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn show_by_link(&self, token: &str, visibility: Visibility) -> Result<Receipt, OperationError> {
        let tx = self.begin_decision().await?;
        let (before, declaration, _) = self.behind_link(&Db::from(&tx), token).await?;
        let row = self
            .change_visibility(&tx, &SIGNER, Hand::Signer, &declaration, &before, visibility)
            .await?;
        self.commit_and_wake(tx).await?;
        self.scrub().await?;
        self.receipt_of(row, &declaration).await
    }

    /// Erases it; the link is gone afterwards. "This was not me" does the same.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn erase_by_link(&self, token: &str) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let (row, declaration, _) = self.behind_link(&Db::from(&tx), token).await?;
        self.erase_in(&tx, &SIGNER, &declaration, &row).await?;
        self.commit_and_wake(tx).await?;
        self.scrub().await
    }

    /// Another document in the place of the old one: an erased one where more is hidden now, a revoked one where more is
    /// shown (10.8). Link, mailbox and day stay.
    pub(super) async fn change_visibility(
        &self,
        tx: &Tx,
        who: &Who<'_>,
        hand: Hand,
        declaration: &Declared,
        before: &Endorsement,
        visibility: Visibility,
    ) -> Result<Endorsement, OperationError> {
        let now_shown = before.signatory.visibility;
        if !may_show(hand, now_shown, visibility) {
            return Err(forbidden!(
                "may-not-show-hidden",
                "you may not show what a signer hides"
            ));
        }
        if now_shown == visibility {
            return Ok(before.clone());
        }
        let opened = self.require_opened(before)?;
        let mut whole = opened.signatory;
        whole.visibility = visibility;
        if before.log_index.is_none() {
            let mut row = before.clone();
            put_signatory(&mut row, &whole);
            self.store_endorsement(tx, declaration, Some(before), &row).await?;
            self.note(tx, who, "endorsement.show", &row.object).await?;
            return Ok(row);
        }
        if before.status != Status::Recorded {
            return Err(refused!(
                "endorsement-ended",
                "this endorsement has ended: nothing of it is shown"
            ));
        }
        let signature = Signature {
            signatory: whole,
            mail: None,
            language: before.language.clone(),
            stance: before.stance,
            reservation: before.reservation.clone(),
        };
        let how = (before.channel, before.check);
        let mut row = self.waiting_row(declaration, &signature, how, before.signed_at)?;
        row.late = before.late;
        row.mail = opened.mail;
        row.mail_key.clone_from(&before.mail_key);
        row.token_sha256.clone_from(&before.token_sha256);
        row.confirm_sha256.clone_from(&before.confirm_sha256);
        row.checked_by.clone_from(&before.checked_by);
        row.check_note = opened.check_note;
        if visibility > now_shown {
            let erased = self.erase_in(tx, who, declaration, before).await?;
            let mut replaced = erased.clone();
            replaced.reason = Some(REPLACED.to_owned());
            self.store_endorsement(tx, declaration, Some(&erased), &replaced)
                .await?;
        } else {
            let ended = self.revoke_in(tx, who, declaration, before, REPLACED).await?;
            let mut unlinked = ended.clone();
            unlinked.token_sha256 = None;
            unlinked.confirm_sha256 = None;
            self.store_endorsement(tx, declaration, Some(&ended), &unlinked).await?;
        }
        self.store_endorsement(tx, declaration, None, &row).await?;
        self.record_in(tx, who, declaration, &row).await
    }

    /// Writes the mail with which the signer confirms, where this node has mail and the signer gave an address. Its link
    /// holds another secret than the private link: only who reads the mailbox can press the button.
    async fn ask_for_confirmation(
        &self,
        tx: &Tx,
        declaration: &Declared,
        row: &mut Endorsement,
        signature: &Signature,
    ) -> Result<(), OperationError> {
        let Some(to) = &signature.mail else { return Ok(()) };
        let secret = self.new_secret("");
        let who = &signature.signatory;
        let name = who.person.clone().or(who.organisation.clone()).unwrap_or_default();
        let language = signature.language.as_ref().map(|language| language.as_str().to_owned());
        let mail = Mail {
            to: to.clone(),
            language: language.unwrap_or_else(|| declaration.language.clone()),
            message: MailMessage::ConfirmEndorsement {
                declaration: declaration.title.clone(),
                signatory: name,
                link: format!("{}/e/{}", self.require_urls()?.base(), secret.expose()),
            },
        };
        let confirm = hex_sha256(secret.expose());
        if self.queue_mail_as(tx, mail_id(&confirm), &mail).await? {
            row.confirm_sha256 = Some(confirm);
        }
        Ok(())
    }

    /// Empties the mail that still waits to ask for a confirmation: it names the signer.
    pub(super) async fn forget_confirmation(&self, tx: &Tx, before: &Endorsement) -> Result<(), OperationError> {
        if let Some(confirm) = &before.confirm_sha256 {
            storage::mails::forget(tx, mail_id(confirm)).await?;
        }
        Ok(())
    }

    /// The button in a mail, or else a person of the host, confirms it.
    fn confirms_by_mail(&self, row: &Endorsement) -> bool {
        self.has_mail() && row.mail.is_some() && row.confirm_sha256.is_some()
    }
}

/// The name of the mail that asks for a confirmation, by what is kept of its secret: so it is found again without being
/// opened.
fn mail_id(confirm_sha256: &str) -> &str {
    confirm_sha256.get(..32).unwrap_or(confirm_sha256)
}
