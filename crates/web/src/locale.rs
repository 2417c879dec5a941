//! The language of a page: which one, its texts, its numbers and dates (UX 8).

mod format;

use std::{borrow::Cow, collections::HashMap, fmt::Display};

use fluent_templates::{
    LanguageIdentifier,
    fluent_bundle::{FluentValue, types::FluentNumber},
    langid, static_loader,
};
use operations::Refusal;

static_loader! {
    static TEXTS = {
        locales: "./locales",
        fallback_language: "en",
    };
}

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// English; complete, the others fall back to it.
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Arabic, from right to left.
    Ar,
    /// Portuguese.
    Pt,
    /// Russian.
    Ru,
    /// Azerbaijani.
    Az,
}

/// Something that can be counted in a text.
pub trait Count {
    /// The number.
    fn count(&self) -> u64;
}

macro_rules! count {
    ($($number:ty),+) => {$(impl Count for $number {
        fn count(&self) -> u64 { u64::try_from(*self).unwrap_or(u64::MAX) }
    })+};
}
count!(u8, u16, u32, u64, usize);

impl<T: Count + ?Sized> Count for &T {
    fn count(&self) -> u64 {
        (**self).count()
    }
}

impl Locale {
    /// All languages, in the order of the switcher.
    pub const ALL: [Self; 7] = [Self::En, Self::Fr, Self::Es, Self::Ar, Self::Pt, Self::Ru, Self::Az];

    /// The language with this tag; subtags are ignored.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|locale| locale.tag() == primary)
    }

    /// The best language for `Accept-Language`.
    #[must_use]
    pub fn negotiate(header: &str) -> Option<Self> {
        let mut wanted: Vec<(u16, Self)> = header
            .split(',')
            .filter_map(|part| {
                let (tag, weight) = part.split_once(';').map_or((part, 1000), |(tag, rest)| {
                    (tag, rest.trim().strip_prefix("q=").map_or(0, thousandths))
                });
                Some((weight, Self::parse(tag.trim())?)).filter(|(weight, _)| *weight > 0)
            })
            .collect();
        wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wanted.first().map(|(_, locale)| *locale)
    }

    /// Its tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Ar => "ar",
            Self::Pt => "pt",
            Self::Ru => "ru",
            Self::Az => "az",
        }
    }

    /// Its own name.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::Ar => "العربية",
            Self::Pt => "Português",
            Self::Ru => "Русский",
            Self::Az => "Azərbaycanca",
        }
    }

    /// `ltr` or `rtl`.
    #[must_use]
    pub fn dir(self) -> &'static str {
        if self == Self::Ar { "rtl" } else { "ltr" }
    }

    fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::En => langid!("en"),
            Self::Fr => langid!("fr"),
            Self::Es => langid!("es"),
            Self::Ar => langid!("ar"),
            Self::Pt => langid!("pt"),
            Self::Ru => langid!("ru"),
            Self::Az => langid!("az"),
        }
    }

    fn text(self, key: &str, arguments: &HashMap<Cow<'static, str>, FluentValue<'_>>) -> String {
        self.found(key, arguments).unwrap_or_else(|| {
            tracing::error!(key, locale = self.tag(), "a text is missing");
            key.to_owned()
        })
    }

    /// A text in this language, else in English.
    fn found(self, key: &str, arguments: &HashMap<Cow<'static, str>, FluentValue<'_>>) -> Option<String> {
        let found = TEXTS
            .lookup_single_language(&self.identifier(), key, Some(arguments))
            .or_else(|_| TEXTS.lookup_single_language(&Self::En.identifier(), key, Some(arguments)));
        found.ok()
    }

    /// A text.
    pub fn t(self, key: impl Display) -> String {
        self.text(&key.to_string(), &HashMap::new())
    }

    /// A text without the characters that isolate what was put in: for `<title>`, attributes, feeds and JSON.
    pub fn plain(self, key: impl Display) -> String {
        without_isolates(&self.t(key))
    }

    /// A text with a number in it: `$count` chooses the form, `$shown` is the number as written.
    pub fn n(self, key: impl Display, count: impl Count) -> String {
        self.text(&key.to_string(), &HashMap::from(self.counted(count.count())))
    }

    fn counted(self, count: u64) -> [(Cow<'static, str>, FluentValue<'static>); 2] {
        #[expect(clippy::cast_precision_loss, reason = "only the plural form depends on it")]
        let number = FluentNumber::new(
            count as f64,
            fluent_templates::fluent_bundle::types::FluentNumberOptions::default(),
        );
        [
            (Cow::Borrowed("count"), FluentValue::Number(number)),
            (Cow::Borrowed("shown"), FluentValue::from(self.number(count))),
        ]
    }

    /// A text with one name or other text in it, as `$it`.
    pub fn w(self, key: impl Display, it: impl Display) -> String {
        let arguments = HashMap::from([(Cow::Borrowed("it"), FluentValue::from(it.to_string()))]);
        self.text(&key.to_string(), &arguments)
    }

    /// As [`Locale::w`], without isolating characters.
    pub fn plain_w(self, key: impl Display, it: impl Display) -> String {
        without_isolates(&self.w(key, it))
    }

    /// A text with two texts in it, as `$it` and `$other`.
    pub fn ww(self, key: impl Display, it: impl Display, other: impl Display) -> String {
        let arguments = HashMap::from([
            (Cow::Borrowed("it"), FluentValue::from(it.to_string())),
            (Cow::Borrowed("other"), FluentValue::from(other.to_string())),
        ]);
        self.text(&key.to_string(), &arguments)
    }

    /// A text with three texts in it, as `$it`, `$other` and `$third`.
    pub fn www(self, key: impl Display, it: impl Display, other: impl Display, third: impl Display) -> String {
        let arguments = HashMap::from([
            (Cow::Borrowed("it"), FluentValue::from(it.to_string())),
            (Cow::Borrowed("other"), FluentValue::from(other.to_string())),
            (Cow::Borrowed("third"), FluentValue::from(third.to_string())),
        ]);
        self.text(&key.to_string(), &arguments)
    }

    /// What a rule says, in this language; in English where the text is missing.
    #[must_use]
    pub fn refusal(self, refusal: &Refusal) -> String {
        let mut arguments: HashMap<Cow<'static, str>, FluentValue<'_>> = HashMap::new();
        for (name, value) in refusal.values() {
            match value.parse::<u64>() {
                Ok(count) if *name == "count" => arguments.extend(self.counted(count)),
                _ => drop(arguments.insert(Cow::Borrowed(*name), FluentValue::from(value.as_str()))),
            }
        }
        let key = format!("refused-{}", refusal.key());
        self.found(&key, &arguments).unwrap_or_else(|| refusal.to_string())
    }

    /// The label of a value of a closed list.
    pub fn label(self, list: impl Display, slug: impl Display) -> String {
        let slug = slug.to_string();
        if slug.is_empty() {
            return String::new();
        }
        self.t(format!("{list}-{}", slug.to_ascii_lowercase().replace('.', "-")))
    }
}

fn thousandths(text: &str) -> u16 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    let whole: u16 = whole.parse().unwrap_or(0);
    (whole.min(1) * 1000 + digits.parse::<u16>().unwrap_or(0)).min(1000)
}

/// Takes Fluent's isolating characters out.
#[must_use]
pub fn without_isolates(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// Whether a text exists in a language itself, without falling back.
#[must_use]
pub fn has_text(locale: Locale, key: &str) -> bool {
    TEXTS
        .lookup_single_language::<&str>(&locale.identifier(), key, None)
        .is_ok()
}

#[cfg(test)]
mod tests;
