//! The key to the names that signers hide (SECURITY PR3): it seals what is kept of them, and makes the marks by which the
//! same signer is found again without the name. Nothing here is stored; where the key comes from says [`KeyFile`].

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use aws_lc_rs::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey},
    hmac,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::duplicates::Marks;
use zeroize::Zeroizing;

use crate::Entropy;

/// What a sealed text begins with; no text that people give can.
const SEALED: &str = "\u{1}";
const NONCE: usize = 12;
/// A shorter line can be guessed.
const SHORTEST: usize = 32;

/// The file with the key: one line of at least 32 characters that nobody can guess.
#[derive(Clone, Debug)]
pub struct KeyFile {
    /// Where it is.
    pub path: PathBuf,
    /// Made by the node where it never had one; else people keep it, perhaps on something that can be taken away.
    pub made_here: bool,
}

impl KeyFile {
    /// The node's own file in its data folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            path: folder.join("hidden-names.key"),
            made_here: true,
        }
    }

    /// A file that people keep.
    #[must_use]
    pub const fn kept_elsewhere(path: PathBuf) -> Self {
        Self { path, made_here: false }
    }

    /// The key; nothing while the file is not there.
    pub(crate) fn read(&self) -> Result<Option<NamesKey>, String> {
        let shown = self.path.display();
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("{shown} cannot be read: {error}")),
        };
        let line = text.lines().next().unwrap_or_default().trim();
        if line.len() < SHORTEST {
            return Err(format!(
                "{shown} holds no key: it has to be one line of at least {SHORTEST} characters"
            ));
        }
        Ok(Some(NamesKey::of(line)))
    }

    /// Makes a key where there is none.
    pub(crate) fn make(&self, entropy: &dyn Entropy) -> Result<NamesKey, String> {
        let mut seed = Zeroizing::new([0; 32]);
        entropy.fill(&mut *seed);
        let line = Zeroizing::new(URL_SAFE_NO_PAD.encode(*seed));
        let written = || {
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&self.path)?;
            file.write_all(format!("{}\n", *line).as_bytes())?;
            file.sync_all()?;
            match self.path.parent() {
                Some(folder) => File::open(folder)?.sync_all(),
                None => Ok(()),
            }
        };
        match written() {
            Ok(()) => Ok(NamesKey::of(&line)),
            Err(error) => Err(format!("{} cannot be written: {error}", self.path.display())),
        }
    }
}

/// The key; gone from memory when it is dropped.
pub(crate) struct NamesKey {
    seal: Zeroizing<[u8; 32]>,
    mark: Zeroizing<[u8; 32]>,
}

impl NamesKey {
    fn of(line: &str) -> Self {
        let line = hmac::Key::new(hmac::HMAC_SHA256, line.as_bytes());
        let derived = |label: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            key.copy_from_slice(hmac::sign(&line, label).as_ref());
            key
        };
        Self {
            seal: derived(b"bandung hidden names: seal"),
            mark: derived(b"bandung hidden names: mark"),
        }
    }

    fn cipher(&self) -> LessSafeKey {
        #[expect(clippy::expect_used, reason = "a key of this cipher has 32 bytes")]
        let key = UnboundKey::new(&CHACHA20_POLY1305, &*self.seal).expect("32 bytes");
        LessSafeKey::new(key)
    }

    /// Seals bytes for one place: a copy in another row or column does not open.
    pub(crate) fn seal(&self, place: &str, plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        let mut sealed = plain.to_vec();
        #[expect(clippy::expect_used, reason = "only texts of more than 64 GB are too long")]
        self.cipher()
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place.as_bytes()),
                &mut sealed,
            )
            .expect("it is short");
        [nonce.as_slice(), &sealed].concat()
    }

    /// What was sealed for this place by this key.
    pub(crate) fn open(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let mut bytes = sealed.to_vec();
        let opened = self.cipher().open_in_place(
            Nonce::assume_unique_for_key(*nonce),
            Aad::from(place.as_bytes()),
            &mut bytes,
        );
        opened.ok().map(|plain| plain.to_vec())
    }

    /// The same as text that [`is_sealed`] knows.
    pub(crate) fn seal_text(&self, place: &str, plain: &str, entropy: &dyn Entropy) -> String {
        let sealed = self.seal(place, plain.as_bytes(), entropy);
        format!("{SEALED}{}", URL_SAFE_NO_PAD.encode(sealed))
    }

    /// What [`Self::seal_text`] sealed.
    pub(crate) fn open_text(&self, place: &str, sealed: &str) -> Option<String> {
        let sealed = URL_SAFE_NO_PAD.decode(sealed.strip_prefix(SEALED)?).ok()?;
        String::from_utf8(self.open(place, &sealed)?).ok()
    }

    /// Marks as they are stored: the same for the same signer, and without the key nobody can try names.
    pub(crate) fn keyed(&self, marks: Marks) -> Marks {
        Marks {
            mail: marks.mail.map(|mail| self.mark("mail", &mail)),
            key: marks.key,
            name: marks.name.map(|name| self.mark("name", &name)),
        }
    }

    /// A mark of one sort of text.
    pub(crate) fn mark(&self, sort: &str, text: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*self.mark);
        URL_SAFE_NO_PAD.encode(hmac::sign(&key, format!("{sort}\n{text}").as_bytes()))
    }
}

/// Whether a text is sealed.
pub(crate) fn is_sealed(text: &str) -> bool {
    text.starts_with(SEALED)
}

#[cfg(test)]
mod tests {
    use super::{NamesKey, is_sealed};
    use crate::OsEntropy;

    const LINE: &str = "a line of thirty-two characters or more";

    #[test]
    fn what_is_sealed_opens_in_its_place_by_its_key_only() {
        let key = NamesKey::of(LINE);
        let sealed = key.seal_text("here", "Ama Mensah", &OsEntropy);
        assert!(is_sealed(&sealed) && !is_sealed("Ama Mensah") && !sealed.contains("Ama"));
        assert_eq!(key.open_text("here", &sealed).as_deref(), Some("Ama Mensah"));
        assert_eq!(key.open_text("there", &sealed), None);
        assert_eq!(
            NamesKey::of("another line of as many characters").open_text("here", &sealed),
            None
        );
        assert_ne!(
            sealed,
            key.seal_text("here", "Ama Mensah", &OsEntropy),
            "never the same twice"
        );
        let mut bytes = key.seal("here", b"x", &OsEntropy);
        *bytes.last_mut().unwrap() ^= 1;
        assert_eq!(key.open("here", &bytes), None);
        for end in 0..bytes.len() {
            assert_eq!(key.open("here", &bytes[..end]), None);
        }
    }

    #[test]
    fn marks_are_the_same_for_one_key_and_others_for_another() {
        let key = NamesKey::of(LINE);
        let mark = key.mark("name", "ama");
        assert_eq!(mark, NamesKey::of(LINE).mark("name", "ama"));
        assert_ne!(mark, key.mark("name", "ana"));
        assert_ne!(mark, key.mark("mail", "ama"));
        assert_ne!(
            mark,
            NamesKey::of("another line of as many characters").mark("name", "ama")
        );
    }
}
