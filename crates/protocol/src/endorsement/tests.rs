use std::{fs, path::PathBuf};

use domain::endorsement::Kind as SignatoryKind;

use super::*;

/// A vector without its context and proof: those depend on nothing else.
fn vector(file: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(file);
    bare(serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
}

fn bare(mut document: Value) -> Value {
    let members = document.as_object_mut().unwrap();
    members.remove("@context");
    members.remove("proof");
    document
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn organisation(name: &str, country: &str) -> Signatory {
    Signatory {
        organisation: Some(name.to_owned()),
        country: Country::parse(country),
        ..Signatory::of_kind(SignatoryKind::Organisation, Visibility::Public)
    }
}

fn document<'a>(signatory: &'a Signatory) -> EndorsementDocument<'a> {
    EndorsementDocument {
        object: "https://beta.example/ap/endorsements/9",
        author: "https://beta.example/ap/orgs/7",
        subject: "https://beta.example/ap/orgs/7",
        declaration: "https://alpha.example/ap/articles/42",
        network: Some("https://net.example/ap/networks/1"),
        digest: "zQmQAW95ncyuzKVjAdeVkxyU3hExFm7SdXXgbVTQsd2N9Ho",
        revision: 1,
        sequence: 1,
        stance: Stance::Full,
        reservation: None,
        language: "en",
        signatory,
        recorded: None,
        published: at("2026-11-24T10:12:07Z"),
    }
}

#[test]
fn what_is_built_is_what_the_vectors_show() {
    let who = organisation("Bwire Water Trust", "KE");
    assert_eq!(
        bare(endorsement(&document(&who))),
        vector("endorsement/endorsement.json")
    );

    let reservation = Reservation::parse("We endorse all but the wording on dams in the third paragraph.").unwrap();
    let who = organisation("Chaco Rivers Forum", "PY");
    let reserved = EndorsementDocument {
        object: "https://gamma.example/ap/endorsements/4",
        author: "https://gamma.example/ap/orgs/3",
        subject: "https://gamma.example/ap/orgs/3",
        sequence: 3,
        stance: Stance::WithReservations,
        reservation: Some(&reservation),
        published: at("2026-11-25T07:40:00Z"),
        ..document(&who)
    };
    assert_eq!(
        bare(endorsement(&reserved)),
        vector("endorsement/endorsement-with-reservation.json")
    );

    let who = Signatory {
        organisation: Some("Union des Puisatiers du Sahel".to_owned()),
        person: Some("Amina Garba".to_owned()),
        role: Some("Secretary".to_owned()),
        country: Country::parse("NE"),
        ..Signatory::of_kind(SignatoryKind::Representative, Visibility::Public)
    };
    let recorded = EndorsementDocument {
        object: "https://alpha.example/ap/endorsements/102",
        author: "https://alpha.example/ap/orgs/1",
        subject: "https://alpha.example/ap/signatories/202",
        sequence: 3,
        recorded: Some(RecordedAs {
            channel: Channel::Web,
            check: Check::OwnDomain,
            hidden_commitment: None,
        }),
        published: at("2026-11-25T08:12:00Z"),
        ..document(&who)
    };
    assert_eq!(
        bare(endorsement(&recorded)),
        vector("endorsement/recorded-representative.json")
    );

    let salt = STANDARD.decode("tgwG5/7PgV9NAiWouU7QngFiJRQfl1jCdvOHs9+Jbh4=").unwrap();
    let receipt = Receipt {
        origin: "alpha.example/ap/log/1".to_owned(),
        index: 1,
        salt: salt.try_into().unwrap(),
    };
    let made = stamp(
        "https://alpha.example/ap/stamps/17",
        "https://alpha.example/ap/orgs/1",
        "https://alpha.example/ap/articles/42",
        "https://beta.example/ap/notes/900",
        (
            "https://beta.example/ap/endorsements/9",
            "zQmc3B9jC5zmS4L9xVVNULMa5iSjteqP1czv8tWTFtodFjb",
        ),
        &receipt,
        at("2026-11-24T10:20:00Z"),
    );
    assert_eq!(bare(made), vector("endorsement/stamp.json"));

    let made = withdrawal(
        "https://gamma.example/ap/endorsements/4",
        "https://gamma.example/ap/orgs/3",
        "zQmZBBc555ejQt1b3xbM2RcimFeADq8XhKJf79aQuYmKFhb",
        4,
        at("2026-12-10T12:00:00Z"),
    );
    assert_eq!(bare(made), vector("endorsement/withdrawal-tombstone.json"));
}

#[test]
fn a_hidden_signer_shows_its_kind_and_a_commitment() {
    let who = Signatory {
        visibility: Visibility::FullyHidden,
        ..organisation("Nobody’s business", "KE")
    };
    let made = endorsement(&EndorsementDocument {
        recorded: Some(RecordedAs {
            channel: Channel::Web,
            check: Check::Mail,
            hidden_commitment: Some(&[7; 32]),
        }),
        ..document(&who)
    });
    assert_eq!(
        made["bandung:signatory"],
        json!({"bandung:kind": "organisation", "bandung:hiddenCommitment": STANDARD.encode([7; 32])})
    );
    assert_eq!(hidden_part(&who), json!({"country": "KE", "name": "Nobody’s business"}));
}

#[test]
fn pe6_a_permission_to_quote_authorises_nothing() {
    let made = quote_stamp(
        "https://a/s",
        "https://a/o",
        "https://a/t",
        "https://b/n",
        at("2026-11-24T10:20:00Z"),
    );
    assert_eq!(made["type"], "QuoteAuthorization");
    assert!(made.get("bandung:authorizes").is_none());
}
