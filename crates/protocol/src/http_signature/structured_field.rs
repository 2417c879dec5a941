//! A strict reader for the dictionaries of RFC 8941 that signatures use: byte sequences, strings, integers, tokens and
//! inner lists. Decimals, booleans and equal keys are refused: nothing that we accept has them.

use base64::{Engine, prelude::BASE64_STANDARD};

/// A bare item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    Integer(i64),
    Text(String),
    Token(String),
    Bytes(Vec<u8>),
}

pub(super) type Parameters = Vec<(String, Bare)>;

/// The value of a key in a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Member {
    Item(Bare, Parameters),
    List(Vec<(Bare, Parameters)>, Parameters),
}

/// Why a dictionary is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Malformed {
    Syntax,
    /// A key or parameter is there twice.
    Twice,
}

/// Reads a dictionary.
pub(super) fn dictionary(value: &[u8]) -> Result<Vec<(String, Member)>, Malformed> {
    let text = std::str::from_utf8(value).map_err(|_| Malformed::Syntax)?;
    let mut reader = Reader {
        rest: text.trim_matches(' '),
    };
    let mut members = Vec::new();
    loop {
        let key = reader.key()?;
        reader.expect('=')?;
        let member = reader.member()?;
        add(&mut members, key, member)?;
        reader.skip(&[' ', '\t']);
        if reader.rest.is_empty() {
            return Ok(members);
        }
        reader.expect(',')?;
        reader.skip(&[' ', '\t']);
    }
}

/// Writes an inner list of strings with its parameters.
pub(super) fn write_list(names: &[String], parameters: &Parameters) -> String {
    let names: Vec<String> = names.iter().map(|name| write_text(name)).collect();
    let mut out = format!("({})", names.join(" "));
    for (key, value) in parameters {
        out.push_str(&format!(";{key}={}", write(value)));
    }
    out
}

fn write(value: &Bare) -> String {
    match value {
        Bare::Integer(number) => number.to_string(),
        Bare::Text(text) => write_text(text),
        Bare::Token(token) => token.clone(),
        Bare::Bytes(bytes) => format!(":{}:", BASE64_STANDARD.encode(bytes)),
    }
}

fn write_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn add<T>(entries: &mut Vec<(String, T)>, key: String, value: T) -> Result<(), Malformed> {
    if entries.iter().any(|(other, _)| *other == key) {
        return Err(Malformed::Twice);
    }
    entries.push((key, value));
    Ok(())
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn member(&mut self) -> Result<Member, Malformed> {
        if !self.take('(') {
            return Ok(Member::Item(self.bare()?, self.parameters()?));
        }
        let mut items = Vec::new();
        loop {
            self.skip(&[' ']);
            if self.take(')') {
                return Ok(Member::List(items, self.parameters()?));
            }
            items.push((self.bare()?, self.parameters()?));
            if !self.rest.starts_with([' ', ')']) {
                return Err(Malformed::Syntax);
            }
        }
    }

    fn parameters(&mut self) -> Result<Parameters, Malformed> {
        let mut parameters = Parameters::new();
        while self.take(';') {
            self.skip(&[' ']);
            let key = self.key()?;
            self.expect('=')?;
            let value = self.bare()?;
            add(&mut parameters, key, value)?;
        }
        Ok(parameters)
    }

    fn key(&mut self) -> Result<String, Malformed> {
        if !self.rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '*') {
            return Err(Malformed::Syntax);
        }
        let key = self.run(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.*".contains(c));
        Ok(key.to_owned())
    }

    fn bare(&mut self) -> Result<Bare, Malformed> {
        match self.rest.chars().next() {
            Some('"') => self.text().map(Bare::Text),
            Some(':') => self.bytes().map(Bare::Bytes),
            Some('-' | '0'..='9') => self.integer().map(Bare::Integer),
            Some('a'..='z' | 'A'..='Z' | '*') => {
                let token = self.run(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~:/".contains(c));
                Ok(Bare::Token(token.to_owned()))
            }
            _ => Err(Malformed::Syntax),
        }
    }

    fn integer(&mut self) -> Result<i64, Malformed> {
        let negative = self.take('-');
        let digits = self.run(|c| c.is_ascii_digit());
        if digits.is_empty() || digits.len() > 15 || self.rest.starts_with('.') {
            return Err(Malformed::Syntax);
        }
        let number: i64 = digits.parse().map_err(|_| Malformed::Syntax)?;
        Ok(if negative { -number } else { number })
    }

    fn text(&mut self) -> Result<String, Malformed> {
        self.expect('"')?;
        let mut text = String::new();
        loop {
            let c = self.next().ok_or(Malformed::Syntax)?;
            match c {
                '"' => return Ok(text),
                '\\' => match self.next() {
                    Some(escaped @ ('"' | '\\')) => text.push(escaped),
                    _ => return Err(Malformed::Syntax),
                },
                ' '..='~' => text.push(c),
                _ => return Err(Malformed::Syntax),
            }
        }
    }

    fn bytes(&mut self) -> Result<Vec<u8>, Malformed> {
        self.expect(':')?;
        let encoded = self.run(|c| c != ':');
        self.expect(':')?;
        BASE64_STANDARD.decode(encoded).map_err(|_| Malformed::Syntax)
    }

    fn run(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at(end);
        self.rest = rest;
        run
    }

    fn skip(&mut self, blanks: &[char]) {
        self.rest = self.rest.trim_start_matches(blanks);
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn take(&mut self, expected: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(expected) else {
            return false;
        };
        self.rest = rest;
        true
    }

    fn expect(&mut self, expected: char) -> Result<(), Malformed> {
        if self.take(expected) {
            Ok(())
        } else {
            Err(Malformed::Syntax)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_input_is_read_and_written_again() {
        let text = r#"("@method" "@target-uri");created=17;keyid="a\"b""#;

        let members = dictionary(format!("sig1={text}").as_bytes()).unwrap();

        let [(label, Member::List(items, parameters))] = members.as_slice() else {
            panic!("{members:?}")
        };
        let names: Vec<String> = items
            .iter()
            .map(|(item, _)| match item {
                Bare::Text(name) => name.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            (label.as_str(), write_list(&names, parameters).as_str()),
            ("sig1", text)
        );
    }

    #[test]
    fn blanks_are_taken_where_the_grammar_has_them() {
        assert_eq!(
            dictionary(b"a=( \"x\"  \"y\" ); b=1 ,\tc=:AA==: "),
            dictionary(b"a=(\"x\" \"y\");b=1,c=:AA==:")
        );
    }

    #[test]
    fn what_the_grammar_does_not_have_is_refused() {
        for text in [
            "",
            " ",
            "a",
            "a=",
            "A=1",
            "a=1,",
            "a=1 b=2",
            "a=(",
            "a=(\"x\"\"y\")",
            "a=\"x",
            "a=\"\\x\"",
            "a=:A:",
            "a=:AA==",
            "a=1.5",
            "a=?1",
            "a=1;b",
            "a=1234567890123456",
            "a=\"é\"",
            "a=-",
            "a=:AB==:",
            "a=1;=2",
            "1a=1",
            "a=\"\u{1}\"",
        ] {
            assert_eq!(dictionary(text.as_bytes()), Err(Malformed::Syntax), "{text}");
        }
        for text in ["a=1,a=1", "a=1;b=1;b=2", "a=(\"x\";y=1;y=1)"] {
            assert_eq!(dictionary(text.as_bytes()), Err(Malformed::Twice), "{text}");
        }
        assert_eq!(dictionary(b"a=\"\xff\""), Err(Malformed::Syntax));
    }

    #[test]
    fn arbitrary_bytes_never_panic_and_what_is_read_is_written_the_same() {
        bolero::check!().for_each(|bytes: &[u8]| {
            if let Ok(members) = dictionary(bytes) {
                for (_, member) in members {
                    if let Member::Item(value, _) = member {
                        let again = dictionary(format!("a={}", write(&value)).as_bytes());
                        assert_eq!(
                            again,
                            Ok(vec![("a".to_owned(), Member::Item(value, Parameters::new()))])
                        );
                    }
                }
            }
        });
    }
}
