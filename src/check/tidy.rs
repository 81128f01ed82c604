//! One fault, one finding: what several passes say of one place is said once, by what says it best.

use crate::base::{Diagnostic, Severity};
use crate::text::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

/// Sorts, and drops what another finding about the same place says better.
pub(super) fn tidy(found: &mut Vec<Diagnostic>) {
    merge_retired_values(found);
    let ranks: FxHashMap<TextRange, u8> = found.iter().fold(FxHashMap::default(), |mut best, one| {
        let rank = best.entry(one.range).or_default();
        *rank = (*rank).max(explains(one.code));
        best
    });
    let best = |one: &Diagnostic| ranks.get(&one.range).copied().unwrap_or_default();
    found.retain(|one| match one.code {
        "unknown-key" | "wrong-type" | "invalid-format" | "invalid-key-name" if best(one) == 3 => false,
        "unknown-key" => best(one) == 0,
        "foreign-mcp-key" => best(one) == 1,
        _ => true,
    });
    found.sort_by(|a, b| (a.range, a.severity, a.code).cmp(&(b.range, b.severity, b.code)));
    found.dedup_by(|a, b| a.range == b.range && a.code == b.code && a.message == b.message);
}

/// A retired value is no allowed value either: what says how to write it today takes the path at which OpenClaw refuses it.
fn merge_retired_values(found: &mut Vec<Diagnostic>) {
    let is_retired = |one: &Diagnostic| one.code.starts_with("legacy-");
    let retired: FxHashSet<TextRange> =
        found.iter().filter(|one| is_retired(one)).map(|one| one.range).collect();
    if retired.is_empty() {
        return;
    }
    let refused = |one: &mut Diagnostic| {
        matches!(one.code, "invalid-enum-value" | "wrong-type" | "no-union-branch")
            && retired.contains(&one.range)
    };
    let refused: FxHashMap<TextRange, String> =
        found.extract_if(.., refused).map(|one| (one.range, one.path)).collect();
    for one in found.iter_mut().filter(|one| is_retired(one)) {
        if let Some(path) = refused.get(&one.range) {
            one.path.clone_from(path);
            one.severity = Severity::Error;
        }
    }
}

/// How well a code says why a key or value is refused.
fn explains(code: &str) -> u8 {
    match code {
        "unreadable-value" => 3,
        "foreign-mcp-key" | "invalid-key-name" => 1,
        _ if code.starts_with("legacy-") || code.starts_with("misplaced-") => 2,
        _ => 0,
    }
}
