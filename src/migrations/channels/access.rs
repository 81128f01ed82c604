//! `dm.policy` and `dm.allowFrom`, which are `dmPolicy` and `allowFrom` of the channel today.

use super::scope::{Scope, everywhere};
use super::sheet::Sheet;
use serde_json::Value as Json;

/// Moves them where nothing is; drops them where the new one says the same, and leaves them where it differs.
pub(super) fn access(draft: &mut Sheet<'_, '_>, channel: &str) {
    everywhere(draft, channel, |scope| {
        let policy = promote(scope, "policy", "dmPolicy", |old, new| old == new);
        let list = promote(scope, "allowFrom", "allowFrom", same_list);
        if policy || list {
            scope.prune(&["dm"]);
        }
    });
}

fn promote(scope: &mut Scope<'_, '_, '_>, from: &str, to: &str, same: impl Fn(&Json, &Json) -> bool) -> bool {
    let Some(old) = scope.get(&["dm", from]) else { return false };
    let gives_way = scope.get(&[to]).is_none_or(|new| same(&old, &new));
    if gives_way {
        scope.shift(&["dm", from], &[to]);
    }
    gives_way
}

/// Entries are compared as texts, without blanks around them and without empty ones.
fn same_list(old: &Json, new: &Json) -> bool {
    let texts = |list: &Json| -> Option<Vec<String>> {
        let text =
            |item: &Json| item.as_str().map_or_else(|| item.to_string(), |text| text.trim().to_owned());
        Some(list.as_array()?.iter().map(text).filter(|text| !text.is_empty()).collect())
    };
    texts(old).is_some_and(|old| texts(new) == Some(old))
}
