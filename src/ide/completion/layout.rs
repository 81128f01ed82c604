//! Whether objects are written on one line or on several where a site lies, as its document does.

use super::context::Site;
use crate::syntax::Node;
use crate::text::TextRange;

/// As many bytes behind an opening bracket are looked at.
const NEAR: usize = 512;

/// The deepest indentation that a level is taken to have.
const WIDEST: usize = 8;

/// One level of indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indent {
    /// As many blanks.
    Blanks(usize),
    /// A tabulator.
    Tab,
}

impl Indent {
    /// So many levels.
    fn levels(self, count: usize) -> String {
        match self {
            Self::Blanks(width) => " ".repeat(width * count),
            Self::Tab => "\t".repeat(count),
        }
    }
}

/// How the members of a new object are parted from their brackets: by a line break and the indentation of a level, or by a
/// blank where the object around is written on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout(Option<Indent>);

impl Layout {
    /// All on one line.
    pub(super) const INLINE: Self = Self(None);

    /// As the container of a site is written. A whole document is always one of several lines.
    pub(super) fn of(site: &Site<'_>) -> Self {
        let text = &site.snapshot.text;
        let Some(container) = site.container() else { return Self(Some(Indent::Blanks(2))) };
        if is_beside_a_line(site, container) {
            return Self::INLINE;
        }
        let start = container.range().start + 1;
        let end = container.entries().next().map_or(site.slot.insert.start, |entry| entry.range().start);
        let lead = text.slice(text.clamp(TextRange::new(start, end.clamp(start, start + NEAR))));
        if !lead.contains(['\n', '\r']) {
            return Self::INLINE;
        }
        let own = text.indentation(start - 1);
        let inner = text.indentation(text.line_end(text.line_of(end)));
        Self(Some(inner.strip_prefix(own.as_str()).and_then(level).unwrap_or(Indent::Blanks(2))))
    }

    /// Whether objects are opened on lines of their own.
    pub(super) const fn is_lines(self) -> bool {
        self.0.is_some()
    }

    /// What stands before something of a level: a line break with its indentation, or `inline`.
    pub(super) fn before(self, level: usize, inline: &str) -> String {
        match self.0 {
            Some(indent) => format!("\n{}", indent.levels(level)),
            None => inline.to_owned(),
        }
    }
}

impl Site<'_> {
    /// Whether a value, or on one line a member, begins behind the one blank before an offset.
    pub(super) fn begins(&self, offset: usize) -> bool {
        let text = &self.snapshot.text;
        let before = |back: usize| text.char_at(offset.checked_sub(back)?);
        let is_fresh = self.slot.typed.is_empty() && !self.slot.is_string() && before(1) == Some(' ');
        is_fresh
            && match before(2) {
                Some(':') => true,
                Some('{' | '[' | ',') => !Layout::of(self).is_lines(),
                _ => false,
            }
    }
}

/// Whether the object before the one that begins at a site, in the same list, is written on one line.
fn is_beside_a_line(site: &Site<'_>, container: Node<'_>) -> bool {
    let before = site.index.checked_sub(1).filter(|_| !container.is_object());
    let object = before.and_then(|index| container.entry(index)?.value()?.object());
    object.is_some_and(|object| {
        let text = &site.snapshot.text;
        let whole = object.range();
        object.count() > 0 && whole.len() <= NEAR && !text.slice(whole).contains(['\n', '\r'])
    })
}

/// What a level adds.
fn level(added: &str) -> Option<Indent> {
    match added.len() {
        _ if added == "\t" => Some(Indent::Tab),
        width @ 1..=WIDEST if added.bytes().all(|byte| byte == b' ') => Some(Indent::Blanks(width)),
        _ => None,
    }
}
