use super::{policy::ELEMENTS, *};

/// Names of elements and attributes after parsing the text again.
fn parsed(html: &str) -> Vec<(String, Vec<String>)> {
    use std::cell::RefCell;

    use html5ever::tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    };

    #[derive(Default)]
    struct Seen(RefCell<Vec<(String, Vec<String>)>>);
    impl TokenSink for Seen {
        type Handle = ();
        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            match token {
                Token::TagToken(Tag {
                    kind: TagKind::StartTag,
                    name,
                    attrs,
                    ..
                }) => {
                    let attributes = attrs.iter().map(|a| format!("{}={}", a.name.local, a.value)).collect();
                    self.0.borrow_mut().push((name.to_string(), attributes));
                }
                Token::CommentToken(_) | Token::DoctypeToken(_) => {
                    self.0.borrow_mut().push(("!".to_owned(), vec![]));
                }
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

fn assert_harmless(html: &str) {
    let clean = clean_html(html);
    for (element, attributes) in parsed(&clean) {
        assert!(
            ELEMENTS.contains(&element.as_str()),
            "{element} in {clean:?} from {html:?}"
        );
        for attribute in attributes {
            let (name, value) = attribute.split_once('=').unwrap();
            assert!(
                ["href", "lang", "dir", "colspan", "rowspan", "start", "class", "rel"].contains(&name),
                "{attribute} in {clean:?} from {html:?}"
            );
            if name == "href" {
                assert!(
                    ["https://", "http://", "mailto:"].iter().any(|s| value.starts_with(s)),
                    "{value}"
                );
            }
        }
    }
    assert_eq!(clean_html(&clean), clean, "sanitising twice is sanitising once");
}

#[test]
fn h01_nothing_active_is_left() {
    for html in [
        "<script>alert(1)</script>x",
        "<p onclick=alert(1)>x</p>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>1</script>'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<a href='//a.example/x'>x</a>",
        "<iframe srcdoc='<script>1</script>'></iframe>",
        "<object data=x></object><embed src=x>",
        "<form action=x><input name=a><button>b</button></form>",
        "<base href='https://a.example/'><meta http-equiv=refresh content=0><link rel=stylesheet href=x>",
        "<img src=x onerror=alert(1)>",
        "<p style='position:fixed' id=a name=b class='mention evil'>x</p>",
        "<!-- comment --><!doctype html><![CDATA[x]]><?php x ?>",
    ] {
        assert_harmless(html);
    }
    assert_eq!(clean_html("<script>alert(1)</script>x"), "x");
    assert_eq!(
        clean_html("<p class='mention evil'>x</p>"),
        "<p class=\"mention\">x</p>"
    );
}

#[test]
fn h02_constructions_that_change_on_parsing_again_are_inert() {
    for html in [
        "<svg><animate attributeName=href values=javascript:alert(1) /><a><text>x</text></a></svg>",
        "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<template><script>1</script></template>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>",
        "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
        "<title></title><img src=x onerror=alert(1)></title>",
        "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
        "<table><td><form><p>x</form></table><select><template><p>y",
        "<xmp></xmp><script>1</script></xmp><plaintext><b>x",
    ] {
        assert_harmless(html);
    }
}

#[test]
fn h03_deep_or_explosive_html_is_bounded() {
    let deep = "<div>".repeat(100_000);
    let formatting = "<b>".repeat(100_000);
    let reopening = format!(
        "<p>{}",
        (0..200).map(|n| format!("<b a{n}>")).collect::<String>() + &"</p>x<p>".repeat(9_000)
    );
    for html in [deep, formatting, reopening, format!("<!--{}", "x".repeat(100_000))] {
        assert!(clean_html(&html).len() <= html.len() * 6 + 16);
        assert!(plain_text(&html).len() <= html.len());
    }
    assert!(is_simple_enough(&"<blockquote>".repeat(256)));
    assert!(!is_simple_enough(&"<blockquote>".repeat(257)));
    assert!(is_simple_enough(&"<p>a <b>b</b><br>".repeat(10_000)));
}

#[test]
fn h04_a_name_with_markup_is_text() {
    let name = "<b>Red</b> ✔ & \"Co\"";
    assert_eq!(escape(name), "&lt;b&gt;Red&lt;/b&gt; ✔ &amp; &quot;Co&quot;");
    assert_eq!(parsed(&format!("<p>{}</p>", escape(name))).len(), 1);
}

#[test]
fn h05_links_have_our_rel_and_no_target() {
    assert_eq!(
        clean_html("<a href='https://a.example/' target=_blank rel='me opener'>x</a>"),
        "<a href=\"https://a.example/\" rel=\"nofollow noopener noreferrer ugc\">x</a>"
    );
    let clean = clean_html("<a href='https://user:secret@a.example/p'>x</a>");
    assert!(clean.contains("\"https://a.example/p\""), "{clean}");
}

#[test]
fn h06_text_is_escaped_in_paragraphs() {
    assert_eq!(paragraphs("a < b\nc\n\n\n]]>"), "<p>a &lt; b<br>c</p><p>]]&gt;</p>");
    assert_eq!(
        clean_html(&paragraphs("</p><script>x</script>")),
        "<p>&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</p>"
    );
}

#[test]
fn h07_markdown_with_html_and_scripts_is_inert() {
    for text in [
        "<script>alert(1)</script>\n\nx",
        "a <img src=x onerror=alert(1)> b",
        "[x](javascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "![alt](https://a.example/x.png)",
    ] {
        let html = markdown(text);
        assert_harmless(&html);
        assert!(
            !html.contains("<script") && !html.contains("<img") && !html.contains("href"),
            "{html}"
        );
    }
    let brackets = markdown(&"[".repeat(100_000));
    assert!(brackets.contains("[[["));
    assert_eq!(
        markdown("# A\n\n*b* ~~c~~"),
        "<h2>A</h2>\n<p><em>b</em> <del>c</del></p>\n"
    );
    assert!(markdown("![a tap](https://a.example/x.png)").contains("a tap"));
}

#[test]
fn h08_the_allow_list_has_nothing_from_the_never_list() {
    for never in [
        "svg",
        "math",
        "style",
        "script",
        "title",
        "textarea",
        "template",
        "noscript",
        "xmp",
        "iframe",
        "object",
        "embed",
        "noembed",
        "noframes",
        "plaintext",
        "form",
        "input",
        "button",
        "select",
        "option",
        "base",
        "meta",
        "link",
        "animate",
        "set",
        "img",
        "video",
        "audio",
        "h1",
    ] {
        assert!(!ELEMENTS.contains(&never), "{never}");
        assert_eq!(parsed(&clean_html(&format!("<{never}>x</{never}>"))), vec![], "{never}");
    }
}

#[test]
fn languages_that_are_none_are_dropped() {
    assert_eq!(
        clean_html("<p lang='fr' dir='rtl'>x</p>"),
        "<p lang=\"fr\" dir=\"rtl\">x</p>"
    );
    assert_eq!(clean_html("<p lang='not a language' dir='up'>x</p>"), "<p>x</p>");
    assert_eq!(
        clean_html("<table><td colspan=2 rowspan=9999>x</table>")
            .matches("span")
            .count(),
        1
    );
}

#[test]
fn plain_text_has_no_markup_and_no_entities() {
    assert_eq!(
        plain_text("<p>a &amp; b &lt;3</p><p>c<br>d</p><script>x</script>"),
        "a & b <3\nc\nd"
    );
    assert_eq!(plain_text("&amp;lt;"), "&lt;");
}
