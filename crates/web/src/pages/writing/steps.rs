//! The four steps of the form of a practice: which fields each has, and how they are read (UX 5.1).

use domain::{
    practice::{DraftMedia, DraftNumber, PracticeDraft},
    vocabulary::{
        BeneficiaryGroup, CostBand, EvidenceType, Hazard, Licence, Maturity, PlacePrecision, PracticeScale, ResultUnit,
        Sector, Setting, TimeToResults,
    },
};

use crate::{
    error::WebError,
    field::{Field, Kind, goals, languages, options, or_nothing, read_month},
    form::Fields,
    frame::Frame,
    pages::search::countries,
};

/// The steps of the form.
pub(crate) const STEPS: u8 = 4;
const NUMBERS: usize = 3;
const LINKS: usize = 2;

/// The step that holds a field, so that a fault leads to it.
pub(crate) fn step_of(field: &str) -> u8 {
    match field {
        "title" | "problem" | "what_we_did" => 1,
        "result" | "result_numbers" | "what_went_wrong" | "you_need" => 2,
        "summary" | "language" | "media" | "contact" | "licence" | "adapted_from" => 4,
        _ => 3,
    }
}

/// The fields of a step with what the draft holds. `years`: to choose from.
pub(crate) fn fields(v: &Frame, step: u8, draft: &PracticeDraft, years: &[String]) -> Vec<Field> {
    let lang = draft.language.as_str();
    let area = |name: &str, value: &str, most| Field::new(v, name, Kind::Area).value(value).most(most).lang(lang);
    match step {
        1 => vec![
            Field::new(v, "title", Kind::Line)
                .value(&draft.title)
                .most(90)
                .lang(lang),
            area("problem", &draft.problem, 400),
            area("what_we_did", &draft.what_we_did.join("\n"), 1500),
        ],
        2 => {
            let mut fields = vec![area("result", &draft.result, 600)];
            fields.extend(number_fields(v, &draft.result_numbers, NUMBERS, lang));
            fields.push(area("what_went_wrong", &draft.what_went_wrong, 400));
            fields.push(area("you_need", &draft.you_need, 400).optional());
            fields
        }
        3 => where_fields(v, draft, years),
        _ => check_fields(v, draft),
    }
}

/// Fields for measured changes, `most` times the same four.
pub(crate) fn number_fields(v: &Frame, numbers: &[DraftNumber], most: usize, lang: &str) -> Vec<Field> {
    let units = or_nothing(v, options(v, "result_unit", ResultUnit::all().map(ResultUnit::as_str)));
    let one = |index: usize| {
        let number = numbers.get(index).cloned().unwrap_or_default();
        let line = |name: &str, kind, value: String| {
            let mut field = Field::new(v, name, kind)
                .named(format!("{name}_{index}"))
                .value(value)
                .optional();
            field.label = v.ww("numbered", &field.label, v.number(index + 1));
            field
        };
        [
            line("number_what", Kind::Line, number.what).lang(lang).most(90),
            line("number_before", Kind::Number, number.before),
            line("number_after", Kind::Number, number.after),
            line("number_unit", Kind::Select(units.clone()), number.unit),
        ]
    };
    (0..most).flat_map(one).collect()
}

fn where_fields(v: &Frame, draft: &PracticeDraft, years: &[String]) -> Vec<Field> {
    let select =
        |name: &str, list: Vec<(String, String)>, value: &str| Field::new(v, name, Kind::Select(list)).value(value);
    let picks = |name: &str, list: Vec<(String, String)>, values: &[String]| {
        Field::new(v, name, Kind::Picks(list)).picked(values)
    };
    let maybe = |list: &str, slugs: Vec<&str>| or_nothing(v, options(v, list, slugs.into_iter()));
    let precision = if draft.place_precision.is_empty() {
        "district"
    } else {
        &draft.place_precision
    };
    vec![
        select("country", or_nothing(v, countries(v.locale)), &draft.country),
        Field::new(v, "place", Kind::Line)
            .value(&draft.place)
            .most(80)
            .lang(&draft.language)
            .optional(),
        select(
            "place_precision",
            options(v, "place_precision", PlacePrecision::all().map(PlacePrecision::as_str)),
            precision,
        ),
        picks(
            "setting",
            options(v, "setting", Setting::all().map(Setting::as_str)),
            &draft.setting,
        ),
        select(
            "scale",
            maybe(
                "practice_scale",
                PracticeScale::all().map(PracticeScale::as_str).collect(),
            ),
            &draft.scale,
        )
        .optional(),
        picks(
            "sectors",
            options(v, "sector", Sector::all().map(Sector::as_str)),
            &draft.sectors,
        ),
        picks(
            "hazards",
            options(v, "hazard", Hazard::all().map(Hazard::as_str)),
            &draft.hazards,
        )
        .optional(),
        picks("sdgs", goals(v), &draft.sdgs).optional(),
        Field::new(v, "started", Kind::Month(years.to_vec())).value(&draft.started),
        Field::new(v, "ended", Kind::Month(years.to_vec()))
            .value(&draft.ended)
            .optional(),
        select(
            "cost_band_usd",
            maybe("cost_band_usd", CostBand::all().map(CostBand::as_str).collect()),
            &draft.cost_band_usd,
        ),
        Field::new(v, "people_reached", Kind::Number)
            .value(&draft.people_reached)
            .optional(),
        picks(
            "beneficiary_groups",
            options(
                v,
                "beneficiary_group",
                BeneficiaryGroup::all().map(BeneficiaryGroup::as_str),
            ),
            &draft.beneficiary_groups,
        )
        .optional(),
        select(
            "maturity",
            maybe("practice_maturity", Maturity::all().map(Maturity::as_str).collect()),
            &draft.maturity,
        )
        .optional(),
        select(
            "time_to_results",
            maybe(
                "time_to_results",
                TimeToResults::all().map(TimeToResults::as_str).collect(),
            ),
            &draft.time_to_results,
        )
        .optional(),
        select(
            "evidence_type",
            maybe("evidence_type", EvidenceType::all().map(EvidenceType::as_str).collect()),
            &draft.evidence_type,
        )
        .optional(),
        Field::new(v, "evidence_link", Kind::Address)
            .value(&draft.evidence_link)
            .optional(),
    ]
}

fn check_fields(v: &Frame, draft: &PracticeDraft) -> Vec<Field> {
    let licence = if draft.licence.is_empty() {
        "CC-BY-4.0"
    } else {
        &draft.licence
    };
    let licences = options(v, "licence", Licence::all().map(Licence::as_str));
    let summary = if draft.summary.is_empty() {
        suggested_summary(draft)
    } else {
        draft.summary.clone()
    };
    let contact = if draft.contact == "via-node" {
        ""
    } else {
        &draft.contact
    };
    let mut fields = vec![
        Field::new(v, "summary", Kind::Area)
            .value(summary)
            .most(500)
            .lang(&draft.language),
        Field::new(v, "language", Kind::Select(languages(&draft.language))).value(&draft.language),
    ];
    for (index, photo) in photos(draft).enumerate() {
        let mut alt = Field::new(v, "photo_alt", Kind::Line)
            .named(format!("photo_alt_{index}"))
            .value(&photo.alt);
        alt.label = v.ww("numbered", &alt.label, v.number(index + 1));
        fields.push(alt.lang(&draft.language));
        let tick = |name: &str, on: bool| {
            let value = if on { "yes" } else { "" };
            Field::new(v, name, Kind::Tick)
                .named(format!("{name}_{index}"))
                .value(value)
        };
        fields.push(tick("photo_decorative", photo.decorative));
        let answers = ["", "yes", "no"].map(|answer| {
            (
                answer.to_owned(),
                v.label("people-agreed", if answer.is_empty() { "none" } else { answer }),
            )
        });
        fields.push(
            Field::new(v, "photo_people", Kind::Select(answers.to_vec()))
                .named(format!("photo_people_{index}"))
                .value(&photo.people_agreed),
        );
        fields.push(tick("photo_remove", false));
    }
    fields.push(Field::new(v, "photo", Kind::Photo).optional());
    let links: Vec<&DraftMedia> = draft.media.iter().filter(|media| media.kind == "link").collect();
    for index in 0..LINKS {
        let link = links.get(index);
        let line = |name: &str, kind, value: &str| {
            let mut field = Field::new(v, name, kind)
                .named(format!("{name}_{index}"))
                .value(value)
                .optional();
            field.label = v.ww("numbered", &field.label, v.number(index + 1));
            field
        };
        fields.push(line("link_url", Kind::Address, link.map_or("", |link| &link.url)));
        fields.push(line("link_title", Kind::Line, link.map_or("", |link| &link.title)));
    }
    fields.extend([
        Field::new(v, "contact", Kind::Line).value(contact).optional(),
        Field::new(v, "licence", Kind::Select(licences)).value(licence),
        Field::new(v, "adapted_from", Kind::Address)
            .value(&draft.adapted_from)
            .optional(),
    ]);
    fields
}

/// The teaser that is suggested: the result, or the problem, cut at a sentence.
fn suggested_summary(draft: &PracticeDraft) -> String {
    let source = if draft.result.is_empty() {
        &draft.problem
    } else {
        &draft.result
    };
    domain::text::shorten(source, 280)
}

fn photos(draft: &PracticeDraft) -> impl Iterator<Item = &DraftMedia> {
    draft.media.iter().filter(|media| media.kind == "photo")
}

/// The names of the fields of a step: those that come once, and those that may come several times.
fn names(step: u8, draft: &PracticeDraft) -> (Vec<String>, Vec<&'static str>) {
    let own = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    let numbered = |names: &[&str], most: usize| -> Vec<String> {
        (0..most)
            .flat_map(|index| names.iter().map(move |name| format!("{name}_{index}")))
            .collect()
    };
    match step {
        1 => (own(&["title", "problem", "what_we_did"]), vec![]),
        2 => {
            let mut singles = own(&["result", "what_went_wrong", "you_need"]);
            singles.extend(numbered(&NUMBER_NAMES, NUMBERS));
            (singles, vec![])
        }
        3 => (
            own(&[
                "country",
                "place",
                "place_precision",
                "scale",
                "started_month",
                "started_year",
                "ended_month",
                "ended_year",
                "cost_band_usd",
                "people_reached",
                "maturity",
                "time_to_results",
                "evidence_type",
                "evidence_link",
            ]),
            vec!["setting", "sectors", "hazards", "sdgs", "beneficiary_groups"],
        ),
        _ => {
            let mut singles = own(&["summary", "language", "contact", "licence", "adapted_from"]);
            let photo_names = ["photo_alt", "photo_decorative", "photo_people", "photo_remove"];
            singles.extend(numbered(&photo_names, photos(draft).count()));
            singles.extend(numbered(&["link_url", "link_title"], LINKS));
            (singles, vec![])
        }
    }
}

/// Names of the fields of a measured change.
pub(crate) const NUMBER_NAMES: [&str; 4] = ["number_what", "number_before", "number_after", "number_unit"];

/// Reads measured changes; rows without any text are left out.
pub(crate) fn read_numbers(form: &Fields, most: usize) -> Vec<DraftNumber> {
    let get = |name: &str, index: usize| form.get(&format!("{name}_{index}")).trim().to_owned();
    let one = |index| DraftNumber {
        what: get("number_what", index),
        unit: get("number_unit", index),
        before: get("number_before", index),
        after: get("number_after", index),
    };
    (0..most)
        .map(one)
        .filter(|number| *number != DraftNumber::default())
        .collect()
}

/// Puts what was typed in a step into the draft. `others`: fields that the page adds (version, button).
pub(crate) fn read(step: u8, form: &Fields, draft: &mut PracticeDraft, others: &[&str]) -> Result<(), WebError> {
    let (singles, lists) = names(step, draft);
    let singles: Vec<&str> = singles
        .iter()
        .map(String::as_str)
        .chain(others.iter().copied())
        .collect();
    form.only(&singles, &lists)?;
    let text = |name: &str| form.get(name).replace("\r\n", "\n");
    match step {
        1 => {
            draft.title = text("title");
            draft.problem = text("problem");
            let steps = text("what_we_did");
            draft.what_we_did = steps
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect();
        }
        2 => {
            draft.result = text("result");
            draft.result_numbers = read_numbers(form, NUMBERS);
            draft.what_went_wrong = text("what_went_wrong");
            draft.you_need = text("you_need");
        }
        3 => read_where(form, draft),
        _ => read_check(form, draft),
    }
    Ok(())
}

fn read_where(form: &Fields, draft: &mut PracticeDraft) {
    let text = |name: &str| form.get(name).trim().to_owned();
    draft.country = text("country");
    draft.place = text("place");
    draft.place_precision = text("place_precision");
    draft.setting = form.all("setting");
    draft.scale = text("scale");
    draft.sectors = form.all("sectors");
    draft.hazards = form.all("hazards");
    draft.sdgs = form.all("sdgs");
    draft.started = read_month(form.get("started_year"), form.get("started_month"));
    draft.ended = read_month(form.get("ended_year"), form.get("ended_month"));
    draft.cost_band_usd = text("cost_band_usd");
    draft.people_reached = text("people_reached");
    draft.beneficiary_groups = form.all("beneficiary_groups");
    draft.maturity = text("maturity");
    draft.time_to_results = text("time_to_results");
    draft.evidence_type = text("evidence_type");
    draft.evidence_link = text("evidence_link");
}

fn read_check(form: &Fields, draft: &mut PracticeDraft) {
    let text = |name: &str| form.get(name).trim().to_owned();
    draft.summary = form.get("summary").replace("\r\n", "\n");
    draft.language = text("language");
    draft.contact = Some(text("contact"))
        .filter(|contact| !contact.is_empty())
        .unwrap_or_else(|| "via-node".to_owned());
    draft.licence = text("licence");
    draft.adapted_from = text("adapted_from");
    let at = |name: &str, index: usize| form.get(&format!("{name}_{index}")).trim().to_owned();
    let kept = photos(draft)
        .enumerate()
        .filter(|(index, _)| !form.has(&format!("photo_remove_{index}")));
    let mut media: Vec<DraftMedia> = kept
        .map(|(index, photo)| DraftMedia {
            alt: at("photo_alt", index),
            decorative: form.has(&format!("photo_decorative_{index}")),
            people_agreed: at("photo_people", index),
            ..photo.clone()
        })
        .collect();
    let links = (0..LINKS).map(|index| DraftMedia {
        kind: "link".to_owned(),
        url: at("link_url", index),
        title: at("link_title", index),
        ..DraftMedia::default()
    });
    media.extend(links.filter(|link| !link.url.is_empty() || !link.title.is_empty()));
    draft.media = media;
}
