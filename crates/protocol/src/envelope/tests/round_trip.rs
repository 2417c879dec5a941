use super::*;

#[test]
fn what_we_sign_we_verify_in_every_kind() {
    for kind in KINDS {
        let post = Request::post(kind, &follow());
        let verified = post.verify().unwrap();
        assert_eq!((verified.actor().as_str(), verified.value()), (ACTOR, &follow()));
        assert_eq!(
            (verified.bytes(), verified.sha256()),
            (&post.body[..], &sha256(&post.body))
        );
        assert_eq!(verified.arrived(), now());

        let reader = Request::get(kind, "https://alpha.example/ap/outbox?after=409&limit=100")
            .read()
            .unwrap();
        assert_eq!((reader.actor.as_str(), reader.query_covered), (ACTOR, true));
    }
}

#[test]
fn what_we_sign_has_the_form_that_other_servers_read() {
    let post = Request::post(SignatureKind::Cavage, &follow());
    assert_eq!(post.header("Host"), "alpha.example");
    assert_eq!(post.header("Date"), "Tue, 24 Nov 2026 10:12:09 GMT");
    assert_eq!(post.header("Content-Type"), "application/activity+json");
    assert!(post.header("Digest").starts_with("SHA-256="));
    assert!(post.header("Signature").starts_with(
        "keyId=\"https://beta.example/ap/orgs/7#main-key\",algorithm=\"rsa-sha256\",\
         headers=\"(request-target) host date digest content-type\",signature=\""
    ));

    let get = Request::get(SignatureKind::Rfc9421Rsa, "https://alpha.example/ap/orgs/1");
    assert_eq!(
        get.header("Signature-Input"),
        "sig1=(\"@method\" \"@target-uri\");created=1795515129;keyid=\"https://beta.example/ap/orgs/7#main-key\""
    );
    assert!(
        get.header("Accept")
            .contains("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"")
    );
}

#[test]
fn a_port_that_is_not_the_default_one_is_part_of_the_host() {
    let get = Request::get(SignatureKind::Cavage, "https://alpha.example:8443/x");

    assert_eq!(get.header("Host"), "alpha.example:8443");
}

#[test]
fn the_sequence_counts_only_when_it_is_covered() {
    let url = url::Url::parse(INBOX).unwrap();
    let body = follow().to_string().into_bytes();
    for kind in KINDS {
        let outgoing = Outgoing {
            method: "POST",
            url: &url,
            body: Some(&body),
            now: now(),
            sequence: Some((412, 409)),
        };
        let headers = sign(kind, &outgoing, &keys().signer(ACTOR)).unwrap();
        let mut request = Request::with_body(&body);
        request.headers = headers
            .into_iter()
            .map(|(name, value)| (name, value.into_bytes()))
            .collect();

        assert_eq!(request.check().unwrap().sequence(), Some((412, 409)));
        assert!(request.verify().is_ok());
        request
            .set("Bandung-Sequence", "500; prev=409")
            .is_refused(401, "http-signature");
    }
    let added = Request::post(SignatureKind::Rfc9421Ed25519, &follow()).push("Bandung-Sequence", "412; prev=409");
    assert_eq!(added.check().unwrap().sequence(), None);
    assert!(added.verify().is_ok());
}

#[test]
fn a_key_id_without_fragment_is_taken() {
    let request = Request::signed(
        SignatureKind::Cavage,
        "POST",
        INBOX,
        Some(follow().to_string().as_bytes()),
        ACTOR,
    );
    let key_id = format!("{ACTOR}/main-key");
    let head = format!("keyId=\"{key_id}\",headers=\"(request-target) host date digest\"");
    let form = cavage::parse(format!("{head},signature=\"AAAA\"").as_bytes()).unwrap();
    let signature = BASE64_STANDARD.encode(keys().rsa.sign(&request.text(&form)).unwrap());
    let request = request.set("Signature", &format!("{head},signature=\"{signature}\""));

    let unverified = request.check().unwrap();

    let key = RemoteKey {
        owner: id(ACTOR),
        ..keys().remote(&id(&key_id))
    };
    assert_eq!(unverified.key_id().as_str(), key_id);
    assert!(unverified.verify(&key).is_ok());
}
