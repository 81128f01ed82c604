//! Reads the text of a `.env` file as npm's `dotenv` does, which OpenClaw reads it with.
//!
//! Every text is one: what is no assignment is passed over. White space before a name, an `=` or a quoted value may go
//! over several lines.

use crate::schema::format::{is_white, trim};

/// The names that are assigned, in order, each with its value. Lines end with `\n` only.
pub(super) fn assignments(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        at = skip_white(text, at);
        if let Some((name, after)) = target(text, at) {
            let (value, end) = value(text, after);
            found.push((name, value));
            at = end;
        }
        at = text[at..].find('\n').map_or(text.len(), |line| at + line + 1);
    }
    found
}

/// The name that is assigned to, and where its value may begin.
fn target(text: &str, at: usize) -> Option<(&str, usize)> {
    let exported = text[at..].strip_prefix("export").filter(|rest| rest.starts_with(is_white));
    let exported = exported.and_then(|rest| named(text, skip_white(text, text.len() - rest.len())));
    exported.or_else(|| named(text, at))
}

/// A name with `=` or `: ` after it.
fn named(text: &str, at: usize) -> Option<(&str, usize)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let rest = text[at..].trim_start_matches(is_name);
    let (name, after) = (&text[at..text.len() - rest.len()], text.len() - rest.len());
    let equals = skip_white(text, after);
    if name.is_empty() {
        None
    } else if text[equals..].starts_with('=') {
        Some((name, equals + 1))
    } else {
        let white = rest.strip_prefix(':')?.chars().next().filter(|c| is_white(*c))?;
        Some((name, after + 1 + white.len_utf8()))
    }
}

/// The value that begins at or after a place, and where it ends.
fn value(text: &str, at: usize) -> (&str, usize) {
    let open = skip_white(text, at);
    let quote = text[open..].chars().next().filter(|c| matches!(c, '\'' | '"' | '`'));
    if let Some(close) = quote.and_then(|quote| closing(text, open + 1, quote)) {
        return (&text[open + 1..close], close + 1);
    }
    let end = text[at..].find(['#', '\n']).map_or(text.len(), |end| at + end);
    (trim(&text[at..end]), end)
}

/// The quote that closes a value: the first one without a backslash before it, else the last one with, if nothing but a
/// comment follows it in its line.
fn closing(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut escaped = Vec::new();
    let mut bare = None;
    for (at, _) in text[start..].match_indices(quote).map(|(at, quote)| (start + at, quote)) {
        if at == start || !text[..at].ends_with('\\') {
            bare = Some(at);
            break;
        }
        escaped.push(at);
    }
    bare.into_iter().chain(escaped.into_iter().rev()).find(|at| ends_line(&text[at + 1..]))
}

fn ends_line(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c| is_white(c) && c != '\n');
    rest.is_empty() || rest.starts_with(['\n', '#'])
}

fn skip_white(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_white).len()
}

#[cfg(test)]
mod tests {
    use super::assignments;

    #[test]
    fn assignments_and_what_is_none() {
        let text = "# A=0\nA=1\n export B = 2 # two\nC: 3\nD:4\nnot E=5\nF-G.h=6\nexport=7\nI\n=8\n= 9\nJ";
        let expected = [("A", "1"), ("B", "2"), ("C", "3"), ("F-G.h", "6"), ("export", "7"), ("I", "8")];
        assert_eq!(assignments(text), expected);
    }

    #[test]
    fn values() {
        let one = |text| assignments(text).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(one("A=\nB=''\nC=\"\" # c\nD=#d\nE=' '\nF"), ["", "", "", "", " "]);
        assert_eq!(one("A='a\nB=b'\nC=`\"c'`\nD=d#e"), ["a\nB=b", "\"c'", "d"]);
        assert_eq!(one(r#"A="a\"b" # c"#), [r#"a\"b"#]);
        assert_eq!(one("A='a' b\nB='open\nC=c"), ["'a' b", "'open", "c"]);
        assert_eq!(one("A=\n\n  'late'"), ["late"]);
        assert_eq!(one("A='x\\'\nB=2"), ["x\\", "2"]);
    }

    /// Quotes that are never closed and lines without names are looked at once or twice.
    #[test]
    fn long_texts_take_no_longer_than_their_length() {
        for line in ["\n", "A", "A\n", "A='\n", "A='x\\'", "A=\"\\\"x\n", " ' \\'", "export \n"] {
            assignments(&line.repeat((1 << 20) / line.len()));
        }
    }
}
