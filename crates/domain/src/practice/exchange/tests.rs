use super::*;
use crate::field_error::Fault;

fn samples() -> Vec<PracticeExchange> {
    let file: Value = serde_json::from_str(include_str!("../../../data/practices_sample.json")).unwrap();
    serde_json::from_value(file["practices"].clone()).unwrap()
}

/// The samples name each other by a short name where a practice has an address.
fn checked(mut sample: PracticeExchange) -> Practice {
    sample.adapted_from = sample
        .adapted_from
        .map(|id| format!("https://a.example/practices/{id}"));
    let id = sample.id.clone();
    sample
        .into_draft()
        .check()
        .unwrap_or_else(|faults| panic!("{id:?}: {faults:?}"))
}

#[test]
fn all_samples_check_without_fault() {
    let samples = samples();
    assert_eq!(samples.len(), 24);
    assert!(samples.iter().any(|sample| sample.photos_without_picture() == 2));
    for sample in samples {
        let (title, numbers) = (sample.title.clone(), sample.result_numbers.clone());
        let practice = checked(sample);
        assert_eq!(practice.title.as_str(), title);
        assert_eq!(PracticeExchange::from(&practice).result_numbers, numbers, "{title}");
    }
}

#[test]
fn a_practice_survives_the_way_to_a_file_and_back() {
    for sample in samples() {
        let mut practice = checked(sample);
        practice.media.push(Media::Photo {
            id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap(),
            alt: String::new(),
            people_agreed: Some(true),
        });
        let text = serde_json::to_string(&PracticeExchange::from(&practice)).unwrap();
        let read: PracticeExchange = serde_json::from_str(&text).unwrap();
        assert_eq!(read.into_draft().check().unwrap(), practice);
    }
}

#[test]
fn decimals_keep_their_digits() {
    for digits in [
        "0",
        "-3",
        "0.8",
        "41.60",
        "0.000001",
        "999999999999999",
        "1450000",
        "123456789012345.123456",
        "-0",
    ] {
        let decimal = DecimalExchange::new(digits);
        let text = serde_json::to_string(&decimal).unwrap();
        let read: DecimalExchange = serde_json::from_str(&text).unwrap();
        assert_eq!(read.text(), digits, "{text}");
    }
    let read = |text: &str| serde_json::from_str::<DecimalExchange>(text).unwrap().text();
    assert_eq!(
        ["5", "0.1", "1e-6", "\"1.50\""].map(read),
        ["5", "0.1", "0.000001", "1.50"]
    );
}

#[test]
fn unknown_members_are_refused_and_missing_ones_are_faults_of_the_form() {
    for unknown in [
        r#"{"titel": "a"}"#,
        r#"{"evidence": {"kind": "media"}}"#,
        r#"{"media": [{"src": "a"}]}"#,
    ] {
        assert!(serde_json::from_str::<PracticeExchange>(unknown).is_err(), "{unknown}");
    }
    let empty: PracticeExchange = serde_json::from_str("{}").unwrap();
    let faults = empty.into_draft().check().unwrap_err();
    assert_eq!(faults.len(), 12);
    assert!(faults.iter().all(|error| error.fault == Fault::Missing));
}

#[test]
fn what_has_an_id_is_a_photo_and_what_has_an_address_a_link() {
    let kind = |text: &str| {
        let read: PracticeExchange = serde_json::from_str(&format!(r#"{{"media": [{text}]}}"#)).unwrap();
        let media = read.into_draft().media.remove(0);
        (media.kind, media.alt, media.title)
    };
    let (photo, link) = (("photo", "A well", ""), ("link", "", "A well"));
    for (text, (expected, alt, title)) in [
        (r#"{"id": "a", "alt": "A well"}"#, photo),
        (r#"{"url": "https://a.example/", "alt": "A well"}"#, link),
        (r#"{"kind": "link", "id": "a", "alt": "A well"}"#, link),
        (r#"{"alt": "A well"}"#, ("", "A well", "")),
    ] {
        assert_eq!(
            kind(text),
            (expected.to_owned(), alt.to_owned(), title.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn a_mailbox_without_address_is_a_fault() {
    let mut sample = samples().remove(0);
    sample.contact = Some(ContactExchange {
        kind: "mailbox".to_owned(),
        value: None,
    });
    let faults = sample.into_draft().check().unwrap_err();
    assert_eq!(faults.iter().map(|error| error.field).collect::<Vec<_>>(), ["contact"]);
}
