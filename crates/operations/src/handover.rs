//! Who owns an organisation hands it over by a link: whoever accepts becomes an owner, and the one who gave it leaves.

use domain::{
    account::{Person, Role},
    ids::OrganisationId,
    permissions::Action,
};
use storage::{
    Db, Tx,
    links::{Link, Purpose},
};

use crate::{
    OperationError, Operations, Secret, Session, StepUp,
    accounts::{has_other_owner, is_owner},
    audit::Who,
    links::{GONE, INVITE_LINK},
};

impl Operations {
    /// Makes the link (7 days, once). An owner leaves when it is accepted; an earlier link of theirs ends. An operator can
    /// make one only for an organisation whose owners are all gone, which the audit log says with a reason.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for an operator while there is an owner; [`OperationError::Forbidden`],
    /// [`OperationError::NotFound`].
    pub async fn hand_over(
        &self,
        session: &Session,
        step_up: &StepUp,
        organisation: OrganisationId,
    ) -> Result<Secret, OperationError> {
        step_up.require(session)?;
        if !session.may(Action::OperateNode) {
            session.require(Action::ManageTeam(organisation))?;
        }
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let handle = self.organisation_in(&db, organisation).await?.handle;
        let team = storage::people::all(&db, Some(organisation)).await?;
        let giver = team
            .iter()
            .find(|one| Some(one.id) == session.person_id() && is_owner(one, organisation));
        if giver.is_none() && team.iter().any(|one| is_owner(one, organisation)) {
            return Err(refused!(
                "hand-over-has-owner",
                "this organisation has an owner, who can hand it over in its settings"
            ));
        }
        let giver = giver.map(|giver| giver.id);
        if giver.is_some() {
            storage::links::end_all(&tx, Purpose::Invite, giver).await?;
        }
        let invitation = Some((organisation, Role::Owner));
        let secret = self.make_link(&tx, INVITE_LINK, giver, invitation).await?;
        let reason = giver.is_none().then_some("no-owner-left");
        self.note_with_reason(
            &tx,
            &Who::Person(session),
            "organisation.hand-over",
            handle.as_str(),
            reason,
        )
        .await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Accepts an invitation with the account that one has: the role is given, never a lower one than before.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when the link was used, has ended or never was.
    pub async fn accept_invitation_as(&self, session: &Session, secret: &str) -> Result<(), OperationError> {
        let person = session.person_id().ok_or(OperationError::NotSignedIn)?;
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let link = self.valid_link(&db, Purpose::Invite, secret).await?;
        let (organisation, role) = (link.organisation.ok_or(GONE)?, link.role.ok_or(GONE)?);
        let known = storage::people::get(&db, person)
            .await?
            .ok_or(OperationError::NotSignedIn)?;
        let role = known.role_in(organisation).map_or(role, |has| has.max(role));
        self.use_link(&tx, &link).await?;
        storage::people::set_role(&tx, person, organisation, Some(role)).await?;
        self.note(&tx, &Who::Person(session), "team.join", &organisation.to_string())
            .await?;
        self.let_giver_leave(&tx, &link, &known).await?;
        Ok(tx.commit().await?)
    }

    /// Where the link hands an organisation over: the one who gave it leaves, if an owner still.
    pub(crate) async fn let_giver_leave(&self, tx: &Tx, link: &Link, heir: &Person) -> Result<(), OperationError> {
        let (Some(giver), Some(organisation)) = (link.person, link.organisation) else {
            return Ok(());
        };
        let team = storage::people::all(&Db::from(tx), Some(organisation)).await?;
        let Some(giver) = team.iter().find(|one| one.id == giver && is_owner(one, organisation)) else {
            return Err(GONE);
        };
        if giver.id == heir.id || !has_other_owner(&team, organisation, giver.id) {
            return Err(refused!(
                "hand-over-other-person",
                "this link is for another person: whoever accepts it takes over from you"
            ));
        }
        storage::people::set_role(tx, giver.id, organisation, None).await?;
        storage::logins::end_all(tx, giver.id, None).await?;
        storage::tokens::end_all(tx, giver.id, Some(organisation)).await?;
        Box::pin(self.lose_member_say(tx, giver.id)).await?;
        self.note(
            tx,
            &Who::Other(&giver.name),
            "organisation.handed-over",
            heir.login.as_str(),
        )
        .await
    }
}
