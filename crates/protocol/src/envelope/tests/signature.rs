//! SECURITY 4.1.

use super::*;

const CAVAGE: &str = "(request-target) host date digest";
const RFC: &str = "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created=1795515129;\
                   keyid=\"https://beta.example/ap/orgs/7#ed25519-key\"";

fn cavage_post() -> Request {
    Request::post(SignatureKind::Cavage, &follow())
}

fn rfc_post() -> Request {
    Request::post(SignatureKind::Rfc9421Ed25519, &follow())
}

fn date(ahead: Duration) -> String {
    (now() + ahead).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[test]
fn s01_no_signature_is_refused() {
    cavage_post().without("Signature").is_refused(401, "http-headers");
    rfc_post().without("Signature").is_refused(401, "http-headers");
}

#[test]
fn s01_a_linked_data_signature_in_the_body_is_no_signature() {
    let mut activity = follow();
    activity["signature"] = json!({"type": "RsaSignature2017", "creator": ACTOR, "signatureValue": "AAAA"});
    Request::post(SignatureKind::Cavage, &activity)
        .without("Signature")
        .is_refused(401, "http-headers");
}

#[test]
fn s02_a_missing_date_is_refused() {
    cavage_post().without("Date").is_refused(401, "http-headers");
    rfc_post().without("Date").is_refused(401, "http-headers");
    let cavage = cavage_post().without("Date").cavage("(request-target) host digest", "");
    cavage.is_refused(401, "http-headers");
}

#[test]
fn s02_a_date_in_another_form_is_refused_though_it_is_signed() {
    for text in [
        "Tuesday, 24-Nov-26 10:12:09 GMT",
        "2026-11-24T10:12:09Z",
        "",
        "Tue, 24 Nov 2026 10:12:09 +0000",
    ] {
        cavage_post()
            .set("Date", text)
            .cavage(CAVAGE, "")
            .is_refused(401, "http-date");
    }
}

#[test]
fn s03_a_time_outside_the_window_is_refused() {
    let hour = Duration::hours(1);
    for off in [
        -hour * 2,
        hour * 2,
        Duration::days(1),
        Duration::days(365),
        hour + Duration::seconds(1),
    ] {
        cavage_post()
            .set("Date", &date(off))
            .cavage(CAVAGE, "")
            .is_refused(401, "http-date");
        rfc_post().set("Date", &date(off)).is_refused(401, "http-date");
        let created = (now() + off).timestamp();
        rfc_post()
            .rfc9421(&RFC.replace("1795515129", &created.to_string()))
            .is_refused(401, "http-date");
        cavage_post()
            .cavage(CAVAGE, &format!("created={created},"))
            .is_refused(401, "http-date");
    }
    for off in [-hour, hour] {
        assert!(
            cavage_post()
                .set("Date", &date(off))
                .cavage(CAVAGE, "")
                .verify()
                .is_ok()
        );
    }
}

#[test]
fn s03_a_time_beyond_all_calendars_is_refused() {
    rfc_post()
        .rfc9421(&RFC.replace("1795515129", "999999999999999"))
        .is_refused(401, "http-date");
    rfc_post()
        .rfc9421(&RFC.replace("1795515129", "-999999999999999"))
        .is_refused(401, "http-date");
    cavage_post()
        .cavage(CAVAGE, "created=9223372036854775807,")
        .is_refused(401, "http-date");
}

#[test]
fn s03_an_expired_signature_is_refused() {
    rfc_post()
        .rfc9421(&format!("{RFC};expires=1795515128"))
        .is_refused(401, "http-date");
    cavage_post()
        .cavage(CAVAGE, "expires=1795515128,")
        .is_refused(401, "http-date");
    assert!(
        rfc_post()
            .rfc9421(&format!("{RFC};expires=1795515130"))
            .verify()
            .is_ok()
    );
    let covered = format!("{CAVAGE} (created) (expires)");
    assert!(
        cavage_post()
            .cavage(&covered, "created=1795515129,expires=1795515130,")
            .verify()
            .is_ok()
    );
}

#[test]
fn s04_a_body_changed_after_signing_is_refused() {
    for kind in KINDS {
        let mut request = Request::post(kind, &follow());
        let last = request.body.len() - 2;
        request.body[last] ^= 1;
        request.is_refused(401, "http-digest");
    }
}

#[test]
fn s04_a_digest_missing_empty_of_another_algorithm_or_of_another_body_is_refused() {
    let other = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    cavage_post()
        .without("Digest")
        .cavage("(request-target) host date", "")
        .is_refused(401, "http-headers");
    for value in ["", "SHA-256=", "SHA-512=AA==", "MD5=AA==", &format!("SHA-256={other}")] {
        cavage_post()
            .set("Digest", value)
            .cavage(CAVAGE, "")
            .is_refused(401, "http-digest");
    }
    rfc_post().without("Content-Digest").is_refused(401, "http-headers");
    for value in ["", "sha-256=::", "sha-512=:AA==:", &format!("sha-256=:{other}:")] {
        rfc_post()
            .set("Content-Digest", value)
            .rfc9421(RFC)
            .is_refused(401, "http-digest");
    }
}

#[test]
fn s04_where_both_digests_are_there_both_must_hold() {
    let right = rfc_post().header("Content-Digest");
    assert!(cavage_post().push("Content-Digest", &right).verify().is_ok());
    cavage_post()
        .push("Content-Digest", "sha-256=:AA==:")
        .is_refused(401, "http-digest");
    rfc_post().push("Digest", "SHA-256=AA==").is_refused(401, "http-digest");
    // The other header does not stand in for the one that each kind of signature covers.
    let moved = cavage_post().without("Digest").push("Content-Digest", &right);
    moved
        .cavage("(request-target) host date content-digest", "")
        .is_refused(401, "http-headers");
}

#[test]
fn s05_each_part_that_is_not_covered_refuses_the_request() {
    let all = ["(request-target)", "host", "date", "digest"];
    for left_out in all {
        let covered: Vec<&str> = all.into_iter().filter(|name| *name != left_out).collect();
        cavage_post()
            .cavage(&covered.join(" "), "")
            .is_refused(401, "http-headers");
    }
}

#[test]
fn s05_a_covered_part_that_is_not_there_refuses_the_request() {
    for name in ["x-absent", "(created)", "(expires)"] {
        let value = cavage_post()
            .header("Signature")
            .replace(CAVAGE, &format!("{CAVAGE} {name}"));
        cavage_post().set("Signature", &value).is_refused(401, "http-headers");
    }
    let input = RFC.replace("\"@method\"", "\"@method\" \"x-absent\"");
    rfc_post()
        .set("Signature-Input", &input)
        .is_refused(401, "http-headers");
    let input = RFC.replace("\"@method\"", "\"@method\" \"@status\"");
    rfc_post()
        .set("Signature-Input", &input)
        .is_refused(401, "http-signature");
}

#[test]
fn s05_signed_for_another_path_or_method_is_refused() {
    for kind in KINDS {
        let mut request = Request::post(kind, &follow());
        request.target = "/ap/inbox".into();
        request.is_refused(401, "http-signature");
        let get = Request::get(kind, INBOX);
        let mut request = Request::post(kind, &follow());
        request.headers.retain(|(name, _)| !name.starts_with("Signature"));
        request.headers.extend(
            get.headers
                .into_iter()
                .filter(|(name, _)| name.starts_with("Signature")),
        );
        request.is_refused(401, "http-headers");
        let put = Request::signed(kind, "PUT", INBOX, Some(follow().to_string().as_bytes()), ACTOR);
        assert_eq!(put.check().unwrap_err().status, 405);
        Request { method: "POST", ..put }.is_refused(401, "http-signature");
    }
}

#[test]
fn s06_a_request_for_another_server_is_refused() {
    let body = follow().to_string();
    for host in [
        "gamma.example",
        "xalpha.example",
        "alpha.example.gamma.example",
        "alpha.example:8443",
        "alpha.example.",
    ] {
        let url = format!("https://{host}/ap/orgs/1/inbox");
        Request::signed(SignatureKind::Cavage, "POST", &url, Some(body.as_bytes()), ACTOR).is_refused(421, "http-host");
    }
    for host in ["", "alpha.example:80", "alpha.example:443:443", "user@alpha.example"] {
        cavage_post()
            .set("Host", host)
            .cavage(CAVAGE, "")
            .is_refused(421, "http-host");
    }
}

#[test]
fn s06_our_name_in_capitals_with_our_port_and_in_absolute_form_is_ours() {
    for host in ["ALPHA.example", "alpha.example:443", "Alpha.Example:443"] {
        assert!(cavage_post().set("Host", host).cavage(CAVAGE, "").verify().is_ok());
        assert!(rfc_post().set("Host", host).verify().is_ok());
    }
    let mut request = rfc_post();
    request.target = INBOX.into();
    assert!(request.verify().is_ok());
    request.target = "https://gamma.example/ap/orgs/1/inbox".into();
    request.is_refused(421, "http-host");
    request.target = "http://alpha.example/ap/orgs/1/inbox".into();
    request.is_refused(421, "http-host");
    for target in ["", "*", "ap/orgs/1/inbox", "/a b", "/a#b", "https://alpha.example"] {
        request.target = target.into();
        request.is_refused(400, "http-framing");
    }
}

#[test]
fn s07_a_header_that_decides_is_refused_when_it_is_there_twice() {
    for (request, names) in [
        (cavage_post(), ["Date", "Digest", "Signature"]),
        (rfc_post(), ["Content-Digest", "Signature", "Signature-Input"]),
    ] {
        for name in names {
            for value in [request.header(name), "other".to_owned()] {
                request
                    .clone()
                    .push(&name.to_ascii_uppercase(), &value)
                    .is_refused(401, "http-duplicate");
                let mut first = request.clone();
                first.headers.insert(0, (name.to_owned(), value.clone().into_bytes()));
                first.is_refused(401, "http-duplicate");
            }
        }
    }
}

#[test]
fn s07_any_covered_header_is_refused_when_it_is_there_twice() {
    let request = cavage_post()
        .push("Accept", "*/*")
        .cavage(&format!("{CAVAGE} accept"), "");
    assert!(request.verify().is_ok());
    request.push("Accept", "*/*").is_refused(401, "http-duplicate");
}

#[test]
fn s07_an_authorization_header_beside_the_signature_is_refused() {
    cavage_post()
        .push("Authorization", "Bearer x")
        .is_refused(401, "http-headers");
}

#[test]
fn s07_two_labels_are_refused_and_rfc_9421_is_judged_alone() {
    let two = format!("{RFC}, {}", RFC.replace("sig1", "sig2"));
    rfc_post()
        .set("Signature-Input", &two)
        .is_refused(401, "http-duplicate");
    cavage_post()
        .push("Signature-Input", RFC)
        .is_refused(401, "http-signature");
}

#[test]
fn s08_a_broken_frame_is_refused() {
    let length = follow().to_string().len().to_string();
    let request = cavage_post().set("Content-Length", &length);
    assert!(request.verify().is_ok());
    request
        .clone()
        .push("Content-Length", &length)
        .is_refused(400, "http-framing");
    request
        .clone()
        .push("Transfer-Encoding", "chunked")
        .is_refused(400, "http-framing");
    cavage_post()
        .push("Transfer-Encoding", "gzip, chunked")
        .is_refused(400, "http-framing");
    cavage_post()
        .push("Host", "alpha.example")
        .is_refused(400, "http-framing");
    cavage_post()
        .push("Host", "gamma.example")
        .is_refused(400, "http-framing");
    cavage_post().without("Host").is_refused(400, "http-framing");
    cavage_post()
        .push("X-A", "1\r\n folded")
        .is_refused(400, "http-framing");
    cavage_post().push("X-A", "1\0").is_refused(400, "http-framing");
    cavage_post().push("X-A ", "1").is_refused(400, "http-framing");
    cavage_post().push("", "1").is_refused(400, "http-framing");
    cavage_post()
        .push("Content-Type", "application/activity+json")
        .is_refused(415, "content-type");
}

#[test]
fn s09_a_valid_signature_by_somebody_else_is_refused() {
    let body = follow().to_string();
    let by = |actor: &str| {
        Request::signed(
            SignatureKind::Rfc9421Ed25519,
            "POST",
            INBOX,
            Some(body.as_bytes()),
            actor,
        )
    };
    by(NEIGHBOUR).is_refused(401, "http-actor");
    by(OUTSIDER).is_refused(401, "key-owner");
    assert_eq!(by(OUTSIDER).check().unwrap_err().reason, "key-owner");
}

#[test]
fn s10_a_key_that_is_not_the_one_named_or_not_on_its_owners_site_is_refused() {
    let unverified = cavage_post().check().unwrap();
    let right = keys().remote(unverified.key_id());
    let verdict = |key: RemoteKey| unverified.verify(&key).unwrap_err().reason;

    assert_eq!(
        verdict(RemoteKey {
            id: id(&format!("{ACTOR}#other")),
            ..right.clone()
        }),
        "key-owner"
    );
    assert_eq!(
        verdict(RemoteKey {
            owner: id(OUTSIDER),
            ..right.clone()
        }),
        "key-owner"
    );
    assert_eq!(
        verdict(RemoteKey {
            owner: id(NEIGHBOUR),
            ..right
        }),
        "http-actor"
    );
}

#[test]
fn s10_an_algorithm_of_another_type_than_the_key_is_refused() {
    for (name, taken) in [
        ("rsa-sha256", true),
        ("hs2019", true),
        ("rsa-v1_5-sha256", true),
        ("ed25519", false),
    ] {
        let request = cavage_post().cavage(CAVAGE, &format!("algorithm=\"{name}\","));
        if taken {
            assert!(request.verify().is_ok());
        } else {
            request.is_refused(401, "http-algorithm");
        }
    }
    assert!(rfc_post().rfc9421(&format!("{RFC};alg=\"ed25519\"")).verify().is_ok());
    rfc_post()
        .rfc9421(&format!("{RFC};alg=\"rsa-v1_5-sha256\""))
        .is_refused(401, "http-algorithm");
}

#[test]
fn s14_after_a_rotation_the_same_request_can_be_tried_with_the_new_key() {
    let unverified = rfc_post().check().unwrap();
    let right = keys().remote(unverified.key_id());
    let old = Ed25519Key::from_seed(&[8; 32]).unwrap();
    let old = RemoteKey {
        key: PublicKey::from_multikey(&old.multikey()).unwrap(),
        ..right.clone()
    };

    assert_eq!(unverified.verify(&old), Err(Refusal::unestablished("http-signature")));
    assert!(unverified.verify(&right).is_ok());
}

#[test]
fn s16_a_head_that_is_too_large_is_refused() {
    cavage_post()
        .push("X-A", &"x".repeat(20 * 1024))
        .is_refused(431, "http-head-size");
    cavage_post()
        .push("X-A", &"x".repeat(200 * 1024))
        .is_refused(431, "http-head-size");
    let mut request = cavage_post();
    while request.headers.len() < 96 {
        request = request.push("X-A", "1");
    }
    assert!(request.verify().is_ok());
    request.push("X-A", "1").is_refused(431, "http-head-size");
}

#[test]
fn s17_rfc_9421_is_refused_without_each_required_component_and_parameter() {
    assert!(rfc_post().rfc9421(RFC).verify().is_ok());
    for left_out in ["\"@method\" ", "\"@target-uri\" ", " \"content-digest\""] {
        rfc_post()
            .rfc9421(&RFC.replace(left_out, ""))
            .is_refused(401, "http-headers");
    }
    for left_out in [
        ";created=1795515129",
        ";keyid=\"https://beta.example/ap/orgs/7#ed25519-key\"",
    ] {
        rfc_post()
            .set("Signature-Input", &RFC.replace(left_out, ""))
            .is_refused(401, "http-headers");
    }
}

#[test]
fn a_key_id_that_is_no_id_is_refused() {
    for bad in [
        "acct:b@beta.example",
        "http://beta.example/k",
        "https://127.0.0.1/k",
        "https://beta.example:8443/k",
    ] {
        let input = RFC.replace("https://beta.example/ap/orgs/7#ed25519-key", bad);
        rfc_post().rfc9421(&input).is_refused(401, "key-owner");
    }
}
