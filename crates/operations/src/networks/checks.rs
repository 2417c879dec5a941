//! What is found out about applicants by software: facts that are looked up on the network, and others that look or are
//! the same. They warn; nothing is decided by them (M05).

use chrono::Duration;
use domain::{
    duplicates::looks,
    ids::MembershipId,
    membership::{Answer, Registration},
};
use storage::{
    Db, Tx,
    membership_checks::{self, Fact as Row},
    memberships::{self, Membership},
    networks::Network,
};
use url::Url;

use super::NOT_FOUND;
use crate::{
    OperationError, Operations,
    view::networks::{AlikeView, CheckKind, CheckView, FactState, Hint},
};

/// Facts older than this are looked up anew while the application waits.
const FRESH: Duration = Duration::days(1);
/// The longest detail that is kept, in characters.
const DETAIL: usize = 300;
/// Hosts on which many have a page: there the page is the mark, not the host.
const SHARED: [&str; 9] = [
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "youtube.com",
    "x.com",
    "twitter.com",
    "t.me",
    "sites.google.com",
    "linktr.ee",
];

/// An applicant whose facts are to be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckWanted {
    /// The membership.
    pub membership: MembershipId,
    /// The id of its actor: proved, or as a form claims it.
    pub actor: Option<String>,
    /// The key that is pinned.
    pub key: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// The id of the network's actor, to which it should link.
    pub network: String,
    /// The page of the network, to which it should link.
    pub network_page: String,
}

/// A fact that was looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What was looked up.
    pub kind: CheckKind,
    /// How it came out.
    pub state: FactState,
    /// An address, or [`RemoteError::code`](crate::RemoteError::code) of what went wrong, which pages say in the
    /// language of the reader; may be empty.
    pub detail: String,
}

impl Operations {
    /// Applicants whose facts are a day old or were never looked up, those that have waited longest first.
    ///
    /// # Errors
    /// [`OperationError::Storage`], [`OperationError::NotSetUp`].
    pub async fn checks_wanted(&self, most: u32) -> Result<Vec<CheckWanted>, OperationError> {
        let db = self.db();
        let urls = self.require_urls()?;
        let mut wanted = Vec::new();
        for it in memberships::unchecked(&db, self.now() - FRESH, most).await? {
            let network = self.network_in(&db, it.network).await?;
            let actor = it.state.key.as_ref().map(|_| it.state.subject.clone());
            wanted.push(CheckWanted {
                membership: it.id,
                actor: actor.or(it.state.claims),
                key: it.state.key,
                website: it.application.website,
                network: urls.network(network.id),
                network_page: urls.network_page(network.content.handle.as_str()),
            });
        }
        Ok(wanted)
    }

    /// Keeps what was found out. To be given all kinds, as `Unknown` where there was nothing to look at, so that the
    /// applicant is not asked about again at once.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn note_checks(&self, id: MembershipId, facts: &[Fact]) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        memberships::get(&Db::from(&tx), id).await?.ok_or(NOT_FOUND)?;
        for fact in facts {
            let row = Row {
                kind: fact.kind.as_str().to_owned(),
                state: fact.state.as_str().to_owned(),
                detail: fact.detail.chars().take(DETAIL).collect(),
                at: self.now(),
            };
            membership_checks::put(&tx, id, &row).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Keeps the marks by which others that are the same or look the same are found.
    pub(super) async fn mark(&self, tx: &Tx, it: &Membership) -> Result<(), OperationError> {
        let handle = match it.organisation {
            Some(id) => Some(self.organisation_in(&Db::from(tx), id).await?.handle),
            None => None,
        };
        let handle = handle.as_ref().map(domain::organisation::Handle::as_str);
        self.mark_with_handle(tx, it, handle).await
    }

    pub(super) async fn mark_with_handle(
        &self,
        tx: &Tx,
        it: &Membership,
        handle: Option<&str>,
    ) -> Result<(), OperationError> {
        let mut marks = marks_of(it);
        marks.extend(handle.map(|handle| ("handle", looks(handle))));
        marks.retain(|(_, mark)| !mark.is_empty());
        Ok(membership_checks::set_marks(tx, it.network, it.id, &marks).await?)
    }

    pub(super) async fn checks_of(&self, db: &Db<'_>, id: MembershipId) -> Result<Vec<CheckView>, OperationError> {
        let rows = membership_checks::facts(db, id).await?;
        let view = |kind: CheckKind| {
            let row = rows.iter().find(|row| row.kind == kind.as_str())?;
            let state = FactState::ALL.into_iter().find(|state| state.as_str() == row.state)?;
            Some(CheckView {
                kind,
                state,
                detail: row.detail.clone(),
                at: row.at,
            })
        };
        Ok(CheckKind::ALL.into_iter().filter_map(view).collect())
    }

    /// Others of the network that share something; the memberships of the same actor are not others.
    pub(super) async fn alike_of(&self, db: &Db<'_>, it: &Membership) -> Result<Vec<AlikeView>, OperationError> {
        let mut alike = Vec::new();
        for found in membership_checks::alike(db, it.id).await? {
            let Some(other) = memberships::get(db, found.membership).await? else {
                continue;
            };
            if other.state.subject != it.state.subject {
                alike.push(AlikeView {
                    kind: found.kind,
                    membership: other.id,
                    name: other.application.legal_name,
                    stage: other.state.stage,
                });
            }
        }
        Ok(alike)
    }
}

/// By what others are found.
fn marks_of(it: &Membership) -> Vec<(&'static str, String)> {
    let application = &it.application;
    let mut marks: Vec<(&'static str, String)> = it.state.contacts.iter().map(|mail| ("mail", mail.clone())).collect();
    marks.extend(
        application
            .website
            .as_deref()
            .and_then(site)
            .map(|site| ("domain", site)),
    );
    if let Registration::Registered {
        number: Some(number), ..
    } = &application.registration
    {
        let number: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
        if !number.is_empty() {
            marks.push(("number", format!("{}:{}", application.country, number.to_lowercase())));
        }
    }
    marks.push(("name", looks(&application.legal_name)));
    marks.extend(application.name_latin.as_deref().map(|name| ("name", looks(name))));
    marks.extend(application.acronym.as_deref().map(|name| ("acronym", looks(name))));
    marks
}

/// The site of an address: its host, or its page on a host that many share.
fn site(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    let shared = SHARED
        .iter()
        .any(|name| host == *name || host.ends_with(&format!(".{name}")));
    Some(if shared {
        format!("{host}{}", url.path().trim_end_matches('/').to_lowercase())
    } else {
        host
    })
}

/// What somebody should look at before deciding, the worst first.
pub(super) fn hints_of(network: &Network, it: &Membership, checks: &[CheckView], alike: &[AlikeView]) -> Vec<Hint> {
    let looks_alike = |kind: &str| matches!(kind, "name" | "acronym" | "handle");
    let says_no = |answer: &Option<Answer>| *answer == Some(Answer::No);
    let mut hints = Vec::new();
    let mut hint = |applies: bool, hint| {
        if applies {
            hints.push(hint);
        }
    };
    hint(alike.iter().any(|other| looks_alike(&other.kind)), Hint::LooksAlike);
    hint(alike.iter().any(|other| !looks_alike(&other.kind)), Hint::Shares);
    hint(
        checks
            .iter()
            .any(|check| matches!(check.state, FactState::Bad | FactState::Warning)),
        Hint::CheckFailed,
    );
    hint(it.state.referees.values().any(says_no), Hint::RefereeSaysNo);
    let wanted = usize::from(network.content.rules.referees);
    hint(it.state.recommendations() < wanted, Hint::FewRecommendations);
    hint(!it.state.objections.is_empty(), Hint::Objection);
    hint(
        matches!(it.application.registration, Registration::CannotRegisterSafely { .. }),
        Hint::CannotRegister,
    );
    hint(it.state.key.is_none(), Hint::NeedsHosting);
    hints
}
