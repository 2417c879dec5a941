//! Unofficial translations: nobody's endorsed text, and shown as such (PROTOCOL 2.6).

use chrono::SubsecRound;
use domain::{
    field_error::Fault,
    ids::{DeclarationId, PostId},
    outbox::{Audience, AudienceKey, OrderKey},
    text::{Language, Title, paragraphs},
};
use evidence::documents;
use protocol::{
    activity,
    content::frozen,
    declaration::{PublishedTranslation, translation},
};
use serde_json::Value;
use storage::{
    Db, Tx,
    declarations::{self, Translation},
    posts::{self, Kind, Post},
};

use super::{NOT_FOUND, checked};
use crate::{
    OperationError, Operations, Session, audit::Who, practices::followers_and_public, publishing::Outgoing,
    view::Published,
};

impl Operations {
    /// Publishes an unofficial translation, of an own declaration or of anybody's (editor). `status`: `machine` or
    /// `reviewed` (`official` for the owner); `source`: Markdown.
    ///
    /// # Errors
    /// [`OperationError::Invalid`].
    pub async fn translate_declaration(
        &self,
        session: &Session,
        id: DeclarationId,
        language: &str,
        title: &str,
        source: &str,
        status: &str,
    ) -> Result<Published, OperationError> {
        let organisation = session.acting()?;
        self.require_publish(session, organisation).await?;
        let language = Language::parse(language).ok_or(OperationError::invalid("language", Fault::Missing))?;
        let title = Title::parse(title).map_err(|fault| OperationError::invalid("title", fault))?;
        let source = paragraphs(source, 60_000).map_err(|fault| OperationError::invalid("source", fault))?;
        let content = frozen(&source)
            .map_err(|fault| OperationError::invalid("source", Fault::NotFreezable { line: fault.line }))?;
        let urls = self.require_urls()?;
        let author = urls.organisation(organisation);
        let tx = self.begin_decision().await?;
        let row = self.frozen_declaration(&Db::from(&tx), id).await?;
        checked(&row)?;
        let owner = row.organisation == Some(organisation);
        let known = matches!(status, "machine" | "reviewed") || status == "official" && owner;
        if !known {
            let given = status.chars().take(80).collect();
            return Err(OperationError::invalid("status", Fault::NotInList { given }));
        }
        let now = self.now().trunc_subsecs(0);
        let post_id = PostId::new(self.now(), self.0.entropy.bytes());
        let object = urls.article(post_id);
        let page = urls.post_page(post_id);
        let digest = row.digest.clone().unwrap_or_default();
        let article = translation(&PublishedTranslation {
            object: &object,
            author: &author,
            of: &row.object,
            digest: &digest,
            language: language.as_str(),
            status,
            title: title.as_str(),
            content: &content,
            page: &page,
            published: now,
            audience: &followers_and_public(&author),
        });
        let bytes = self.prove(&author, &article).await?;
        let post = Post {
            id: post_id,
            object: object.clone(),
            kind: Kind::Article,
            author: author.clone(),
            organisation: Some(organisation),
            slug: None,
            in_reply_to: None,
            visibility: posts::Visibility::Public,
            language: Some(language.as_str().to_owned()),
            title: Some(title.as_str().to_owned()),
            summary: Some(title.as_str().to_owned()),
            content: content.clone(),
            facts: None,
            bytes: bytes.clone(),
            url: Some(page),
            revision: 1,
            state: posts::State::Visible,
            reason: None,
            published: now,
            updated: None,
            received_at: self.now(),
        };
        posts::insert(&tx, &post).await?;
        let stored = Translation {
            object: object.clone(),
            declaration: row.id,
            author,
            language: language.as_str().to_owned(),
            status: status.to_owned(),
            digest,
            title: title.as_str().to_owned(),
            content,
            at: self.now(),
        };
        declarations::put_translation(&tx, &stored).await?;
        self.note(&tx, &Who::Person(session), "declaration.translate", &object)
            .await?;
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Create",
            object: object.clone(),
            order: OrderKey::Object(object),
            audience: Audience {
                keys: vec![
                    AudienceKey::Followers(organisation.into()),
                    AudienceKey::Holders(row.object.clone()),
                ],
                named: Vec::new(),
            },
        };
        let article: Value = serde_json::from_slice(&bytes).map_err(|_| NOT_FOUND)?;
        let addressees = followers_and_public(&post.author);
        self.send(&tx, outgoing, &addressees, |header| activity::create(header, article))
            .await?;
        self.commit_and_wake(tx).await?;
        self.published(&post).await
    }

    /// Keeps a translation that another node published, when its text is known here and it translates that text.
    pub(crate) async fn keep_translation(
        &self,
        tx: &Tx,
        article: &Value,
        keys: &evidence::documents::Keyring,
        content: &str,
    ) -> Result<(), OperationError> {
        let of = article.get("bandung:translationOf").and_then(Value::as_str);
        let declaration = match of {
            Some(of) => declarations::by_object(&Db::from(tx), of).await?,
            None => None,
        };
        let Some(declaration) = declaration else { return Ok(()) };
        let known = documents::Known {
            ids: &self.0.ids,
            keys,
            now: Some(self.now()),
        };
        let digest = declaration.digest.clone();
        let read = documents::Translation::check(article, &known, |_| digest.clone());
        let Ok(read) = read else { return Ok(()) };
        let status = article.get("bandung:translationStatus").and_then(Value::as_str);
        // Only the owner can call a translation official.
        let status = match status {
            Some("official") if read.author != declaration.owner => "reviewed",
            Some(status) => status,
            None => "machine",
        };
        let name = article.get("name").and_then(Value::as_str).unwrap_or_default();
        let stored = Translation {
            object: read.id,
            declaration: declaration.id,
            author: read.author,
            language: read.language,
            status: status.to_owned(),
            digest: read.digest,
            title: protocol::content::plain_text(name),
            content: content.to_owned(),
            at: self.now(),
        };
        Ok(declarations::put_translation(tx, &stored).await?)
    }
}
