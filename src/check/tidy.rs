//! One fault, one finding: what several passes say of one place is said once, by what says it best.

use super::messages::join;
use crate::base::{Diagnostic, Severity};
use crate::text::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

/// Sorts, and drops what another finding about the same place says better.
pub(super) fn tidy(found: &mut Vec<Diagnostic>) {
    merge_retired_values(found);
    merge_missing(found);
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

/// Keys that one value lacks are one finding, where OpenClaw reports them at one path.
fn merge_missing(found: &mut Vec<Diagnostic>) {
    const CODE: &str = "missing-required";
    let mut lacking: FxHashMap<(TextRange, String), Vec<String>> = FxHashMap::default();
    for one in found.iter().filter(|one| one.code == CODE) {
        let key = one.message.split('`').nth(1).unwrap_or_default().to_owned();
        lacking.entry((one.range, one.path.clone())).or_default().push(key);
    }
    lacking.retain(|_, keys| keys.len() > 1);
    found.retain_mut(|one| {
        if one.code != CODE {
            return true;
        }
        let place = (one.range, one.path.clone());
        let Some(keys) = lacking.get_mut(&place) else { return true };
        let names: Vec<String> = std::mem::take(keys).iter().map(|key| format!("`{key}`")).collect();
        let is_first = !names.is_empty();
        if is_first {
            one.message = format!("the keys {} are missing here: they are required", join(names, "and"));
        }
        is_first
    });
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
