//! Health: what `/readyz`, the dashboard and `bandung doctor` say.

use storage::SchemaState;

use crate::{
    OperationError, Operations,
    view::{Check, CheckState},
};

impl Operations {
    /// All checks that need no network.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn checks(&self) -> Result<Vec<Check>, OperationError> {
        let check = |name, state, text: String| Check { name, state, text };
        let store = &self.0.store;
        let kind = if store.is_sqlite() {
            "SQLite, WAL, synchronous FULL"
        } else {
            "PostgreSQL"
        };
        let mut checks = vec![match store.integrity().await? {
            None => check("database", CheckState::Ok, format!("{kind}, whole")),
            Some(fault) => check(
                "database",
                CheckState::Fail,
                format!("{kind}: {fault}. Stop the node and restore the newest backup"),
            ),
        }];
        checks.push(match store.schema_state().await? {
            SchemaState::Current => check("schema", CheckState::Ok, "fits this program".to_owned()),
            SchemaState::Older(steps) => check(
                "schema",
                CheckState::Fail,
                format!("{steps} migrations are missing: run `bandung migrate up`"),
            ),
            SchemaState::Newer(name) => check(
                "schema",
                CheckState::Fail,
                format!("made by a newer program ({name}): install that one"),
            ),
        });
        checks.push(self.clock_check());
        checks.push(self.hidden_names_check());
        checks.push(match self.urls() {
            Some(urls) => check("domain", CheckState::Ok, urls.host().to_owned()),
            None => check(
                "domain",
                CheckState::Warn,
                "not set up yet: run `bandung setup` and open the link".to_owned(),
            ),
        });
        checks.push(match self.verify_audit().await {
            Ok(rows) => check("audit", CheckState::Ok, format!("{rows} rows, the chain is whole")),
            Err(fault) => check("audit", CheckState::Fail, fault.to_string()),
        });
        if self.0.development {
            let text = "this is a development network: the checks on its peers are relaxed. Never use it for real";
            checks.push(check("development", CheckState::Warn, text.to_owned()));
        }
        checks.push(self.delivery_check().await?);
        if self.urls().is_some() {
            checks.extend(self.log_checks().await?);
        }
        checks.push(self.refusal_check().await?);
        checks.push(self.mail_check().await?);
        Ok(checks)
    }

    /// Whether the node can write now; the reasons why not.
    ///
    /// # Errors
    /// Sentences for the operator, without secrets.
    pub async fn ready(&self) -> Result<(), Vec<String>> {
        let mut reasons = Vec::new();
        match self.0.store.schema_state().await {
            Ok(SchemaState::Current) => {}
            Ok(_) => reasons.push("the schema of the database does not fit this program".to_owned()),
            Err(_) => reasons.push("the database does not answer".to_owned()),
        }
        let write = async {
            let tx = self.begin().await?;
            storage::settings::set(&tx, "last_ready", &self.now().timestamp().to_string()).await?;
            tx.commit().await.map_err(OperationError::from)
        };
        if reasons.is_empty() && write.await.is_err() {
            reasons.push("the database cannot be written: is the disk full?".to_owned());
        }
        if let Err(held) = self.require_sound_log() {
            reasons.push(held.to_string());
        }
        if self.clock_fault().is_some() {
            reasons.push(self.clock_check().text);
        }
        if reasons.is_empty() { Ok(()) } else { Err(reasons) }
    }
}
