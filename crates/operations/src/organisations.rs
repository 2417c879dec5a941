//! Organisations of this node: founding, profile, page.

use std::collections::BTreeSet;

use domain::{
    account::Role,
    field_error::{Fault, FieldError},
    ids::{MediaId, OrganisationId, PostId},
    organisation::{Handle, Moves, Organisation, Profile},
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey, Seq},
    permissions::Action,
    text::{one_line, paragraphs},
};
use evidence::{keys::Ed25519Key, origin::Id};
use protocol::{
    activity,
    actor::PublicKeys,
    audience::{Audience as Addressees, Visibility},
    picture::Picture,
    urls::NodeUrls,
};
use storage::{
    Db, Tx, joined_networks,
    posts::Kind,
    timelines::{After, Timeline},
};

use crate::{
    Caller, OperationError, Operations, PracticeFilter, Session,
    audit::Who,
    identity::NewKeys,
    publishing::Outgoing,
    view::{ActorCard, OrganisationPage, Page},
};

/// Posts of one page.
const PAGE: u32 = 20;
/// Practices that an organisation may pin (PT13).
const FEATURED: usize = 5;

impl Operations {
    /// Founds an organisation: keys, actor, first owner (operator).
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::Forbidden`].
    pub async fn found_organisation(
        &self,
        session: &Session,
        handle: &str,
        profile: Profile,
    ) -> Result<Organisation, OperationError> {
        session.require(Action::OperateNode)?;
        let urls = self.require_urls()?;
        let keys = self.make_keys().await?;
        let tx = self.begin().await?;
        let organisation = self.insert_organisation(&tx, &urls, handle, profile, &keys).await?;
        if session.person_id().is_some() {
            storage::people::set_role(&tx, session.person().id, organisation.id, Some(Role::Owner)).await?;
        }
        self.note(&tx, &Who::Person(session), "organisation.found", handle)
            .await?;
        tx.commit().await?;
        Ok(organisation)
    }

    pub(crate) async fn insert_organisation(
        &self,
        tx: &Tx,
        urls: &NodeUrls,
        handle: &str,
        profile: Profile,
        keys: &NewKeys,
    ) -> Result<Organisation, OperationError> {
        let handle = Handle::parse(handle).map_err(|fault| FieldError::new("handle", fault));
        let profile = check_profile(profile);
        let (handle, profile) = match (handle, profile) {
            (Ok(handle), Ok(profile)) => (handle, profile),
            (handle, profile) => {
                let faults = handle
                    .err()
                    .into_iter()
                    .chain(profile.err().unwrap_or_default())
                    .collect();
                return Err(OperationError::Invalid(faults));
            }
        };
        // Networks and organisations share the names in addresses.
        if storage::networks::by_handle(&Db::from(tx), handle.as_str())
            .await?
            .is_some()
        {
            return Err(OperationError::taken("handle"));
        }
        let now = self.now();
        let id = OrganisationId::new(now, self.0.entropy.bytes());
        let organisation = Organisation {
            id,
            handle,
            profile,
            moves: Moves::default(),
            created_at: now,
            updated_at: now,
        };
        match storage::organisations::insert(tx, &organisation).await {
            Err(storage::StorageError::Exists) => return Err(OperationError::taken("handle")),
            other => other?,
        }
        self.store_keys(tx, &urls.organisation(id), Some(id), keys).await?;
        Ok(organisation)
    }

    /// Changes the profile (owner); sends `Update` of the actor.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Invalid`].
    pub async fn change_profile(
        &self,
        session: &Session,
        organisation: OrganisationId,
        profile: Profile,
    ) -> Result<(), OperationError> {
        session.require(Action::EditProfile(organisation))?;
        let profile = check_profile(profile).map_err(OperationError::Invalid)?;
        let tx = self.begin().await?;
        let mut changed = self.organisation_in(&Db::from(&tx), organisation).await?;
        if let Some(logo) = profile.logo {
            let logo = storage::media::get(&Db::from(&tx), logo).await?;
            if logo.is_none_or(|logo| logo.organisation != organisation) {
                return Err(OperationError::NotFound { what: "the picture" });
            }
        }
        changed.profile = profile;
        changed.updated_at = self.now();
        storage::organisations::update(&tx, &changed).await?;
        self.note(
            &tx,
            &Who::Person(session),
            "organisation.change",
            changed.handle.as_str(),
        )
        .await?;
        self.send_actor(&tx, &changed).await?;
        self.commit_and_wake(tx).await
    }

    /// Tells those who know the actor that it changed (PA16); holds back whatever is sent later.
    pub(crate) async fn send_actor(&self, tx: &Tx, organisation: &Organisation) -> Result<(), OperationError> {
        let actor = self.require_urls()?.organisation(organisation.id);
        let keys = self.public_keys(&Db::from(tx), &actor).await?;
        let document = self.organisation_document(organisation, &keys).await?;
        self.send_actor_signed(tx, organisation.id, document, None)
            .await
            .map(|_| ())
    }

    /// The same with the document, and the key where one is named. Gives the number of the entry.
    pub(crate) async fn send_actor_signed(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        document: serde_json::Value,
        signer: Option<(&str, &Ed25519Key)>,
    ) -> Result<Seq, OperationError> {
        let actor = self.require_urls()?.organisation(organisation);
        let addressees = Addressees::of(Visibility::Public, &format!("{actor}/followers"), &[]);
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Update",
            object: actor,
            order: OrderKey::Barrier,
            audience: self.audience_of_actor(tx, organisation).await?,
        };
        let sent = self.send_signed(tx, outgoing, &addressees, signer, |header| {
            activity::update(header, document)
        });
        Ok(sent.await?.1)
    }

    /// Those who know the actor: what it is, which keys it has, and where it is concern them.
    pub(crate) async fn audience_of_actor(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
    ) -> Result<Audience, OperationError> {
        let actor = self.require_urls()?.organisation(organisation);
        // Hosts of what it endorses need not follow it, and write changes of its keys into their logs (PK16).
        let holders = AudienceKey::Holders(actor);
        for owner in storage::endorsements::hosts(&Db::from(tx), organisation).await? {
            if let Ok(owner) = Id::parse(&owner, &self.0.ids) {
                self.subscribe(tx, owner.host(), &holders).await?;
            }
        }
        // Its networks pin its key for all their members, whether they follow it or not (PA16, PK14).
        let joined = joined_networks::of(&Db::from(tx), organisation).await?;
        let networks = joined
            .into_iter()
            .filter(|joined| joined.state == joined_networks::State::Member);
        Ok(Audience {
            keys: vec![AudienceKey::Followers(organisation.into()), holders],
            named: networks
                .map(|joined| NamedRecipient {
                    actor: joined.network,
                    inbox: joined.inbox,
                })
                .collect(),
        })
    }

    /// The actor's document, without proof.
    pub(crate) async fn organisation_document(
        &self,
        organisation: &Organisation,
        keys: &PublicKeys,
    ) -> Result<serde_json::Value, OperationError> {
        let urls = self.require_urls()?;
        let logo = match organisation.profile.logo {
            Some(id) => storage::media::get(&self.db(), id).await?,
            None => None,
        };
        let logo = logo.map(|logo| Picture {
            url: urls.media(&logo.large),
            media_type: "image/webp".to_owned(),
            width: logo.large_width,
            height: logo.large_height,
            alt: organisation.profile.name.clone(),
        });
        let member_of = self.member_of(organisation.id).await?;
        Ok(protocol::actor::organisation(
            organisation,
            keys,
            &urls,
            logo.as_ref(),
            &member_of,
        ))
    }

    /// Stores a logo and sets it.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for what is no picture.
    pub async fn set_logo(
        &self,
        session: &Session,
        organisation: OrganisationId,
        bytes: Vec<u8>,
    ) -> Result<MediaId, OperationError> {
        session.require(Action::EditProfile(organisation))?;
        let (logo, _) = self.keep_picture(organisation, bytes).await?;
        let mut profile = self.organisation_by_id(organisation).await?.profile;
        profile.logo = Some(logo);
        self.change_profile(session, organisation, profile).await?;
        Ok(logo)
    }

    /// An organisation by handle.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn organisation(&self, handle: &str) -> Result<Organisation, OperationError> {
        let found = storage::organisations::by_handle(&self.db(), handle).await?;
        found.ok_or(OperationError::NotFound {
            what: "the organisation",
        })
    }

    /// An organisation by id.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn organisation_by_id(&self, id: OrganisationId) -> Result<Organisation, OperationError> {
        self.organisation_in(&self.db(), id).await
    }

    pub(crate) async fn organisation_in(
        &self,
        db: &Db<'_>,
        id: OrganisationId,
    ) -> Result<Organisation, OperationError> {
        storage::organisations::get(db, id)
            .await?
            .ok_or(OperationError::NotFound {
                what: "the organisation",
            })
    }

    /// The organisation of ours with this actor id.
    pub(crate) async fn own_organisation(&self, actor: &str) -> Result<Option<Organisation>, OperationError> {
        let Some(urls) = self.urls() else { return Ok(None) };
        let Some(id) = actor.strip_prefix(&format!("{}/ap/orgs/", urls.base())) else {
            return Ok(None);
        };
        match id.parse() {
            Ok(id) => Ok(storage::organisations::get(&self.db(), id).await?),
            Err(_) => Ok(None),
        }
    }

    pub(crate) async fn organisation_card(&self, organisation: &Organisation) -> Result<ActorCard, OperationError> {
        let urls = self.require_urls()?;
        let icon = match organisation.profile.logo {
            Some(id) => storage::media::get(&self.db(), id)
                .await?
                .map(|logo| format!("/media/{}", logo.small)),
            None => None,
        };
        Ok(ActorCard {
            id: urls.organisation(organisation.id),
            name: organisation.profile.name.clone(),
            handle: format!("{}@{}", organisation.handle, urls.host()),
            page: format!("/@{}", organisation.handle),
            icon,
            local: true,
            country: Some(organisation.profile.country),
        })
    }

    /// All organisations of this node, by handle.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn organisations(&self) -> Result<Vec<ActorCard>, OperationError> {
        let mut cards = Vec::new();
        for organisation in storage::organisations::all(&self.db()).await? {
            cards.push(self.organisation_card(&organisation).await?);
        }
        Ok(cards)
    }

    /// The page of an organisation.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn organisation_page(
        &self,
        caller: &Caller,
        handle: &str,
        after: Option<&str>,
    ) -> Result<OrganisationPage, OperationError> {
        let organisation = self.organisation(handle).await?;
        let db = self.db();
        let card = self.organisation_card(&organisation).await?;
        let timeline = Timeline::Author(&card.id);
        let posts = self.timeline_page(caller, &timeline, After::parse(after), PAGE).await?;
        let mut featured = Vec::new();
        for post in storage::featured::of(&db, organisation.id).await? {
            featured.extend(self.practice_card(&post).await?);
        }
        Ok(OrganisationPage {
            posts,
            featured,
            followers: storage::followers::count(&db, organisation.id).await?,
            following: storage::following::count(&db, organisation.id).await?,
            may_edit: caller.may(Action::EditProfile(organisation.id)),
            moved_to: match &organisation.moves.moved_to {
                Some(target) => Some(self.actor_card(target).await?),
                None => None,
            },
            card,
            organisation,
        })
    }

    /// Pins or unpins a practice (at most 5); sends `Add` or `Remove`.
    ///
    /// # Errors
    /// [`OperationError::Refused`] above five.
    pub async fn feature(&self, session: &Session, practice: PostId, featured: bool) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let post = self.own_post(&Db::from(&tx), practice, Kind::Practice).await?;
        let (post, organisation) = post;
        session.require(Action::Publish(organisation))?;
        let pinned = storage::featured::of(&Db::from(&tx), organisation).await?;
        if featured && pinned.len() >= FEATURED && !pinned.iter().any(|one| one.id == practice) {
            return Err(refused!(
                "pinned-enough",
                "five practices are pinned already; unpin one first"
            ));
        }
        if featured {
            storage::featured::add(&tx, organisation, practice, self.now()).await?;
        } else {
            storage::featured::remove(&tx, organisation, practice).await?;
        }
        let urls = self.require_urls()?;
        let actor = urls.organisation(organisation);
        let collection = format!("{actor}/featured");
        let addressees = Addressees::of(Visibility::Public, &format!("{actor}/followers"), &[]);
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: if featured { "Add" } else { "Remove" },
            object: post.object.clone(),
            order: OrderKey::Object(collection.clone()),
            audience: Audience {
                keys: vec![AudienceKey::Followers(organisation.into())],
                named: Vec::new(),
            },
        };
        self.note(&tx, &Who::Person(session), "practice.feature", &post.object)
            .await?;
        self.send(&tx, outgoing, &addressees, |header| {
            if featured {
                activity::add(header, &post.object, &collection)
            } else {
                activity::remove(header, &post.object, &collection)
            }
        })
        .await?;
        self.commit_and_wake(tx).await
    }

    /// Known organisations, here and elsewhere, that published practices.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn authors(&self, _after: Option<&str>) -> Result<Page<ActorCard>, OperationError> {
        let mut cards = self.organisations().await?;
        let mut known: BTreeSet<String> = cards.iter().map(|card| card.id.clone()).collect();
        let mut next = None;
        loop {
            let page = self.practices(&PracticeFilter::default(), next.as_deref()).await?;
            for card in page.items {
                if known.insert(card.author.id.clone()) {
                    cards.push(card.author);
                }
            }
            next = page.next;
            if next.is_none() || cards.len() >= 500 {
                break;
            }
        }
        cards.sort_by(|a, b| a.name.cmp(&b.name));
        let total = Some(cards.len() as u64);
        Ok(Page {
            items: cards,
            next: None,
            total,
        })
    }
}

/// Checks the texts of a profile; all faults at once.
pub(crate) fn check_profile(mut profile: Profile) -> Result<Profile, Vec<FieldError>> {
    let mut faults = Vec::new();
    match one_line(&profile.name, 100) {
        Ok(name) => profile.name = name,
        Err(fault) => faults.push(FieldError::new("name", fault)),
    }
    profile.name_latin = match profile.name_latin.as_deref().map(|name| one_line(name, 100)) {
        None | Some(Err(Fault::Missing)) => None,
        Some(Ok(name)) => Some(name),
        Some(Err(fault)) => {
            faults.push(FieldError::new("name_latin", fault));
            None
        }
    };
    match paragraphs(&profile.about, 500) {
        Ok(about) => profile.about = about,
        Err(Fault::Missing) => profile.about = String::new(),
        Err(fault) => faults.push(FieldError::new("about", fault)),
    }
    profile.website = profile.website.filter(|site| !site.trim().is_empty());
    if let Some(site) = &profile.website
        && !url::Url::parse(site).is_ok_and(|url| url.scheme() == "https" && url.host().is_some())
    {
        faults.push(FieldError::new(
            "website",
            Fault::Malformed {
                expected: "an address that begins with https://",
            },
        ));
    }
    if faults.is_empty() { Ok(profile) } else { Err(faults) }
}
