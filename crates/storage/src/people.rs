//! People with an account, and their roles.

use domain::{
    account::{LoginName, NodeRole, Person, Role},
    ids::{OrganisationId, PersonId},
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// Stores a new person without password; a network it may run is told apart.
///
/// # Errors
/// [`StorageError::Exists`] when the login name is taken.
pub async fn insert(tx: &Tx, person: &Person) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO people (id, login, name, password_hash, node_role, disabled, created_at)
         VALUES ($1, $2, $3, NULL, $4, $5, $6)",
        [
            person.id.to_string().into(),
            person.login.as_str().into(),
            person.name.as_str().into(),
            person.node_role.map(node_role_text).into(),
            person.disabled.into(),
            micros(person.created_at),
        ],
    )
    .await?;
    for (organisation, role) in &person.roles {
        set_role(tx, person.id, *organisation, Some(*role)).await?;
    }
    Ok(())
}

/// Sets the hash of a password.
///
/// # Errors
/// [`StorageError`].
pub async fn set_password(tx: &Tx, person: PersonId, hash: &str) -> Result<(), StorageError> {
    tx.run(
        "UPDATE people SET password_hash = $2 WHERE id = $1",
        [person.to_string().into(), hash.into()],
    )
    .await?;
    Ok(())
}

/// Disables or enables.
///
/// # Errors
/// [`StorageError`].
pub async fn set_disabled(tx: &Tx, person: PersonId, disabled: bool) -> Result<(), StorageError> {
    tx.run(
        "UPDATE people SET disabled = $2 WHERE id = $1",
        [person.to_string().into(), disabled.into()],
    )
    .await?;
    Ok(())
}

/// Sets or ends a role.
///
/// # Errors
/// [`StorageError`].
pub async fn set_role(
    tx: &Tx,
    person: PersonId,
    organisation: OrganisationId,
    role: Option<Role>,
) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM roles WHERE person = $1 AND organisation = $2",
        [person.to_string().into(), organisation.to_string().into()],
    )
    .await?;
    if let Some(role) = role {
        tx.run(
            "INSERT INTO roles (person, organisation, role, endorses) VALUES ($1, $2, $3, $4)",
            [
                person.to_string().into(),
                organisation.to_string().into(),
                role_column(role).into(),
                (role == Role::EndorsingEditor).into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: PersonId) -> Result<Option<Person>, StorageError> {
    one(db, "SELECT * FROM people WHERE id = $1", &id.to_string()).await
}

/// One by login name.
///
/// # Errors
/// [`StorageError`].
pub async fn by_login(db: &Db<'_>, login: &str) -> Result<Option<Person>, StorageError> {
    one(db, "SELECT * FROM people WHERE login = $1", login).await
}

/// The hash of a person's password; nothing before one was chosen.
///
/// # Errors
/// [`StorageError`].
pub async fn password_hash(db: &Db<'_>, id: PersonId) -> Result<Option<String>, StorageError> {
    let row = db
        .row(
            "SELECT password_hash FROM people WHERE id = $1",
            [id.to_string().into()],
        )
        .await?;
    Ok(row.map(|row| row.get("password_hash")).transpose()?.flatten())
}

/// All people, by login name; those of one organisation where it is named.
///
/// # Errors
/// [`StorageError`].
pub async fn all(db: &Db<'_>, organisation: Option<OrganisationId>) -> Result<Vec<Person>, StorageError> {
    let rows = match organisation {
        None => db.rows("SELECT * FROM people ORDER BY login", []).await?,
        Some(id) => {
            db.rows(
                "SELECT p.* FROM people p JOIN roles r ON r.person = p.id WHERE r.organisation = $1 ORDER BY p.login",
                [id.to_string().into()],
            )
            .await?
        }
    };
    let mut people = Vec::new();
    for row in &rows {
        people.push(read(db, row).await?);
    }
    Ok(people)
}

async fn one(db: &Db<'_>, sql: &str, value: &str) -> Result<Option<Person>, StorageError> {
    match db.row(sql, [value.into()]).await? {
        Some(row) => read(db, &row).await.map(Some),
        None => Ok(None),
    }
}

async fn read(db: &Db<'_>, row: &Row) -> Result<Person, StorageError> {
    let id: PersonId = row.parsed("id")?;
    let roles = db
        .rows(
            "SELECT organisation, role, endorses FROM roles WHERE person = $1 ORDER BY organisation",
            [id.to_string().into()],
        )
        .await?;
    let node_role: Option<String> = row.get("node_role")?;
    Ok(Person {
        id,
        login: LoginName::parse(&row.get::<String>("login")?).map_err(|_| unreadable("login"))?,
        name: row.get("name")?,
        node_role: node_role.map(|text| parse_node_role(&text)).transpose()?,
        roles: roles
            .iter()
            .map(|row| Ok((row.parsed("organisation")?, read_role(row)?)))
            .collect::<Result<_, StorageError>>()?,
        networks: crate::networks::run_by(db, id).await?,
        disabled: row.get("disabled")?,
        created_at: row.time("created_at")?,
    })
}

fn role_column(role: Role) -> &'static str {
    match role {
        Role::EndorsingEditor => Role::Editor.as_str(),
        role => role.as_str(),
    }
}

/// The right to endorse stands in a column of its own beside the role of an editor.
fn read_role(row: &Row) -> Result<Role, StorageError> {
    let endorses: Option<bool> = row.get("endorses")?;
    match Role::parse(&row.get::<String>("role")?).ok_or_else(|| unreadable("role"))? {
        Role::Editor if endorses == Some(true) => Ok(Role::EndorsingEditor),
        role => Ok(role),
    }
}

fn node_role_text(role: NodeRole) -> &'static str {
    match role {
        NodeRole::Operator => "operator",
        NodeRole::Moderator => "moderator",
    }
}

fn parse_node_role(text: &str) -> Result<NodeRole, StorageError> {
    [NodeRole::Operator, NodeRole::Moderator]
        .into_iter()
        .find(|role| node_role_text(*role) == text)
        .ok_or_else(|| unreadable("node_role"))
}
