//! What the host of a declaration does with endorsements by others' keys (PROTOCOL 10.3 to 10.7).

use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    declaration::{Approval, Decision, Moment},
    endorsement::{Channel, Check, Event, Kind, Reservation, Signatory, Status, Visibility},
    ids::{ActivityId, EndorsementId, OrganisationId},
    outbox::{Audience, AudienceKey, NamedRecipient},
    policy::{Deed, Permit},
    text::Language,
};
use evidence::{documents, log::EntryKind};
use protocol::{activity, audience::Audience as Addressees, endorsement::stamp};
use serde_json::json;
use storage::{
    Db, Tx,
    declarations::Declaration as Declared,
    endorsements::{self, Endorsement},
    log::events::{self, Event as LogEvent},
};

use super::{NOT_FOUND, after, order_of, put_signatory};
use crate::{
    OperationError, Operations,
    audit::Who,
    declarations::{moment_of, rules_of},
    practices::followers_and_public,
    publishing::Outgoing,
};

/// An offered endorsement whose documents were checked.
pub(crate) struct Offered {
    pub(crate) read: documents::Endorsement,
    pub(crate) document: Vec<u8>,
    /// Id of the activity; nothing on one node.
    pub(crate) offer: Option<String>,
    /// Id of the announcing note.
    pub(crate) note: String,
    /// What sort of organisation, as far as it is known.
    pub(crate) organisation_type: Option<domain::vocabulary::OrganisationType>,
    /// The endorser, when it is one of ours.
    pub(crate) organisation: Option<OrganisationId>,
}

/// Why an offer is declined, as a slug and in words.
type Declined = (&'static str, &'static str);

impl Offered {
    /// The row that it becomes, still offered.
    pub(crate) fn row(&self, id: EndorsementId, declaration: &Declared, now: DateTime<Utc>) -> Endorsement {
        let who = Signatory {
            kind: self.read.kind,
            visibility: Visibility::Public,
            organisation: self.read.name.clone(),
            organisation_type: self.organisation_type,
            country: self.read.country,
            person: self.read.person.clone(),
            role: self.read.role.clone(),
        };
        let late = moment_of(declaration, self.read.published) == Moment::LateShown;
        let mut row = Endorsement {
            id,
            object: self.read.id.clone(),
            declaration: declaration.id,
            author: self.read.author.clone(),
            subject: self.read.subject.clone(),
            organisation: self.organisation,
            status: Status::Offered,
            late,
            signatory: who.clone(),
            channel: Channel::RemoteNode,
            check: Check::OwnDomain,
            stance: self.read.stance,
            reservation: self
                .read
                .reservation
                .as_deref()
                .and_then(|text| Reservation::parse(text).ok()),
            language: Language::parse(&self.read.language),
            hidden: None,
            hidden_salt: None,
            folded: None,
            mail: None,
            mail_key: None,
            token_sha256: None,
            confirm_sha256: None,
            sequence: i64::try_from(self.read.sequence).unwrap_or(i64::MAX),
            digest: Some(self.read.digest.clone()),
            document: Some(self.document.clone()),
            offer: self.offer.clone(),
            note: Some(self.note.clone()),
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
            signed_at: self.read.published,
            received_at: now,
            decided_at: None,
            ended_at: None,
        };
        put_signatory(&mut row, &who);
        row
    }
}

impl Operations {
    /// Takes an offer that is sound: accepted at once, held for a person, or declined with a reason. The same code for
    /// organisations of other nodes and of this one (PE4).
    pub(crate) async fn take_offer(
        &self,
        tx: &Tx,
        declaration: &Declared,
        offered: &Offered,
        before: Option<Endorsement>,
    ) -> Result<Endorsement, OperationError> {
        let db = Db::from(tx);
        let now = self.now();
        let id = before
            .as_ref()
            .map_or_else(|| EndorsementId::new(now, self.0.entropy.bytes()), |row| row.id);
        let mut row = offered.row(id, declaration, now);
        row.folded = self.marks_of(&row.signatory, None).ok().and_then(|marks| marks.name);
        self.note_statement(tx, &row.author, row.sequence, &row.object, &offered.read.digest)
            .await?;
        let decision = self.decide(&db, declaration, offered).await?;
        match decision {
            Err((reason, _)) => {
                row.status = after(&row, Event::Refuse)?;
                row.reason = Some(reason.to_owned());
                row.decided_at = Some(now);
                self.store_endorsement(tx, declaration, before.as_ref(), &row).await?;
                self.note_with_reason(
                    tx,
                    &Who::Other("system"),
                    "endorsement.refuse",
                    &row.object,
                    Some(reason),
                )
                .await?;
            }
            Ok(Decision::Ask | Decision::Refuse) => {
                row.status = after(&row, Event::Hold)?;
                self.store_endorsement(tx, declaration, before.as_ref(), &row).await?;
            }
            Ok(Decision::Accept) => {
                self.store_endorsement(tx, declaration, before.as_ref(), &row).await?;
                row = self.accept_in(tx, &Who::Other("system"), declaration, row).await?;
            }
        }
        Ok(row)
    }

    async fn decide(
        &self,
        db: &Db<'_>,
        declaration: &Declared,
        offered: &Offered,
    ) -> Result<Result<Decision, Declined>, OperationError> {
        const CLOSED: Declined = ("closed", "The declaration is closed.");
        const NOT_ELIGIBLE: Declined = (
            "not-eligible",
            "The rules of this declaration do not admit this endorser.",
        );
        const OTHER_COUNTRY: Declined = (
            "not-eligible",
            "The network lists this member under another country than the endorsement names.",
        );
        const DUPLICATE: Declined = ("duplicate", "An endorsement by this organisation stands already.");
        let rules = rules_of(declaration);
        let moments = [offered.read.published, self.now()].map(|at| moment_of(declaration, at));
        if moments.contains(&Moment::Late) {
            return Ok(Err(CLOSED));
        }
        if !rules.may_endorse.contains(&offered.read.kind) {
            return Ok(Err(NOT_ELIGIBLE));
        }
        let mut one_and_the_same = self.former_selves(db, &offered.read.subject).await?;
        one_and_the_same.push(offered.read.subject.clone());
        if let Some(network) = &rules.network {
            let others = self.other_selves(db, declaration.id, network, &offered.read.subject);
            one_and_the_same.extend(others.await?);
        }
        for subject in &one_and_the_same {
            let stands = endorsements::of_subject(db, declaration.id, subject)
                .await?
                .into_iter()
                .any(|other| {
                    other.object != offered.read.id && (other.status.is_counted() || other.status.is_waiting())
                });
            if stands {
                return Ok(Err(DUPLICATE));
            }
        }
        if !self.fits_roster(rules.network.as_deref(), &offered.read) {
            return Ok(Err(OTHER_COUNTRY));
        }
        let host = url::Url::parse(&offered.read.subject).ok();
        let host = host.as_ref().and_then(url::Url::host_str).unwrap_or_default();
        let is_member = |network: &str| {
            let deed = Deed::EndorseAsMember(network);
            !matches!(self.permit_by_id(host, &offered.read.subject, deed), Permit::Refused(_))
        };
        Ok(
            match Approval::decide(&rules.approval, &offered.read.subject, is_member) {
                Decision::Refuse => Err(NOT_ELIGIBLE),
                Decision::Accept if self.looks_known(db, declaration, offered).await? => Ok(Decision::Ask),
                decision => Ok(decision),
            },
        )
    }

    /// The country is the one under which the network of the declaration lists the endorser, where it does (10.4).
    fn fits_roster(&self, network: Option<&str>, read: &documents::Endorsement) -> bool {
        let policy = self.policy();
        let roster = network.and_then(|network| policy.rosters.get(network));
        let listed = roster.and_then(|roster| roster.standing(&read.subject)?.country);
        read.country.zip(listed).is_none_or(|(said, listed)| said == listed)
    }

    /// The actors that an endorser was before it moved, and the one that it is since: each names the other.
    async fn former_selves(&self, db: &Db<'_>, actor: &str) -> Result<Vec<String>, OperationError> {
        let mut found = Vec::new();
        let Some(now) = self.known_actor(actor).await? else {
            return Ok(found);
        };
        for former in &now.also_known_as {
            if self.went_to(db, former).await?.as_deref() == Some(actor) {
                found.push(former.clone());
            }
        }
        if let Some(target) = self.went_to(db, actor).await? {
            let since = self.known_actor(&target).await?;
            if since.is_some_and(|since| since.also_known_as.iter().any(|former| former == actor)) {
                found.push(target);
            }
        }
        Ok(found)
    }

    /// Where an actor moved to, by its `Move` or its document.
    async fn went_to(&self, db: &Db<'_>, actor: &str) -> Result<Option<String>, OperationError> {
        if let Some(target) = storage::remote_actors::moved_to(db, actor).await? {
            return Ok(Some(target));
        }
        Ok(self.known_actor(actor).await?.and_then(|actor| actor.moved_to))
    }

    /// Whether another actor of the same name in the same country endorsed by its own key: one organisation with two
    /// domains, or two of one name. A person of the host looks (EN4).
    async fn looks_known(
        &self,
        db: &Db<'_>,
        declaration: &Declared,
        offered: &Offered,
    ) -> Result<bool, OperationError> {
        let who = Signatory {
            organisation: offered.read.name.clone(),
            person: offered.read.person.clone(),
            country: offered.read.country,
            ..Signatory::of_kind(offered.read.kind, Visibility::Public)
        };
        let Ok(marks) = self.marks_of(&who, None) else {
            // Nobody can say without the key: a person looks.
            return Ok(true);
        };
        let folded = marks.name;
        let alike = endorsements::by_mail(db, declaration.id, None, folded.as_deref()).await?;
        Ok(alike.iter().any(|other| {
            !other.is_recorded()
                && other.subject != offered.read.subject
                && (other.status.is_counted() || other.status.is_waiting())
        }))
    }

    /// Accepts: entry, stamp, `Accept` to the endorser and `Add` to Bandung nodes, all in this transaction (10.3 step 4).
    pub(crate) async fn accept_in(
        &self,
        tx: &Tx,
        who: &Who<'_>,
        declaration: &Declared,
        before: Endorsement,
    ) -> Result<Endorsement, OperationError> {
        let urls = self.require_urls()?;
        let owner = declaration.organisation.ok_or(NOT_FOUND)?;
        // Nothing is signed whose text is not the one that was opened (EN1).
        crate::declarations::checked(declaration)?;
        let mut row = before.clone();
        row.status = after(&row, Event::Stamp)?;
        let now = self.now();
        self.note(tx, who, "endorsement.accept", &row.object).await?;
        let document = row.document.clone().ok_or(NOT_FOUND)?;
        let receipt = self
            .log_event(tx, declaration, EntryKind::Endorse, None, Some(&document))
            .await?;
        let object = urls.stamp(ActivityId::new(now, self.0.entropy.bytes()));
        let made = stamp(
            &object,
            &declaration.owner,
            &declaration.object,
            row.note.as_deref().unwrap_or_default(),
            (&row.object, row.digest.as_deref().unwrap_or_default()),
            &receipt,
            now.trunc_subsecs(0),
        );
        let stamp_document = self.prove(&declaration.owner, &made).await?;
        let opened = LogEvent {
            index: receipt.index,
            document,
            salt: receipt.salt.to_vec(),
            stamp: Some(stamp_document.clone()),
        };
        events::put(tx, &receipt.origin, &opened).await?;
        row.number = (!row.late).then_some(self.next_number(tx, declaration).await?);
        row.stamp = Some(object.clone());
        row.stamp_document = Some(stamp_document);
        row.log_index = Some(receipt.index);
        row.log_salt = Some(receipt.salt.to_vec());
        row.decided_at = Some(now);
        row.reason = None;
        self.store_endorsement(tx, declaration, Some(&before), &row).await?;
        self.replace_recorded(tx, declaration, &row).await?;
        self.answer_offer(tx, owner, declaration, &row, None).await?;
        self.send_collected(tx, owner, declaration, &row, true, Some(receipt.to_value()))
            .await?;
        if row.organisation.is_some() {
            self.publish_announcement(tx, declaration, &row).await?;
        }
        self.announce_milestone(tx, declaration).await?;
        Ok(row)
    }

    /// Answers an offer of another node: `Accept` with the stamp, or `Reject` with the reason: the receipt of a refusal.
    pub(crate) async fn answer_offer(
        &self,
        tx: &Tx,
        owner: OrganisationId,
        declaration: &Declared,
        row: &Endorsement,
        summary: Option<&str>,
    ) -> Result<(), OperationError> {
        let (Some(offer), None) = (&row.offer, row.organisation) else {
            return Ok(());
        };
        let named = self.inbox_of(&row.subject).await?;
        let outgoing = Outgoing {
            from: owner.into(),
            kind: if row.stamp.is_some() { "Accept" } else { "Reject" },
            object: row.object.clone(),
            order: order_of(&row.subject, &declaration.object),
            audience: Audience {
                keys: Vec::new(),
                named,
            },
        };
        let addressees = Addressees::named(std::slice::from_ref(&row.subject));
        let asked = json!(offer);
        self.send(tx, outgoing, &addressees, |header| match &row.stamp {
            Some(stamp) => activity::accept_with(header, asked, stamp),
            None => {
                let reason = row.reason.as_deref().unwrap_or("other");
                activity::reject_with(header, asked, reason, summary.unwrap_or_else(|| words_for(reason)))
            }
        })
        .await?;
        Ok(())
    }

    /// `Add` or `Remove`, to Bandung nodes only (decision 23).
    pub(crate) async fn send_collected(
        &self,
        tx: &Tx,
        owner: OrganisationId,
        declaration: &Declared,
        row: &Endorsement,
        added: bool,
        receipt: Option<serde_json::Value>,
    ) -> Result<(), OperationError> {
        let named = match row.organisation {
            Some(_) => Vec::new(),
            None => self.inbox_of(&row.subject).await?,
        };
        let outgoing = Outgoing {
            from: owner.into(),
            kind: if added { "Add" } else { "Remove" },
            object: row.object.clone(),
            order: order_of(&row.subject, &declaration.object),
            audience: Audience {
                keys: vec![crate::declarations::watchers(&declaration.object)],
                named,
            },
        };
        let addressees = followers_and_public(&declaration.owner);
        let collection = format!("{}/endorsements", declaration.object);
        self.send(tx, outgoing, &addressees, |header| {
            activity::collect(
                header,
                added,
                &row.object,
                &collection,
                row.stamp.as_deref().filter(|_| added),
                receipt,
            )
        })
        .await?;
        Ok(())
    }

    /// Where an actor of another server gets what is for it alone.
    pub(crate) async fn inbox_of(&self, actor: &str) -> Result<Vec<NamedRecipient>, OperationError> {
        let stored = storage::remote_actors::get(&self.db(), actor).await?;
        let named = stored.map(|stored| NamedRecipient {
            actor: actor.to_owned(),
            inbox: stored.inbox,
        });
        Ok(named.into_iter().collect())
    }

    /// The endorser withdrew: entry, `Remove`, the numbers fall (10.7). `tombstone`: W, byte for byte.
    pub(crate) async fn withdraw_in(
        &self,
        tx: &Tx,
        who: &Who<'_>,
        declaration: &Declared,
        before: &Endorsement,
        tombstone: Vec<u8>,
    ) -> Result<Endorsement, OperationError> {
        let mut row = before.clone();
        row.status = after(before, Event::Withdraw)?;
        row.ended_at = Some(self.now());
        row.end_document = Some(tombstone.clone());
        row.reason = Some("withdrawn".to_owned());
        self.note(tx, who, "endorsement.withdraw", &row.object).await?;
        if let (Some(owner), Some(index)) = (declaration.organisation, before.log_index) {
            let receipt = self
                .log_event(tx, declaration, EntryKind::Withdraw, Some(index), Some(&tombstone))
                .await?;
            self.store_endorsement(tx, declaration, Some(before), &row).await?;
            if !row.is_recorded() {
                self.send_collected(tx, owner, declaration, &row, false, Some(receipt.to_value()))
                    .await?;
            }
        } else {
            self.store_endorsement(tx, declaration, Some(before), &row).await?;
        }
        Ok(row)
    }

    /// The host no longer accepts it: `Delete` of S or R in the log, S answers 410, `Remove` (10.7).
    pub(crate) async fn revoke_in(
        &self,
        tx: &Tx,
        who: &Who<'_>,
        declaration: &Declared,
        before: &Endorsement,
        reason: &str,
    ) -> Result<Endorsement, OperationError> {
        let owner = declaration.organisation.ok_or(NOT_FOUND)?;
        let mut row = before.clone();
        row.status = after(before, Event::Revoke)?;
        row.ended_at = Some(self.now());
        row.reason = Some(reason.to_owned());
        let revoked = row.stamp.clone().unwrap_or_else(|| row.object.clone());
        self.note_with_reason(tx, who, "endorsement.revoke", &row.object, Some(reason))
            .await?;
        let addressees = followers_and_public(&declaration.owner);
        let (id, body) = self
            .make_activity(owner, &addressees, None, |header| {
                activity::revoke(header, &revoked, reason)
            })
            .await?;
        let receipt = self
            .log_event(tx, declaration, EntryKind::Revoke, before.log_index, Some(&body))
            .await?;
        let stone = protocol::tombstone::document(&revoked, "QuoteAuthorization", self.now());
        row.end_document = Some(crate::identity::to_bytes(&stone));
        self.store_endorsement(tx, declaration, Some(before), &row).await?;
        // Recorded ones make entries of the log, not activities (decision 23).
        if !row.is_recorded() {
            let outgoing = Outgoing {
                from: owner.into(),
                kind: "Delete",
                object: revoked,
                order: order_of(&row.subject, &declaration.object),
                audience: Audience {
                    keys: vec![
                        crate::declarations::watchers(&declaration.object),
                        AudienceKey::Holders(declaration.object.clone()),
                    ],
                    named: self.inbox_of(&row.subject).await?,
                },
            };
            let entry = self.entry_of(outgoing, id, body)?;
            self.append(tx, entry).await?;
            self.send_collected(tx, owner, declaration, &row, false, Some(receipt.to_value()))
                .await?;
        }
        Ok(row)
    }

    /// An organisation that endorses by its own key replaces what was recorded for it (10.8).
    async fn replace_recorded(&self, tx: &Tx, declaration: &Declared, row: &Endorsement) -> Result<(), OperationError> {
        if row.signatory.kind != Kind::Organisation {
            return Ok(());
        }
        let folded = self.marks_of(&row.signatory, None).ok().and_then(|marks| marks.name);
        let alike = endorsements::by_mail(&Db::from(tx), declaration.id, None, folded.as_deref()).await?;
        for other in alike {
            if other.is_recorded() && other.status == Status::Recorded && other.signatory.kind == Kind::Organisation {
                self.revoke_in(tx, &Who::Other("system"), declaration, &other, "replaced")
                    .await?;
            }
        }
        Ok(())
    }

    /// Two documents of one endorser that exclude each other: both are kept, neither counts (PE9).
    pub(crate) async fn count_none(&self, tx: &Tx, declaration: &Declared, object: &str) -> Result<(), OperationError> {
        let row = endorsements::by_object(&Db::from(tx), object).await?;
        if let Some(row) = row.filter(|row| row.status.is_counted() && declaration.organisation.is_some()) {
            self.revoke_in(tx, &Who::Other("system"), declaration, &row, "other")
                .await?;
        }
        Ok(())
    }
}

/// A reason in words, in the one language that all servers expect somebody to read.
pub(crate) fn words_for(reason: &str) -> &'static str {
    match reason {
        "closed" => "The declaration is closed.",
        "not-eligible" => "The rules of this declaration do not admit this endorser.",
        "duplicate" => "An endorsement by this organisation stands already.",
        "unverified" => "It could not be verified who endorses.",
        "abuse" => "It was taken for abuse.",
        "replaced" => "Another endorsement took its place.",
        "withdrawn" => "It was withdrawn.",
        _ => "The owner of the declaration declined.",
    }
}
