//! Text of bytes, and JSON that a strict reader refuses although its meaning is clear.

use std::borrow::Cow;

/// The mark that some programs write in front of UTF-8. RFC 8259, section 8.1, lets a reader ignore it.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// How a character is written that stands for what is none.
const REPLACEMENT: &str = "fffd";

/// The text of a body, and whether bytes were met that are no UTF-8.
///
/// Half of a surrogate pair that was encoded as if it were a character becomes one U+FFFD, so that columns that are counted
/// in UTF-16 stay as they are.
pub(super) fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (Cow::Owned(mended(bytes)), true),
    }
}

fn mended(bytes: &[u8]) -> String {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, more)) = rest.split_first() {
        // The three bytes of a surrogate as WTF-8 has them.
        if let [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..] = rest {
            whole.extend_from_slice("\u{fffd}".as_bytes());
            rest = &rest[3..];
        } else {
            whole.push(*first);
            rest = more;
        }
    }
    String::from_utf8_lossy(&whole).into_owned()
}

/// The same JSON with escapes of half a surrogate pair replaced by U+FFFD; nothing if there is no such escape.
///
/// This is what `JSON.stringify` sends for half an emoji, where it is old or the client builds its messages itself.
pub(super) fn without_lone_surrogates(json: &str) -> Option<String> {
    let mut mended = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(next) = json[at..].find('\\') {
        at += next;
        match surrogate(json, at) {
            // Not an escape of a surrogate: the escaped character may be a backslash itself.
            None => at = end_of_escape(json, at),
            Some(Half::High) if surrogate(json, at + 6) == Some(Half::Low) => at += 12,
            Some(_) => {
                mended.push_str(&json[copied..at + 2]);
                mended.push_str(REPLACEMENT);
                at += 6;
                copied = at;
            }
        }
    }
    (copied > 0).then(|| {
        mended.push_str(&json[copied..]);
        mended
    })
}

fn end_of_escape(json: &str, at: usize) -> usize {
    json[at + 1..].chars().next().map_or(json.len(), |escaped| at + 1 + escaped.len_utf8())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    High,
    Low,
}

/// The half of a pair that an escape at a place stands for.
fn surrogate(json: &str, at: usize) -> Option<Half> {
    let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::High),
        0xdc00..=0xdfff => Some(Half::Low),
        _ => None,
    }
}

/// The id of a message that is no JSON as a whole, as it is written: the first member of that name in the outermost object,
/// if it is a string or a number and stands before what is broken.
pub(super) fn salvaged_id(json: &str) -> Option<&str> {
    let mut rest = json.trim_ascii_start().strip_prefix('{')?;
    loop {
        let key = string(rest.trim_ascii_start())?;
        rest = rest.trim_ascii_start()[key.len()..].trim_ascii_start().strip_prefix(':')?.trim_ascii_start();
        if key == "\"id\"" {
            return string(rest).or_else(|| number(rest));
        }
        rest = behind_value(rest)?;
    }
}

/// A string at the beginning of a text, with its quotes.
fn string(text: &str) -> Option<&str> {
    text.strip_prefix('"')?;
    let mut escaped = false;
    let end = text.bytes().enumerate().skip(1).find_map(|(at, byte)| {
        let is_end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        is_end.then_some(at)
    })?;
    text.get(..=end)
}

/// A number at the beginning of a text.
fn number(text: &str) -> Option<&str> {
    let end =
        text.find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E')).unwrap_or(text.len());
    let number = text.get(..end)?;
    serde_json::from_str::<serde_json::Number>(number).is_ok().then_some(number)
}

/// What follows a value and its comma.
fn behind_value(text: &str) -> Option<&str> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        match text.as_bytes().get(at)? {
            b'"' => at += string(&text[at..])?.len(),
            byte => {
                match byte {
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth = depth.checked_sub(1)?,
                    b',' if depth == 0 => return text.get(at + 1..),
                    _ => {}
                }
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bytes_that_are_no_text_cost_as_many_columns_as_they_had() {
        assert_eq!(text(b"{}"), ("{}".into(), false));
        assert_eq!(text(b"\xef\xbb\xbf{}"), ("{}".into(), false));
        assert_eq!(text(b"a\xffb"), ("a\u{fffd}b".into(), true));
        assert_eq!(text(b"a\xed\xa0\xbdb"), ("a\u{fffd}b".into(), true));
    }

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        assert_eq!(without_lone_surrogates(json).as_deref(), expected, "{json}");
    }

    #[test]
    fn half_a_pair_becomes_one_character() {
        check(r#"["\ud83d"]"#, Some(r#"["\ufffd"]"#));
        check(r#"["\uDE00 \ud83d"]"#, Some(r#"["\ufffd \ufffd"]"#));
        check(r#"["\ud83d\ud83d\ude00"]"#, Some(r#"["\ufffd\ud83d\ude00"]"#));
        check(r#"["\ud83d\u00e9"]"#, Some(r#"["\ufffd\u00e9"]"#));
        check(r#"["\ud83d\ude00"]"#, None);
        check(r#"["\\ud83d", "é\n"]"#, None);
        check(r#"["\"#, None);
        check(r#"["\ud8"#, None);
    }

    #[test]
    fn the_id_of_a_broken_message_is_found_where_it_stands_first() {
        let check = |json, expected| assert_eq!(salvaged_id(json), expected, "{json}");
        check(r#"{"id":7,"x":"#, Some("7"));
        check(r#" { "a" : [1, {"id": 2}], "b": "}\"," , "id" : "x\"y" , oops"#, Some(r#""x\"y""#));
        check(r#"{"id":1.5}"#, Some("1.5"));
        check(r#"{"id":18446744073709551617}"#, Some("18446744073709551617"));
        check(r#"{"params":{"id":1}"#, None);
        check(r#"{"id":null}"#, None);
        check(r#"{"id":"#, None);
        check(r#"[{"id":1}]"#, None);
        check("", None);
    }

    proptest! {
        /// Nothing in a text makes these stop, and what is mended is read.
        #[test]
        fn any_text_is_taken(json in "[\\[\\]{}\",:id\\\\ud8def0-9é]{0,60}") {
            salvaged_id(&json);
            without_lone_surrogates(&json);
            let string = format!("\"{}\"", json.replace('"', ""));
            if let Some(mended) = without_lone_surrogates(&string) {
                prop_assert!(without_lone_surrogates(&mended).is_none());
            }
        }
    }
}
