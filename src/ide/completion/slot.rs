//! What an item replaces.

use crate::syntax::{TokenAt, TokenKind};
use crate::text::{TextEdit, TextRange};

/// What an item replaces, and what must come with it so that the result can be read.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Word start to cursor.
    pub insert: TextRange,
    /// Word start to word end.
    pub replace: TextRange,
    /// What the ranges hold of a string.
    pub frame: Frame,
    /// What is typed before the cursor, without a quote.
    pub typed: String,
    /// Edits elsewhere: a comma or colon that was missing.
    pub additional: Vec<TextEdit>,
    /// A comma must follow.
    pub comma_after: bool,
    /// A blank must go before.
    pub space_before: bool,
    /// The string that the ranges lie in has its closing quote.
    pub closed: bool,
    /// An unclosed string has swallowed more of its line, which is free again once the string is closed.
    pub swallowed: bool,
}

/// What the ranges of a slot hold of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Nothing, or a word without quotes.
    Bare,
    /// The text with its opening quote, and the closing one if it is there.
    Quoted(char),
    /// The text between the quotes.
    Inside(char),
}

impl Slot {
    /// Nothing is typed yet.
    pub(super) fn empty(offset: usize) -> Self {
        let range = TextRange::empty(offset);
        Self {
            insert: range,
            replace: range,
            frame: Frame::Bare,
            typed: String::new(),
            additional: Vec::new(),
            comma_after: false,
            space_before: false,
            closed: false,
            swallowed: false,
        }
    }

    /// A token is there. Nothing behind the closing quote of a string, nor in one of several lines.
    pub(super) fn over(token: TokenAt<'_>, offset: usize, is_key: bool) -> Option<Self> {
        if token.kind() == TokenKind::String {
            return Self::over_string(token, offset, is_key);
        }
        let typed = token.text.get(..offset.saturating_sub(token.range.start))?.to_owned();
        let range = TextRange::new(token.range.start.min(offset), token.range.end);
        Some(Self { insert: range, replace: range, typed, ..Self::empty(offset) })
    }

    fn over_string(token: TokenAt<'_>, offset: usize, is_key: bool) -> Option<Self> {
        let quote = token.text.chars().next()?;
        let TextRange { start, end } = token.range;
        if token.text.contains(['\n', '\r']) || !token.token.unclosed && offset == end {
            return None;
        }
        if offset <= start {
            let range = TextRange::new(offset, end);
            return Some(Self { insert: range, replace: range, ..Self::empty(offset) });
        }
        let typed = token.text.get(1..offset - start)?.to_owned();
        let slot = Self { typed, closed: !token.token.unclosed, ..Self::empty(offset) };
        if token.token.unclosed {
            let rest = token.text.get(offset - start..)?;
            let word = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
            let range = TextRange::new(start, offset + word);
            let swallowed = rest.get(word..).is_some_and(|rest| !rest.trim().is_empty());
            return Some(Self {
                insert: range,
                replace: range,
                frame: Frame::Quoted(quote),
                swallowed,
                ..slot
            });
        }
        if is_key {
            return Some(Self {
                insert: token.range,
                replace: token.range,
                frame: Frame::Quoted(quote),
                ..slot
            });
        }
        let (insert, replace) = (TextRange::new(start + 1, offset), TextRange::new(start + 1, end - 1));
        Some(Self { insert, replace, frame: Frame::Inside(quote), ..slot })
    }

    /// Takes a closed string with its quotes where the client can replace what stands behind the cursor, so that the cursor
    /// is left behind the value. Other clients get no comma either: as an edit elsewhere it would be off by all that the
    /// user types until the item is taken, since few of them move such edits along.
    pub(super) fn settle(&mut self, whole_strings: bool) {
        let Frame::Inside(quote) = self.frame else { return };
        if !whole_strings {
            self.comma_after = false;
            return;
        }
        let string = TextRange::new(self.replace.start - 1, self.replace.end + 1);
        (self.insert, self.replace, self.frame) = (string, string, Frame::Quoted(quote));
    }

    /// Whether a string is begun, so that nothing but a string fits.
    pub(super) fn is_string(&self) -> bool {
        self.frame != Frame::Bare
    }

    /// What the client compares with what was typed.
    pub(super) fn filter(&self, text: &str) -> String {
        match self.frame {
            Frame::Quoted(quote) => format!("{quote}{text}"),
            Frame::Bare | Frame::Inside(_) => text.to_owned(),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '@' | '*' | '$')
}
