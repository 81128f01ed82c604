//! How an item gets into the text: ranges, quotes, colons and commas.

use super::context::{Place, Site};
use super::layout::Layout;
use super::quote::{escaped, is_identifier, quoted, snippet_escaped};
use super::slot::Frame;
use super::snippet::Body;
use super::{CompletionItem, CompletionKind, CompletionOptions};
use crate::syntax::{Entry, Node, TokenAt, TokenKind};

/// The siblings on each side that are asked for their quotes.
const NEAR: usize = 8;

/// The quotes and line breaks that the surroundings of a site use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Around keys; none where they are written without.
    pub key: Option<char>,
    /// Around strings.
    pub string: char,
    /// Around the members of new objects.
    pub layout: Layout,
}

impl Style {
    /// The style of the nearest siblings, else of the containers around.
    pub(super) fn of(site: &Site<'_>) -> Self {
        let mut key = None;
        // Names such as those of models are quoted in every style.
        let mut forced = None;
        let mut string = None;
        let mut index = site.index;
        for (depth, container) in site.containers.iter().enumerate().rev() {
            let own = site.entry.filter(|_| depth + 1 == site.containers.len());
            for entry in neighbours(*container, index) {
                if own.is_some_and(|own| own.index() == entry.index()) {
                    continue;
                }
                match entry.key_token().filter(|_| key.is_none()) {
                    Some(token) if needs_quotes(entry) => forced = forced.or(quote_of(token)),
                    Some(token) => key = Some(quote_of(token)),
                    None => {}
                }
                string = string.or_else(|| string_quote(entry));
            }
            index = depth.checked_sub(1).and_then(|above| site.step_index(above)).unwrap_or_default();
        }
        let key = key.flatten();
        Self { key, string: string.or(key).or(forced).unwrap_or('"'), layout: Layout::of(site) }
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

/// Whether a key cannot be written without quotes.
fn needs_quotes(entry: Entry<'_>) -> bool {
    entry.key().is_some_and(|key| !is_identifier(&key))
}

fn string_quote(entry: Entry<'_>) -> Option<char> {
    quote_of(entry.value()?.scalar()?.token)
}

/// Makes the items of one site.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    site: &'s Site<'s>,
    /// The quotes to use.
    pub style: Style,
    options: CompletionOptions,
}

impl<'s> Writer<'s> {
    pub(super) fn new(site: &'s Site<'s>, options: CompletionOptions) -> Self {
        Self { site, style: Style::of(site), options }
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

    /// A string that is also found by a word inside of it: clients compare what is typed with the word and with the whole.
    pub(super) fn string_by(&self, text: &str, kind: CompletionKind, word: Option<usize>) -> CompletionItem {
        let item = self.string(text, kind);
        match word.and_then(|at| text.get(at..)).filter(|word| *word != text) {
            Some(word) => CompletionItem { filter: self.site.slot.filter(&format!("{word} {text}")), ..item },
            None => item,
        }
    }

    /// A provider, behind which the model id is to be typed: the cursor stays inside the quotes.
    pub(super) fn open_string(&self, text: &str, kind: CompletionKind) -> CompletionItem {
        let mut item = self.string(text, kind);
        let quote = match self.site.slot.frame {
            Frame::Bare => self.style.string,
            Frame::Quoted(quote) => quote,
            Frame::Inside(_) => return item,
        };
        if let Some((head, tail)) = item.text.rsplit_once(quote).filter(|_| self.options.snippets) {
            item.snippet = Some(format!("{}$0{quote}{tail}", snippet_escaped(head)));
            item.reopen = self.options.reopens;
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
        self.options.snippets
    }

    /// Whether the list opens again behind an item of this site that leaves the cursor where a value is to be written.
    pub(super) const fn reopens(&self) -> bool {
        self.options.reopens && self.options.snippets
    }

    /// Whether the item comes between braces that touch: it brings the blanks that stand inside of them.
    fn fills_braces(&self) -> bool {
        let (slot, text) = (&self.site.slot, &self.site.snapshot.text);
        let is_object = self.site.container().is_some_and(Node::is_object);
        let before = slot.replace.start.checked_sub(1).and_then(|at| text.char_at(at));
        is_object && before == Some('{') && text.char_at(slot.replace.end) == Some('}')
    }

    fn item(&self, label: &str, kind: CompletionKind, filter: String, body: Body) -> CompletionItem {
        let slot = &self.site.slot;
        let fills = self.fills_braces();
        let mut body = if slot.space_before || fills { body.after(" ") } else { body };
        if fills {
            body = body.before(" ");
        }
        if slot.comma_after {
            let beside =
                self.site.snapshot.text.char_at(slot.replace.end).is_some_and(|c| !c.is_whitespace());
            body = body.before(if beside { ", " } else { "," });
        }
        let snippet = body.snippet.filter(|snippet| self.options.snippets && *snippet != body.text);
        // Neovim inserts a plain text only up to its first blank.
        let has_blank = self.options.snippets && body.text.contains(' ');
        let snippet = snippet.or_else(|| has_blank.then(|| snippet_escaped(&body.text)));
        let reopen = body.lists && self.options.reopens && snippet.is_some();
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
            reopen,
            additional: slot.additional.clone(),
            resolve: None,
        }
    }
}
