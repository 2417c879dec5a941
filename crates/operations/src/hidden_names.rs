//! What signers hide is sealed in the database (SECURITY PR3): their names, their mail address, notes of the host about
//! them, the salt of the commitment. The key is in a file that can be kept off the server; while it is not there, nothing
//! hidden is shown and nobody signs without an account.

use std::sync::{Arc, PoisonError, RwLock};

use domain::{duplicates::Marks, endorsement::Signatory, mail_address::MailAddress};
use storage::{
    Db,
    endorsements::{self, Endorsement},
    settings,
};

use crate::{
    OperationError, Operations,
    names_key::{KeyFile, NamesKey, is_sealed},
    view::{Check, CheckState},
};

/// A text sealed by the key, by which another key is noticed.
const PROBE: &str = "names_key_probe";
/// Where it is written down that nothing is left of what older versions kept as plain text.
const DONE: &str = "names_sealed";
/// Rows of one transaction.
const TOGETHER: u32 = 500;
/// Bytes of a salt that is not sealed.
const SALT: usize = 32;

/// Why there is no key while the node is sealed.
pub(crate) const NODE_SEALED: &str = "the node is sealed";

const NOT_READ: &str = "it was not read yet";

/// Where the key is, and the key where it was found.
pub(crate) struct HiddenNames {
    file: KeyFile,
    key: RwLock<Result<Arc<NamesKey>, String>>,
}

impl HiddenNames {
    pub(crate) fn new(file: KeyFile) -> Self {
        Self {
            file,
            key: RwLock::new(Err(NOT_READ.to_owned())),
        }
    }

    fn get(&self) -> Result<Arc<NamesKey>, String> {
        self.key.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether it was looked for.
    pub(crate) fn was_read(&self) -> bool {
        self.get().err().as_deref() != Some(NOT_READ)
    }

    /// Says once why it is missing.
    fn set(&self, key: Result<NamesKey, String>) {
        let mut held = self.key.write().unwrap_or_else(PoisonError::into_inner);
        if let Err(why) = &key
            && held.as_ref().err() != Some(why)
        {
            tracing::error!("There is no key to hidden names: {why}");
        }
        *held = key.map(Arc::new);
    }

    /// Drops the key from memory.
    pub(crate) fn forget(&self) {
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = Err(NODE_SEALED.to_owned());
    }

    /// Whether the file with the key is on this machine.
    pub(crate) fn lies_here(&self) -> bool {
        self.file.path.exists()
    }
}

/// An endorsement as the host knows it.
pub(crate) struct Opened {
    /// Who signs, with what is hidden from others; only what may be shown where it is sealed.
    pub(crate) signatory: Signatory,
    pub(crate) mail: Option<String>,
    pub(crate) check_note: Option<String>,
    /// The key is not here.
    pub(crate) sealed: bool,
}

impl Operations {
    /// Reads the key, or makes it where this node never had one; then seals what older versions left as plain text. A key
    /// that is missing or wrong stops nothing but what needs it.
    pub(crate) async fn load_names_key(&self) -> Result<(), OperationError> {
        let names = &self.0.names;
        let probe = settings::get(&Db::from(&*self.0.store), PROBE).await?;
        let shown = names.file.path.display();
        let key = match (names.file.read(), &probe) {
            (Ok(Some(key)), Some(probe)) if key.open_text(PROBE, probe).is_none() => Err(format!(
                "{shown} is not the key with which hidden names were sealed: put the right file there"
            )),
            (Ok(Some(key)), _) => Ok(key),
            (Ok(None), None) if names.file.made_here => names.file.make(&*self.0.entropy),
            (Ok(None), _) => Err(format!("{shown} is not there: put the file back")),
            (Err(why), _) => Err(why),
        };
        let usable = key.is_ok();
        if let (Ok(key), None) = (&key, probe) {
            let tx = self.begin().await?;
            settings::set(&tx, PROBE, &key.seal_text(PROBE, PROBE, &*self.0.entropy)).await?;
            tx.commit().await?;
        }
        names.set(key);
        if usable { self.seal_older_rows().await } else { Ok(()) }
    }

    /// Looks for a key that was missing: it may be back.
    pub(crate) async fn look_for_names_key(&self) -> Result<(), OperationError> {
        match self.0.names.get() {
            Ok(_) => Ok(()),
            Err(_) => self.load_names_key().await,
        }
    }

    /// The key.
    ///
    /// # Errors
    /// [`OperationError::Refused`] while it is not there, in words for everybody.
    pub(crate) fn names_key(&self) -> Result<Arc<NamesKey>, OperationError> {
        self.0.names.get().map_err(|_| {
            refused!("names-key-missing", "what signers hide is sealed, and the key is not on this node now: come back later, or ask whoever runs \
                 the node to put the key back")
        })
    }

    /// Marks by which the same signer is found again; nobody can make them, or try names, without the key.
    ///
    /// # Errors
    /// [`OperationError::Refused`] while the key is not there.
    pub(crate) fn marks_of(&self, who: &Signatory, mail: Option<&MailAddress>) -> Result<Marks, OperationError> {
        let key = self.names_key()?;
        Ok(key.keyed(Marks::of(who, mail, None)))
    }

    /// The row as it is stored: what is hidden is sealed. What was sealed before stays as it is, without the key too.
    pub(crate) fn sealed(&self, it: &Endorsement) -> Result<Endorsement, OperationError> {
        let mut row = it.clone();
        if row.hidden.is_none() {
            return Ok(row);
        }
        let texts = [
            ("hidden", &mut row.hidden),
            ("mail", &mut row.mail),
            ("check_note", &mut row.check_note),
        ];
        for (column, value) in texts {
            if let Some(plain) = value.as_deref().filter(|text| !is_sealed(text)) {
                let place = place(it, column);
                *value = Some(self.names_key()?.seal_text(&place, plain, &*self.0.entropy));
            }
        }
        if let Some(salt) = row.hidden_salt.as_deref().filter(|salt| salt.len() == SALT) {
            let sealed = self
                .names_key()?
                .seal(&place(it, "hidden_salt"), salt, &*self.0.entropy);
            row.hidden_salt = Some(sealed);
        }
        Ok(row)
    }

    /// An endorsement with what is hidden, for those who may see it.
    pub(crate) fn opened(&self, it: &Endorsement) -> Opened {
        let key = self.0.names.get().ok();
        let open = |column, value: &Option<String>| {
            let text = value.as_deref()?;
            match is_sealed(text) {
                true => key.as_ref()?.open_text(&place(it, column), text),
                false => Some(text.to_owned()),
            }
        };
        let hidden = open("hidden", &it.hidden).and_then(|text| serde_json::from_str(&text).ok());
        Opened {
            sealed: it.hidden.is_some() && hidden.is_none(),
            signatory: hidden.map_or_else(
                || it.signatory.clone(),
                |hidden| Signatory {
                    visibility: it.signatory.visibility,
                    ..hidden
                },
            ),
            mail: open("mail", &it.mail),
            check_note: open("check_note", &it.check_note),
        }
    }

    /// The same for what cannot be done without it.
    ///
    /// # Errors
    /// [`OperationError::Refused`] while the key is not there.
    pub(crate) fn require_opened(&self, it: &Endorsement) -> Result<Opened, OperationError> {
        let opened = self.opened(it);
        if opened.sealed {
            self.names_key()?;
            return Err(refused!(
                "hidden-name-other-key",
                "what this signer hides cannot be opened: it was sealed with another key"
            ));
        }
        Ok(opened)
    }

    /// Seals what versions before the key kept as plain text.
    async fn seal_older_rows(&self) -> Result<(), OperationError> {
        if settings::get(&Db::from(&*self.0.store), DONE).await?.is_some() {
            return Ok(());
        }
        let key = self.names_key()?;
        let mut sealed = 0;
        loop {
            let tx = self.begin_decision().await?;
            let rows = endorsements::unsealed(&Db::from(&tx), TOGETHER).await?;
            if rows.is_empty() {
                settings::set(&tx, DONE, "1").await?;
                tx.commit().await?;
                break;
            }
            for row in &rows {
                let marks = Marks {
                    mail: row.mail_key.clone().filter(|mark| mark.contains('@')),
                    key: None,
                    name: row.folded.clone().filter(|mark| mark.contains('|')),
                };
                let marks = key.keyed(marks);
                let mut row = self.sealed(row)?;
                row.mail_key = marks.mail.or(row.mail_key);
                row.folded = marks.name.or(row.folded);
                endorsements::reseal(&tx, &row).await?;
                sealed += 1;
            }
            tx.commit().await?;
        }
        if sealed > 0 {
            tracing::info!(sealed, "Sealed what signers hide");
            self.scrub().await?;
        }
        Ok(())
    }

    /// What `bandung doctor` says.
    pub(crate) fn hidden_names_check(&self) -> Check {
        let file = self.0.names.file.path.display();
        let (state, text) = match self.0.names.get() {
            Ok(_) if self.0.names.file.made_here => (
                CheckState::Ok,
                format!("sealed; the key is {file}: keep a copy of it apart from the backups"),
            ),
            Ok(_) => (CheckState::Ok, "sealed; the key is in memory only".to_owned()),
            Err(why) if why == NODE_SEALED && self.0.names.lies_here() => (
                CheckState::Warn,
                format!("{why}, and the key is still on this machine: take {file} away"),
            ),
            Err(why) if why == NODE_SEALED => (CheckState::Warn, why),
            Err(why) => (
                CheckState::Fail,
                format!("{why}. Until then hidden names are not shown, and nobody signs without an account"),
            ),
        };
        Check {
            name: "hidden names",
            state,
            text,
        }
    }
}

/// Where something is sealed: it opens nowhere else.
fn place(it: &Endorsement, column: &str) -> String {
    format!("endorsements {} {column}", it.id)
}
