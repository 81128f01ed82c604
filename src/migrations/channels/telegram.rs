//! Telegram: which history of a group is read.

use super::scope::{Scope, scopes};
use super::sheet::Sheet;
use serde_json::{Value as Json, json};

/// How many messages are read where nothing says it.
const USUAL: u64 = 50;

const CONTEXT: &[&str] = &["includeGroupHistoryContext"];
const LIMIT: &[&str] = &["historyLimit"];

/// No history is a limit of zero today; all other words go, as the history is always read. An account that asked for
/// recent messages keeps the limit from before where its channel goes to zero.
pub(super) fn history(draft: &mut Sheet<'_, '_>) {
    let common = draft.get(&["messages", "groupChat", "historyLimit"]).unwrap_or_else(|| json!(USUAL));
    let mut kept = None;
    for (index, path) in scopes(draft, "telegram").into_iter().enumerate() {
        let mut scope = Scope::new(draft, path);
        if index == 0 {
            let limit = scope.get(LIMIT).filter(Json::is_number).unwrap_or_else(|| common.clone());
            kept = scope.get(CONTEXT).filter(|word| word == "none").map(|_| limit);
        }
        one(&mut scope, kept.as_ref().filter(|_| index > 0));
    }
}

fn one(scope: &mut Scope<'_, '_, '_>, kept: Option<&Json>) {
    let Some(context) = scope.get(CONTEXT) else { return };
    let limit = match context.as_str() {
        Some("none") => Some(json!(0)),
        Some("recent") if !scope.has(LIMIT) => kept.cloned(),
        _ => None,
    };
    match limit {
        Some(limit) => {
            scope.shift(CONTEXT, LIMIT);
            scope.set(LIMIT, limit);
        }
        None => scope.remove(CONTEXT),
    }
}
