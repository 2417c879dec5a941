//! The small world around typst: one template, four files of data, the fonts of the machine, no network and no clock.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::{Document, Fonts, PdfFault};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

struct Setting {
    main: Source,
    files: Vec<(FileId, Bytes)>,
    fonts: &'static Fonts,
}

fn file_id(path: &str) -> Result<FileId, PdfFault> {
    let path = VirtualPath::new(path).map_err(|_| PdfFault::Template(path.to_owned()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Setting {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(file, _)| *file == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.read(index)
    }
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets the pages and writes them as PDF, tagged.
pub(super) fn compile(document: &Document, fonts: &'static Fonts) -> Result<Vec<u8>, PdfFault> {
    let data = serde_json::to_vec(document).map_err(|error| PdfFault::Template(error.to_string()))?;
    let text = |text: &str| Bytes::new(text.as_bytes().to_vec());
    let setting = Setting {
        main: Source::new(
            file_id("/main.typ")?,
            include_str!("../../../assets/declaration.typ").to_owned(),
        ),
        files: vec![
            (file_id("/data.json")?, Bytes::new(data)),
            (file_id("/map.svg")?, text(&document.pictures.map)),
            (file_id("/growth.svg")?, text(&document.pictures.growth)),
            (file_id("/qr.svg")?, text(&document.pictures.code)),
        ],
        fonts,
    };
    let pages = typst::compile::<PagedDocument>(&setting).output;
    let bytes = pages.map_err(|errors| fault(&errors)).and_then(|pages| {
        let options = PdfOptions {
            creator: Smart::Custom(Some("Bandung".to_owned())),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).map_err(|errors| fault(&errors))
    });
    // What was remembered for this document is of no use for another.
    typst::comemo::evict(0);
    bytes
}

fn fault(errors: &[SourceDiagnostic]) -> PdfFault {
    let messages: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    PdfFault::Template(messages.join("; "))
}
