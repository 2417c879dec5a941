//! E and R: endorsements by an actor's own key, and those that the owner of the declaration recorded (PROTOCOL 10).

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    endorsement::{Channel, Check, Kind, Reservation, Stance, Visibility},
    vocabulary::Country,
};
use serde_json::Value;

use super::{Declaration, Known, Proven, Reason, Roster, check_signed, fields, signed::read_id};
use crate::{multibase::document_digest, origin::same_origin};

/// The value of `relationship`.
pub const ENDORSES: &str = "https://w3id.org/bandung#endorses";

/// How far ahead of our clock a document may be dated.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// An endorsement whose proof holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endorsement {
    /// Its id.
    pub id: String,
    /// Who signed the document: the endorser, or the owner of the declaration.
    pub author: String,
    /// Who endorses: the author, or a signatory without a node.
    pub subject: String,
    /// The digest of the document.
    pub digest: String,
    /// Its place among the statements of its author.
    pub sequence: u64,
    /// What the signatory is.
    pub kind: Kind,
    /// Name of the organisation; absent when hidden.
    pub name: Option<String>,
    /// Name of the person.
    pub person: Option<String>,
    /// What the person does there.
    pub role: Option<String>,
    /// The country; absent when hidden.
    pub country: Option<Country>,
    /// With or without reservations.
    pub stance: Stance,
    /// What is reserved.
    pub reservation: Option<String>,
    /// The language that was read.
    pub language: String,
    /// When it was made, as the author says.
    pub published: DateTime<Utc>,
    /// How it came in and what was checked; only of recorded ones.
    pub recorded: Option<Recorded>,
    /// The proof.
    pub proven: Proven,
}

/// What the owner says about an endorsement that it recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// How it came in.
    pub channel: Channel,
    /// How it was checked.
    pub check: Check,
    /// What is shown of the signatory.
    pub visibility: Visibility,
}

/// What was seen before of an endorsement's id, author and declaration. All digests are those of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The document under the same id.
    pub same_id: Option<String>,
    /// The statement of the same author with the same sequence number.
    pub same_sequence: Option<String>,
    /// The highest sequence number of the author for the declaration, this document left out.
    pub last_sequence: Option<u64>,
    /// Whether the id was withdrawn or erased.
    pub ended: bool,
}

impl Endorsement {
    /// Checks an endorsement (10.4): E when its author is its subject, R when its author owns the declaration.
    ///
    /// Whether the declaration is open now, whether the policy admits the endorser, and whether one stands already is
    /// decided by the owner's node alone.
    ///
    /// # Errors
    /// Reasons of steps 2 to 8.
    pub fn check(
        document: &Value,
        declaration: &Declaration,
        known: &Known<'_>,
        seen: &Seen,
        roster: Option<&Roster>,
    ) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        let subject = document
            .get("subject")
            .and_then(Value::as_str)
            .ok_or(Reason::ActorMismatch)?;
        let by_owner = proven.author.as_str() != subject;
        if by_owner && proven.author.as_str() != declaration.owner {
            return Err(Reason::ActorMismatch);
        }
        if by_owner && !same_origin(&read_id(document, "subject", known)?, &proven.author) {
            return Err(Reason::IdOrigin);
        }
        check_structure(document, declaration)?;
        check_text(document, declaration)?;
        let read = Self::read(document, proven, by_owner)?;
        read.check_time(declaration, known)?;
        read.check_language(declaration)?;
        read.check_seen(seen)?;
        if let Some(item) = roster.and_then(|roster| roster.item(&read.subject))
            && item.country != read.country
            && read.country.is_some()
        {
            return Err(Reason::CountryMismatch);
        }
        Ok(read)
    }

    fn read(document: &Value, proven: Proven, by_owner: bool) -> Result<Self, Reason> {
        let signatory = document
            .get("bandung:signatory")
            .filter(|node| node.is_object())
            .ok_or(Reason::FieldInvalid)?;
        if signatory.get("bandung:hiddenCommitment").is_some() {
            fields::hash(signatory, "bandung:hiddenCommitment")?;
        }
        let owned = |name| Ok::<_, Reason>(fields::optional_text(signatory, name)?.map(str::to_owned));
        let country = fields::optional_text(signatory, "bandung:country")?
            .map(|code| Country::parse(code).ok_or(Reason::FieldInvalid))
            .transpose()?;
        let read = Self {
            id: proven.id.as_str().to_owned(),
            author: proven.author.as_str().to_owned(),
            subject: fields::text(document, "subject")?.to_owned(),
            digest: document_digest(document),
            sequence: fields::ordinal(document, "bandung:sequence")?,
            kind: fields::slug(signatory, "bandung:kind", Kind::parse)?,
            name: owned("bandung:name")?,
            person: owned("bandung:person")?,
            role: owned("bandung:role")?,
            country,
            stance: fields::slug(document, "bandung:stance", Stance::parse)?,
            reservation: fields::optional_text(document, "bandung:reservation")?.map(str::to_owned),
            language: fields::text(document, "bandung:language")?.to_owned(),
            published: fields::time(document, "published")?,
            recorded: recorded(document, by_owner)?,
            proven,
        };
        let reservation_fits = match (&read.reservation, read.stance) {
            (None, Stance::Full) => true,
            (Some(text), Stance::WithReservations) => {
                Reservation::parse(text).is_ok_and(|reservation| reservation.as_str() == text)
            }
            _ => false,
        };
        if reservation_fits && read.hides_what_is_hidden() {
            Ok(read)
        } else {
            Err(Reason::FieldInvalid)
        }
    }

    /// What is hidden is absent (PROTOCOL 2.7, decision 19).
    fn hides_what_is_hidden(&self) -> bool {
        let shown = self.name.is_some() || self.person.is_some() || self.role.is_some();
        match self.recorded.map(|recorded| recorded.visibility) {
            Some(Visibility::FullyHidden) => !shown && self.country.is_none(),
            Some(Visibility::NameHidden) => self.person.is_none() && self.role.is_none(),
            Some(Visibility::Public) | None => true,
        }
    }

    fn check_time(&self, declaration: &Declaration, known: &Known<'_>) -> Result<(), Reason> {
        if self.published < declaration.opens_at {
            return Err(Reason::NotOpen);
        }
        if known.now.is_some_and(|now| self.published > now + AHEAD) {
            return Err(Reason::Future);
        }
        let late = declaration
            .closes_at
            .is_some_and(|closes_at| self.published > closes_at);
        if late && declaration.late == domain::declaration::LatePolicy::Refused {
            return Err(Reason::Closed);
        }
        Ok(())
    }

    fn check_language(&self, declaration: &Declaration) -> Result<(), Reason> {
        if declaration.languages.contains(&self.language) {
            Ok(())
        } else {
            Err(Reason::LanguageSet)
        }
    }

    /// PE7 to PE9: an ended id stays ended; one id and one sequence number stand for one document.
    fn check_seen(&self, seen: &Seen) -> Result<(), Reason> {
        let is_other = |digest: &Option<String>| digest.as_ref().is_some_and(|digest| *digest != self.digest);
        if seen.ended {
            return Err(Reason::Withdrawn);
        }
        if is_other(&seen.same_id) || is_other(&seen.same_sequence) {
            return Err(Reason::Equivocation);
        }
        let is_repeat = seen.same_id.is_some();
        if !is_repeat && self.recorded.is_none() && seen.last_sequence.is_some_and(|last| self.sequence <= last) {
            return Err(Reason::Sequence);
        }
        Ok(())
    }
}

fn check_structure(document: &Value, declaration: &Declaration) -> Result<(), Reason> {
    if document.get("type").and_then(Value::as_str) != Some("Relationship") {
        return Err(Reason::NotSupported);
    }
    if document.get("object").and_then(Value::as_str) != Some(&declaration.id) {
        return Err(Reason::TargetMismatch);
    }
    if document.get("relationship").and_then(Value::as_str) != Some(ENDORSES) {
        return Err(Reason::RelationshipValue);
    }
    Ok(())
}

fn check_text(document: &Value, declaration: &Declaration) -> Result<(), Reason> {
    let text = |name: &str| document.get(name).and_then(Value::as_str);
    if text("bandung:endorsedDigest") != Some(&declaration.digest) {
        return Err(Reason::DigestMismatch);
    }
    if document.get("bandung:revision").and_then(Value::as_u64) != Some(declaration.revision) {
        return Err(Reason::RevisionMismatch);
    }
    if document.get("bandung:network").and_then(Value::as_str) != declaration.network.as_deref() {
        return Err(Reason::NetworkMismatch);
    }
    Ok(())
}

fn recorded(document: &Value, by_owner: bool) -> Result<Option<Recorded>, Reason> {
    const MEMBERS: [&str; 3] = ["bandung:channel", "bandung:check", "bandung:visibility"];
    if !by_owner {
        let absent = MEMBERS.iter().all(|name| document.get(name).is_none());
        return if absent { Ok(None) } else { Err(Reason::FieldInvalid) };
    }
    Ok(Some(Recorded {
        channel: fields::slug(document, MEMBERS[0], Channel::parse)?,
        check: fields::slug(document, MEMBERS[1], Check::parse)?,
        visibility: fields::slug(document, MEMBERS[2], Visibility::parse)?,
    }))
}
