//! Snippets as editors read them: tab stops, placeholders, choices.

use std::ops::Range;

/// A snippet without its marks.
#[derive(Debug, Default)]
pub struct Snippet {
    pub text: String,
    /// The stops in the order in which they are visited; the last one is where the cursor ends.
    pub stops: Vec<Stop>,
}

/// One place to be filled.
#[derive(Clone, Debug)]
pub struct Stop {
    pub range: Range<usize>,
    pub choices: Vec<String>,
    pub is_last: bool,
}

impl Snippet {
    pub fn parse(snippet: &str) -> Self {
        let mut found: Vec<(usize, Stop)> = Vec::new();
        let (mut text, mut rest) = (String::new(), snippet);
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '\\' => {
                    let escaped = rest.chars().next().unwrap();
                    assert!("\\$}".contains(escaped), "{escaped} needs no escape in {snippet}");
                    text.push(escaped);
                    rest = &rest[escaped.len_utf8()..];
                }
                '$' => rest = stop(rest, &mut text, &mut found),
                _ => text.push(c),
            }
        }
        if !found.iter().any(|(number, _)| *number == 0) {
            found.push((0, Stop { range: text.len()..text.len(), choices: Vec::new(), is_last: true }));
        }
        found.sort_by_key(|(number, _)| (*number == 0, *number));
        Self { text, stops: found.into_iter().map(|(_, stop)| stop).collect() }
    }
}

/// Reads a stop behind its `$`.
fn stop<'r>(rest: &'r str, text: &mut String, found: &mut Vec<(usize, Stop)>) -> &'r str {
    let (inner, rest) = match rest.strip_prefix('{') {
        Some(braced) => braced.split_once('}').unwrap(),
        None => rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())),
    };
    let digits = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(inner.len());
    let (number, about) = inner.split_at(digits);
    let number: usize = number.parse().unwrap();
    let choices: Vec<String> = match about.strip_prefix('|') {
        Some(list) => list.trim_end_matches('|').split(',').map(str::to_owned).collect(),
        None => Vec::new(),
    };
    let shown = choices.first().map_or(about.trim_start_matches(':'), String::as_str);
    let start = text.len();
    text.push_str(shown);
    found.push((number, Stop { range: start..text.len(), choices, is_last: number == 0 }));
    rest
}
