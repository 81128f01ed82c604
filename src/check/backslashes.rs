//! Backslashes that JSON5 takes for itself (JSON5 §5.1): `"C:\Users"` is `C:Users`.

use crate::syntax::string_body;

/// The ends of keys whose values are paths.
const PATHS: [&str; 12] = [
    "path",
    "paths",
    "dir",
    "dirs",
    "directory",
    "file",
    "root",
    "workspace",
    "folder",
    "home",
    "cwd",
    "command",
];

/// What happens to the backslashes of a string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Those that are dropped.
    pub dropped: usize,
    /// Those that make a control character of the letter behind them.
    pub control: usize,
}

/// What is lost of a string token, unless it was written so on purpose: one dropped backslash alone changes a path, and
/// of other texts little.
pub fn lost(key: &str, token: &str) -> Option<Lost> {
    let body = string_body(token);
    let mut lost = Lost::default();
    for (_, escaped) in escapes(body) {
        match escaped {
            'b' | 'f' | 'n' | 'r' | 't' | 'v' | '0' => lost.control += 1,
            c if is_dropped(c) => lost.dropped += 1,
            _ => {}
        }
    }
    let is_path = is_path(key, body);
    let starts_with_drive = has_drive(body);
    (is_path && lost.dropped > 0 || lost.dropped > 1 || starts_with_drive && lost.control > 0).then_some(lost)
}

/// The token with two backslashes where one would be lost.
pub fn doubled(key: &str, token: &str) -> String {
    let body = string_body(token);
    let is_path = is_path(key, body) || has_drive(body);
    let start = token.len() - token[1..].len();
    let mut out = token[..start].to_owned();
    let mut at = 0;
    // The two backslashes before the name of a server are meant as two.
    if is_path && body.starts_with("\\\\") && !body.starts_with("\\\\\\") {
        out.push_str("\\\\");
    }
    for (place, escaped) in escapes(body) {
        let is_control = matches!(escaped, 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '0' | 'x' | 'u');
        if is_dropped(escaped) || is_path && is_control {
            out.push_str(&body[at..place]);
            out.push('\\');
            at = place;
        }
    }
    out.push_str(&body[at..]);
    out.push_str(&token[start + body.len()..]);
    out
}

/// Each backslash that begins an escape, with the character behind it.
fn escapes(body: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut chars = body.char_indices();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            if c == '\\' {
                return Some((at, chars.next()?.1));
            }
        }
    })
}

/// Whether JSON5 leaves only the character behind the backslash, and that says nothing of its own.
fn is_dropped(c: char) -> bool {
    !matches!(
        c,
        '\\' | '"'
            | '\''
            | '/'
            | 'b'
            | 'f'
            | 'n'
            | 'r'
            | 't'
            | 'v'
            | 'x'
            | 'u'
            | '\n'
            | '\r'
            | '\u{2028}'
            | '\u{2029}'
    ) && !c.is_ascii_digit()
}

/// `C:\`.
fn has_drive(body: &str) -> bool {
    let mut chars = body.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next() == Some('\\')
}

fn is_path(key: &str, body: &str) -> bool {
    let lower = key.to_lowercase();
    has_drive(body)
        || ["\\\\", "~\\", ".\\", "..\\", "%"]
            .iter()
            .any(|start| body.starts_with(start) && body[start.len() - 1..].contains('\\'))
        || PATHS.iter().any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, token: &str, expected: Option<(usize, usize)>, mended: &str) {
        let found = lost(key, token).map(|lost| (lost.dropped, lost.control));
        assert_eq!(found, expected, "{token}");
        if found.is_some() {
            assert_eq!(doubled(key, token), mended, "{token}");
            assert_eq!(lost(key, &doubled(key, token)), None, "{token}: mended once");
        }
    }

    #[test]
    fn paths_of_windows() {
        check("workspace", r#""C:\Users\me\new""#, Some((2, 1)), r#""C:\\Users\\me\\new""#);
        check("anything", r"'D:\temp'", Some((0, 1)), r"'D:\\temp'");
        check(
            "command",
            r#""C:\\Program Files\Git\\git.exe""#,
            Some((1, 0)),
            r#""C:\\Program Files\\Git\\git.exe""#,
        );
        check("x", r#""\\server\share\dir""#, Some((2, 0)), r#""\\\\server\\share\\dir""#);
        check("path", r#""~\openclaw""#, Some((1, 0)), r#""~\\openclaw""#);
        check("x", r#""%APPDATA%\openclaw\config""#, Some((2, 0)), r#""%APPDATA%\\openclaw\\config""#);
    }

    #[test]
    fn other_texts() {
        check("pattern", r#""\d+\s""#, Some((2, 0)), r#""\\d+\\s""#);
        check("pattern", r#""\d+""#, None, "");
        check("text", r#""two\nlines\tand a tab""#, None, "");
        check("text", r#""say \"hi\" and \\ and \/""#, None, "");
        check("path", "\"/a\\\n/b\"", None, "");
    }
}
