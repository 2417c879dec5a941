//! Who may see a post, as `to` and `cc` (PROTOCOL 7.4).

use serde_json::Value;

use crate::{lenient, names::PUBLIC};

/// Who may see a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Everybody; may be announced.
    Public,
    /// Everybody who has the address; not announced.
    Unlisted,
    /// The followers of the author.
    Followers,
    /// Those who are named, nobody else.
    Named,
}

/// The addressees of an activity and of its object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// `to`.
    pub to: Vec<String>,
    /// `cc`.
    pub cc: Vec<String>,
}

impl Audience {
    /// The addressees of a post. `followers` is byte-equal to the actor's member; `named` are those who are mentioned
    /// or, for [`Visibility::Named`], all who get it.
    #[must_use]
    pub fn of(visibility: Visibility, followers: &str, named: &[String]) -> Self {
        let with = |first: &str| std::iter::once(first.to_owned()).chain(named.iter().cloned()).collect();
        match visibility {
            Visibility::Public => Self {
                to: vec![PUBLIC.to_owned()],
                cc: with(followers),
            },
            Visibility::Unlisted => Self {
                to: vec![followers.to_owned()],
                cc: with(PUBLIC),
            },
            Visibility::Followers => Self {
                to: vec![followers.to_owned()],
                cc: named.to_vec(),
            },
            Visibility::Named => Self::named(named),
        }
    }

    /// For the named actors only.
    #[must_use]
    pub fn named(actors: &[String]) -> Self {
        Self {
            to: actors.to_vec(),
            cc: Vec::new(),
        }
    }

    /// The addressees of a received document; `audience` counts as `cc`. `bto` and `bcc` are never read (JS4).
    #[must_use]
    pub fn read(document: &Value) -> Self {
        let mut cc = lenient::ids(document.get("cc"));
        cc.extend(lenient::ids(document.get("audience")));
        Self {
            to: lenient::ids(document.get("to")),
            cc,
        }
    }

    /// What these addressees mean. `followers` of the author, where it is known: a post to it alone is for followers;
    /// where it is not known, a collection cannot be told from an actor, so the narrowest meaning holds.
    #[must_use]
    pub fn visibility(&self, followers: Option<&str>) -> Visibility {
        let has_public = |list: &[String]| list.iter().any(|id| is_public(id));
        let has_followers = |id: &String| Some(id.as_str()) == followers;
        if has_public(&self.to) {
            Visibility::Public
        } else if has_public(&self.cc) {
            Visibility::Unlisted
        } else if self.to.iter().chain(&self.cc).any(has_followers) {
            Visibility::Followers
        } else {
            Visibility::Named
        }
    }
}

/// The public audience in each of its spellings.
#[must_use]
pub fn is_public(id: &str) -> bool {
    matches!(id, PUBLIC | "as:Public" | "Public")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FOLLOWERS: &str = "https://a.example/ap/orgs/1/followers";

    #[test]
    fn every_visibility_is_read_back_from_its_addressees() {
        let named = ["https://b.example/u/1".to_owned()];
        for visibility in [
            Visibility::Public,
            Visibility::Unlisted,
            Visibility::Followers,
            Visibility::Named,
        ] {
            let audience = Audience::of(visibility, FOLLOWERS, &named);
            let document = json!({"to": audience.to, "cc": audience.cc});
            assert_eq!(Audience::read(&document).visibility(Some(FOLLOWERS)), visibility);
        }
    }

    #[test]
    fn a_post_for_the_named_has_no_collection_among_its_addressees() {
        let audience = Audience::of(Visibility::Named, FOLLOWERS, &["https://b.example/u/1".to_owned()]);
        assert_eq!(
            audience,
            Audience {
                to: vec!["https://b.example/u/1".to_owned()],
                cc: vec![]
            }
        );
    }

    #[test]
    fn other_spellings_of_public_are_understood() {
        let audience = Audience::read(&json!({"to": "as:Public"}));
        assert_eq!(audience.visibility(None), Visibility::Public);
        assert_eq!(Audience::read(&json!({})).visibility(None), Visibility::Named);
    }
}
