//! "We tried this": the form of a replication report, three minutes (UX 5.2).

use actix_web::{HttpResponse, web};
use domain::{
    field_error::FieldError,
    replication::ReportDraft,
    vocabulary::{Barrier, CostBand, EvidenceType, Outcome, PlacePrecision, ReplicationVisibility, Setting},
};
use operations::{OperationError, view::PracticePage};

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind, languages, options, or_nothing, read_month, years},
    form::{Fields, PostForm},
    form_page::FormPage,
    frame::Frame,
    pages::{
        search::countries,
        writing::{NUMBER_NAMES, number_fields, read_numbers},
    },
    visit::Visit,
};

/// `GET /practices/{slug}/report`.
pub(crate) async fn form(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let page = visit.operations().practice_page(&visit.caller, &slug).await?;
    let organisation = visit.operations().organisation_by_id(visit.organisation()?).await?;
    let draft = ReportDraft {
        country: organisation.profile.country.code().to_owned(),
        language: organisation.profile.language.as_str().to_owned(),
        ..ReportDraft::default()
    };
    let key = visit.state.idempotency_key();
    report_form(&visit, &page, &draft, Vec::new(), key).show(&visit)
}

fn report_form(
    visit: &Visit,
    page: &PracticePage,
    draft: &ReportDraft,
    faults: Vec<FieldError>,
    key: String,
) -> FormPage {
    let v = &visit.frame;
    let years = years(visit.state.clock.now());
    FormPage {
        title: v.w("report-title", &page.card.title),
        lead: v.w("report-lead", v.acting().map_or("", |acting| acting.name.as_str())),
        action: format!("/practices/{}/report", page.card.slug),
        hidden: vec![("key", key)],
        fields: fields(v, draft, &years),
        faults,
        button: v.t("report-do"),
        ..FormPage::default()
    }
}

fn fields(v: &Frame, draft: &ReportDraft, years: &[String]) -> Vec<Field> {
    let select =
        |name: &str, list: Vec<(String, String)>, value: &str| Field::new(v, name, Kind::Select(list)).value(value);
    let or = |value: &str, preset: &str| {
        if value.is_empty() {
            preset.to_owned()
        } else {
            value.to_owned()
        }
    };
    let mut fields = vec![
        Field::new(
            v,
            "outcome",
            Kind::Radio(options(v, "replication_outcome", Outcome::all().map(Outcome::as_str))),
        )
        .value(&draft.outcome),
        select("country", countries(v.locale), &draft.country),
        Field::new(v, "place", Kind::Line)
            .value(&draft.place)
            .most(80)
            .optional(),
        select(
            "place_precision",
            options(v, "place_precision", PlacePrecision::all().map(PlacePrecision::as_str)),
            &or(&draft.place_precision, "district"),
        ),
        Field::new(
            v,
            "setting",
            Kind::Picks(options(v, "setting", Setting::all().map(Setting::as_str))),
        )
        .picked(&draft.setting)
        .optional(),
        Field::new(v, "started", Kind::Month(years.to_vec())).value(&draft.started),
        Field::new(v, "ended", Kind::Month(years.to_vec()))
            .value(&draft.ended)
            .optional(),
        Field::new(v, "what_we_changed", Kind::Area)
            .value(&draft.what_we_changed)
            .most(400)
            .lang(&draft.language)
            .optional(),
        Field::new(
            v,
            "barriers",
            Kind::Picks(options(v, "replication_barrier", Barrier::all().map(Barrier::as_str))),
        )
        .picked(&draft.barriers)
        .optional(),
        select(
            "cost_band_usd",
            options(v, "cost_band_usd", CostBand::all().map(CostBand::as_str)),
            &or(&draft.cost_band_usd, "unknown"),
        ),
    ];
    fields.extend(number_fields(v, &draft.result_numbers, 1, &draft.language));
    let evidence = or_nothing(
        v,
        options(v, "evidence_type", EvidenceType::all().map(EvidenceType::as_str)),
    );
    let readers = options(
        v,
        "replication_visibility",
        ReplicationVisibility::all().map(ReplicationVisibility::as_str),
    );
    fields.extend([
        select("evidence_type", evidence, &draft.evidence_type).optional(),
        Field::new(v, "evidence_link", Kind::Address)
            .value(&draft.evidence_link)
            .optional(),
        select("language", languages(&draft.language), &draft.language),
        select("visibility", readers, &or(&draft.visibility, "public")),
    ]);
    fields
}

fn read(form: &Fields, page: &PracticePage) -> Result<ReportDraft, WebError> {
    let numbers: Vec<String> = NUMBER_NAMES.iter().map(|name| format!("{name}_0")).collect();
    let mut singles = vec![
        "key",
        "outcome",
        "country",
        "place",
        "place_precision",
        "started_month",
        "started_year",
        "ended_month",
        "ended_year",
        "what_we_changed",
        "cost_band_usd",
        "evidence_type",
        "evidence_link",
        "language",
        "visibility",
    ];
    singles.extend(numbers.iter().map(String::as_str));
    form.only(&singles, &["setting", "barriers"])?;
    let text = |name: &str| form.get(name).trim().to_owned();
    Ok(ReportDraft {
        replicates: page.card.object.clone(),
        replicates_revision: page.revision.to_string(),
        outcome: text("outcome"),
        country: text("country"),
        place: text("place"),
        place_precision: text("place_precision"),
        setting: form.all("setting"),
        started: read_month(form.get("started_year"), form.get("started_month")),
        ended: read_month(form.get("ended_year"), form.get("ended_month")),
        what_we_changed: form.get("what_we_changed").replace("\r\n", "\n"),
        barriers: form.all("barriers"),
        cost_band_usd: text("cost_band_usd"),
        result_numbers: read_numbers(form, 1),
        evidence_type: text("evidence_type"),
        evidence_link: text("evidence_link"),
        language: text("language"),
        visibility: text("visibility"),
    })
}

/// `POST /practices/{slug}/report`.
pub(crate) async fn publish(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let page = visit.operations().practice_page(&visit.caller, &slug).await?;
    let draft = read(&fields, &page)?;
    let key = fields.get("key").to_owned();
    let faults = match draft.check() {
        Ok(report) => {
            let id = Some(key.as_str()).filter(|key| !key.is_empty());
            match visit
                .operations()
                .publish_report(visit.session()?, visit.organisation()?, report, id)
                .await
            {
                Ok(_) => return Ok(see_other(&format!("/practices/{}?done=reported#tried", page.card.slug))),
                Err(OperationError::Invalid(faults)) => faults,
                Err(other) => return Err(other.into()),
            }
        }
        Err(faults) => faults,
    };
    report_form(&visit, &page, &draft, faults, key).show(&visit)
}
