//! Permissions to quote (FEP-044f): answered by a stamp that authorises nothing else (PE6).

use chrono::SubsecRound;
use domain::{
    ids::{ActivityId, OrganisationId},
    outbox::{Audience, OrderKey},
};
use protocol::{activity, audience::Audience as Addressees, endorsement::quote_stamp, tombstone};
use storage::{
    Db, Tx,
    posts::{self, State, Visibility},
    quote_stamps::{self, QuoteStamp},
};

use crate::{OperationError, Operations, identity::to_bytes, publishing::Outgoing};

impl Operations {
    /// The permission that a post of another server gets to quote a post of ours: made once. What is not public is not
    /// quoted: nothing is given.
    pub(crate) async fn permit_quote(
        &self,
        tx: &Tx,
        requester: &str,
        target: &str,
        note: &str,
    ) -> Result<Option<(OrganisationId, QuoteStamp)>, OperationError> {
        let db = Db::from(tx);
        let post = posts::by_object(&db, target).await?;
        let post = post.filter(|post| {
            post.state == State::Visible && matches!(post.visibility, Visibility::Public | Visibility::Unlisted)
        });
        let Some((post, organisation)) = post.and_then(|post| {
            let organisation = post.organisation?;
            Some((post, organisation))
        }) else {
            return Ok(None);
        };
        if let Some(known) = quote_stamps::of_note(&db, target, note).await? {
            return Ok((known.revoked_at.is_none()).then_some((organisation, known)));
        }
        let urls = self.require_urls()?;
        let now = self.now();
        let object = urls.stamp(ActivityId::new(now, self.0.entropy.bytes()));
        let made = quote_stamp(&object, &post.author, target, note, now.trunc_subsecs(0));
        let stamp = QuoteStamp {
            document: Some(self.prove(&post.author, &made).await?),
            object,
            organisation,
            target: target.to_owned(),
            note: note.to_owned(),
            requester: requester.to_owned(),
            at: now,
            revoked_at: None,
        };
        quote_stamps::insert(tx, &stamp).await?;
        Ok(Some((organisation, stamp)))
    }

    /// Answers a request to quote: `Accept` with the stamp, or `Reject`. Call it last.
    pub(crate) async fn answer_quote(
        &self,
        tx: &Tx,
        (requester, request): (&str, &serde_json::Value),
        organisation: OrganisationId,
        stamp: Option<&QuoteStamp>,
    ) -> Result<(), OperationError> {
        let id = request
            .get("id")
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default();
        let asked = activity::essence_of(request);
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: if stamp.is_some() { "Accept" } else { "Reject" },
            object: id.to_owned(),
            order: OrderKey::Object(id.to_owned()),
            audience: Audience {
                keys: Vec::new(),
                named: self.inbox_of(requester).await?,
            },
        };
        let addressees = Addressees::named(&[requester.to_owned()]);
        self.send(tx, outgoing, &addressees, |header| match stamp {
            Some(stamp) => activity::accept_with(header, asked, &stamp.object),
            None => activity::reject(header, request),
        })
        .await?;
        Ok(())
    }

    /// A post that quoted us was deleted by its author: its permissions answer 410 from now on. Nobody is told: the `Delete`
    /// of the post says more.
    pub(crate) async fn end_quotes_by(&self, tx: &Tx, note: &str, author: &str) -> Result<(), OperationError> {
        let now = self.now();
        for stamp in quote_stamps::of_post(&Db::from(tx), note, author).await? {
            let gone = to_bytes(&tombstone::document(&stamp.object, "QuoteAuthorization", now));
            quote_stamps::revoke(tx, &stamp.object, &gone, now).await?;
        }
        Ok(())
    }
}
