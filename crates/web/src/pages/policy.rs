//! Who may write to this node and why, in plain words, and a look-up for one server or account.

use actix_web::HttpResponse;
use askama::Template;
use domain::policy::{Bar, Permit};
use operations::view::moderation::{PolicyView, WriterView};

use crate::{error::WebError, frame::Frame, visit::Visit};

/// Blocks that the page shows; the rest is counted.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "pages/policy.html")]
struct PolicyPage<'a> {
    v: &'a Frame,
    policy: PolicyView,
    more: u64,
    asked: &'a str,
    /// Nothing where nothing was asked.
    answer: Option<Verdict>,
    not_understood: bool,
}

/// What is said about one server or account.
struct Verdict {
    who: String,
    may: bool,
    sentences: Vec<String>,
    networks: Vec<(String, String)>,
}

/// `GET /policy?who=`.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let operations = visit.operations();
    let mut policy = operations.policy_view().await?;
    let more = policy.unlisted + policy.blocks.len().saturating_sub(SHOWN) as u64;
    policy.blocks.truncate(SHOWN);
    let asked = visit.parameter("who").unwrap_or_default();
    let writer = match asked {
        "" => None,
        asked => operations.writer(asked).await?,
    };
    visit.page(&PolicyPage {
        v,
        policy,
        more,
        asked,
        not_understood: !asked.is_empty() && writer.is_none(),
        answer: writer.map(|writer| verdict(v, &writer)),
    })
}

fn verdict(v: &Frame, writer: &WriterView) -> Verdict {
    let mut sentences = vec![match writer.write {
        _ if writer.own => v.t("writer-own"),
        Permit::Refused(bar) => v.t(bar_key(bar)),
        _ if writer.silenced => v.t("writer-silenced"),
        _ => v.t("writer-may"),
    }];
    if writer.unknown {
        sentences.push(v.t("writer-unknown"));
    }
    if !writer.note.is_empty() {
        sentences.push(v.w("writer-note", &writer.note));
    }
    let who = writer
        .actor
        .as_ref()
        .map_or_else(|| writer.host.clone(), |actor| format!("@{}", actor.handle));
    let networks = writer.networks.iter().map(|(name, permit)| {
        let key = match permit {
            Permit::Taken => "writer-network-yes",
            Permit::TakenMarked => "writer-network-marked",
            Permit::Ordinary => "writer-may",
            Permit::Refused(bar) => bar_key(*bar),
        };
        (name.clone(), v.t(key))
    });
    Verdict {
        may: writer.own || !matches!(writer.write, Permit::Refused(_)),
        sentences,
        networks: networks.collect(),
        who,
    }
}

/// The sentence for each reason.
fn bar_key(bar: Bar) -> &'static str {
    match bar {
        Bar::Blocked => "bar-blocked",
        Bar::Suspended => "bar-suspended",
        Bar::Expelled => "bar-expelled",
        Bar::Withdrawn => "bar-withdrawn",
        Bar::Lapsed => "bar-lapsed",
        Bar::Tier => "bar-tier",
        Bar::NotMember => "bar-not-member",
        Bar::UnknownNetwork => "bar-unknown-network",
        Bar::Key => "bar-key",
    }
}
