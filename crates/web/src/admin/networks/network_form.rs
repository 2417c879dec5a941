//! The form of a network: names, languages, code of conduct, rules; and what was typed.

use domain::{
    field_error::FieldError,
    membership::Tier,
    network::{ConductDraft, Deciding, NetworkDraft},
};

use crate::{
    error::WebError,
    field::{Field, Kind, languages, options},
    form::Fields,
    frame::Frame,
    pages::declarations::language_name,
};

/// Fields of a network and their names in this form, whose words differ from those of other forms.
const RENAMED: [(&str, &str); 7] = [
    ("handle", "network_handle"),
    ("name", "network_name"),
    ("about", "network_about"),
    ("languages", "network_languages"),
    ("conduct", "network_conduct"),
    ("regions", "network_regions"),
    ("referees", "asked_referees"),
];
const SINGLES: [&str; 13] = [
    "network_handle",
    "network_name",
    "network_about",
    "network_main",
    "deciding",
    "quorum",
    "two_people",
    "comment_days",
    "asked_referees",
    "probation_months",
    "renewal_months",
    "answer_days",
    "appeal_days",
];
/// Continents (M49); a network may name smaller regions by the API.
const REGIONS: [&str; 5] = ["002", "019", "142", "150", "009"];
/// The start of the names of the fields for the code of conduct, one for each language.
const CONDUCT: &str = "network_conduct-";

/// The name that a field of a network has in this form.
pub(super) fn name_of(field: &'static str) -> &'static str {
    let renamed = RENAMED.into_iter().find(|(name, _)| *name == field);
    renamed.map_or(field, |(_, name)| name)
}

/// The fields. `new`: the handle can be chosen.
pub(super) fn fields(v: &Frame, draft: &NetworkDraft, faults: &[FieldError], new: bool) -> Vec<Field> {
    let mut fields = texts(v, draft, faults, new);
    fields.extend(rules(v, draft));
    fields.push(Field::step_up(v));
    fields
        .into_iter()
        .map(|field| {
            if field.faults.is_empty() {
                field.judged(v, faults)
            } else {
                field
            }
        })
        .collect()
}

fn texts(v: &Frame, draft: &NetworkDraft, faults: &[FieldError], new: bool) -> Vec<Field> {
    let mut fields = Vec::new();
    if new {
        fields.push(
            Field::new(v, "network_handle", Kind::Line)
                .value(&draft.handle)
                .most(30),
        );
    }
    let main = draft.languages.first().map_or(v.lang(), String::as_str);
    let others: Vec<String> = draft.languages.iter().skip(1).cloned().collect();
    fields.push(Field::new(v, "network_name", Kind::Line).value(&draft.name).most(100));
    fields.push(
        Field::new(v, "network_about", Kind::Area)
            .value(&draft.about)
            .most(500)
            .optional(),
    );
    fields.push(Field::new(v, "network_main", Kind::Select(languages(main))).value(main));
    fields.push(
        Field::new(v, "network_languages", Kind::Picks(languages(main)))
            .picked(&others)
            .optional(),
    );
    let tags = std::iter::once(main).chain(others.iter().map(String::as_str));
    for (at, tag) in tags.enumerate() {
        let text = draft.conduct.iter().find(|conduct| conduct.language == tag);
        let mut field = Field::new(v, "network_conduct", Kind::Area)
            .value(text.map_or("", |conduct| conduct.text.as_str()))
            .most(600)
            .lang(tag);
        field.label = v.w("network-conduct-in", language_name(tag));
        if at == 0 {
            field = field.judged(v, faults);
        } else {
            field = field.optional();
        }
        fields.push(field.named(format!("{CONDUCT}{tag}")));
    }
    let mut regions = options(v, "region", REGIONS.into_iter());
    let smaller = draft.regions.iter().filter(|code| !REGIONS.contains(&code.as_str()));
    regions.extend(smaller.map(|code| (code.clone(), code.clone())));
    fields.push(
        Field::new(v, "network_regions", Kind::Picks(regions))
            .picked(&draft.regions)
            .optional(),
    );
    fields
}

fn rules(v: &Frame, draft: &NetworkDraft) -> Vec<Field> {
    let ways = [
        Deciding::OneAdmin,
        Deciding::TwoAdmins,
        Deciding::Vote { quorum: 2 },
        Deciding::LazyConsensus,
    ];
    let ways = options(v, "network_rule", ways.iter().map(|way| way.as_str()));
    let tick = |name: &str, on: bool| {
        let field = Field::new(v, name, Kind::Tick);
        if on { field.value("yes") } else { field }
    };
    let number = |name: &str, value: &str| Field::new(v, name, Kind::Number).value(value);
    let tiers = Tier::ALL.into_iter().filter(|tier| tier.is_admitted());
    let tiers: Vec<(String, String)> = tiers
        .map(|tier| (tier.as_str().to_owned(), v.label("membership_tier", tier.as_str())))
        .collect();
    let way = if draft.deciding.is_empty() {
        "two-admins"
    } else {
        &draft.deciding
    };
    vec![
        Field::new(v, "deciding", Kind::Radio(ways)).value(way),
        number("quorum", &draft.quorum).optional(),
        tick("two_people", draft.two_people),
        number("comment_days", &draft.comment_days),
        number("asked_referees", &draft.referees),
        number("probation_months", &draft.probation_months),
        number("renewal_months", &draft.renewal_months),
        number("answer_days", &draft.answer_days),
        number("appeal_days", &draft.appeal_days),
        Field::new(v, "tiers", Kind::Picks(tiers)).picked(&draft.tiers),
        tick("regional_nodes_admit", draft.regional_nodes_admit),
    ]
}

/// What was typed; `handle` where it cannot be chosen any more.
pub(super) fn read(fields: &Fields, handle: Option<&str>) -> Result<NetworkDraft, WebError> {
    let main = fields.get("network_main").to_owned();
    let mut tags = vec![main.clone()];
    tags.extend(fields.all("network_languages").into_iter().filter(|tag| *tag != main));
    let texts: Vec<String> = languages(&main)
        .into_iter()
        .map(|(tag, _)| format!("{CONDUCT}{tag}"))
        .collect();
    let mut singles: Vec<&str> = SINGLES.to_vec();
    singles.extend(["regional_nodes_admit", "password_again", "version", "go"]);
    singles.extend(texts.iter().map(String::as_str));
    fields.only(&singles, &["network_languages", "network_regions", "tiers"])?;
    let text = |name: &str| fields.get(name).trim().to_owned();
    let conduct = tags.iter().map(|tag| ConductDraft {
        language: tag.clone(),
        text: text(&format!("{CONDUCT}{tag}")),
    });
    Ok(NetworkDraft {
        handle: handle.map_or_else(|| text("network_handle"), str::to_owned),
        name: text("network_name"),
        about: text("network_about"),
        conduct: conduct.filter(|conduct| !conduct.text.is_empty()).collect(),
        languages: tags,
        regions: fields.all("network_regions"),
        deciding: text("deciding"),
        quorum: text("quorum"),
        two_people: fields.get("two_people") == "yes",
        comment_days: text("comment_days"),
        referees: text("asked_referees"),
        probation_months: text("probation_months"),
        renewal_months: text("renewal_months"),
        answer_days: text("answer_days"),
        appeal_days: text("appeal_days"),
        tiers: fields.all("tiers"),
        regional_nodes_admit: fields.get("regional_nodes_admit") == "yes",
    })
}

/// Faults under the names of the form.
pub(super) fn renamed(faults: Vec<FieldError>) -> Vec<FieldError> {
    let name = |field: &'static str| {
        RENAMED
            .iter()
            .find(|(own, _)| *own == field)
            .map_or(field, |(_, name)| name)
    };
    faults
        .into_iter()
        .map(|fault| FieldError::new(name(fault.field), fault.fault))
        .collect()
}
