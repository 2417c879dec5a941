//! What arrives for networks of this node: applications, recommendations, leaving, consents to be listed (PROTOCOL 11,
//! 12.1).

use domain::{
    membership::{ApplicationDraft, Event, Stage},
    text::Language,
};
use evidence::origin::same_origin;
use protocol::activity;
use serde_json::{Value, json};
use storage::{Db, Tx, featured_members, memberships};

use super::{Effect, Incoming, forbidden};
use crate::{JoinRequest, OperationError, Operations, audit::Who};

impl Operations {
    /// An application to a network of ours; for anything else nothing.
    pub(super) async fn receive_application(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        network: &str,
        application: &ApplicationDraft,
    ) -> Result<Effect, OperationError> {
        let Some(network) = self.own_network(network).await? else {
            return Ok(Effect::Nothing);
        };
        let author = &incoming.author;
        let key = author.newest_key().ok_or(forbidden("key-unknown"))?;
        let before = memberships::most_recent(&Db::from(tx), network.id, incoming.actor()).await?;
        if let Some(member) = before.filter(|it| it.state.key.as_ref() == Some(&key))
            && matches!(member.state.stage, Stage::Admitted { .. })
        {
            let who = Who::Other(incoming.actor());
            self.note(tx, &who, "membership.confirm", &member.id.to_string())
                .await?;
            self.confirm_membership(tx, &network, &member, incoming.id()).await?;
            return Ok(Effect::Done);
        }
        let first = application.languages.first().and_then(|text| Language::parse(text));
        let join = JoinRequest {
            network: network.id,
            activity: incoming.id().to_owned(),
            actor: incoming.actor().to_owned(),
            handle: author.preferred_username.clone(),
            key,
            draft: application.clone(),
            language: first
                .or(network.content.languages.first().cloned())
                .ok_or(forbidden("field-invalid"))?,
        };
        match self.receive_join(tx, &join).await {
            Ok(_) => Ok(Effect::Done),
            Err(OperationError::Invalid(_)) => {
                let words = "Some fields are missing or wrong. The form of the network shows which.";
                self.refuse_application(tx, incoming, &network, "other", words).await
            }
            Err(OperationError::Refused(words)) => {
                self.refuse_application(tx, incoming, &network, "duplicate", &words.to_string())
                    .await
            }
            Err(other) => Err(other),
        }
    }

    /// An application that is no application is answered, so that whoever sent it knows.
    async fn refuse_application(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        network: &storage::networks::Network,
        reason: &str,
        words: &str,
    ) -> Result<Effect, OperationError> {
        let who = Who::Other(incoming.actor());
        self.note_with_reason(tx, &who, "membership.refuse-join", incoming.id(), Some(reason))
            .await?;
        self.put_actor_of(tx, incoming).await?;
        let Some(to) = self.recipient(tx, incoming.actor()).await? else {
            return Ok(Effect::Done);
        };
        let (outgoing, addressees) = self.only_to(network, "Reject", incoming.id(), &to);
        self.send(tx, outgoing, &addressees, |header| {
            activity::reject_with(header, json!(incoming.id()), reason, words)
        })
        .await?;
        Ok(Effect::Done)
    }

    /// Answers need an inbox: the author is stored already, unless its document came with the activity.
    async fn put_actor_of(&self, tx: &Tx, incoming: &Incoming<'_>) -> Result<(), OperationError> {
        Ok(storage::peers::ensure(tx, incoming.host()).await?)
    }

    /// A member leaves, or an applicant takes its application back; open to everybody (ME3).
    pub(super) async fn receive_leave(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        network: &str,
    ) -> Result<Effect, OperationError> {
        let Some(network) = self.own_network(network).await? else {
            return Ok(Effect::Nothing);
        };
        let left = self
            .subject_event(tx, network.id, incoming.actor(), Event::Withdraw)
            .await;
        match left {
            Ok(()) => Ok(Effect::Done),
            // Whoever is none has nothing to leave.
            Err(OperationError::NotFound { .. } | OperationError::Refused(_)) => Ok(Effect::Nothing),
            Err(other) => Err(other),
        }
    }

    /// A referee's word, or that of a regional node.
    pub(super) async fn receive_referee(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        applicant: &str,
        network: &str,
    ) -> Result<Effect, OperationError> {
        let Some(network) = self.own_network(network).await? else {
            return Ok(Effect::Nothing);
        };
        let said = self
            .receive_recommendation(tx, network.id, incoming.actor(), applicant)
            .await;
        match said {
            Ok(()) => Ok(Effect::Done),
            Err(OperationError::NotFound { .. } | OperationError::Forbidden { .. }) => Err(forbidden("not-member")),
            Err(OperationError::Refused(_)) => Ok(Effect::Nothing),
            Err(other) => Err(other),
        }
    }

    /// A member's consent to be shown, or its refusal; nothing when it is about something else (PG6).
    pub(super) async fn receive_consent(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        asked: &str,
        yes: bool,
    ) -> Result<Option<Effect>, OperationError> {
        let Some((network, actor)) = featured_members::by_request(&Db::from(tx), asked).await? else {
            return Ok(None);
        };
        if actor != incoming.actor() {
            return Err(forbidden("not-asked"));
        }
        if !yes {
            featured_members::remove(tx, network, &actor).await?;
            return Ok(Some(Effect::Done));
        }
        let result = incoming
            .activity
            .with
            .result
            .as_ref()
            .ok_or(forbidden("field-invalid"))?;
        let fetched = incoming.known.more.iter().find(|(id, ..)| id == result.as_str());
        let Some((_, bytes, _)) = fetched.filter(|_| same_origin(result, &incoming.activity.actor)) else {
            return Ok(Some(Effect::Nothing));
        };
        let stamp: Value = serde_json::from_slice(bytes).map_err(|_| forbidden("field-invalid"))?;
        let collection = format!("{}/collections/members", self.require_urls()?.network(network));
        let says = |member: &str, value: &str| stamp.get(member).and_then(Value::as_str) == Some(value);
        if says("type", "FeatureAuthorization")
            && says("interactingObject", &collection)
            && says("interactionTarget", &actor)
        {
            featured_members::agreed(tx, network, &actor, result.as_str(), incoming.now).await?;
            return Ok(Some(Effect::Done));
        }
        Err(forbidden("target-mismatch"))
    }
}
