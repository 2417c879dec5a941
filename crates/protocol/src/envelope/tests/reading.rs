//! Signed GETs.

use super::*;

const PAGE: &str = "https://alpha.example/ap/outbox";

#[test]
fn a_get_without_any_signature_is_nobodys() {
    let request = Request::get(SignatureKind::Cavage, PAGE).without("Signature");

    assert!(request.raw(|raw| check_get(raw, &expect())).unwrap().is_none());
}

#[test]
fn a_signature_that_leaves_the_query_out_is_told_apart() {
    for kind in KINDS {
        let mut request = Request::get(kind, PAGE);
        request.target.push_str("?after=1");

        assert_eq!(
            request.read(),
            Ok(Reader {
                actor: id(ACTOR),
                query_covered: false
            })
        );
    }
}

#[test]
fn a_get_signed_for_another_query_or_path_is_refused() {
    for kind in KINDS {
        let mut request = Request::get(kind, &format!("{PAGE}?after=1"));
        request.target = "/ap/outbox?after=2".into();
        assert_eq!(request.read(), Err(Refusal::unestablished("http-signature")));
        request.target = "/ap/orgs/1".into();
        assert_eq!(request.read(), Err(Refusal::unestablished("http-signature")));
    }
}

#[test]
fn a_get_is_held_to_the_same_rules_as_a_post() {
    let request = || Request::get(SignatureKind::Cavage, PAGE);
    let refusal = |request: Request| request.read().unwrap_err();

    assert_eq!(
        refusal(request().without("Date")),
        Refusal::unestablished("http-headers")
    );
    assert_eq!(
        refusal(request().push("Authorization", "x")),
        Refusal::unestablished("http-headers")
    );
    assert_eq!(
        refusal(request().set("Host", "gamma.example")),
        Refusal::new(421, "http-host")
    );
    assert_eq!(
        refusal(request().cavage("(request-target) host", "")),
        Refusal::unestablished("http-headers")
    );
    assert_eq!(
        refusal(request().cavage("host date", "")),
        Refusal::unestablished("http-headers")
    );
    assert_eq!(
        refusal(Request {
            body: b"{}".to_vec(),
            ..request()
        }),
        Refusal::invalid("http-framing")
    );
    assert_eq!(
        refusal(Request {
            method: "HEAD",
            ..request()
        }),
        Refusal::new(405, "http-method")
    );
    let input = "sig1=(\"@method\");created=1795515129;keyid=\"https://beta.example/ap/orgs/7#ed25519-key\"";
    assert_eq!(
        refusal(request().rfc9421(input)),
        Refusal::unestablished("http-headers")
    );
}

#[test]
fn s18_a_signed_get_names_its_reader_and_is_never_an_activity() {
    let request = Request::get(SignatureKind::Cavage, PAGE);
    let unverified = request.raw(|raw| check_get(raw, &expect())).unwrap().unwrap();
    let key = keys().remote(unverified.key_id());

    assert_eq!((unverified.peek(), unverified.claimed_actor()), (&Value::Null, None));
    assert_eq!(unverified.verify(&key), Err(Refusal::unestablished("http-actor")));
    let post = Request::post(SignatureKind::Cavage, &follow()).check().unwrap();
    assert_eq!(post.verify_reader(&key), Err(Refusal::unestablished("http-actor")));
}
