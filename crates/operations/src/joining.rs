//! Our organisations and the networks of others: asking to be admitted, leaving, showing a hidden membership
//! (PROTOCOL 11.2, DECISIONS 20).

use chrono::{DateTime, Utc};
use domain::{
    ids::OrganisationId,
    membership::{Application, ApplicationDraft, Tier},
    outbox::{Audience, NamedRecipient, OrderKey},
    permissions::Action,
};
use protocol::{
    activity::Header,
    actor::{ActorKind, RemoteActor},
    audience::Audience as Addressees,
    membership,
};
use serde::Serialize;
use serde_json::Value;
use storage::{
    Db, Tx,
    joined_networks::{self, Joined, State},
    network_letters,
};

use crate::{OperationError, Operations, Session, StepUp, audit::Who, publishing::Outgoing};

/// An organisation of ours and a network of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JoinedView {
    /// The id of the network's actor.
    pub network: String,
    /// Its name.
    pub name: String,
    /// `invited`, `asked`, `member`, `refused`, `left` or `ended`.
    pub state: State,
    /// How far the membership goes.
    pub tier: Option<Tier>,
    /// The id of the membership.
    pub membership: Option<String>,
    /// Why the network said no, in its words.
    pub reason: Option<String>,
    /// Nobody but the network knows, and those to whom it was shown.
    pub hidden: bool,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// What a network of another node wrote to an organisation of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterView {
    /// From whom, the id of the network's actor.
    pub network: String,
    /// HTML that went through the allow list.
    pub content_html: String,
    /// Its language, BCP 47; empty when it does not say.
    pub language: String,
    /// When it came.
    pub at: DateTime<Utc>,
}

const NOT_JOINED: OperationError = OperationError::NotFound { what: "the membership" };

impl Operations {
    /// Asks a network of another node to admit an organisation (owner, asked once more). The application goes to the
    /// network alone; asked again while it waits: nothing.
    ///
    /// # Errors
    /// [`OperationError::Invalid`]; [`OperationError::Refused`] for what is no network, or one in which it is.
    pub async fn join_network(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        network: &RemoteActor,
        draft: &ApplicationDraft,
    ) -> Result<JoinedView, OperationError> {
        step_up.require(session)?;
        session.require(Action::Represent(organisation))?;
        if network.kind != ActorKind::Group || network.roster.is_none() {
            return Err(refused!(
                "no-network",
                "this account is not a network with a list of members"
            ));
        }
        if self.own_network_id(network.id.as_str()).is_some() {
            return Err(refused!(
                "network-is-here",
                "this network is on this node: apply on its page"
            ));
        }
        let ours = self.require_urls()?.organisation(organisation);
        let draft = ApplicationDraft {
            actor: ours,
            ..draft.clone()
        };
        let application = draft.check().map_err(OperationError::Invalid)?;
        let tx = self.begin_decision().await?;
        let before = joined_networks::get(&Db::from(&tx), organisation, network.id.as_str()).await?;
        match before.map(|before| before.state) {
            Some(State::Member) => {
                return Err(refused!(
                    "network-member-already",
                    "the organisation is its member already"
                ));
            }
            Some(State::Asked) => {
                return Err(refused!(
                    "network-applied-already",
                    "the organisation has applied: the network decides"
                ));
            }
            _ => {}
        }
        self.note(&tx, &Who::Person(session), "network.join", network.id.as_str())
            .await?;
        let joined = self.send_join(&tx, organisation, network, &application).await?;
        self.commit_and_wake(tx).await?;
        Ok(view(joined))
    }

    async fn send_join(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        network: &RemoteActor,
        application: &Application,
    ) -> Result<Joined, OperationError> {
        let id = network.id.as_str();
        let inbox = network.inbox.as_str();
        let activity = self
            .to_network(tx, organisation, "Join", (id, inbox), |header| {
                membership::join(header, id, application)
            })
            .await?;
        let joined = Joined {
            organisation,
            network: id.to_owned(),
            name: network.name.clone(),
            inbox: inbox.to_owned(),
            activity,
            state: State::Asked,
            tier: None,
            membership: None,
            document: None,
            reason: None,
            salt: None,
            at: self.now(),
        };
        joined_networks::put(tx, &joined).await?;
        Ok(joined)
    }

    /// Leaves a network, or takes an application back (owner, asked once more).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn leave_network(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        network: &str,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        session.require(Action::Represent(organisation))?;
        let tx = self.begin_decision().await?;
        let joined = joined_networks::get(&Db::from(&tx), organisation, network).await?;
        let joined = joined
            .filter(|joined| matches!(joined.state, State::Asked | State::Member))
            .ok_or(NOT_JOINED)?;
        self.note(&tx, &Who::Person(session), "network.leave", network).await?;
        let left = Joined {
            state: State::Left,
            at: self.now(),
            ..joined.clone()
        };
        joined_networks::put(&tx, &left).await?;
        self.to_network(&tx, organisation, "Leave", (network, &joined.inbox), |header| {
            membership::leave(header, network)
        })
        .await?;
        if joined.state == State::Member && joined.salt.is_none() {
            let changed = self.organisation_in(&Db::from(&tx), organisation).await?;
            self.send_actor(&tx, &changed).await?;
        }
        self.commit_and_wake(tx).await
    }

    /// Takes up a membership that a network carried over from a former address of the organisation (owner).
    ///
    /// # Errors
    /// [`OperationError::NotFound`] where there is none to take up.
    pub async fn take_up_membership(
        &self,
        session: &Session,
        organisation: OrganisationId,
        network: &str,
    ) -> Result<(), OperationError> {
        session.require(Action::Represent(organisation))?;
        let tx = self.begin_decision().await?;
        let joined = joined_networks::get(&Db::from(&tx), organisation, network).await?;
        let joined = joined
            .filter(|joined| joined.state == State::Invited && joined.membership.is_some())
            .ok_or(NOT_JOINED)?;
        self.note(&tx, &Who::Person(session), "network.take-up", network)
            .await?;
        let member = Joined {
            state: State::Member,
            at: self.now(),
            ..joined
        };
        joined_networks::put(&tx, &member).await?;
        self.trust_as_member(&tx, &member, &self.known_actor(network).await?.ok_or(NOT_JOINED)?)
            .await?;
        self.finish_decision(tx).await?;
        self.want_roster(network);
        Ok(())
    }

    /// Whoever is a member enforces what the network decides; the operator may still choose otherwise. Its profile names
    /// the network, unless it is a hidden member. The roster is to be asked for.
    pub(crate) async fn trust_as_member(
        &self,
        tx: &Tx,
        joined: &Joined,
        network: &RemoteActor,
    ) -> Result<(), OperationError> {
        self.put_trust(tx, network).await?;
        if joined.salt.is_none() {
            let changed = self.organisation_in(&Db::from(tx), joined.organisation).await?;
            self.send_actor(tx, &changed).await?;
        }
        Ok(())
    }

    /// Declines an invitation (owner). To accept one is to apply: [`Operations::join_network`].
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn decline_invitation(
        &self,
        session: &Session,
        organisation: OrganisationId,
        network: &str,
    ) -> Result<(), OperationError> {
        session.require(Action::Represent(organisation))?;
        let tx = self.begin_decision().await?;
        let joined = joined_networks::get(&Db::from(&tx), organisation, network).await?;
        let joined = joined
            .filter(|joined| joined.state == State::Invited)
            .ok_or(OperationError::NotFound { what: "the invitation" })?;
        self.note(&tx, &Who::Person(session), "network.decline-invitation", network)
            .await?;
        let declined = Joined {
            state: State::Left,
            at: self.now(),
            ..joined
        };
        joined_networks::put(&tx, &declined).await?;
        Ok(tx.commit().await?)
    }

    /// Networks of other nodes to which an organisation belongs, or wants to.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn joined_networks(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<Vec<JoinedView>, OperationError> {
        session.require(Action::ReadDrafts(organisation))?;
        let joined = joined_networks::of(&self.db(), organisation).await?;
        Ok(joined.into_iter().map(view).collect())
    }

    /// What networks of other nodes wrote to an organisation, the newest first: to its owners alone, since the links in it
    /// let whoever has them act for it. Nothing for others of the organisation.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn network_letters(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<Vec<LetterView>, OperationError> {
        session.require(Action::ReadDrafts(organisation))?;
        if !session.may(Action::Represent(organisation)) {
            return Ok(Vec::new());
        }
        let letters = network_letters::to(&self.db(), organisation).await?;
        let view = |letter: network_letters::Letter| LetterView {
            network: letter.network,
            content_html: letter.content,
            language: letter.language.unwrap_or_default(),
            at: letter.at,
        };
        Ok(letters.into_iter().map(view).collect())
    }

    /// Recommends an applicant to a network of which the organisation is a member (owner).
    ///
    /// # Errors
    /// [`OperationError::NotFound`] where it is no member.
    pub async fn recommend_to_network(
        &self,
        session: &Session,
        organisation: OrganisationId,
        network: &str,
        applicant: &str,
    ) -> Result<(), OperationError> {
        session.require(Action::Represent(organisation))?;
        let tx = self.begin_decision().await?;
        let joined = self.member_in(&tx, organisation, network).await?;
        self.note(&tx, &Who::Person(session), "network.recommend", applicant)
            .await?;
        self.to_network(&tx, organisation, "Offer", (network, &joined.inbox), |header| {
            membership::recommend(header, applicant, network)
        })
        .await?;
        self.commit_and_wake(tx).await
    }

    /// Shows to one actor that the organisation is a hidden member: its node lets it write as one from then on (owner).
    ///
    /// # Errors
    /// [`OperationError::NotFound`] where it is no hidden member.
    pub async fn show_membership(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
        network: &str,
        to: &RemoteActor,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        session.require(Action::Represent(organisation))?;
        let tx = self.begin_decision().await?;
        let joined = self.member_in(&tx, organisation, network).await?;
        let (Some(salt), Some(document)) = (&joined.salt, &joined.document) else {
            return Err(NOT_JOINED);
        };
        let document: Value = serde_json::from_slice(document).map_err(|_| NOT_JOINED)?;
        self.note(&tx, &Who::Person(session), "network.show-membership", to.id.as_str())
            .await?;
        let recipient = (to.id.as_str(), to.inbox.as_str());
        self.to_network(&tx, organisation, "Offer", recipient, |header| {
            membership::show(header, document, salt)
        })
        .await?;
        self.commit_and_wake(tx).await
    }

    async fn member_in(&self, tx: &Tx, organisation: OrganisationId, network: &str) -> Result<Joined, OperationError> {
        let joined = joined_networks::get(&Db::from(tx), organisation, network).await?;
        joined.filter(|joined| joined.state == State::Member).ok_or(NOT_JOINED)
    }

    /// Sends something to one actor by name; gives the id of the activity.
    async fn to_network(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        kind: &'static str,
        (actor, inbox): (&str, &str),
        make: impl FnOnce(&Header<'_>) -> Value,
    ) -> Result<String, OperationError> {
        let ours = self.require_urls()?.organisation(organisation);
        let outgoing = Outgoing {
            from: organisation.into(),
            kind,
            object: actor.to_owned(),
            order: OrderKey::Object(format!("{ours} in {actor}")),
            audience: Audience {
                keys: Vec::new(),
                named: vec![NamedRecipient {
                    actor: actor.to_owned(),
                    inbox: inbox.to_owned(),
                }],
            },
        };
        self.send(tx, outgoing, &Addressees::named(&[actor.to_owned()]), make)
            .await
    }
}

fn view(joined: Joined) -> JoinedView {
    JoinedView {
        network: joined.network,
        name: joined.name,
        state: joined.state,
        tier: joined.tier,
        membership: joined.membership,
        reason: joined.reason,
        hidden: joined.salt.is_some(),
        at: joined.at,
    }
}
