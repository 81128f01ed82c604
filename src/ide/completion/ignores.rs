//! What a comment that ignores findings can say: the codes that are found there first.

use super::item::{CompletionItem, CompletionKind};
use crate::base::{Severity, Snapshot, codes};
use crate::check::{IGNORE, IGNORE_FILE, may_be_ignored, unfiltered};
use crate::syntax::Remark;
use crate::text::TextRange;

/// The items in a comment that speaks to this program; nothing anywhere else.
pub(super) fn items(snapshot: &Snapshot, offset: usize) -> Option<Vec<CompletionItem>> {
    let remarks = snapshot.tree.remarks();
    let says = |remark: &&Remark<'_>| remark.start <= offset && offset <= remark.start + remark.says.len();
    let remark = remarks.iter().find(says)?;
    let (typed, behind) = remark.says.split_at_checked(offset - remark.start)?;
    let is_end = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let begin = typed.rfind(is_end).map_or(0, |at| at + typed[at..].chars().next().map_or(1, char::len_utf8));
    let word = TextRange::new(remark.start + begin, offset);
    let whole = TextRange::new(word.start, offset + behind.find(is_end).unwrap_or(behind.len()));
    let before = typed[..begin].trim();
    if before.is_empty() {
        let verb = |(verb, detail): (&str, &str)| item(verb, detail, word, whole);
        return Some(
            [(IGNORE, "ignore findings of a line"), (IGNORE_FILE, "findings of the file")].map(verb).into(),
        );
    }
    let rest = before.strip_prefix(IGNORE_FILE).or_else(|| before.strip_prefix(IGNORE))?;
    if !rest.is_empty() && !rest.ends_with(',') {
        return Some(Vec::new());
    }
    let is_file = before.starts_with(IGNORE_FILE);
    let here = found(snapshot, (!is_file).then(|| snapshot.text.line_of(remark.about)));
    let others = codes::ALL.iter().filter(|code| code.severity != Severity::Error).map(|code| code.code);
    let others: Vec<&str> = others.filter(|code| !here.contains(code)).collect();
    let known = here.into_iter().chain(others).filter_map(codes::find);
    Some(known.map(|code| item(code.code, code.summary, word, whole)).collect())
}

/// The codes that are found on a line, or in the whole document.
fn found(snapshot: &Snapshot, line: Option<usize>) -> Vec<&'static str> {
    let found = unfiltered(snapshot).into_iter().filter(may_be_ignored);
    let is_here = |start: usize| line.is_none_or(|line| snapshot.text.line_of(start) == line);
    let mut codes: Vec<&str> = Vec::new();
    for one in found.filter(|one| is_here(one.range.start)) {
        if !codes.contains(&one.code) {
            codes.push(one.code);
        }
    }
    codes
}

fn item(name: &str, detail: &str, insert: TextRange, replace: TextRange) -> CompletionItem {
    CompletionItem {
        label: name.to_owned(),
        kind: CompletionKind::EnumMember,
        detail: Some(detail.replace('`', "")),
        insert,
        replace,
        text: name.to_owned(),
        snippet: None,
        filter: name.to_owned(),
        sort: String::new(),
        deprecated: false,
        preselect: false,
        reopen: false,
        additional: Vec::new(),
        resolve: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CompletionOptions, completion};
    use crate::base::{DocumentKind, Snapshot};
    use std::sync::Arc;

    /// The first proposals at `$0`.
    fn first(fixture: &str, count: usize) -> Vec<String> {
        let at = fixture.find("$0").expect("a cursor");
        let snapshot = Snapshot::new(&fixture.replacen("$0", "", 1), DocumentKind::Main, Arc::default());
        let items = completion(&snapshot, at, CompletionOptions::default());
        items.into_iter().take(count).map(|item| item.label).collect()
    }

    #[test]
    fn what_is_found_at_the_line_comes_first() {
        let rest = "\n{ agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }";
        assert_eq!(first(&format!("// openclaw-lsp: ignore $0{rest}"), 1), ["unknown-model"]);
        assert_eq!(
            first(&format!("// openclaw-lsp: ignore-file admin-key, unk$0nown{rest}"), 1),
            ["unknown-model"]
        );
        assert_eq!(first(&format!("// openclaw-lsp: $0{rest}"), 2), ["ignore", "ignore-file"]);
        assert!(first(&format!("// openclaw-lsp: ignore unknown-model since $0{rest}"), 1).is_empty());
        assert!(first(&format!("// about $0{rest}"), 1).is_empty());
    }
}
