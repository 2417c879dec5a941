//! What pages and the API show of declarations, endorsements and tallies: plain data.
//!
//! Nothing here names anybody who is hidden (SECURITY PR2): rows come from [`domain::endorsement::Signatory::shown`],
//! numbers from [`domain::figures::Figures`]. Only [`QueueRow`] and [`Receipt`] hold more: for the host, and for the
//! signer.

use chrono::{DateTime, Utc};
use domain::{
    declaration::{Approval, DeclarationDraft, DeclarationFault, Difference, LatePolicy, State},
    endorsement::{Channel, Check, Kind, Signatory, Stance, Status},
    figures::Figures,
    ids::{DeclarationId, EndorsementId, OrganisationId},
};
use serde::Serialize;

use super::ActorCard;

/// A declaration in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DeclarationCard {
    /// Our identifier.
    pub id: DeclarationId,
    /// Last part of the page's address here.
    pub slug: String,
    /// Our page: `/declarations/{slug}`.
    pub page: String,
    /// The id of the article on the network.
    pub object: String,
    /// Title in the first authentic language.
    pub title: String,
    /// Teaser in that language, plain text.
    pub summary: String,
    /// The first authentic language (BCP 47).
    pub language: String,
    /// All official languages, in their order.
    pub languages: Vec<String>,
    /// Its owner.
    pub owner: ActorCard,
    /// Hosted by this node.
    pub hosted: bool,
    /// Where it stands; an open one whose date has passed is `closed`.
    pub state: State,
    /// From when it can be endorsed.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when.
    pub closes_at: Option<DateTime<Utc>>,
    /// Of the text, from 1.
    pub revision: u32,
    /// Counted endorsements.
    pub counted: u64,
    /// Countries and places with at least one.
    pub countries: u64,
}

/// One of the texts of a declaration, exactly as frozen.
#[derive(Clone, Debug, Serialize)]
pub struct DeclarationTextView {
    /// BCP 47.
    pub language: String,
    /// Has equal standing with the other authentic ones.
    pub authentic: bool,
    /// Title.
    pub title: String,
    /// Teaser, plain text.
    pub summary: String,
    /// The frozen HTML, byte for byte (PD4): allowed elements only, checked before it was stored.
    pub content_html: String,
}

/// Another revision of the same declaration.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionLink {
    /// The id of its article.
    pub object: String,
    /// Our page, when it is known here.
    pub page: Option<String>,
    /// Its slug, when it is known here.
    pub slug: Option<String>,
    /// Its title, when it is known here.
    pub title: Option<String>,
}

/// An unofficial translation: nobody's endorsed text, and shown as such.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView {
    /// BCP 47.
    pub language: String,
    /// `machine`, `reviewed` or `official`.
    pub status: String,
    /// Who translated it.
    pub author: ActorCard,
    /// Title.
    pub title: String,
    /// Clean HTML.
    pub content_html: String,
    /// It translates this text, not an earlier one.
    pub current: bool,
}

/// The page of a declaration.
#[derive(Clone, Debug, Serialize)]
pub struct DeclarationPage {
    /// As in lists.
    pub card: DeclarationCard,
    /// Digest of the text, `zQm…`.
    pub digest: String,
    /// When it was frozen: when it was opened, whatever day it may be endorsed from.
    pub frozen_at: Option<DateTime<Utc>>,
    /// The stored text fits its digest. When not, nothing can be endorsed, and the page says so.
    pub intact: bool,
    /// The texts, in the order of the official languages.
    pub texts: Vec<DeclarationTextView>,
    /// What happens after closing.
    pub late: LatePolicy,
    /// Who may endorse, by kind.
    pub may_endorse: Vec<Kind>,
    /// Who is accepted at once, who after a look.
    pub approval: Approval,
    /// To whom it is addressed.
    pub recipients: Vec<String>,
    /// Hashtags without `#`.
    pub hashtags: Vec<String>,
    /// This node has suspended its server: what is here stays readable, and nothing new is taken.
    pub host_suspended: bool,
    /// The page on its own server, where it is not ours.
    pub source: Option<String>,
    /// The revision before.
    pub revises: Option<RevisionLink>,
    /// The newer revision: the page says so at its top.
    pub revised_by: Option<RevisionLink>,
    /// Unofficial translations.
    pub translations: Vec<TranslationView>,
    /// What the organisation that the caller acts for has done about it; nothing when it did nothing.
    pub mine: Option<MyEndorsement>,
    /// The organisation that the caller acts for decided not to endorse.
    pub declined: bool,
    /// The caller may endorse for the organisation that it acts for, now.
    pub can_endorse: bool,
    /// Somebody without an account may use the form here, now.
    pub form_open: bool,
    /// The caller may extend, close and revise it, and see its queue.
    pub can_manage: bool,
}

/// A draft.
#[derive(Clone, Debug, Serialize)]
pub struct DeclarationDraftView {
    /// Identifier.
    pub id: DeclarationId,
    /// For whom.
    pub organisation: OrganisationId,
    /// To be given back when saving: somebody else may have saved in between.
    pub version: u32,
    /// Of the text that it will be, from 1.
    pub revision: u32,
    /// The article that it revises.
    pub revises: Option<RevisionLink>,
    /// All fields as typed.
    pub draft: DeclarationDraft,
    /// What stands in the way of opening.
    pub faults: Vec<DeclarationFault>,
    /// Languages whose text has other parts than the main one: a notice, no fault.
    pub differences: Vec<Difference>,
    /// Last save.
    pub updated: DateTime<Utc>,
}

/// A draft in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DeclarationDraftCard {
    /// Identifier.
    pub id: DeclarationId,
    /// Title of the first text, perhaps empty.
    pub title: String,
    /// Languages with a text.
    pub languages: Vec<String>,
    /// Last save.
    pub updated: DateTime<Utc>,
}

/// Exactly what will be frozen.
#[derive(Clone, Debug, Serialize)]
pub struct FrozenPreview {
    /// Identifier.
    pub id: DeclarationId,
    /// The digest that it will have. To be given to [`crate::Operations::open_declaration`]: what was read is what is
    /// frozen.
    pub digest: String,
    /// The title that must be typed to open it.
    pub title: String,
    /// Of the text, from 1.
    pub revision: u32,
    /// The last part of the address of its page, as it is free now.
    #[serde(skip)]
    pub slug: String,
    /// The texts, in the order of the official languages.
    pub texts: Vec<DeclarationTextView>,
    /// Languages whose text has other parts than the main one.
    pub differences: Vec<Difference>,
    /// What it changes in the text that it revises, by language; nothing for a first text.
    pub changes: Vec<(String, Vec<DiffPart>)>,
    /// From when, as it will be: nothing = from the moment of opening.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when.
    pub closes_at: Option<DateTime<Utc>>,
    /// Who may endorse, by kind.
    pub may_endorse: Vec<Kind>,
    /// What happens after closing.
    pub late: LatePolicy,
}

/// One part of the difference between two texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "part", content = "text")]
pub enum DiffPart {
    /// In both.
    Same(String),
    /// Only in the older one.
    Removed(String),
    /// Only in the newer one.
    Added(String),
}

/// One counted endorsement in the list of names.
#[derive(Clone, Debug, Serialize)]
pub struct EndorsementRow {
    /// Identifier.
    pub id: EndorsementId,
    /// Who signs: what may be shown. A name that is withheld is absent.
    pub signatory: Signatory,
    /// The endorser's account, when it endorsed by its own key.
    pub actor: Option<ActorCard>,
    /// How far it goes.
    pub stance: Stance,
    /// The reservation.
    pub reservation: Option<String>,
    /// Way in.
    pub channel: Channel,
    /// What was checked.
    pub check: Check,
    /// Where it stands.
    pub status: Status,
    /// When it was signed: the whole hour, as in the log.
    pub hour: DateTime<Utc>,
    /// Index of its entry in the host's log.
    pub log_index: Option<u64>,
    /// Since when it is no longer a member of the network in whose name the declaration is, or suspended.
    pub member_until: Option<DateTime<Utc>>,
}

/// The page of one endorsement.
#[derive(Clone, Debug, Serialize)]
pub struct EndorsementPage {
    /// As in lists; of one that no longer counts nothing but its kind.
    pub row: EndorsementRow,
    /// The declaration.
    pub declaration: DeclarationCard,
    /// Digest of the text that was endorsed.
    pub digest: String,
    /// The id of the document.
    pub object: String,
    /// The number of the log of this node that gives the receipt; nothing when no log of this node has it.
    pub log_number: Option<u32>,
}

/// What the list of names is asked for.
#[derive(Clone, Debug, Default)]
pub struct NamesFilter {
    /// Code of a country or place; empty = all.
    pub country: String,
    /// Words of the name.
    pub words: String,
    /// Those that came after closing, instead of the counted ones.
    pub late: bool,
    /// The language whose names of countries give the order; empty = English.
    pub language: String,
    /// A thousand at once instead of fifty: for files that hold all of them.
    pub many: bool,
}

/// How another node counted.
#[derive(Clone, Debug, Serialize)]
pub struct RecountView {
    /// The node.
    pub host: String,
    /// It counted the same.
    pub same: bool,
    /// When it did.
    pub at: DateTime<Utc>,
}

/// The page of a tally.
#[derive(Clone, Debug, Serialize)]
pub struct TallyPage {
    /// As in lists.
    pub card: DeclarationCard,
    /// The official titles by language, for pages in that language.
    #[serde(skip)]
    pub titles: Vec<(String, String)>,
    /// Digest of the text.
    pub digest: String,
    /// The numbers, after the rule of small cells.
    pub figures: Figures,
    /// Changes with the numbers: for `ETag` and for what is kept of the page.
    pub version: String,
    /// As of when.
    pub as_of: DateTime<Utc>,
    /// Origin of the log that was counted; nothing when no log is known yet.
    pub log_origin: Option<String>,
    /// How many entries were counted.
    pub log_size: Option<u64>,
    /// On other nodes: countries of the host's number that only it can know, since they occur among hidden signers
    /// alone.
    pub undisclosed_countries: u64,
    /// The numbers that the host publishes do not fit its log: shown as "does not verify", with the reason.
    pub broken: Option<String>,
    /// How other nodes counted.
    pub recounts: Vec<RecountView>,
}

/// An endorsement in the queue of the host: everything that the host knows.
#[derive(Clone, Debug, Serialize)]
pub struct QueueRow {
    /// Identifier.
    pub id: EndorsementId,
    /// Where it stands.
    pub status: Status,
    /// Who signs, with what is hidden from others.
    pub signatory: Signatory,
    /// What is hidden is sealed, and the key is not here.
    pub sealed: bool,
    /// Mail address, as long as it is kept.
    pub mail: Option<String>,
    /// The endorser's account, when it endorsed by its own key.
    pub actor: Option<ActorCard>,
    /// How far it goes.
    pub stance: Stance,
    /// The reservation.
    pub reservation: Option<String>,
    /// Of the text that was read.
    pub language: Option<String>,
    /// Way in.
    pub channel: Channel,
    /// What was checked.
    pub check: Check,
    /// Who confirmed or decided.
    pub checked_by: Option<String>,
    /// How, in words.
    pub check_note: Option<String>,
    /// Why it was refused, revoked or withdrawn.
    pub reason: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// When it came here.
    pub received_at: DateTime<Utc>,
    /// The ones that it may be the same as.
    pub similar: Vec<SimilarRow>,
}

/// An endorsement beside which a likely duplicate is shown.
#[derive(Clone, Debug, Serialize)]
pub struct SimilarRow {
    /// Identifier.
    pub id: EndorsementId,
    /// Where it stands.
    pub status: Status,
    /// Who signs, with what is hidden from others.
    pub signatory: Signatory,
    /// What is hidden is sealed, and the key is not here.
    pub sealed: bool,
    /// Same mailbox.
    pub same_mail: bool,
    /// Same name and country after folding, or look-alike letters.
    pub same_name: bool,
}

/// What somebody who endorsed without an account sees on the page of the private link.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt {
    /// Identifier.
    pub id: EndorsementId,
    /// The declaration.
    pub declaration: DeclarationCard,
    /// Digest of the text that was endorsed.
    pub digest: String,
    /// Where it stands.
    pub status: Status,
    /// "You are endorsement no. 418"; only once it counts.
    pub number: Option<u64>,
    /// Who signs, everything: this page is for the signer.
    pub signatory: Signatory,
    /// What is hidden is sealed, and the key is not here.
    pub sealed: bool,
    /// How far it goes.
    pub stance: Stance,
    /// The reservation.
    pub reservation: Option<String>,
    /// Of the text that was read.
    pub language: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// What was checked.
    pub check: Check,
    /// A mail address is known: the button in the mail confirms it. Without one a person of the host does.
    pub confirms_by_mail: bool,
    /// Index of its entry in the log.
    pub log_index: Option<u64>,
    /// The id of the recorded document; nothing before it is recorded.
    pub object: Option<String>,
    /// It can be withdrawn, hidden or shown.
    pub can_change: bool,
}

/// What an organisation of this node did about a declaration.
#[derive(Clone, Debug, Serialize)]
pub struct MyEndorsement {
    /// Identifier.
    pub id: EndorsementId,
    /// The id of the document.
    pub object: String,
    /// The declaration.
    pub declaration: DeclarationCard,
    /// Where it stands.
    pub status: Status,
    /// Who signs.
    pub signatory: Signatory,
    /// How far it goes.
    pub stance: Stance,
    /// The reservation.
    pub reservation: Option<String>,
    /// Why the host refused or revoked it.
    pub reason: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// Our page of the announcing note, once it is published.
    pub note_page: Option<String>,
    /// Id of the stamp, once it is accepted.
    pub stamp: Option<String>,
    /// Index of its entry in the host's log.
    pub log_index: Option<u64>,
    /// There is a newer text, which is not endorsed by this.
    pub revised_by: Option<RevisionLink>,
    /// The host did not answer within 30 days: "declared, not accepted" (PE2).
    pub unanswered: bool,
}

/// What somebody must do or may want to know, about declarations.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "notice")]
pub enum DeclarationNotice {
    /// Open, of somebody whom this node knows: to be endorsed or not.
    ToEndorse {
        /// Which.
        declaration: DeclarationCard,
    },
    /// The text that the organisation endorsed has a newer revision, which it did not endorse.
    Revised {
        /// What was endorsed.
        endorsed: Box<MyEndorsement>,
    },
    /// Something of ours waits in the queue.
    Queue {
        /// Which declaration.
        declaration: DeclarationCard,
        /// How many wait.
        waiting: u64,
    },
}
