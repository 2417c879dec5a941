//! The fonts of the machine: found once, each read when a PDF needs it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use typst::{
    foundations::Bytes,
    text::{Font, FontBook, FontInfo},
    utils::LazyHash,
};

const FOLDERS: [&str; 3] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/run/current-system/sw/share/X11/fonts",
];

/// What there is.
pub(crate) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    files: Vec<(PathBuf, u32)>,
}

impl Fonts {
    /// Looks through the folders of the system.
    pub(crate) fn of_system() -> Self {
        Self::below(FOLDERS.iter().map(Path::new))
    }

    fn below<'a>(folders: impl Iterator<Item = &'a Path>) -> Self {
        let mut found = Vec::new();
        for folder in folders {
            collect(folder, 0, &mut found);
        }
        found.sort();
        let (mut infos, mut files) = (Vec::new(), Vec::new());
        for path in found {
            let Ok(bytes) = fs::read(&path) else { continue };
            for (index, info) in (0_u32..).zip(FontInfo::iter(&bytes)) {
                infos.push(info);
                files.push((path.clone(), index));
            }
        }
        Self {
            book: LazyHash::new(FontBook::from_infos(infos)),
            files,
        }
    }

    /// The machine has none.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The first character of a text that no font has.
    pub(crate) fn missing(&self, text: &str) -> Option<char> {
        let has = |character: char| {
            let code = u32::from(character);
            (0..self.files.len()).any(|index| self.book.info(index).is_some_and(|info| info.coverage.contains(code)))
        };
        text.chars()
            .find(|character| !is_invisible(*character) && !has(*character))
    }

    pub(super) fn read(&self, index: usize) -> Option<Font> {
        let (path, number) = self.files.get(index)?;
        Font::new(Bytes::new(fs::read(path).ok()?), *number)
    }
}

/// Characters that no font needs to have: blanks, joiners, marks of direction, selectors of variants.
fn is_invisible(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}')
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let extension = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        if path.is_dir() && depth < 6 {
            collect(&path, depth + 1, found);
        } else if matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
            found.push(path);
        }
    }
}
