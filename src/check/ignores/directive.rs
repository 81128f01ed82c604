//! What a comment says that ignores findings: `openclaw-lsp: ignore CODE[, CODE] [reason]`.

use crate::base::Snapshot;
use crate::syntax::Remark;
use crate::text::TextRange;
use crate::text::nearest::nearest;

/// What a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All of its file.
    File,
    /// One line, counted from zero.
    Line(usize),
}

/// A code as a comment names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The word; no more than its letters, digits, `-` and `_`.
    pub code: String,
    /// Its bytes.
    pub range: TextRange,
}

/// A comment that ignores findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The comment.
    pub comment: TextRange,
    /// The first word.
    pub verb: Named,
    /// What it is about.
    pub scope: Scope,
    /// The codes that it names.
    pub codes: Vec<Named>,
    /// Whether it is followed: its first word is right, and what is about the whole file stands at the top of it.
    pub counts: bool,
}

/// The word of a comment about a line.
pub const IGNORE: &str = "ignore";
/// The word of a comment about a file.
pub const IGNORE_FILE: &str = "ignore-file";

/// The comments of a document that ignore findings, or are meant to, in order.
pub fn directives(snapshot: &Snapshot) -> Vec<Directive> {
    let remarks = snapshot.tree.remarks();
    if remarks.is_empty() {
        return Vec::new();
    }
    let top = snapshot.tree.value().map_or(snapshot.text.len(), |value| value.range().start);
    remarks.iter().filter_map(|remark| directive(snapshot, remark, top)).collect()
}

fn directive(snapshot: &Snapshot, remark: &Remark<'_>, top: usize) -> Option<Directive> {
    let (verb, mut rest) = word(remark.says, remark.start)?;
    let meant = meant_verb(&verb.code)?;
    let is_placed = meant == IGNORE || remark.comment.range.start < top;
    let mut codes = Vec::new();
    while let Some((code, behind)) = word(rest, remark.start + remark.says.len() - rest.len()) {
        codes.push(code);
        let Some(more) = behind.trim_start().strip_prefix(',') else { break };
        rest = more;
    }
    Some(Directive {
        comment: remark.comment.range,
        counts: verb.code == meant && is_placed,
        verb,
        scope: if meant == IGNORE { Scope::Line(snapshot.text.line_of(remark.about)) } else { Scope::File },
        codes,
    })
}

/// The word that is meant by the first one of a comment; nothing where it is no instruction at all.
fn meant_verb(word: &str) -> Option<&'static str> {
    let begins = word.starts_with(IGNORE).then_some(if word.contains("file") { IGNORE_FILE } else { IGNORE });
    nearest(word, [IGNORE, IGNORE_FILE]).or(begins)
}

/// The first word of a text that begins at a byte, and what is behind it.
fn word(text: &str, start: usize) -> Option<(Named, &str)> {
    let trimmed = text.trim_start();
    let is_end = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let len = trimmed.find(is_end).unwrap_or(trimmed.len());
    let range = TextRange::at(start + text.len() - trimmed.len(), len);
    let code = trimmed[..len].to_owned();
    (len > 0).then(|| (Named { code, range }, &trimmed[len..]))
}
