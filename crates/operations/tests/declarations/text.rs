//! Documents of other servers: the declaration of a host, endorsements, stamps, withdrawals.

use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    declaration::DeclarationDraft,
    endorsement::{Kind, Signatory, Stance, Visibility},
    ids::PostId,
    vocabulary::Country,
};
use evidence::{
    log::{Entry, EntryKind, Hash, commitment},
    multibase::document_digest,
};
use protocol::{
    audience::{Audience, Visibility as Seen},
    declaration::{PublishedDeclaration, object},
    endorsement::{EndorsementDocument, Receipt, endorsement, stamp, withdrawal},
    urls::NodeUrls,
};
use serde_json::{Value, json};

use super::peer::Peer;

/// A text that somebody endorses: its id and its digest.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) object: String,
    pub(crate) digest: String,
    pub(crate) revision: u32,
}

/// The declaration of a peer, opened at a moment, with the proof of the peer.
pub(crate) fn opened_by(peer: &Peer, draft: &DeclarationDraft, at: DateTime<Utc>) -> (Value, Text) {
    let id = format!("https://{}/declarations/{}", peer.host, PostId::new(at, [3; 10]));
    let declaration = draft.check().unwrap();
    let audience = Audience::of(Seen::Public, &format!("{}/followers", peer.id), &[]);
    let published = PublishedDeclaration {
        object: &id,
        owner: &peer.id,
        declaration: &declaration,
        slug: "water",
        revision: 1,
        revises: None,
        opened: at,
        audience: &audience,
    };
    let mut article = object(&published, &NodeUrls::new("https", &peer.host)).unwrap();
    let digest = evidence::text_digest::text_digest(&article).unwrap();
    article["bandung:canonicalDigest"] = json!(digest);
    let text = Text {
        object: id,
        digest,
        revision: 1,
    };
    (peer.prove(&article, at), text)
}

impl Peer {
    /// Its endorsement of a text, without a proof.
    pub(crate) fn endorses(&self, text: &Text, sequence: i64, at: DateTime<Utc>) -> Value {
        let who = Signatory {
            country: Some(Country::parse("BD").unwrap()),
            organisation: Some(format!("Circle of {}", self.host)),
            ..Signatory::of_kind(Kind::Organisation, Visibility::Public)
        };
        endorsement(&EndorsementDocument {
            object: &format!("https://{}/endorsements/{sequence}", self.host),
            author: &self.id,
            subject: &self.id,
            declaration: &text.object,
            network: None,
            digest: &text.digest,
            revision: text.revision,
            sequence,
            stance: Stance::Full,
            reservation: None,
            language: "en",
            signatory: &who,
            recorded: None,
            published: at.trunc_subsecs(0),
        })
    }

    /// The same with its proof.
    pub(crate) fn signs(&self, text: &Text, sequence: i64, at: DateTime<Utc>) -> Value {
        self.prove(&self.endorses(text, sequence, at), at)
    }

    /// The note that will announce an endorsement.
    pub(crate) fn announcing(&self, endorsement: &Value) -> String {
        let number = endorsement["bandung:sequence"].as_i64().unwrap();
        format!("https://{}/notes/{number}", self.host)
    }

    /// Offers an endorsement to the owner of the text.
    pub(crate) fn offers(&self, endorsement: &Value, text: &Text) -> Value {
        let mut offer = self.activity("Offer", endorsement);
        offer["target"] = json!(text.object);
        offer["instrument"] = json!(self.announcing(endorsement));
        offer
    }

    /// Takes an endorsement of its own back.
    pub(crate) fn withdraws(&self, endorsement: &Value, sequence: i64, at: DateTime<Utc>) -> Value {
        let id = endorsement["id"].as_str().unwrap();
        let made = withdrawal(
            id,
            &self.id,
            &document_digest(endorsement),
            sequence,
            at.trunc_subsecs(0),
        );
        self.activity("Delete", &self.prove(&made, at))
    }

    /// Wants an endorsement of its own erased.
    pub(crate) fn erases(&self, endorsement: &Value) -> Value {
        let id = endorsement["id"].as_str().unwrap();
        let mut erase = self.activity("Delete", &protocol::endorsement::erased(id));
        erase["bandung:erase"] = json!(true);
        erase
    }

    /// Accepts an endorsement as the owner of the text: the stamp with its receipt, and the entry that it opens.
    pub(crate) fn stamps(
        &self,
        text: &Text,
        endorsement: &Value,
        note: &str,
        index: u64,
        at: DateTime<Utc>,
    ) -> Stamped {
        let salt: Hash = evidence::keys::sha256(endorsement.to_string().as_bytes());
        let receipt = Receipt {
            origin: format!("{}/ap/log/1", self.host),
            index,
            salt,
        };
        let id = format!("https://{}/stamps/{index}", self.host);
        let made = stamp(
            &id,
            &self.id,
            &text.object,
            note,
            (endorsement["id"].as_str().unwrap(), &document_digest(endorsement)),
            &receipt,
            at.trunc_subsecs(0),
        );
        let entry = Entry::new(EntryKind::Endorse, at)
            .with_text_digest(text.digest.clone())
            .with_commitment(commitment(&salt, endorsement));
        Stamped {
            id,
            document: self.prove(&made, at),
            receipt: receipt.to_value(),
            entry,
        }
    }

    /// What a node of the endorser's or the host's is asked for at an id.
    pub(crate) fn fetched(&self, document: &Value) -> (String, Vec<u8>, protocol::actor::RemoteActor) {
        let id = document["id"].as_str().unwrap().to_owned();
        (id, document.to_string().into_bytes(), self.actor.clone())
    }
}

/// The stamp of a host.
pub(crate) struct Stamped {
    pub(crate) id: String,
    pub(crate) document: Value,
    pub(crate) receipt: Value,
    pub(crate) entry: Entry,
}
