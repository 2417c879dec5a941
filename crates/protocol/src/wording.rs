//! The few words that we add to people's own texts when a document is written for readers elsewhere.
//!
//! They are part of a document in the author's language, not of a page, so they do not follow the reader's language.

use domain::{practice::ResultNumber, text::Language, vocabulary::ResultUnit};

/// Headings of the content of a practice.
pub(crate) struct Headings {
    pub(crate) problem: &'static str,
    pub(crate) steps: &'static str,
    pub(crate) result: &'static str,
    pub(crate) wrong: &'static str,
    pub(crate) need: &'static str,
}

/// The headings in a language, English where there are none.
pub(crate) fn headings(language: &Language) -> Headings {
    let [problem, steps, result, wrong, need] = match primary(language) {
        "fr" => [
            "Le problème",
            "Ce que nous avons fait",
            "Résultat",
            "Ce qui n’a pas marché",
            "Il vous faut",
        ],
        "es" => [
            "El problema",
            "Qué hicimos",
            "Resultado",
            "Qué salió mal",
            "Qué se necesita",
        ],
        "pt" => [
            "O problema",
            "O que fizemos",
            "Resultado",
            "O que correu mal",
            "O que é preciso",
        ],
        "ru" => [
            "Проблема",
            "Что мы сделали",
            "Результат",
            "Что пошло не так",
            "Что нужно",
        ],
        "ar" => ["المشكلة", "ما فعلناه", "النتيجة", "ما لم ينجح", "ما تحتاج إليه"],
        "az" => ["Problem", "Nə etdik", "Nəticə", "Nə alınmadı", "Nə lazımdır"],
        _ => ["The problem", "What we did", "Result", "What went wrong", "You need"],
    };
    Headings {
        problem,
        steps,
        result,
        wrong,
        need,
    }
}

/// That somebody endorses a declaration: `{who}`, `{what}`, `{owner}`. Not accepted: the owner did not answer.
pub(crate) fn endorses(accepted: bool, language: &Language) -> &'static str {
    match (primary(language), accepted) {
        ("fr", true) => "{who} adhère à {what} de {owner}.",
        ("fr", false) => "{who} déclare adhérer à {what} de {owner}. {owner} n’a pas encore répondu.",
        ("es", true) => "{who} se adhiere a {what} de {owner}.",
        ("es", false) => "{who} declara que se adhiere a {what} de {owner}. {owner} aún no ha respondido.",
        ("pt", true) => "{who} subscreve {what} de {owner}.",
        ("pt", false) => "{who} declara que subscreve {what} de {owner}. {owner} ainda não respondeu.",
        ("ru", true) => "{who} поддерживает: {what} ({owner}).",
        ("ru", false) => "{who} заявляет о поддержке: {what} ({owner}). Ответа от {owner} пока нет.",
        ("ar", true) => "{who} يؤيّد {what} الصادر عن {owner}.",
        ("ar", false) => "{who} يعلن تأييده {what} الصادر عن {owner}. لم يردّ {owner} بعد.",
        ("az", true) => "{who} dəstəkləyir: {what} ({owner}).",
        ("az", false) => "{who} dəstəklədiyini bildirir: {what} ({owner}). {owner} hələ cavab verməyib.",
        (_, true) => "{who} endorses the {what} of {owner}.",
        (_, false) => "{who} declares that it endorses the {what} of {owner}. {owner} has not answered yet.",
    }
}

/// How many endorsed: `{n}` endorsements from `{m}` countries of `{what}`.
pub(crate) fn milestone(closed: bool, language: &Language) -> &'static str {
    match (primary(language), closed) {
        ("fr", false) => "{what} : {n} adhésions, {m} pays.",
        ("fr", true) => "{what} : close avec {n} adhésions, {m} pays.",
        ("es", false) => "{what}: {n} adhesiones, {m} países.",
        ("es", true) => "{what}: cerrada con {n} adhesiones, {m} países.",
        ("pt", false) => "{what}: {n} subscrições, {m} países.",
        ("pt", true) => "{what}: encerrada com {n} subscrições, {m} países.",
        ("ru", false) => "{what}: подписей — {n}, стран — {m}.",
        ("ru", true) => "{what}: сбор закрыт, подписей — {n}, стран — {m}.",
        ("ar", false) => "{what}: عدد التأييدات {n}، وعدد البلدان {m}.",
        ("ar", true) => "{what}: أُغلق باب التأييد. عدد التأييدات {n}، وعدد البلدان {m}.",
        ("az", false) => "{what}: {n} dəstək, {m} ölkə.",
        ("az", true) => "{what}: bağlanıb, {n} dəstək, {m} ölkə.",
        (_, false) => "{what}: {n} endorsements, countries: {m}.",
        (_, true) => "{what}: closed with {n} endorsements, countries: {m}.",
    }
}

/// How a trial went, as a sentence; the slug itself for an outcome without one.
pub(crate) fn outcome(slug: &'static str, language: &Language) -> &'static str {
    let sentences = match primary(language) {
        "fr" => [
            "Nous avons essayé cette pratique : elle a marché.",
            "Nous avons essayé cette pratique : elle a marché, avec des changements.",
            "Nous avons essayé cette pratique : elle a marché en partie.",
            "Nous avons essayé cette pratique : elle n’a pas marché.",
            "Nous avons essayé cette pratique et arrêté avant la fin.",
            "Nous essayons cette pratique : il est trop tôt pour juger.",
        ],
        "es" => [
            "Probamos esta práctica: funcionó.",
            "Probamos esta práctica con cambios: funcionó.",
            "Probamos esta práctica: funcionó en parte.",
            "Probamos esta práctica: no funcionó.",
            "Probamos esta práctica y la dejamos antes de tiempo.",
            "Estamos probando esta práctica: es pronto para juzgar.",
        ],
        "pt" => [
            "Experimentámos esta prática: funcionou.",
            "Experimentámos esta prática com mudanças: funcionou.",
            "Experimentámos esta prática: funcionou em parte.",
            "Experimentámos esta prática: não funcionou.",
            "Experimentámos esta prática e parámos antes do fim.",
            "Estamos a experimentar esta prática: é cedo para julgar.",
        ],
        "ru" => [
            "Мы попробовали эту практику: она сработала.",
            "Мы попробовали эту практику с изменениями: она сработала.",
            "Мы попробовали эту практику: она сработала частично.",
            "Мы попробовали эту практику: она не сработала.",
            "Мы попробовали эту практику и прекратили раньше срока.",
            "Мы пробуем эту практику: судить пока рано.",
        ],
        "ar" => [
            "جرّبنا هذه الممارسة: نجحت.",
            "جرّبنا هذه الممارسة مع تعديلات: نجحت.",
            "جرّبنا هذه الممارسة: نجحت جزئيًا.",
            "جرّبنا هذه الممارسة: لم تنجح.",
            "جرّبنا هذه الممارسة وأوقفناها قبل نهايتها.",
            "نجرّب هذه الممارسة: من المبكر الحكم عليها.",
        ],
        "az" => [
            "Bu təcrübəni sınadıq: alındı.",
            "Bu təcrübəni dəyişikliklərlə sınadıq: alındı.",
            "Bu təcrübəni sınadıq: qismən alındı.",
            "Bu təcrübəni sınadıq: alınmadı.",
            "Bu təcrübəni sınadıq və vaxtından əvvəl dayandırdıq.",
            "Bu təcrübəni sınayırıq: hökm vermək hələ tezdir.",
        ],
        _ => [
            "We tried this practice: it worked.",
            "We tried this practice: it worked, with changes.",
            "We tried this practice: it partly worked.",
            "We tried this practice: it did not work.",
            "We tried this practice and stopped early.",
            "We are trying this practice: it is too early to tell.",
        ],
    };
    let slugs = [
        "worked",
        "worked-with-changes",
        "partly-worked",
        "did-not-work",
        "stopped-early",
        "too-early",
    ];
    slugs
        .iter()
        .zip(sentences)
        .find(|(known, _)| **known == slug)
        .map_or(slug, |(_, sentence)| sentence)
}

/// A result number as text that needs no translation: `Cases per month: 61 → 22`.
pub(crate) fn number(number: &ResultNumber) -> String {
    let unit = symbol(number.unit);
    let before = number
        .before
        .as_ref()
        .map(|before| format!("{} → ", before.as_str()))
        .unwrap_or_default();
    format!("{}: {before}{}{unit}", number.what, number.after.as_str())
}

/// The international symbol of a unit; nothing for counted things, which the number's own words name.
fn symbol(unit: ResultUnit) -> &'static str {
    match unit.as_str() {
        "percent" => " %",
        "hectares" => " ha",
        "metres" => " m",
        "kilometres" => " km",
        "kilograms" => " kg",
        "tonnes" => " t",
        "litres" => " l",
        "cubic-metres" => " m³",
        "kilowatt-hours" => " kWh",
        "tonnes-co2e" => " t CO₂e",
        "minutes" => " min",
        "hours" => " h",
        "days" => " d",
        "degrees-celsius" => " °C",
        "millimetres" => " mm",
        "us-dollars" => " US$",
        _ => "",
    }
}

fn primary(language: &Language) -> &str {
    language.as_str().split('-').next().unwrap_or("")
}
