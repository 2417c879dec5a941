//! Finding endorsements that were given twice. Nothing is decided here: a find says with whom and how sure, and
//! people see both side by side (UX 5.3).

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use crate::{
    endorsement::{Kind, Signatory},
    mail_address::MailAddress,
    search_text::{fold, words},
};

/// How sure a find is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Same mailbox or same key: merged at once, and written down.
    Same,
    /// Same name after folding in the same country, or letters that look alike: into the queue of a person.
    Perhaps,
}

/// What two endorsements of one text must share to be alike: texts that can be stored and looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The mailbox, as [`MailAddress::normalised`]. Shared: [`Likeness::Same`].
    pub mail: Option<String>,
    /// Id of the actor that signs with its own key. Shared: [`Likeness::Same`].
    pub key: Option<String>,
    /// Kind, country and names, folded, as they look. Shared: [`Likeness::Perhaps`].
    pub name: Option<String>,
}

impl Marks {
    /// The marks of a signer: by its mailbox, by the id of the actor that signs with its own key, and by its names.
    #[must_use]
    pub fn of(signatory: &Signatory, mail: Option<&MailAddress>, actor: Option<&str>) -> Self {
        Self {
            mail: mail.map(MailAddress::normalised),
            key: actor.map(str::to_owned),
            name: name(signatory),
        }
    }

    /// How alike two are.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        let shared = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        if shared(&self.mail, &other.mail) || shared(&self.key, &other.key) {
            Some(Likeness::Same)
        } else if shared(&self.name, &other.name) {
            Some(Likeness::Perhaps)
        } else {
            None
        }
    }

    fn all(&self) -> impl Iterator<Item = (Likeness, String)> {
        let mark = |likeness, sort: &str, value: &Option<String>| {
            value.as_ref().map(|value| (likeness, format!("{sort}:{value}")))
        };
        [
            mark(Likeness::Same, "mail", &self.mail),
            mark(Likeness::Same, "key", &self.key),
            mark(Likeness::Perhaps, "name", &self.name),
        ]
        .into_iter()
        .flatten()
    }
}

/// An organisation is the same in one country with one name; a person in one country, one organisation, with one name:
/// two persons of an organisation are two.
fn name(signatory: &Signatory) -> Option<String> {
    let country = signatory.country?;
    let parts = match signatory.kind {
        Kind::Organisation => vec![&signatory.organisation],
        Kind::Representative => vec![&signatory.organisation, &signatory.person],
        Kind::Individual => vec![&signatory.person],
    };
    let looks = parts.into_iter().map(|part| {
        let look = look(&normal_name(part.as_deref()?));
        (!look.is_empty()).then_some(look)
    });
    let looks = looks.collect::<Option<Vec<_>>>()?;
    Some(format!("{}|{country}|{}", signatory.kind.as_str(), looks.join("|")))
}

/// A name without what people write in many ways: case, accents, signs, blanks, the article in front.
#[must_use]
pub fn normal_name(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = words(&folded).collect();
    if words.len() > 1 && ARTICLES.contains(&words[0]) {
        words.remove(0);
    }
    words.join(" ")
}

/// Articles in front of a name, folded.
const ARTICLES: &[&str] = &["the", "la", "le", "les", "l", "el", "los", "las", "o", "a", "os", "as"];

/// How a name looks, whatever its case, accents, signs and letters of other scripts (UTS 39); empty for one without
/// letters. Two names that look the same may be two organisations: a person decides.
#[must_use]
pub fn looks(name: &str) -> String {
    look(&normal_name(name))
}

/// How a folded name looks (UTS 39): letters of other scripts that look like these are these.
fn look(folded: &str) -> String {
    let small: String = skeleton(folded)
        .flat_map(char::to_lowercase)
        .map(capital_look_alike)
        .collect();
    // Once more: the skeleton of m is rn, that of the letter М only now an m.
    skeleton(&small).nfc().collect()
}

/// Small letters that look like small capitals are letters whose capitals look alike: В and B, Н and H.
fn capital_look_alike(c: char) -> char {
    match c {
        'ʙ' => 'b',
        'ʜ' => 'h',
        'ĸ' | 'ᴋ' => 'k',
        'ʍ' | 'ᴍ' => 'm',
        'ᴛ' => 't',
        other => other,
    }
}

/// Endorsements of one text by their marks, in memory: for the rows of a file.
#[derive(Clone, Debug)]
pub struct Index<T>(HashMap<String, T>);

/// A find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Find<T> {
    /// How sure.
    pub likeness: Likeness,
    /// The earlier one.
    pub with: T,
}

impl<T: Clone> Default for Index<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Clone> Index<T> {
    /// The earlier one that is most surely the same.
    #[must_use]
    pub fn find(&self, marks: &Marks) -> Option<Find<T>> {
        marks.all().find_map(|(likeness, mark)| {
            self.0.get(&mark).map(|with| Find {
                likeness,
                with: with.clone(),
            })
        })
    }

    /// Remembers one; of two with one mark the first stays.
    pub fn insert(&mut self, marks: &Marks, endorsement: &T) {
        for (_, mark) in marks.all() {
            self.0.entry(mark).or_insert_with(|| endorsement.clone());
        }
    }
}

#[cfg(test)]
mod tests;
