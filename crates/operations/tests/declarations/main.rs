//! Declarations and endorsements on one node: writing, opening, signing, deciding, hiding, erasing, counting; and what
//! arrives about them from other servers.
//!
//! On SQLite and, with `TEST_DATABASE_URL`, on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod addresses;
mod by_file;
mod closing;
mod counting;
mod endorsing;
mod erasing;
mod form;
mod hiding;
mod hosting;
mod importing;
mod names;
mod offering;
#[path = "../network/peer.rs"]
mod peer;
mod queue;
mod received;
mod sealed;
mod text;
mod writing;

#[path = "../world/mod.rs"]
mod world;

use std::{ops::Deref, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    account::{NewPassword, Role},
    declaration::{DeclarationDraft, DraftText},
    endorsement::{Check, SignatureDraft, Stance, Status, Visibility},
    figures::Figures,
    ids::{DeclarationId, EndorsementId, OrganisationId},
};
use evidence::origin::IdPolicy;
use operations::{
    Arrival, Caller, EndorseForm, Known, LogIn, NewPerson, OperationError, Operations, Receipt, Secret, Served,
    Session, StepUp,
    view::declarations::{DeclarationCard, MyEndorsement},
};
use protocol::activity::Activity;
use serde_json::{Value, json};
use storage::{
    Db,
    endorsements::Endorsement,
    outbox,
    testing::{self, TemporaryStore},
};

use peer::Peer;

use world::{PASSWORD, Standing, World, profile};

/// The log of the node.
const LOG: &str = "water.example/ap/log/1";

/// The node `water.example` with the organisation `water`, with its owner `olu`.
struct Node {
    operations: Operations,
    clock: Arc<Standing>,
    store: TemporaryStore,
    /// The owner, at the machine: asked once more without a password.
    owner: Session,
    /// The one at the machine.
    operator: Session,
    water: OrganisationId,
    /// The id of its actor.
    actor: String,
}

impl Deref for Node {
    type Target = Operations;
    fn deref(&self) -> &Operations {
        &self.operations
    }
}

async fn node() -> Node {
    let (world, water) = Box::pin(World::of_water(true, profile("Water for all", "KE"))).await;
    let World {
        operations,
        clock,
        store,
    } = world;
    Node {
        actor: operations.urls().unwrap().organisation(water),
        owner: operations.local_operator(Some("olu"), Some("water")).await.unwrap(),
        operator: operations.local_operator(None, Some("water")).await.unwrap(),
        operations,
        clock,
        store,
        water,
    }
}

async fn log_in(operations: &Operations, login: &str) -> Session {
    let entered = operations
        .log_in(login, PASSWORD.to_owned().into(), "Firefox on Linux", "192.0.2.1")
        .await
        .unwrap();
    let LogIn::Done(cookie) = entered else {
        panic!("{login} has no second factor");
    };
    match operations.caller_by_cookie(cookie.expose()).await.unwrap() {
        Caller::SignedIn(session) => session,
        Caller::Visitor => panic!("{login} has logged in"),
    }
}

/// A draft in English and French, everybody accepted at once.
fn draft(title: &str) -> DeclarationDraft {
    let text = |language: &str, title: &str, source: &str| DraftText {
        language: language.to_owned(),
        title: title.to_owned(),
        summary: "One line.".to_owned(),
        source: source.to_owned(),
    };
    DeclarationDraft {
        texts: vec![
            text("en", title, "We ask for water.\n\nAll of it."),
            text("fr", "De l’eau", "Nous demandons de l’eau.\n\nToute."),
        ],
        authentic: vec!["en".to_owned()],
        ..DeclarationDraft::default()
    }
}

/// A form of a person for itself.
fn person(name: &str, country: &str, mail: &str) -> SignatureDraft {
    SignatureDraft {
        kind: "individual".to_owned(),
        person: name.to_owned(),
        country: country.to_owned(),
        mail: mail.to_owned(),
        ..SignatureDraft::default()
    }
}

/// A form of an organisation.
fn organisation(name: &str, country: &str, mail: &str) -> SignatureDraft {
    SignatureDraft {
        kind: "organisation".to_owned(),
        organisation: name.to_owned(),
        country: country.to_owned(),
        mail: mail.to_owned(),
        ..SignatureDraft::default()
    }
}

fn hidden(form: SignatureDraft) -> SignatureDraft {
    SignatureDraft {
        visibility: "fully-hidden".to_owned(),
        ..form
    }
}

impl Node {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn pass(&self, time: TimeDelta) {
        self.clock.pass(time);
    }

    fn db(&self) -> Db<'_> {
        Db::from(&*self.store)
    }

    /// The owner was asked once more.
    async fn asked(&self) -> StepUp {
        self.proof_of(&self.owner).await
    }

    /// Somebody was asked once more.
    async fn proof_of(&self, session: &Session) -> StepUp {
        self.step_up(session, Some(PASSWORD.to_owned().into())).await.unwrap()
    }

    /// A person with one role, logged in.
    async fn member(&self, login: &str, organisation: OrganisationId, role: Role) -> Session {
        let person = NewPerson {
            login: login.to_owned(),
            name: login.to_uppercase(),
            node_role: None,
            roles: vec![(organisation, role)],
        };
        let step_up = self.proof_of(&self.operator).await;
        let link = self.add_person(&self.operator, &step_up, person).await.unwrap();
        self.reset_password(link.expose(), NewPassword::parse(PASSWORD).unwrap())
            .await
            .unwrap();
        log_in(self, login).await
    }

    /// A second organisation, with an owner who has nothing to do with the first one.
    async fn other(&self) -> (OrganisationId, Session) {
        let forest = self
            .found_organisation(&self.operator, "forest", profile("Forest", "BD"))
            .await
            .unwrap()
            .id;
        (forest, self.member("fatima", forest, Role::Owner).await)
    }

    /// Opens a declaration.
    async fn open(&self, draft: DeclarationDraft) -> DeclarationCard {
        let begun = self.start_declaration(&self.owner, self.water, draft).await.unwrap();
        self.open_draft(begun.id).await
    }

    async fn open_draft(&self, id: DeclarationId) -> DeclarationCard {
        let preview = self.preview_declaration(&self.owner, id).await.unwrap();
        self.open_declaration(&self.owner, &self.asked().await, id, &preview.title, &preview.digest)
            .await
            .unwrap()
    }

    /// The digest of a declaration's text.
    async fn digest_of(&self, card: &DeclarationCard) -> String {
        let page = self.declaration_page(&Caller::Visitor, &card.slug).await.unwrap();
        page.digest
    }

    /// The form of an organisation of this node, filled in.
    async fn form(&self, card: &DeclarationCard) -> EndorseForm {
        EndorseForm {
            digest: self.digest_of(card).await,
            language: "en".to_owned(),
            stance: Stance::Full,
            reservation: String::new(),
            person: String::new(),
            role: String::new(),
            visibility: Visibility::Public,
        }
    }

    /// The organisation of this node endorses.
    async fn endorse_it(&self, card: &DeclarationCard) -> MyEndorsement {
        let form = self.form(card).await;
        self.endorse(&self.owner, &self.asked().await, self.water, card.id, form)
            .await
            .unwrap()
    }

    /// Somebody signs by the form; the secret of the private link and the endorsement.
    async fn sign(&self, card: &DeclarationCard, form: &SignatureDraft) -> (Secret, EndorsementId) {
        let digest = self.digest_of(card).await;
        let (secret, receipt) = self
            .sign_declaration(&card.slug, &digest, form, "192.0.2.7")
            .await
            .unwrap();
        (secret, receipt.id)
    }

    /// Somebody signs by the form, and the host confirms.
    async fn signed(&self, card: &DeclarationCard, form: &SignatureDraft) -> (Secret, EndorsementId) {
        let (secret, id) = self.sign(card, form).await;
        self.confirm_endorsement(&self.owner, id, Check::Phone, "called")
            .await
            .unwrap();
        (secret, id)
    }

    async fn row(&self, id: EndorsementId) -> Endorsement {
        storage::endorsements::get(&self.db(), id).await.unwrap().unwrap()
    }

    async fn by_object(&self, object: &str) -> Option<Endorsement> {
        storage::endorsements::by_object(&self.db(), object).await.unwrap()
    }

    async fn status(&self, object: &str) -> Option<Status> {
        self.by_object(object).await.map(|row| row.status)
    }

    async fn figures(&self, card: &DeclarationCard) -> Figures {
        self.declaration_tally(&card.slug).await.unwrap().figures
    }

    async fn counted(&self, card: &DeclarationCard) -> u64 {
        self.figures(card).await.counted.total()
    }

    /// A document of ours that is served.
    async fn served(&self, id: &str) -> Value {
        match self.document(id, None).await.unwrap() {
            Served::Document(bytes) => serde_json::from_slice(&bytes).unwrap(),
            Served::Gone(_) => panic!("{id} is gone"),
        }
    }

    /// The tombstone that is served.
    async fn gone(&self, id: &str) -> Value {
        match self.document(id, None).await.unwrap() {
            Served::Gone(bytes) => serde_json::from_slice(&bytes).unwrap(),
            Served::Document(_) => panic!("{id} is there"),
        }
    }

    /// Kinds of the entries of our log.
    async fn logged(&self) -> Vec<String> {
        let entries = storage::log::entries(&self.db(), LOG, 0, 10_000).await.unwrap();
        let kind = |text: &str| text.lines().nth(1).unwrap().to_owned();
        entries.iter().map(|entry| kind(&entry.entry)).collect()
    }

    /// How the recount of a declaration by its log fits the tally that its owner signs.
    async fn recounted(&self, object: &str) -> operations::RecountState {
        let published = self.served(&format!("{object}/tally")).await;
        let bytes = published.to_string().into_bytes();
        self.compare_tally(object, &bytes).await.unwrap().0
    }

    /// Fails unless the log gives exactly what the node publishes.
    async fn assert_verifies(&self, card: &DeclarationCard) {
        assert_eq!(
            self.recounted(&card.object).await,
            operations::RecountState::Same,
            "the log gives what is published"
        );
    }

    /// What was sent, oldest first.
    async fn all_sent(&self) -> Vec<Value> {
        let head = outbox::head(&self.db()).await.unwrap();
        let mut all = Vec::new();
        for seq in 1..=head.0 {
            if let Some(entry) = outbox::entry(&self.db(), domain::outbox::Seq(seq)).await.unwrap() {
                all.push(serde_json::from_slice(&entry.body).unwrap());
            }
        }
        all
    }

    /// The newest activity of a type.
    async fn last_sent(&self, kind: &str) -> Option<Value> {
        self.all_sent().await.into_iter().rfind(|sent| sent["type"] == kind)
    }

    /// Actions of the audit log, newest first.
    async fn noted(&self) -> Vec<String> {
        let page = self.audit(&self.operator, None).await.unwrap();
        page.items.into_iter().map(|row| row.action).collect()
    }

    /// The node knows a peer's actor.
    async fn meet(&self, peer: &Peer) {
        self.store_remote_actor(&peer.actor, &peer.document).await.unwrap();
    }

    /// The node takes what a peer says, as the inbox does after all its checks.
    async fn take(&self, peer: &Peer, said: &Value) -> Result<Receipt, OperationError> {
        self.take_knowing(peer, said, Known::default()).await
    }

    async fn take_knowing(&self, peer: &Peer, said: &Value, known: Known) -> Result<Receipt, OperationError> {
        let verified = peer.say(said, self.now())?;
        let activity = Activity::read(verified.value(), &IdPolicy::default())?;
        let known = Known {
            author: Some(peer.actor.clone()),
            ..known
        };
        self.receive(Arrival {
            verified,
            activity,
            known,
        })
        .await
    }

    /// Rows of all tables that a refusal must leave as they are.
    async fn rows(&self) -> u64 {
        let tables = [
            "declarations",
            "endorsements",
            "endorsement_words",
            "statements",
            "log_entries",
            "log_events",
            "outbox",
            "posts",
            "inbox_seen",
            "waiting",
            "tombstones",
        ];
        testing::count_rows(&self.db(), &tables).await.unwrap()
    }
}

/// Status and reason of a refusal.
fn refusal(answer: Result<Receipt, OperationError>) -> (u16, &'static str) {
    match answer {
        Err(OperationError::Protocol(refusal)) => (refusal.status, refusal.reason),
        other => panic!("not refused: {other:?}"),
    }
}

fn is_not_found<T>(answer: &Result<T, OperationError>) -> bool {
    matches!(answer, Err(OperationError::NotFound { .. }))
}

fn is_forbidden<T>(answer: &Result<T, OperationError>) -> bool {
    matches!(answer, Err(OperationError::Forbidden { .. }))
}

fn is_refused<T>(answer: &Result<T, OperationError>) -> bool {
    matches!(answer, Err(OperationError::Refused(_)))
}

/// The names of the fields that are not valid.
fn invalid<T>(answer: Result<T, OperationError>) -> Vec<&'static str> {
    match answer {
        Err(OperationError::Invalid(faults)) => faults.iter().map(|fault| fault.field).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("valid"),
    }
}

/// A list with what a document says of somebody, wherever it stands.
fn contains(document: &Value, text: &str) -> bool {
    json!(document).to_string().contains(text)
}
