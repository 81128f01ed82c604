//! Character classes, as npm's `json5` 2.2.3 has them.

/// White space and line terminators (JSON5 §8).
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n' | '\u{0B}' | '\u{0C}' | '\r' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}'
    )
}

/// What ends a word besides a comment.
pub(super) fn is_word_end(c: char) -> bool {
    matches!(c, '{' | '}' | '[' | ']' | ':' | ',' | '"' | '\'') || is_space(c)
}

/// The first character of an identifier name.
pub(super) fn is_id_start(c: char) -> bool {
    matches!(c, '$' | '_') || unicode_id_start::is_id_start(c)
}

/// A later character of an identifier name.
pub(super) fn is_id_continue(c: char) -> bool {
    matches!(c, '$' | '_' | '\u{200C}' | '\u{200D}') || unicode_id_start::is_id_continue(c)
}
