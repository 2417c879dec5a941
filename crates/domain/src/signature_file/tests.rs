use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::endorsement::Visibility;

fn read(text: &str) -> SignatureFile {
    SignatureFile::read(text.as_bytes()).unwrap()
}

fn good(file: &SignatureFile, at: usize) -> &SignatureRow {
    file.rows[at].outcome.as_ref().unwrap()
}

#[test]
fn columns_are_recognised_in_any_language_and_order() {
    for text in [
        "Country,Organisation,Name,Date\nKenya,Water,Awa,2026-03-02\n",
        "Date de signature;Nom;Nom de l’organisation;Pays\n02.03.2026;Awa;Water;Kenya\n",
        "Nombre\tPaís\tOrganización\tFecha\nAwa\tKenia\tWater\t2/3/2026\nJo\tKenia\tX\t13/3/2026\n",
        "الاسم,البلد,المنظمة,التاريخ\nAwa,كينيا,Water,٢٠٢٦-٠٣-٠٢\n",
        "NOME;PAÍS OU TERRITÓRIO;ORGANIZAÇÃO;DATA\nAwa;Quênia;Water;2026-03-02\n",
        "ФИО,Страна,Организация,Дата подписи\nAwa,Кения,Water,2026-03-02\n",
        "Ad və soyad,Ölkə,Təşkilat,Tarix\nAwa,Keniya,Water,2026-03-02\n",
    ] {
        let file = read(text);
        let row = good(&file, 0);
        let signer = &row.signature.signatory;
        assert_eq!(signer.country.unwrap().code(), "KE", "{text}");
        assert_eq!(signer.person.as_deref(), Some("Awa"));
        assert_eq!(signer.organisation.as_deref(), Some("Water"));
        assert_eq!(signer.kind, Kind::Representative, "without a word it binds nobody");
        assert_eq!(row.signed_at, Some(SignedAt::Day("2026-03-02".parse().unwrap())));
    }
}

#[test]
fn spreadsheets_may_save_a_file_in_their_ways() {
    let plain = "org,country\n\"Water, \"\"clean\"\"\nand safe\",ke\n\n  , \nForest,KEN\n";
    let windows = format!("\u{FEFF}{}", plain.replace('\n', "\r\n"));
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(plain.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [plain.as_bytes(), windows.as_bytes(), &wide] {
        let file = SignatureFile::read(bytes).unwrap();
        let names: Vec<_> = (0..2)
            .map(|at| good(&file, at).signature.signatory.organisation.clone().unwrap())
            .collect();
        assert_eq!(names, ["Water, \"clean\" and safe", "Forest"]);
        assert_eq!(
            (file.rows[0].line, file.rows[1].line),
            (2, 6),
            "lines are those of the file"
        );
    }
}

#[test]
fn a_cell_that_begins_like_a_formula_is_text_and_is_named() {
    let file = read("org,country\n\"=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",KE\n-12,KE\n@Home,KE\n");
    assert_eq!(
        good(&file, 0).signature.signatory.organisation.as_deref(),
        Some("=HYPERLINK(\"http://evil.example\",\"x\")")
    );
    assert_eq!(
        file.rows.iter().map(|row| row.formula).collect::<Vec<_>>(),
        [true, false, true]
    );
    assert_eq!(file.preview().formulas, 2);
}

#[test]
fn each_row_names_all_its_faults_and_its_line() {
    let file = read("kind,org,country,email,channel,signed_at,status\norganisation,,XX,nobody,pigeon,soon,maybe\n");
    let faults = file.rows[0].outcome.as_ref().unwrap_err();
    let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(
        fields,
        ["country", "organisation", "mail", "status", "channel", "signed_at"]
    );
    assert_eq!(file.rows[0].line, 2);
    let surplus = read("org,country\nWater,KE,more\n");
    assert_eq!(surplus.rows[0].outcome.as_ref().unwrap_err()[0].field, "cells");
    assert!(read("org,country\nWater,KE,,\n").rows[0].outcome.is_ok());
}

#[test]
fn a_file_without_what_is_needed_says_what_is_missing() {
    let fault = |text: &str| SignatureFile::read(text.as_bytes()).unwrap_err();
    assert_eq!(fault(""), FileFault::Empty);
    assert_eq!(fault("org,country\n"), FileFault::Empty);
    assert!(matches!(
        fault("org,town\na,b\n"),
        FileFault::ColumnMissing {
            missing: Column::Country,
            ..
        }
    ));
    assert!(matches!(
        fault("email,country\na,b\n"),
        FileFault::ColumnMissing {
            missing: Column::Organisation,
            ..
        }
    ));
    assert_eq!(
        fault("org,organisation,country\na,b,KE\n"),
        FileFault::ColumnTwice(Column::Organisation)
    );
    let bad = SignatureFile::read(b"org,country\nWater,KE\n\xE9t\xE9,FR\n").unwrap_err();
    assert_eq!(bad, FileFault::NotUtf8 { line: 3 });
    let large = vec![b'a'; LARGEST_FILE + 1];
    assert_eq!(
        SignatureFile::read(&large).unwrap_err(),
        FileFault::TooLarge(LARGEST_FILE + 1)
    );
}

#[test]
fn countries_are_known_by_codes_and_names() {
    for (text, code) in [
        ("ke", "KE"),
        ("KEN", "KE"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("USA", "US"),
        ("Côte d’Ivoire", "CI"),
        ("cote d'ivoire", "CI"),
        ("Azərbaycan", "AZ"),
        ("মালদ্বীপ", "MV"),
        ("مصر", "EG"),
        ("Viet Nam", "VN"),
        ("Atlantis", "Atlantis"),
        ("XX", "XX"),
    ] {
        assert_eq!(words::country(text), code, "{text}");
    }
}

#[test]
fn a_day_that_can_be_read_in_two_ways_is_not_guessed() {
    let day = |text: &str, order| {
        dates::read(text, order).map(|signed| match signed {
            SignedAt::Moment(at) => at.date_naive().to_string(),
            SignedAt::Day(day) => day.to_string(),
        })
    };
    assert!(day("3/4/2026", dates::Order::Unclear).is_err());
    assert_eq!(day("3/4/2026", dates::Order::DayFirst).unwrap(), "2026-04-03");
    assert_eq!(day("3/4/2026", dates::Order::MonthFirst).unwrap(), "2026-03-04");
    assert_eq!(day("13/4/2026", dates::Order::Unclear).unwrap(), "2026-04-13");
    assert_eq!(day("2026-03-02 23:59", dates::Order::Unclear).unwrap(), "2026-03-02");
    for bad in ["", "yesterday", "2026-02-30", "46083", "1/1/26", "99999-01-01"] {
        assert!(day(bad, dates::Order::DayFirst).is_err(), "{bad}");
    }
}

#[test]
fn words_of_kinds_and_visibilities_are_known() {
    let file = read(
        "signs as,shown as,org,name,country\nONG,organisation seulement,A,,KE\nпредставитель,gizli,A,B,KE\nà titre personnel,,,C,KE\n",
    );
    let seen: Vec<_> = (0..3)
        .map(|at| good(&file, at))
        .map(|row| (row.signature.signatory.kind, row.signature.signatory.visibility))
        .collect();
    assert_eq!(
        seen,
        [
            (Kind::Organisation, Visibility::NameHidden),
            (Kind::Representative, Visibility::FullyHidden),
            (Kind::Individual, Visibility::Public)
        ]
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fail(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(file) = SignatureFile::read(&bytes) {
            prop_assert_eq!(file.preview().rows, file.rows.len());
        }
    }

    #[test]
    fn no_row_is_dropped(cells in proptest::collection::vec("\\PC{1,12}", 1..20)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["org", "country"]).unwrap();
        for cell in &cells {
            writer.write_record([cell.as_str(), "KE"]).unwrap();
        }
        let file = SignatureFile::read(&writer.into_inner().unwrap()).unwrap();
        prop_assert_eq!(file.rows.len(), cells.len());
        for row in &file.rows {
            prop_assert!(row.outcome.is_ok() || row.outcome.as_ref().is_err_and(|faults| !faults.is_empty()));
        }
    }
}
