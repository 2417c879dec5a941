//! What an address under `/ap/` stands for. Only our own addresses are taken apart, and only here.

use domain::ids::{LocalActor, MembershipId, NetworkId, OrganisationId, PostId};
use protocol::urls::NodeUrls;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// The instance actor.
    Instance,
    /// An organisation.
    Organisation(OrganisationId),
    /// An article or note, by its id.
    Post(&'a str),
    /// An activity, by its id.
    Activity(&'a str),
    /// An endorsement, by its id.
    Endorsement(&'a str),
    /// A stamp, by its id.
    Stamp(&'a str),
    /// The signed tally of a declaration.
    Tally {
        /// Id of the declaration.
        of: &'a str,
    },
    /// The endorsements of a declaration.
    Endorsements {
        /// Id of the declaration.
        of: &'a str,
        /// Id of the collection.
        id: &'a str,
        /// Which page, from 1.
        page: Option<i64>,
    },
    /// A network.
    Network(NetworkId),
    /// A membership of a network of ours.
    Membership(MembershipId),
    /// A consent of an organisation to be shown in a collection, by its id.
    FeatureStamp(&'a str),
    /// A collection of a network, or its roster.
    OfNetwork {
        /// Of which.
        of: NetworkId,
        /// Which.
        list: NetworkList,
        /// Id of the collection.
        id: &'a str,
        /// Which page, from 1.
        page: Option<i64>,
    },
    /// Public activities of an organisation, a network or the node.
    Outbox {
        /// Of whom.
        of: Option<LocalActor>,
        /// Id of the collection.
        id: &'a str,
        /// Which page: entries below this number.
        page: Option<i64>,
    },
    /// Another collection of an organisation.
    OfOrganisation {
        /// Of whom.
        of: OrganisationId,
        /// Which.
        list: OrganisationList,
        /// Id of the collection.
        id: &'a str,
        /// Which page, from 1.
        page: Option<i64>,
    },
    /// A collection of a post.
    OfPost {
        /// Id of the post.
        of: &'a str,
        /// Which.
        list: PostList,
        /// Id of the collection.
        id: &'a str,
        /// Which page, from 1.
        page: Option<i64>,
    },
}

/// Collections of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OrganisationList {
    Followers,
    Following,
    Featured,
    Tags,
    Memberships,
}

/// What a network shows of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NetworkList {
    Followers,
    Following,
    Featured,
    Tags,
    Members,
    Roster,
    Moderators,
    Collections,
    MembersCollection,
}

/// Collections of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PostList {
    Replies,
    Likes,
    Shares,
    Context,
    Replications,
}

impl<'a> Address<'a> {
    /// Reads an address of ours; each thing has one spelling.
    pub(super) fn read(target: &'a str, urls: &NodeUrls) -> Option<Self> {
        let (id, page) = match target.split_once('?') {
            None => (target, None),
            Some((id, query)) => {
                let page: i64 = query.strip_prefix("page=")?.parse().ok()?;
                (
                    id,
                    Some(page).filter(|page| *page >= 1 && query == format!("page={page}")),
                )
            }
        };
        if target != id && page.is_none() {
            return None;
        }
        let path = id.strip_prefix(urls.base())?.strip_prefix("/ap/")?;
        let parts: Vec<&str> = path.split('/').collect();
        match (parts.as_slice(), page) {
            (["actor"], None) => Some(Self::Instance),
            (["outbox"], page) => Some(Self::Outbox { of: None, id, page }),
            (["activities", _], None) => Some(Self::Activity(id)),
            (["orgs", of], None) => Some(Self::Organisation(of.parse().ok()?)),
            (["orgs", of, "outbox"], page) => Some(Self::Outbox {
                of: Some(of.parse::<OrganisationId>().ok()?.into()),
                id,
                page,
            }),
            (["networks", of], None) => Some(Self::Network(of.parse().ok()?)),
            (["networks", of, "outbox"], page) => Some(Self::Outbox {
                of: Some(of.parse::<NetworkId>().ok()?.into()),
                id,
                page,
            }),
            (["networks", of, list], page) => Some(Self::OfNetwork {
                of: of.parse().ok()?,
                list: network_list(list)?,
                id,
                page,
            }),
            (["networks", of, "collections", "members"], None) => Some(Self::OfNetwork {
                of: of.parse().ok()?,
                list: NetworkList::MembersCollection,
                id,
                page,
            }),
            (["memberships", id], None) => Some(Self::Membership(id.parse().ok()?)),
            (["feature-stamps", _], None) => Some(Self::FeatureStamp(id)),
            (["orgs", of, list], page) => Some(Self::OfOrganisation {
                of: of.parse().ok()?,
                list: organisation_list(list)?,
                id,
                page,
            }),
            (["endorsements", _], None) => Some(Self::Endorsement(id)),
            (["stamps", _], None) => Some(Self::Stamp(id)),
            (["articles", _, "tally"], None) => Some(Self::Tally {
                of: id.strip_suffix("/tally")?,
            }),
            (["articles", _, "endorsements"], page) => Some(Self::Endorsements {
                of: id.strip_suffix("/endorsements")?,
                id,
                page,
            }),
            (["articles" | "notes", of], None) => of.parse::<PostId>().ok().map(|_| Self::Post(id)),
            (["articles" | "notes", post, list], page) => {
                post.parse::<PostId>().ok()?;
                Some(Self::OfPost {
                    of: id.strip_suffix(&format!("/{list}"))?,
                    list: post_list(list)?,
                    id,
                    page,
                })
            }
            _ => None,
        }
    }
}

fn organisation_list(name: &str) -> Option<OrganisationList> {
    Some(match name {
        "followers" => OrganisationList::Followers,
        "following" => OrganisationList::Following,
        "featured" => OrganisationList::Featured,
        "tags" => OrganisationList::Tags,
        "memberships" => OrganisationList::Memberships,
        _ => return None,
    })
}

fn network_list(name: &str) -> Option<NetworkList> {
    Some(match name {
        "followers" => NetworkList::Followers,
        "following" => NetworkList::Following,
        "featured" => NetworkList::Featured,
        "tags" => NetworkList::Tags,
        "members" => NetworkList::Members,
        "roster" => NetworkList::Roster,
        "moderators" => NetworkList::Moderators,
        "collections" => NetworkList::Collections,
        _ => return None,
    })
}

fn post_list(name: &str) -> Option<PostList> {
    Some(match name {
        "replies" => PostList::Replies,
        "likes" => PostList::Likes,
        "shares" => PostList::Shares,
        "context" => PostList::Context,
        "replications" => PostList::Replications,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0198c0de-0000-7000-8000-000000000001";

    #[test]
    fn each_thing_has_one_spelling() {
        let urls = NodeUrls::new("https", "a.example");
        let base = "https://a.example/ap";
        let replies = format!("{base}/notes/{ID}/replies");
        let page = format!("{replies}?page=2");
        let note = format!("{base}/notes/{ID}");
        assert_eq!(Address::read(&note, &urls), Some(Address::Post(&note)));
        assert_eq!(
            Address::read(&page, &urls),
            Some(Address::OfPost {
                of: &note,
                list: PostList::Replies,
                id: &replies,
                page: Some(2),
            })
        );
        for other in [
            "https://b.example/ap/actor".to_owned(),
            format!("{base}/actor/"),
            format!("{base}/actor?page=1"),
            format!("{base}/notes/{}", ID.to_uppercase()),
            format!("{note}?x=1"),
            format!("{replies}?page=02"),
            format!("{replies}?page=0"),
            format!("{replies}?page=1&x=1"),
        ] {
            assert_eq!(Address::read(&other, &urls), None, "{other}");
        }
    }
}
