//! Endorsements: by their own keys and recorded, ours and seen elsewhere, one row for each for ever.

mod finding;

use chrono::{DateTime, Utc};
use domain::{
    endorsement::{Channel, Check, Kind, Reservation, Signatory, Stance, Status, Visibility},
    figures,
    ids::{DeclarationId, EndorsementId, OrganisationId},
    text::Language,
    vocabulary::{Country, OrganisationType},
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, unreadable},
};

pub use finding::{
    Keys, Wanted, add_words, by_log_index, by_mail, by_own_key, by_status, given, hosts, index, keys, logged, named,
    of_subject, reseal, stamped, stamped_here, unsealed, waiting_since, with_mail,
};

/// An endorsement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endorsement {
    /// Identifier.
    pub id: EndorsementId,
    /// The id of the document on the network.
    pub object: String,
    /// Of what.
    pub declaration: DeclarationId,
    /// Who signed the document: the endorser, or the host that recorded it.
    pub author: String,
    /// Who endorses: an actor, or a name that is never served.
    pub subject: String,
    /// The endorser, when it is one of ours.
    pub organisation: Option<OrganisationId>,
    /// Where it stands.
    pub status: Status,
    /// Came after closing and is shown separately.
    pub late: bool,
    /// Who signs: what may be shown.
    pub signatory: Signatory,
    /// Way in.
    pub channel: Channel,
    /// What was checked.
    pub check: Check,
    /// How far it goes.
    pub stance: Stance,
    /// The reservation.
    pub reservation: Option<Reservation>,
    /// Of the text that was read.
    pub language: Option<Language>,
    /// What is hidden, as JSON or sealed; on the host only.
    pub hidden: Option<String>,
    /// Salt of the commitment to what is hidden, sealed: with it names could be tried.
    pub hidden_salt: Option<Vec<u8>>,
    /// Mark of the name, made with the key to hidden names.
    pub folded: Option<String>,
    /// Mail address, sealed where the name is hidden; deleted 90 days after closing (PR7).
    pub mail: Option<String>,
    /// Mark of the mailbox, made with the same key.
    pub mail_key: Option<String>,
    /// SHA-256 of the secret in the private link.
    pub token_sha256: Option<String>,
    /// SHA-256 of the secret in the mail that confirms it.
    pub confirm_sha256: Option<String>,
    /// Its number among the statements of its author.
    pub sequence: i64,
    /// Digest of the document.
    pub digest: Option<String>,
    /// The document, byte for byte.
    pub document: Option<Vec<u8>>,
    /// Id of the activity that offered it.
    pub offer: Option<String>,
    /// Id of the announcing note.
    pub note: Option<String>,
    /// Id of the stamp.
    pub stamp: Option<String>,
    /// The stamp, byte for byte.
    pub stamp_document: Option<Vec<u8>>,
    /// Index of its entry in the host's log.
    pub log_index: Option<u64>,
    /// Salt of its entry.
    pub log_salt: Option<Vec<u8>>,
    /// Why it was refused, revoked or withdrawn.
    pub reason: Option<String>,
    /// Who confirmed or decided.
    pub checked_by: Option<String>,
    /// How, in words.
    pub check_note: Option<String>,
    /// The one that it is the same as.
    pub merged_into: Option<EndorsementId>,
    /// "You are endorsement no. 418".
    pub number: Option<u64>,
    /// The withdrawal, or the tombstone that is left.
    pub end_document: Option<Vec<u8>>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// When it came here.
    pub received_at: DateTime<Utc>,
    /// When it was accepted, recorded or refused.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Endorsement {
    /// What is counted of it.
    #[must_use]
    pub fn counted(&self) -> figures::Row {
        figures::Row {
            status: self.status,
            late: self.late,
            replaced: self.status.is_end() && self.reason.as_deref() == Some("replaced"),
            kind: self.signatory.kind,
            visibility: self.signatory.visibility,
            country: self.signatory.country,
            language: self.language.clone(),
            channel: self.channel,
            check: self.check,
            organisation_type: self.signatory.organisation_type,
            stance: self.stance,
            day: self.signed_at.date_naive(),
        }
    }

    /// Recorded by the host for somebody without a node.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.author != self.subject
    }
}

/// Stores a new one.
///
/// # Errors
/// [`StorageError::Exists`] when its document is there already.
pub async fn insert(tx: &Tx, it: &Endorsement) -> Result<(), StorageError> {
    let who = &it.signatory;
    tx.run(
        "INSERT INTO endorsements (id, object, declaration, author, subject, organisation, status, late, kind, visibility,
           channel, checked, stance, reservation, language, country, organisation_type, name, person, role, hidden,
           hidden_salt, folded, mail, mail_key, token_sha256, sequence, digest, document, offer, note, stamp,
           stamp_document, log_index, log_salt, reason, checked_by, check_note, merged_into, number, end_document,
           signed_at, received_at, decided_at, ended_at, confirm_sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
           $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44,
           $45, $46)",
        [
            it.id.to_string().into(),
            it.object.as_str().into(),
            it.declaration.to_string().into(),
            it.author.as_str().into(),
            it.subject.as_str().into(),
            it.organisation.map(|id| id.to_string()).into(),
            it.status.as_str().into(),
            it.late.into(),
            who.kind.as_str().into(),
            who.visibility.as_str().into(),
            it.channel.as_str().into(),
            it.check.as_str().into(),
            it.stance.as_str().into(),
            text(it.reservation.as_ref().map(Reservation::as_str)),
            text(it.language.as_ref().map(Language::as_str)),
            text(who.country.as_ref().map(Country::code)),
            text(who.organisation_type.map(OrganisationType::as_str)),
            who.organisation.clone().into(),
            who.person.clone().into(),
            who.role.clone().into(),
            it.hidden.clone().into(),
            it.hidden_salt.clone().into(),
            it.folded.clone().into(),
            it.mail.clone().into(),
            it.mail_key.clone().into(),
            it.token_sha256.clone().into(),
            it.sequence.into(),
            it.digest.clone().into(),
            it.document.clone().into(),
            it.offer.clone().into(),
            it.note.clone().into(),
            it.stamp.clone().into(),
            it.stamp_document.clone().into(),
            it.log_index.map(u64::cast_signed).into(),
            it.log_salt.clone().into(),
            it.reason.clone().into(),
            it.checked_by.clone().into(),
            it.check_note.clone().into(),
            it.merged_into.map(|id| id.to_string()).into(),
            it.number.map(u64::cast_signed).into(),
            it.end_document.clone().into(),
            micros(it.signed_at),
            micros(it.received_at),
            micros_or_null(it.decided_at),
            micros_or_null(it.ended_at),
            it.confirm_sha256.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Stores what changes on the way: everything but identifier, object, declaration, author, subject and arrival.
///
/// # Errors
/// [`StorageError`].
pub async fn update(tx: &Tx, it: &Endorsement) -> Result<(), StorageError> {
    let who = &it.signatory;
    tx.run(
        "UPDATE endorsements SET status = $2, late = $3, kind = $4, visibility = $5, channel = $6, checked = $7,
           stance = $8, reservation = $9, language = $10, country = $11, organisation_type = $12, name = $13,
           person = $14, role = $15, hidden = $16, hidden_salt = $17, folded = $18, mail = $19, mail_key = $20,
           token_sha256 = $21, sequence = $22, digest = $23, document = $24, offer = $25, note = $26, stamp = $27,
           stamp_document = $28, log_index = $29, log_salt = $30, reason = $31, checked_by = $32, check_note = $33,
           merged_into = $34, number = $35, end_document = $36, signed_at = $37, decided_at = $38, ended_at = $39,
           confirm_sha256 = $40 WHERE id = $1",
        [
            it.id.to_string().into(),
            it.status.as_str().into(),
            it.late.into(),
            who.kind.as_str().into(),
            who.visibility.as_str().into(),
            it.channel.as_str().into(),
            it.check.as_str().into(),
            it.stance.as_str().into(),
            text(it.reservation.as_ref().map(Reservation::as_str)),
            text(it.language.as_ref().map(Language::as_str)),
            text(who.country.as_ref().map(Country::code)),
            text(who.organisation_type.map(OrganisationType::as_str)),
            who.organisation.clone().into(),
            who.person.clone().into(),
            who.role.clone().into(),
            it.hidden.clone().into(),
            it.hidden_salt.clone().into(),
            it.folded.clone().into(),
            it.mail.clone().into(),
            it.mail_key.clone().into(),
            it.token_sha256.clone().into(),
            it.sequence.into(),
            it.digest.clone().into(),
            it.document.clone().into(),
            it.offer.clone().into(),
            it.note.clone().into(),
            it.stamp.clone().into(),
            it.stamp_document.clone().into(),
            it.log_index.map(u64::cast_signed).into(),
            it.log_salt.clone().into(),
            it.reason.clone().into(),
            it.checked_by.clone().into(),
            it.check_note.clone().into(),
            it.merged_into.map(|id| id.to_string()).into(),
            it.number.map(u64::cast_signed).into(),
            it.end_document.clone().into(),
            micros(it.signed_at),
            micros_or_null(it.decided_at),
            micros_or_null(it.ended_at),
            it.confirm_sha256.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Forgets mail addresses of a declaration (PR7); gives how many.
///
/// # Errors
/// [`StorageError`].
pub async fn forget_mails(tx: &Tx, declaration: DeclarationId) -> Result<u64, StorageError> {
    tx.run(
        "UPDATE endorsements SET mail = NULL, mail_key = NULL WHERE declaration = $1 AND mail_key IS NOT NULL",
        [declaration.to_string().into()],
    )
    .await
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: EndorsementId) -> Result<Option<Endorsement>, StorageError> {
    one(db, "id", &id.to_string()).await
}

/// One by the id of its document.
///
/// # Errors
/// [`StorageError`].
pub async fn by_object(db: &Db<'_>, object: &str) -> Result<Option<Endorsement>, StorageError> {
    one(db, "object", object).await
}

/// One by the activity that offered it.
///
/// # Errors
/// [`StorageError`].
pub async fn by_offer(db: &Db<'_>, offer: &str) -> Result<Option<Endorsement>, StorageError> {
    one(db, "offer", offer).await
}

/// One by its stamp.
///
/// # Errors
/// [`StorageError`].
pub async fn by_stamp(db: &Db<'_>, stamp: &str) -> Result<Option<Endorsement>, StorageError> {
    one(db, "stamp", stamp).await
}

/// One by its announcing note.
///
/// # Errors
/// [`StorageError`].
pub async fn by_note(db: &Db<'_>, note: &str) -> Result<Option<Endorsement>, StorageError> {
    one(db, "note", note).await
}

/// One by the secret of its private link.
///
/// # Errors
/// [`StorageError`].
pub async fn by_token(db: &Db<'_>, token_sha256: &str) -> Result<Option<Endorsement>, StorageError> {
    one(db, "token_sha256", token_sha256).await
}

/// One by the secret of the mail that confirms it.
///
/// # Errors
/// [`StorageError`].
pub async fn by_confirmation(db: &Db<'_>, confirm_sha256: &str) -> Result<Option<Endorsement>, StorageError> {
    one(db, "confirm_sha256", confirm_sha256).await
}

async fn one(db: &Db<'_>, column: &str, value: &str) -> Result<Option<Endorsement>, StorageError> {
    let sql = format!("SELECT * FROM endorsements WHERE {column} = $1");
    db.row(&sql, [value.into()]).await?.as_ref().map(read).transpose()
}

fn text(value: Option<&str>) -> sea_orm::Value {
    value.map(str::to_owned).into()
}

/// A word of a closed list that may be missing.
fn slug<T>(row: &Row, column: &'static str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, StorageError> {
    let word: Option<String> = row.get(column)?;
    word.map(|word| parse(&word).ok_or_else(|| unreadable(column)))
        .transpose()
}

fn word<T>(row: &Row, column: &'static str, parse: impl Fn(&str) -> Option<T>) -> Result<T, StorageError> {
    slug(row, column, parse)?.ok_or_else(|| unreadable(column))
}

fn id<T: std::str::FromStr>(row: &Row, column: &'static str) -> Result<Option<T>, StorageError> {
    slug(row, column, |text| text.parse().ok())
}

pub(crate) fn read(row: &Row) -> Result<Endorsement, StorageError> {
    Ok(Endorsement {
        id: row.parsed("id")?,
        object: row.get("object")?,
        declaration: row.parsed("declaration")?,
        author: row.get("author")?,
        subject: row.get("subject")?,
        organisation: id(row, "organisation")?,
        status: word(row, "status", Status::parse)?,
        late: row.get("late")?,
        signatory: Signatory {
            kind: word(row, "kind", Kind::parse)?,
            visibility: word(row, "visibility", Visibility::parse)?,
            organisation: row.get("name")?,
            organisation_type: slug(row, "organisation_type", OrganisationType::parse)?,
            country: slug(row, "country", Country::parse)?,
            person: row.get("person")?,
            role: row.get("role")?,
        },
        channel: word(row, "channel", Channel::parse)?,
        check: word(row, "checked", Check::parse)?,
        stance: word(row, "stance", Stance::parse)?,
        reservation: slug(row, "reservation", |text| Reservation::parse(text).ok())?,
        language: slug(row, "language", Language::parse)?,
        hidden: row.get("hidden")?,
        hidden_salt: row.get("hidden_salt")?,
        folded: row.get("folded")?,
        mail: row.get("mail")?,
        mail_key: row.get("mail_key")?,
        token_sha256: row.get("token_sha256")?,
        confirm_sha256: row.get("confirm_sha256")?,
        sequence: row.get("sequence")?,
        digest: row.get("digest")?,
        document: row.get("document")?,
        offer: row.get("offer")?,
        note: row.get("note")?,
        stamp: row.get("stamp")?,
        stamp_document: row.get("stamp_document")?,
        log_index: row.get::<Option<i64>>("log_index")?.map(i64::unsigned_abs),
        log_salt: row.get("log_salt")?,
        reason: row.get("reason")?,
        checked_by: row.get("checked_by")?,
        check_note: row.get("check_note")?,
        merged_into: id(row, "merged_into")?,
        number: row.get::<Option<i64>>("number")?.map(i64::unsigned_abs),
        end_document: row.get("end_document")?,
        signed_at: row.time("signed_at")?,
        received_at: row.time("received_at")?,
        decided_at: row.time_or_none("decided_at")?,
        ended_at: row.time_or_none("ended_at")?,
    })
}
