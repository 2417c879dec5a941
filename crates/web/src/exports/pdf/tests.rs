use super::*;
use crate::pictures::qr;

fn words(text: &str) -> Words {
    Words::new(text)
}

fn document(names: &[&str]) -> Document {
    let row = |cells: [&str; 4], strong| Row {
        cells: cells.map(str::to_owned).to_vec(),
        strong,
    };
    let (size, path) = qr::squares("https://water.example/declarations/x/tally").unwrap();
    Document {
        lang: "en",
        dir: "ltr",
        node: "Water Forum".to_owned(),
        title: "Neighbours in a changing climate".to_owned(),
        lead: vec!["Open until 31 May 2026.".to_owned()],
        counts: vec![Count {
            number: "625".to_owned(),
            what: "organisations".to_owned(),
        }],
        below: vec!["137 of 193 UN member states (71.0 %)".to_owned()],
        check: Check {
            title: "Check it".to_owned(),
            lead: "This code leads to the count.".to_owned(),
            link: "https://water.example/declarations/x/tally".to_owned(),
            digest: "zQm…".to_owned(),
        },
        text: Text {
            lang: "ar".to_owned(),
            dir: "rtl",
            title: "جيران في مناخ يتغير".to_owned(),
            nodes: nodes(
                "<p>نحن، منظمات المجتمع المدني</p><ol><li><p>واحد</p></li></ol><blockquote><p>#set page()</p></blockquote>",
            ),
        },
        tables: vec![Table {
            title: "By country".to_owned(),
            note: String::new(),
            head: ["Country", "Organisations", "People", "Total"]
                .map(str::to_owned)
                .to_vec(),
            rows: vec![
                row(["Africa", "1", "1", "2"], true),
                row(["Kenya", "1", "1", "2"], false),
            ],
        }],
        map: Captioned {
            title: "Map".to_owned(),
            note: "Boundaries imply no position.".to_owned(),
        },
        growth: Captioned {
            title: "Growth".to_owned(),
            note: String::new(),
        },
        method: Method {
            title: "How this is counted".to_owned(),
            lines: vec!["Each once.".to_owned()],
        },
        names: Names {
            title: "Names".to_owned(),
            note: String::new(),
            groups: vec![Group {
                title: "Kenya".to_owned(),
                names: names
                    .iter()
                    .map(|name| Name {
                        first: words(name),
                        second: Some(words("#panic(\"x\")")),
                    })
                    .collect(),
            }],
        },
        footer: "Neighbours".to_owned(),
        page_of: "Page @ of #".to_owned(),
        pictures: Pictures {
            map: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 4\"><rect width=\"8\" height=\"4\"/></svg>"
                .to_owned(),
            growth:
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 4\"><rect width=\"8\" height=\"4\"/></svg>"
                    .to_owned(),
            code: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\"><path d=\"{path}\"/></svg>"
            ),
        },
    }
}

fn fonts() -> &'static Fonts {
    static FONTS: std::sync::LazyLock<Fonts> = std::sync::LazyLock::new(Fonts::of_system);
    &FONTS
}

#[test]
fn co5_names_in_every_script_are_set_and_none_is_read_as_markup() {
    let names = [
        "مؤسسة المياه النظيفة",
        "जल संगठन",
        "নদী ফোরাম",
        "ጤና ማኅበር",
        "ජල සංවිධානය",
        "မြန်မာ",
        "Общественный фонд",
        "*bold* $x$ `raw` <label> @ref \\ #import \"x\"",
    ];
    let pdf = set(&document(&names), fonts()).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000, "{}", pdf.len());
}

#[test]
fn a_missing_glyph_stops_the_pdf_with_the_name_of_the_row() {
    let name = "Foundation \u{10FFFD}";
    let fault = set(&document(&["Water", name]), fonts()).unwrap_err();
    assert_eq!(
        fault,
        PdfFault::Glyph {
            row: name.to_owned(),
            character: '\u{10FFFD}'
        }
    );
}

#[test]
fn words_know_their_direction() {
    assert_eq!(words("(2026) مؤسسة Water").dir, "rtl");
    assert_eq!(words("123 Water مؤسسة").dir, "ltr");
}
