use super::*;
use crate::practice::DraftNumber;

fn some(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

fn draft() -> PracticeDraft {
    PracticeDraft {
        title: "Floating beds keep vegetables growing".to_owned(),
        problem: "Fields are under water.".to_owned(),
        what_we_did: vec!["Met.".to_owned(), " ".to_owned(), "Built rafts.".to_owned()],
        result: "312 families harvest.".to_owned(),
        what_went_wrong: "unknown".to_owned(),
        country: "BD".to_owned(),
        setting: some("rural river-basin"),
        sectors: some("food-agriculture"),
        started: "2019-05".to_owned(),
        cost_band_usd: "unknown".to_owned(),
        summary: "Vegetables on rafts.".to_owned(),
        language: "en".to_owned(),
        ..PracticeDraft::default()
    }
}

fn faults(change: impl FnOnce(&mut PracticeDraft)) -> Vec<(&'static str, Fault)> {
    let mut draft = draft();
    change(&mut draft);
    draft
        .check()
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|error| (error.field, error.fault))
        .collect()
}

fn photo() -> DraftMedia {
    DraftMedia {
        kind: "photo".to_owned(),
        id: "01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
        alt: "A raft".to_owned(),
        ..DraftMedia::default()
    }
}

#[test]
fn the_nine_questions_are_enough_and_the_rest_has_its_preset() {
    let practice = draft().check().unwrap();
    assert_eq!(practice.what_we_did, ["Met.", "Built rafts."]);
    assert_eq!(practice.place_precision.as_str(), "district");
    assert_eq!(practice.licence.as_str(), "CC-BY-4.0");
    assert_eq!(practice.contact, Contact::ViaNode);
    assert_eq!((practice.place, practice.ended, practice.evidence), (None, None, None));
}

#[test]
fn an_empty_form_shows_all_that_is_missing_in_the_order_of_the_form() {
    let found = PracticeDraft::default().check().unwrap_err();
    assert!(found.iter().all(|error| error.fault == Fault::Missing));
    assert_eq!(
        found.iter().map(|error| error.field).collect::<Vec<_>>(),
        [
            "title",
            "problem",
            "what_we_did",
            "result",
            "what_went_wrong",
            "country",
            "setting",
            "sectors",
            "started",
            "cost_band_usd",
            "summary",
            "language"
        ]
    );
}

#[test]
fn limits_count_what_people_see() {
    let family = "👨‍👩‍👧‍👦";
    assert!(faults(|d| d.title = family.repeat(90)).is_empty());
    assert_eq!(
        faults(|d| d.title = family.repeat(91)),
        [("title", Fault::TooLong { most: 90, given: 91 })]
    );
    for (field, most) in [
        ("problem", 400),
        ("result", 600),
        ("what_went_wrong", 400),
        ("you_need", 400),
        ("summary", 500),
    ] {
        let set = |length: usize| {
            faults(|d| {
                *match field {
                    "problem" => &mut d.problem,
                    "result" => &mut d.result,
                    "what_went_wrong" => &mut d.what_went_wrong,
                    "you_need" => &mut d.you_need,
                    _ => &mut d.summary,
                } = "é".repeat(length);
            })
        };
        assert!(set(most).is_empty(), "{field}");
        assert_eq!(set(most + 1), [(field, Fault::TooLong { most, given: most + 1 })]);
    }
    assert_eq!(
        faults(|d| d.place = "x".repeat(81)),
        [("place", Fault::TooLong { most: 80, given: 81 })]
    );
}

#[test]
fn steps_are_at_most_twelve_and_1500_characters_together() {
    assert!(faults(|d| d.what_we_did = vec!["x".repeat(125); 12]).is_empty());
    assert_eq!(
        faults(|d| d.what_we_did = vec!["x".repeat(126); 12]),
        [(
            "what_we_did",
            Fault::TooLong {
                most: 1_500,
                given: 1_512
            }
        )]
    );
    assert_eq!(
        faults(|d| d.what_we_did = vec!["x".to_owned(); 13]),
        [("what_we_did", Fault::TooMany { most: 12 })]
    );
    assert_eq!(
        faults(|d| d.what_we_did = vec!["one\ntwo".to_owned()]),
        [("what_we_did", Fault::ForbiddenCharacter)]
    );
}

#[test]
fn nothing_went_wrong_is_refused_kindly_in_many_languages_and_unknown_is_fine() {
    for nothing in [
        "nothing",
        "Nothing.",
        "NONE",
        "n/a",
        "N/A!",
        "-",
        "…",
        "Rien",
        "rien du tout",
        "Néant",
        "R.A.S.",
        "nada",
        "¡Nada!",
        "Ninguno",
        "Nenhuma",
        "Não",
        "Ничего",
        "нет.",
        "heç nə",
        "Yoxdur",
        "hiçbir şey",
        "لا شيء",
        "لا يوجد",
        "هیچ",
        "Tidak ada",
        "hakuna",
        "không có",
        "कुछ नहीं",
        "কিছু না",
        "没有",
        "0",
    ] {
        assert_eq!(
            faults(|d| d.what_went_wrong = nothing.to_owned()),
            [("what_went_wrong", Fault::NothingWentWrong)],
            "{nothing}"
        );
    }
    for fine in [
        "unknown",
        "Nothing grew in the first year.",
        "inconnu",
        "Rien n’a poussé la première année",
    ] {
        assert!(faults(|d| d.what_went_wrong = fine.to_owned()).is_empty(), "{fine}");
    }
}

#[test]
fn titles_take_no_markup_and_no_text_takes_characters_that_turn_it_around() {
    assert_eq!(
        faults(|d| d.title = "a <b>".to_owned()),
        [("title", Fault::ForbiddenCharacter)]
    );
    assert_eq!(
        faults(|d| {
            d.problem = "a\u{202E}b".to_owned();
            d.summary = "a\u{0}b".to_owned();
        }),
        [
            ("problem", Fault::ForbiddenCharacter),
            ("summary", Fault::ForbiddenCharacter)
        ]
    );
}

#[test]
fn lists_take_only_their_slugs_each_once_and_not_too_many() {
    assert_eq!(draft_with(|d| d.setting = some("rural rural urban")).setting.len(), 2);
    assert_eq!(
        faults(|d| d.setting = some("rural urban coastal")),
        [("setting", Fault::TooMany { most: 2 })]
    );
    assert_eq!(
        faults(|d| {
            d.sectors = some("magic");
            d.hazards = some("flood drought wildfire landslide");
            d.sdgs = some("1 17 18");
            d.scale = "galaxy".to_owned();
        }),
        [
            (
                "scale",
                Fault::NotInList {
                    given: "galaxy".to_owned()
                }
            ),
            (
                "sectors",
                Fault::NotInList {
                    given: "magic".to_owned()
                }
            ),
            ("hazards", Fault::TooMany { most: 3 }),
            ("sdgs", Fault::NotInList { given: "18".to_owned() }),
        ]
    );
    let long = faults(|d| d.maturity = "x".repeat(500));
    assert_eq!(long, [("maturity", Fault::NotInList { given: "x".repeat(80) })]);
}

fn draft_with(change: impl FnOnce(&mut PracticeDraft)) -> Practice {
    let mut draft = draft();
    change(&mut draft);
    draft.check().unwrap()
}

#[test]
fn a_hidden_place_is_not_kept() {
    let hidden = draft_with(|d| {
        d.place = "Our village".to_owned();
        d.place_precision = "hidden".to_owned();
    });
    assert_eq!(hidden.place, None);
    assert_eq!(
        draft_with(|d| d.place = "Gaibandha".to_owned()).place.as_deref(),
        Some("Gaibandha")
    );
}

#[test]
fn the_end_is_not_before_the_start() {
    assert!(faults(|d| d.ended = "2019-05".to_owned()).is_empty());
    assert_eq!(
        faults(|d| d.ended = "2019-04".to_owned()),
        [("ended", Fault::EndBeforeStart)]
    );
    assert_eq!(
        faults(|d| {
            d.started = "May 2019".to_owned();
            d.ended = "2019".to_owned();
        }),
        [
            ("started", Fault::Malformed { expected: "YYYY-MM" }),
            ("ended", Fault::Malformed { expected: "YYYY-MM" })
        ]
    );
}

#[test]
fn result_numbers_keep_their_digits_and_empty_rows_do_not_count() {
    let number = |before: &str, after: &str| DraftNumber {
        what: "Walk".to_owned(),
        unit: "kilometres".to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let kept = draft_with(|d| d.result_numbers = vec![number("", "0.80"), DraftNumber::default()]);
    assert_eq!(kept.result_numbers.len(), 1);
    assert_eq!(kept.result_numbers[0].after.as_str(), "0.80");
    assert_eq!(kept.result_numbers[0].before, None);
    assert_eq!(
        faults(|d| d.result_numbers = vec![number("1", "2"); 4]),
        [("result_numbers", Fault::TooMany { most: 3 })]
    );
    assert_eq!(
        faults(|d| d.result_numbers = vec![DraftNumber {
            unit: "parsecs".to_owned(),
            ..number("x", "")
        }]),
        [
            (
                "result_numbers",
                Fault::NotInList {
                    given: "parsecs".to_owned()
                }
            ),
            ("result_numbers", Fault::Malformed { expected: "0.5" }),
            ("result_numbers", Fault::Missing),
        ]
    );
}

#[test]
fn a_photo_needs_alternative_text_and_the_consent_of_those_on_it() {
    assert!(faults(|d| d.media = vec![photo(); 4]).is_empty());
    assert_eq!(
        faults(|d| d.media = vec![photo(); 5]),
        [("media", Fault::TooMany { most: 4 })]
    );
    let without = DraftMedia {
        alt: String::new(),
        ..photo()
    };
    assert_eq!(
        faults(|d| d.media = vec![without.clone()]),
        [("media", Fault::AltTextMissing)]
    );
    assert!(
        faults(|d| d.media = vec![DraftMedia {
            decorative: true,
            ..without.clone()
        }])
        .is_empty()
    );
    let refused = DraftMedia {
        people_agreed: "no".to_owned(),
        ..photo()
    };
    assert_eq!(
        faults(|d| d.media = vec![refused.clone()]),
        [("media", Fault::PeopleDidNotAgree)]
    );
    let agreed = DraftMedia {
        people_agreed: "yes".to_owned(),
        ..photo()
    };
    let agreed = draft_with(|d| d.media = vec![agreed]);
    assert!(matches!(
        agreed.media[..],
        [Media::Photo {
            people_agreed: Some(true),
            ..
        }]
    ));
}

#[test]
fn links_of_every_field_are_addresses_of_the_web() {
    let script = "javascript:alert(1)".to_owned();
    let found = faults(|d| {
        d.evidence_type = "media".to_owned();
        d.evidence_link.clone_from(&script);
        d.adapted_from.clone_from(&script);
        d.media = vec![DraftMedia {
            kind: "link".to_owned(),
            url: script.clone(),
            title: "Audio".to_owned(),
            ..DraftMedia::default()
        }];
    });
    let malformed = Fault::Malformed {
        expected: "https://…"
    };
    assert_eq!(
        found,
        [
            ("evidence_link", malformed.clone()),
            ("media", malformed.clone()),
            ("adapted_from", malformed)
        ]
    );
}

#[test]
fn a_link_to_evidence_needs_its_kind() {
    assert_eq!(
        faults(|d| d.evidence_link = "https://a.example/b".to_owned()),
        [("evidence_type", Fault::Missing)]
    );
}

#[test]
fn a_contact_is_the_node_or_a_mail_address() {
    let contact = |text: &str| draft_with(|d| d.contact = text.to_owned()).contact;
    assert_eq!(contact("via-node"), Contact::ViaNode);
    assert_eq!(
        contact(" office@a.example "),
        Contact::Mailbox("office@a.example".to_owned())
    );
    for bad in [
        "office",
        "@a.example",
        "a@b",
        "a b@c.example",
        "<a@b.example>",
        "a@b..example",
        "tel:+1",
    ] {
        assert_eq!(faults(|d| d.contact = bad.to_owned()).len(), 1, "{bad}");
    }
}

#[test]
fn a_checked_practice_made_a_draft_again_checks_to_the_same() {
    let practice = draft_with(|d| {
        d.place = "Gaibandha".to_owned();
        d.ended = "2024-01".to_owned();
        d.people_reached = "1480".to_owned();
        d.sdgs = some("2 13");
        d.hazards = some("flood");
        d.evidence_type = "monitoring-data".to_owned();
        d.evidence_link = "https://a.example/data.csv".to_owned();
        d.media = vec![
            photo(),
            DraftMedia {
                alt: String::new(),
                decorative: true,
                ..photo()
            },
        ];
        d.contact = "office@a.example".to_owned();
        d.last_confirmed = "2026-11-01".to_owned();
        d.adapted_from = "https://b.example/practices/1".to_owned();
    });
    assert_eq!(PracticeDraft::from(&practice).check().unwrap(), practice);
}

#[test]
fn a_draft_with_an_unknown_member_is_refused() {
    let error = serde_json::from_str::<PracticeDraft>(r#"{"title": "a", "titel": "b"}"#).unwrap_err();
    assert!(error.to_string().contains("titel"), "{error}");
}
