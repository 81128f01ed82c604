//! What all commands say, and how they end.

use crate::base::masking;
use std::borrow::Cow;
use std::io::{self, Write};

/// How a command ended; the larger one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// No error was found.
    Clean = 0,
    /// The files hold errors.
    Errors = 1,
    /// Something could not be done.
    Failed = 2,
}

/// Says on standard error what went wrong.
pub(super) fn complain(what: &dyn std::fmt::Display) {
    // Nothing is left to be done when even standard error is closed.
    let what = what.to_string();
    let _ = writeln!(io::stderr(), "openclaw-lsp: {}", printable(&masking::text(&what)));
}

/// A text that may quote a document or a name, as a terminal may get it: what would steer the terminal, or turn the direction
/// of what follows, is shown and not done. Ends of lines and tabulators stay.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let mut after = text.chars().skip(1);
    let mut is_plain = |c: char| {
        let next = after.next();
        matches!(c, '\n' | '\t') || c == '\r' && next == Some('\n') || !steers(c)
    };
    let plain: Vec<bool> = text.chars().map(&mut is_plain).collect();
    if plain.iter().all(|plain| *plain) {
        return Cow::Borrowed(text);
    }
    text.chars().zip(plain).map(|(c, plain)| if plain { c } else { picture(c) }).collect()
}

fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The sign that stands for a character without a shape.
fn picture(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// Standard output with a buffer: a line at a time would cost a system call each.
pub(super) fn stdout() -> impl Write {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

#[cfg(test)]
mod tests {
    use super::printable;
    use std::borrow::Cow;

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(printable("\u{1b}]0;x\u{7}"), "\u{241b}]0;x\u{2407}");
        assert_eq!(printable("a\u{9b}31m\u{7f}\u{202e}b"), "a\u{fffd}31m\u{2421}\u{fffd}b");
        assert_eq!(printable("a\rb\r\nc\td"), "a\u{240d}b\r\nc\td");
        assert!(matches!(printable("one\r\ntwo\t\u{e9}\n"), Cow::Borrowed(_)));
    }
}
