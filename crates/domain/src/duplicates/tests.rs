use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::endorsement::SignatureDraft;

fn marks(kind: &str, country: &str, organisation: &str, person: &str, mail: &str) -> Marks {
    let signature = SignatureDraft {
        kind: kind.to_owned(),
        organisation: organisation.to_owned(),
        country: country.to_owned(),
        person: person.to_owned(),
        mail: mail.to_owned(),
        ..SignatureDraft::default()
    }
    .check()
    .unwrap();
    Marks::of(&signature.signatory, signature.mail.as_ref(), None)
}

fn likeness(a: &Marks, b: &Marks) -> Option<Likeness> {
    let mut index = Index::default();
    index.insert(a, &1);
    index.find(b).map(|find| find.likeness)
}

#[test]
fn one_mailbox_and_one_key_are_the_same_signer() {
    let a = marks("organisation", "UZ", "Water", "", "s0425@uz.example");
    let b = marks("representative", "KE", "Other", "Other", "S0425+cop29@UZ.example");
    assert_eq!(likeness(&a, &b), Some(Likeness::Same));
    let signer = crate::endorsement::Signatory::of_kind(Kind::Organisation, crate::endorsement::Visibility::Public);
    let key = |actor| Marks::of(&signer, None, Some(actor));
    assert_eq!(
        likeness(&key("https://a.example/o/1"), &key("https://a.example/o/1")),
        Some(Likeness::Same)
    );
    assert_eq!(
        likeness(&key("https://a.example/o/1"), &key("https://b.example/o/1")),
        None
    );
}

#[test]
fn names_that_differ_only_in_writing_are_perhaps_the_same() {
    for (a, b) in [
        (
            "Green Roots 5 Climate Initiative",
            "GREEN  ROOTS 5 “CLIMATE” INITIATIVE",
        ),
        ("Associação Água Viva 6", "The Associacao Agua Viva 6"),
        (
            "Association Sahel Vert 4 pour le climat",
            "Assоciаtiоn Sаhеl Vеrt 4 pоur lе climаt",
        ),
        ("ВОДА", "BOДA"),
        ("Вода", "Boдa"),
        ("Su və Həyat", "Su ve Heyat"),
        ("جمعية النيل للمناخ", "جمعية  النيل للمناخ"),
        ("Réseau", "Re\u{301}seau"),
        ("Straße", "STRASSE"),
    ] {
        let (a, b) = (
            marks("organisation", "SN", a, "", ""),
            marks("organisation", "SN", b, "", ""),
        );
        assert_eq!(likeness(&a, &b), Some(Likeness::Perhaps), "{a:?} {b:?}");
    }
}

#[test]
fn other_countries_other_names_and_other_persons_are_others() {
    let one = |country: &str, name: &str| marks("organisation", country, name, "", "");
    assert_eq!(likeness(&one("SN", "Water"), &one("KE", "Water")), None);
    assert_eq!(likeness(&one("SN", "Water 1"), &one("SN", "Water 2")), None);
    assert_eq!(
        likeness(&one("SN", "The"), &one("SN", "La")),
        None,
        "an article alone is a name"
    );
    let person = |kind: &str, name: &str| marks(kind, "SN", "Water", name, "");
    let representative = |name: &str| person("representative", name);
    assert_eq!(
        likeness(&representative("Awa Ndiaye"), &representative("Moussa Ndiaye")),
        None
    );
    assert_eq!(
        likeness(&representative("Awa Ndiaye"), &representative("AWA NDIAYE")),
        Some(Likeness::Perhaps)
    );
    assert_eq!(
        likeness(&one("SN", "Water"), &representative("Awa")),
        None,
        "an organisation and a person of it are two"
    );
}

#[test]
fn the_surest_find_comes_first() {
    let mut index = Index::default();
    index.insert(&marks("organisation", "SN", "Water", "", "a@a.example"), &1);
    index.insert(&marks("organisation", "SN", "Forest", "", "b@b.example"), &2);
    let both = marks("organisation", "SN", "Water", "", "b@b.example");
    assert_eq!(
        index.find(&both),
        Some(Find {
            likeness: Likeness::Same,
            with: 2
        })
    );
}

proptest! {
    #[test]
    fn a_signer_is_always_like_itself(name in "\\PC{1,60}", upper in any::<bool>()) {
        let draft = |organisation: &str| SignatureDraft {
            kind: "organisation".to_owned(),
            organisation: organisation.to_owned(),
            country: "KE".to_owned(),
            ..SignatureDraft::default()
        };
        if let Ok(signature) = draft(&name).check() {
            let marks = Marks::of(&signature.signatory, None, None);
            let other = if upper { format!("  {name} ") } else { name.clone() };
            let again = draft(&other).check().unwrap();
            let found = likeness(&marks, &Marks::of(&again.signatory, None, None));
            prop_assert!(marks.name.is_none() || found == Some(Likeness::Perhaps));
        }
    }

    #[test]
    fn a_normal_name_is_its_own_normal_name(name in any::<String>()) {
        // An article is taken away once only.
        let once = format!("x {}", normal_name(&name));
        prop_assert_eq!(normal_name(&once), once.trim_end());
    }
}

#[test]
fn names_that_look_the_same_are_the_same_whatever_their_letters_are() {
    let same = [
        ("MEMBER 1", "МЕМВЕR 1"),
        ("Blue Delta", "blue-delta"),
        ("Côte Bleue", "COTE BLEUE"),
        ("The Mango Tree", "Mаngo Trее"),
    ];
    for (one, other) in same {
        assert_eq!(looks(one), looks(other), "{one} and {other}");
    }
    assert_ne!(looks("Blue Delta"), looks("Blue Deltas"));
    assert_eq!(looks("…"), "");
}
