use serde_json::json;

use super::{ContextFault, check};

#[test]
fn i11_a_term_that_we_act_on_cannot_be_redefined() {
    for document in [
        json!({"@context": {"actor": "https://evil.example#x"}}),
        json!({"@context": ["https://www.w3.org/ns/activitystreams", {"object": {"@id": "as:actor"}}]}),
        json!({"object": {"@context": {"to": "as:cc"}}}),
        json!({"@context": {"bandung": "https://evil.example#"}}),
        json!({"@id": "https://a.example/1", "id": "https://a.example/2"}),
        json!({"as:actor": "https://a.example/1", "actor": "https://a.example/2"}),
        json!({"@graph": []}),
        json!([{"https://www.w3.org/ns/activitystreams#actor": [{"@id": "https://a.example"}]}]),
        json!({"https://www.w3.org/ns/activitystreams#actor": "https://a.example/1"}),
        json!({"https://w3id.org/security#proof": {}}),
        json!({"x:actor": "https://a.example/1"}),
        json!({"object": [{"as:attributedTo": "https://a.example/1"}]}),
        json!({"@included": [{}]}),
        json!({"@context": {"actor": null}}),
        json!({"@context": {"bandung": {"@id": "https://w3id.org/bandung#", "@prefix": true}}}),
        json!({"@context": {"bandung:revision": "https://evil.example#x"}}),
        json!({"@context": {"Article": {"@id": "as:Article", "@context": {"object": "as:actor"}}}}),
        json!({"proof": {"@context": [{"type": "https://evil.example#x"}]}}),
    ] {
        assert_eq!(check(&document, false), Err(ContextFault::Redefined), "{document}");
        assert_eq!(check(&document, true), Err(ContextFault::Redefined), "{document}");
    }
}

#[test]
fn i11_unknown_contexts_are_refused_only_where_meaning_rests_on_them() {
    let document = json!({"@context": ["https://www.w3.org/ns/activitystreams", "https://other.example/ns"]});

    assert_eq!(check(&document, false), Ok(()));
    assert_eq!(check(&document, true), Err(ContextFault::Unknown));
}

#[test]
fn i11_documents_whose_meaning_others_rely_on_have_one_reading_only() {
    for context in [
        json!(null),
        json!(7),
        json!({"name": "https://evil.example#x"}),
        json!({"toot": "https://evil.example#"}),
        json!({"schema": "http://schema.org/"}),
        json!({"as": "https://evil.example#"}),
        json!({"second": "as:actor"}),
        json!({"second": {"@id": "https://www.w3.org/ns/activitystreams#object"}}),
        json!({"second": {"@reverse": "as:object"}}),
        json!({"second": "@id"}),
        json!({"as:subject": {"@type": "@id"}}),
    ] {
        let document = json!({"@context": ["https://www.w3.org/ns/activitystreams", context]});
        assert_eq!(check(&document, true), Err(ContextFault::Redefined), "{document}");
        assert_eq!(check(&document, false), Ok(()), "{document}");
    }
    for document in [
        json!({"as:content": "x"}),
        json!({"name": {"@list": ["x"]}}),
        json!({"@context": {"@import": "https://www.w3.org/ns/activitystreams", "items": "as:x"}}),
    ] {
        assert_eq!(check(&document, true), Err(ContextFault::Redefined), "{document}");
        assert_eq!(check(&document, false), Ok(()), "{document}");
    }
    let imported = json!({"@context": {"@import": "https://other.example/ns"}});
    assert_eq!(check(&imported, true), Err(ContextFault::Unknown));
}

#[test]
fn definitions_as_we_and_general_software_write_them_are_taken() {
    let ours = json!({
        "@context": [
            "https://www.w3.org/ns/activitystreams",
            "https://w3id.org/security/data-integrity/v2",
            {
                "bandung": "https://w3id.org/bandung#",
                "schema": "http://schema.org#",
                "Hashtag": "as:Hashtag",
                "value": "schema:value",
                "bandung:network": {"@type": "@id"},
                "bandung:whatWeDid": {"@container": "@list"},
                "bandung:byCountry": {"@type": "@json"},
                "bandung:result": {"@id": "bandung:result"},
                "bandung:name": "https://w3id.org/bandung#name",
            },
        ],
        "bandung:result": "worked",
        "bandung:name": "Water",
    });
    let general = json!({
        "@context": [
            "https://www.w3.org/ns/activitystreams",
            {"id": "@id", "type": "@type", "schema": "http://schema.org/", "@language": "und"},
        ],
        "toot:discoverable": true,
        "object": {"@context": null},
    });

    assert_eq!(check(&ours, true), Ok(()));
    assert_eq!(check(&general, false), Ok(()));
}

#[test]
fn a_follow_that_fedify_gives_back_with_its_whole_actor_is_taken() {
    let accept = json!({
        "@context": ["https://w3id.org/identity/v1", "https://www.w3.org/ns/activitystreams"],
        "type": "Accept",
        "object": {"type": "Follow", "actor": {
            "id": "https://alpha.example/ap/orgs/1",
            "sec:assertionMethod": {
                "type": "sec:Multikey",
                "sec:publicKeyMultibase": {"type": "sec:multibase", "@value": "z6Mk"},
            },
        }},
    });

    assert_eq!(check(&accept, false), Ok(()));
    assert!(check(&accept, true).is_err());
}
