//! Declarations that the members of a network may endorse (PROTOCOL 10.2, 11.3).

use domain::{
    declaration::{Approval, Approver, DeclarationDraft, DraftText},
    endorsement::{Stance, Status, Visibility},
    membership::{Matter, Tier},
};
use operations::{Caller, EndorseForm, view::declarations::DeclarationCard};

use crate::{Node, application, node};

impl Node {
    /// `water` opens a declaration for the members of `delta`.
    pub(crate) async fn open_for_members(&self) -> DeclarationCard {
        self.open_for(Vec::new()).await
    }

    /// The same, with others who may endorse it too.
    pub(crate) async fn open_for(&self, others: Vec<Approver>) -> DeclarationCard {
        let network = self.urls().unwrap().network(self.delta);
        let mut automatic = vec![Approver::Members(network.clone())];
        automatic.extend(others);
        let draft = DeclarationDraft {
            texts: vec![DraftText {
                language: "en".to_owned(),
                title: "Water".to_owned(),
                summary: "One line.".to_owned(),
                source: "We ask for water.".to_owned(),
            }],
            authentic: vec!["en".to_owned()],
            approval: Approval {
                automatic,
                manual: Vec::new(),
            },
            ..DeclarationDraft::default()
        };
        let owner = self.local_operator(Some("olu"), Some("water")).await.unwrap();
        let begun = self.start_declaration(&owner, self.water, draft).await.unwrap();
        let preview = self.preview_declaration(&owner, begun.id).await.unwrap();
        let step_up = self.step_up_of(&owner).await;
        let opened = self.open_declaration(&owner, &step_up, begun.id, &preview.title, &preview.digest);
        let card = opened.await.unwrap();
        let db = storage::Db::from(&*self.store);
        let row = storage::declarations::get(&db, card.id).await.unwrap().unwrap();
        let article: serde_json::Value = serde_json::from_slice(&row.document.unwrap()).unwrap();
        let may = &article["interactionPolicy"]["bandung:canEndorse"]["automaticApproval"];
        assert_eq!(may[0], format!("{network}/members"));
        assert_eq!(article["bandung:network"], network, "it is in the name of the network");
        card
    }

    /// What becomes of an endorsement by an organisation of this node.
    pub(crate) async fn endorsed(&self, handle: &str, card: &DeclarationCard) -> Status {
        let session = self.local_operator(None, Some(handle)).await.unwrap();
        let page = self.declaration_page(&Caller::Visitor, &card.slug).await.unwrap();
        let form = EndorseForm {
            digest: page.digest,
            language: "en".to_owned(),
            stance: Stance::Full,
            reservation: String::new(),
            person: String::new(),
            role: String::new(),
            visibility: Visibility::Public,
        };
        let step_up = self.step_up_of(&session).await;
        let organisation = session.acting_for().unwrap();
        let mine = self.endorse(&session, &step_up, organisation, card.id, form).await;
        mine.unwrap().status
    }
}

#[tokio::test]
async fn m01_an_applicant_does_not_endorse_where_members_may_and_nothing_is_counted() {
    let node = node().await;
    let card = node.open_for_members().await;
    for handle in ["forest", "coast", "night"] {
        node.organisation_named(handle).await;
    }
    let mut ids = Vec::new();
    for (handle, listed) in [("forest", true), ("night", false)] {
        let local = node.local_operator(None, Some(handle)).await.unwrap();
        let step_up = node.step_up_of(&local).await;
        let mut draft = application(handle);
        draft.listed = listed;
        let organisation = local.acting_for().unwrap();
        ids.push(
            node.apply_for(&local, &step_up, node.delta, organisation, &draft)
                .await
                .unwrap(),
        );
    }
    assert_eq!(node.endorsed("coast", &card).await, Status::Refused);
    assert_eq!(
        node.endorsed("forest", &card).await,
        Status::Refused,
        "it has applied, no more"
    );
    node.days(14);
    node.both(ids[0], Matter::Admit(Tier::Observer)).await;
    assert_eq!(
        node.endorsed("forest", &card).await,
        Status::Refused,
        "observers do not"
    );
    assert_eq!(node.counted(&card).await, 0);
    node.both(ids[0], Matter::SetTier(Tier::Member)).await;
    assert_eq!(node.endorsed("forest", &card).await, Status::Stamped);
    node.both(ids[1], Matter::Admit(Tier::Member)).await;
    assert_eq!(
        node.endorsed("night", &card).await,
        Status::Stamped,
        "a hidden member is a member"
    );
    assert_eq!(node.counted(&card).await, 2);
}

impl Node {
    pub(crate) async fn counted(&self, card: &DeclarationCard) -> u64 {
        let tally = self.declaration_tally(&card.slug).await.unwrap();
        tally.figures.counted.total()
    }
}
