//! What networks of other nodes write to an organisation of ours alone: a question, a decision, the way to answer.
//!
//! Kept apart from posts: it is in no timeline, feed or search. Whoever has the link in it can act for the organisation,
//! so only its owners read it.

use domain::account::Role;
use protocol::{audience::Visibility, note::ReceivedPost};
use storage::{
    Db, Tx, joined_networks,
    moderation_notices::Addressee,
    network_letters::{self, Letter},
};

use super::{Effect, Incoming, memberships::is_network};
use crate::{OperationError, Operations};

impl Operations {
    /// Keeps a letter of a network to which an organisation of ours has applied, or of which it is or was a member;
    /// nothing for any other post.
    pub(super) async fn receive_letter(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        post: &ReceivedPost,
    ) -> Result<Option<Effect>, OperationError> {
        let followers = incoming.author.followers.as_ref().map(evidence::origin::Id::as_str);
        let [to] = post.audience.to.as_slice() else {
            return Ok(None);
        };
        let alone = post.audience.cc.is_empty() && post.audience.visibility(followers) == Visibility::Named;
        if !alone || !is_network(&incoming.author) {
            return Ok(None);
        }
        let Some(organisation) = self.own_organisation(to).await? else {
            return Ok(None);
        };
        let db = Db::from(tx);
        let joined = joined_networks::get(&db, organisation.id, incoming.actor()).await?;
        let Some(joined) = joined else { return Ok(None) };
        let letter = Letter {
            object: post.id.as_str().to_owned(),
            organisation: organisation.id,
            network: joined.network.clone(),
            content: post.content_html.clone(),
            language: post.language.as_ref().map(|language| language.as_str().to_owned()),
            at: incoming.now,
        };
        network_letters::put(tx, &letter).await?;
        for person in storage::people::all(&db, Some(organisation.id)).await? {
            let owns = person.roles.contains(&(organisation.id, Role::Owner));
            if owns && !person.disabled {
                let to = Addressee::Person(person.id);
                self.leave_notice(tx, to, "network-wrote", &joined.network, &joined.name)
                    .await?;
            }
        }
        Ok(Some(Effect::Done))
    }
}
