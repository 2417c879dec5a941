//! Whatever arrives: no panic, and nothing changed is ever verified.

use super::*;

const NAMES: [&str; 12] = [
    "Host",
    "Date",
    "Digest",
    "Content-Digest",
    "Content-Type",
    "Signature",
    "Signature-Input",
    "Authorization",
    "Content-Length",
    "Transfer-Encoding",
    "Bandung-Sequence",
    "X Broken",
];

#[test]
fn arbitrary_requests_never_panic_and_are_never_taken() {
    bolero::check!()
        .with_type::<(String, Vec<(usize, Vec<u8>)>, Vec<u8>)>()
        .for_each(|(target, headers, body)| {
            let headers: Vec<(&str, &[u8])> = headers
                .iter()
                .map(|(name, value)| (NAMES[name % NAMES.len()], value.as_slice()))
                .collect();
            let raw = RawRequest {
                method: "POST",
                target,
                headers: &headers,
                body,
            };
            assert!(check_post(&raw, &expect()).is_err());
            let raw = RawRequest {
                method: "GET",
                body: b"",
                ..raw
            };
            assert!(!matches!(check_get(&raw, &expect()), Ok(Some(_))));
        });
}

#[test]
fn arbitrary_signature_headers_on_a_good_request_never_panic_and_never_verify() {
    let request = Request::post(SignatureKind::Rfc9421Ed25519, &follow());
    let unsigned = request.without("Signature").without("Signature-Input");
    let key = keys().remote(&id(&format!("{ACTOR}#main-key")));
    bolero::check!()
        .with_type::<(Option<Vec<u8>>, Vec<u8>)>()
        .for_each(|(input, signature)| {
            let mut request = unsigned.clone();
            request.headers.push(("Signature".into(), signature.clone()));
            request
                .headers
                .extend(input.clone().map(|input| ("Signature-Input".into(), input)));
            assert!(request.check().and_then(|unverified| unverified.verify(&key)).is_err());
        });
}

#[test]
fn arbitrary_bodies_with_a_good_signature_never_panic() {
    let key = keys().remote(&id(&format!("{ACTOR}#ed25519-key")));
    bolero::check!().for_each(|body: &[u8]| {
        let request = Request::with_body(body);
        if let Ok(verified) = request.check().and_then(|unverified| unverified.verify(&key)) {
            assert_eq!(verified.bytes(), body);
        }
        let _ = check_log_item(body, &expect(), &|_| None);
    });
}

#[test]
fn a_request_with_one_byte_changed_is_refused_or_says_the_same() {
    let good = Request::post(SignatureKind::Rfc9421Ed25519, &follow());
    let covered = ["Content-Digest", "Signature", "Signature-Input"];
    let key = keys().remote(&id(&format!("{ACTOR}#ed25519-key")));
    bolero::check!()
        .with_type::<(usize, usize, u8)>()
        .for_each(|(part, at, change)| {
            let mut request = good.clone();
            let bytes = match covered.get(part % (covered.len() + 1)) {
                Some(name) => &mut request.headers.iter_mut().find(|(other, _)| other == name).unwrap().1,
                None => &mut request.body,
            };
            let at = at % bytes.len();
            bytes[at] ^= change;
            if let Ok(verified) = request.check().and_then(|unverified| unverified.verify(&key)) {
                assert_eq!((verified.bytes(), verified.actor()), (&good.body[..], &id(ACTOR)));
            }
        });
}
