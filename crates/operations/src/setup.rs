//! From an empty data folder to a node with a domain, an operator and an organisation.

use domain::{
    account::{NewPassword, NodeRole, Role},
    field_error::{Fault, FieldError},
    organisation::Profile,
    permissions::Action,
    text::{Language, one_line, paragraphs},
};
use evidence::origin::Id;
use protocol::urls::NodeUrls;
use storage::{Db, links::Purpose, posts::Kind};

use crate::{NewPerson, OperationError, Operations, Secret, Session, audit::Who, links::SETUP_LINK, view::NodeView};

/// What the set-up pages ask for.
pub struct SetupForm {
    /// The host; for ever.
    pub domain: String,
    /// The first operator's name to log in with.
    pub login: String,
    /// Name shown to colleagues.
    pub name: String,
    /// Password.
    pub password: NewPassword,
    /// Handle of the first organisation.
    pub handle: String,
    /// The first organisation.
    pub profile: Profile,
}

impl Operations {
    pub(crate) async fn load_domain(&self, configured: Option<&str>) -> Result<(), OperationError> {
        let stored = storage::settings::get(&self.db(), "domain").await?;
        match (stored, configured) {
            (Some(stored), Some(configured)) if stored != configured => Err(refused!(
                "set-up-under-other-name",
                "node.domain is {configured}, but this node was set up as {stored}, which is for ever: other servers \
                 know it by that name. Set node.domain = \"{stored}\", or use another data folder",
                configured = configured,
                stored = stored
            )),
            (Some(stored), _) => {
                self.set_domain(&stored);
                Ok(())
            }
            (None, _) => Ok(()),
        }
    }

    /// The node, for every page.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn node(&self) -> Result<NodeView, OperationError> {
        let db = self.db();
        let urls = self.urls();
        let setting = async |name: &str| storage::settings::get(&db, name).await;
        let host = urls.as_ref().map(|urls| urls.host().to_owned());
        Ok(NodeView {
            name: setting("name")
                .await?
                .or_else(|| host.clone())
                .unwrap_or_else(|| "Bandung".to_owned()),
            about: setting("about").await?.unwrap_or_default(),
            rules: setting("rules").await?.unwrap_or_default(),
            domain: host,
            base: urls.map(|urls| urls.base().to_owned()),
            language: setting("language").await?.unwrap_or_else(|| "en".to_owned()),
            development: self.0.development,
            disk_low: self.disk_is_low(),
            clock_wrong: self.clock_fault().is_some(),
            organisations: storage::organisations::all(&db).await?.len() as u64,
            practices: storage::posts::count(&db, Some(Kind::Practice), None).await?,
        })
    }

    /// Makes a new set-up link (30 minutes, once) and ends older ones. Refused when the node is set up.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn new_setup_link(&self) -> Result<Secret, OperationError> {
        self.refuse_when_set_up()?;
        let tx = self.begin().await?;
        storage::links::end_all(&tx, Purpose::Setup, None).await?;
        let secret = self.make_link(&tx, SETUP_LINK, None, None).await?;
        tx.commit().await?;
        Ok(secret)
    }

    fn refuse_when_set_up(&self) -> Result<(), OperationError> {
        match self.urls() {
            Some(urls) => Err(refused!(
                "set-up-already",
                "this node is set up already, as {host}",
                host = urls.host()
            )),
            None => Ok(()),
        }
    }

    /// Whether a set-up secret is valid now.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn check_setup_link(&self, secret: &str) -> Result<(), OperationError> {
        self.valid_link(&self.db(), Purpose::Setup, secret).await.map(|_| ())
    }

    /// Sets the node up: domain, keys, operator, organisation, all in one transaction. Ends the link.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::NotFound`] for a dead link.
    pub async fn complete_setup(&self, secret: &str, form: SetupForm) -> Result<(), OperationError> {
        self.check_setup_link(secret).await?;
        self.refuse_when_set_up()?;
        let domain = form.domain.trim().to_lowercase();
        self.check_domain(&domain)?;
        let urls = NodeUrls::new(&self.0.scheme, &domain);
        let hash = self.hash_password(form.password.expose()).await?;
        let (instance_keys, organisation_keys) = (self.make_keys().await?, self.make_keys().await?);
        let tx = self.begin().await?;
        let link = self.valid_link(&Db::from(&tx), Purpose::Setup, secret).await?;
        self.use_link(&tx, &link).await?;
        storage::settings::set(&tx, "domain", &domain).await?;
        self.store_keys(&tx, &urls.instance_actor(), None, &instance_keys)
            .await?;
        let organisation = self
            .insert_organisation(&tx, &urls, &form.handle, form.profile, &organisation_keys)
            .await?;
        let person = NewPerson {
            login: form.login,
            name: form.name,
            node_role: Some(NodeRole::Operator),
            roles: vec![(organisation.id, Role::Owner)],
        };
        let person = self.insert_person(&tx, person).await?;
        storage::people::set_password(&tx, person.id, &hash).await?;
        self.note(&tx, &Who::Other(&person.name), "node.set-up", &domain)
            .await?;
        tx.commit().await?;
        self.set_domain(&domain);
        Ok(())
    }

    fn check_domain(&self, domain: &str) -> Result<(), OperationError> {
        let expected = Fault::Malformed {
            expected: "a name like water.example.org, without https:// and without path",
        };
        let id = Id::parse(&format!("{}://{domain}/", self.0.scheme), &self.0.ids);
        if id.is_ok_and(|id| id.host() == domain) && domain.contains('.') {
            Ok(())
        } else {
            Err(OperationError::Invalid(vec![FieldError::new("domain", expected)]))
        }
    }

    /// Name, description, rules and language of the node (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Invalid`].
    pub async fn change_node(
        &self,
        session: &Session,
        name: &str,
        about: &str,
        rules: &str,
        language: &str,
    ) -> Result<(), OperationError> {
        session.require(Action::OperateNode)?;
        let optional = |field, text: &str, most| match paragraphs(text, most) {
            Err(Fault::Missing) => Ok(String::new()),
            other => other.map_err(|fault| OperationError::Invalid(vec![FieldError::new(field, fault)])),
        };
        let name =
            one_line(name, 100).map_err(|fault| OperationError::Invalid(vec![FieldError::new("name", fault)]))?;
        let language = Language::parse(language)
            .ok_or_else(|| OperationError::Invalid(vec![FieldError::new("language", Fault::Missing)]))?;
        let (about, rules) = (optional("about", about, 2_000)?, optional("rules", rules, 10_000)?);
        let tx = self.begin().await?;
        for (key, value) in [
            ("name", name.as_str()),
            ("about", &about),
            ("rules", &rules),
            ("language", language.as_str()),
        ] {
            storage::settings::set(&tx, key, value).await?;
        }
        self.note(&tx, &Who::Person(session), "node.change", "").await?;
        Ok(tx.commit().await?)
    }
}
