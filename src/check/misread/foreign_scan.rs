//! The scan for foreign characters and words: outside of comments and of strings that are whole.

use crate::text::{TextEdit, TextRange};

/// What is foreign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Typographic quotes.
    Quotes,
    /// Two quotes in the place of one.
    Doubled,
    /// Full-width punctuation.
    Wide,
    /// `=` for `:`.
    Assignment,
    /// `;` for `,`.
    Semicolon,
    /// `True`, `None`.
    Word,
    /// A character that nobody sees.
    Invisible,
}

/// One foreign piece of a text.
#[derive(Clone, Debug)]
pub(super) struct Foreign {
    pub(super) kind: Kind,
    pub(super) range: TextRange,
    pub(super) edits: Vec<TextEdit>,
    /// What is there, and what belongs there.
    says: (String, String),
}

impl Kind {
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Quotes => "Write straight quotes",
            Self::Doubled => "Write one quote at each end",
            Self::Wide => "Use the punctuation of JSON5",
            Self::Assignment => "Write `:` between key and value",
            Self::Semicolon => "Write `,` between members",
            Self::Word => "Write `true`, `false` and `null`",
            Self::Invisible => "Remove the invisible characters",
        }
    }
}

impl Foreign {
    fn new(kind: Kind, range: TextRange, edit: TextEdit, found: &str) -> Self {
        let says = (found.to_owned(), edit.text.clone());
        Self { kind, range, edits: vec![edit], says }
    }

    pub(super) fn message(&self) -> String {
        let (found, wanted) = &self.says;
        match self.kind {
            Kind::Quotes => format!("{found} is a typographic quote: write a straight one, `{wanted}`"),
            Kind::Doubled => "the quotes are doubled here: write one at each end".to_owned(),
            Kind::Wide => format!("`{found}` is a full-width character: write `{wanted}`"),
            Kind::Assignment => format!("`{found}` cannot stand between key and value: write `:`"),
            Kind::Semicolon => "JSON5 has no `;`: write `,` between members".to_owned(),
            Kind::Word => format!("`{found}` is not a JSON5 value: write `{wanted}`"),
            Kind::Invisible => {
                let code = found.chars().next().map_or(0, u32::from);
                format!("there is an invisible character here (U+{code:04X}): remove it")
            }
        }
    }
}

/// Typographic quotes, double and single.
pub(super) fn is_quote(c: char) -> bool {
    is_double(c) || is_single(c)
}

fn is_double(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '〝' | '〞' | '「' | '」')
}

fn is_single(c: char) -> bool {
    matches!(c, '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '＇' | '`' | '´')
}

/// The character of JSON5 that a full-width one stands for.
pub(super) fn wide(c: char) -> Option<&'static str> {
    Some(match c {
        '：' | '﹕' | '∶' | '＝' => ":",
        '，' | '、' | '﹐' | '､' | '；' => ",",
        '｛' => "{",
        '｝' => "}",
        '［' | '【' => "[",
        '］' | '】' => "]",
        _ => return None,
    })
}

/// Characters without width that are no white space to JSON5.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{00AD}' | '\u{180E}' | '\u{0000}'..='\u{0008}')
}

/// The literal that a word of another language stands for.
pub(super) fn literal(word: &str) -> Option<&'static str> {
    Some(match word {
        "True" | "TRUE" => "true",
        "False" | "FALSE" => "false",
        "None" | "Null" | "NULL" | "nil" | "Nil" | "undefined" => "null",
        _ => return None,
    })
}

/// The foreign pieces of a text, in order.
pub(super) fn scan(text: &str) -> Vec<Foreign> {
    let mut scan = Scan { text, at: 0, before: '{', found: Vec::new() };
    while let Some(c) = scan.rest().chars().next() {
        scan.step(c);
    }
    scan.found
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// The last character that was no white space and no comment.
    before: char,
    found: Vec<Foreign>,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn step(&mut self, c: char) {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if matches!(c, '"' | '\'') {
            self.string(c);
        } else if is_quote(c) {
            self.quoted(c);
        } else if let Some(wanted) = wide(c) {
            self.replace(Kind::Wide, c.len_utf8(), wanted);
        } else if is_invisible(c) {
            self.replace(Kind::Invisible, c.len_utf8(), "");
        } else if c == ';' {
            self.semicolon();
        } else if matches!(c, '=' | ':') {
            self.assignment();
        } else if c.is_alphanumeric() || matches!(c, '_' | '$') {
            self.word();
        } else {
            if !c.is_whitespace() {
                self.before = c;
            }
            self.at += c.len_utf8();
        }
    }

    fn replace(&mut self, kind: Kind, len: usize, wanted: &str) {
        let range = TextRange::at(self.at, len);
        let found = &self.text[self.at..self.at + len];
        self.found.push(Foreign::new(kind, range, TextEdit::replace(range, wanted), found));
        self.before = wanted.chars().next().unwrap_or(self.before);
        self.at += len;
    }

    /// A string in straight quotes: whole, with its quotes doubled, or with a typographic one at its end.
    fn string(&mut self, quote: char) {
        let rest = self.rest();
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        self.before = quote;
        let pair: String = [quote, quote].iter().collect();
        let opens_twice = line.starts_with(&pair)
            && line[2..]
                .chars()
                .next()
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '~' | '$' | '.' | '_'));
        if let Some(end) = opens_twice.then(|| line[2..].find(&pair)).flatten() {
            let (open, close) = (TextRange::at(self.at, 1), TextRange::at(self.at + 2 + end, 1));
            let mut one = Foreign::new(
                Kind::Doubled,
                TextRange::new(open.start, close.end + 1),
                TextEdit::delete(open),
                "",
            );
            one.edits.push(TextEdit::delete(close));
            self.found.push(one);
            self.at += end + 4;
            return;
        }
        match closing(&line[1..], |c| c == quote) {
            Some(end) => self.at += 1 + end + 1,
            None => match closing(&line[1..], is_quote) {
                Some(end) => {
                    let close = line[1 + end..].chars().next().map_or(1, char::len_utf8);
                    let range = TextRange::at(self.at + 1 + end, close);
                    let found = &self.text[range.start..range.end];
                    let edit = TextEdit::replace(range, quote);
                    self.found.push(Foreign::new(Kind::Quotes, range, edit, found));
                    self.at = range.end;
                }
                None => self.at += line.len().max(1),
            },
        }
    }

    /// A text that begins with a typographic quote: it ends at the next one of its sort or at a straight one.
    fn quoted(&mut self, open: char) {
        let rest = self.rest();
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let inside = &line[open.len_utf8()..];
        let same = |c: char| if is_double(open) { is_double(c) } else { is_single(c) };
        let straight = |c: char| c == if is_double(open) { '"' } else { '\'' };
        let Some(end) = closing(inside, same).or_else(|| closing(inside, straight)) else {
            self.at += open.len_utf8();
            return;
        };
        let close = inside[end..].chars().next().map_or(1, char::len_utf8);
        let body = &inside[..end];
        let quote = if body.contains('"') && !body.contains('\'') { "'" } else { "\"" };
        let range = TextRange::at(self.at, open.len_utf8());
        let last = TextRange::at(range.end + end, close);
        let mut one = Foreign::new(
            Kind::Quotes,
            range,
            TextEdit::replace(range, quote),
            &self.text[range.start..range.end],
        );
        let inner = body.match_indices(quote).filter(|(at, _)| !body[..*at].ends_with('\\'));
        one.edits.extend(inner.map(|(at, _)| TextEdit::insert(range.end + at, "\\")));
        one.edits.push(TextEdit::replace(last, quote));
        self.found.push(one);
        self.before = '"';
        self.at = last.end;
    }

    /// `;` where a comma belongs; behind the document or another comma there belongs nothing.
    fn semicolon(&mut self) {
        let next = self.rest()[1..].trim_start();
        let is_last = next.is_empty() || next.starts_with(';') || matches!(self.before, ',' | '{' | '[');
        self.replace(Kind::Semicolon, 1, if is_last { "" } else { "," });
    }

    /// `=`, `=>`, `:=` and `==`; a plain colon is right.
    fn assignment(&mut self) {
        let len = self.rest().bytes().take_while(|byte| matches!(byte, b'=' | b':' | b'>')).count();
        if self.rest()[..len] == *":" {
            self.before = ':';
            self.at += 1;
        } else {
            // The blanks before it go: `port = 1` is `port: 1`.
            let before = &self.text[..self.at];
            let start = before.trim_end_matches([' ', '\t']).len();
            let found = &self.text[self.at..self.at + len];
            let edit = TextEdit::replace(TextRange::new(start, self.at + len), ":");
            self.found.push(Foreign::new(Kind::Assignment, TextRange::at(self.at, len), edit, found));
            self.before = ':';
            self.at += len;
        }
    }

    fn word(&mut self) {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.' | '/');
        let len = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let is_value =
            matches!(self.before, ':' | '[' | ',') && !rest[len..].trim_start().starts_with([':', '=']);
        if let Some(wanted) = literal(&rest[..len]).filter(|_| is_value) {
            self.replace(Kind::Word, len, wanted);
        } else {
            self.before = 'a';
            self.at += len;
        }
    }
}

/// The first character of a kind that no backslash escapes.
fn closing(text: &str, is_end: impl Fn(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if is_end(c) => return Some(at),
            _ => {}
        }
    }
    None
}
