//! Creating networks, their rules and their admins.

use domain::{
    field_error::Fault,
    ids::{NetworkId, OrganisationId, PersonId},
    membership::{AdminFault, Admins},
    network::{Change, ConductDraft, Deciding, Network as Content, NetworkDraft},
    permissions::Action,
};
use storage::{
    Db, Tx,
    networks::{self, Network},
};

use super::proposing::Settled;
use crate::{
    OperationError, Operations, Session, StepUp,
    audit::Who,
    view::networks::{AdminView, NetworkForEditing},
};

impl Operations {
    /// Creates a network whose secretariat the organisation is (its owner, who becomes the first admin): keys, actor,
    /// rules.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], also for a handle that an organisation or a network has; [`OperationError::Forbidden`],
    /// [`OperationError::NotFound`]; [`OperationError::Refused`] at the machine itself without a name, since a network
    /// needs an admin.
    pub async fn create_network(
        &self,
        session: &Session,
        step_up: &StepUp,
        owner: OrganisationId,
        draft: &NetworkDraft,
    ) -> Result<NetworkId, OperationError> {
        step_up.require(session)?;
        session.require(Action::CreateNetwork(owner))?;
        let content = draft.check().map_err(OperationError::Invalid)?;
        let admin = session.person_id().ok_or_else(|| {
            refused!(
                "network-needs-admin",
                "a network needs an admin: name the person with --as"
            )
        })?;
        let urls = self.require_urls()?;
        let keys = self.make_keys().await?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.organisation_in(&db, owner).await?;
        let handle = content.handle.as_str().to_owned();
        if storage::organisations::by_handle(&db, &handle).await?.is_some() {
            return Err(OperationError::taken("handle"));
        }
        let now = self.now();
        let network = Network {
            id: NetworkId::new(now, self.0.entropy.bytes()),
            owner,
            content,
            version: 1,
            roster_number: 0,
            created_at: now,
            updated_at: now,
        };
        match networks::insert(&tx, &network).await {
            Err(storage::StorageError::Exists) => return Err(OperationError::taken("handle")),
            other => other?,
        }
        networks::add_admin(&tx, network.id, admin, now).await?;
        self.store_keys(&tx, &urls.network(network.id), None, &keys).await?;
        self.note(&tx, &Who::Person(session), "network.create", &handle).await?;
        storage::policy_changes::note_roster(&tx, &urls.network(network.id)).await?;
        tx.commit().await?;
        self.rosters_changed().await?;
        Ok(network.id)
    }

    /// The fields of a network, to be edited (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn network_draft(&self, session: &Session, id: NetworkId) -> Result<NetworkForEditing, OperationError> {
        let db = self.db();
        self.require_admin(&db, session, id).await?;
        let network = self.network_in(&db, id).await?;
        Ok(NetworkForEditing {
            draft: draft_of(&network.content),
            version: network.version,
        })
    }

    /// Saves changed texts and rules (admin). What was decided stays as it is; what is open is decided by the new rules.
    /// Looser rules wait for another admin, where the rules in force need two people.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], also for another handle; [`OperationError::Conflict`] when somebody saved in between;
    /// [`OperationError::Forbidden`].
    pub async fn edit_network(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: NetworkId,
        version: u32,
        draft: &NetworkDraft,
    ) -> Result<Settled, OperationError> {
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, id).await?;
        let network = self.network_in(&db, id).await?;
        let content = draft.check().map_err(OperationError::Invalid)?;
        if network.version != version {
            return Err(OperationError::Conflict);
        }
        if content.handle != network.content.handle {
            let given = content.handle.as_str().to_owned();
            return Err(OperationError::invalid("handle", Fault::NotInList { given }));
        }
        if content == network.content {
            return Ok(Settled::Done);
        }
        let content = Box::new(content);
        self.settle_change(tx, session, network, Change::Rules { content })
            .await
    }

    /// Saves what was checked, in the transaction of whoever may.
    pub(super) async fn save_rules(
        &self,
        tx: &Tx,
        session: &Session,
        mut network: Network,
        content: Content,
    ) -> Result<(), OperationError> {
        network.content = content;
        network.version += 1;
        network.updated_at = self.now();
        networks::update(tx, &network).await?;
        let handle = network.content.handle.as_str().to_owned();
        self.note(tx, &Who::Person(session), "network.edit", &handle).await?;
        self.publish_network(tx, &network).await
    }

    /// The admins of a network (admin).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn network_admins(&self, session: &Session, id: NetworkId) -> Result<Vec<AdminView>, OperationError> {
        let db = self.db();
        self.require_admin(&db, session, id).await?;
        let mut admins = Vec::new();
        for (person, since) in networks::admins(&db, id).await? {
            if let Some(person) = storage::people::get(&db, person).await? {
                admins.push(AdminView {
                    person: person.id,
                    login: person.login.as_str().to_owned(),
                    name: person.name,
                    since,
                });
            }
        }
        Ok(admins)
    }

    /// Names another admin, a person with an account on this node (admin). It waits for another admin, where the rules
    /// need two people and there are two.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`] for an unknown or disabled person.
    pub async fn add_network_admin(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: NetworkId,
        login: &str,
    ) -> Result<Settled, OperationError> {
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, id).await?;
        let person = storage::people::by_login(&db, &login.trim().to_lowercase()).await?;
        let person = person
            .filter(|person| !person.disabled)
            .ok_or(OperationError::NotFound { what: "the person" })?;
        let network = self.network_in(&db, id).await?;
        let change = Change::AddAdmin { person: person.id };
        Box::pin(self.settle_change(tx, session, network, change)).await
    }

    /// An admin goes, or is removed by another one; its votes that have decided nothing do not count any more. Of two
    /// who remove each other at once exactly one succeeds (M06). Where the rules need two people, a removal waits for
    /// another admin than the one who proposes it; going oneself does not.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for the last one, [`OperationError::Forbidden`], [`OperationError::NotFound`] for who
    /// is none.
    pub async fn remove_network_admin(
        &self,
        session: &Session,
        step_up: &StepUp,
        id: NetworkId,
        person: PersonId,
    ) -> Result<Settled, OperationError> {
        step_up.require(session)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, id).await?;
        self.check_removal(&db, session, id, person).await?;
        let network = self.network_in(&db, id).await?;
        Box::pin(self.settle_change(tx, session, network, Change::RemoveAdmin { person })).await
    }

    /// Whether somebody can be removed as things stand.
    pub(super) async fn check_removal(
        &self,
        db: &Db<'_>,
        session: &Session,
        id: NetworkId,
        person: PersonId,
    ) -> Result<(), OperationError> {
        let by = session.person_id().ok_or(OperationError::NotSignedIn)?;
        let admins = networks::admins(db, id).await?;
        let mut admins: Admins = Admins::read(admins.into_iter().map(|(person, _)| person))
            .ok_or(OperationError::NotFound { what: "the person" })?;
        if !admins.contains(person) {
            return Err(OperationError::NotFound { what: "the person" });
        }
        admins.remove(by, person)?;
        if !self.has_other_admin(db, id, person).await? {
            return Err(AdminFault::LastAdmin.into());
        }
        Ok(())
    }
}

/// The fields from which a network could be made.
fn draft_of(it: &Content) -> NetworkDraft {
    let rules = &it.rules;
    let quorum = match rules.deciding {
        Deciding::Vote { quorum } => quorum.to_string(),
        _ => String::new(),
    };
    NetworkDraft {
        handle: it.handle.as_str().to_owned(),
        name: it.name.clone(),
        about: it.about.clone(),
        languages: it
            .languages
            .iter()
            .map(|language| language.as_str().to_owned())
            .collect(),
        conduct: it
            .conduct
            .iter()
            .map(|conduct| ConductDraft {
                language: conduct.language.as_str().to_owned(),
                text: conduct.text.clone(),
            })
            .collect(),
        regions: it.regions.clone(),
        deciding: rules.deciding.as_str().to_owned(),
        quorum,
        two_people: rules.two_people,
        comment_days: rules.comment_days.to_string(),
        referees: rules.referees.to_string(),
        probation_months: rules.probation_months.to_string(),
        renewal_months: rules.renewal_months.to_string(),
        answer_days: rules.answer_days.to_string(),
        appeal_days: rules.appeal_days.to_string(),
        tiers: rules.tiers.iter().map(|tier| tier.as_str().to_owned()).collect(),
        regional_nodes_admit: rules.regional_nodes_admit,
    }
}
