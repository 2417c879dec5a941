use proptest::prelude::*;

use super::*;

fn block(host: &str, severity: Severity) -> ListedBlock {
    ListedBlock {
        host: host.to_owned(),
        severity,
        reject_media: false,
        reject_reports: false,
        comment: String::new(),
        obfuscate: false,
    }
}

#[test]
fn the_table_of_mastodon_is_read_with_the_fault_of_each_line() {
    let file = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n\
                bad.example,suspend,true,true,\"Spam, much of it\",false\n\
                Loud.Example,silence,false,false,,true\n\
                quiet.example,noop,true,true,,false\n\
                b*d.example,suspend,false,false,,false\n\
                worse.example,destroy,false,false,,false\n\
                odd.example,suspend,perhaps,false,,false\n\
                bad.example,silence,false,false,,false\n\
                192.0.2.1,suspend,false,false,,false\n";

    let list = BlockList::read(file.as_bytes()).unwrap();

    let mut bad = block("bad.example", Severity::Suspend);
    (bad.reject_media, bad.reject_reports) = (true, true);
    bad.comment = "Spam, much of it".to_owned();
    let mut loud = block("loud.example", Severity::Silence);
    loud.obfuscate = true;
    assert_eq!(list.blocks, [(2, bad), (3, loud)]);
    let faults: Vec<_> = list
        .faults
        .iter()
        .map(|(line, _, fault)| (*line, fault.clone()))
        .collect();
    assert_eq!(
        faults,
        [
            (4, LineFault::Nothing),
            (5, LineFault::Hidden),
            (6, LineFault::Severity("destroy".to_owned())),
            (7, LineFault::NotABoolean("perhaps".to_owned())),
            (8, LineFault::Twice(2)),
            (9, LineFault::NotAHost),
        ]
    );
}

#[test]
fn a_plain_list_suspends_and_may_have_comments() {
    let list = BlockList::read("# ours\r\nbad.example\r\n\r\nmünchen.example\r\na,b\r\n".as_bytes()).unwrap();
    let hosts: Vec<&str> = list.blocks.iter().map(|(_, block)| block.host.as_str()).collect();
    assert_eq!(hosts, ["bad.example", "xn--mnchen-3ya.example"]);
    assert!(list.blocks.iter().all(|(_, block)| block.severity == Severity::Suspend));
    assert_eq!(list.faults, [(5, "a,b".to_owned(), LineFault::TooManyCells)]);
}

#[test]
fn columns_are_found_by_their_names_in_any_order() {
    let list = BlockList::read(b"#severity,#domain,#private_comment\nsilence,loud.example,secret\n").unwrap();
    assert_eq!(list.blocks, [(2, block("loud.example", Severity::Silence))]);
}

#[test]
fn what_is_no_list_is_refused_as_a_whole() {
    assert_eq!(BlockList::read(b""), Err(ListFault::Empty));
    assert_eq!(BlockList::read(b"#domain,#severity\n"), Err(ListFault::Empty));
    assert_eq!(BlockList::read(b"\xFF\xFEb\0"), Err(ListFault::NotUtf8));
    assert_eq!(BlockList::read(&vec![b'a'; LARGEST_FILE + 1]), Err(ListFault::TooLarge));
    let many = "a.example\n".repeat(MOST_LINES + 1);
    assert_eq!(BlockList::read(many.as_bytes()), Err(ListFault::TooLarge));
}

#[test]
fn h06_no_cell_of_an_export_is_a_formula() {
    let mut formula = block("bad.example", Severity::Suspend);
    formula.comment = "=HYPERLINK(\"https://bad.example\")".to_owned();
    let file = String::from_utf8(write([&formula])).unwrap();
    assert!(file.contains("\"'=HYPERLINK("), "{file}");
    assert_eq!(BlockList::read(file.as_bytes()).unwrap().blocks, [(2, formula)]);
}

#[test]
fn a_line_is_new_changed_or_there_already() {
    let (suspended, silenced) = (
        block("bad.example", Severity::Suspend),
        block("bad.example", Severity::Silence),
    );
    assert_eq!(compare(&suspended, None), Difference::New);
    assert_eq!(compare(&suspended, Some(&suspended)), Difference::Already);
    assert_eq!(compare(&suspended, Some(&silenced)), Difference::Changed(&silenced));
}

#[test]
fn an_obfuscated_name_keeps_its_ends() {
    assert_eq!(obfuscated("bad.example"), "bad.****ple");
    assert_eq!(obfuscated(""), "");
}

proptest! {
    #[test]
    fn our_own_export_read_back_gives_the_same(
        rows in proptest::collection::btree_map(
            "[a-z]{1,8}\\.example",
            (any::<[bool; 4]>(), "[-=+@'\" ,;a-z\u{e4}\u{627}0-9]{0,40}"),
            1..20,
        )
    ) {
        let blocks: Vec<ListedBlock> = rows
            .into_iter()
            .map(|(host, ([hard, reject_media, reject_reports, obfuscate], comment))| ListedBlock {
                host,
                severity: if hard { Severity::Suspend } else { Severity::Silence },
                reject_media,
                reject_reports,
                comment: comment.split_whitespace().collect::<Vec<_>>().join(" "),
                obfuscate,
            })
            .collect();
        let list = BlockList::read(&write(&blocks)).unwrap();
        prop_assert_eq!(list.faults, []);
        prop_assert_eq!(list.blocks.into_iter().map(|(_, block)| block).collect::<Vec<_>>(), blocks);
    }

    #[test]
    fn no_file_makes_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = BlockList::read(&bytes);
    }
}
