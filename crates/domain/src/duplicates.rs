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

/// What two endorsements of one text must share to be alike. A mark is a text that can be stored and looked up; its
/// word before the colon says what it is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Shared: [`Likeness::Same`].
    pub same: Vec<String>,
    /// Shared: [`Likeness::Perhaps`].
    pub perhaps: Vec<String>,
}

impl Marks {
    /// The marks of a signer: by its mailbox, by the id of the actor that signs with its own key, and by its names.
    #[must_use]
    pub fn of(signatory: &Signatory, mail: Option<&MailAddress>, actor: Option<&str>) -> Self {
        let same = mail
            .map(|mail| format!("mail:{}", mail.normalised()))
            .into_iter()
            .chain(actor.map(|actor| format!("key:{actor}")))
            .collect();
        Self {
            same,
            perhaps: names(signatory),
        }
    }

    /// All marks with how sure each is, the surest first.
    pub fn iter(&self) -> impl Iterator<Item = (Likeness, &str)> {
        self.same
            .iter()
            .map(|mark| (Likeness::Same, mark.as_str()))
            .chain(self.perhaps.iter().map(|mark| (Likeness::Perhaps, mark.as_str())))
    }
}

/// One mark for the words of the names, and one for how the names look. An organisation is the same in one country with
/// one name; a person in one country, one organisation, with one name: two persons of an organisation are two.
fn names(signatory: &Signatory) -> Vec<String> {
    let Some(country) = signatory.country else {
        return Vec::new();
    };
    let organisation = signatory.organisation.as_deref().unwrap_or_default();
    let person = signatory.person.as_deref().unwrap_or_default();
    let (kind, parts) = match signatory.kind {
        Kind::Organisation => ("organisation", vec![organisation]),
        Kind::Representative => ("representative", vec![organisation, person]),
        Kind::Individual => ("individual", vec![person]),
    };
    let mark = |form: fn(&str) -> String, sort: &str| {
        let forms: Vec<String> = parts.iter().map(|part| form(part)).collect();
        let filled = forms.iter().all(|form| !form.is_empty());
        filled.then(|| format!("{sort}:{kind}:{country}:{}", forms.join("|")))
    };
    let mut marks: Vec<_> = [mark(normal_name, "name"), mark(look, "look")]
        .into_iter()
        .flatten()
        .collect();
    marks.dedup();
    marks
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

/// How a name looks (UTS 39): letters of other scripts that look like these are these. The case goes between two
/// looks, since capital and small letters have other look-alikes.
fn look(name: &str) -> String {
    let looks: String = skeleton(name).collect();
    skeleton(&normal_name(&looks))
        .flat_map(char::to_lowercase)
        .nfc()
        .collect()
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
        marks.iter().find_map(|(likeness, mark)| {
            self.0.get(mark).map(|with| Find {
                likeness,
                with: with.clone(),
            })
        })
    }

    /// Remembers one; of two with one mark the first stays.
    pub fn insert(&mut self, marks: &Marks, endorsement: &T) {
        for (_, mark) in marks.iter() {
            self.0.entry(mark.to_owned()).or_insert_with(|| endorsement.clone());
        }
    }
}

#[cfg(test)]
mod tests;
