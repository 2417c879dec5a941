//! Networks for everybody: the list, the page of one, its members, the application and the links that belong to it.

pub(crate) mod application;
pub(crate) mod application_form;
pub(crate) mod elsewhere;
pub(crate) mod join;
pub(crate) mod own;
pub(crate) mod public;
pub(crate) mod referee;
pub(crate) mod voice;

use domain::{
    ids::{MembershipId, NetworkId},
    membership::{Answer, Matter, Stage, Tier},
};
use operations::{
    OperationError,
    view::networks::{HistoryLine, NetworkCard},
};

use crate::{error::WebError, frame::Frame, visit::Visit};

/// What pages show of a network.
pub(crate) struct NetworkLine {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) about: String,
    /// The main language, of the texts.
    pub(crate) language: String,
    /// `handle@host`.
    pub(crate) handle: String,
    pub(crate) actor: String,
    pub(crate) numbers: String,
    pub(crate) manages: bool,
}

impl NetworkLine {
    /// From what lists show of it.
    pub(crate) fn new(v: &Frame, card: &NetworkCard) -> Self {
        Self {
            slug: card.handle.clone(),
            name: card.name.clone(),
            about: card.about.clone(),
            language: card.languages.first().cloned().unwrap_or_default(),
            handle: card.address.clone(),
            actor: card.actor.clone(),
            numbers: v.n("network-members", card.members),
            manages: v.manages(card.id),
        }
    }
}

/// A line of what happened, or of what was said.
pub(crate) struct Said {
    pub(crate) what: String,
    pub(crate) who: String,
    pub(crate) at: String,
    pub(crate) text: String,
}

impl Said {
    /// From a line of the log of a membership.
    pub(crate) fn new(v: &Frame, line: &HistoryLine) -> Self {
        let mut what = v.label("membership_event", line.kind);
        if let Some(matter) = &line.matter {
            let vote = v.t(if line.yes == Some(false) {
                "application-vote-no"
            } else {
                "application-vote-yes"
            });
            what = format!("{what}: {} · {vote}", matter_text(v, matter));
        }
        if let Some(answer) = line.answer {
            what = format!("{what}: {}", v.label("referee_said", answer_slug(answer)));
        }
        Self {
            what,
            who: line.who.clone(),
            at: v.date(&line.at),
            text: line.text.clone().unwrap_or_default(),
        }
    }
}

/// A network of this node by its handle.
pub(crate) async fn network_id(visit: &Visit, slug: &str) -> Result<NetworkId, WebError> {
    Ok(visit.operations().network_id(slug).await?)
}

pub(crate) fn membership_id(text: &str) -> Result<MembershipId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

/// Whoever may not is told nothing: no such page (SECURITY RO2).
pub(crate) fn hidden(error: OperationError) -> WebError {
    match error {
        OperationError::Forbidden(_) => WebError::NotFound,
        other => other.into(),
    }
}

/// The slug of where a membership stands, in the list `membership_tier` and `declined`.
pub(crate) fn stage_slug(stage: Stage) -> &'static str {
    stage.tier().map_or("declined", Tier::as_str)
}

/// Where a membership stands, in words; with the end of a suspension.
pub(crate) fn standing(v: &Frame, stage: Stage) -> String {
    let words = v.label("membership_tier", stage_slug(stage));
    match stage {
        Stage::Suspended { until, .. } => format!("{words} · {}", v.w("membership-until", v.date(&until))),
        _ => words,
    }
}

pub(crate) fn answer_slug(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown => "unknown",
    }
}

/// What is decided, in words.
pub(crate) fn matter_text(v: &Frame, matter: &Matter) -> String {
    let tier = |tier: &Tier| v.label("membership_tier", tier.as_str());
    match matter {
        Matter::Admit(into) => v.w("membership_matter-admit", tier(into)),
        Matter::SetTier(into) => v.w("membership_matter-set-tier", tier(into)),
        Matter::Suspend { until } => v.w("membership_matter-suspend", v.date(until)),
        Matter::Lift => v.t("membership_matter-lift"),
        Matter::Expel => v.t("membership_matter-expel"),
        Matter::ChangeKey(_) => v.t("membership_matter-change-key"),
        Matter::Move { actor, .. } => v.w("membership_matter-move", actor),
        Matter::Appeal => v.t("membership_matter-appeal"),
    }
}
