//! `hooks.mappings`: what a persistent session is found by (docs/openclaw/validation.md#hooks).

use super::plain::{has_text, is_open, member_text};
use crate::check::{At, Fact, Finding, Place, Rule};
use crate::schema::format::trim;
use crate::syntax::Value;

pub(super) const RULES: &[Rule] =
    &[Rule { at: "hooks.mappings[]", needs: &[Fact::Hooks], check: persistent }];

fn persistent(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(mapping) = place.object().filter(|mapping| !is_open(place, *mapping)) else { return };
    let word = |key| member_text(mapping, key);
    let wakes = mapping.has("action") && word("action").is_none_or(|action| action != "agent");
    if wakes || word("sessionMode").is_none_or(|mode| mode != "persistent") {
        return;
    }
    let default = place.facts.get(&["hooks", "defaultSessionKey"]).and_then(Value::as_str);
    let named = has_text(mapping, "sessionKey") || default.is_some_and(|key| !trim(&key).is_empty());
    if !named && !mapping.has("transform") && !place.facts.is_open(&["hooks"]) {
        let message =
            "a persistent session is found by its key: write `sessionKey` here, or `hooks.defaultSessionKey`";
        let finding =
            Finding::refused("hooks/persistent", "missing-required", place.value.range(), message).on_owner();
        found.push(finding.at(At::Below("sessionKey".to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn a_persistent_session_has_a_key() {
        check(
            "{ hooks: { mappings: [{ sessionMode: 'persistent', sessionKey: ' ' }] } }",
            &expect![[r#"
            error missing-required hooks.mappings.0.sessionKey `{`: a persistent session is found by its key: write `sessionKey` here, or `hooks.defaultSessionKey`
        "#]],
        );
        accepts(&[
            "{ hooks: { mappings: [{ sessionMode: 'persistent', sessionKey: 'k' }] } }",
            "{ hooks: { mappings: [{ sessionMode: 'persistent', action: 'wake' }] } }",
            "{ hooks: { defaultSessionKey: 'k', mappings: [{ sessionMode: 'persistent' }] } }",
            "{ hooks: { $include: './hooks.json5', mappings: [{ sessionMode: 'persistent' }] } }",
        ]);
    }
}
