//! What everybody sees of networks, and what organisations see of their own memberships. Who is not named in public is
//! in no list, no count and no answer but for those who may know (PR8, M07).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::{MembershipId, NetworkId, OrganisationId},
    membership::{By, Event, Stage, Tier},
    permissions::Action,
    vocabulary::Country,
};
use storage::{
    Db, membership_log,
    memberships::{self, Filter, Membership},
    networks::{self, Network},
    rosters,
};

use super::{NO_NETWORK, NOT_FOUND, Subject, cases::history_of, own::Spoken};
use crate::{
    Caller, OperationError, Operations, Session,
    view::{
        Page,
        networks::{
            AppealView, CountryCount, HearingView, MemberCard, MemberPage, NetworkCard, NetworkPage, OwnMembership,
            OwnMembershipCard, RosterView, TierCount,
        },
    },
};

/// Members of one page.
const PAGE: u32 = 50;
/// Changes of a roster in one answer.
const CHANGES: u32 = 1_000;

/// Which members are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemberFilter {
    /// Of one country.
    pub country: Option<Country>,
    /// Of one tier.
    pub tier: Option<Tier>,
}

/// One line of a roster as it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterItem {
    /// The membership.
    pub membership: MembershipId,
    /// The actor, or what stands in its place.
    pub subject: String,
    /// The tier.
    pub tier: Tier,
    /// The pinned key; nothing for who is not named.
    pub key: Option<String>,
    /// Its country; nothing for who is not named.
    pub country: Option<Country>,
    /// When it was admitted.
    pub since: DateTime<Utc>,
    /// Digest of the membership document; nothing for who is not named.
    pub document_digest: Option<String>,
    /// Not named in public.
    pub hidden: bool,
}

impl Operations {
    /// The networks of this node, by handle.
    ///
    /// # Errors
    /// [`OperationError::Storage`], [`OperationError::NotSetUp`].
    pub async fn networks(&self) -> Result<Vec<NetworkCard>, OperationError> {
        let db = self.db();
        let mut cards = Vec::new();
        for network in networks::all(&db).await? {
            cards.push(self.network_card(&db, &network).await?);
        }
        Ok(cards)
    }

    /// The network with a handle.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn network_id(&self, handle: &str) -> Result<NetworkId, OperationError> {
        Ok(networks::by_handle(&self.db(), handle).await?.ok_or(NO_NETWORK)?.id)
    }

    pub(crate) async fn network_card(&self, db: &Db<'_>, it: &Network) -> Result<NetworkCard, OperationError> {
        let urls = self.require_urls()?;
        let handle = it.content.handle.as_str();
        let secretariat = self.organisation_in(db, it.owner).await?;
        let counts = memberships::counts(db, it.id).await?;
        Ok(NetworkCard {
            id: it.id,
            handle: handle.to_owned(),
            name: it.content.name.clone(),
            about: it.content.about.clone(),
            languages: it
                .content
                .languages
                .iter()
                .map(|language| language.as_str().to_owned())
                .collect(),
            regions: it.content.regions.clone(),
            actor: urls.network(it.id),
            address: format!("{handle}@{}", urls.host()),
            page: format!("/networks/{handle}"),
            secretariat: secretariat.profile.name,
            secretariat_handle: secretariat.handle.as_str().to_owned(),
            members: counts.iter().map(|count| count.members).sum(),
            created_at: it.created_at,
        })
    }

    /// The page of a network.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn network_page(&self, caller: &Caller, id: NetworkId) -> Result<NetworkPage, OperationError> {
        let db = self.db();
        let network = self.network_in(&db, id).await?;
        let administers = caller.may(Action::AdministerNetwork(id));
        let mut countries: BTreeMap<Country, u64> = BTreeMap::new();
        let mut tiers: BTreeMap<Tier, u64> = BTreeMap::new();
        for count in memberships::counts(&db, id).await? {
            *countries.entry(count.country).or_default() += count.members;
            *tiers.entry(count.tier).or_default() += count.members;
        }
        let hidden = if administers {
            Some(memberships::hidden(&db, id).await?)
        } else {
            None
        };
        Ok(NetworkPage {
            network: self.network_card(&db, &network).await?,
            conduct: network.content.conduct,
            rules: network.content.rules,
            countries: countries
                .into_iter()
                .map(|(country, members)| CountryCount { country, members })
                .collect(),
            tiers: tiers
                .into_iter()
                .map(|(tier, members)| TierCount { tier, members })
                .collect(),
            hidden,
            roster_number: network.roster_number,
            administers,
        })
    }

    /// Members that are named in public, by name. The total is that of the whole network.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn members(
        &self,
        id: NetworkId,
        filter: MemberFilter,
        after: Option<&str>,
    ) -> Result<Page<MemberCard>, OperationError> {
        let db = self.db();
        let network = self.network_in(&db, id).await?;
        let filter = Filter {
            country: filter.country,
            tier: filter.tier,
            ..Filter::default()
        };
        let (rows, next) = self.member_rows(&db, &network, filter, after).await?;
        let mut items = Vec::new();
        for it in &rows {
            items.extend(Self::member_card(&network, it));
        }
        let total = memberships::counts(&db, id)
            .await?
            .iter()
            .map(|count| count.members)
            .sum();
        Ok(Page {
            items,
            next,
            total: Some(total),
        })
    }

    /// A page of members, and where the next one begins: after the one with this id.
    pub(super) async fn member_rows(
        &self,
        db: &Db<'_>,
        network: &Network,
        filter: Filter,
        after: Option<&str>,
    ) -> Result<(Vec<Membership>, Option<String>), OperationError> {
        let after: Option<MembershipId> = after.and_then(|id| id.parse().ok());
        let last = match after {
            Some(id) => Some(self.membership_in(db, network.id, id).await?)
                .filter(|last| filter.with_hidden || last.hidden.is_none()),
            None => None,
        };
        let last = last
            .as_ref()
            .map(|last| (last.application.legal_name.as_str(), last.id));
        let rows = memberships::listed(db, network.id, filter, last, PAGE).await?;
        let full = rows.len() == PAGE as usize;
        let next = rows.last().filter(|_| full).map(|last| last.id.to_string());
        Ok((rows, next))
    }

    /// A member as everybody would see it; nothing for who was never admitted.
    pub(super) fn member_card(network: &Network, it: &Membership) -> Option<MemberCard> {
        let (Some(tier), Some(since)) = (it.state.stage.tier(), it.state.admitted_at) else {
            return None;
        };
        let page = format!("/networks/{}/members/{}", network.content.handle, it.id);
        let application = &it.application;
        Some(MemberCard {
            membership: it.id,
            name: application.legal_name.clone(),
            name_latin: application.name_latin.clone(),
            acronym: application.acronym.clone(),
            country: application.country,
            kind: application.kind,
            sectors: application.sectors.clone(),
            website: application.website.clone(),
            actor: it.state.key.as_ref().map(|_| it.state.subject.clone()),
            tier,
            since,
            page,
        })
    }

    /// The page of a member in its network: for everybody where it is named in public and has not ended; for its own
    /// owners and the admins of the network in any case, once it was admitted.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], one for all that the caller may not see (RO2).
    pub async fn member_page(
        &self,
        caller: &Caller,
        network: NetworkId,
        id: MembershipId,
    ) -> Result<MemberPage, OperationError> {
        let db = self.db();
        let network = self.network_in(&db, network).await?;
        let it = self.membership_in(&db, network.id, id).await?;
        let is_public = it.hidden.is_none() && !it.state.stage.is_end();
        let is_own = it.organisation.is_some_and(|own| caller.may(Action::Represent(own)));
        if !is_public && !is_own && !caller.may(Action::AdministerNetwork(network.id)) {
            return Err(NOT_FOUND);
        }
        Ok(MemberPage {
            network: self.network_card(&db, &network).await?,
            member: Self::member_card(&network, &it).ok_or(NOT_FOUND)?,
            document: self.require_urls()?.membership(it.id),
            hidden: it.hidden.is_some(),
        })
    }

    /// The number of a roster, and what changed after another number; everybody may follow it.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn roster_view(&self, id: NetworkId, since: Option<u64>) -> Result<RosterView, OperationError> {
        let db = self.db();
        let network = self.network_in(&db, id).await?;
        let since = since.unwrap_or_else(|| network.roster_number.saturating_sub(1));
        let changes = rosters::changes(&db, id, since, CHANGES).await?;
        let last = changes.last().map_or(since, |change| change.number);
        Ok(RosterView {
            network: self.network_card(&db, &network).await?,
            number: network.roster_number,
            document: self.require_urls()?.network_roster(id),
            more: last < network.roster_number,
            changes,
        })
    }

    /// The number of a roster and its lines as they are signed, in the order of their subjects.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn roster(&self, id: NetworkId) -> Result<(u64, Vec<RosterItem>), OperationError> {
        let db = self.db();
        let network = self.network_in(&db, id).await?;
        Ok((network.roster_number, self.roster_items(&db, id).await?))
    }

    /// The lines of a roster as they are signed, in the order of their subjects.
    pub(crate) async fn roster_items(&self, db: &Db<'_>, id: NetworkId) -> Result<Vec<RosterItem>, OperationError> {
        let rows = rosters::on_roster(db, id).await?;
        let item = |row: rosters::RosterRow| {
            let hidden = row.hidden_name.is_some();
            RosterItem {
                membership: row.membership,
                tier: row.tier,
                key: (!hidden).then_some(row.key),
                country: (!hidden).then_some(row.country),
                since: row.since,
                document_digest: row.document_digest.filter(|_| !hidden),
                subject: row.hidden_name.unwrap_or(row.subject),
                hidden,
            }
        };
        let mut items: Vec<RosterItem> = rows.into_iter().map(item).collect();
        items.sort_by(|one, other| one.subject.cmp(&other.subject));
        Ok(items)
    }
}

impl Operations {
    /// What the organisation itself sees of its membership.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Forbidden`].
    pub async fn own_membership(&self, who: Subject<'_>) -> Result<OwnMembership, OperationError> {
        let db = self.db();
        let Spoken { network, it, .. } = self.spoken(&db, who).await?;
        let rules = &network.content.rules;
        let lines = membership_log::lines(&db, it.id).await?;
        let asked = lines.iter().rev().find_map(|line| match &line.entry.event {
            Event::Ask { question } => Some(question.clone()),
            _ => None,
        });
        let told = lines.iter().filter(|line| {
            let own = matches!(line.entry.by, By::Subject);
            own || matches!(
                line.entry.event,
                Event::Ask { .. } | Event::OpenHearing { .. } | Event::CloseHearing | Event::Remind | Event::Renew
            )
        });
        // It is told what the network says, never who of it said so.
        let history = told.map(|line| {
            let mut line = history_of(line);
            if !matches!(
                line.kind,
                "replied" | "answered" | "appealed" | "withdrew" | "asked-to-move"
            ) {
                line.who = network.content.name.clone();
            }
            line
        });
        let state = &it.state;
        let can_appeal = state.stage == Stage::Expelled && state.appeal.is_none();
        Ok(OwnMembership {
            history: history.collect(),
            membership: it.id,
            organisation: it.organisation,
            name: it.application.legal_name.clone(),
            stage: state.stage,
            tier: state.stage.tier(),
            since: state.since,
            applied_at: state.applied_at,
            comments_end: state.comments_end(rules),
            reason: state.reason.clone(),
            question: asked.filter(|_| state.stage == Stage::Waiting { asked: true }),
            referees: state
                .referees
                .iter()
                .map(|(name, answer)| (name.clone(), answer.is_some()))
                .collect(),
            hearing: hearing_of(&it),
            appeal_until: state
                .appeal_until(rules)
                .filter(|until| can_appeal && self.now() < *until),
            appeal: appeal_of(&it),
            renewal_due: state.renewal_due(rules),
            probation_ends: state.probation_ends(rules),
            wanted_move: state.wanted_move.clone(),
            contact: it.application.contact.as_ref().map(|mail| mail.as_str().to_owned()),
            second_contact: it
                .application
                .second_contact
                .as_ref()
                .map(|mail| mail.as_str().to_owned()),
            listed: it.hidden.is_none(),
            on_roster: state.key.is_some() && state.stage.own_tier().is_some(),
            page: Self::member_card(&network, &it).map(|card| card.page),
            network: self.network_card(&db, &network).await?,
        })
    }

    /// The memberships of an organisation in networks of this node, the newest first (owner).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn own_memberships(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<Vec<OwnMembershipCard>, OperationError> {
        session.require(Action::Represent(organisation))?;
        let db = self.db();
        let mut cards = Vec::new();
        for it in memberships::of_organisation(&db, organisation).await? {
            let network = self.network_in(&db, it.network).await?;
            let hearing = it.state.hearing.as_ref();
            cards.push(OwnMembershipCard {
                membership: it.id,
                stage: it.state.stage,
                since: it.state.since,
                renewal_due: it.state.renewal_due(&network.content.rules),
                answer_wanted: it.state.stage == Stage::Waiting { asked: true }
                    || hearing.is_some_and(|hearing| hearing.answer.is_none()),
                network: self.network_card(&db, &network).await?,
            });
        }
        Ok(cards)
    }
}

pub(super) fn hearing_of(it: &Membership) -> Option<HearingView> {
    let hearing = it.state.hearing.as_ref()?;
    Some(HearingView {
        grounds: hearing.grounds.clone(),
        answer_until: hearing.answer_until,
        answer: hearing.answer.clone(),
    })
}

pub(super) fn appeal_of(it: &Membership) -> Option<AppealView> {
    let appeal = it.state.appeal.as_ref()?;
    Some(AppealView {
        grounds: appeal.grounds.clone(),
        granted: appeal.granted,
    })
}
