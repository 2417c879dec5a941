//! The calls of networks and memberships, and the schemas of what they read.

use domain::membership::Tier;
use serde_json::{Value, json};

use super::{Line, object, one_of, text};

const fn get(path: &'static str, summary: &'static str) -> Line {
    ("GET", path, summary, None, 200, None)
}

const fn post(path: &'static str, summary: &'static str, body: &'static str, status: u16) -> Line {
    ("POST", path, summary, Some(body), status, None)
}

/// The calls.
pub(super) const LINES: &[Line] = &[
    get("/networks", "The networks of this node."),
    post(
        "/networks",
        "Founds a network whose secretariat the organisation is.",
        "Founding",
        201,
    ),
    get("/networks/{slug}", "One network: its rules and code of conduct."),
    get(
        "/networks/{slug}/members",
        "Members that are named in public, by country.",
    ),
    get("/networks/{slug}/members/{id}", "One member."),
    get(
        "/networks/{slug}/roster",
        "The number of the roster and what changed since one.",
    ),
    get("/networks/{slug}/posts", "What members published, newest first."),
    post(
        "/networks/{slug}/applications",
        "Applies without an account, or keeps a draft; gives the private link once.",
        "Applying",
        201,
    ),
    get(
        "/networks/{slug}/applications",
        "Applications that wait, the oldest first (admins).",
    ),
    get("/applications/{token}", "Where an application stands, or its draft."),
    (
        "PUT",
        "/applications/{token}",
        "Saves a draft.",
        Some("Application"),
        204,
        None,
    ),
    post(
        "/applications/{token}",
        "Sends, answers, renews, appeals or withdraws.",
        "OwnWish",
        204,
    ),
    get("/referee/{token}", "What a referee is asked."),
    post("/referee/{token}", "The answer of a referee.", "Reference", 204),
    get(
        "/voice/{token}",
        "What somebody who speaks for a member may comment on.",
    ),
    post("/voice/{token}", "Comments, objects or votes.", "VoiceWish", 204),
    get(
        "/memberships",
        "Where the organisation stands in networks of this node.",
    ),
    post(
        "/memberships",
        "Applies for the organisation to a network of this node.",
        "Joining",
        201,
    ),
    get("/memberships/{id}", "One membership of the organisation."),
    post(
        "/memberships/{id}",
        "Answers, renews, appeals or leaves.",
        "OwnWish",
        204,
    ),
    get(
        "/networks/{slug}/comments",
        "Applications on which the organisation may comment.",
    ),
    post(
        "/networks/{slug}/comments",
        "Comments, objects or votes.",
        "VoiceWish",
        204,
    ),
    get("/networks/{slug}/member-list", "All members, hidden ones too (admins)."),
    get(
        "/networks/{slug}/cases/{id}",
        "All that is known of an application or member (admins).",
    ),
    post(
        "/networks/{slug}/cases/{id}",
        "Votes, asks, comments, hears, renews, or makes a link (admins).",
        "CaseWish",
        200,
    ),
    get("/networks/{slug}/settings", "The rules as they are edited (admins)."),
    (
        "PUT",
        "/networks/{slug}/settings",
        "Changes the rules. If-Match: the version that was read (admins).",
        Some("Founding"),
        200,
        None,
    ),
    get("/networks/{slug}/admins", "The admins of a network (admins)."),
    post(
        "/networks/{slug}/admins",
        "Makes a person an admin (admins).",
        "NewAdmin",
        204,
    ),
    post(
        "/networks/{slug}/admins/{id}/remove",
        "Takes the role away; the last admin stays (admins).",
        "Password",
        204,
    ),
];

fn tier() -> Value {
    one_of(
        Tier::ALL
            .into_iter()
            .filter(|tier| tier.is_admitted())
            .map(Tier::as_str),
    )
}

fn moment() -> Value {
    json!({"type": "string", "format": "date-time"})
}

fn password() -> Value {
    json!({"type": "string"})
}

fn many(item: &Value) -> Value {
    json!({"type": "array", "items": item})
}

fn application() -> Value {
    let line = || text(200);
    object(
        &[],
        &json!({
            "legal_name": line(), "name_latin": line(), "acronym": text(30), "country": text(2),
            "organisation_type": text(40), "founded": text(4),
            "registration": one_of(["registered", "cannot-register-safely", "informal"].into_iter()),
            "registration_reason": text(1000), "register": line(), "register_number": line(),
            "website": text(2000), "actor": text(2000), "sectors": many(&text(40)), "languages": many(&text(35)),
            "size": text(10), "contact": text(254), "second_contact": text(254), "referees": many(&line()),
            "ties": text(1000), "conduct_accepted": {"type": "boolean"}, "listed": {"type": "boolean"},
        }),
    )
}

fn network() -> Value {
    let number = || text(4);
    let conduct = object(
        &["language", "text"],
        &json!({"language": text(35), "text": text(20_000)}),
    );
    object(
        &[],
        &json!({
            "handle": text(30), "name": text(100), "about": text(500), "languages": many(&text(35)),
            "conduct": many(&conduct), "regions": many(&text(3)),
            "deciding": one_of(["one-admin", "two-admins", "vote", "lazy-consensus"].into_iter()),
            "quorum": number(), "two_people": {"type": "boolean"}, "comment_days": number(), "referees": number(),
            "probation_months": number(), "renewal_months": number(), "answer_days": number(),
            "appeal_days": number(), "tiers": many(&tier()), "regional_nodes_admit": {"type": "boolean"},
        }),
    )
}

/// One of several bodies, told apart by `do`.
fn wish(kinds: &[(&str, Value)]) -> Value {
    let one = |(name, fields): &(&str, Value)| {
        let mut properties = fields.clone();
        properties["do"] = json!({"const": name});
        let names: Vec<String> = properties
            .as_object()
            .map(|fields| fields.keys().filter(|key| *key != "reason").cloned().collect())
            .unwrap_or_default();
        json!({"type": "object", "required": names, "properties": properties, "additionalProperties": false})
    };
    json!({"oneOf": kinds.iter().map(one).collect::<Vec<_>>()})
}

fn matter() -> Value {
    let one = |name: &str, value: Value| object(&[name], &json!({name: value}));
    json!({"oneOf": [
        one_of(["lift", "expel", "appeal"].into_iter()), one("admit", tier()), one("set-tier", tier()),
        one("suspend", object(&["until"], &json!({"until": moment()}))), one("change-key", text(100)),
        one("move", object(&["actor", "key"], &json!({"actor": text(2000), "key": text(100)}))),
    ]})
}

/// The schemas by name.
pub(super) fn schemas() -> Vec<(&'static str, Value)> {
    let said = || json!({"text": text(2000)});
    let on = || json!({"membership": text(40)});
    let about = || json!({"membership": text(40), "text": text(2000)});
    let own = [
        ("send", json!({})),
        ("reply", said()),
        ("answer-hearing", said()),
        ("renew", json!({})),
        ("appeal", said()),
        ("contacts", json!({"contact": text(254), "second": text(254)})),
        ("withdraw", json!({})),
    ];
    let vote = json!({"membership": text(40), "tier": tier(), "yes": {"type": "boolean"},
        "reason": text(2000), "password": password()});
    let voice = [
        ("comment", about()),
        ("object", about()),
        ("drop-objection", on()),
        ("vote", vote),
    ];
    let ballot = json!({"matter": matter(), "yes": {"type": "boolean"}, "reason": text(2000), "password": password()});
    let case = [
        ("vote", ballot),
        ("ask", said()),
        ("comment", said()),
        ("open-hearing", json!({"text": text(2000), "password": password()})),
        ("close-hearing", json!({"password": password()})),
        ("renew", json!({})),
        ("remind", json!({})),
        ("referee-link", json!({"referee": text(200)})),
        ("voice-link", json!({"name": text(200), "mail": text(254)})),
        ("end-voices", json!({})),
        ("private-link", json!({"password": password()})),
    ];
    let applying = json!({"application": application(), "language": text(35), "send": {"type": "boolean"}});
    let joining = json!({"network": text(30), "application": application(), "password": password()});
    let answers = one_of(["yes", "no", "unknown"].into_iter());
    vec![
        ("Application", application()),
        (
            "Founding",
            object(
                &["network", "password"],
                &json!({"network": network(), "password": password()}),
            ),
        ),
        ("Applying", object(&["application", "language", "send"], &applying)),
        ("Joining", object(&["network", "application", "password"], &joining)),
        ("OwnWish", wish(&own)),
        ("VoiceWish", wish(&voice)),
        ("CaseWish", wish(&case)),
        (
            "Reference",
            object(&["answer"], &json!({"answer": answers, "note": text(2000)})),
        ),
        (
            "NewAdmin",
            object(
                &["login", "password"],
                &json!({"login": text(100), "password": password()}),
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_name_the_fields_that_are_read() {
        let check = |schema: &Value, draft: Value| {
            for name in draft.as_object().unwrap().keys() {
                assert!(schema["properties"].get(name).is_some(), "{name}");
            }
        };
        let application_draft = domain::membership::ApplicationDraft::default();
        check(&application(), serde_json::to_value(application_draft).unwrap());
        let network_draft = domain::network::NetworkDraft::default();
        check(&network(), serde_json::to_value(network_draft).unwrap());
    }
}
