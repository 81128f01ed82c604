//! How an item gets into the text: ranges, quotes, colons and commas.

use super::context::{Place, Site};
use super::snippet::Body;
use super::{CompletionItem, CompletionKind};
use crate::syntax::{Entry, Node, TokenAt, TokenKind};
use crate::text::{TextEdit, TextRange};

/// The siblings on each side that are asked for their quotes.
const NEAR: usize = 8;

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
        let slot = Self { typed, ..Self::empty(offset) };
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

    /// Decides how a comma gets behind a closed string. As an edit elsewhere it would be off by all that the user types
    /// until the item is taken, since few clients move such edits along: it comes with the quotes where the client
    /// replaces them too, and else not at all.
    pub(super) fn settle_comma(&mut self, whole_strings: bool) {
        let Frame::Inside(quote) = self.frame else { return };
        self.comma_after &= whole_strings;
        if self.comma_after {
            let string = TextRange::new(self.replace.start - 1, self.replace.end + 1);
            (self.insert, self.replace, self.frame) = (string, string, Frame::Quoted(quote));
        }
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

/// The quotes that the surroundings of a site use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Around keys; none where they are written without.
    pub key: Option<char>,
    /// Around strings.
    pub string: char,
}

impl Style {
    /// The style of the nearest siblings, else of the containers around.
    pub(super) fn of(site: &Site<'_>) -> Self {
        let mut key = None;
        let mut string = None;
        let mut index = site.index;
        for (depth, container) in site.containers.iter().enumerate().rev() {
            let own = site.entry.filter(|_| depth + 1 == site.containers.len());
            for entry in neighbours(*container, index) {
                if own.is_some_and(|own| own.index() == entry.index()) {
                    continue;
                }
                key = key.or_else(|| entry.key_token().map(quote_of));
                string = string.or_else(|| string_quote(entry));
            }
            index = depth.checked_sub(1).and_then(|above| site.step_index(above)).unwrap_or_default();
        }
        let key = key.flatten();
        Self { key, string: string.or(key).unwrap_or('"') }
    }

    /// A key as this style writes it. Only identifiers go without quotes (JSON5 §4).
    pub(super) fn key(self, name: &str) -> String {
        match self.key {
            Some(quote) => quoted(name, quote),
            None if is_identifier(name) => name.to_owned(),
            None => quoted(name, self.string),
        }
    }
}

impl Site<'_> {
    /// The index of the entry that leads from one container to the next.
    fn step_index(&self, depth: usize) -> Option<usize> {
        let inner = self.containers.get(depth + 1)?;
        self.containers.get(depth)?.entry_at(inner.range().start).map(Entry::index)
    }
}

/// The entries around an index, nearest first.
fn neighbours(container: Node<'_>, index: usize) -> impl Iterator<Item = Entry<'_>> {
    let before = (1..=NEAR).map_while(move |back| index.checked_sub(back));
    let after = index..index + NEAR;
    before.chain(after).filter_map(move |index| container.entry(index))
}

fn quote_of(token: TokenAt<'_>) -> Option<char> {
    (token.kind() == TokenKind::String).then(|| token.text.chars().next()).flatten()
}

fn string_quote(entry: Entry<'_>) -> Option<char> {
    quote_of(entry.value()?.scalar()?.token)
}

/// A text in quotes.
pub(super) fn quoted(text: &str, quote: char) -> String {
    format!("{quote}{}{quote}", escaped(text, quote))
}

/// A text as it stands between quotes.
fn escaped(text: &str, quote: char) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => {
                out.extend((c == quote || c == '\\').then_some('\\'));
                out.push(c);
            }
        }
    }
    out
}

/// A text as it stands in a snippet (LSP 3.17, "Snippet Syntax").
pub(super) fn snippet_escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

fn is_identifier(name: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    name.chars().all(word) && name.chars().next().is_some_and(|c| !c.is_ascii_digit())
}

/// Makes the items of one site.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    site: &'s Site<'s>,
    /// The quotes to use.
    pub style: Style,
    snippets: bool,
}

impl<'s> Writer<'s> {
    pub(super) fn new(site: &'s Site<'s>, snippets: bool) -> Self {
        Self { site, style: Style::of(site), snippets }
    }

    /// A string as a value.
    pub(super) fn string(&self, text: &str, kind: CompletionKind) -> CompletionItem {
        let written = match self.site.slot.frame {
            Frame::Bare => quoted(text, self.style.string),
            Frame::Quoted(quote) => quoted(text, quote),
            Frame::Inside(quote) => escaped(text, quote),
        };
        self.item(text, kind, self.site.slot.filter(text), Body::plain(written))
    }

    /// A provider, behind which the model id is to be typed: the cursor stays inside the quotes.
    pub(super) fn open_string(&self, text: &str, kind: CompletionKind) -> CompletionItem {
        let mut item = self.string(text, kind);
        let quote = match self.site.slot.frame {
            Frame::Bare => self.style.string,
            Frame::Quoted(quote) => quote,
            Frame::Inside(_) => return item,
        };
        if let Some((head, tail)) = item.text.rsplit_once(quote).filter(|_| self.snippets) {
            item.snippet = Some(format!("{}$0{quote}{tail}", snippet_escaped(head)));
        }
        item
    }

    /// Anything but a string as a value; `label` is what the list shows and the client compares.
    pub(super) fn literal(&self, label: &str, kind: CompletionKind, body: Body) -> CompletionItem {
        self.item(label, kind, self.site.slot.filter(label), body)
    }

    /// A key with its colon and value, or the key alone where those are there already.
    pub(super) fn key(&self, name: &str, value: &Body) -> CompletionItem {
        let style = match self.site.slot.frame {
            Frame::Quoted(quote) => Style { key: Some(quote), ..self.style },
            _ => self.style,
        };
        let key = style.key(name);
        let body = match &self.site.place {
            Place::Key { bare: true } => Body::plain(key),
            _ => value.after(&format!("{key}: ")),
        };
        self.item(name, CompletionKind::Key, self.site.slot.filter(name), body)
    }

    /// The quote that a key with other characters than an identifier's gets.
    pub(super) fn key_quote(&self) -> char {
        match self.site.slot.frame {
            Frame::Quoted(quote) => quote,
            _ => self.style.key.unwrap_or(self.style.string),
        }
    }

    /// Whether the client understands snippets.
    pub(super) const fn has_snippets(&self) -> bool {
        self.snippets
    }

    fn item(&self, label: &str, kind: CompletionKind, filter: String, body: Body) -> CompletionItem {
        let slot = &self.site.slot;
        let mut body = if slot.space_before { body.after(" ") } else { body };
        if slot.comma_after {
            let beside =
                self.site.snapshot.text.char_at(slot.replace.end).is_some_and(|c| !c.is_whitespace());
            body = body.before(if beside { ", " } else { "," });
        }
        let snippet = body.snippet.filter(|snippet| self.snippets && *snippet != body.text);
        CompletionItem {
            label: label.to_owned(),
            kind,
            detail: None,
            insert: slot.insert,
            replace: slot.replace,
            text: body.text,
            snippet,
            filter,
            sort: String::new(),
            deprecated: false,
            preselect: false,
            additional: slot.additional.clone(),
            resolve: None,
        }
    }
}
