//! What `bandung doctor` and the dashboard say about logs and witnesses.

use storage::log::faults;

use crate::{
    OperationError, Operations,
    view::{Check, CheckState},
};

impl Operations {
    /// The log, its witnesses, and what was found about the logs of others.
    pub(crate) async fn log_checks(&self) -> Result<Vec<Check>, OperationError> {
        let check = |name, state, text: String| Check { name, state, text };
        let log = self.own_log().await?;
        let mut checks = vec![match self.require_sound_log() {
            Ok(()) => check(
                "log",
                CheckState::Ok,
                format!("{} entries, which is what was signed or more", log.size),
            ),
            Err(held) => check("log", CheckState::Fail, held.to_string()),
        }];
        if self.require_sound_log().is_ok() {
            checks.push(self.witness_check().await?);
        }
        let found = faults::list(&self.db(), None).await?;
        checks.extend(found.first().map(|newest| {
            let text = format!(
                "{} logs contradicted themselves, last {} ({}), shown by {}: see `bandung log contradictions {}`",
                found.len(),
                newest.origin,
                newest.reason,
                newest.shown_by,
                newest.id
            );
            check("contradictions", CheckState::Fail, text)
        }));
        Ok(checks)
    }

    async fn witness_check(&self) -> Result<Check, OperationError> {
        let check = |state, text: String| Check {
            name: "witnesses",
            state,
            text,
        };
        let witnesses = self.witnesses().await?;
        let Ok(newest) = self.newest_checkpoint().await else {
            return Ok(check(CheckState::Ok, "nothing was signed yet".to_owned()));
        };
        let size = newest.checkpoint().size;
        let signed = witnesses
            .iter()
            .filter(|witness| witness.signed_size.is_some_and(|signed| signed >= size));
        let (signed, all) = (signed.count(), witnesses.len());
        // Fewer than four witnesses cannot outvote a liar among them (PL17).
        let enough = all >= 4 && signed > 2 * all / 3;
        Ok(if enough {
            check(
                CheckState::Ok,
                format!("{signed} of {all} co-signed all {size} entries"),
            )
        } else if all == 0 && size == 0 {
            check(CheckState::Ok, "none, and nothing to co-sign".to_owned())
        } else {
            check(
                CheckState::Warn,
                format!(
                    "not yet witnessed: {signed} of {all} co-signed all {size} entries. More than two thirds of at \
                     least 4 nodes are needed: follow other Bandung nodes, or use `bandung witness add HOST`"
                ),
            )
        })
    }
}
