//! RFC 9421.

use super::{
    Algorithm, Dialect, Message, Signature,
    structured_field::{Bare, Malformed, Member, Parameters, dictionary, write_list},
};
use crate::refusal::Refusal;

const BROKEN: Refusal = Refusal::unestablished("http-signature");
const TWICE: Refusal = Refusal::unestablished("http-duplicate");
const MISSING: Refusal = Refusal::unestablished("http-headers");

/// Reads `Signature-Input` and `Signature`: exactly one label, the same in both.
pub(crate) fn parse(input: &[u8], signature: &[u8]) -> Result<Signature, Refusal> {
    let (label, member) = only(input)?;
    let Member::List(items, parameters) = member else {
        return Err(BROKEN);
    };
    let (signed_label, member) = only(signature)?;
    let Member::Item(Bare::Bytes(value), rest) = member else {
        return Err(BROKEN);
    };
    if signed_label != label || !rest.is_empty() {
        return Err(BROKEN);
    }
    let covered = covered(items)?;
    let mut read = Signature {
        key_id: String::new(),
        algorithm: Algorithm::ByKey,
        created: None,
        expires: None,
        value,
        dialect: Dialect::Rfc9421 {
            parameters: write_list(&covered, &parameters),
        },
        covered,
    };
    read_parameters(&mut read, parameters)?;
    if read.key_id.is_empty() || read.created.is_none() {
        Err(MISSING)
    } else {
        Ok(read)
    }
}

/// The text that is signed.
pub(super) fn signature_base(message: &Message<'_>, covered: &[String], parameters: &str) -> Result<Vec<u8>, Refusal> {
    let mut base = Vec::new();
    for name in covered {
        base.extend_from_slice(format!("\"{name}\": ").as_bytes());
        base.extend_from_slice(&component(message, name)?);
        base.push(b'\n');
    }
    base.extend_from_slice(format!("\"@signature-params\": {parameters}").as_bytes());
    Ok(base)
}

/// The parameters that we write: `created` and `keyid`.
pub(super) fn signature_parameters(covered: &[String], created: i64, key_id: &str) -> String {
    let parameters = vec![
        ("created".to_owned(), Bare::Integer(created)),
        ("keyid".to_owned(), Bare::Text(key_id.to_owned())),
    ];
    write_list(covered, &parameters)
}

fn only(header: &[u8]) -> Result<(String, Member), Refusal> {
    let members = dictionary(header).map_err(|malformed| match malformed {
        Malformed::Syntax => BROKEN,
        Malformed::Twice => TWICE,
    })?;
    let mut members = members.into_iter();
    match (members.next(), members.next()) {
        (Some(member), None) => Ok(member),
        (Some(_), Some(_)) => Err(TWICE),
        (None, _) => Err(BROKEN),
    }
}

/// A component parameter (`;req`, `;key=…`) changes what is covered; none is needed here, so none is accepted.
fn covered(items: Vec<(Bare, Parameters)>) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<String> = Vec::with_capacity(items.len());
    for (item, parameters) in items {
        let Bare::Text(name) = item else { return Err(BROKEN) };
        let plain = name
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase() && b != b'"' && b != b'\\');
        if name.is_empty() || !plain || !parameters.is_empty() {
            return Err(BROKEN);
        }
        if names.contains(&name) {
            return Err(TWICE);
        }
        names.push(name);
    }
    Ok(names)
}

/// `tag` is not among the known ones: it says that a signature was made for another application.
fn read_parameters(signature: &mut Signature, parameters: Parameters) -> Result<(), Refusal> {
    for (key, value) in parameters {
        match (key.as_str(), value) {
            ("created", Bare::Integer(seconds)) => signature.created = Some(seconds),
            ("expires", Bare::Integer(seconds)) => signature.expires = Some(seconds),
            ("keyid", Bare::Text(id)) => signature.key_id = id,
            ("alg", Bare::Text(name)) => signature.algorithm = Algorithm::named(&name)?,
            ("nonce", Bare::Text(_)) => {}
            _ => return Err(BROKEN),
        }
    }
    Ok(())
}

fn component(message: &Message<'_>, name: &str) -> Result<Vec<u8>, Refusal> {
    let (path, query) = message
        .target
        .split_once('?')
        .map_or((message.target, ""), |parts| parts);
    let text = match name {
        "@method" => message.method.to_owned(),
        "@target-uri" => format!("{}://{}{}", message.scheme, message.authority, message.target),
        "@authority" => message.authority.to_owned(),
        "@scheme" => message.scheme.to_owned(),
        "@request-target" => message.target.to_owned(),
        "@path" => path.to_owned(),
        "@query" => format!("?{query}"),
        derived if derived.starts_with('@') => return Err(BROKEN),
        header => return Ok(message.headers.required(header)?.to_vec()),
    };
    Ok(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http_signature::Headers;

    fn reason(input: &str, signature: &str) -> &'static str {
        parse(input.as_bytes(), signature.as_bytes()).unwrap_err().reason
    }

    #[test]
    fn the_parameters_are_signed_in_the_order_received() {
        let input = r#"s=( "@method"  "date");keyid="k"; alg="ed25519";created=7;nonce="n""#;

        let signature = parse(input.as_bytes(), b"s=:AAAA:").unwrap();

        assert_eq!(signature.algorithm, Algorithm::Ed25519);
        let parameters = r#"("@method" "date");keyid="k";alg="ed25519";created=7;nonce="n""#.to_owned();
        assert_eq!(signature.dialect, Dialect::Rfc9421 { parameters });
    }

    #[test]
    fn s17_each_required_parameter_missing_each_unknown_one_and_each_second_label_is_refused() {
        let good = "s=:AAAA:";
        assert_eq!(reason(r#"s=("@method");created=1"#, good), "http-headers");
        assert_eq!(reason(r#"s=("@method");keyid="k""#, good), "http-headers");
        assert_eq!(reason(r#"s=("@method");keyid="k";created="1""#, good), "http-signature");
        assert_eq!(
            reason(r#"s=("@method");keyid="k";created=1;tag="t""#, good),
            "http-signature"
        );
        assert_eq!(
            reason(r#"s=("@method");keyid="k";created=1;other=2"#, good),
            "http-signature"
        );
        assert_eq!(
            reason(r#"s=("@method");keyid="k";created=1;created=1"#, good),
            "http-duplicate"
        );
        assert_eq!(
            reason(r#"s=("@method");keyid="k";created=1;alg="rsa-pss-sha512""#, good),
            "http-algorithm"
        );
        assert_eq!(
            reason(r#"s=("@method" "@method");keyid="k";created=1"#, good),
            "http-duplicate"
        );
        assert_eq!(
            reason(r#"s=("@method";req);keyid="k";created=1"#, good),
            "http-signature"
        );
        assert_eq!(
            reason(r#"s=("@query-param";name="a");keyid="k";created=1"#, good),
            "http-signature"
        );
        assert_eq!(reason(r#"s=("Date");keyid="k";created=1"#, good), "http-signature");
        assert_eq!(
            reason(r#"s=("@method");keyid="k";created=1"#, "t=:AAAA:"),
            "http-signature"
        );
        assert_eq!(
            reason(r#"s=("@method");keyid="k";created=1"#, "s=:AAAA:, t=:AAAA:"),
            "http-duplicate"
        );
        assert_eq!(
            reason(r#"s=("@method");keyid="k";created=1"#, "s=:AAAA:;a=1"),
            "http-signature"
        );
        assert_eq!(
            reason(r#"s=("@method");keyid="k";created=1"#, "s=\"AAAA\""),
            "http-signature"
        );
        assert_eq!(reason(r#"s=:AAAA:"#, good), "http-signature");
        assert_eq!(reason("", good), "http-signature");
    }

    #[test]
    fn derived_components_are_those_of_the_request() {
        let headers = [("X-A", &b" 1 "[..])];
        let message = Message {
            method: "GET",
            scheme: "https",
            authority: "a.example",
            target: "/p?q=1",
            headers: Headers(&headers),
        };
        let names = [
            "@method",
            "@target-uri",
            "@authority",
            "@scheme",
            "@request-target",
            "@path",
            "@query",
            "x-a",
        ];

        let base = signature_base(&message, &names.map(str::to_owned), "()").unwrap();

        assert_eq!(
            String::from_utf8(base).unwrap(),
            "\"@method\": GET\n\"@target-uri\": https://a.example/p?q=1\n\"@authority\": a.example\n\"@scheme\": https\n\
             \"@request-target\": /p?q=1\n\"@path\": /p\n\"@query\": ?q=1\n\"x-a\": 1\n\"@signature-params\": ()"
        );
        assert_eq!(signature_base(&message, &["@status".to_owned()], "()"), Err(BROKEN));
        assert_eq!(signature_base(&message, &["x-b".to_owned()], "()"), Err(MISSING));
    }

    #[test]
    fn arbitrary_bytes_never_panic() {
        bolero::check!()
            .with_type::<(Vec<u8>, Vec<u8>)>()
            .for_each(|(input, signature)| {
                if let Ok(read) = parse(input, signature) {
                    assert!(read.created.is_some());
                }
            });
    }
}
