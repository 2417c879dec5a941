//! Mails in words: the text of a message in the language of whoever reads it, plain and as simple HTML.

use askama::Template;
use operations::{Mail, MailMessage};

use crate::locale::{Locale, without_isolates};

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub subject: String,
    /// Plain text, lines ended by LF.
    pub text: String,
    /// HTML without pictures, styles or anything from elsewhere.
    pub html: String,
}

/// The words of a mail from a node.
#[must_use]
pub fn words(mail: &Mail, node: &str) -> Words {
    let locale = Locale::parse(&mail.language).unwrap_or(Locale::En);
    let (subject, paragraphs, link) = said(locale, &mail.message, node);
    let mut paragraphs: Vec<String> = paragraphs.iter().map(|text| without_isolates(text)).collect();
    paragraphs.push(without_isolates(&locale.w("mail-footer", node)));
    let html = Html {
        locale,
        paragraphs: &paragraphs,
        link,
    };
    Words {
        subject: one_line(&without_isolates(&subject)),
        text: paragraphs.join("\n\n") + "\n",
        html: html.render().unwrap_or_default(),
    }
}

/// A message in words for another way than mail: its paragraphs in a language (BCP 47).
#[must_use]
pub fn paragraphs(message: &MailMessage, language: &str) -> Vec<String> {
    let locale = Locale::parse(language).unwrap_or(Locale::En);
    let (_, paragraphs, _) = said(locale, message, "");
    paragraphs.iter().map(|text| without_isolates(text)).collect()
}

/// Subject, paragraphs, and which of them is a link.
fn said(locale: Locale, message: &MailMessage, node: &str) -> (String, Vec<String>, Option<String>) {
    match message {
        MailMessage::ConfirmEndorsement {
            declaration,
            signatory,
            link,
        } => (
            locale.w("mail-confirm-endorsement-subject", declaration),
            vec![
                locale.ww("mail-confirm-endorsement-body", declaration, signatory),
                locale.t("mail-confirm-endorsement-do"),
                link.clone(),
                locale.t("mail-confirm-endorsement-not-you"),
            ],
            Some(link.clone()),
        ),
        MailMessage::NewerText {
            declaration,
            signatory,
            link,
        } => (
            locale.w("mail-newer-text-subject", declaration),
            vec![
                locale.ww("mail-newer-text-body", declaration, signatory),
                link.clone(),
                locale.t("mail-newer-text-else"),
            ],
            Some(link.clone()),
        ),
        MailMessage::Membership {
            notice,
            network,
            organisation,
            link,
            text,
            until,
        } => {
            let what = locale.ww(format!("mail-membership-{}", notice.as_str()), network, organisation);
            let mut paragraphs = vec![what];
            paragraphs.extend(text.clone());
            paragraphs.extend(until.map(|until| locale.w("mail-membership-until", locale.date(&until))));
            paragraphs.extend([
                locale.t("mail-membership-open"),
                link.clone(),
                locale.t("mail-membership-keep"),
            ]);
            (
                locale.w("mail-membership-subject", network),
                paragraphs,
                Some(link.clone()),
            )
        }
        MailMessage::Test => (
            locale.w("mail-test-subject", node),
            vec![locale.w("mail-test-body", node)],
            None,
        ),
    }
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Html<'a> {
    locale: Locale,
    paragraphs: &'a [String],
    link: Option<String>,
}

/// A subject has no line breaks, whatever a title holds (SECURITY H06).
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use domain::mail_address::MailAddress;

    use super::*;

    fn confirm(language: &str, declaration: &str) -> Words {
        let mail = Mail {
            to: MailAddress::parse("office@a.example").unwrap(),
            language: language.to_owned(),
            message: MailMessage::ConfirmEndorsement {
                declaration: declaration.to_owned(),
                signatory: "Blue Delta & Co".to_owned(),
                link: "https://node.example/e/TOKEN?a=1&b=2".to_owned(),
            },
        };
        words(&mail, "node.example")
    }

    #[test]
    fn a_confirmation_names_what_who_and_where_in_every_language() {
        for locale in Locale::ALL {
            let words = confirm(locale.tag(), "Safe Water");
            for part in [
                "Safe Water",
                "Blue Delta & Co",
                "https://node.example/e/TOKEN?a=1&b=2",
                "node.example",
            ] {
                assert!(words.text.contains(part), "{}: {part}", locale.tag());
            }
            assert!(words.html.len() < 10_000);
            assert!(words.html.contains("Blue Delta &#38; Co"));
            assert!(!words.text.contains('\u{2068}'));
        }
        assert!(confirm("ar-EG", "Safe Water").html.contains("dir=\"rtl\""));
    }

    #[test]
    fn h06_a_title_with_a_line_break_makes_no_second_header() {
        let words = confirm("en", "Water\r\nBcc: everybody@b.example");

        assert_eq!(words.subject, "Please confirm: Water Bcc: everybody@b.example");
    }

    #[test]
    fn every_notice_of_a_membership_has_words_in_every_language() {
        for language in ["en", "fr", "es", "ar", "pt", "ru", "az"] {
            for notice in operations::MembershipNotice::ALL {
                let mail = Mail {
                    to: MailAddress::parse("office@a.example").unwrap(),
                    language: language.to_owned(),
                    message: MailMessage::Membership {
                        notice,
                        network: "Delta network".to_owned(),
                        organisation: "Blue Delta".to_owned(),
                        link: "https://node.example/applications/TOKEN".to_owned(),
                        text: Some("Why so late?".to_owned()),
                        until: chrono::DateTime::from_timestamp(1_800_000_000, 0),
                    },
                };
                let words = words(&mail, "node.example");
                assert!(words.text.contains("2027"), "{language}: {}", words.text);
                let letter = paragraphs(&mail.message, language).join("\n\n");
                assert!(words.text.starts_with(&letter), "{language}: {letter}");
                assert!(words.subject.contains("Delta network"), "{language}: {}", words.subject);
                for part in ["Delta network", "Blue Delta", "Why so late?", "/applications/TOKEN"] {
                    assert!(words.text.contains(part), "{language}, {notice:?}: {}", words.text);
                }
                assert!(!words.text.contains("mail-membership"), "{language}: {}", words.text);
            }
        }
    }
}
