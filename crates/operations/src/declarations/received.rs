//! Declarations of other nodes: kept with their exact bytes; another text under a known id is refused and kept as
//! evidence (PD5).

use domain::{
    declaration::{Approval, Approver, State},
    ids::DeclarationId,
};
use evidence::documents::{self, Keyring, Reason};
use protocol::{actor::RemoteActor, names::PUBLIC, refusal::Refusal};
use serde_json::Value;
use storage::{
    Db, Tx,
    declarations::{self, Declaration as Row},
    evidence::Exhibit,
    posts::Post,
};

use super::Rules;
use crate::{OperationError, Operations, inbox::posts::version_of, secrets::hex};

/// Whether an article says that it is a declaration.
pub(crate) fn is_declaration(article: &Value) -> bool {
    article.get("bandung:documentKind").and_then(Value::as_str) == Some(evidence::text_digest::DECLARATION)
}

/// Whether an article says that it is a translation of one.
pub(crate) fn is_translation(article: &Value) -> bool {
    article.get("bandung:documentKind").and_then(Value::as_str) == Some("https://w3id.org/bandung#Translation")
}

/// The keys of an actor of another server, as proofs are checked with them.
pub(crate) fn keys_of(actor: &RemoteActor, keys: &mut Keyring) {
    for listed in actor.multikeys.iter().filter(|listed| !listed.recovery) {
        keys.add(
            actor.id.as_str(),
            documents::ListedKey {
                id: listed.key.id.as_str().to_owned(),
                key: listed.key.key.clone(),
                expires: listed.expires,
                revoked: listed.revoked,
            },
        );
    }
}

/// How a reason of the documents is answered (PROTOCOL 12.2).
pub(crate) fn refusal_of(reason: Reason) -> Refusal {
    let status = match reason {
        Reason::Json
        | Reason::DuplicateMember
        | Reason::TypeArray
        | Reason::AttributedArray
        | Reason::NumberRange
        | Reason::ContextUnknown
        | Reason::ContextRedefined => 400,
        _ => 403,
    };
    Refusal::new(status, reason.as_str())
}

/// The same as an error that leaves nothing.
pub(crate) fn refused(reason: Reason) -> OperationError {
    OperationError::Protocol(refusal_of(reason))
}

/// A received declaration that was checked.
pub(crate) struct Received {
    pub(crate) article: Value,
    pub(crate) read: documents::Declaration,
    pub(crate) before: Option<Row>,
}

impl Operations {
    /// Checks a received declaration against what is known under its id. `Ok(Ok(None))`: older than what is known;
    /// `Ok(Err(…))`: refused, and kept as evidence.
    pub(crate) async fn check_received_declaration(
        &self,
        tx: &Tx,
        activity: &str,
        author: &RemoteActor,
        bytes: &[u8],
    ) -> Result<Result<Option<Received>, Refusal>, OperationError> {
        let article: Value = serde_json::from_slice(bytes).map_err(|_| refused(Reason::Json))?;
        let mut keys = Keyring::default();
        keys_of(author, &mut keys);
        let object = article.get("id").and_then(Value::as_str).unwrap_or_default();
        let before = declarations::by_object(&Db::from(tx), object).await?;
        let earlier = before.as_ref().and_then(|row| super::checked(row).ok());
        let known = documents::Known {
            ids: &self.0.ids,
            keys: &keys,
            now: Some(self.now()),
        };
        match documents::Declaration::check(&article, &known, earlier.as_ref()) {
            Ok(read) if read.owner == author.id.as_str() => Ok(Ok(Some(Received { article, read, before }))),
            Ok(_) => Err(refused(Reason::ActorMismatch)),
            // A `Create` that comes after an `Update` says what was true before.
            Err(Reason::Frozen) if is_older(&article, bytes, before.as_ref()) => Ok(Ok(None)),
            Err(Reason::Frozen) => {
                let first = before.and_then(|row| row.document).unwrap_or_default();
                for body in [first.as_slice(), bytes] {
                    let sha256 = hex(&evidence::keys::sha256(body));
                    let exhibit = Exhibit {
                        activity,
                        sha256: &sha256,
                        actor: author.id.as_str(),
                        reason: "frozen",
                        body,
                    };
                    storage::evidence::put(tx, &exhibit, self.now()).await?;
                }
                Ok(Err(refusal_of(Reason::Frozen)))
            }
            Err(reason) => Err(refused(reason)),
        }
    }

    /// Keeps a checked declaration beside its post.
    pub(crate) async fn keep_declaration(
        &self,
        tx: &Tx,
        received: Received,
        post: &Post,
        bytes: &[u8],
    ) -> Result<(), OperationError> {
        let Received { article, read, before } = received;
        let now = self.now();
        let closed_at = protocol::lenient::time(&article, "bandung:closedAt");
        let revised_by = article
            .get("bandung:revisedBy")
            .and_then(Value::as_str)
            .map(str::to_owned);
        let state = if closed_at.is_some() {
            State::Closed
        } else {
            State::Open
        };
        if let Some(mut row) = before {
            row.document = Some(bytes.to_vec());
            row.closes_at = read.closes_at;
            // Closed stays closed, and a text has one successor.
            row.state = if row.state == State::Closed {
                State::Closed
            } else {
                state
            };
            row.revised_by = row.revised_by.or(revised_by);
            row.updated = now;
            return Ok(declarations::change(tx, &row).await?);
        }
        let texts = super::drafts::text_views(&article);
        let main = texts.iter().find(|text| text.title == read.title);
        let strings = |name: &str| protocol::lenient::ids(article.get(name));
        let approval = Approval {
            automatic: approvers(&read.policy.automatic),
            manual: approvers(&read.policy.manual),
        };
        let rules = Rules {
            languages: read.languages.clone(),
            late: read.late,
            may_endorse: read.may_endorse.clone(),
            approval,
            recipients: strings("bandung:recipients").into_iter().take(20).collect(),
            hashtags: Vec::new(),
            page: protocol::lenient::link(article.get("url"))
                .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
                .map(str::to_owned),
            network: read.network.clone(),
            closed_at,
            ..Rules::default()
        };
        let id = DeclarationId::new(now, self.0.entropy.bytes());
        let slug = match &post.slug {
            Some(slug) => slug.clone(),
            None => id.to_string(),
        };
        let row = Row {
            id,
            object: read.id.clone(),
            owner: read.owner.clone(),
            organisation: None,
            slug,
            state,
            revision: u32::try_from(read.revision).unwrap_or(u32::MAX),
            revises: read.revises.clone(),
            revised_by,
            language: main.map(|text| text.language.clone()).unwrap_or_default(),
            title: read.title,
            summary: main.map(|text| text.summary.clone()).unwrap_or_default(),
            digest: Some(read.digest),
            draft: None,
            version: 1,
            rules: rules.to_text(),
            opens_at: Some(read.opens_at),
            closes_at: read.closes_at,
            document: Some(bytes.to_vec()),
            opened: Some(bytes.to_vec()),
            broken_at: None,
            announced: 0,
            created: now,
            updated: now,
        };
        declarations::insert(tx, &row).await?;
        if let Some(revises) = &row.revises
            && let Some(mut older) = declarations::by_object(&Db::from(tx), revises).await?
            && older.owner == row.owner
            && older.organisation.is_none()
            && older.revised_by.is_none()
        {
            older.revised_by = Some(row.object.clone());
            declarations::change(tx, &older).await?;
        }
        Ok(())
    }
}

/// The same text in a version that is not newer than the one that is known.
fn is_older(article: &Value, bytes: &[u8], before: Option<&Row>) -> bool {
    let Some(before) = before else { return false };
    let same_text = evidence::text_digest::text_digest(article).ok() == before.digest;
    let known = before.document.as_deref().and_then(version_of);
    same_text && version_of(bytes).is_some_and(|given| known.is_some_and(|known| given <= known))
}

fn approvers(list: &[String]) -> Vec<Approver> {
    list.iter()
        .map(|id| match id.as_str() {
            PUBLIC => Approver::Public,
            id => match id.strip_suffix("/members") {
                Some(network) => Approver::Members(network.to_owned()),
                None => Approver::Actor(id.to_owned()),
            },
        })
        .collect()
}
