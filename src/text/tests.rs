//! The rope against a reference that walks the characters one by one.

use super::{Encoding, Position, Text, TextEdit, TextRange, apply_all};
use proptest::prelude::*;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

fn width(character: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => character.len_utf8(),
        Encoding::Utf16 => character.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

/// The lines of a text as `(start, end before the break)` in bytes.
fn naive_lines(text: &str) -> Vec<(usize, usize)> {
    let (bytes, mut lines, mut start, mut at) = (text.as_bytes(), Vec::new(), 0, 0);
    while at < bytes.len() {
        let len = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if len > 0 {
            lines.push((start, at));
            start = at + len;
        }
        at += len.max(1);
    }
    lines.push((start, text.len()));
    lines
}

fn naive_offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let Some(&(start, end)) = naive_lines(text).get(position.line as usize) else { return text.len() };
    let mut column = position.character as usize;
    for (at, character) in text[start..end].char_indices() {
        if column < width(character, encoding) {
            return start + at;
        }
        column -= width(character, encoding);
    }
    end
}

fn naive_position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let lines = naive_lines(text);
    let line = lines.iter().rposition(|&(start, _)| start <= offset).unwrap();
    let (start, end) = lines[line];
    let column =
        text[start..offset.min(end)].chars().map(|character| width(character, encoding)).sum::<usize>();
    Position { line: line as u32, character: column as u32 }
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => Just("a"), 1 => Just("key: "), 2 => Just("\n"), 2 => Just("\r"), 2 => Just("\r\n"),
        2 => Just("é"), 2 => Just("漢"), 2 => Just("😀"), 1 => Just("\u{2028}"), 1 => Just("\u{85}"),
    ];
    // A rope cuts its text into pieces of about a thousand bytes; lines longer than that take another way.
    let long = "aé漢😀".repeat(500);
    prop::collection::vec(piece, 0..40).prop_flat_map(move |pieces| {
        let (short, long) = (pieces.concat(), pieces.join(&long));
        prop_oneof![9 => Just(short), 1 => Just(long)]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn offsets_equal_the_reference(text in any_text(), line in 0u32..12, character in prop_oneof![4 => 0u32..30, 1 => 0u32..20_000]) {
        let position = Position { line, character };
        for encoding in ENCODINGS {
            prop_assert_eq!(Text::new(&text).offset(position, encoding), naive_offset(&text, position, encoding));
        }
    }

    #[test]
    fn positions_equal_the_reference(text in any_text(), offset in prop_oneof![4 => 0usize..80, 1 => 0usize..200_000]) {
        for encoding in ENCODINGS {
            prop_assert_eq!(Text::new(&text).position(offset, encoding), naive_position(&text, offset, encoding));
        }
    }

    #[test]
    fn lines_equal_the_reference(text in any_text()) {
        let (rope, lines) = (Text::new(&text), naive_lines(&text));
        prop_assert_eq!(rope.line_count(), lines.len());
        for (line, &(start, end)) in lines.iter().enumerate() {
            prop_assert_eq!((rope.line_start(line), rope.line_end(line)), (start, end));
            prop_assert_eq!(rope.line(line), &text[start..end]);
            prop_assert_eq!(rope.line_of(start), line);
        }
    }

    #[test]
    fn edits_equal_the_reference(text in any_text(), at in 0usize..80, len in 0usize..20, new in any_text()) {
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        let range = TextRange::new(floor(at), floor(at + len));
        let edit = TextEdit::replace(range, new);
        prop_assert_eq!(Text::new(&text).edited(&edit).to_string(), apply_all(&text, std::slice::from_ref(&edit)));
        prop_assert_eq!(Text::new(&text).slice(range), &text[range.start..range.end]);
    }
}

#[test]
fn nothing_is_out_of_reach() {
    let text = Text::new("a😀\r\n漢");
    let far = Position { line: u32::MAX, character: u32::MAX };
    for encoding in ENCODINGS {
        assert_eq!(text.offset(far, encoding), text.len());
        assert_eq!(text.offset(Position { line: 0, character: u32::MAX }, encoding), 5);
        assert_eq!(text.position(usize::MAX, encoding).line, 1);
    }
    assert_eq!(
        text.offset(Position { line: 0, character: 2 }, Encoding::Utf16),
        1,
        "inside a surrogate pair"
    );
    assert_eq!(text.char_at(3), Some('😀'));
    assert_eq!(text.char_at(text.len()), None);
    assert_eq!(text.chunk_at(usize::MAX), ("a😀\r\n漢", 0));
    assert_eq!(text.chunks().collect::<String>(), text.to_string());
    assert_eq!(text.slice(TextRange::new(2, 900)), "😀\r\n漢");
}

#[test]
fn a_clone_shares_the_text() {
    let text = Text::new(&"x".repeat(100_000));
    assert_eq!(text.clone().chunk_at(0).0.as_ptr(), text.chunk_at(0).0.as_ptr());
}
