//! What is looked up about applicants, so that admins see it beside the application: facts, never decisions (M05).

use operations::{
    CheckWanted, Fact, RemoteError,
    view::networks::{CheckKind, FactState},
};
use url::Url;

use crate::{Federation, http_out::Media};

/// Applicants that are looked up in one go.
const MOST: u32 = 20;

impl Federation {
    /// Looks up those applicants of our networks whose facts are a day old or missing.
    pub(crate) async fn check_applicants(&self) {
        let wanted = match self.operations().checks_wanted(MOST).await {
            Ok(wanted) => wanted,
            Err(cause) => {
                tracing::error!(%cause, "Could not ask which applicants to look up");
                return;
            }
        };
        for applicant in wanted {
            let facts = self.look_up(&applicant).await;
            if let Err(cause) = self.operations().note_checks(applicant.membership, &facts).await {
                tracing::error!(%cause, "Could not note what was found about an applicant");
            }
        }
    }

    async fn look_up(&self, applicant: &CheckWanted) -> Vec<Fact> {
        let fact = |kind, state, detail: String| Fact { kind, state, detail };
        let mut facts = Vec::new();
        if let Some(id) = &applicant.actor {
            match self.fetch_actor(id).await {
                Ok(actor) => {
                    facts.push(fact(
                        CheckKind::NodeAnswers,
                        FactState::Good,
                        actor.id.host().to_owned(),
                    ));
                    if let Some(key) = &applicant.key {
                        let shown = actor.multikeys.iter().any(|listed| listed.key.key.to_text() == *key);
                        let state = if shown { FactState::Good } else { FactState::Bad };
                        facts.push(fact(CheckKind::KeyMatches, state, String::new()));
                    }
                    let back = self.links_to(&actor.url, applicant).await;
                    facts.push(fact(CheckKind::LinksBack, back, actor.url.clone()));
                }
                Err(cause) => {
                    tracing::info!(%cause, "The account of an applicant could not be looked up");
                    let kind = match cause {
                        // The server answers, with other keys than those that are held fast.
                        RemoteError::Unusable(_) => CheckKind::KeyMatches,
                        _ => CheckKind::NodeAnswers,
                    };
                    facts.push(fact(kind, FactState::Bad, cause.code().to_owned()));
                }
            }
        }
        if let Some(website) = &applicant.website {
            let state = self.links_to(website, applicant).await;
            facts.push(fact(CheckKind::WebsiteLinks, state, website.clone()));
        }
        facts
    }

    /// Whether a page names the network or the applicant's own actor.
    async fn links_to(&self, page: &str, applicant: &CheckWanted) -> FactState {
        let Ok(url) = Url::parse(page) else {
            return FactState::Unknown;
        };
        let Ok((_, bytes)) = self.get(&url, Media::Page).await else {
            return FactState::Unknown;
        };
        let text = String::from_utf8_lossy(&bytes);
        let names = [
            Some(&applicant.network),
            Some(&applicant.network_page),
            applicant.actor.as_ref(),
        ];
        let named = names.into_iter().flatten().any(|name| text.contains(name.as_str()));
        if named { FactState::Good } else { FactState::Warning }
    }
}
