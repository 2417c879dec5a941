//! `/declarations/{slug}/tally.pdf`: text and signatories, set once for each count and language (feature `pdf`).

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use tokio::sync::Semaphore;

use super::{direction, names, take_away, text::text_in, when};
use crate::{
    answer::Answer,
    error::WebError,
    exports::{
        pdf::{self, Fonts, PdfFault},
        report::{MOST_NAMES, Source, document},
    },
    frame::Frame,
    limits::Costly,
    visit::Visit,
};

/// The fonts of the machine do not change while the program runs.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::of_system);
/// A letter or two of each script in which members of the network write.
const SCRIPTS: [(&str, &str); 9] = [
    ("Latin", "Əəãñ"),
    ("Cyrillic", "Жя"),
    ("Arabic", "عي"),
    ("Devanagari", "नम"),
    ("Bengali", "বা"),
    ("Ethiopic", "ሰላ"),
    ("Khmer", "ខ្មែ"),
    ("Burmese", "မြ"),
    ("Chinese", "水土"),
];

/// Scripts for which this machine has no font, in English.
pub(crate) fn missing_fonts() -> Vec<&'static str> {
    let missing = SCRIPTS.iter().filter(|(_, letters)| FONTS.missing(letters).is_some());
    missing.map(|(script, _)| *script).collect()
}

/// One at a time: setting a PDF takes memory and a whole core.
static ONE: Semaphore = Semaphore::const_new(1);

/// The PDFs that were made last, by count and languages.
#[derive(Clone, Default)]
pub(crate) struct MadePdfs(Arc<Mutex<Vec<Made>>>);

/// What was counted and in which languages, and the file.
type Made = (String, Arc<Vec<u8>>);

impl MadePdfs {
    const MOST: usize = 7;

    fn get(&self, key: &str) -> Option<Arc<Vec<u8>>> {
        let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.iter()
            .find(|(of, _)| of == key)
            .map(|(_, bytes)| Arc::clone(bytes))
    }

    fn put(&self, key: String, bytes: Arc<Vec<u8>>) {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= Self::MOST {
            made.remove(0);
        }
        made.push((key, bytes));
    }
}

/// `/declarations/{slug}/tally.pdf?lang=&text=`.
pub(crate) async fn tally_pdf(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    visit.take(Costly::File)?;
    let tally = visit.operations().declaration_tally(&slug).await?;
    let v = &visit.frame;
    let page = visit.operations().declaration_page(&visit.caller, &slug).await?;
    let text = text_in(&page, visit.parameter("text"), v.lang()).ok_or(WebError::NotFound)?;
    let key = [slug.as_str(), &tally.version, v.lang(), &text.language].join("\n");
    let name = format!("{}-{}.pdf", tally.card.slug, text.language);
    let answer = |bytes: &[u8]| {
        let mut response = Answer::ok("application/pdf", bytes.to_vec()).send(&visit.request);
        if let Ok(value) = actix_web::http::header::HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
            response
                .headers_mut()
                .insert(actix_web::http::header::CONTENT_DISPOSITION, value);
        }
        response
    };
    if let Some(made) = visit.state.pdfs.get(&key) {
        return Ok(answer(&made));
    }
    let Ok(_turn) = ONE.acquire().await else {
        return Err(WebError::TooMany { seconds: 5 });
    };
    // Somebody else may have had it made in the meantime.
    if let Some(made) = visit.state.pdfs.get(&key) {
        return Ok(answer(&made));
    }
    let rows = take_away::all_names(visit.operations(), &slug, MOST_NAMES).await?;
    let mut below = vec![v.w("tally-as-of", v.moment(&tally.as_of))];
    below.extend(tally.log_size.map(|size| v.w("tally-counted-from", v.number(size))));
    below.extend(tally.broken.as_ref().map(|reason| v.w("tally-not-verified", reason)));
    let document = document(
        v,
        &Source {
            title: &text.title,
            language: &text.language,
            dir: direction(&text.language),
            content_html: &text.content_html,
            lead: vec![
                text.summary.clone(),
                v.w("declaration-by", &page.card.owner.name),
                when(v, &page.card, visit.state.clock.now()),
                v.w("declaration-text-n", page.card.revision),
            ],
            below,
            digest: page.digest.clone(),
            address: v.full(format!("/declarations/{}/tally", tally.card.slug)),
            figures: &tally.figures,
            names: rows.map(|rows| names::plain_groups(v, &rows)),
        },
    );
    let made = web::block(move || pdf::set(&document, &FONTS)).await;
    match made.map_err(|error| WebError::Rendering(error.to_string()))? {
        Ok(bytes) => {
            let bytes = Arc::new(bytes);
            visit.state.pdfs.put(key, Arc::clone(&bytes));
            Ok(answer(&bytes))
        }
        Err(PdfFault::Template(cause)) => Err(WebError::Rendering(cause)),
        Err(fault) => explain(&visit, &slug, &fault),
    }
}

#[derive(Template)]
#[template(path = "declarations/pdf_fault.html")]
struct FaultPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    reason: String,
}

fn explain(visit: &Visit, slug: &str, fault: &PdfFault) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let reason = match fault {
        PdfFault::Glyph { row, character } => v.ww("pdf-missing-glyph", character, row),
        PdfFault::NoFonts | PdfFault::Template(_) => v.t("pdf-missing-fonts"),
    };
    visit.page_with(StatusCode::CONFLICT, &FaultPage { v, slug, reason })
}
