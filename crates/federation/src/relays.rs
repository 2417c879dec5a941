//! What groups pass on whole (FEP-1b12): used as it is where its author's own proof holds, refused where that is broken
//! (SECURITY I10). What has none is fetched from its origin, like everything else that an activity names.

use evidence::origin::Id;
use operations::Known;
use protocol::{
    activity::Activity,
    actor::RemoteActor,
    envelope::{Verified, check_log_item},
    refusal::Refusal,
};
use serde_json::Value;

use crate::Federation;

const BROKEN: Refusal = Refusal::new(403, "proof-invalid");

impl Federation {
    /// Takes what an author said through a group: an object counts as fetched; what takes something back has its effect
    /// now, as if the author had sent it here.
    ///
    /// # Errors
    /// 403 when the proof does not hold, or the author says something about what is not its own; 503 when its key cannot
    /// be had now.
    pub(crate) async fn take_relayed(&self, embedded: &Value, known: &mut Known) -> Result<(), Refusal> {
        let (verified, author) = self.verify_relayed(embedded).await?;
        let kind = embedded.get("type").and_then(Value::as_str).unwrap_or_default();
        if matches!(kind, "Delete" | "Undo") {
            Box::pin(self.apply(verified, Some(author), None)).await?;
            return Ok(());
        }
        let object = embedded.get("object").filter(|object| object.is_object());
        let id = object.and_then(|object| object.get("id")).and_then(Value::as_str);
        if let (Some(object), Some(id)) = (object, id) {
            known.object = Some((id.to_owned(), object.to_string().into_bytes(), author));
        }
        Ok(())
    }

    async fn verify_relayed(&self, embedded: &Value) -> Result<(Verified<Value>, RemoteActor), Refusal> {
        // Whoever passes it on is not to blame with a fault that it can mend by sending again.
        let final_ = |refusal: Refusal| if refusal.status == 503 { refusal } else { BROKEN };
        let policy = self.id_policy();
        let author = embedded.get("actor").and_then(Value::as_str).unwrap_or_default();
        let author = Id::parse(author, &policy).map_err(|_| BROKEN)?;
        let bytes = embedded.to_string().into_bytes();
        let urls = self.operations().urls().ok_or(Refusal::new(503, "not-set-up"))?;
        let key = self.item_key(author.host(), &bytes).await.map_err(final_)?;
        let verified = check_log_item(&bytes, &self.expect(&urls), &|id| {
            (key.key.id == *id).then(|| key.clone())
        })
        .map_err(final_)?;
        Activity::read(verified.value(), &policy).map_err(final_)?;
        let author = self
            .actor_now(author.as_str())
            .await
            .map_err(|_| Refusal::new(503, "actor-unreachable"))?;
        Ok((verified, author))
    }
}
