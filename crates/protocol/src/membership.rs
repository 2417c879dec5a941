//! The documents of a membership, and the activities around them (PROTOCOL 11.1, 11.2).
//!
//! Builders; what is received is checked by [`evidence::documents`].

use chrono::{DateTime, Utc};
use domain::{
    membership::{Application, ApplicationDraft, Registration, Tier},
    vocabulary::Country,
};
use evidence::documents::MEMBER_OF;
use serde_json::{Map, Value, json};

use crate::{
    activity::Header,
    context::{self, Kind},
    lenient,
    names::{PUBLIC, concept},
    time::stamp,
};

/// M and all that it says.
#[derive(Clone, Debug)]
pub struct MembershipDocument<'a> {
    /// Its id, the same however often it is issued.
    pub id: &'a str,
    /// The network, which signs.
    pub network: &'a str,
    /// The member's actor.
    pub subject: &'a str,
    /// How far it goes.
    pub tier: Tier,
    /// Its country.
    pub country: Option<Country>,
    /// The key that is pinned.
    pub key: &'a str,
    /// When it was admitted.
    pub since: DateTime<Utc>,
    /// When this version was issued.
    pub issued: DateTime<Utc>,
    /// Whether it may be known to all; that of a hidden member is addressed to it alone.
    pub public: bool,
}

/// M, with its `@context`, without proof.
#[must_use]
pub fn membership(it: &MembershipDocument<'_>) -> Value {
    let mut document = json!({
        "id": it.id,
        "type": "Relationship",
        "attributedTo": it.network,
        "subject": it.subject,
        "relationship": MEMBER_OF,
        "object": it.network,
        "bandung:tier": it.tier.as_str(),
        "bandung:key": it.key,
        "startTime": stamp(it.since),
        "published": stamp(it.since),
        "to": [if it.public { PUBLIC } else { it.subject }],
    });
    if let Some(country) = it.country {
        document["bandung:country"] = json!(country.code());
    }
    if it.issued > it.since {
        document["updated"] = json!(stamp(it.issued));
    }
    context::with_context(document, Kind::Signed)
}

/// The end of M, at its id, with its `@context`, without proof. `digest` is that of M.
#[must_use]
pub fn end(id: &str, network: &str, digest: &str, tier: Tier, at: DateTime<Utc>) -> Value {
    let document = json!({
        "id": id,
        "type": "Tombstone",
        "formerType": "Relationship",
        "attributedTo": network,
        "deleted": stamp(at),
        "bandung:membershipDigest": digest,
        "bandung:tier": tier.as_str(),
    });
    context::with_context(document, Kind::Signed)
}

/// What the roster's log says of a member that left, was put out, or goes on at another address (no tier).
#[must_use]
pub fn ended(id: &str, subject: &str, tier: Option<Tier>) -> Value {
    let mut change = json!({"id": id, "type": "Tombstone", "formerType": "Relationship", "subject": subject});
    if let Some(tier) = tier {
        change["bandung:tier"] = json!(tier.as_str());
    }
    change
}

/// Asks a network to be admitted. Goes to the network's inbox only: it contains more than everybody may know.
#[must_use]
pub fn join(header: &Header<'_>, network: &str, application: &Application) -> Value {
    header.with(
        "Join",
        json!(network),
        &[("bandung:application", describe(application))],
    )
}

/// Leaves a network, or takes an application back.
#[must_use]
pub fn leave(header: &Header<'_>, network: &str) -> Value {
    header.with("Leave", json!(network), &[])
}

/// Asks an organisation to join the network that speaks.
#[must_use]
pub fn invite(header: &Header<'_>, network: &str, organisation: &str) -> Value {
    header.with("Invite", json!(network), &[("target", json!(organisation))])
}

/// A referee's word for an applicant.
#[must_use]
pub fn recommend(header: &Header<'_>, applicant: &str, network: &str) -> Value {
    let object = json!({
        "type": "Relationship",
        "subject": header.actor,
        "relationship": concept("recommends"),
        "object": applicant,
    });
    header.with("Offer", object, &[("target", json!(network))])
}

/// A hidden member opens its entry on the roster to somebody to whom it writes (DECISIONS 20).
#[must_use]
pub fn show(header: &Header<'_>, membership: Value, salt: &str) -> Value {
    header.with("Offer", membership, &[("bandung:openingSalt", json!(salt))])
}

/// Admits a hidden member: its membership whole, and what opens its entry. Nobody else gets this (DECISIONS 20).
#[must_use]
pub fn accept_hidden(header: &Header<'_>, asked: &str, membership: Value, salt: &str) -> Value {
    header.with(
        "Accept",
        json!(asked),
        &[("result", membership), ("bandung:openingSalt", json!(salt))],
    )
}

/// `bandung:application`. Mailboxes stand in it: the `Join` is addressed to the network alone.
fn describe(application: &Application) -> Value {
    let mut members = Map::new();
    let mut put = |name: &str, value: Value| {
        members.insert(format!("bandung:{name}"), value);
    };
    put("legalName", json!(application.legal_name));
    put("country", json!(application.country.code()));
    put("organisationType", json!(application.kind.as_str()));
    put("registration", json!(application.registration.as_str()));
    let slugs = |all: Vec<&str>| json!(all);
    put(
        "sectors",
        slugs(application.sectors.iter().map(|one| one.as_str()).collect()),
    );
    put(
        "languages",
        slugs(
            application
                .languages
                .iter()
                .map(domain::text::Language::as_str)
                .collect(),
        ),
    );
    put("referees", json!(application.referees));
    put("conductAccepted", json!(true));
    put("listed", json!(application.listed));
    let (reason, register, number) = match &application.registration {
        Registration::Registered { register, number } => (None, register.clone(), number.clone()),
        Registration::CannotRegisterSafely { reason } | Registration::Informal { reason } => {
            (Some(reason.clone()), None, None)
        }
    };
    let mail = |mailbox: &Option<domain::mail_address::MailAddress>| {
        mailbox.as_ref().map(|mailbox| mailbox.as_str().to_owned())
    };
    let optional = [
        ("nameLatin", application.name_latin.clone()),
        ("acronym", application.acronym.clone()),
        ("founded", application.founded.map(|year| year.to_string())),
        ("registrationReason", reason),
        ("register", register),
        ("registerNumber", number),
        ("website", application.website.clone()),
        ("size", application.size.map(|size| size.to_string())),
        ("contact", mail(&application.contact)),
        ("secondContact", mail(&application.second_contact)),
        ("ties", application.ties.clone()),
    ];
    for (name, text) in optional {
        if let Some(text) = text {
            put(name, json!(text));
        }
    }
    Value::Object(members)
}

/// Reads `bandung:application` as fields of the form, which judges them. The actor is the one who asks, whatever is said.
#[must_use]
pub fn read_application(join: &Value, actor: &str) -> ApplicationDraft {
    let node = join.get("bandung:application").cloned().unwrap_or_default();
    let text = |name: &str| match node.get(format!("bandung:{name}")) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let texts = |name: &str| {
        let listed = lenient::entries(node.get(format!("bandung:{name}")));
        listed
            .into_iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    };
    let flag = |name: &str| node.get(format!("bandung:{name}")).and_then(Value::as_bool);
    ApplicationDraft {
        legal_name: text("legalName"),
        name_latin: text("nameLatin"),
        acronym: text("acronym"),
        country: text("country"),
        organisation_type: text("organisationType"),
        founded: text("founded"),
        registration: text("registration"),
        registration_reason: text("registrationReason"),
        register: text("register"),
        register_number: text("registerNumber"),
        website: text("website"),
        actor: actor.to_owned(),
        sectors: texts("sectors"),
        languages: texts("languages"),
        size: text("size"),
        contact: text("contact"),
        second_contact: text("secondContact"),
        referees: texts("referees"),
        ties: text("ties"),
        conduct_accepted: flag("conductAccepted").unwrap_or(false),
        listed: flag("listed").unwrap_or(true),
    }
}

#[cfg(test)]
pub(crate) mod tests;
