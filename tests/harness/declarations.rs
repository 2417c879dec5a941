//! Declarations on the nodes of a network: opened, endorsed, counted, looked for in the files.

use domain::{
    declaration::{DeclarationDraft, DraftText},
    endorsement::{Stance, Visibility},
};
use operations::{
    Caller, EndorseForm, Session,
    view::declarations::{DeclarationCard, MyEndorsement, TallyPage},
};

use crate::{Message, Network, Reply, TestNode, until};

/// A draft in English and French, everybody accepted at once.
#[must_use]
pub fn declaration(title: &str) -> DeclarationDraft {
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

impl TestNode {
    /// Opens a declaration of the organisation.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn open_declaration(&self, draft: DeclarationDraft) -> DeclarationCard {
        let owner = self.owner().await;
        let operations = self.operations();
        let begun = operations
            .start_declaration(&owner, owner.acting_for().unwrap(), draft)
            .await
            .unwrap();
        let preview = operations.preview_declaration(&owner, begun.id).await.unwrap();
        let proof = operations.step_up(&owner, None).await.unwrap();
        operations
            .open_declaration(&owner, &proof, begun.id, &preview.title, &preview.digest)
            .await
            .unwrap()
    }

    /// A declaration that is known here, ours or received.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn known_declaration(&self, object: &str) -> Option<DeclarationCard> {
        let all = self.operations().declarations(None, None).await.unwrap();
        all.items.into_iter().find(|card| card.object == object)
    }

    /// Endorses a declaration for the organisation, once it is known.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn endorse(&self, object: &str) -> MyEndorsement {
        until("the declaration arrives", || async {
            self.known_declaration(object).await.is_some()
        })
        .await;
        self.endorse_for(&self.owner().await, object).await
    }

    async fn endorse_for(&self, owner: &Session, object: &str) -> MyEndorsement {
        let card = self.known_declaration(object).await.unwrap();
        let operations = self.operations();
        let page = operations.declaration_page(&Caller::Visitor, &card.slug).await.unwrap();
        let form = EndorseForm {
            digest: page.digest,
            language: "en".to_owned(),
            stance: Stance::Full,
            reservation: String::new(),
            person: String::new(),
            role: String::new(),
            visibility: Visibility::Public,
        };
        let proof = operations.step_up(owner, None).await.unwrap();
        operations
            .endorse(owner, &proof, owner.acting_for().unwrap(), card.id, form)
            .await
            .unwrap()
    }

    /// Endorses a declaration that is known here for another organisation of this node.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn endorse_as(&self, handle: &str, object: &str) -> MyEndorsement {
        let owner = self.operations().local_operator(None, Some(handle)).await.unwrap();
        self.endorse_for(&owner, object).await
    }

    /// What the organisation endorsed of a declaration, newest first.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn endorsements_of(&self, object: &str) -> Vec<MyEndorsement> {
        let owner = self.owner().await;
        let given = self
            .operations()
            .endorsements_given(&owner, owner.acting_for().unwrap(), None);
        let mut all = given.await.unwrap().items;
        all.retain(|one| one.declaration.object == object);
        all
    }

    /// Withdraws.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn withdraw(&self, mine: &MyEndorsement) {
        let owner = self.owner().await;
        let proof = self.operations().step_up(&owner, None).await.unwrap();
        let done = self.operations().withdraw_endorsement(&owner, &proof, mine.id);
        done.await.unwrap();
    }

    /// The tally that this node shows.
    ///
    /// # Panics
    /// When the declaration is not known here.
    pub async fn tally(&self, object: &str) -> TallyPage {
        let card = self.known_declaration(object).await.unwrap();
        self.operations().declaration_tally(&card.slug).await.unwrap()
    }

    /// How many this node counts; nothing when it does not know the declaration.
    pub async fn counts(&self, object: &str) -> Option<u64> {
        self.known_declaration(object).await.map(|card| card.counted)
    }

    /// Gets something, as a program does.
    pub async fn fetch(&self, path: &str, accept: &str) -> Reply {
        let message = Message::new("GET", self.host(), path, b"").with("Accept", accept);
        message.send(self.address()).await
    }

    /// Looks at the log of another node now, and recounts. It may be down, or be looked at already.
    pub async fn recount_of(&self, host: &str) {
        let _looked = self.directory().mirror(host).await;
    }
}

impl Network {
    /// Waits until each of these nodes counts as many.
    pub async fn until_counted(&self, names: &[&str], object: &str, count: u64) {
        until(&format!("{names:?} count {count}"), || async {
            self.advance(chrono::Duration::seconds(61));
            for name in names {
                if self[name].counts(object).await != Some(count) {
                    return false;
                }
            }
            true
        })
        .await;
    }

    /// Fails unless each of these nodes recounts the log of the host and gets the published number.
    ///
    /// # Panics
    /// Then.
    pub async fn assert_recounted(&self, names: &[&str], host: &str, object: &str) {
        for name in names {
            until(&format!("{name} recounts the same"), || async {
                self.advance(chrono::Duration::seconds(61));
                self[name].recount_of(self[host].host()).await;
                let told = self[name].operations().own_recounts().await.unwrap();
                told.iter()
                    .any(|told| told["declaration"] == object && told["state"] == "same")
            })
            .await;
            assert_eq!(self[name].tally(object).await.broken, None, "{name}");
        }
    }
}
