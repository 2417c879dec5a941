//! `bandung user`: people with an account.

use clap::Subcommand;
use domain::account::{NewPassword, NodeRole, Role};
use operations::NewPerson;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::{Context, Reply, arguments};
use crate::Failure;

/// What can be done.
#[derive(Debug, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum User {
    /// Add a person; prints a link with which they choose a password.
    Add {
        /// Name to log in with.
        login: String,
        /// Name shown to colleagues.
        #[arg(long)]
        name: Option<String>,
        /// Role for the node: operator or moderator.
        #[arg(long, value_parser = arguments::node_role)]
        node_role: Option<NodeRole>,
        /// Role in the organisation named with --org.
        #[arg(long, value_parser = arguments::role)]
        role: Option<Role>,
        /// Read the password from standard input instead of printing a link.
        #[arg(long)]
        password_stdin: bool,
        #[arg(skip)]
        #[doc(hidden)]
        password: Option<String>,
    },
    /// List people.
    List,
    /// Make a link with which a person chooses a new password (7 days, once). The second factor stays.
    ResetLink {
        /// Name to log in with.
        login: String,
        /// Take the second factor away too: phone and recovery codes are lost. Make sure first that it is they who ask.
        #[arg(long)]
        second_factor: bool,
    },
    /// Set the role of a person in the organisation named with --org.
    Roles {
        /// Name to log in with.
        login: String,
        /// owner, endorsing-editor, editor, contributor, viewer, or none.
        role: String,
    },
    /// Forbid a person to log in; ends their logins and tokens.
    Disable {
        /// Name to log in with.
        login: String,
        /// Allow it again.
        #[arg(long)]
        undo: bool,
    },
    /// End all logins of a person.
    EndLogins {
        /// Name to log in with.
        login: String,
    },
}

impl User {
    pub(super) fn question(&self) -> Option<String> {
        match self {
            Self::Add { login, .. } => Some(format!("Add {login}?")),
            Self::List => None,
            Self::ResetLink {
                login,
                second_factor: false,
            } => Some(format!("Make a link with which {login}'s password can be changed?")),
            Self::ResetLink {
                login,
                second_factor: true,
            } => Some(format!(
                "Take {login}'s second factor away, end their logins, and make a link for a new password?"
            )),
            Self::Roles { login, role } => Some(format!("Make {login}'s role {role}?")),
            Self::Disable { login, undo: false } => Some(format!("Forbid {login} to log in?")),
            Self::Disable { login, undo: true } => Some(format!("Allow {login} to log in again?")),
            Self::EndLogins { login } => Some(format!("End all logins of {login}?")),
        }
    }

    pub(super) fn prepare(&mut self) -> Result<(), Failure> {
        if let Self::Add {
            password_stdin: true,
            password,
            ..
        } = self
        {
            let given = arguments::password_from_stdin()?;
            NewPassword::parse(&given).map_err(|fault| {
                Failure::failed(crate::failure::in_words(&[domain::field_error::FieldError::new(
                    "password", fault,
                )]))
            })?;
            *password = Some(given);
        }
        Ok(())
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<Reply, Failure> {
        let (operations, session) = (context.operations(), context.session());
        match self {
            Self::Add {
                login,
                name,
                node_role,
                role,
                password,
                ..
            } => {
                let roles = match role {
                    Some(role) => vec![(context.organisation()?, role)],
                    None => Vec::new(),
                };
                let name = name.unwrap_or_else(|| login.clone());
                let person = NewPerson {
                    login: login.clone(),
                    name,
                    node_role,
                    roles,
                };
                let step_up = operations.step_up(session, None).await?;
                let link = operations.add_person(session, &step_up, person).await?;
                let Some(password) = password else {
                    return Ok(reset_reply(context, &format!("{login} was added."), &link));
                };
                let password = NewPassword::parse(&password)
                    .map_err(|_| Failure::failed("this password cannot be used; take a longer one"))?;
                operations.reset_password(link.0.expose_secret(), password).await?;
                Ok(Reply::said(format!("{login} was added")))
            }
            Self::List => {
                let people = operations.people(session, session.acting_for()).await?;
                Ok(Reply::list(
                    &people,
                    ["LOGIN", "NAME", "NODE", "ROLES", "STATE"],
                    |person| {
                        let roles: Vec<String> = person
                            .roles
                            .iter()
                            .map(|(handle, role)| format!("{handle}={}", role.as_str()))
                            .collect();
                        let node = match person.node_role {
                            Some(NodeRole::Operator) => "operator",
                            Some(NodeRole::Moderator) => "moderator",
                            None => "-",
                        };
                        let state = if person.disabled { "disabled" } else { "active" };
                        [
                            person.login.clone(),
                            person.name.clone(),
                            node.into(),
                            roles.join(" "),
                            state.into(),
                        ]
                    },
                ))
            }
            Self::ResetLink { login, second_factor } => {
                let person = operations.person_by_login(session, &login).await?;
                if second_factor {
                    let step_up = operations.step_up(session, None).await?;
                    operations.forget_second_factor(session, &step_up, person.id).await?;
                }
                let link = operations.reset_link(session, person.id).await?;
                Ok(reset_reply(context, "", &link))
            }
            Self::Roles { login, role } => {
                let chosen = arguments::role_or_none(&role)?;
                let person = operations.person_by_login(session, &login).await?;
                let step_up = operations.step_up(session, None).await?;
                operations
                    .set_role(session, &step_up, person.id, context.organisation()?, chosen)
                    .await?;
                Ok(Reply::said(format!("{login}: {role}")))
            }
            Self::Disable { login, undo } => {
                let person = operations.person_by_login(session, &login).await?;
                operations.disable_person(session, person.id, !undo).await?;
                let done = if undo {
                    "may log in again"
                } else {
                    "may not log in any more"
                };
                Ok(Reply::said(format!("{login} {done}")))
            }
            Self::EndLogins { login } => {
                let person = operations.person_by_login(session, &login).await?;
                operations.end_all_logins(session, person.id).await?;
                Ok(Reply::said(format!("all logins of {login} ended")))
            }
        }
    }
}

fn reset_reply(context: &Context<'_>, before: &str, link: &operations::Secret) -> Reply {
    let text = format!("{before} Hand this link over; with it a password is chosen (7 days, once):");
    Reply::link(
        text.trim_start(),
        context.link(&format!("/reset/{}", link.0.expose_secret())),
    )
}
