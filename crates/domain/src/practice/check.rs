//! The rules of the form of a practice (UX 5.1, limits of PROTOCOL 2.4).

use unicode_segmentation::UnicodeSegmentation;

use super::{Contact, DraftMedia, Media, Practice, PracticeDraft};
use crate::{
    field_error::{Fault, FieldError},
    form::{self, Faults},
    ids::MediaId,
    mail_address::is_well_formed,
    search_text::{fold, words},
    text::{Teaser, Title, one_line, paragraphs},
    vocabulary::{
        BeneficiaryGroup, CostBand, Hazard, Licence, Maturity, PracticeScale, Sdg, Sector, Setting, TimeToResults,
    },
};

const STEPS: usize = 12;
const STEPS_TOGETHER: usize = 1_500;
const PHOTOS: usize = 4;
const LINKS: usize = 8;
const ALTERNATIVE_TEXT: usize = 1_500;

pub(super) fn practice(draft: &PracticeDraft) -> Result<Practice, Vec<FieldError>> {
    let mut faults = Faults::default();
    let title = faults.take("title", Title::parse(&draft.title));
    let problem = faults.take("problem", paragraphs(&draft.problem, 400));
    let what_we_did = faults.take("what_we_did", steps(&draft.what_we_did));
    let result = faults.take("result", paragraphs(&draft.result, 600));
    let result_numbers = form::numbers(&mut faults, &draft.result_numbers, 3);
    let what_went_wrong = faults.take("what_went_wrong", what_went_wrong(&draft.what_went_wrong));
    let you_need = faults.take("you_need", form::optional_paragraphs(&draft.you_need, 400));
    let country = faults.take("country", form::country(&draft.country));
    let (place, place_precision) = form::place(&mut faults, &draft.place, &draft.place_precision);
    let setting = form::choices(&mut faults, "setting", &draft.setting, (1, 2), Setting::parse);
    let scale = faults.take("scale", choice(&draft.scale, PracticeScale::parse));
    let sectors = form::choices(&mut faults, "sectors", &draft.sectors, (1, 3), Sector::parse);
    let hazards = form::choices(&mut faults, "hazards", &draft.hazards, (0, 3), Hazard::parse);
    let sdgs = form::choices(&mut faults, "sdgs", &draft.sdgs, (0, 3), goal);
    let (started, ended) = form::period(&mut faults, &draft.started, &draft.ended);
    let cost_band_usd = faults.take("cost_band_usd", form::choice(&draft.cost_band_usd, CostBand::parse));
    let people_reached = faults.take(
        "people_reached",
        form::optional(&draft.people_reached, form::whole_number),
    );
    let beneficiary_groups = form::choices(
        &mut faults,
        "beneficiary_groups",
        &draft.beneficiary_groups,
        (0, 3),
        BeneficiaryGroup::parse,
    );
    let maturity = faults.take("maturity", choice(&draft.maturity, Maturity::parse));
    let time_to_results = faults.take("time_to_results", choice(&draft.time_to_results, TimeToResults::parse));
    let evidence = form::evidence(&mut faults, &draft.evidence_type, &draft.evidence_link);
    let summary = faults.take("summary", Teaser::parse(&draft.summary));
    let language = faults.take("language", form::language(&draft.language));
    let media = media(&mut faults, &draft.media);
    let contact = faults.take("contact", contact(&draft.contact));
    let licence = faults.take("licence", form::choice_or(&draft.licence, "CC-BY-4.0", Licence::parse));
    let adapted_from = faults.take("adapted_from", form::optional(&draft.adapted_from, form::link));
    let last_confirmed = faults.take("last_confirmed", form::optional(&draft.last_confirmed, form::day));
    let practice = || {
        Some(Practice {
            title: title?,
            problem: problem?,
            what_we_did: what_we_did?,
            result: result?,
            result_numbers,
            what_went_wrong: what_went_wrong?,
            you_need: you_need?,
            country: country?,
            place,
            place_precision: place_precision?,
            setting,
            scale: scale?,
            sectors,
            hazards,
            sdgs,
            started: started?,
            ended,
            cost_band_usd: cost_band_usd?,
            people_reached: people_reached?,
            beneficiary_groups,
            maturity: maturity?,
            time_to_results: time_to_results?,
            evidence,
            summary: summary?,
            language: language?,
            media,
            contact: contact?,
            licence: licence?,
            adapted_from: adapted_from?,
            last_confirmed: last_confirmed?,
        })
    };
    faults.end(practice())
}

fn choice<T>(raw: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Fault> {
    form::optional(raw, |slug| form::choice(slug, parse))
}

fn goal(raw: &str) -> Option<Sdg> {
    raw.parse().ok().and_then(Sdg::new)
}

fn steps(raw: &[String]) -> Result<Vec<String>, Fault> {
    let steps = raw
        .iter()
        .filter(|step| !step.trim().is_empty())
        .map(|step| one_line(step, STEPS_TOGETHER))
        .collect::<Result<Vec<_>, _>>()?;
    let together: usize = steps.iter().map(|step| step.graphemes(true).count()).sum();
    match steps.len() {
        0 => Err(Fault::Missing),
        1..=STEPS if together <= STEPS_TOGETHER => Ok(steps),
        1..=STEPS => Err(Fault::TooLong {
            most: STEPS_TOGETHER,
            given: together,
        }),
        _ => Err(Fault::TooMany { most: STEPS }),
    }
}

/// Ways of saying "nothing" in many languages, folded as for searching. "Unknown" is not among them.
const NOTHING: &[&str] = &[
    "",
    "nothing",
    "nothing at all",
    "nothing went wrong",
    "none",
    "no",
    "nope",
    "nil",
    "na",
    "n a",
    "no problem",
    "no problems",
    "not applicable",
    "all good",
    "all went well",
    "everything went well",
    "everything worked",
    "zero",
    "0",
    "rien",
    "rien du tout",
    "ras",
    "r a s",
    "neant",
    "aucun",
    "aucune",
    "aucun probleme",
    "non",
    "tout va bien",
    "tout s est bien passe",
    "nada",
    "nada en absoluto",
    "ninguno",
    "ninguna",
    "ningun problema",
    "todo bien",
    "todo salio bien",
    "nenhum",
    "nenhuma",
    "nenhum problema",
    "nao",
    "tudo bem",
    "tudo correu bem",
    "ничего",
    "нет",
    "никаких",
    "никаких проблем",
    "все хорошо",
    "heç ne",
    "hec ne",
    "hec bir sey",
    "yox",
    "yoxdur",
    "problem yoxdur",
    "hicbir sey",
    "yok",
    "sorun yok",
    "لا شيء",
    "لا شي",
    "لا يوجد",
    "لا",
    "لا توجد مشاكل",
    "ما في",
    "هيچ",
    "هيچ چيز",
    "tidak ada",
    "tidak",
    "tiada",
    "hakuna",
    "hakuna kitu",
    "hapana",
    "khong",
    "khong co",
    "khong co gi",
    "कुछ नहीं",
    "कोई नहीं",
    "नहीं",
    "কিছু না",
    "কিছুই না",
    "নেই",
    "ምንም",
    "የለም",
    "nichts",
    "keine",
    "niente",
    "nic",
    "无",
    "没有",
    "無",
    "なし",
    "特になし",
    "없음",
    "ไม่มี",
    "គ្មាន",
];

fn what_went_wrong(raw: &str) -> Result<String, Fault> {
    let text = paragraphs(raw, 400)?;
    let folded = fold(&text);
    let said = words(&folded).collect::<Vec<_>>().join(" ");
    if NOTHING.iter().any(|nothing| fold(nothing) == said) {
        Err(Fault::NothingWentWrong)
    } else {
        Ok(text)
    }
}

fn media(faults: &mut Faults, raw: &[DraftMedia]) -> Vec<Media> {
    let filled: Vec<_> = raw.iter().filter(|entry| !is_empty(entry)).collect();
    for (kind, most) in [("photo", PHOTOS), ("link", LINKS)] {
        if filled.iter().filter(|entry| entry.kind == kind).count() > most {
            faults.add("media", Fault::TooMany { most });
        }
    }
    filled
        .into_iter()
        .filter_map(|entry| match entry.kind.as_str() {
            "photo" => photo(faults, entry),
            "link" => {
                let url = faults.take("media", form::link(&entry.url));
                let title = faults.take("media", one_line(&entry.title, 90));
                Some(Media::Link {
                    url: url?,
                    title: title?,
                })
            }
            other => faults.take("media", form::choice(other, |_| None)),
        })
        .collect()
}

/// A row of the form in which nothing was chosen and nothing typed.
fn is_empty(entry: &DraftMedia) -> bool {
    [&entry.id, &entry.alt, &entry.url, &entry.title]
        .iter()
        .all(|text| text.trim().is_empty())
}

fn photo(faults: &mut Faults, entry: &DraftMedia) -> Option<Media> {
    let id = faults.take(
        "media",
        match entry.id.trim() {
            "" => Err(Fault::Missing),
            id => id.parse::<MediaId>().map_err(|_| Fault::Malformed {
                expected: "id of a picture",
            }),
        },
    );
    let alt = faults.take("media", alternative_text(entry));
    let people_agreed = faults.take(
        "media",
        match entry.people_agreed.trim() {
            "" => Ok(None),
            "yes" => Ok(Some(true)),
            "no" => Err(Fault::PeopleDidNotAgree),
            other => form::choice(other, |_| None),
        },
    );
    Some(Media::Photo {
        id: id?,
        alt: alt?,
        people_agreed: people_agreed?,
    })
}

fn alternative_text(entry: &DraftMedia) -> Result<String, Fault> {
    let text = entry.alt.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.as_str() {
        "" if entry.decorative => Ok(String::new()),
        "" => Err(Fault::AltTextMissing),
        text => one_line(text, ALTERNATIVE_TEXT),
    }
}

fn contact(raw: &str) -> Result<Contact, Fault> {
    match raw.trim() {
        "" | "via-node" => Ok(Contact::ViaNode),
        address if is_well_formed(address) => Ok(Contact::Mailbox(address.to_owned())),
        _ => Err(Fault::Malformed {
            expected: "via-node, or office@example.org",
        }),
    }
}

#[cfg(test)]
mod tests;
