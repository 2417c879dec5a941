//! Practices of other nodes, read. What is wrong makes an ordinary article of it, never a refusal (PB4).

use chrono::NaiveDate;
use domain::{
    practice::{Contact, Evidence, Media, Practice},
    text::{Language, Teaser, Title, one_line, paragraphs},
    time::Month,
    vocabulary::{
        BeneficiaryGroup, CostBand, Country, EvidenceType, Hazard, Licence, Maturity, PlacePrecision, PracticeScale,
        Sdg, Sector, Setting, TimeToResults,
    },
};
use serde_json::Value;

use super::facts::decode_numbers;
use crate::{
    content, lenient,
    names::concept,
    picture::{Attachment, is_web_address},
};

/// Why a document that says to be a practice or report is taken as an ordinary post: the member that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("field-invalid: {0}")]
pub struct Degraded(pub &'static str);

/// A value that is not in our list: lists grow, so it is shown as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSlug {
    /// The member, without prefix.
    pub field: &'static str,
    /// The value.
    pub slug: String,
}

/// A photo of another node's practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedPhoto {
    /// Where it is, with its alternative text.
    pub picture: Attachment,
    /// The people shown agreed; nothing when nobody can be recognised.
    pub people_agreed: Option<bool>,
}

/// A practice of another node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedPractice {
    /// The fields. Its `media` has links only; photos are apart.
    pub practice: Practice,
    /// Version, from 1.
    pub revision: u32,
    /// Photos elsewhere, in order, at most 4.
    pub photos: Vec<ReceivedPhoto>,
    /// Values that were dropped.
    pub unknown: Vec<UnknownSlug>,
    /// Its collection of reports.
    pub replications: Option<String>,
}

/// Reads the facts of an `Article`. `Ok(None)`: it does not say to be a practice.
///
/// # Errors
/// [`Degraded`] with the first member that is wrong or missing.
pub fn read(article: &Value) -> Result<Option<ReceivedPractice>, Degraded> {
    if lenient::text(article, "type") != Some("Article")
        || lenient::one_id(article.get("bandung:documentKind")) != Some(&concept("BestPractice"))
    {
        return Ok(None);
    }
    let mut facts = Facts::new(article);
    let (practice, photos) = practice(&mut facts)?;
    Ok(Some(ReceivedPractice {
        practice,
        revision: facts.revision("revision")?,
        photos,
        unknown: facts.unknown,
        replications: lenient::one_id(article.get("bandung:replications")).map(str::to_owned),
    }))
}

fn practice(facts: &mut Facts<'_>) -> Read<(Practice, Vec<ReceivedPhoto>)> {
    let article = facts.document;
    let steps = facts.texts("whatWeDid", 12)?;
    let total: String = steps.concat();
    paragraphs(&total, 1_500).map_err(|_| Degraded("whatWeDid"))?;
    let (place, place_precision) = facts.place()?;
    let (started, ended) = facts.period()?;
    let teaser = content::plain_text(lenient::in_language(article, "summary").0.ok_or(Degraded("summary"))?);
    let media = lenient::entries(article.get("bandung:media"));
    let practice = Practice {
        title: Title::parse(lenient::text(article, "name").ok_or(Degraded("name"))?).map_err(|_| Degraded("name"))?,
        summary: Teaser::parse(&teaser).map_err(|_| Degraded("summary"))?,
        problem: facts.required("problem", 400)?,
        what_we_did: steps,
        result: facts.required("result", 600)?,
        result_numbers: decode_numbers(facts.get("resultNumbers"), 3).ok_or(Degraded("resultNumbers"))?,
        what_went_wrong: facts.required("whatWentWrong", 400)?,
        you_need: facts.optional("youNeed", 400)?,
        country: facts.country()?,
        place,
        place_precision,
        setting: facts.slugs("setting", 1, 2, Setting::parse)?,
        scale: facts.slug("scale", PracticeScale::parse)?,
        sectors: facts.slugs("sectors", 1, 3, Sector::parse)?,
        hazards: facts.slugs("hazards", 0, 3, Hazard::parse)?,
        sdgs: facts.goals()?,
        started,
        ended,
        cost_band_usd: facts.cost()?,
        people_reached: facts.count("peopleReached")?,
        beneficiary_groups: facts.slugs("beneficiaryGroups", 0, 3, BeneficiaryGroup::parse)?,
        maturity: facts.slug("maturity", Maturity::parse)?,
        time_to_results: facts.slug("timeToResults", TimeToResults::parse)?,
        evidence: facts.evidence()?,
        language: facts.language()?,
        media: media.iter().filter_map(|entry| link(entry)).collect(),
        contact: facts.contact()?,
        licence: facts.slug("licence", Licence::parse)?.ok_or(Degraded("licence"))?,
        adapted_from: facts.address("adaptedFrom")?,
        last_confirmed: facts.day("lastConfirmed")?,
    };
    let photos = media.iter().filter_map(|entry| photo(entry)).take(4).collect();
    Ok((practice, photos))
}

fn link(entry: &Value) -> Option<Media> {
    let url = lenient::text(entry, "href").filter(|url| is_web_address(url))?;
    let title = one_line(lenient::text(entry, "name").unwrap_or(url), 200).ok()?;
    (lenient::text(entry, "type") == Some("Link")).then(|| Media::Link {
        url: url.to_owned(),
        title,
    })
}

fn photo(entry: &Value) -> Option<ReceivedPhoto> {
    Some(ReceivedPhoto {
        picture: Attachment::read(entry).filter(|attachment| attachment.picture)?,
        people_agreed: lenient::flag(entry, "bandung:peopleAgreed"),
    })
}

/// Reads members with our prefix one by one.
pub(crate) struct Facts<'a> {
    pub(crate) document: &'a Value,
    pub(crate) unknown: Vec<UnknownSlug>,
}

type Read<T> = Result<T, Degraded>;

impl<'a> Facts<'a> {
    pub(crate) fn new(document: &'a Value) -> Self {
        Self {
            document,
            unknown: Vec::new(),
        }
    }

    /// A member; `null` counts as absent.
    pub(crate) fn get(&self, field: &str) -> Option<&'a Value> {
        self.document
            .get(format!("bandung:{field}"))
            .filter(|value| !value.is_null())
    }

    fn str(&self, field: &'static str) -> Read<Option<&'a str>> {
        self.get(field)
            .map(|value| value.as_str().ok_or(Degraded(field)))
            .transpose()
    }

    pub(crate) fn optional(&self, field: &'static str, most: usize) -> Read<Option<String>> {
        let read = |text| paragraphs(text, most).map_err(|_| Degraded(field));
        self.str(field)?.map(read).transpose()
    }

    fn required(&self, field: &'static str, most: usize) -> Read<String> {
        self.optional(field, most)?.ok_or(Degraded(field))
    }

    fn texts(&self, field: &'static str, most: usize) -> Read<Vec<String>> {
        let texts = lenient::entries(self.get(field));
        let valid = (1..=most).contains(&texts.len());
        let read = |text: &Value| paragraphs(text.as_str().unwrap_or(""), 1_500).map_err(|_| Degraded(field));
        if valid {
            texts.into_iter().map(read).collect()
        } else {
            Err(Degraded(field))
        }
    }

    /// One value of a list; an unknown one is dropped.
    pub(crate) fn slug<T>(&mut self, field: &'static str, parse: impl Fn(&str) -> Option<T>) -> Read<Option<T>> {
        let Some(slug) = self.str(field)? else { return Ok(None) };
        let known = parse(slug);
        if known.is_none() {
            self.note_unknown(field, slug)?;
        }
        Ok(known)
    }

    /// Several values of a list; unknown ones are dropped one by one, the number is judged before.
    pub(crate) fn slugs<T>(
        &mut self,
        field: &'static str,
        least: usize,
        most: usize,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Read<Vec<T>> {
        let values = lenient::entries(self.get(field));
        if values.len() > most {
            return Err(Degraded(field));
        }
        let mut known = Vec::new();
        for value in values {
            let slug = value.as_str().ok_or(Degraded(field))?;
            match parse(slug) {
                Some(value) => known.push(value),
                None => self.note_unknown(field, slug)?,
            }
        }
        if known.len() < least {
            Err(Degraded(field))
        } else {
            Ok(known)
        }
    }

    fn note_unknown(&mut self, field: &'static str, slug: &str) -> Read<()> {
        let slug = one_line(slug, 80).map_err(|_| Degraded(field))?;
        self.unknown.push(UnknownSlug { field, slug });
        Ok(())
    }

    pub(crate) fn revision(&self, field: &'static str) -> Read<u32> {
        let number = self
            .get(field)
            .and_then(Value::as_u64)
            .and_then(|number| u32::try_from(number).ok());
        number.filter(|number| *number >= 1).ok_or(Degraded(field))
    }

    fn count(&self, field: &'static str) -> Read<Option<u64>> {
        self.get(field)
            .map(|value| value.as_u64().ok_or(Degraded(field)))
            .transpose()
    }

    pub(crate) fn country(&self) -> Read<Country> {
        self.str("country")?.and_then(Country::parse).ok_or(Degraded("country"))
    }

    /// A place that is told although its precision is `hidden` is a mistake that may hurt people: nothing of it is kept.
    pub(crate) fn place(&mut self) -> Read<(Option<String>, PlacePrecision)> {
        let read = |text| one_line(text, 80).map_err(|_| Degraded("place"));
        let place = self.str("place")?.map(read).transpose()?;
        let given = self.slug("placePrecision", PlacePrecision::parse)?;
        let precision = given
            .or_else(|| PlacePrecision::parse("district"))
            .ok_or(Degraded("placePrecision"))?;
        if place.is_some() && precision.as_str() == "hidden" {
            return Err(Degraded("place"));
        }
        Ok((place, precision))
    }

    pub(crate) fn period(&self) -> Read<(Month, Option<Month>)> {
        let month = |field| {
            self.str(field)?
                .map(|text| Month::parse(text).ok_or(Degraded(field)))
                .transpose()
        };
        let started = month("started")?.ok_or(Degraded("started"))?;
        let ended = month("ended")?;
        if ended.is_some_and(|ended| ended < started) {
            Err(Degraded("ended"))
        } else {
            Ok((started, ended))
        }
    }

    fn goals(&self) -> Read<Vec<Sdg>> {
        let goals = lenient::entries(self.get("sdgs"));
        let read = |goal: &Value| goal.as_u64().and_then(|n| u8::try_from(n).ok()).and_then(Sdg::new);
        if goals.len() > 3 {
            return Err(Degraded("sdgs"));
        }
        goals
            .into_iter()
            .map(read)
            .collect::<Option<_>>()
            .ok_or(Degraded("sdgs"))
    }

    /// Required, but a band that we do not know is `unknown`.
    pub(crate) fn cost(&mut self) -> Read<CostBand> {
        let field = "costBandUsd";
        self.str(field)?.ok_or(Degraded(field))?;
        let band = self.slug(field, CostBand::parse)?;
        band.or_else(|| CostBand::parse("unknown")).ok_or(Degraded(field))
    }

    pub(crate) fn evidence(&mut self) -> Read<Option<Evidence>> {
        let link = self.address("evidenceLink")?;
        Ok(self
            .slug("evidenceType", EvidenceType::parse)?
            .map(|kind| Evidence { kind, link }))
    }

    fn address(&self, field: &'static str) -> Read<Option<String>> {
        let valid = |text: &&str| is_web_address(text);
        let text = self
            .get(field)
            .map(|value| lenient::id_of(value).filter(valid).ok_or(Degraded(field)));
        Ok(text.transpose()?.map(str::to_owned))
    }

    pub(crate) fn language(&self) -> Read<Language> {
        let tag = match self.str("language")? {
            Some(tag) => Some(tag),
            None => lenient::in_language(self.document, "content").1,
        };
        tag.and_then(Language::parse).ok_or(Degraded("language"))
    }

    fn contact(&self) -> Read<Contact> {
        match self.str("contact")? {
            None | Some("via-node") => Ok(Contact::ViaNode),
            Some(address) => {
                let address = one_line(address, 254).map_err(|_| Degraded("contact"))?;
                let valid = address.split_once('@').is_some_and(|(user, host)| {
                    !user.is_empty()
                        && host.contains('.')
                        && !host.contains('@')
                        && !address.contains(char::is_whitespace)
                });
                if valid {
                    Ok(Contact::Mailbox(address))
                } else {
                    Err(Degraded("contact"))
                }
            }
        }
    }

    fn day(&self, field: &'static str) -> Read<Option<NaiveDate>> {
        let read = |text| NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Degraded(field));
        self.str(field)?.map(read).transpose()
    }
}
