//! Who may do what: one function, one table (SECURITY RO).

use crate::{
    account::{NodeRole, Person, Role},
    ids::{NetworkId, OrganisationId},
};

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read drafts of an organisation.
    ReadDrafts(OrganisationId),
    /// Write drafts for an organisation.
    WriteDrafts(OrganisationId),
    /// Publish, revise, withdraw, report, answer, like, boost.
    Publish(OrganisationId),
    /// Follow, unfollow, accept followers.
    ManageFollows(OrganisationId),
    /// Profile of the organisation.
    EditProfile(OrganisationId),
    /// Open, extend, close and revise declarations; look through, confirm, merge, refuse and revoke endorsements.
    HostDeclarations(OrganisationId),
    /// Endorse, withdraw and erase in the name of the organisation.
    Endorse(OrganisationId),
    /// Invite and remove people, change roles, keys.
    ManageTeam(OrganisationId),
    /// Create a network whose secretariat the organisation is.
    CreateNetwork(OrganisationId),
    /// Rules, admins, applications and members of a network.
    AdministerNetwork(NetworkId),
    /// Apply, answer, renew, leave and appeal in the name of the organisation.
    Represent(OrganisationId),
    /// Comment, object, vote and vouch for an organisation that is a member.
    SpeakAsMember(OrganisationId),
    /// Deliveries, settings, new organisations, keys of the node.
    OperateNode,
    /// Seal the node: hide names, end logins, forget keys.
    Seal,
    /// Reports and blocks.
    Moderate,
}

/// Whether a person may do something.
#[must_use]
pub fn may(person: &Person, action: Action) -> bool {
    if person.disabled {
        return false;
    }
    let at_least = |organisation, role| person.role_in(organisation).is_some_and(|held| held >= role);
    match action {
        Action::ReadDrafts(organisation) => at_least(organisation, Role::Viewer),
        Action::WriteDrafts(organisation) => at_least(organisation, Role::Contributor),
        Action::Publish(organisation) | Action::ManageFollows(organisation) | Action::SpeakAsMember(organisation) => {
            at_least(organisation, Role::Editor)
        }
        Action::Endorse(organisation) => at_least(organisation, Role::EndorsingEditor),
        Action::EditProfile(organisation)
        | Action::ManageTeam(organisation)
        | Action::HostDeclarations(organisation)
        | Action::CreateNetwork(organisation)
        | Action::Represent(organisation) => at_least(organisation, Role::Owner),
        Action::AdministerNetwork(network) => person.networks.contains(&network),
        Action::OperateNode => person.node_role == Some(NodeRole::Operator),
        Action::Seal => may(person, Action::OperateNode) || person.roles.iter().any(|(_, role)| *role == Role::Owner),
        Action::Moderate => person.node_role.is_some(),
    }
}
