//! What a decision of a network makes known, in the transaction of the decision (PROTOCOL 11.2): the membership or its
//! end, the answer to who applied, and one signed line for each number of the roster.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    membership::{Stage, Tier},
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey, Seq},
    roster::Change,
};
use protocol::{
    activity,
    audience::{Audience as Addressees, Visibility},
    membership::{self, MembershipDocument, end, ended},
    network::{self, Listed, group, hidden_commitment, item},
};
use serde_json::{Value, json};
use storage::{
    Db, Tx,
    memberships::Membership,
    networks::Network,
    outbox, policy_changes, remote_actors,
    roster_documents::{self, Line},
    rosters, subscriptions,
};

use crate::{OperationError, Operations, publishing::Outgoing};

impl Operations {
    /// M, or its end, as the network signs it.
    pub(crate) async fn sign_standing(&self, network: &Network, it: &Membership) -> Result<Vec<u8>, OperationError> {
        let urls = self.require_urls()?;
        let (actor, id) = (urls.network(network.id), urls.membership(it.id));
        let issued = self.now().trunc_subsecs(0);
        let tier = it.state.stage.tier().unwrap_or(Tier::Withdrawn);
        let document = if tier.is_end() {
            let digest = it.document_digest.as_deref().unwrap_or_default();
            end(&id, &actor, digest, tier, issued)
        } else {
            membership::membership(&MembershipDocument {
                id: &id,
                network: &actor,
                subject: &it.state.subject,
                tier,
                country: Some(it.application.country),
                key: it.state.key.as_deref().unwrap_or_default(),
                since: it.state.admitted_at.unwrap_or(issued).trunc_subsecs(0),
                issued,
                public: it.hidden.is_none(),
            })
        };
        self.prove(&actor, &document).await
    }

    /// Sends what a decision means. Last in a transaction: it holds the outbox's head.
    pub(crate) async fn publish_standing(
        &self,
        tx: &Tx,
        network: &Network,
        before: Option<&Membership>,
        after: &Membership,
    ) -> Result<(), OperationError> {
        // Before anything is sent: the outbox is locked last.
        let mut subjects: Vec<&str> = before.iter().map(|before| before.state.subject.as_str()).collect();
        subjects.push(&after.state.subject);
        let actor = self.require_urls()?.network(network.id);
        policy_changes::note_standings(tx, &actor, &subjects).await?;
        let member = self.recipient(tx, &after.state.subject).await?;
        if let (Some(member), true) = (&member, is_listed(after.state.stage)) {
            let host = host_of(&member.actor);
            self.subscribe(tx, &host, &AudienceKey::Roster(network.id)).await?;
        }
        if let (Some(key), true) = (&after.state.key, is_listed(after.state.stage)) {
            self.pin_anew(tx, &after.state.subject, key).await?;
            self.hold_fast(tx, &[(&*after.state.subject, &**key)]).await?;
        }
        self.answer_member(tx, network, before, after, member.as_ref()).await?;
        self.publish_lines(tx, network, after).await?;
        if let Some(member) = &member {
            self.settle_circles(tx, network, &host_of(&member.actor)).await?;
        }
        if let Some(organisation) = after.organisation {
            // Its profile names its networks (PA8).
            let changed = self.organisation_in(&Db::from(tx), organisation).await?;
            self.send_actor(tx, &changed).await?;
        }
        if is_listed(after.state.stage) && before.is_none_or(|before| !is_listed(before.state.stage)) {
            self.ask_to_feature(tx, network, after, member.as_ref()).await?;
        }
        Ok(())
    }

    /// `Accept` or `Reject` of its application, or the end of its membership.
    async fn answer_member(
        &self,
        tx: &Tx,
        network: &Network,
        before: Option<&Membership>,
        after: &Membership,
        member: Option<&NamedRecipient>,
    ) -> Result<(), OperationError> {
        let urls = self.require_urls()?;
        let was = before.map(|before| before.state.stage);
        let waited = matches!(was, None | Some(Stage::Waiting { .. }));
        let m = urls.membership(after.id);
        let asked = after.join_activity.as_deref();
        match after.state.stage {
            Stage::Admitted { .. } if waited => {
                let (Some(member), Some(asked)) = (member, asked) else {
                    return Ok(());
                };
                let (outgoing, addressees) = self.to_member(network, after, "Accept", asked, Some(member))?;
                let salt = after.hidden.as_ref().map(|hidden| hidden.salt);
                let document: Option<Value> = after
                    .document
                    .as_deref()
                    .and_then(|document| serde_json::from_slice(document).ok());
                self.send(tx, outgoing, &addressees, |header| match (salt, document) {
                    // Nobody else gets this one: it opens the entry.
                    (Some(salt), Some(document)) => {
                        membership::accept_hidden(header, asked, document, &STANDARD.encode(salt))
                    }
                    _ => activity::accept_with(header, json!(asked), &m),
                })
                .await?;
            }
            _ if before.is_some_and(|before| before.state.subject != after.state.subject) => {
                // It asked from where it was; the answer goes to where it is now.
                if let (Some(_), Some(asked)) = (member, asked) {
                    self.confirm_membership(tx, network, after, asked).await?;
                }
            }
            Stage::Declined => {
                let (Some(member), Some(asked)) = (member, asked) else {
                    return Ok(());
                };
                let (outgoing, addressees) = self.only_to(network, "Reject", asked, member);
                let reason = after.state.reason.clone().unwrap_or_default();
                self.send(tx, outgoing, &addressees, |header| {
                    activity::reject_with(header, json!(asked), "not-eligible", &reason)
                })
                .await?;
            }
            Stage::Expelled | Stage::Withdrawn if was.is_some_and(is_listed) => {
                let Some(stone) = after.document.as_deref() else {
                    return Ok(());
                };
                let stone: Value = serde_json::from_slice(stone).unwrap_or_default();
                let (outgoing, addressees) = self.to_member(network, after, "Delete", &m, member)?;
                self.send(tx, outgoing, &addressees, |header| activity::delete(header, stone))
                    .await?;
                storage::featured_members::remove(tx, network.id, &after.state.subject).await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Tells a member that it is one, when it asks to join all the same: it was admitted by the form and moved to its actor
    /// later, or lost what it had. Call it last.
    pub(crate) async fn confirm_membership(
        &self,
        tx: &Tx,
        network: &Network,
        it: &Membership,
        asked: &str,
    ) -> Result<(), OperationError> {
        let Some(member) = self.recipient(tx, &it.state.subject).await? else {
            return Ok(());
        };
        let m = self.require_urls()?.membership(it.id);
        let document = it
            .document
            .as_deref()
            .and_then(|bytes| serde_json::from_slice(bytes).ok());
        let (outgoing, addressees) = self.only_to(network, "Accept", asked, &member);
        self.send(tx, outgoing, &addressees, |header| match (&it.hidden, document) {
            (Some(hidden), Some(document)) => {
                membership::accept_hidden(header, asked, document, &STANDARD.encode(hidden.salt))
            }
            _ => activity::accept_with(header, json!(asked), &m),
        })
        .await?;
        self.settle_circles(tx, network, &host_of(&member.actor)).await
    }

    /// To a member, and to all members where it is named in public.
    fn to_member(
        &self,
        network: &Network,
        it: &Membership,
        kind: &'static str,
        object: &str,
        member: Option<&NamedRecipient>,
    ) -> Result<(Outgoing, Addressees), OperationError> {
        let members = self.require_urls()?.network_members(network.id);
        let public = it.hidden.is_none();
        let addressees = Addressees {
            to: member.map(|member| member.actor.clone()).into_iter().collect(),
            cc: public.then_some(members).into_iter().collect(),
        };
        let keys = public.then_some(AudienceKey::Roster(network.id));
        let outgoing = Outgoing {
            from: network.id.into(),
            kind,
            object: object.to_owned(),
            order: OrderKey::Object(self.require_urls()?.membership(it.id)),
            audience: Audience {
                keys: keys.into_iter().collect(),
                named: member.cloned().into_iter().collect(),
            },
        };
        Ok((outgoing, addressees))
    }

    pub(crate) fn only_to(
        &self,
        network: &Network,
        kind: &'static str,
        object: &str,
        member: &NamedRecipient,
    ) -> (Outgoing, Addressees) {
        let outgoing = Outgoing {
            from: network.id.into(),
            kind,
            object: object.to_owned(),
            order: OrderKey::Object(format!("{object} {}", member.actor)),
            audience: Audience {
                keys: Vec::new(),
                named: vec![member.clone()],
            },
        };
        (outgoing, Addressees::named(std::slice::from_ref(&member.actor)))
    }

    /// One signed line for each number of the roster that has none yet: it says in itself what changed.
    pub(super) async fn publish_lines(
        &self,
        tx: &Tx,
        network: &Network,
        after: &Membership,
    ) -> Result<(), OperationError> {
        let urls = self.require_urls()?;
        let db = Db::from(tx);
        let (actor, roster) = (urls.network(network.id), urls.network_roster(network.id));
        let said = roster_documents::newest(&db, &actor).await?;
        let addressees = Addressees::named(&[urls.network_members(network.id)]);
        for change in rosters::changes(&db, network.id, said, 16).await? {
            let number = change.number;
            let line = self.line_of(tx, network, after, change).await?;
            let outgoing = Outgoing {
                from: network.id.into(),
                kind: "Update",
                object: roster.clone(),
                order: OrderKey::Object(roster.clone()),
                audience: Audience {
                    keys: vec![AudienceKey::Roster(network.id)],
                    named: Vec::new(),
                },
            };
            let (activity, body) = self
                .make_activity(network.id, &addressees, None, |header| {
                    network::change_activity(header, &roster, number, line)
                })
                .await?;
            let kept = Line {
                number,
                activity: activity.clone(),
                body: body.clone(),
            };
            roster_documents::add_line(tx, &actor, &kept, self.now()).await?;
            self.append(tx, self.entry_of(outgoing, activity, body)?).await?;
        }
        Ok(())
    }

    /// What a line says: the entry of the member as it is now, or how it went.
    async fn line_of(
        &self,
        tx: &Tx,
        network: &Network,
        after: &Membership,
        change: Change,
    ) -> Result<Value, OperationError> {
        let id = self.require_urls()?.membership(after.id);
        let Some(standing) = change.standing else {
            return Ok(ended(&id, &change.actor, None));
        };
        if standing.tier.is_end() {
            return Ok(ended(&id, &change.actor, Some(standing.tier)));
        }
        let (bound, instance) = (bound_of(after), self.instance_of(tx, after).await?);
        let witness_keys = self.witness_keys(&Db::from(tx), [change.actor.as_str()]).await?;
        let listed = Listed {
            membership: &id,
            subject: &change.actor,
            tier: standing.tier,
            country: standing.country,
            key: Some(&standing.key),
            bound: &bound,
            instance: instance.as_deref(),
            witness_key: witness_keys.get(&host_of(&change.actor)).map(String::as_str),
            since: standing.since,
        };
        Ok(item(&self.require_urls()?.network(network.id), &listed))
    }

    /// The instance actor of a member's node.
    async fn instance_of(&self, tx: &Tx, it: &Membership) -> Result<Option<String>, OperationError> {
        if it.organisation.is_some() {
            return Ok(Some(self.require_urls()?.instance_actor()));
        }
        let stored = remote_actors::get(&Db::from(tx), &it.state.subject).await?;
        let actor = stored.and_then(|stored| self.read_actor(&stored.document));
        Ok(actor.and_then(|actor| actor.instance).map(|id| id.as_str().to_owned()))
    }

    /// The inbox of an actor elsewhere; nothing for one of ours, or of none.
    pub(crate) async fn recipient(&self, tx: &Tx, actor: &str) -> Result<Option<NamedRecipient>, OperationError> {
        let stored = remote_actors::get(&Db::from(tx), actor).await?;
        Ok(stored.map(|stored| NamedRecipient {
            actor: stored.id,
            inbox: stored.inbox,
        }))
    }

    /// Which of a network's circles a host belongs to follows from where its actors stand. Call it last.
    pub(super) async fn settle_circles(&self, tx: &Tx, network: &Network, host: &str) -> Result<(), OperationError> {
        let origin = format!("{}://{host}/", self.0.scheme);
        let tiers = roster_documents::tiers_at(&Db::from(tx), network.id, &origin).await?;
        let circles = [
            (
                AudienceKey::Roster(network.id),
                tiers.iter().any(|tier| tier.is_on_roster()),
            ),
            (
                AudienceKey::Members(network.id),
                tiers.iter().any(|tier| tier.is_in_members_policy()),
            ),
        ];
        for (circle, belongs) in circles {
            if belongs {
                self.subscribe(tx, host, &circle).await?;
            } else if subscriptions::is_open(&Db::from(tx), host, &circle).await? {
                let head = outbox::head_for_update(tx).await?;
                subscriptions::end(tx, host, &circle, Seq(head.0 + 1)).await?;
            }
        }
        Ok(())
    }

    /// Tells who knows a network that its name, its rules or its keys changed (PA16).
    pub(crate) async fn publish_network(&self, tx: &Tx, network: &Network) -> Result<(), OperationError> {
        let urls = self.require_urls()?;
        let actor = urls.network(network.id);
        let document = self.network_document(&Db::from(tx), network).await?;
        let outgoing = Outgoing {
            from: network.id.into(),
            kind: "Update",
            object: actor.clone(),
            order: OrderKey::Barrier,
            audience: Audience {
                keys: vec![
                    AudienceKey::Followers(network.id.into()),
                    AudienceKey::Roster(network.id),
                ],
                named: Vec::new(),
            },
        };
        let addressees = Addressees::of(Visibility::Public, &format!("{actor}/followers"), &[]);
        self.send(tx, outgoing, &addressees, |header| activity::update(header, document))
            .await?;
        Ok(())
    }

    /// The actor of a network of ours, without proof.
    pub(crate) async fn network_document(&self, db: &Db<'_>, network: &Network) -> Result<Value, OperationError> {
        let urls = self.require_urls()?;
        let keys = self.public_keys(db, &urls.network(network.id)).await?;
        let times: (DateTime<Utc>, DateTime<Utc>) = (network.created_at, network.updated_at);
        Ok(group(&network.content, network.id, times, &keys, &urls))
    }
}

/// What binds the entry of a member to its document.
pub(super) fn bound_of(it: &Membership) -> String {
    let Some(hidden) = &it.hidden else {
        return it.document_digest.clone().unwrap_or_default();
    };
    let document: Value = it
        .document
        .as_deref()
        .and_then(|document| serde_json::from_slice(document).ok())
        .unwrap_or_default();
    hidden_commitment(&hidden.salt, &document)
}

fn is_listed(stage: Stage) -> bool {
    stage.tier().is_some_and(Tier::is_on_roster)
}

fn host_of(actor: &str) -> String {
    url::Url::parse(actor)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default()
}
