//! Lists of names: in which order, page after page.

use domain::endorsement::Check;
use operations::view::declarations::NamesFilter;

use super::{draft, node, person};

#[tokio::test]
async fn names_follow_the_names_of_countries_in_the_language_of_the_reader_page_after_page() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    // Egypt, Germany, Zambia; in French Allemagne, Égypte, Zambie. By their codes it would be DE, EG, ZM.
    for (number, country) in ["ZM", "EG", "DE"].into_iter().cycle().take(90).enumerate() {
        let form = person(&format!("Person {}", "I".repeat(number + 1)), country, "");
        let digest = node.digest_of(&card).await;
        let client = format!("192.0.2.{number}");
        let (_, receipt) = node
            .sign_declaration(&card.slug, &digest, &form, &client)
            .await
            .unwrap();
        node.confirm_endorsement(&node.owner, receipt.id, Check::Phone, "")
            .await
            .unwrap();
    }
    for (language, expected) in [("", ["EG", "DE", "ZM"]), ("fr", ["DE", "EG", "ZM"])] {
        let filter = NamesFilter {
            language: language.to_owned(),
            ..NamesFilter::default()
        };
        let (mut seen, mut after) = (Vec::new(), None::<String>);
        loop {
            let page = node
                .declaration_names(&card.slug, &filter, after.as_deref())
                .await
                .unwrap();
            assert_eq!(page.total, Some(90));
            seen.extend(
                page.items
                    .into_iter()
                    .map(|row| (row.signatory.country.unwrap(), row.id)),
            );
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        let mut order: Vec<_> = seen.iter().map(|(country, _)| country.code().to_owned()).collect();
        order.dedup();
        assert_eq!(order, expected, "{language}");
        let ids: std::collections::BTreeSet<_> = seen.iter().map(|(_, id)| *id).collect();
        assert_eq!(ids.len(), 90, "each once");
    }
}
